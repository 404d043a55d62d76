"""Start a crawl in its own process and read its verdict from the run row."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

from crawl.orders import CrawlOptions, CrawlProgress, Order
from db import Store
from funding import CrawlRun, InputError, PassgenauError

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
    if "error" in told:
        raise (InputError if told.get("code") == 2 else PassgenauError)(str(told["error"]))
    if "run" not in told:
        raise PassgenauError(f"Der Abruf von {order.portal} ist nicht gestartet: {_last_line(order.log)}")
    with Store(order.db) as store:
        return _verdict(store, int(told["run"]), order, code)


def _follow(order: Order, told: dict[str, Any], progress: Watcher | None) -> int:
    """The exit code of the process; what it had to say is put into `told`."""
    with ExitStack() as stack:
        log = _log(order, stack)
        process = stack.enter_context(Popen([*WORKER, order.dumps()], stdin=DEVNULL, stdout=PIPE, stderr=log))
        stack.callback(_end, process, told)  # before waiting for it, also when we are interrupted
        for line in process.stdout or ():
            words = _words(line)
            if progress is not None and "doing" in words:
                progress(CrawlProgress(portal=order.portal, **words))
            elif "doing" not in words:
                told.update(words)
        return process.wait()


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


def _verdict(store: Store, run_id: int, order: Order, code: int) -> CrawlRun:
    run = next(run for run in store.runs(order.portal) if run.id == run_id)
    if run.outcome != "running":
        return run
    how = f"Signal {-code}" if code < 0 else f"Fehlercode {code}: {_last_line(order.log)}"
    return _aborted(store, run, order, f"Der Abruf wurde mittendrin beendet ({how}); {_OLD_DATA}")


def _note_interrupt(order: Order, told: dict[str, Any]) -> None:
    if "run" not in told:
        return
    with Store(order.db) as store:
        run = next(run for run in store.runs(order.portal) if run.id == told["run"])
        if run.outcome == "running":
            _aborted(store, run, order, f"Der Abruf wurde mit Strg+C abgebrochen; {_OLD_DATA}")


def _aborted(store: Store, run: CrawlRun, order: Order, reason: str) -> CrawlRun:
    ended = replace(run, outcome="aborted", finished=order.options.now or datetime.now(UTC), reason=reason)
    store.finish_run(ended)
    return ended


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        lines = []
    return next((line.strip() for line in reversed(lines) if line.strip()), "ohne Meldung")
