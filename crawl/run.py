"""Start a crawl in its own process and read its verdict from the run row."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from typing import IO, Any

from crawl.limits import crawl_timeout, database_wait
from crawl.orders import CrawlOptions, CrawlProgress, Order
from db import Store
from funding import CrawlRun, InputError, PassgenauError
from funding.records import Outcome

__all__ = ["CrawlOptions", "CrawlProgress", "crawl"]

WORKER = (sys.executable, "-P", "-m", "cli", "crawl-worker")
_OLD_DATA = "die bisherigen Daten gelten weiter."
Watcher = Callable[[CrawlProgress], None]


def crawl(portal: str, *, db: Path, options: CrawlOptions | None = None, progress: Watcher | None = None) -> CrawlRun:
    """Crawl one portal into the database and give its run, whose outcome says how it went.

    Raises PassgenauError when there was no run at all: the portal is being crawled already, the database cannot be
    used, the process did not start. A process that dies leaves the run *aborted*, the old rows untouched; so does
    Ctrl-C, which ends the process and goes on as KeyboardInterrupt.
    """
    order = Order(portal=portal, db=db.absolute(), options=options or CrawlOptions())
    told: dict[str, Any] = {}
    try:
        return _run(order, told, progress)
    except KeyboardInterrupt:
        _note_interrupt(order, told)
        raise


def _run(order: Order, told: dict[str, Any], progress: Watcher | None) -> CrawlRun:
    code = _follow(order, told, progress)
    if "run" not in told and "error" in told:
        raise (InputError if told.get("code") == 2 else PassgenauError)(str(told["error"]))
    if "run" not in told:
        raise PassgenauError(f"Der Abruf von {order.portal} ist nicht gestartet: {_last_line(order.log)}")
    with Store(order.db, timeout=database_wait()) as store:
        return _verdict(store, told, order, code)


def _follow(order: Order, told: dict[str, Any], progress: Watcher | None) -> int:
    """The exit code of the process; what it had to say is put into `told`."""
    seconds = crawl_timeout()
    with ExitStack() as stack:
        log = _log(order, stack)
        process = stack.enter_context(Popen([*WORKER, order.dumps()], stdin=DEVNULL, stdout=PIPE, stderr=log))
        stack.callback(_end, process, told)  # before waiting for it, also when we are interrupted
        timer = Timer(seconds, _too_late, (process, told, seconds))
        stack.callback(timer.cancel)
        timer.start()
        for line in process.stdout or ():
            words = _words(line)
            if progress is not None and "doing" in words:
                progress(CrawlProgress(portal=order.portal, **words))
            elif "doing" not in words:
                told.update(words)
        return process.wait()


def _too_late(process: Popen[bytes], told: dict[str, Any], seconds: float) -> None:
    long = f"Der Abruf dauerte länger als erlaubt ({seconds:g} Sekunden, PASSGENAU_CRAWL_TIMEOUT)"
    told["late"] = told["error"] = f"{long} und wurde beendet; {_OLD_DATA}"
    process.kill()


def _end(process: Popen[bytes], told: dict[str, Any]) -> None:
    """Kill what still runs, and hear what it said last."""
    process.kill()
    for line in process.stdout or ():
        told.update({name: value for name, value in _words(line).items() if name == "run"})
    process.wait()


def _log(order: Order, stack: ExitStack) -> IO[bytes] | None:
    """A file beside the database, so that a crawl at night leaves a trace; the terminal when asked for more."""
    if order.options.verbose:
        return None
    try:
        order.room.mkdir(parents=True, exist_ok=True)
        return stack.enter_context(order.log.open("ab"))
    except OSError as error:
        raise PassgenauError(f"{order.room}: {error.strerror}; neben der Datenbank braucht es Schreibrecht.") from error


def _words(line: bytes) -> dict[str, Any]:
    try:
        words = json.loads(line)
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}


def _verdict(store: Store, told: dict[str, Any], order: Order, code: int) -> CrawlRun:
    run = next(run for run in store.runs(order.portal) if run.id == told["run"])
    if run.outcome != "running":
        return run
    if "late" in told:
        return _ended(store, run, order, "failed", str(told["late"]))
    if "outcome" in told:
        return _ended(store, run, order, told["outcome"], str(told["reason"]))
    if "error" in told:
        return _ended(store, run, order, "failed", str(told["error"]))
    how = f"Signal {-code}" if code < 0 else f"Fehlercode {code}: {_last_line(order.log)}"
    return _ended(store, run, order, "aborted", f"Der Abruf wurde mittendrin beendet ({how}); {_OLD_DATA}")


def _note_interrupt(order: Order, told: dict[str, Any]) -> None:
    if "run" not in told:
        return
    with Store(order.db) as store:
        run = next(run for run in store.runs(order.portal) if run.id == told["run"])
        if run.outcome == "running":
            _ended(store, run, order, "aborted", f"Der Abruf wurde mit Strg+C abgebrochen; {_OLD_DATA}")


def _ended(store: Store, run: CrawlRun, order: Order, outcome: Outcome, reason: str) -> CrawlRun:
    """The run with what its own process could not write; told even when nobody can."""
    ended = replace(run, outcome=outcome, finished=order.options.now or datetime.now(UTC), reason=reason)
    try:
        store.finish_run(ended)
    except PassgenauError as error:
        return replace(ended, reason=f"{reason} Das Ergebnis ließ sich nicht vermerken: {error}")
    return ended


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        lines = []
    return next((line.strip() for line in reversed(lines) if line.strip()), "ohne Meldung")
