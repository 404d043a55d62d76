"""Raw responses, so that every parse can be run again: each body once, however many runs saw it."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator

from db.connection import Connection


def keep(db: Connection, run: int, documents: Iterable[tuple[str, bytes]]) -> None:
    """Add to the run's documents. The list itself is a body too: a day without news costs one row."""
    listed = {(url, _store(db, body)[1]) for url, body in documents}
    everything = sorted(listed.union(_list(db, run)))
    body = json.dumps(everything, separators=(",", ":")).encode()
    db.execute("UPDATE runs SET documents = ? WHERE id = ?", _store(db, body)[0], run)


def documents(db: Connection, run: int) -> Iterator[tuple[str, bytes]]:
    """(url, body), sorted by url, one body in memory at a time."""
    for url, digest in _list(db, run):
        rows = db.execute("SELECT body FROM bodies WHERE hash = ?", digest)
        yield url, zlib.decompress(rows[0]["body"])


def _list(db: Connection, run: int) -> list[tuple[str, str]]:
    rows = db.execute("SELECT body FROM runs JOIN bodies ON bodies.id = runs.documents WHERE runs.id = ?", run)
    return [(url, digest) for row in rows for url, digest in json.loads(zlib.decompress(row["body"]))]


def _store(db: Connection, body: bytes) -> tuple[int, str]:
    digest = hashlib.sha256(body).hexdigest()
    rows = db.execute("SELECT id FROM bodies WHERE hash = ?", digest)
    if not rows:
        packed = zlib.compress(body)
        rows = db.execute("INSERT INTO bodies (hash, body) VALUES (?, ?) RETURNING id", digest, packed)
    return int(rows[0]["id"]), digest
