"""Crawl runs, their problems and the events they caused."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from db.connection import Connection
from db.times import moment, moment_or_none, stored
from funding import CrawlRun, Event, Problem
from funding.records import EventKind

_ABORTED = "Der Lauf hat kein Ende vermerkt."
_FINISH = """UPDATE runs SET finished = ?, outcome = ?, reason = ?, found = ?, new = ?, changed = ?, vanished = ?,
    problems = ?, fill_rates = ?, partial = ?, reader = ? WHERE id = ?"""
_PROBLEM = "INSERT INTO problems (run, portal, message, key, field, value) VALUES (?, ?, ?, ?, ?, ?)"
_EVENTS = """SELECT events.*, coalesce(head, events.programme) AS call FROM events
    LEFT JOIN twins ON twins.programme = events.programme WHERE at >= ?1 AND (?2 IS NULL OR kind = ?2)
    AND NOT (kind = 'new' AND head IS NOT NULL AND head <> events.programme)
    AND NOT (kind IN ('vanished', 'back') AND EXISTS (SELECT 1 FROM twins AS also JOIN programmes AS found
        ON found.id = also.programme WHERE also.head = twins.head AND also.programme <> events.programme
        AND NOT found.vanished))
    ORDER BY at, events.id"""
_EVENT = "INSERT INTO events (run, programme, kind, at, field, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)"


def start(db: Connection, portal: str, now: datetime, *, partial: bool) -> int:
    """A new row; what an earlier process left running is over."""
    db.execute(
        "UPDATE runs SET outcome = 'aborted', reason = ?, finished = ? WHERE portal = ? AND outcome = 'running'",
        _ABORTED, stored(now), portal,
    )  # fmt: skip
    rows = db.execute(
        """INSERT INTO runs (portal, started, outcome, reason, found, new, changed, vanished, problems, fill_rates,
            partial) VALUES (?, ?, 'running', '', 0, 0, 0, 0, 0, '{}', ?) RETURNING id""",
        portal, stored(now), partial,
    )  # fmt: skip
    return int(rows[0]["id"])


def finish(db: Connection, run: CrawlRun) -> None:
    """Write the verdict; `portal` and `started` stay as they were."""
    db.execute(
        _FINISH, None if run.finished is None else stored(run.finished), run.outcome, run.reason, run.found, run.new,
        run.changed, run.vanished, run.problems, json.dumps(run.fill_rates), run.partial,
        run.reader, run.id,
    )  # fmt: skip


def listed(db: Connection, portal: str | None, limit: int, *, good: bool) -> list[CrawlRun]:
    """Newest first; `good`: only whole runs that were believed."""
    rows = db.execute(
        """SELECT * FROM runs WHERE (?1 IS NULL OR portal = ?1) AND (NOT ?2 OR (outcome = 'ok' AND NOT partial))
            ORDER BY id DESC LIMIT ?3""",
        portal, good, limit,
    )  # fmt: skip
    return [_run(row) for row in rows]


def portals(db: Connection) -> list[str]:
    """Every portal that has a run, by name."""
    return [row["portal"] for row in db.execute("SELECT DISTINCT portal FROM runs ORDER BY portal")]


def last_good(db: Connection, portal: str) -> datetime | None:
    """The end of the last believed run, partial ones included."""
    rows = db.execute("SELECT max(finished) AS ended FROM runs WHERE portal = ? AND outcome = 'ok'", portal)
    return moment_or_none(rows[0]["ended"])


def add_problems(db: Connection, run: int, problems: Iterable[Problem]) -> None:
    """Keep what could not be read, with the value as it stood there."""
    for found in problems:
        words = (found.portal, found.message, found.key, found.field, found.value)
        db.execute(_PROBLEM, run, *map(_storable, words))


def problems(db: Connection, run: int) -> list[Problem]:
    """In the order in which they were found."""
    rows = db.execute("SELECT portal, message, key, field, value FROM problems WHERE run = ? ORDER BY id", run)
    return [Problem(**dict(row)) for row in rows]


def add_events(db: Connection, run: int, events: Iterable[Event]) -> None:
    """The programmes must be stored before."""
    for event in events:
        db.execute(
            _EVENT, run, event.programme, event.kind, stored(event.at), event.field,
            _storable(event.old), _storable(event.new),
        )  # fmt: skip


def events(db: Connection, since: datetime, kind: EventKind | None) -> list[Event]:
    """From this moment on (inclusive), oldest first, under the id of the call; all, or those of a kind.

    That a call came, went or came back in one place is no event while it stands in another.
    """
    rows = db.execute(_EVENTS, stored(since), kind)
    return [
        Event(
            programme=row["call"], kind=row["kind"], at=moment(row["at"]), field=row["field"], old=row["old"],
            new=row["new"],
        )
        for row in rows
    ]  # fmt: skip


def _run(row: sqlite3.Row) -> CrawlRun:
    return CrawlRun(
        id=row["id"], portal=row["portal"], started=moment(row["started"]), finished=moment_or_none(row["finished"]),
        outcome=row["outcome"], reason=row["reason"], found=row["found"], new=row["new"], changed=row["changed"],
        vanished=row["vanished"], problems=row["problems"], fill_rates=json.loads(row["fill_rates"]),
        partial=bool(row["partial"]), reader=row["reader"],
    )  # fmt: skip


def _storable(words: str | None) -> str | None:
    """Half a surrogate pair, as broken JSON brings it, has no UTF-8."""
    return None if words is None else words.encode("utf-8", "replace").decode("utf-8")
