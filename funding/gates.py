"""Status and next gate, derived from stages and today whenever somebody reads."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby

from funding.programme import SECTIONS, Programme, Recurring, Span, Stage, StageName
from funding.vocabulary import Status

_ORDER: dict[StageName, int] = {"eoi": 0, "sketch": 1, "registration": 2, "application": 3}
_DAYS = {"days": 1, "weeks": 7}


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """The first day by which an officer must act. `derived`: computed from a yearly rule or a span."""

    stage: StageName
    day: date
    closes_at: time | None
    zone: str
    quote: str
    confidence: float
    derived: bool = False

    def days_left(self, today: date) -> int:
        """Days from today to the gate; 0 on its last day."""
        return (self.day - today).days


def next_gate(
    stages: tuple[Stage, ...], today: date, project_start: date | None = None, latest_start: date | None = None
) -> Gate | None:
    """The first gate still open, or None where no date is known or every round has been shut.

    Of each round only its first step counts: a two-stage call whose sketch date has passed is shut to newcomers.
    Where it is too late for the project's earliest start, later ones up to `latest_start` are tried.
    """
    depends = any(stage.recurring or stage.before_start for stage in stages)
    starts = _starts(project_start, latest_start) if depends else [project_start]
    gates = (_first_gate(stages, today, start) for start in starts)
    return next((gate for gate in gates if gate), None)


def _starts(earliest: date | None, latest: date | None) -> Iterator[date | None]:
    """The earliest start, the first of every month after it, and the latest."""
    yield earliest
    if earliest is None or latest is None:
        return
    months = range(earliest.year * 12 + earliest.month, latest.year * 12 + latest.month)
    yield from (date(month // 12, month % 12 + 1, 1) for month in months)
    yield latest


def _first_gate(stages: tuple[Stage, ...], today: date, project_start: date | None) -> Gate | None:
    gates = (_round_gate(tuple(steps), today, project_start) for steps in _rounds(stages))
    return min((gate for gate in gates if gate), key=lambda gate: gate.day, default=None)


def status(programme: Programme, today: date) -> Status:
    """What an officer reads: the source's own word first, then the gates, then "unknown"."""
    said = _said(programme)
    if said is not None:
        return said
    if _opens_later(programme.stages, today):
        return Status.FORTHCOMING
    if next_gate(programme.stages, today) is not None:
        return Status.FORTHCOMING if _announced(programme) else Status.OPEN
    if _all_past(programme.stages) and not _opened_again(programme.stages):
        return Status.CLOSED
    return Status.ROLLING if _rolls(programme) else Status.UNKNOWN


def shut_by_source(programme: Programme, today: date) -> bool:
    """Whether the portal's own fields say that nobody can apply; what we read in its prose is never enough."""
    if status(programme, today) not in {Status.CLOSED, Status.EXHAUSTED}:
        return False
    if _said(programme) is not None:
        return not any(quote.field == "source_status" and quote.source in SECTIONS for quote in programme.quotes)
    return all(stage.source == "portal" for stage in programme.stages)


def _said(programme: Programme) -> Status | None:
    if programme.source_status == "exhausted":
        return Status.EXHAUSTED
    if programme.source_status in {"closed", "suspended", "archived"}:
        return Status.CLOSED
    return Status.FORTHCOMING if programme.source_status == "forthcoming" and not programme.stages else None


def _announced(programme: Programme) -> bool:
    """Whether the source calls it forthcoming and no date says from when."""
    return programme.source_status == "forthcoming" and not any(stage.opens for stage in programme.stages)


def _rolls(programme: Programme) -> bool:
    return "rolling" in programme.modes or any(stage.before_start for stage in programme.stages)


def _opens_later(stages: tuple[Stage, ...], today: date) -> bool:
    """Whether every round that a newcomer can still enter has yet to open; only its first step lets one in."""
    entries = [step for steps in _rounds(stages) for step in _first_steps(steps)]
    live = [step for step in entries if step.closes is None or step.closes >= today]
    return bool(live) and all(step.opens is not None and step.opens > today for step in live)


def _opened_again(stages: tuple[Stage, ...]) -> bool:
    """Whether a round without a known end opens after every day that has closed."""
    closed = max((stage.closes for stage in stages if stage.closes), default=None)
    open_ended = [stage for stage in stages if stage.opens and not (stage.closes or stage.recurring)]
    return closed is not None and any(stage.opens > closed for stage in open_ended if stage.opens)


def _all_past(stages: tuple[Stage, ...]) -> bool:
    """Whether a newcomer's every way in has a date behind it; a span before the start has none yet."""
    entries = [step for steps in _rounds(stages) for step in _first_steps(steps)]
    return any(step.closes for step in entries) and not any(step.before_start for step in entries)


def _rounds(stages: tuple[Stage, ...]) -> list[list[Stage]]:
    ordered = sorted(stages, key=lambda stage: stage.round)
    return [list(steps) for _, steps in groupby(ordered, key=lambda stage: stage.round)]


def _first_steps(steps: Sequence[Stage]) -> list[Stage]:
    first = min(_ORDER[step.stage] for step in steps)
    return [step for step in steps if _ORDER[step.stage] == first]


def _round_gate(steps: tuple[Stage, ...], today: date, project_start: date | None) -> Gate | None:
    """The first day of a round still open. A span in it binds beside its dates: where it has passed, all of it has."""
    first = _first_steps(steps)
    spans = [step for step in first if step.before_start is not None]
    if project_start is not None and spans and not any(_gate(step, today, project_start) for step in spans):
        return None
    gates = (_gate(step, today, project_start) for step in first)
    return min((gate for gate in gates if gate), key=lambda gate: gate.day, default=None)


def _gate(step: Stage, today: date, project_start: date | None) -> Gate | None:
    day = _closing_day(step, today, project_start)
    if day is None or day < today:
        return None
    return Gate(
        stage=step.stage, day=day, closes_at=step.closes_at, zone=step.zone, quote=step.quote,
        confidence=step.confidence, derived=step.closes is None,
    )  # fmt: skip


def _closing_day(step: Stage, today: date, project_start: date | None) -> date | None:
    if step.closes is not None:
        return step.closes
    if step.recurring is not None:
        return _recurring_day(step.recurring, today, project_start)
    if step.before_start is not None and project_start is not None:
        return before(project_start, step.before_start)
    return None


def _recurring_day(rule: Recurring, today: date, project_start: date | None) -> date | None:
    """The day that a yearly rule sets for a start; None where the rule is for starts in other months."""
    if project_start is not None and rule.starts is not None and not _holds(rule.starts, project_start):
        return None
    if project_start is not None and rule.of != "any":
        return _day_in(rule, project_start.year - (rule.of == "previous_year"))
    if project_start is not None and rule.starts is not None:
        same_year = _day_in(rule, project_start.year)
        return same_year if same_year < project_start else _day_in(rule, project_start.year - 1)
    this_year = _day_in(rule, today.year)
    return this_year if this_year >= today else _day_in(rule, today.year + 1)


def _holds(starts: tuple[int, int], project_start: date) -> bool:
    first, last = starts
    return first <= project_start.month <= last


def _day_in(rule: Recurring, year: int) -> date:
    return date(year, rule.month, min(rule.day, monthrange(year, rule.month)[1]))


def before(day: date, span: Span) -> date | None:
    """The day that lies a span before another; 31 March minus one month is the last day of February.

    None where no calendar has that day: nonsense in a text must not stop the matching of all others.
    """
    try:
        return _before(day, span)
    except (OverflowError, ValueError):
        return None


def _before(day: date, span: Span) -> date:
    if span.unit in _DAYS:
        return day - timedelta(days=span.amount * _DAYS[span.unit])
    months = span.amount * (12 if span.unit == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
