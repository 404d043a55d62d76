"""The reasons for a score, in sentences with the words of both sides and their share in points."""

from collections.abc import Mapping
from functools import lru_cache

from funding import Evidence, Programme
from funding.places import DAC, country_name
from funding.reference import GROUPS
from matcher.case import Words, say, sentences
from matcher.corpus import Corpus
from matcher.pairs import Pair, best_concepts, best_pair
from matcher.reading import Asked, Reading
from matcher.signals import FIT, TOPIC, Signal

_LISTED = (GROUPS["dac"].dated(), GROUPS["dac"].dated("en"))  # who counts as Global South changes every few years


def reasons(
    asked: Asked, corpus: Corpus, row: int, values: Mapping[str, float], points: Mapping[str, float]
) -> tuple[Evidence, ...]:
    """What speaks for and against, the topic first; a signal that is 0 is not mentioned."""
    programme = corpus.programmes[row]
    spoken = f"{asked.project.title}\n{asked.project.description}"
    pair = _pair(spoken, programme, corpus)
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
