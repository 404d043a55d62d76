"""What happened to a programme between two good runs, as an officer would say it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import filterfalse

from crawl.base import BERLIN
from crawl.callwords import news
from crawl.compare import Comparison
from db import Known
from funding import Event, Programme, Status, next_gate, status
from funding.fingerprint import changes
from funding.records import EventKind

SHOWN = 500  # characters of a changed text in an event; the history keeps it whole
_OPEN = {Status.OPEN, Status.ROLLING}


def events(known: Mapping[str, Known], found: Comparison, vanished: tuple[str, ...], now: datetime) -> Iterator[Event]:
    """All events of a good run. `opened` and `closed` also come from the calendar alone, once.

    What its source still calls forthcoming is not `opened` by a planned date, but when the source says so. Of a
    watched page only new sentences about a call are told.
    """
    for page in filter(_is_page, (*found.back, *found.changed)):
        yield from _of_page(known[page.key].programme, page, now)
    gone = tuple(key for key in vanished if not _is_page(known[key].programme))
    yield from _of_programmes(known, _without_pages(found), gone, now)


def _of_programmes(
    known: Mapping[str, Known], found: Comparison, vanished: tuple[str, ...], now: datetime
) -> Iterator[Event]:
    today = now.astimezone(BERLIN).date()
    for programme in found.new:
        yield Event(programme=programme.id, kind="new", at=now)
    for programme in found.back:
        yield Event(programme=programme.id, kind="back", at=now)
    for programme in (*found.back, *found.changed):
        yield from _changes(known[programme.key], programme, today, now)
    for programme in found.unchanged:
        yield from _turned(known[programme.key], programme, programme, today, now)
    for key in vanished:
        yield Event(programme=known[key].programme.id, kind="vanished", at=now)


def _of_page(old: Programme, new: Programme, now: datetime) -> Iterator[Event]:
    """Another address is another page, read for the first time."""
    told = news(old.text or "", new.text or "") if old.url == new.url else ()
    if told:
        yield Event(programme=new.id, kind="page_changed", at=now, field="text", new=_short(" … ".join(told)))


def _is_page(programme: Programme) -> bool:
    return programme.origin == "page"


def _without_pages(found: Comparison) -> Comparison:
    return replace(
        found, new=tuple(filterfalse(_is_page, found.new)), changed=tuple(filterfalse(_is_page, found.changed)),
        unchanged=tuple(filterfalse(_is_page, found.unchanged)), back=tuple(filterfalse(_is_page, found.back)),
    )  # fmt: skip


def _changes(known: Known, programme: Programme, today: date, now: datetime) -> Iterator[Event]:
    for change in changes(known.programme, programme):
        yield Event(
            programme=programme.id, kind="changed", at=now,
            field=change.field, old=_short(change.old), new=_short(change.new),
        )  # fmt: skip
    yield from _turned(known, known.programme, programme, today, now)
    before, after = next_gate(known.programme.stages, today), next_gate(programme.stages, today)
    if after is not None and (before is None or before.day != after.day):
        old = None if before is None else before.day.isoformat()
        yield Event(
            programme=programme.id, kind="deadline_moved", at=now, field="stages", old=old, new=after.day.isoformat()
        )


def _turned(known: Known, old: Programme, new: Programme, today: date, now: datetime) -> Iterator[Event]:
    """Status then and now: of one text at two days only the calendar's doing shows, not a better reader's."""
    before = status(old, known.last_seen.astimezone(BERLIN).date())
    after = status(new, today)
    kind = _opened(old, new, after) or _kind(before, after)
    if kind == "opened" and new.source_status == "forthcoming":
        return
    if kind is not None:
        yield Event(programme=new.id, kind=kind, at=now, field="status", old=before.value, new=after.value)


def _opened(old: Programme, new: Programme, after: Status) -> EventKind | None:
    told = old.source_status == "forthcoming" and new.source_status != "forthcoming"
    return "opened" if told and after in _OPEN else None


def _kind(before: Status, after: Status) -> EventKind | None:
    if before == after:
        return None
    if after == Status.EXHAUSTED:
        return "exhausted"
    if after == Status.CLOSED:
        return "closed"
    if after in _OPEN and before == Status.FORTHCOMING:
        return "opened"
    return "reopened" if after in _OPEN and before in {Status.CLOSED, Status.EXHAUSTED} else None


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= SHOWN else text[: SHOWN - 1] + "…"
