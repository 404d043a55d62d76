"""Days that hold for projects that start in some months: "Projektbeginn im 1. Quartal: 30. September"."""

import re
from collections.abc import Iterator

from facts.dates import MONTH_NUMBERS
from facts.rules import Rule, any_of

_COUNT = (
    r"(?:1\.|2\.|3\.|4\.|erste[nsr]?|zweite[nsr]?|dritte[nsr]?|vierte[nsr]?|I\.|II\.|III\.|IV\.|first|second|third|"
    r"fourth|1st|2nd|3rd|4th)"
)
_BEGIN = r"(?:\w*(?:beginn|start|anfang)\w{0,2}|begin\w*|starte[nt]|startend\w*|start(?:s|ing)?)"
_HALF = r"(?:Kalender)?(?:Halbjahre?s?|Jahreshälfte|half(?:-|\s)year|half)"
STARTING_IN = (
    Rule(
        "a start in a quarter or half of the year",
        rf"(?:\bmit\s)?\b{_BEGIN}\s(?:(?:der|die|das|des|eines|Ihre?s?)\s\w+\s)?(?:im|in\sder|in\sthe|"
        rf"in)\s{_COUNT}\s(?:(?:Kalender)?(?:Quartals?|vierteljahre?s?)|quarter|{_HALF})",
        "Projektstart im 1. Quartal",
    ),
    Rule(
        "a start named by half-years, in brackets or after für",
        rf"(?:(?<=\()|\bfür\s(?:das|die)\s(?:folgende\s)?){_COUNT}\s{_HALF}|\bfür\sdie\serste(?=\sund\s.{{0,60}}\szweite\sJahreshälfte)",
        "für das zweite Halbjahr",
    ),
    Rule(
        "a quarter in which it starts",
        rf"\bim\s{_COUNT}\s(?:Quartal|Halbjahr)\s(?=(?:begonnen|beginnen|starten|startende))",
        "im 1. Quartal beginnen",
    ),
)
STARTS = any_of(STARTING_IN)
_BETWEEN = re.compile(
    r"\bzwischen\s(?P<first>[A-ZÄÖÜ][a-zäöü]+)\sund\s(?P<last>[A-ZÄÖÜ][a-zäöü]+)\s(?:beginn|start)", re.IGNORECASE
)
_NUMBER = re.compile(_COUNT, re.IGNORECASE)
_NUMBERS = {"1": 1, "e": 1, "f": 1, "2": 2, "z": 2, "s": 2, "3": 3, "d": 3, "t": 3, "4": 4, "v": 4}
_ROMAN = {"i.": 1, "ii.": 2, "iii.": 3, "iv.": 4}
_IS_QUARTER = re.compile("quart|viertel", re.IGNORECASE)
_JOIN = re.compile(r"[,;]\s|\s(?:und|sowie|oder|bzw\.|beziehungsweise|and|or)\s", re.IGNORECASE)
Months = tuple[int, int]


def start_months(text: str, before: int, start: int, end: int, after: int) -> Months | None:
    """The first and last month of the starts for which the day at text[start:end] holds; what follows it comes first.

    `before` is where the day ahead of it ends, `after` where the next one begins.
    """
    joins = [join.start() for join in _JOIN.finditer(text, end, after)] if after < len(text) else []
    told = list(_told(text, end, joins[-1] if joins else after))
    if told:
        return told[0]
    ahead = list(_told(text, before, start))
    return ahead[-1] if ahead else None


def _told(text: str, start: int, end: int) -> Iterator[Months]:
    for match in STARTS.finditer(text, start):
        if match.end() <= end:
            yield _months(match[0])
    for match in _BETWEEN.finditer(text, start, end):
        first, last = (MONTH_NUMBERS.get(match[name][:3].casefold()) for name in ("first", "last"))
        if first and last and first <= last:
            yield first, last


def _months(words: str) -> Months:
    count = [match[0].casefold() for match in _NUMBER.finditer(words)][-1]
    number = _ROMAN.get(count) or _NUMBERS[count[0]]
    length = 3 if _IS_QUARTER.search(words) else 6
    return length * (number - 1) + 1, length * number
