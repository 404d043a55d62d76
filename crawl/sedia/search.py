"""All open and forthcoming calls, in as few requests as can be, and a second witness that they are all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crawl.sedia import PORTAL
from crawl.sedia.answers import Answer, Identity, answer, counts, identity
from crawl.sedia.cutting import by_programme, planned
from crawl.sedia.listing import Ask, Listing
from crawl.sedia.partition import Partition, Row, counted
from funding import PassgenauError, Problem

ROUNDS = 3  # reads of what the witness contradicts
FEW = 10  # rows that may come and go in a day without a second witness
SHARE = 0.03  # of them in a large portal
_SINGLE = ("type", "status")  # each row has one
Counts = Mapping[str, Mapping[str, int]]


class Facets:
    """Asks for the facets: labels of the codes, and how many rows have each."""


class Search:
    """What to ask, what to ask next, and at last `rows`.

    `before`: the rows of the last good run, `facets` its answer of facets: they tell how to cut the portal into single
    pages, and that a day with few changes is whole. Otherwise the facets are asked, at most once: their counts must
    agree with the rows, or two reads with each other.
    """

    def __init__(self, before: Sequence[Any] = (), facets: bytes | None = None) -> None:
        self.facets = facets
        self.done = False
        self._before = {identity(row): row for row in before if isinstance(row, Mapping)}
        self._listing = Listing()
        self._counts: Counts | None = None  # of today
        self._rounds = 0
        self._seen: frozenset[Identity] = frozenset()  # by the read before, in the parts that are read again
        self._settled: frozenset[Partition] = frozenset()

    @property
    def rows(self) -> list[Any]:
        """Every row, once."""
        return list(self._listing.rows.values())

    def told(self) -> Iterator[Problem]:
        """What remains in doubt when all has been read."""
        said, found = self._sizes()
        if said and said != found:
            message = f"Die Suche des EU-Portals zeigt {found} Treffer, zählt aber {said}; einzelne können fehlen."
            yield Problem(portal=PORTAL, field="totalResults", value=str(said), message=message)

    def begin(self) -> list[Ask | Facets]:
        """What to ask first."""
        if not self._before or self.facets is None:
            return [Facets()]
        return [*self._listing.read(planned(list(self._before.values())))]

    def take(self, ask: Ask, body: bytes) -> list[Ask | Facets]:
        """What to ask after an answer; nothing while others are awaited, or when `done`.

        Raises PassgenauError where the portal does not give all of its rows.
        """
        told: Answer = answer(body)
        more: list[Ask | Facets] = [*self._listing.take(ask, told)]
        return more if more or not self._listing.done else self._judged()

    def take_facets(self, body: bytes) -> list[Ask | Facets]:
        """The same for the answer of facets."""
        self.facets, self._counts = body, counts(body)
        if not self._listing.sets:
            return [*self._listing.read(by_programme(self._counts.get("frameworkProgramme", {})))]
        return self._judged()

    def _judged(self) -> list[Ask | Facets]:
        if self._counts is None:
            if _few(self._before.keys(), self._listing.rows.keys()) and not self._strange():
                self.done = True
                return []
            return [Facets()]
        doubtful = self._doubtful(self._counts)
        self.done = not doubtful
        return [*self._again(doubtful)]

    def _doubtful(self, told: Counts) -> list[Partition]:
        """The parts to read again: where the facets disagree, and then where the last two reads do."""
        sets = self._listing.sets
        if self._rounds:
            anew = {part: found for part, found in sets.items() if part not in self._settled}
            return [] if _union(anew.values()) == self._seen else list(anew)
        rows = [row for row in self._listing.rows.values() if isinstance(row, Mapping)]
        if any(_differing(told, rows, field) for field in _SINGLE) or not told.get("frameworkProgramme"):
            return list(sets)
        codes = _differing(told, rows, "frameworkProgramme")
        return [part for part in sets if any(part.admits(code) for code in codes)]

    def _again(self, parts: Sequence[Partition]) -> list[Ask]:
        if not parts:
            self._counted_alike()
            return []
        self._rounds += 1
        if self._rounds > ROUNDS:
            raise PassgenauError("Die Suche des EU-Portals gibt bei jedem Lesen andere Treffer; später noch einmal.")
        self._seen = _union(self._listing.sets.pop(part) for part in parts)
        self._settled = frozenset(self._listing.sets)
        return self._listing.read(parts)

    def _counted_alike(self) -> None:
        """Reads that agree may still leave out the same rows."""
        said, found = self._sizes()
        if said and abs(said - found) > _leeway(found):
            raise PassgenauError(f"Die Suche des EU-Portals zeigt {found} Treffer, zählt aber {said}.")

    def _sizes(self) -> tuple[int, int]:
        """How many rows the facets count (0: they were not asked), and how many there are."""
        return sum((self._counts or {}).get("status", {}).values()), len(self._listing.rows)

    def _strange(self) -> bool:
        """Whether a code has come up that the stored facets have no label for."""
        known = counts(self.facets or b"")
        new = [row for key, row in self._listing.rows.items() if key not in self._before and isinstance(row, Mapping)]
        old: list[Row] = list(self._before.values())
        return any(
            counted(new, field).keys() - told.keys() - counted(old, field).keys() for field, told in known.items()
        )


def _few(before: Iterable[Identity], now: Iterable[Identity]) -> bool:
    old, new = set(before), set(now)
    return len(old ^ new) <= _leeway(len(old))


def _leeway(size: int) -> float:
    return max(FEW, SHARE * size)


def _union(sets: Iterable[frozenset[Identity]]) -> frozenset[Identity]:
    return frozenset().union(*sets)


def _differing(told: Counts, rows: Sequence[Row], field: str) -> set[str]:
    """The codes that the facets count otherwise than the rows do."""
    found, said = counted(rows, field), told.get(field, {})
    return {code for code in found.keys() | said.keys() if found.get(code, 0) != said.get(code, 0)}
