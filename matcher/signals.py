"""The table of signals: what speaks for a programme, as numbers of about -1 to 1 whose weights are fitted.

Profiles are German: wording is compared with German programmes, the glossary's concepts with English ones, and
meaning, where there is a sentence model, with all.
"""

from collections.abc import Callable

import numpy as np

from matcher.corpus import Column, Corpus
from matcher.reading import Asked, Reading

Signal = Callable[[Asked, Corpus], Column]
_SOUTH = ("development", "partnered")
_CROSSING = ("bound", "development", "twinning", "twinned", "european")  # what `_across` looks at


def meaning(asked: Asked, corpus: Corpus) -> Column:
    """Meinen zwei Teile des Projekts dasselbe wie das Programm? (sentence model, CSLS, any language)"""
    return corpus.nearness(asked.pieces)


def likeness(asked: Asked, corpus: Corpus) -> Column:
    """Sind Projekt und Programm einander im Wortlaut ähnlich? (character n-grams, same language)"""
    return np.sqrt(corpus.likeness(asked.text, "de"))


def stems(asked: Asked, corpus: Corpus) -> Column:
    """Welche Wörter teilen sie? (BM25, same language)"""
    return np.sqrt(corpus.shared_stems(asked.text, "de"))


def headline(asked: Asked, corpus: Corpus) -> Column:
    """Kommt der Titel des Projekts im Programm vor? (character n-grams, same language)"""
    return np.sqrt(corpus.likeness(asked.title, "de"))


def vocabulary(asked: Asked, corpus: Corpus) -> Column:
    """Welche Fachbegriffe des deutsch-englischen Glossars teilen sie? (BM25 over concepts, other language)"""
    return np.sqrt(corpus.shared_concepts(asked.concepts, "en"))


def language(_: Asked, corpus: Corpus) -> Column:
    """Ist der Aufruf in einer anderen Sprache als das Projekt?

    unclear: Der Aufruf ist englisch. | The call is in English.
    """
    return 1 - corpus.german


def country(asked: Asked, corpus: Corpus) -> Column:
    """Nennt das Programm das Land des Projekts?

    yes: Das Programm nennt ein Land des Projekts: {countries}. | The programme names a country of the project: {countries}.
    unclear-elsewhere: Der Titel nennt nur {headed}; das Projekt reicht nicht dorthin. | The title names only {headed}; the project does not reach there.
    """  # noqa: E501 - one sentence, one line
    named = corpus.of_reading(lambda reading: bool(reading.countries & asked.countries), "countries")
    others = corpus.of_reading(lambda one: bool(one.headed) and not one.headed & asked.countries, "headed")
    return np.where(others > 0, -1.0, named)


def global_south(asked: Asked, corpus: Corpus) -> Column:
    """Geht es beiden um Zusammenarbeit mit dem Globalen Süden?

    yes: Es geht um Zusammenarbeit mit dem Globalen Süden, wie im Projekt: {south} ({listed}). | It is about cooperation with the Global South, as is the project: {south} ({listed}).
    unclear: Es geht um Zusammenarbeit mit dem Globalen Süden ({listed}); das Projekt hat sie nicht vor. | It is about cooperation with the Global South ({listed}); the project does not plan it.
    """  # noqa: E501 - one sentence, one line
    fits = 1.0 if asked.south else 0.0 if asked.worldly else -1.0
    alone = asked.south and not asked.countries
    return fits * corpus.of_reading(lambda one: one.development and not (alone and one.partnered), *_SOUTH)


def twinning(asked: Asked, corpus: Corpus) -> Column:
    """Geht es beiden um Zusammenarbeit mit Städten im Ausland?

    yes: Gefördert wird die Zusammenarbeit über Grenzen, wie sie das Projekt vorhat. | Funds cooperation across borders, as the project plans it.
    unclear: Gefördert wird Zusammenarbeit über Grenzen; eine solche hat das Projekt nicht vor. | Funds cooperation across borders of a kind that the project does not plan.
    """  # noqa: E501 - one sentence, one line
    return corpus.of_reading(lambda reading: _across(asked, reading), *_CROSSING)


def elsewhere(asked: Asked, corpus: Corpus) -> Column:
    """Ist das Programm nach seinem Text für ein anderes Land gemacht?

    unclear: Das Programm nennt nur {lands}, die Stadt liegt anderswo. | The programme names only {lands}; the city lies elsewhere.
    """  # noqa: E501 - one sentence, one line
    return corpus.of_reading(lambda reading: bool(reading.lands) and asked.home not in reading.lands, "lands")


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


def business(_: Asked, corpus: Corpus) -> Column:
    """Spricht ein Programm, das keine Antragsberechtigten nennt, von Unternehmen?

    unclear: Der Text spricht von Unternehmen oder Betrieben; wer den Antrag stellen darf, nennt die Quelle nicht. | The text speaks of companies or farms; the source does not state who may apply.
    """  # noqa: E501 - one sentence, one line
    return corpus.business


def research(asked: Asked, corpus: Corpus) -> Column:
    """Geht es um Forschung statt um die Arbeit der Stadt?

    unclear: Es geht um Forschung oder Technik; das Projekt nennt keine. | It is about research or technology; the project names none.
    """  # noqa: E501 - one sentence, one line
    return corpus.research * (not asked.research)


def _across(asked: Asked, reading: Reading) -> float:
    """Rules that list countries speak through `country`, the Global South through `global_south`."""
    if reading.bound or reading.development or not (reading.twinning or reading.twinned):
        return 0.0
    fits = asked.abroad and (asked.in_europe or not reading.european)
    return 1.0 if fits else -float(reading.twinned)


WORDS: tuple[Signal, ...] = (likeness, stems, headline, vocabulary)
FIT: tuple[Signal, ...] = (
    language, country, global_south, twinning, elsewhere, municipal, cities, business, research,
)  # fmt: skip
AGAINST: frozenset[Signal] = frozenset({language, elsewhere, business, research})
TOPIC = (meaning, *WORDS)
LEXICAL = (*WORDS, *FIT)
SIGNALS = (*TOPIC, *FIT)


def measure(asked: Asked, corpus: Corpus) -> dict[str, Column]:
    """Every signal of a project by name, one number per programme; `meaning` only where there is a sentence model."""
    return {signal.__name__: signal(asked, corpus) for signal in (SIGNALS if corpus.semantic else LEXICAL)}
