"""What is otherwise than the recipient was last told: by comparing states, never by windows of dates."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from digest.content import Changed, Item, News, NewsKind
from funding import Gate, Status
from funding.fingerprint import same_content
from funding.outbox import Telling, Told
from funding.programme import SECTIONS

BERLIN = ZoneInfo("Europe/Berlin")
VANISHED = "vanished"
SHUT = frozenset({Status.CLOSED, Status.EXHAUSTED})
ENDED = frozenset({*SHUT, VANISHED})
# How a portal files its own pages; nobody decides by these.
_MINOR = frozenset(
    {"language", "categories", "keywords", "topics", "parents", "call", "handlungsfelder", "sdgs", "source_changed"}
)
_OF_GATE = frozenset({"stages", "deadlines_text", "source_status", "status_note"})
_RAN_AHEAD = timedelta(days=31)


def day_of(told: Told | None, today: date) -> date:
    """The day to judge by: a clock set back does not unsay what was told, unless it had run ahead by a month."""
    if told is None:
        return today
    heard = told.at.astimezone(BERLIN).date()
    return heard if timedelta(0) < heard - today <= _RAN_AHEAD else today


def rung_of(gate: Gate | None, today: date, ladder: Sequence[int]) -> int | None:
    """The smallest number of weeks on the ladder that the gate is within."""
    if gate is None:
        return None
    return min((weeks for weeks in ladder if gate.days_left(today) <= 7 * weeks), default=None)


def is_due(item: Item) -> bool:
    """Whether the gate's rung of the ladder was never told, nor a smaller one."""
    if item.rung is None:
        return False
    last = item.told.last if item.told else None
    return last is None or last.gate != item.day or last.rung is None or item.rung < last.rung


def news_of(item: Item, told: Told, changed: Sequence[Changed], today: date) -> tuple[News, ...]:
    """Everything that a told programme has become since, most important first.

    `changed`: the portal's changes since then. They name the fields; whether anything changed says the fingerprint.
    """
    if item.status in ENDED:
        return () if told.last.status in ENDED else (_end(item, told.last, today),)
    same = same_content(told.last.fingerprint, item.programme)
    found = (*_of_status(item, told.last), *_of_gate(item, told.last, today, same=same))
    return (*found, *_of_page(found, changed)) if same is False else found


def _end(item: Item, last: Telling, today: date) -> News:
    if item.status == VANISHED:
        return News(kind="vanished", before=last.gate)
    passed = last.gate is not None and last.gate < today
    if item.status == Status.EXHAUSTED:
        return News(kind="exhausted", before=last.gate)
    return News(kind="lapsed" if passed else "closed", before=last.gate)


def _of_status(item: Item, last: Telling) -> Iterator[News]:
    if last.status == VANISHED:
        yield News(kind="back")
    elif last.status in SHUT:
        yield News(kind="reopened")
    elif last.status == Status.FORTHCOMING and item.status in {Status.OPEN, Status.ROLLING}:
        yield News(kind="opened")
    elif last.status != Status.FORTHCOMING == item.status:
        yield News(kind="pending")


def _of_gate(item: Item, last: Telling, today: date, *, same: bool | None) -> Iterator[News]:
    if last.gate == item.day or last.status in ENDED:
        return
    kind = _gate_kind(item, last.gate, today, same=same)
    if kind is not None:
        yield News(kind=kind, before=last.gate, after=item.day)


def _gate_kind(item: Item, before: date | None, today: date, *, same: bool | None) -> NewsKind | None:
    """A gate that passed makes room for the next round; only one that had not passed was moved."""
    if before is None:
        return "dated"
    if before >= today:
        return "undated" if item.gate is None else "corrected" if same and _our_reading(item) else "moved"
    if item.gate is None:
        return None
    listed = any(stage.closes == before for stage in item.programme.stages)
    return "round" if item.gate.derived or listed else "renewed"


def _our_reading(item: Item) -> bool:
    """Whether we read or reckoned the gate ourselves, so that it may change while the portal says what it said."""
    read = (stage.closes == item.day and stage.source in SECTIONS for stage in item.programme.stages)
    return item.gate is not None and (item.gate.derived or any(read))


def _of_page(found: Sequence[News], changed: Sequence[Changed]) -> Iterator[News]:
    told_already = _OF_GATE if found else frozenset()
    fields = tuple(dict.fromkeys(change.field for change in changed))
    left = tuple(field for field in fields if field not in _MINOR | told_already)
    if left or not (fields or found):
        yield News(kind="page", fields=left)
