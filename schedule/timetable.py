"""Which step is due when: pure, in German time, never in the hour that some nights do not have or have twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from funding.records import JobRun

BERLIN = ZoneInfo("Europe/Berlin")
Days = Literal["mon-sun", "mon-fri", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DIGESTS, SENDING = "digests", "sending"
_TITLES = {DIGESTS: "Übersichten", SENDING: "Liegengebliebene Mails"}
TRIES = 3  # a day, of a step that does not end well
PAUSE = timedelta(hours=2)  # between two of them
_LONGEST = timedelta(days=8)  # every step comes at least once a week


@dataclass(frozen=True, slots=True)
class Step:
    """Something done every day or week.

    `hour` may be a range as in a crontab; days are names, since in APScheduler day 1 is Tuesday.
    """

    name: str
    hour: str
    minute: int = 0
    days: Days = "mon-sun"

    @property
    def trigger(self) -> CronTrigger:
        """As APScheduler takes it."""
        return CronTrigger(hour=self.hour, minute=self.minute, day_of_week=self.days, timezone=BERLIN)

    @property
    def portal(self) -> str | None:
        """The portal that is crawled, or None for another step."""
        first, _, rest = self.name.partition(" ")
        return rest if first == "crawl" else None


def titled(step: str) -> str:
    """The name of a step in German, as logs and `doctor` have it."""
    first, _, portal = step.partition(" ")
    return f"Abruf {portal}" if first == "crawl" else _TITLES.get(step, step)


def timetable(rhythms: Mapping[str, str]) -> tuple[Step, ...]:
    """All steps in the order in which they are taken; `rhythms`: "daily" or "weekly" of every portal, by name."""
    crawls = (
        Step(f"crawl {portal}", "4", 10, "mon-sun" if rhythm == "daily" else "sun")
        for portal, rhythm in sorted(rhythms.items())
    )
    return (*crawls, Step(DIGESTS, "6", 30, "mon-fri"), Step(SENDING, "7-20", 15))


def slots(step: Step, after: datetime, until: datetime) -> Iterator[datetime]:
    """The moments at which a step is due, `after` excluded and `until` included."""
    moment = after.astimezone(UTC)  # sums and comparisons inside one zone go by the clock on the wall
    while (following := step.trigger.get_next_fire_time(None, moment + timedelta(microseconds=1))) is not None:
        moment = following.astimezone(UTC)
        if moment > until.astimezone(UTC):
            return
        yield moment.astimezone(BERLIN)


def ahead(steps: Sequence[Step], now: datetime, days: int) -> list[tuple[datetime, Step]]:
    """What comes in the next days, in order."""
    until = now.astimezone(UTC) + timedelta(days=days)
    coming = [(moment, step) for step in steps for moment in slots(step, now, until)]
    return sorted(coming, key=lambda one: (one[0], steps.index(one[1])))


def overdue(
    steps: Sequence[Step], done: Mapping[str, datetime], runs: Mapping[str, Sequence[JobRun]], now: datetime
) -> list[Step]:
    """The steps whose last moment passed without their having been done since, in order.

    One that did not end well is tried again the same day, TRIES times in all, PAUSE apart.
    """
    return [
        step for step in steps if _missed(step, done.get(step.name), now) and _may_try(runs.get(step.name, ()), now)
    ]


def _missed(step: Step, done: datetime | None, now: datetime) -> bool:
    last = max(slots(step, now.astimezone(UTC) - _LONGEST, now), default=None)
    return last is not None and (done is None or done < last)


def _may_try(runs: Sequence[JobRun], now: datetime) -> bool:
    today = now.astimezone(BERLIN).date()
    tried = [run for run in runs if run.started.astimezone(BERLIN).date() == today and run.outcome != "ok"]
    unfinished = [run for run in tried if run.outcome in {"aborted", "running"}]  # one process keeps the timetable
    failed = [run for run in tried if run not in unfinished]
    if any(now.astimezone(UTC) - run.started < PAUSE for run in failed):
        return False
    return len(failed) < TRIES and len(unfinished) < 2 * TRIES
