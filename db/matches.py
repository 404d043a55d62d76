"""The matches of a city, as last computed."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter

from db.connection import Connection
from db.times import stored
from funding import Evidence, Match, Verdict

_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])
_MATCHED = """INSERT INTO matched (city, stamp, at) VALUES (?, ?, ?)
    ON CONFLICT (city) DO UPDATE SET stamp = excluded.stamp, at = excluded.at"""
_LOADED = """SELECT matches.*, coalesce(head, matches.programme) AS call, min(matches.id) AS first
    FROM matches LEFT JOIN twins ON twins.programme = matches.programme
    WHERE city = ? GROUP BY project, call ORDER BY first"""
_MATCH = "INSERT INTO matches (city, project, programme, score, eligibility, evidence) VALUES (?, ?, ?, ?, ?, ?)"


def save(db: Connection, city: str, stamp: str, matches: Sequence[Match], now: datetime) -> None:
    """Replace the city's matches. `stamp` names what they were computed from."""
    db.execute(_MATCHED, city, stamp, stored(now))
    db.execute("DELETE FROM matches WHERE city = ?", city)
    for match in matches:
        evidence = _EVIDENCE.dump_json(match.evidence).decode()
        db.execute(_MATCH, city, match.project, match.programme, match.score, match.eligibility.value, evidence)


def load(db: Connection, city: str) -> list[Match]:
    """In the order in which they were saved; of what has become one call since, the best of each project."""
    rows = db.execute(_LOADED, city)
    return [
        Match(
            project=row["project"], programme=row["call"], score=row["score"],
            eligibility=Verdict(row["eligibility"]), evidence=_EVIDENCE.validate_json(row["evidence"]),
        )
        for row in rows
    ]  # fmt: skip


def stamp(db: Connection, city: str) -> str | None:
    """What the stored matches were computed from, or None where there are none."""
    rows = db.execute("SELECT stamp FROM matched WHERE city = ?", city)
    return str(rows[0]["stamp"]) if rows else None
