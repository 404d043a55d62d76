"""A portal's own field for when one may apply ("01. Febr. 2025 bis 31. Dez. 2027") -> the gate that it states."""

import re

from crawl.days import closing, moment
from facts.dates import Day, days
from funding import Stage
from funding.programme import StageName
from funding.text import squash

_TO = re.compile(r"\s*(?:uhr\s*)?(?:[-–—]|bis|until|to)(?:\s+(?:zum|einschließlich|spätestens)){0,2}\s*", re.IGNORECASE)
_LEAD = re.compile(r"(?:(?:von|vom|ab|from)\s+(?:dem\s+)?)?", re.IGNORECASE)
_FROM = re.compile(r"(?:ab|seit|from)(?:\s+(?:dem|sofort))?\s*", re.IGNORECASE)
_FIRST_DAY = re.compile(r"(?:vom\s+|von\s+)?(?P<day>\d{1,2})\.\s*(?:[-–—]|bis(?:\s+zum)?)\s*", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:(?:noch|spätestens|ab sofort)\s+)*(?:bis\s+)?(?:zum\s+|einschließlich\s+|spätestens\s+)*", re.IGNORECASE
)


def window(text: str, stage: StageName = "application") -> Stage | None:
    """The gate that a window states: a day that opens, one that closes or both; None where a guess would be needed."""
    told = squash(text).rstrip(" .")
    found = days(f"{told}.")  # the dot of a last "30.09." counts
    if len(found) == 2:
        return _between(told, found[0], found[1], stage)
    until = moment(told)
    if len(found) != 1 or until is None:
        return None
    lead = told[: found[0].start]
    month = _FIRST_DAY.fullmatch(lead)  # "1. bis 31. März 2027"
    if month is not None and 0 < int(month["day"]) <= until.day.day:
        return closing(until, told, stage, until.day.replace(day=int(month["day"])))
    if _FROM.fullmatch(lead) and not told[found[0].end :].strip():
        return Stage(stage=stage, opens=until.day, quote=told, source="portal")
    return closing(until, told, stage) if _UNTIL.fullmatch(lead) else None


def _between(told: str, first: Day, last: Day, stage: StageName) -> Stage | None:
    """Two days with nothing but "bis" between them; a first day without a year has the year of the last."""
    opens = first.date() or Day(first.start, first.end, first.day, first.month, last.year).date()
    closes = moment(told[last.start :])
    plain = _LEAD.fullmatch(told[: first.start]) and _TO.fullmatch(told[first.end : last.start])
    if not plain or opens is None or closes is None or opens > closes.day:
        return None
    return closing(closes, told, stage, opens)
