"""Raw responses, so that every parse can be run again: each body once, however many runs saw it."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from db.connection import Connection
from funding import PassgenauError

BATCH = 4_000_000  # bytes, packed, that are written in one transaction: a tenth of a second

Stowed = frozenset[tuple[str, str]]  # (url, hash of the body)


def stow(db: Connection, documents: Iterable[tuple[str, bytes]]) -> Stowed:
    """Store the bodies alone, in short transactions, and packed before them: others can write in between.

    A body that no run lists harms nobody, and the next run that meets it finds it stored.
    """
    listed: set[tuple[str, str]] = set()
    packed: dict[str, bytes] = {}
    size = 0
    for url, body in documents:
        digest = hashlib.sha256(body).hexdigest()
        listed.add((url, digest))
        if digest not in packed and _id(db, digest) is None:
            packed[digest] = zlib.compress(body)
            size += len(packed[digest])
        if size >= BATCH:
            _write(db, packed)
            size = 0
    _write(db, packed)
    return frozenset(listed)


def enlist(db: Connection, run: int, documents: Stowed) -> None:
    """Add stowed bodies to the run's list. The list is a body too: a day without news costs one row."""
    everything = sorted(documents.union(_list(db, run)))
    body = json.dumps(everything, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()
    if _id(db, digest) is None:
        _insert(db, digest, zlib.compress(body))
    db.execute("UPDATE runs SET documents = ? WHERE id = ?", _id(db, digest), run)


def documents(db: Connection, run: int) -> Iterator[tuple[str, bytes]]:
    """(url, body), sorted by url, one body in memory at a time."""
    for url, digest in _list(db, run):
        yield url, _body(db, url, digest)


class Documents(Mapping[str, bytes]):
    """What a run kept, by URL, each body read when it is asked for; while the database is open."""

    def __init__(self, db: Connection, run: int) -> None:
        self._db, self._run = db, run

    @cached_property
    def _digests(self) -> dict[str, str]:
        return dict(_list(self._db, self._run))

    def __getitem__(self, url: str) -> bytes:
        return _body(self._db, url, self._digests[url])

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)


def addresses(db: Connection, run: int) -> list[str]:
    """The URLs of `documents`, in its order."""
    return [url for url, _ in _list(db, run)]


def _list(db: Connection, run: int) -> list[tuple[str, str]]:
    rows = db.execute("SELECT body FROM runs JOIN bodies ON bodies.id = runs.documents WHERE runs.id = ?", run)
    what = f"der Liste von Lauf {run}"
    return [(url, digest) for row in rows for url, digest in json.loads(_unpacked(row["body"], what))]


def _body(db: Connection, url: str, digest: str) -> bytes:
    return _unpacked(db.execute("SELECT body FROM bodies WHERE hash = ?", digest)[0]["body"], url)


def _unpacked(body: bytes, what: str) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error as error:
        raise PassgenauError(f"Der aufbewahrte Inhalt von {what} ist beschädigt ({error}).") from error


def _id(db: Connection, digest: str) -> int | None:
    rows = db.execute("SELECT id FROM bodies WHERE hash = ?", digest)
    return int(rows[0]["id"]) if rows else None


def _write(db: Connection, packed: dict[str, bytes]) -> None:
    if packed:
        with db.writing():
            for digest, body in packed.items():
                _insert(db, digest, body)
        packed.clear()


def _insert(db: Connection, digest: str, packed: bytes) -> None:
    db.execute("INSERT INTO bodies (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", digest, packed)
