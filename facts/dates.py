"""Where days are named in a text: 15.04.2026, 15. April, 31.3., Ende September, 31 March 2026, 2026-03-31."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from facts.sentences import MONTHS

MONTH_NUMBERS = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mrz": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_MONTH = "(?P<name>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:,?\s?(?P<year>(?:19|20)\d\d)(?!\d))?"
_GAP = r"[ \t\xa0]{0,2}"
_MONTHLIKE = r"[JFMASOND](?:an|än|eb|är|rz|ar|pr|ai|ay|un|ul|ug|ep|kt|ct|ov|ez|ec)"
_NUMERIC_SIGN = re.compile(r"\d\.[ \t\xa0]{0,2}\d{1,2}(?:\.|\s(?:für|des|eines|an|bei|über))|20\d\d-|\d/\d")
_DAY_MONTH_SIGN = re.compile(rf"\d\.?[ \t\xa0]{{0,2}}{_MONTHLIKE}")
_MONTH_DAY_SIGN = re.compile(rf"{_MONTHLIKE}[a-z]{{0,6}}\.?\s\d")
_PART_SIGN = re.compile(rf"(?:[Ee]nde?(?: of)?|[Mm]itte|[Mm]id)\s[\w ]{{0,12}}{_MONTHLIKE}")
_YEAR_END_SIGN = re.compile(r"[Ee]nde?(?: of)?\s[\w ]{0,11}20\d\d")
_NUMERIC = (
    rf"(?<![\d.,])(?P<day>\d{{1,2}})\.{_GAP}(?P<month>\d{{1,2}})\.{_GAP}(?P<year>(?:19|20)\d\d)(?![\d.]\d)",
    r"(?<![\d.,])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<short>[23]\d)(?![\d.,]*\d)",
    rf"(?<![\d.,])(?P<day>\d{{1,2}})\.{_GAP}(?P<month>\d{{1,2}})\.(?!\d)",
    r"(?<![\d/-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
    r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)(?![\d/])",
    r"(?<=zum |bis |dem |der )(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?= (?:für|des|eines|an|bei|beim|über)\b)",
)
_DAY_MONTH = (rf"(?<![\d.,])(?P<day>\d{{1,2}})\.?{_GAP}{_MONTH}{_YEAR}",)
_MONTH_DAY = (rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.])(?:,?\s(?P<year>20\d\d)(?!\d))?",)
_YEAR_END = (r"\b(?P<part>Ende|Jahresende|end of)(?P<name>)\s(?:des\sJahres\s)?(?P<year>20\d\d)(?!\d)",)
_PART = (rf"\b(?P<part>Ende|Mitte|end of|mid)\s(?:des Monats\s|Monat\s)?{_MONTH}{_YEAR}",)
_ANY_SIGN = re.compile(r"\d|[Ee]nd|[Mm]itte|[Mm]id")
# A sign that is quick to look for, and the forms that are read only where it stands.
_FORMS = tuple(
    (sign, tuple(re.compile(form, re.IGNORECASE) for form in forms))
    for sign, forms in (
        (_NUMERIC_SIGN, _NUMERIC),
        (_DAY_MONTH_SIGN, _DAY_MONTH),
        (_MONTH_DAY_SIGN, _MONTH_DAY),
        (_PART_SIGN, _PART),
        (_YEAR_END_SIGN, _YEAR_END),
    )
)
_TIME = re.compile(
    r"\s?,?\s?\(?(?:um|bis|at|,)?\s?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?"
    r"(?P<unit>Uhr|h\b|CES?T|MES?Z|\(?Bruss|\(?Brüss|(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s(?:Uhr|noon|h|hrs)|(?=\s\(?(?:CES?T|Brussels|local)))"
    r"(?:\s\(?(?:CES?T|Brussels|local)\s?(?:time)?\)?)?\s(?:am|des|on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_BRUSSELS = re.compile("Brüssel|Brussels", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at text[start:end]; `year` None where the text gives none.

    `vague`: "Ende September"; 04/03/2027, which is 4 March in Europe and 3 April in America.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    vague: bool = False

    def date(self) -> date | None:
        """The calendar date; None without a year, and for 29 February where the year has none."""
        if self.year is None or self.day > monthrange(self.year, self.month)[1]:
            return None
        return date(self.year, self.month, self.day)


def days(text: str) -> list[Day]:
    """All days in the order of the text; what is no day of the calendar (31.4.) is left out."""
    return list(_days(text))


@lru_cache(maxsize=16)  # the parts of one sentence ask the same
def _days(text: str) -> tuple[Day, ...]:
    if not _ANY_SIGN.search(text):
        return ()
    taken: list[Day] = []
    for sign, forms in _FORMS:
        for form in forms if sign.search(text) else ():
            taken.extend(day for day in _read(form, text) if not _overlaps(day, taken))
    return tuple(sorted((day for day in taken if day.day), key=lambda day: day.start))


def may_name_a_day(text: str) -> bool:
    """A quick look, for German: whether it is worth asking for `days`."""
    if _NUMERIC_SIGN.search(text) or _DAY_MONTH_SIGN.search(text):
        return True
    if "nde" in text and _YEAR_END_SIGN.search(text) is not None:
        return True
    return ("nde " in text or "itte " in text) and _PART_SIGN.search(text) is not None


def _read(form: re.Pattern[str], text: str) -> Iterator[Day]:
    """A form that names no real day is kept with day 0, so that no shorter form reads a part of it."""
    for match in form.finditer(text):
        parts = match.groupdict()
        if parts.get("name", "").islower():
            continue  # "section 2 may apply"
        month = int(parts["month"]) if parts.get("month") else MONTH_NUMBERS.get(parts["name"][:3].casefold(), 12)
        year = _year(parts)
        day = _day(parts, month, year)
        unsure = "part" in parts or ("/" in match[0] and day <= 12 and day != month)
        yield Day(match.start(), match.end(), day, month, year, vague=unsure)


def _overlaps(day: Day, taken: list[Day]) -> bool:
    return any(day.start < other.end and other.start < day.end for other in taken)


def _year(parts: dict[str, str]) -> int | None:
    if parts.get("year"):
        return int(parts["year"])
    return 2000 + int(parts["short"]) if parts.get("short") else None


def _day(parts: dict[str, str], month: int, year: int | None) -> int:
    last = monthrange(year or 2024, month)[1] if 1 <= month <= 12 else 0
    part = parts.get("part")
    if part is not None:
        return 15 if part.casefold() in {"mitte", "mid"} else monthrange(year or 2023, month)[1]
    day = int(parts["day"])
    return day if 1 <= day <= last else 0


def time_after(text: str, end: int) -> tuple[time | None, int]:
    """The time of day that follows a date, and where it ends; "24:00 Uhr" is the last minute of the day."""
    match = _TIME.match(text, end)
    if match is None or not (match["unit"] or (match["minute"] and ":" in match[0])):
        return None, end
    at = _clock(match)
    return (at, match.end()) if at else (None, end)


def time_before(text: str, start: int) -> time | None:
    """The time of day that stands before a date: "bis 17 Uhr am 3. Mai"."""
    match = _TIME_BEFORE.search(text, max(0, start - 30), start)
    if match is None:
        return None
    return _clock(match)


def _clock(match: re.Match[str]) -> time | None:
    """The time of day; 24:00 is the last minute of the day, 12 p.m. is noon."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def zone(text: str) -> str:
    """Brussels time is said so; everything else is read as German time."""
    return "Europe/Brussels" if _BRUSSELS.search(text) else "Europe/Berlin"
