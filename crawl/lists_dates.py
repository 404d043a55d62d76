"""Deadlines of a list: days only where nothing is left to guess; everything else stays prose for facts/."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel import Locale

from crawl.lists_faults import StrangeError
from crawl.lists_words import spelled
from funding import Stage

BERLIN = ZoneInfo("Europe/Berlin")
_ROLLING = frozenset(
    """laufend fortlaufend rolling jederzeit ganzjährig laufend_möglich jederzeit_möglich ongoing continuous
    Antragstellung_jederzeit_möglich Antragstellung_laufend_möglich Antrag_jederzeit_möglich""".split()
)
_UNKNOWN = frozenset("tbd tba noch_offen steht_noch_nicht_fest".split())
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_TIME = r"(?:,?\s*(?:um\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s*Uhr)?)?"
_GERMAN = re.compile(
    rf"(?:bis\s+)?(?:zum\s+)?(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_SPELLED = re.compile(
    rf"(?:bis\s+)?(?:zum\s+)?(?P<day>\d{{1,2}})\.?\s+(?P<name>[^\W\d]+)\.?,?\s+(?P<year>\d{{4}}){_TIME}"
)
_BETWEEN = re.compile(r"\s*[;\n|]\s*|\s+und\s+|,\s+(?=\d{1,4}[.-])")
_YEARS = range(2000, 2100)
_LONGEST = 300  # characters; more is prose

Moment = tuple[date, time | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """What a cell says of when to apply: days, "laufend", or words that are not understood here."""

    stages: tuple[Stage, ...] = ()
    rolling: bool = False
    prose: str | None = None


def deadline(value: Any) -> Deadline:
    """One cell or JSON value; several days are cut-offs. StrangeError keeps the words."""
    quote = _quote(value)
    if spelled(quote) in _spellings(_ROLLING):
        return Deadline(rolling=True)
    if spelled(quote) in _spellings(_UNKNOWN):
        return Deadline()
    moments = [moment(part) for part in _parts(value)] if len(quote) <= _LONGEST else []
    if None in moments or not moments:
        line = "ist kein Datum (z. B. 31.12.2026 oder laufend); die Angabe steht nun als Text beim Programm"
        raise StrangeError((line, quote), kept=Deadline(prose=quote))
    return Deadline(stages=tuple(_stage(found, quote) for found in moments if found))


def opening(value: Any) -> Stage:
    """A stage that only says from which day one may apply. Raises StrangeError."""
    found = moment(value)
    if found is None:
        raise StrangeError(("ist kein Datum (z. B. 31.12.2026)", _quote(value)))
    return Stage(opens=found[0], quote=_quote(value), source="portal")


def moment(value: Any) -> Moment | None:
    """A day with its time in Berlin, from an Excel date, ISO, `31.12.2026` or `31. Dezember 2026`; else None."""
    if isinstance(value, datetime):
        return _checked(_local(value))
    if isinstance(value, date):
        return _checked((value, None))
    return _checked(_read(value.strip())) if isinstance(value, str) else None


def _read(text: str) -> Moment | None:
    try:
        if _ISO.fullmatch(text):
            return _local(datetime.fromisoformat(text))
        found = _GERMAN.fullmatch(text) or _SPELLED.fullmatch(text)
        return _from(found.groupdict()) if found else None
    except ValueError:  # 31.02.2026
        return None


def _from(parts: dict[str, str | None]) -> Moment | None:
    month = _months().get(spelled(parts["name"] or "")) if "name" in parts else int(parts["month"] or 0)
    if month is None:
        return None
    year = int(parts["year"] or 0)
    day = date(year if year > 99 else year + 2000, month, int(parts["day"] or 0))
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    return day, None if (hour, minute) in {(0, 0), (24, 0)} else time(hour, minute)


def _local(value: datetime) -> Moment:
    """Midnight, in whatever zone, is how programs write a day without a time."""
    if value.time() == time():
        return value.date(), None
    there = value if value.tzinfo is None else value.astimezone(BERLIN)
    return there.date(), there.time().replace(second=0, microsecond=0)


def _checked(found: Moment | None) -> Moment | None:
    return found if found and found[0].year in _YEARS else None


def _stage(found: Moment, quote: str) -> Stage:
    return Stage(closes=found[0], closes_at=found[1], quote=quote, source="portal")


def _parts(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if not isinstance(value, str) or moment(value):
        return [value]
    return [part for part in _BETWEEN.split(value.strip()) if part]


def _quote(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_quote, value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value).strip()


@cache
def _months() -> dict[str, int]:
    tables = [Locale(tongue).months["format"][width] for tongue in ("de", "en") for width in ("wide", "abbreviated")]
    names = [cast("dict[int, str]", table) for table in tables]
    return {spelled(name): number for table in names for number, name in table.items()}


@cache
def _spellings(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(spelled, words))
