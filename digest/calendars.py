"""The gates of a digest as an iCalendar file (RFC 5545)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event, Timezone

from digest.catalogue import words
from digest.content import Digest, Item
from digest.hygiene import one_line, safe_link
from digest.timing import doubtful
from digest.wording import shown
from funding import Gate, Stage, next_gate
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

    @property
    def uid(self) -> str:
        """From programme, stage and round, never from the date: a moved deadline moves the entry."""
        name = f"{self.item.programme.id}|{self.gate.stage}|{self.round}"
        return f"{hashlib.sha256(name.encode()).hexdigest()[:40]}@passgenau"


def calendar(digest: Digest, now: datetime) -> bytes:
    """One all-day entry per gate, or one at its minute in Berlin time; empty bytes where no gate is known.

    SEQUENCE counts minutes of `now`, so that every later file supersedes an earlier one. Alarms ring at 9:00 on the
    recipient's reminder ladder; those already past are left out.
    """
    entries = [entry for item in digest.items() if item.gate for entry in _entries(item, digest.today)]
    if not entries:
        return b""
    made = Calendar()
    made.add("prodid", "-//passgenau//Fristen//DE")
    made.add("version", "2.0")
    if any(_moment(entry.gate) for entry in entries):
        made.add_component(Timezone.from_ical(_BERLIN_RULES))
    for entry in entries:
        made.add_component(_event(entry, digest, now))
    return bytes(made.to_ical())


def _entries(item: Item, today: date) -> Iterator[_Entry]:
    stages = item.programme.stages
    for number in sorted({stage.round for stage in stages}):
        steps = tuple(stage for stage in stages if stage.round == number)
        if next_gate(steps, today, item.start) is not None:
            yield from _steps(item, number, steps, today)


def _steps(item: Item, number: int, steps: tuple[Stage, ...], today: date) -> Iterator[_Entry]:
    for name in dict.fromkeys(step.stage for step in steps):
        gate = next_gate(tuple(step for step in steps if step.stage == name), today, item.start)
        if gate is not None:
            yield _Entry(item=item, gate=gate, round=number)


def _event(entry: _Entry, digest: Digest, now: datetime) -> Event:
    language: Language = digest.recipient.language
    event, moment, summary = Event(), _moment(entry.gate), _summary(entry, language)
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", summary)
    event.add("description", _description(entry, language))
    if link := safe_link(entry.item.programme.url):
        event.add("url", link)
    event.add("dtstart", moment or entry.gate.day)
    if moment is None:
        event.add("dtend", entry.gate.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    start = moment or datetime.combine(entry.gate.day, time(), _BERLIN)
    for trigger in _triggers(digest.recipient.reminder_weeks, start, now):
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
    said = f"{stage}; {w.check}" if doubtful(entry.gate) else stage
    return w.event.format(title=shown(programme, programme.title, 160) or w.untitled, stage=said)


def _description(entry: _Entry, language: Language) -> str:
    w, programme = words(language), entry.item.programme
    quote = shown(programme, entry.gate.quote, 200)
    lines = (
        shown(programme, programme.funder or "", 140),
        one_line(entry.item.project.title, 140),
        w.in_text.format(quote=quote.join(w.quotes)) if quote else "",
        w.check if doubtful(entry.gate) else "",
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
