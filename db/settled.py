"""What goes into the store after a good run, and what comes out of it."""

from dataclasses import dataclass
from datetime import datetime

from funding import CityProfile, Event, Problem, Programme


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """The result of a good run, compared with what was known.

    `back`: vanished before and found again (changed or not). `missed`: keys not found this time; `vanished`: keys
    not found once too often. A key may stand in both and counts once.
    """

    new: tuple[Programme, ...] = ()
    changed: tuple[Programme, ...] = ()
    unchanged: tuple[Programme, ...] = ()
    back: tuple[Programme, ...] = ()
    missed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A stored programme as the next run of its portal meets it. `missed`: good runs in a row without it."""

    programme: Programme
    fingerprint: str
    first_seen: datetime
    last_seen: datetime
    missed: int
    vanished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A stored programme with its dates; `changed` is None while it has always said the same."""

    programme: Programme
    first_seen: datetime
    last_seen: datetime
    changed: datetime | None
    vanished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptProfile:
    """A good version of a profile: from which file, first met when."""

    file: str
    at: datetime
    profile: CityProfile


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenFile:
    """A profile's file that cannot be used; `told`: when the operator heard of it, None while nobody has."""

    file: str
    since: datetime
    told: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One field of a programme that changed in one run."""

    at: datetime
    run: int
    field: str
    old: str | None
    new: str | None
