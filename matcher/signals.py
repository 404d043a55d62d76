"""The table of signals: what speaks for a programme, as numbers of about 0 to 1 whose weights are fitted.

Profiles are German, so the lexical signals speak for German programmes; what a text in English shares with the
project (names, international words) is a signal of its own.
"""

from collections.abc import Callable

import numpy as np

from matcher.corpus import Column, Corpus
from matcher.reading import Asked

Signal = Callable[[Asked, Corpus], Column]


def likeness(asked: Asked, corpus: Corpus) -> Column:
    """Sind Projekt und Programm einander im Wortlaut ähnlich? (character n-grams, same language)"""
    return np.sqrt(corpus.likeness(asked.text, "de"))


def stems(asked: Asked, corpus: Corpus) -> Column:
    """Welche Wörter teilen sie? (BM25, same language)"""
    return np.sqrt(corpus.shared_stems(asked.text, "de"))


def headline(asked: Asked, corpus: Corpus) -> Column:
    """Kommt der Titel des Projekts im Programm vor? (character n-grams, same language)"""
    return np.sqrt(corpus.likeness(asked.title, "de"))


def foreign_words(asked: Asked, corpus: Corpus) -> Column:
    """Welche Namen und internationalen Wörter teilen sie? (character n-grams, other language)"""
    return np.sqrt(corpus.likeness(asked.text, "en"))


def language(_: Asked, corpus: Corpus) -> Column:
    """Ist der Aufruf in einer anderen Sprache als das Projekt?

    unclear: Der Aufruf ist englisch; verglichen sind nur Wörter, die es in beiden Sprachen gibt. | The call is in English; only words that both languages have were compared.
    """  # noqa: E501 - one sentence, one line
    return 1 - corpus.german


def country(asked: Asked, corpus: Corpus) -> Column:
    """Nennt das Programm das Land des Projekts?

    yes: Das Programm nennt ein Land des Projekts: {countries}. | The programme names a country of the project: {countries}.
    unclear-elsewhere: Der Titel nennt nur {headed}; das Projekt reicht nicht dorthin. | The title names only {headed}; the project does not reach there.
    """  # noqa: E501 - one sentence, one line
    named = corpus.column(lambda _, reading: bool(reading.countries & asked.countries))
    others = corpus.column(lambda _, reading: bool(reading.headed) and not reading.headed & asked.countries)
    return np.where(others > 0, -1.0, named)


def global_south(asked: Asked, corpus: Corpus) -> Column:
    """Geht es beiden um Zusammenarbeit mit dem Globalen Süden?

    yes: Es geht um Zusammenarbeit mit dem Globalen Süden, wie im Projekt: {countries} ({listed}). | It is about cooperation with the Global South, as is the project: {countries} ({listed}).
    """  # noqa: E501 - one sentence, one line
    return corpus.development * asked.south


def twinning(asked: Asked, corpus: Corpus) -> Column:
    """Geht es beiden um Zusammenarbeit mit Städten im Ausland?

    yes: Gefördert wird die Zusammenarbeit von Städten über Grenzen, wie sie das Projekt vorhat. | Funds cooperation of cities across borders, as the project plans it.
    """  # noqa: E501 - one sentence, one line
    return corpus.twinning * asked.abroad


def municipal(_: Asked, corpus: Corpus) -> Column:
    """Nennt die Quelle Kommunen ausdrücklich?

    yes: Kommunen sind ausdrücklich genannt. | Municipalities are named explicitly.
    """
    return corpus.municipal


def cities(_: Asked, corpus: Corpus) -> Column:
    """Spricht ein englischer Aufruf, der keine Antragsberechtigten nennt, von Städten?

    yes: Der Aufruf spricht von Städten oder Gemeinden. | The call speaks of cities or municipalities.
    """
    return corpus.cities * (1 - corpus.german)


def research(asked: Asked, corpus: Corpus) -> Column:
    """Geht es um Forschung statt um die Arbeit der Stadt?

    unclear: Es geht um Forschung oder Technik; das Projekt nennt keine. | It is about research or technology; the project names none.
    """  # noqa: E501 - one sentence, one line
    return corpus.research * (not asked.research)


TOPIC: tuple[Signal, ...] = (likeness, stems, headline, foreign_words)
FIT: tuple[Signal, ...] = (language, country, global_south, twinning, municipal, cities, research)
SIGNALS = (*TOPIC, *FIT)


def measure(asked: Asked, corpus: Corpus) -> dict[str, Column]:
    """Every signal of a project by name, one number per programme."""
    return {signal.__name__: signal(asked, corpus) for signal in SIGNALS}
