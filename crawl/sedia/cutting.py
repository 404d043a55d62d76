"""How to cut the portal into parts of one page each: one page alone cannot shuffle."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from crawl.sedia.partition import WHOLE, Clause, Partition, Row, Since, Terms, last_day, values

PAGE = 100  # rows that the portal gives at once, at most
SPARE = 3  # rows that a part may grow by until tomorrow without a second page
_GUESSED = 0.8  # of a page, where the rest is known from a sample alone
_DATES = ("startDate", "deadlineDate")
_CODES = ("frameworkProgramme", "type", "status")


def by_programme(counts: Mapping[str, int]) -> list[Partition]:
    """Parts of whole programmes, of at most a page where the programme is not larger, from their sizes.

    The last part is all that no other has: a code that was not counted loses no row.
    """
    groups = _packed(counts, PAGE - SPARE)
    parts = [WHOLE.within(Terms("frameworkProgramme", tuple(group))) for group in groups[:-1]]
    others = tuple(code for group in groups[:-1] for code in group)
    return [*parts, WHOLE.without(Terms("frameworkProgramme", others)) if others else WHOLE]


def planned(rows: Sequence[Row]) -> list[Partition]:
    """Parts of at most a page for the rows of the last time, as few as can be and as even."""
    most = PAGE - SPARE
    pages = -(-len(rows) // most)
    seen = [_Seen.of(row) for row in rows]
    return min((_cut(WHOLE, seen, room) for room in range(len(rows) // (pages + 1), most + 1)), key=len)


def split(part: Partition, sample: Sequence[Row], total: int) -> list[Partition]:
    """Parts that together are `part`, by a sample of its `total` rows; it alone where nothing parts them."""
    return _cut(part, [_Seen.of(row) for row in sample], max(_GUESSED * PAGE * len(sample) / total, 1))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a row parts it from others: by field, its last day and its codes."""

    days: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]

    @staticmethod
    def of(row: Row) -> "_Seen":
        return _Seen(
            {field: last_day(row, field) for field in _DATES},
            {field: frozenset(values(row, field)) for field in _CODES},
        )

    def fits(self, clause: Clause) -> bool:
        if isinstance(clause, Since):
            return self.days[clause.field] >= clause.day
        return not self.codes[clause.field].isdisjoint(clause.codes)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows that fit a clause, or those that do not (`beyond`): one end of a field."""

    clause: Clause
    beyond: bool
    size: int


def _cut(part: Partition, rows: Sequence[_Seen], room: float) -> list[Partition]:
    """Pieces as large as there is room for, cut off at one end of some field after the other."""
    parts, left = [], list(rows)
    while len(left) > room:
        piece = _best([piece for piece in _pieces(left, room) if 0 < piece.size < len(left)], room)
        if piece is None:
            break
        cut = [row for row in left if row.fits(piece.clause) is not piece.beyond]
        left = [row for row in left if row.fits(piece.clause) is piece.beyond]
        sides = part.within(piece.clause), part.without(piece.clause)
        own, part = reversed(sides) if piece.beyond else sides
        parts += _cut(own, cut, room)
    return [*parts, part]


def _best(pieces: Sequence[_Piece], room: float) -> _Piece | None:
    fitting = [piece for piece in pieces if piece.size <= room]
    if fitting:
        return max(fitting, key=lambda piece: piece.size)
    return min(pieces, key=lambda piece: piece.size, default=None)


def _pieces(rows: Sequence[_Seen], room: float) -> Iterator[_Piece]:
    for field in _DATES:
        days = Counter(row.days[field] for row in rows)
        since, size = _end(sorted(days.items(), reverse=True), room)
        yield _Piece(Since(field, since[-1]), beyond=False, size=size)
        before, size = _end(sorted(days.items()), room)
        later = min((day for day in days if day > before[-1]), default="")
        yield _Piece(Since(field, later), beyond=True, size=size)
    for field in _CODES:
        codes = Counter(code for row in rows for code in row.codes[field])
        for group in _packed(codes, room)[:1]:
            clause = Terms(field, tuple(group))
            yield _Piece(clause, beyond=False, size=sum(row.fits(clause) for row in rows))


def _end(days: Sequence[tuple[str, int]], room: float) -> tuple[list[str], int]:
    """The first days that have room, at least one, and their rows."""
    sizes = list(accumulate(number for _, number in days))
    taken = max(sum(size <= room for size in sizes), 1)
    return [day for day, _ in days[:taken]], sizes[taken - 1]


def _packed(counts: Mapping[str, int], room: float) -> list[list[str]]:
    """Codes in groups that fit, the fullest first; a code that fits nowhere stands alone, and last."""
    groups: list[tuple[int, list[str]]] = []
    for code, size in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        at = next((n for n, (filled, _) in enumerate(groups) if filled + size <= room), None)
        if at is None:
            groups.append((size, [code]))
        else:
            groups[at] = (groups[at][0] + size, [*groups[at][1], code])
    return [group for size, group in sorted(groups, key=lambda group: (group[0] > room, -group[0]))]
