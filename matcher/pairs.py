"""The best sentence pair: where a project and a programme say the same, verbatim."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from funding import Programme
from funding.text import fold, repair_lost_characters, squash
from funding.vocabulary import Language
from matcher.bm25 import StemIndex
from matcher.boilerplate import core
from matcher.glossary import Concept, concepts, glossary
from matcher.words import words

Term = TypeVar("Term", int, str)
_END = re.compile(r"(?<=[a-zäöüß)“\"]{2}[.!?])\s+(?=[A-ZÄÖÜ„\"*-])|\n+")
_READ = 3_000  # characters of each section: what is funded stands at the top
_SECTIONS = ("summary", "text", "conditions", "legal_text")
_LONGEST = 400
_MOST_WORDS = 8
_MOST_CONCEPTS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each side, the project's words that both have, and the concepts of the glossary in both."""

    project: str
    programme: str
    shared: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()


def best_pair(asked: str, programme: Programme, index: StemIndex) -> Pair | None:
    """The pair whose shared stems say most for its length, or None where nothing is shared."""
    pair, common = _best(asked, programme, lambda said, _: index.open(fold(said)), index.rarity)
    return None if pair is None else replace(pair, shared=_shared(pair.project, common, index))


def best_concepts(asked: str, programme: Programme, rarity: Callable[[int], float]) -> Pair | None:
    """The pair whose shared concepts of the glossary say most, in whatever language the programme is."""

    def open_(said: str, language: Language) -> list[int]:
        return concepts(fold(said), language)

    pair, _ = _best(asked, programme, open_, rarity)
    return pair


def _best(
    asked: str, programme: Programme, open_: Callable[[str, Language], Sequence[Term]], rarity: Callable[[Term], float]
) -> tuple[Pair | None, frozenset[Term]]:
    mine = [(said, frozenset(open_(said, "de"))) for said in _sentences(asked)]
    best: tuple[float, str, str, frozenset[Term]] = (0.0, "", "", frozenset())
    for said in _of_programme(programme):
        terms = frozenset(open_(said, programme.language))
        for own, own_terms in mine:
            common = terms & own_terms
            worth = sum(sorted(rarity(term) for term in common)) / (8 + len(terms)) ** 0.5
            if worth > best[0]:
                best = (worth, own, said, common)
    worth, own, said, common = best
    return (Pair(own, said, (), _common(own, said, programme.language)) if worth else None), common


def _common(own: str, said: str, language: Language) -> tuple[Concept, ...]:
    """The glossary's concepts in both sentences, in the order of the project's."""
    theirs = frozenset(concepts(fold(said), language))
    both = [number for number in dict.fromkeys(concepts(fold(own), "de")) if number in theirs]
    return tuple(glossary()[number] for number in both[:_MOST_CONCEPTS])


def _of_programme(programme: Programme) -> Iterator[str]:
    yield _shown(programme.title, programme)
    for name, text in programme.sections():
        if name in _SECTIONS:
            for said in _sentences(text[:_READ]):
                yield _shown(said, programme)


def _sentences(text: str) -> Iterator[str]:
    for part in _END.split(text):
        said = squash(core(part)).strip("#*- ")
        if said:
            yield said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"


def _shown(said: str, programme: Programme) -> str:
    return repair_lost_characters(said) if programme.lossy else said


def _shared(own: str, common: frozenset[str], index: StemIndex) -> tuple[str, ...]:
    """The project's own spelling of the words whose stem, or a part of it, is shared; the rarest first."""
    spelled = {word: fold(word) for word in re.findall(r"[^\W\d_]+", own)}
    worth = {word: _worth(folded, common, index) for word, folded in spelled.items() if words(folded)}
    found = sorted((word for word in worth if worth[word]), key=lambda word: (-worth[word], word))
    return tuple(found[:_MOST_WORDS])


def _worth(folded: str, common: frozenset[str], index: StemIndex) -> float:
    return max((index.rarity(stem) for stem in index.open(folded) if stem in common), default=0.0)
