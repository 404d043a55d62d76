"""Vectors of texts, so that a sentence model reads a text once."""

from collections.abc import Mapping, Sequence

from db.connection import Connection

_AT_ONCE = 500  # SQLite takes so many values in one statement anywhere


def listed(db: Connection, model: str, keys: Sequence[str]) -> dict[str, bytes]:
    """The vectors of a model that are there, by key of the text."""
    found: dict[str, bytes] = {}
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = db.execute(f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})", model, *some)  # noqa: S608
        found |= {row["key"]: row["vector"] for row in rows}
    return found


def keep(db: Connection, model: str, vectors: Mapping[str, bytes]) -> None:
    """Add the vectors; one that is there stays. Those of other models go: a database has one at a time."""
    db.execute("DELETE FROM vectors WHERE model <> ?", model)
    for key, vector in vectors.items():
        db.execute("INSERT OR IGNORE INTO vectors (model, key, vector) VALUES (?, ?, ?)", model, key, vector)
