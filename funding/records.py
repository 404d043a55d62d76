"""What is written down about crawling: runs, problems, events."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

JobOutcome = Literal["running", "ok", "failed", "aborted"]
Outcome = Literal["running", "ok", "suspect", "blocked", "failed", "aborted"]
EventKind = Literal[
    "new", "changed", "opened", "reopened", "deadline_moved", "closed", "exhausted", "vanished", "back",
    "page_changed",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """A value that a parser could not take: never a default, never silence."""

    portal: str
    message: str
    key: str | None = None
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One field of a programme, before and after, as people read it."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What happened to a programme in a good run.

    Of a watched page only `page_changed` is told, with the new sentences that speak of a call in `new`.
    """

    programme: str
    kind: EventKind
    at: datetime
    field: str | None = None
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlRun:
    """One crawl of one portal.

    `fill_rates`: percent of programmes with a field, for the health gate. `reader`: which facts/ read the prose; what
    it read from unchanged words need not be read again.
    """

    id: int
    portal: str
    started: datetime
    finished: datetime | None = None
    outcome: Outcome = "running"
    reason: str = ""
    found: int = 0
    new: int = 0
    changed: int = 0
    vanished: int = 0
    problems: int = 0
    fill_rates: dict[str, float] = field(default_factory=dict)
    partial: bool = False
    reader: str = ""

    @property
    def seconds(self) -> float | None:
        """How long it took, or None while it runs."""
        return None if self.finished is None else (self.finished - self.started).total_seconds()


@dataclass(frozen=True, kw_only=True, slots=True)
class JobRun:
    """One run of a step of the schedule ("crawl foerderdatenbank", "digests"); `reason` is one line."""

    id: int
    job: str
    started: datetime
    finished: datetime | None = None
    outcome: JobOutcome = "running"
    reason: str = ""
