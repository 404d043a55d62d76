"""What a crawl does when the database stays locked by others, or when it never ends."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from threading import Timer
from typing import Any

import pytest
from conftest import Town, rows
from filelock import FileLock

from crawl import run as run_module
from crawl.limits import number
from crawl.orders import CrawlProgress
from crawl.run import crawl
from db import Store
from demo.faults import Fault
from funding import CrawlRun, InputError, PassgenauError

LIST = "/liste.json"


@pytest.fixture
def lock(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another process (for the crawl's own one) that may begin to write and not come to an end."""
    monkeypatch.setenv("PASSGENAU_DATABASE_WAIT", "0.3")
    town.remember(rows(10, summary="alt"))
    connection = sqlite3.connect(town.db, isolation_level=None)
    yield connection
    connection.close()


def crawled(town: Town, lock: sqlite3.Connection) -> CrawlRun:
    """A crawl that finds the database locked as soon as it wants to store."""

    def watch(step: CrawlProgress) -> None:
        if step.doing == "liest" and not lock.in_transaction:
            lock.execute("BEGIN IMMEDIATE")

    return crawl("beispiel", db=town.db, options=town.options, progress=watch)


def newest(town: Town) -> CrawlRun:
    with Store(town.db) as store:
        return store.runs("beispiel", limit=1)[0]


def test_a_result_that_cannot_be_stored_is_failed_with_the_reason(
    town: Town, lock: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = town.programmes()

    def freed() -> float:
        lock.rollback()
        return 5.0

    monkeypatch.setattr(run_module, "database_wait", freed)  # asked when the crawl's own process has given up
    run = crawled(town, lock)
    assert (run.outcome, "von einem anderen Vorgang gesperrt" in run.reason) == ("failed", True), run.reason
    assert run.finished is not None
    assert newest(town) == run
    assert town.programmes() == before


def test_a_database_that_stays_locked_loses_the_row_but_not_the_reason(town: Town, lock: sqlite3.Connection) -> None:
    run = crawled(town, lock)
    assert run.outcome == "failed"
    assert "ließ sich nicht vermerken" in run.reason
    assert "\n" not in run.reason
    assert newest(town).outcome == "running"
    lock.rollback()
    assert town.crawl(accept=True).outcome == "ok"
    with Store(town.db) as store:
        assert [run.outcome for run in store.runs("beispiel", limit=2)] == ["ok", "aborted"]


def test_a_crawl_waits_for_a_writer_that_comes_to_an_end(
    town: Town, lock: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSGENAU_DATABASE_WAIT", "60")

    def watch(step: CrawlProgress) -> None:
        if step.doing == "liest" and not lock.in_transaction:
            lock.execute("BEGIN IMMEDIATE")
        elif step.doing == "speichert":
            lock.rollback()

    options = replace(town.options, accept=True)
    assert crawl("beispiel", db=town.db, options=options, progress=watch).outcome == "ok"


def test_a_crawl_without_end_is_ended(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.remember(rows(10, summary="alt"))
    before = town.programmes()
    timers: list[Timer] = []

    class Later(Timer):
        """Due when the portal has been asked, however slow this machine is."""

        def start(self) -> None:
            timers.append(self)

    def due(*_: Any) -> None:
        timers[0].function(*timers[0].args, **timers[0].kwargs)

    monkeypatch.setattr(run_module, "Timer", Later)
    town.portals.faults[LIST] = Fault(partial(due), times=1)
    run = town.crawl()
    assert (run.outcome, run.finished is not None) == ("failed", True)
    assert "dauerte länger als erlaubt (3600 Sekunden" in run.reason
    assert newest(town) == run
    assert town.programmes() == before


def test_the_time_allowed_is_a_setting(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSGENAU_CRAWL_TIMEOUT", "0.01")
    with pytest.raises(PassgenauError, match=r"länger als erlaubt \(0.01 Sekunden"):
        town.crawl()
    monkeypatch.setenv("PASSGENAU_CRAWL_TIMEOUT", "bald")
    with pytest.raises(InputError, match="PASSGENAU_CRAWL_TIMEOUT: 'bald' ist keine Zahl"):
        town.crawl()
    monkeypatch.delenv("PASSGENAU_CRAWL_TIMEOUT")
    assert number("CRAWL_TIMEOUT", 3600, "Sekunden") == 3600


def test_the_log_is_that_of_the_last_crawl(town: Town) -> None:
    log = town.order().log
    log.parent.mkdir()
    log.write_text("von gestern\n")
    with FileLock(town.order().lock), pytest.raises(PassgenauError, match="schon abgerufen"):
        town.crawl()
    assert log.read_text() == "von gestern\n", "the one that is running still writes to it"
    town.crawl()
    assert "von gestern" not in log.read_text()
