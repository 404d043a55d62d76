"""The officers' answers to matches: every one is kept, the latest of a pair counts, under whatever id it was given."""

import json
from collections.abc import Iterator
from sqlite3 import Row

from db.connection import Connection
from db.times import moment, stored
from funding.feedback import Remark

_INSERT = """INSERT INTO feedback (project, programme, answer, why, at, stamp, features)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
_CALL = "coalesce((SELECT head FROM twins WHERE twins.programme = feedback.programme), programme)"
_LATEST = f"""SELECT *, {_CALL} AS call FROM feedback
    WHERE id IN (SELECT max(id) FROM feedback GROUP BY project, {_CALL})"""  # noqa: S608 - no words of others


class Feedback:
    """The answers in a database; moments carry a zone."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, remark: Remark) -> None:
        """Note an answer; earlier ones of the same pair are kept but no longer count."""
        features = json.dumps(remark.features, sort_keys=True)
        with self._db.writing():
            self._db.execute(
                _INSERT, remark.project, remark.programme, remark.answer, remark.why, stored(remark.at), remark.stamp,
                features,
            )  # fmt: skip

    def listed(self) -> list[Remark]:
        """The answers that count, newest first."""
        return list(_remarks(self._db.execute(f"{_LATEST} ORDER BY id DESC")))

    def of_city(self, city: str) -> dict[tuple[str, str], Remark]:
        """The answers that count for the projects of a city, by (project, programme)."""
        rows = self._db.execute(f"{_LATEST} AND project LIKE ? || '/%'", city)
        return {(remark.project, remark.programme): remark for remark in _remarks(rows)}

    def labels(self) -> list[tuple[dict[str, float], bool]]:
        """What a fit can learn from: the signals of that moment and whether the match was fitting; oldest first.

        Left out: what was put off, and answers without signals (the programme had vanished).
        """
        rows = self._db.execute(f"{_LATEST} ORDER BY id")
        told = (remark for remark in _remarks(rows) if remark.answer != "later" and remark.features)
        return [(remark.features, remark.answer != "not") for remark in told]


def _remarks(rows: list[Row]) -> Iterator[Remark]:
    for row in rows:
        yield Remark(
            project=row["project"], programme=row["call"], answer=row["answer"], at=moment(row["at"]),
            why=row["why"], stamp=row["stamp"], features=json.loads(row["features"]),
        )  # fmt: skip
