"""The process that keeps the timetable: catches up, goes on after failures, ends after the step it is at."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import JobRuns, Store
from funding import PassgenauError
from schedule.running import Failed, Rota, alone, keep, masked
from schedule.timetable import DIGESTS, SENDING, Step, timetable

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STEPS = timetable({"a": "daily", "b": "daily"})


class Clock:
    """A clock that goes only when told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def rota(db: Path, do: Callable[[Step], str], clock: Callable[[], datetime], **more: Callable[[], bool]) -> Rota:
    return Rota(db=db, steps=STEPS, do=do, clock=clock, say=lambda line: None, **more)


def test_catching_up_takes_each_step_once_and_in_order(tmp_path: Path) -> None:
    taken: list[str] = []
    work = rota(tmp_path / "db.sqlite", lambda step: taken.append(step.name) or "getan", Clock())  # type: ignore[func-returns-value]
    assert work.catch_up()
    assert work.catch_up()
    assert taken == ["crawl a", "crawl b", DIGESTS, SENDING]


def test_a_step_that_fails_stops_no_other_and_is_written_down(tmp_path: Path) -> None:
    def do(step: Step) -> str:
        if step.name == "crawl a":
            raise Failed("gesperrt\nseit gestern")
        if step.name == "crawl b":
            raise ZeroDivisionError("oh")
        return "getan"

    work = rota(tmp_path / "db.sqlite", do, Clock())
    assert not work.catch_up()
    with Store(tmp_path / "db.sqlite") as store:
        told = {name: (run.outcome, run.reason) for name, run in JobRuns(store).last().items()}
    assert told == {
        "crawl a": ("failed", "gesperrt seit gestern"), "crawl b": ("failed", "Programmfehler: ZeroDivisionError: oh"),
        DIGESTS: ("ok", "getan"), SENDING: ("ok", "getan"),
    }  # fmt: skip


def test_the_days_go_on(tmp_path: Path) -> None:
    taken: list[str] = []
    clock = Clock()
    work = rota(tmp_path / "db.sqlite", lambda step: taken.append(step.name) or "getan", clock)  # type: ignore[func-returns-value]
    for _ in range(5 * 24):
        work.catch_up()
        clock.now += timedelta(hours=1)
    assert taken.count("crawl a") == 6  # the first is that of the morning before
    assert taken.count(DIGESTS) == 5


def test_told_to_end_it_takes_no_further_step(tmp_path: Path) -> None:
    taken: list[str] = []
    work = rota(
        tmp_path / "db.sqlite", lambda step: taken.append(step.name) or "getan", Clock(), ending=lambda: bool(taken)
    )  # type: ignore[func-returns-value]
    work.catch_up()
    assert taken == ["crawl a"]


def test_a_second_one_hears_who_keeps_the_timetable(tmp_path: Path) -> None:
    db, said = tmp_path / "db.sqlite", r"läuft schon: Prozess \d+ auf"
    with alone(db), pytest.raises(PassgenauError, match=said), alone(db):
        pass
    with alone(tmp_path / "db.sqlite"):
        pass


def test_it_ends_after_the_step_it_is_at(tmp_path: Path) -> None:
    stop, begun, taken = threading.Event(), threading.Event(), []

    def do(step: Step) -> str:
        begun.set()
        stop.wait(10)
        time.sleep(0.05)
        taken.append(step.name)
        return "getan"

    work = rota(tmp_path / "db.sqlite", do, Clock(), ending=stop.is_set)
    keeper = threading.Thread(target=keep, args=(work, stop))
    keeper.start()
    assert begun.wait(10)
    stop.set()
    keeper.join(10)
    assert not keeper.is_alive()
    assert taken == ["crawl a"]
    with Store(work.db) as store:
        assert JobRuns(store).last()["crawl a"].outcome == "ok"
        assert JobRuns(store).heartbeat() == NOW


def test_where_the_run_table_cannot_be_written_the_log_says_so_and_life_goes_on(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "db.sqlite").mkdir()
    work = Rota(db=tmp_path / "db.sqlite", steps=STEPS, do=lambda step: "", clock=Clock(), say=said.append)
    work.round()
    work.beat()
    assert len(said) == 2
    assert all("db.sqlite" in line and "\n" not in line for line in said)


def test_addresses_in_logs_are_masked(tmp_path: Path) -> None:
    assert masked("an <anna.muster@stadt.example>: 550 zu b@x.example") == "an <a…@stadt.example>: 550 zu b…@x.example"

    def do(step: Step) -> str:
        raise Failed("550 anna.muster@stadt.example")

    said: list[str] = []
    Rota(db=tmp_path / "db.sqlite", steps=STEPS[:1], do=do, clock=Clock(), say=said.append).catch_up()
    assert said == ["Abruf a: 550 a…@stadt.example"]


def test_a_step_that_died_with_its_process_is_taken_again_at_the_next_start(tmp_path: Path) -> None:
    taken: list[str] = []
    with Store(tmp_path / "db.sqlite") as store:
        JobRuns(store).start(DIGESTS, NOW)
    rota(tmp_path / "db.sqlite", lambda step: taken.append(step.name) or "getan", Clock()).catch_up()  # type: ignore[func-returns-value]
    assert DIGESTS in taken
    with Store(tmp_path / "db.sqlite") as store:
        assert [run.outcome for run in JobRuns(store).listed(DIGESTS)] == ["ok", "aborted"]


FULL = """
import json, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from db import JobRuns, Store
from schedule.running import Rota
from schedule.timetable import timetable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
db, said, now = Path(sys.argv[1]), [], datetime(2026, 11, 23, 12, tzinfo=UTC)
Store(db).close()
def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
def do(step):
    if step.portal:
        room(100)  # the disk is full from this step on
    return "getan"
rota = Rota(db=db, steps=timetable({"a": "daily"}), do=do, clock=lambda: now, say=said.append)
rota.round()
rota.beat()
room(resource.RLIM_INFINITY)
with Store(db) as store:
    before = {name: run.outcome for name, run in JobRuns(store).last().items()}
do = lambda step: "getan"
Rota(db=db, steps=rota.steps, do=do, clock=lambda: now, say=said.append).round()
with Store(db) as store:
    after = {name: run.outcome for name, run in JobRuns(store).last().items()}
print(json.dumps([said, before, after]))
"""


def test_on_a_full_disk_it_says_so_and_goes_on_where_it_was(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "db.sqlite")], check=True, capture_output=True, text=True
    )
    said, before, after = json.loads(done.stdout)
    assert said[0] == "Abruf a: getan", "what was done is said though it cannot be written down"
    assert all("db.sqlite" in line and ("Platz" in line or "schreiben" in line) for line in said[1:3])
    assert before == {"crawl a": "running"}
    assert after == {"crawl a": "ok", DIGESTS: "ok", SENDING: "ok"}


def test_a_killed_one_leaves_nothing_that_keeps_others_out(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from schedule.running import alone\nwith alone(Path(sys.argv[1])):"
    )
    call = [sys.executable, "-c", f"{code} print('da', flush=True); time.sleep(60)", str(tmp_path / "db.sqlite")]
    with subprocess.Popen(call, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"da\n"
        with pytest.raises(PassgenauError, match=f"Prozess {process.pid}"), alone(tmp_path / "db.sqlite"):
            pass
        process.kill()
    with alone(tmp_path / "db.sqlite"):
        pass


def test_where_no_lock_can_be_laid_it_says_so_and_not_that_another_runs() -> None:
    with pytest.raises(PassgenauError, match="braucht es Schreibrecht"), alone(Path("/proc/x.sqlite")):
        pass
