"""What stands around a figure: its clause, and bounded stretches before and after it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facts.money import Share, Sum
from facts.topics import Clause, clause_at

_NEAR = 240  # characters on either side; what stands further away says nothing of a figure


@dataclass(frozen=True, slots=True)
class Around:
    """`left` and `right` reach over clauses, `clause` is the figure's own, parted into `ahead` and `behind` it."""

    left: str
    right: str
    clause: str
    ahead: str
    behind: str


def around(text: str, items: Iterable[Sum | Share]) -> Iterator[Around]:
    """One for each figure, in their order; the work grows with the text, not with its square."""
    clause = Clause(0, 0, "")
    for item in items:
        if not clause.start <= item.start < clause.end:
            clause = _next(text, clause if item.start >= clause.end else Clause(0, 0, ""), item.start)
        yield Around(
            left=text[max(0, item.start - _NEAR) : item.start],
            right=text[item.end : item.end + _NEAR],
            clause=text[max(clause.start, item.start - _NEAR) : min(clause.end, item.end + _NEAR)],
            ahead=text[max(clause.start, item.start - _NEAR) : item.start],
            behind=text[item.end : max(item.end, min(clause.end, item.end + _NEAR))],
        )


def _next(text: str, last: Clause, place: int) -> Clause:
    """The clause at a place, looked for from where the last one ended."""
    found = clause_at(text[last.end :], place - last.end)
    return Clause(found.start + last.end, found.end + last.end, found.text)
