"""The best sentence pair: where a project and a programme say the same, verbatim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from funding import Programme
from funding.text import fold, repair_lost_characters, squash
from matcher.bm25 import StemIndex
from matcher.boilerplate import core
from matcher.words import words

_END = re.compile(r"(?<=[a-zäöüß)“\"]{2}[.!?])\s+(?=[A-ZÄÖÜ„\"*-])|\n+")
_READ = 3_000  # characters of each section: what is funded stands at the top
_SECTIONS = ("summary", "text", "conditions", "legal_text")
_LONGEST = 400
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each side and the project's words that both have."""

    project: str
    programme: str
    shared: tuple[str, ...]


def best_pair(asked: str, programme: Programme, index: StemIndex) -> Pair | None:
    """The pair whose shared stems say most for its length, or None where nothing is shared."""
    mine = [(said, frozenset(index.open(fold(said)))) for said in _sentences(asked)]
    best: tuple[float, str, str, frozenset[str]] = (0.0, "", "", frozenset())
    for said in _of_programme(programme):
        stems = frozenset(index.open(fold(said)))
        for own, own_stems in mine:
            common = stems & own_stems
            worth = sum(sorted(index.rarity(stem) for stem in common)) / (8 + len(stems)) ** 0.5
            if worth > best[0]:
                best = (worth, own, said, common)
    return Pair(project=best[1], programme=best[2], shared=_shared(best[1], best[3], index)) if best[0] else None


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
