"""What a good run will write, worked out before the database is locked for it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from db import search
from db.connection import Connection
from db.settled import Settled
from funding import Programme
from funding.fingerprint import changes, fingerprint
from funding.records import Change

ADAPTER: TypeAdapter[Programme] = TypeAdapter(Programme)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A programme's row as the plan found it."""

    pk: int
    digest: bytes
    vanished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One programme. `row`: None where it is new; `differs`: its content; `stale`: what can be searched."""

    programme: Programme
    row: Row | None
    digest: bytes
    differs: bool = False
    stale: bool = False
    fingerprint: str = ""
    history: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A result compared with the rows there were after so many `applied` runs of the portal."""

    portal: str
    applied: int
    settled: Settled
    lines: tuple[Line, ...]


def applied(db: Connection, portal: str) -> int:
    """How many runs of a portal were believed: while that number stands, so does what is stored of the portal."""
    return int(db.execute("SELECT count(*) AS n FROM runs WHERE portal = ? AND applied", portal)[0]["n"])


def plan(db: Connection, portal: str, settled: Settled) -> Plan:
    """Compare a result with its rows; reads only."""
    with db.reading():
        rows = _rows(db, portal)
        lines = tuple(_line(db, programme, rows.get(programme.id)) for programme in _seen(settled))
        return Plan(portal=portal, applied=applied(db, portal), settled=settled, lines=lines)


def content(programme: Programme) -> bytes:
    """As it is stored."""
    return ADAPTER.dump_json(programme, exclude_none=True)


def _line(db: Connection, programme: Programme, row: Row | None) -> Line:
    digest = hashlib.sha256(content(programme)).digest()
    if row is not None and row.digest == digest:
        return Line(programme=programme, row=row, digest=digest)
    old = None if row is None else _stored(db, row.pk)
    return Line(
        programme=programme, row=row, digest=digest, differs=True, fingerprint=fingerprint(programme),
        stale=old is None or search.said(old) != search.said(programme),
        history=() if old is None else changes(old, programme),
    )  # fmt: skip


def _stored(db: Connection, pk: int) -> Programme:
    return ADAPTER.validate_json(db.execute("SELECT json FROM contents WHERE pk = ?", pk)[0]["json"])


def _rows(db: Connection, portal: str) -> dict[str, Row]:
    rows = db.execute("SELECT id, pk, digest, vanished FROM programmes WHERE portal = ?", portal)
    return {row["id"]: Row(pk=row["pk"], digest=row["digest"], vanished=bool(row["vanished"])) for row in rows}


def _seen(settled: Settled) -> Iterator[Programme]:
    for programmes in (settled.new, settled.changed, settled.back, settled.unchanged):
        yield from programmes
