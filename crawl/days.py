"""A portal's own date field -> one day with its time; where it names two days or none, None, for nothing is guessed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from facts import read_text
from facts.dates import days, time_after, time_before, zone
from funding import Stage
from funding.programme import StageName
from funding.text import squash
from funding.vocabulary import Language

BERLIN, BRUSSELS = "Europe/Berlin", "Europe/Brussels"
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, where it is told, the time of it in `zone`."""

    day: date
    at: time | None = None
    zone: str = BERLIN


def moment(text: str, *, home: str = BERLIN) -> Moment | None:
    """The one day that a field names: 31.12.2026, 31/12/2026, 31. Dezember 2026, 31 December 2026, ISO.

    Day before month, as everywhere in Europe. `home`: the zone of times that name none. None without a year.
    """
    told = squash(text)
    stamp = _stamp(told, home)
    if stamp is not None:
        return stamp if stamp.day.year in _YEARS else None
    found = days(told)
    day = found[0].date() if len(found) == 1 else None
    if day is None or day.year not in _YEARS:
        return None
    at = time_after(told, found[0].end)[0] or time_before(told, found[0].start)
    return Moment(day, at, BRUSSELS if zone(told) == BRUSSELS else home)


def closing(found: Moment, quote: str, stage: StageName = "application", opens: date | None = None) -> Stage:
    """The gate that a date field of the portal states; an opening after the end is none."""
    begins = opens if opens is not None and opens <= found.day else None
    return Stage(stage=stage, opens=begins, closes=found.day, closes_at=found.at, zone=found.zone,
                 quote=squash(quote), source="portal")  # fmt: skip


def _stamp(text: str, home: str) -> Moment | None:
    """ISO. Midnight, there or at home, is how programs write a day alone."""
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        return None
    if stamp.time() == time.min:
        return Moment(stamp.date(), None, home)
    there = stamp if stamp.tzinfo is None else stamp.astimezone(ZoneInfo(home))
    at = there.time().replace(second=0, microsecond=0)
    return Moment(there.date(), at if at != time.min else None, home)


def with_hour(stages: tuple[Stage, ...], text: str, language: Language) -> tuple[Stage, ...]:
    """Stages of which the portal's field gives the day alone, with the hour that its text names for that day."""
    found = [stage for stage in read_text(text, language=language).stages if stage.closes_at is not None]
    told = {stage.closes: (stage.closes_at, stage.zone) for stage in reversed(found)}
    return tuple(_at(stage, *told.get(stage.closes, (None, ""))) for stage in stages)


def _at(stage: Stage, at: time | None, zone_: str) -> Stage:
    return stage if stage.closes_at is not None or at is None else replace(stage, closes_at=at, zone=zone_)
