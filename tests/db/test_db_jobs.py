"""The run table of the schedule."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from db import JobRuns, Store

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_every_step_leaves_a_row(tmp_path: Path) -> None:
    with Store(tmp_path / "db.sqlite") as store:
        jobs = JobRuns(store)
        jobs.finish(jobs.start("crawl a", NOW), "ok", "3 gefunden", NOW + HOUR)
        jobs.finish(jobs.start("crawl a", NOW + HOUR), "failed", "kein Netz", NOW + 2 * HOUR)
        jobs.start("digests", NOW)
        assert [(run.job, run.outcome, run.reason) for run in jobs.listed()] == [
            ("digests", "running", ""), ("crawl a", "failed", "kein Netz"), ("crawl a", "ok", "3 gefunden"),
        ]  # fmt: skip
        assert [run.started for run in jobs.listed("crawl a", limit=1)] == [NOW + HOUR]
        assert {job: run.outcome for job, run in jobs.last().items()} == {"crawl a": "failed", "digests": "running"}
        assert jobs.last_done() == {"crawl a": NOW}


def test_a_run_that_never_ended_is_marked(tmp_path: Path) -> None:
    with Store(tmp_path / "db.sqlite") as store:
        jobs = JobRuns(store)
        jobs.start("digests", NOW)
        jobs.start("digests", NOW + HOUR)
        assert [(run.outcome, run.finished) for run in jobs.listed()] == [("running", None), ("aborted", NOW + HOUR)]


def test_signs_of_life(tmp_path: Path) -> None:
    with Store(tmp_path / "db.sqlite") as store:
        jobs = JobRuns(store)
        assert jobs.heartbeat() is None
        jobs.beat(NOW)
        jobs.beat(NOW + HOUR)
        assert jobs.heartbeat() == NOW + HOUR
