"""Rules that name no day: the end of each quarter or half-year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = ("uartal", "albjahr", "quarter")
_ENDS = re.compile(
    r"\b(?:(?:bis\s+)?(?:jeweils\s+)?(?:spätestens\s+)?(?:zum|am|by\s+the|at\s+the)\s+(?:jeweiligen\s+)?)"
    r"(?:(?:Ende|end)\s+(?:eine[sr]\s+|of\s+)?(?:jede[sn]\s+|des\s+|each\s+|every\s+|a\s+)?(?:jeweiligen\s+)?"
    r"(?P<unit>Quartals|Kalendervierteljahres|Halbjahres|quarter)|(?P<short>Quartals|Halbjahres)ende)\b",
    re.IGNORECASE,
)
_QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class Ends:
    """The yearly days (month, day) that the words at text[start:end] mean."""

    start: int
    end: int
    days: tuple[tuple[int, int], ...]


def period_ends(text: str) -> Iterator[Ends]:
    """Ends of quarters or half-years by which something is due."""
    if any(sign in text for sign in _SIGNS):
        for match in _ENDS.finditer(text):
            half = (match["unit"] or match["short"]).casefold().startswith("halb")
            yield Ends(match.start(), match.end(), _QUARTERS[1::2] if half else _QUARTERS)
