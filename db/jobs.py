"""What the schedule did: one row for every step, and the sign of life of the process that runs it."""

from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Row

from db.connection import Connection
from db.times import moment, moment_or_none, stored
from funding.records import JobOutcome, JobRun

_STARTED = "INSERT INTO job_runs (job, started, outcome) VALUES (?, ?, 'running') RETURNING id"
_ENDED = "UPDATE job_runs SET finished = ?, outcome = ?, reason = ? WHERE id = ?"
_LAST = "SELECT * FROM job_runs WHERE id IN (SELECT max(id) FROM job_runs GROUP BY job) ORDER BY job"


class JobRuns:
    """The run table of the schedule. Moments carry a zone."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def start(self, job: str, now: datetime) -> int:
        """A step begins; an earlier run of it that never ended is marked aborted."""
        with self._db.writing():
            self._db.execute(
                "UPDATE job_runs SET outcome = 'aborted', finished = ? WHERE job = ? AND outcome = 'running'",
                stored(now), job,
            )  # fmt: skip
            return int(self._db.execute(_STARTED, job, stored(now))[0]["id"])

    def finish(self, run_id: int, outcome: JobOutcome, reason: str, now: datetime) -> None:
        """A step has ended; `reason` is one line for the operator."""
        with self._db.writing():
            self._db.execute(_ENDED, stored(now), outcome, reason, run_id)

    def listed(self, job: str | None = None, limit: int = 50) -> list[JobRun]:
        """The last runs, newest first."""
        sql = "SELECT * FROM job_runs WHERE ? IS NULL OR job = ? ORDER BY id DESC LIMIT ?"
        return list(_runs(self._db.execute(sql, job, job, limit)))

    def last(self) -> dict[str, JobRun]:
        """The last run of every step, by its name."""
        return {run.job: run for run in _runs(self._db.execute(_LAST))}

    def last_done(self) -> dict[str, datetime]:
        """When each step last began a run that ended well, by its name."""
        sql = "SELECT job, max(started) AS at FROM job_runs WHERE outcome = 'ok' GROUP BY job"
        return {row["job"]: moment(row["at"]) for row in self._db.execute(sql)}

    def beat(self, now: datetime) -> None:
        """The process that runs the schedule is alive."""
        sql = (
            "INSERT INTO heartbeat (name, at) VALUES ('schedule', ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
        )
        with self._db.writing():
            self._db.execute(sql, stored(now))

    def heartbeat(self) -> datetime | None:
        """The last sign of life, or None where there never was one."""
        rows = self._db.execute("SELECT at FROM heartbeat WHERE name = 'schedule'")
        return moment(rows[0]["at"]) if rows else None


def _runs(rows: list[Row]) -> Iterator[JobRun]:
    for row in rows:
        yield JobRun(
            id=row["id"], job=row["job"], started=moment(row["started"]), finished=moment_or_none(row["finished"]),
            outcome=row["outcome"], reason=row["reason"],
        )  # fmt: skip
