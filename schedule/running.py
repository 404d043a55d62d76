"""The steps of the timetable, taken one after the other by one process, each with its row in the run table."""

import os
import re
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from filelock import FileLock, Timeout

from db import JobRuns, Store
from funding import PassgenauError
from funding.text import squash
from schedule.timetable import BERLIN, Step, overdue, titled

HEARTBEAT = timedelta(minutes=1)
AGAIN = "40"  # minute of each hour at which what failed is tried again
_ADDRESS = re.compile(r"""([^\s<>@:;,"'])[^\s<>@:;,"']*@""")
Do = Callable[[Step], str]
Say = Callable[[str], None]


class Failed(PassgenauError):  # noqa: N818 - how the step ended
    """A step did its work and the result is not in order; the reason is one German line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rota:
    """What is to be done and how: `do` takes a step and says in one line what came of it, or raises PassgenauError."""

    db: Path
    steps: Sequence[Step]
    do: Do
    clock: Callable[[], datetime]
    say: Say
    ending: Callable[[], bool] = lambda: False

    def catch_up(self) -> bool:
        """Take every step whose moment has come and that was not done since, in order; False when one failed."""
        with Store(self.db) as store:
            jobs = JobRuns(store)
            runs = {step.name: jobs.listed(step.name) for step in self.steps}
            waiting = overdue(self.steps, jobs.last_done(), runs, self.clock())
        ended = [self.take(step) for step in waiting if not self.ending()]
        return all(ended)

    def take(self, step: Step) -> bool:
        """Take one step and write down how it ended. An error ends the step, never the schedule."""
        with Store(self.db) as store:
            jobs = JobRuns(store)
            run = jobs.start(step.name, self.clock())
            outcome, reason = self._done(step)
            self.say(masked(f"{titled(step.name)}: {reason}"))  # said also where it cannot be written down
            jobs.finish(run, "ok" if outcome else "failed", reason, self.clock())
        return outcome

    def beat(self) -> None:
        """Leave a sign of life; where that cannot be written, the missing sign says so."""
        try:
            with Store(self.db) as store:
                JobRuns(store).beat(self.clock())
        except PassgenauError as error:
            self.say(str(error))

    def round(self) -> None:
        """Catch up; where not even the run table can be written, the log says so and life goes on."""
        try:
            self.catch_up()
        except PassgenauError as error:
            self.say(masked(squash(str(error))))

    def _done(self, step: Step) -> tuple[bool, str]:
        try:
            return True, squash(self.do(step))
        except PassgenauError as error:
            return False, squash(str(error))
        except Exception as error:  # noqa: BLE001 - a mistake of ours must not stop tomorrow's digests
            return False, squash(f"Programmfehler: {type(error).__name__}: {error}")


def masked(line: str) -> str:
    """The line as it may stand in a log: of an address only its first letter and its place, a…@stadt.example."""
    return _ADDRESS.sub(r"\1…@", line)


@contextmanager
def alone(db: Path) -> Iterator[None]:
    """For the one process that keeps the timetable of a database. Raises PassgenauError that says who does already."""
    lock, note = FileLock(f"{db}.schedule.lock", timeout=0), Path(f"{db}.schedule")
    try:
        lock.acquire()
    except (Timeout, OSError) as error:
        if not isinstance(error, Timeout) or not Path(lock.lock_file).is_file():
            raise PassgenauError(f"Neben {db} lässt sich nichts anlegen; dort braucht es Schreibrecht.") from error
        who = note.read_text(encoding="utf-8") if note.is_file() else "ein anderer Vorgang"
        raise PassgenauError(f"Der Zeitplan für {db} läuft schon: {who}.") from error
    try:
        with suppress(OSError):  # on a full disk the lock alone must do
            note.write_text(f"Prozess {os.getpid()} auf {socket.gethostname()}", encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def keep(rota: Rota, stop: threading.Event) -> None:
    """Keep the timetable until `stop`; what was missed before is caught up first. Ends after the step it is at."""
    scheduler = BackgroundScheduler(
        timezone=BERLIN,
        executors={"default": ThreadPoolExecutor(1), "heart": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for step in rota.steps:  # a moment that comes twice, or while a step still runs, finds nothing more to do
        scheduler.add_job(rota.round, step.trigger, id=step.name)
    scheduler.add_job(rota.round, "cron", minute=AGAIN, hour="0-1,3-23", id="again")
    scheduler.add_job(rota.round, id="start")
    scheduler.add_job(rota.beat, "interval", seconds=HEARTBEAT.total_seconds(), executor="heart", id="heartbeat")
    rota.beat()
    scheduler.start()
    try:
        stop.wait()
    finally:
        scheduler.shutdown(wait=True)
