"""The same call in several portals: which programmes are one, under which id, and what the operator has parted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.connection import Connection
from db.times import stored

_TWIN = "INSERT INTO twins (programme, head, place, reason) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Twin:
    """A programme that is one with others. `head`: the id of the call; `place`: 0 for the most trusted source."""

    programme: str
    head: str
    place: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the links were made of. `order`: all ids, the first stored first; `gone`: those that have vanished."""

    order: tuple[str, ...]
    gone: frozenset[str]
    twins: tuple[Twin, ...]
    parted: tuple[tuple[str, str], ...]


def standing(db: Connection) -> Standing:
    """All that the next links depend on, besides the programmes themselves."""
    rows = db.execute("SELECT id, vanished FROM programmes ORDER BY pk")
    return Standing(
        order=tuple(row["id"] for row in rows), gone=frozenset(row["id"] for row in rows if row["vanished"]),
        twins=listed(db), parted=parted(db),
    )  # fmt: skip


def listed(db: Connection) -> tuple[Twin, ...]:
    """By call, the most trusted first."""
    rows = db.execute("SELECT * FROM twins ORDER BY head, place, programme")
    return tuple(Twin(**dict(row)) for row in rows)


def replace(db: Connection, twins: Sequence[Twin]) -> None:
    """Store the links; where they are others than before, the revision of the programmes grows."""
    if tuple(sorted(twins, key=lambda one: (one.head, one.place, one.programme))) == listed(db):
        return
    db.execute("DELETE FROM twins")
    for one in twins:
        db.execute(_TWIN, one.programme, one.head, one.place, one.reason)
    db.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision'")


def linked(db: Connection) -> tuple[int, int]:
    """After which revision, and by which version of the linker, the links were made."""
    rows = db.execute("SELECT name, value FROM counters WHERE name IN ('linked', 'linker')")
    values = {row["name"]: int(row["value"]) for row in rows}
    return values["linked"], values["linker"]


def mark(db: Connection, linker: int) -> None:
    """The links are those of the present revision."""
    db.execute("UPDATE counters SET value = (SELECT value FROM counters WHERE name = 'revision') WHERE name = 'linked'")
    db.execute("UPDATE counters SET value = ? WHERE name = 'linker'", linker)


def parted(db: Connection) -> tuple[tuple[str, str], ...]:
    """Pairs that the operator has said are two, by id."""
    return tuple((row["one"], row["other"]) for row in db.execute("SELECT * FROM parted ORDER BY one, other"))


def part(db: Connection, one: str, other: str, now: datetime | None) -> None:
    """Say that two are not the same, or with `now` None take it back; the next links obey."""
    pair = sorted((one, other))
    db.execute("DELETE FROM parted WHERE one = ? AND other = ?", *pair)
    if now is not None:
        db.execute("INSERT INTO parted (one, other, at) VALUES (?, ?, ?)", *pair, stored(now))
    db.execute("UPDATE counters SET value = -1 WHERE name = 'linked'")


def head(db: Connection, programme_id: str) -> str:
    """The id of the call; of a programme that stands alone, its own."""
    rows = db.execute("SELECT head FROM twins WHERE programme = ?", programme_id)
    return str(rows[0]["head"]) if rows else programme_id


def members(db: Connection, programme_id: str) -> list[str]:
    """The ids of a call by any one of them, the most trusted first; of a programme that stands alone, its own."""
    rows = db.execute(
        """SELECT programme FROM twins WHERE head = (SELECT head FROM twins WHERE programme = ?)
            ORDER BY place, programme""",
        programme_id,
    )
    return [row["programme"] for row in rows] or [programme_id]
