"""The last good versions of the cities' profiles, for the day on which a file is broken."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from sqlite3 import Row

from pydantic import TypeAdapter, ValidationError

from db.connection import Connection
from db.settled import BrokenFile, KeptProfile
from db.times import moment, moment_or_none, stored
from funding import CityProfile

_ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)
_LAST = "SELECT json FROM profile_versions WHERE file = ? ORDER BY id DESC LIMIT 1"
_NEWEST = (
    "SELECT * FROM profile_versions WHERE id IN (SELECT max(id) FROM profile_versions GROUP BY file) ORDER BY file"
)


def keep(db: Connection, file: str, profile: CityProfile, now: datetime) -> None:
    """Add a version where the file's last one differs."""
    json = _ADAPTER.dump_json(profile).decode()
    last = db.execute(_LAST, file)
    if not last or last[0]["json"] != json:
        sql = "INSERT INTO profile_versions (file, city, at, json) VALUES (?, ?, ?, ?)"
        db.execute(sql, file, profile.city.slug, stored(now), json)


def newest(db: Connection) -> list[KeptProfile]:
    """The last version of every file."""
    return list(_kept(db.execute(_NEWEST)))


def versions(db: Connection, city: str) -> list[KeptProfile]:
    """A city's versions, newest first."""
    return list(_kept(db.execute("SELECT * FROM profile_versions WHERE city = ? ORDER BY id DESC", city)))


def note_broken(db: Connection, files: set[str], now: datetime) -> None:
    """What is mended is forgotten, so that it is told anew when it breaks again."""
    known = {one.file for one in broken(db)}
    for file in known - files:
        db.execute("DELETE FROM broken_profiles WHERE file = ?", file)
    for file in files - known:
        db.execute("INSERT INTO broken_profiles (file, since) VALUES (?, ?)", file, stored(now))


def broken(db: Connection) -> list[BrokenFile]:
    """By name."""
    return [
        BrokenFile(file=row["file"], since=moment(row["since"]), told=moment_or_none(row["told"]))
        for row in db.execute("SELECT * FROM broken_profiles ORDER BY file")
    ]


def mark_told(db: Connection, files: Iterable[str], now: datetime) -> None:
    """A second time changes nothing."""
    for file in files:
        db.execute("UPDATE broken_profiles SET told = ? WHERE file = ? AND told IS NULL", stored(now), file)


def _kept(rows: Iterable[Row]) -> Iterator[KeptProfile]:
    for row in rows:
        try:
            profile = _ADAPTER.validate_json(row["json"])
        except ValidationError:
            continue  # of a version of this program with other fields
        yield KeptProfile(file=row["file"], at=moment(row["at"]), profile=profile)
