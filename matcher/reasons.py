"""The reasons for a score, in sentences with the words of both sides and their share in points."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from funding import Evidence, Programme
from funding.places import DAC, country_name
from funding.reference import GROUPS
from funding.text import fold
from matcher.case import Words, say, sentences
from matcher.corpus import Corpus
from matcher.glossary import glossary
from matcher.pairs import Pair, best_concepts, best_pair
from matcher.reading import Asked, Reading
from matcher.signals import FIT, TOPIC, Signal
from matcher.words import stem

_LISTED = (GROUPS["dac"].dated(), GROUPS["dac"].dated("en"))  # who counts as Global South changes every few years

# Measures of time and quantity and the furniture of sentences: shared by texts about anything.
_EMPTY = frozenset(
    stem(fold(word), "de")
    for word in """
    tag tage woche wochen monat monate stunde stunden uhr zeit zeiten zeitraum dauer beginn anfang ende termin termine
    anzahl zahl drittel hälfte dutzend meter kilometer quadratmeter bereich bereiche raum art form weise stelle ort orte
    ziel ziele zweck grund thema themen inhalt beispiel angebot angebote aufgabe aufgaben arbeit arbeiten einführung
    fach kommunal kommunale kommune kommunen zusammen gemeinsam gemeinsame
    bringen bringt machen geben nehmen kommen gehen stehen stellen setzen liegen bleiben halten führen zeigen helfen
    gemeinsames europäisch europäische menschen person personen
    """.split()
)


def reasons(
    asked: Asked, corpus: Corpus, row: int, values: Mapping[str, float], points: Mapping[str, float]
) -> tuple[Evidence, ...]:
    """What speaks for and against, the topic first; a signal that is 0 is not mentioned."""
    programme = corpus.programmes[row]
    spoken = f"{asked.project.title}\n{asked.project.description}"
    pair = _telling(_pair(spoken, programme, corpus), programme, corpus)
    subject = _topic(pair, sum(points.get(signal.__name__, 0.0) for signal in TOPIC))
    reading = corpus.readings[row]
    told = [signal for signal in FIT if values[signal.__name__]]
    return (subject, *(_said(signal, values, points, asked, reading) for signal in told))


def _said(
    signal: Signal, values: Mapping[str, float], points: Mapping[str, float], asked: Asked, reading: Reading
) -> Evidence:
    south = asked.countries & DAC
    return say(
        signal,
        _key(signal, values),
        weight=round(points[signal.__name__], 1),
        countries=_names((reading.countries & asked.countries) or asked.countries),
        headed=_names(reading.headed),
        south=_names(south) if south else ("globale Themen", "global matters"),
        lands=", ".join(sorted(reading.lands)),
        listed=_LISTED,
    )


def _key(signal: Signal, values: Mapping[str, float]) -> str:
    """The signal's first sentence, or its second where its value is negative."""
    return list(sentences(signal))[values[signal.__name__] < 0]


def topic(_: Programme) -> None:
    """Geht es um dasselbe?

    yes: Gemeinsame Wörter: {shared}. | Words in common: {shared}.
    yes-both: Gemeinsame Wörter: {shared}; Fachbegriffe: {concepts}. | Words in common: {shared}; concepts: {concepts}.
    yes-concepts: Gemeinsame Fachbegriffe: {concepts}. | Concepts in common: {concepts}.
    unclear: Gemeinsame Wörter fanden sich nicht. | No words in common were found.
    """


def _pair(spoken: str, programme: Programme, corpus: Corpus) -> Pair | None:
    """Words where both sides are German, concepts of the glossary where the call is in English."""
    if programme.language == "de":
        return best_pair(spoken, programme, corpus.stems["de"])
    return best_concepts(spoken, programme, lambda concept: corpus.concept_rarity(concept, programme.language))


def _telling(pair: Pair | None, programme: Programme, corpus: Corpus) -> Pair | None:
    """The pair with those words and concepts alone that say what both are about; None where none does."""
    if pair is None:
        return None
    least, index = _least(len(corpus.rows[programme.language])), corpus.stems["de"]
    theirs = frozenset(index.open(fold(pair.programme))) - _EMPTY
    shared = [w for w in pair.shared if _most(map(index.rarity, theirs.intersection(index.open(fold(w))))) >= least]
    named = (one for one in pair.concepts if stem(fold(one.de[0]), "de") not in _EMPTY)
    rare = (one for one in named if corpus.concept_rarity(glossary().index(one), programme.language) >= least)
    kept = replace(pair, shared=tuple(shared), concepts=tuple(rare))
    return kept if kept.shared or kept.concepts else None


def _most(values: Iterable[float]) -> float:
    return max(values, default=-1.0)


def _least(texts: int) -> float:
    """The least idf of what says something: that of a stem in every sixth text, and of few texts that in two."""
    return float(np.log1p(min(5.0, (texts - 1.5) / 2.5))) if texts > 1 else -1.0


def _topic(pair: Pair | None, points: float) -> Evidence:
    if pair is None:
        return say(topic, "unclear", weight=round(points, 1))
    key = "yes-concepts" if not pair.shared else "yes-both" if pair.concepts else "yes"
    named = ", ".join(f"{concept.de[0]} = {concept.en[0]}" for concept in pair.concepts)
    return say(
        topic, key, weight=round(points, 1), city=pair.project, source=pair.programme, shared=", ".join(pair.shared),
        concepts=named,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _names(codes: frozenset[str]) -> Words:
    german, english = (sorted(country_name(code, language) for code in codes) for language in ("de", "en"))
    return ", ".join(german), ", ".join(english)
