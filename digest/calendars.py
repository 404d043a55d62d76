"""The gates of a digest as an iCalendar file (RFC 5545)."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event, Timezone

from digest.catalogue import words
from digest.content import Digest, Item
from digest.hygiene import one_line, safe_link
from digest.state import ENDED
from digest.timing import doubtful, quoted
from digest.wording import shown
from funding import Gate, Recipient, Stage, next_gate
from funding.programme import StageName
from funding.vocabulary import STAGES, Language, label

_BERLIN = ZoneInfo("Europe/Berlin")
_ALARM_AT = time(9)
# The rule that has held since 1996; the library writes its own list of changes an hour late in spring.
_BERLIN_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    item: Item
    gate: Gate
    round: int
    cancelled: bool = False

    @property
    def uid(self) -> str:
        """From programme, stage and round, never from the date: a moved deadline moves the entry."""
        name = f"{self.item.programme.id}|{self.gate.stage}|{self.round}"
        return f"{hashlib.sha256(name.encode()).hexdigest()[:40]}@passgenau"


def calendar(digest: Digest, now: datetime) -> bytes:
    """One all-day entry per gate, or one at its minute in Berlin time; empty bytes where no gate is known.

    A gate told earlier that is still ahead and holds no more is there as cancelled, under the same UID. SEQUENCE
    counts minutes of `now`, so that every later file supersedes an earlier one. Alarms ring at 9:00 on the
    recipient's reminder ladder; those already past are left out.
    """
    return entries(digest.items(), digest.recipient, digest.today, now, lambda _: now)


def entries(
    items: Sequence[Item], recipient: Recipient, today: date, now: datetime,
    stamped: Callable[[Item], datetime], name: str = "",
) -> bytes:  # fmt: skip
    """The calendar of these items; `stamped` says as of when an item is, `name` what a subscriber sees as title."""
    found = [entry for item in items for entry in _entries(item, today)]
    if not (found or name):
        return b""
    made = _empty(name)
    if any(_moment(entry.gate) for entry in found):
        made.add_component(Timezone.from_ical(_BERLIN_RULES))
    for entry in found:
        made.add_component(_event(entry, recipient, now, stamped(entry.item)))
    return bytes(made.to_ical())


def _empty(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//passgenau//Fristen//DE")
    made.add("version", "2.0")
    # Not in the Content-Type too: mail programs would take the digest itself for an invitation.
    made.add("method", "PUBLISH")
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
        made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    return made


def _entries(item: Item, today: date) -> Iterator[_Entry]:
    if item.gate is not None:
        yield from _rounds(item, item.start, today)
    elif (gate := _withdrawn(item, today)) is not None:
        ahead = [replace(entry, cancelled=True) for entry in _rounds(item, item.project.start.earliest, today)]
        yield from ahead or [_Entry(item=item, gate=gate, round=0, cancelled=True)]


def _withdrawn(item: Item, today: date) -> Gate | None:
    """The gate of an earlier mail that is still ahead but holds no more."""
    day = item.told.last.gate if item.told and item.told.last.status not in ENDED else None
    if day is None or day < today or not item.news:
        return None
    stage: StageName = next((step.stage for step in item.programme.stages), "application")
    return Gate(stage=stage, day=day, closes_at=None, zone="Europe/Berlin", quote="", confidence=1.0)


def _rounds(item: Item, start: date | None, today: date) -> Iterator[_Entry]:
    stages = item.programme.stages
    for number in sorted({stage.round for stage in stages}):
        steps = tuple(stage for stage in stages if stage.round == number)
        if next_gate(steps, today, start) is not None:
            yield from _steps(item, number, steps, start, today)


def _steps(
    item: Item, number: int, steps: tuple[Stage, ...], start: date | None, today: date
) -> Iterator[_Entry]:  # fmt: skip
    for name in dict.fromkeys(step.stage for step in steps):
        gate = next_gate(tuple(step for step in steps if step.stage == name), today, start)
        if gate is not None:
            yield _Entry(item=item, gate=gate, round=number)


def _event(entry: _Entry, recipient: Recipient, now: datetime, stamp: datetime) -> Event:
    event, moment, summary = Event(), _moment(entry.gate), _summary(entry, recipient.language)
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", int(stamp.timestamp()) // 60)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("summary", summary)
    event.add("description", _description(entry, recipient.language))
    if link := safe_link(entry.item.programme.url):
        event.add("url", link)
    event.add("dtstart", moment or entry.gate.day)
    if moment is None:
        event.add("dtend", entry.gate.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    start = moment or datetime.combine(entry.gate.day, time(), _BERLIN)
    for trigger in _triggers(() if entry.cancelled else recipient.reminder_weeks, start, now):
        event.add_component(_alarm(trigger, summary))
    return event


def _moment(gate: Gate) -> datetime | None:
    if gate.closes_at is None:
        return None
    try:
        zone = ZoneInfo(gate.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return datetime.combine(gate.day, gate.closes_at, zone).astimezone(_BERLIN)


def _summary(entry: _Entry, language: Language) -> str:
    w, programme = words(language), entry.item.programme
    stage = label(STAGES, entry.gate.stage, language)
    said = f"{stage}; {w.check}" if doubtful(entry.gate, programme) else stage
    form = w.event_off if entry.cancelled else w.event
    return form.format(title=shown(programme, programme.title, 160) or w.untitled, stage=said)


def _description(entry: _Entry, language: Language) -> str:
    w, programme = words(language), entry.item.programme
    lines = (
        shown(programme, programme.funder or "", 140),
        one_line(entry.item.project.title, 140),
        *quoted(entry.gate, programme, language, 200),
        w.check if doubtful(entry.gate, programme) else "",
    )
    return "\n".join(line for line in lines if line)


def _triggers(ladder: tuple[int, ...], start: datetime, now: datetime) -> Iterator[timedelta]:
    for weeks in ladder:
        rings = datetime.combine(start.date() - timedelta(weeks=weeks), _ALARM_AT, _BERLIN)
        if rings > now:
            yield rings.replace(tzinfo=None) - start.replace(tzinfo=None)


def _alarm(trigger: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", trigger)
    return alarm
