"""Programmes, what became of them, and their history by field."""

import heapq as heap
import json
import sqlite3
from datetime import datetime
from operator import attrgetter

from db import runs, search, twins
from db.connection import Connection
from db.planning import ADAPTER, Line, Plan, applied, content, plan
from db.settled import HistoryEntry, Known, Record, Settled
from db.times import moment, moment_or_none, stored
from funding import Programme
from funding.merging import merge

_ROWS = "SELECT * FROM programmes JOIN contents USING (pk)"
_ALONE = "id NOT IN (SELECT programme FROM twins)"
_CALLS = """SELECT DISTINCT head FROM twins JOIN programmes ON id = twins.programme
    WHERE (?1 IS NULL OR portal = ?1) AND (?2 OR NOT vanished) ORDER BY head"""
_INSERT = """INSERT INTO programmes (pk, id, portal, key, fingerprint, digest, first_seen, last_seen)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)"""
_HISTORY = "INSERT INTO history (programme, run, at, field, old, new) VALUES (?, ?, ?, ?, ?, ?)"
_SEEN = "UPDATE programmes SET last_seen = ?, missed = 0, vanished = 0 WHERE pk = ?"


def known(db: Connection, portal: str) -> dict[str, Known]:
    """Every programme of a portal by its key, the vanished too."""
    return {row["key"]: _known(row) for row in db.stream(f"{_ROWS} WHERE portal = ?", portal)}


def listed(db: Connection, portal: str | None, *, include_vanished: bool) -> list[Programme]:
    """By id; watched pages are no programmes."""
    wanted = f"(?1 IS NULL OR portal = ?1) AND (?2 OR NOT vanished) AND {_ALONE}"
    alone = (_programme(row) for row in db.stream(f"{_ROWS} WHERE {wanted} ORDER BY id", portal, include_vanished))
    calls = [row["head"] for row in db.execute(_CALLS, portal, include_vanished)]
    several = (_merged(_rows_of(db, call), call) for call in calls)
    found = heap.merge(alone, several, key=attrgetter("id"))
    return [programme for programme in found if programme.origin != "page"]


def apart(db: Connection) -> list[Programme]:
    """What was found and not vanished, as each portal tells it; no watched pages."""
    found = (_programme(row) for row in db.stream(f"{_ROWS} WHERE NOT vanished ORDER BY pk"))
    return [programme for programme in found if programme.origin != "page"]


def places(db: Connection, programme_id: str) -> list[Programme]:
    """A call by the id of any of its places, as each of them tells it that has not vanished (all, where all have)."""
    return [_programme(row) for row in _there(_rows_of(db, programme_id))]


def record(db: Connection, programme_id: str) -> Record | None:
    """One programme with its dates, or None; by the id of any place where it was found."""
    rows = _rows_of(db, programme_id)
    return _record(rows, twins.head(db, programme_id)) if rows else None


def history(db: Connection, programme_id: str) -> list[HistoryEntry]:
    """What changed in any place, oldest first."""
    rows = db.execute(
        """SELECT history.* FROM history JOIN programmes ON pk = programme
            WHERE programmes.id IN (SELECT value FROM json_each(?)) ORDER BY history.id""",
        json.dumps(twins.members(db, programme_id)),
    )
    return [
        HistoryEntry(at=moment(row["at"]), run=row["run"], field=row["field"], old=row["old"], new=row["new"])
        for row in rows
    ]


def revision(db: Connection) -> int:
    """Grows whenever a stored programme is added, says something else, vanishes or comes back."""
    return int(db.execute("SELECT value FROM counters WHERE name = 'revision'")[0]["value"])


def apply(db: Connection, run: int, result: Settled | Plan, now: datetime) -> None:
    """Write a run's result once; a second call for the same run changes nothing. A plan out of date is made anew."""
    first = db.execute("SELECT portal FROM runs WHERE id = ? AND NOT applied", run)
    if not first:
        return
    made = _in_force(db, first[0]["portal"], result)
    db.execute("UPDATE runs SET applied = 1 WHERE id = ?", run)
    pks = [_write(db, run, line, stored(now)) for line in made.lines]
    # After the rows, not between them: other statements make FTS5 flush its index and double the time.
    for pk, line in zip(pks, made.lines, strict=True):
        if line.stale and line.programme.origin != "page":
            search.index(db, pk, line.programme)
    gone = _miss(db, made.portal, made.settled)
    runs.add_events(db, run, made.settled.events)
    runs.add_problems(db, run, made.settled.problems)
    if gone or any(line.differs or (line.row and line.row.vanished) for line in made.lines):
        db.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision'")


def _in_force(db: Connection, portal: str, result: Settled | Plan) -> Plan:
    if isinstance(result, Settled):
        return plan(db, portal, result)
    if (result.portal, result.applied) == (portal, applied(db, portal)):
        return result
    return plan(db, portal, result.settled)


def _write(db: Connection, run: int, line: Line, now: str) -> int:
    if line.row is None:
        return _insert(db, line, now)
    db.execute(_SEEN, now, line.row.pk)
    if line.differs:
        _update(db, run, line, line.row.pk, now)
    return line.row.pk


def _insert(db: Connection, line: Line, now: str) -> int:
    programme = line.programme
    pk = int(db.execute("SELECT coalesce(max(pk), 0) + 1 AS pk FROM programmes")[0]["pk"])
    names = (programme.id, programme.portal, programme.key)
    db.execute(_INSERT, pk, *names, line.fingerprint, line.digest, now)
    db.execute("INSERT INTO contents (pk, json) VALUES (?, ?)", pk, content(programme).decode())
    return pk


def _update(db: Connection, run: int, line: Line, pk: int, now: str) -> None:
    for change in line.history:
        db.execute(_HISTORY, pk, run, now, change.field, change.old, change.new)
    db.execute(
        "UPDATE programmes SET fingerprint = ?, digest = ?, changed = coalesce(?, changed) WHERE pk = ?",
        line.fingerprint, line.digest, now if line.history else None, pk,
    )  # fmt: skip
    db.execute("UPDATE contents SET json = ? WHERE pk = ?", content(line.programme).decode(), pk)


def _miss(db: Connection, portal: str, settled: Settled) -> bool:
    for key in {*settled.missed, *settled.vanished}:
        db.execute("UPDATE programmes SET missed = missed + 1 WHERE portal = ? AND key = ?", portal, key)
    for key in settled.vanished:
        db.execute("UPDATE programmes SET vanished = 1 WHERE portal = ? AND key = ?", portal, key)
    return bool(settled.vanished)


def _programme(row: sqlite3.Row) -> Programme:
    return ADAPTER.validate_json(row["json"])


def _known(row: sqlite3.Row) -> Known:
    return Known(
        programme=_programme(row), fingerprint=row["fingerprint"], first_seen=moment(row["first_seen"]),
        last_seen=moment(row["last_seen"]), missed=row["missed"], vanished=bool(row["vanished"]),
    )  # fmt: skip


def _rows_of(db: Connection, programme_id: str) -> list[sqlite3.Row]:
    rows = (db.execute(f"{_ROWS} WHERE id = ?", name) for name in twins.members(db, programme_id))
    return [row for found in rows for row in found]


def _there(rows: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """The places where it can still be found; all, where it can be found in none."""
    return [row for row in rows if not row["vanished"]] or rows


def _merged(rows: list[sqlite3.Row], call: str) -> Programme:
    found = [_programme(row) for row in _there(rows)]
    return found[0] if len(found) == 1 and found[0].id == call else merge(found, call)


def _record(rows: list[sqlite3.Row], call: str) -> Record:
    return Record(
        programme=_merged(rows, call), first_seen=min(moment(row["first_seen"]) for row in rows),
        last_seen=max(moment(row["last_seen"]) for row in rows),
        changed=max(filter(None, (moment_or_none(row["changed"]) for row in _there(rows))), default=None),
        vanished=all(row["vanished"] for row in rows),
    )  # fmt: skip
