"""A sum with what stands around it, and what it is paid for each of."""

from collections.abc import Iterator
from dataclasses import dataclass
from re import Match

from facts import amount_cues as cues
from facts.amount_words import POSTS, UNITS
from facts.around import Around, around
from facts.money import Sum
from facts.rules import any_of
from facts.sentences import Sentence

_UMLAUTS = str.maketrans("äöü", "aou")
_POST, _WHOLE_UNIT = any_of(POSTS), any_of(UNITS)


@dataclass(frozen=True, slots=True)
class Place:
    """A sum with what stands around it, and its neighbours in the sentence."""

    sentence: Sentence
    sum: Sum
    near: Around
    ahead: Sum | None
    following: Sum | None


def places(sentence: Sentence, found: list[Sum]) -> Iterator[Place]:
    """Each sum of a sentence with its neighbours."""
    neighbours = zip([None, *found], [*found[1:], None], strict=False)
    for item, near, (ahead, following) in zip(found, around(sentence.text, found), neighbours, strict=True):
        yield Place(sentence, item, near, ahead, following)


def units_of(place: Place) -> list[Match[str]]:
    """What a sum is paid for each of: told right behind it, else in its clause, else by what its list hangs on."""
    behind = cues.ASIDE.sub(" ", place.near.behind)[:60]
    own = next(cues.PER_UNIT.finditer(behind.split("EUR")[0]), None)
    if own is not None:
        return [own]
    plain = cues.ASIDE.sub(" ", place.near.clause) if cues.CEILING.search(place.near.ahead) else place.near.clause
    return [*cues.PER_UNIT.finditer(plain)] or [*cues.PER_UNIT.finditer(place.sentence.lead[-120:])]


def is_post(match: Match[str]) -> bool:
    """Whether it is paid for each post, group, household: a cap only where there is no other."""
    return _POST.search(match["unit"] or "") is not None


def goes_on_small(place: Place) -> bool:
    """ "pro Platz maximal 900, für Nachtplätze bis zu 1.200 Euro": the second is for each place as well."""
    if place.ahead is None or units_of(place):
        return False
    gap = place.sentence.text[place.ahead.end : place.sum.start]
    ahead = place.sentence.text[max(0, place.ahead.start - 60) : place.ahead.start]
    small = [
        match["unit"]
        for match in cues.PER_UNIT.finditer(ahead)
        if match["unit"] and not _WHOLE_UNIT.search(match["unit"])
    ]
    again = any(_plain(unit)[:5] in _plain(gap) for unit in small)
    return again and cues.WHOLE.search(gap) is None


def _plain(words: str) -> str:
    return words.lower().translate(_UMLAUTS)
