"""Spans before the start: "mindestens 6 Wochen vor Beginn der Maßnahme"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from funding.programme import Span

_NUMBERS = {
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "eight": 8, "ten": 10, "twelve": 12,
}  # fmt: skip
_UNITS: dict[str, Literal["days", "weeks", "months", "years"]] = {
    "tag": "days", "woc": "weeks", "mon": "months", "jah": "years", "day": "days", "wee": "weeks", "yea": "years",
}  # fmt: skip
_UNIT_SIGNS = ("Woche", "Monat", "Tage", "Jahr", "week", "month", "day", "year", "Tag ")
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_UNIT = r"(?P<unit>Tage?n?|Wochen?|Monate?n?|Jahre?n?|days?|weeks?|months?|years?)"
_WHOSE = r"(?:\s(?:des|der|ihres|ihrer)\s(?:geplanten\s|zu fördernden\s|jeweiligen\s|beantragten\s)?[\w-]{2,40})?"
_START = (
    r"(?:(?:dem\s|der\s|the\s)?(?:\w{1,12}en\s)?(?:Beginn|Start|Anfang|Antritt)\b(?!\s(?:des|eines)\s\w{0,14}jahr)"
    + _WHOSE
    + r"|(?:\w{1,12}\s){0,2}\w{2,25}(?:beginn|start|antritt)\b|(?:the\s)?(?:project\s)?start\b|(?:the\s)?beginning\b"
    r"|(?:der\s|dem\s|Durchführung\s)(?:\w{1,12}\s)?(?:Maßnahme|Veranstaltung|Durchführung|Projekt|Begegnung|Reise)\b)"
)
_BEFORE = re.compile(rf"(?<!\w){_COUNT}\s{_UNIT}\s(?:vor|before)\s{_START}", re.IGNORECASE)
_AFTER = re.compile(
    rf"\bvor\s{_START}(?:\s\w{{1,12}}){{0,3}}\s\((?:mindestens|spätestens)\s{_COUNT}\s{_UNIT}\)", re.IGNORECASE
)
_NOT_A_START = re.compile(
    r"vor\s(?:\w{1,12}\s)?(?:Beginn|Start)\s(?:des|eines|der)\s(?:\w{0,14}jahres|Antrag)", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"(?:(?:mindestens|spätestens|bis|wenigstens|at least|zu)\s){0,3}$", re.IGNORECASE)
_EARLIEST = re.compile(
    r"(?:frühestens|maximal|höchstens|nicht früher als|innerhalb von|no earlier than)\s$", re.IGNORECASE
)
_SPREAD = re.compile(r"(?<!\w)(?P<least>\d{1,2}|" + "|".join(_NUMBERS) + r")\s(?:bis|to)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A span at text[start:end]."""

    start: int
    end: int
    span: Span


def may_name_a_span(text: str) -> bool:
    """A quick look: whether it is worth asking for `spans`."""
    return ("vor " in text or "before " in text) and any(unit in text for unit in _UNIT_SIGNS)


def spans(text: str) -> Iterator[Ahead]:
    """Every span before a start that sets a latest day ("frühestens 3 Monate vor Beginn" does not)."""
    if not may_name_a_span(text):
        return
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            left = text[max(0, match.start() - 60) : match.start()]
            if not _EARLIEST.search(left) and not _NOT_A_START.search(match[0]):
                yield _ahead(match, left)


def _ahead(match: re.Match[str], left: str) -> Ahead:
    spread = _SPREAD.search(left)
    count = _number(spread["least"] if spread else match["count"])
    kept = left[: spread.start()] if spread else left
    leading = _WORDS_BEFORE.search(kept)
    start = match.start() - len(left) + (leading.start() if leading else len(kept))
    return Ahead(start, match.end(), Span(amount=count, unit=_UNITS[match["unit"][:3].casefold()]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]
