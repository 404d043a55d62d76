"""Programmes, what became of them, and their history by field."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from db import runs, search
from db.connection import Connection
from db.settled import HistoryEntry, Known, Record, Settled
from db.times import moment, moment_or_none, stored
from funding import Programme
from funding.fingerprint import changes, fingerprint

_ADAPTER: TypeAdapter[Programme] = TypeAdapter(Programme)
_ROWS = "SELECT * FROM programmes JOIN contents USING (pk)"
_INSERT = """INSERT INTO programmes (pk, id, portal, key, fingerprint, digest, first_seen, last_seen)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)"""
_HISTORY = "INSERT INTO history (programme, run, at, field, old, new) VALUES (?, ?, ?, ?, ?, ?)"
_SEEN = "UPDATE programmes SET last_seen = ?, missed = 0, vanished = 0 WHERE pk = ?"


def known(db: Connection, portal: str) -> dict[str, Known]:
    """Every programme of a portal by its key, the vanished too."""
    return {row["key"]: _known(row) for row in db.stream(f"{_ROWS} WHERE portal = ?", portal)}


def listed(db: Connection, portal: str | None, *, include_vanished: bool) -> list[Programme]:
    """By id."""
    rows = db.stream(
        f"{_ROWS} WHERE (?1 IS NULL OR portal = ?1) AND (?2 OR NOT vanished) ORDER BY id", portal, include_vanished
    )
    return [_programme(row) for row in rows]


def record(db: Connection, programme_id: str) -> Record | None:
    """One programme with its dates, or None."""
    rows = db.execute(f"{_ROWS} WHERE id = ?", programme_id)
    return _record(rows[0]) if rows else None


def history(db: Connection, programme_id: str) -> list[HistoryEntry]:
    """What changed, oldest first."""
    rows = db.execute(
        """SELECT history.* FROM history JOIN programmes ON pk = programme WHERE programmes.id = ?
            ORDER BY history.id""",
        programme_id,
    )
    return [
        HistoryEntry(at=moment(row["at"]), run=row["run"], field=row["field"], old=row["old"], new=row["new"])
        for row in rows
    ]


def revision(db: Connection) -> int:
    """Grows whenever a stored programme is added, says something else, vanishes or comes back."""
    return int(db.execute("SELECT value FROM counters WHERE name = 'revision'")[0]["value"])


def apply(db: Connection, run: int, settled: Settled, now: datetime) -> None:
    """Write a run's result once; a second call for the same run changes nothing."""
    first = db.execute("UPDATE runs SET applied = 1 WHERE id = ? AND NOT applied RETURNING portal", run)
    if not first:
        return
    writer = _Writer(db=db, run=run, now=now, rows=_rows(db, first[0]["portal"]))
    touched = [writer.write(programme) for programme in _seen(settled)]
    # After the rows, not between them: other statements make FTS5 flush its index and double the time.
    for pk, programme in writer.stale:
        search.index(db, pk, programme)
    gone = _miss(db, first[0]["portal"], settled)
    runs.add_events(db, run, settled.events)
    runs.add_problems(db, run, settled.problems)
    if any(touched) or gone:
        db.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision'")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    pk: int
    digest: bytes
    vanished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Writer:
    """Writes one run's programmes, each only as far as it differs from its row. `stale`: what to index anew."""

    db: Connection
    run: int
    now: datetime
    rows: dict[str, _Row]
    stale: list[tuple[int, Programme]] = field(default_factory=list)

    def write(self, programme: Programme) -> bool:
        """Whether anything but the date was new."""
        content = _ADAPTER.dump_json(programme, exclude_none=True)
        digest = hashlib.sha256(content).digest()
        row = self.rows.get(programme.id)
        if row is None:
            self._insert(programme, content, digest)
            return True
        self.db.execute(_SEEN, stored(self.now), row.pk)
        if row.digest != digest:
            self._update(row.pk, programme, content, digest)
        return row.digest != digest or row.vanished

    def _insert(self, programme: Programme, content: bytes, digest: bytes) -> None:
        pk = int(self.db.execute("SELECT coalesce(max(pk), 0) + 1 AS pk FROM programmes")[0]["pk"])
        names = (programme.id, programme.portal, programme.key)
        self.db.execute(_INSERT, pk, *names, fingerprint(programme), digest, stored(self.now))
        self.db.execute("INSERT INTO contents (pk, json) VALUES (?, ?)", pk, content.decode())
        self.stale.append((pk, programme))

    def _update(self, pk: int, programme: Programme, content: bytes, digest: bytes) -> None:
        old = _programme(self.db.execute("SELECT json FROM contents WHERE pk = ?", pk)[0])
        found = changes(old, programme)
        for change in found:
            self.db.execute(_HISTORY, pk, self.run, stored(self.now), change.field, change.old, change.new)
        self.db.execute(
            "UPDATE programmes SET fingerprint = ?, digest = ?, changed = coalesce(?, changed) WHERE pk = ?",
            fingerprint(programme), digest, stored(self.now) if found else None, pk,
        )  # fmt: skip
        self.db.execute("UPDATE contents SET json = ? WHERE pk = ?", content.decode(), pk)
        if search.said(old) != search.said(programme):
            self.stale.append((pk, programme))


def _rows(db: Connection, portal: str) -> dict[str, _Row]:
    rows = db.execute("SELECT id, pk, digest, vanished FROM programmes WHERE portal = ?", portal)
    return {row["id"]: _Row(pk=row["pk"], digest=row["digest"], vanished=bool(row["vanished"])) for row in rows}


def _seen(settled: Settled) -> Iterator[Programme]:
    for programmes in (settled.new, settled.changed, settled.back, settled.unchanged):
        yield from programmes


def _miss(db: Connection, portal: str, settled: Settled) -> bool:
    for key in {*settled.missed, *settled.vanished}:
        db.execute("UPDATE programmes SET missed = missed + 1 WHERE portal = ? AND key = ?", portal, key)
    for key in settled.vanished:
        db.execute("UPDATE programmes SET vanished = 1 WHERE portal = ? AND key = ?", portal, key)
    return bool(settled.vanished)


def _programme(row: sqlite3.Row) -> Programme:
    return _ADAPTER.validate_json(row["json"])


def _known(row: sqlite3.Row) -> Known:
    return Known(
        programme=_programme(row), fingerprint=row["fingerprint"], first_seen=moment(row["first_seen"]),
        last_seen=moment(row["last_seen"]), missed=row["missed"], vanished=bool(row["vanished"]),
    )  # fmt: skip


def _record(row: sqlite3.Row) -> Record:
    return Record(
        programme=_programme(row), first_seen=moment(row["first_seen"]), last_seen=moment(row["last_seen"]),
        changed=moment_or_none(row["changed"]), vanished=bool(row["vanished"]),
    )  # fmt: skip
