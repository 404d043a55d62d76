"""Days of the EU portal one after the other: what is told, and that a failing index tells nobody anything."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sedia_samples import topic

from bench.eu_history import replay
from crawl.sedia import PORTAL
from crawl.sedia.labels import Labels, labels
from crawl.sedia.relics import current
from crawl.sedia.topics import programmes
from crawl.settle import settle
from db import Store
from funding import CrawlRun, Problem, Programme

FORTHCOMING, OPEN = "31094501", "31094502"


class Desk:
    """A store and what the portal's rows of a day become in it."""

    def __init__(self, path: Path, known: Labels | None = None) -> None:
        self.path, self.known = path, known or Labels()

    def day(self, day: date, rows: Iterable[Any], expected: tuple[int, int] = (1, 2500)) -> CrawlRun:
        now = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        found = list(programmes(current(rows, day), {}, self.known))
        told = [item for item in found if isinstance(item, Programme)]
        problems = [item for item in found if isinstance(item, Problem)]
        with Store(self.path) as store:
            run = CrawlRun(id=store.start_run(PORTAL, now, partial=False), portal=PORTAL, started=now)
            return settle(store, run, told, problems, (), now, expected=expected)

    def kinds(self, day: date) -> list[tuple[str, str]]:
        """(key, kind) of that day's events."""
        with Store(self.path) as store:
            found = store.events(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
        return sorted((event.programme.partition(":")[2], event.kind) for event in found)


def rows(day: int, **changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Forty topics as they stand on a day, with a stub and a relic; external actions jitter by seconds."""
    listed = [topic(n, **changed.get(f"t{n}", {})) for n in range(36)]
    jitter = [
        topic(n, identifier=f"EuropeAid/1880{n}/DD/ACT/Multi", type="2", deadlineModel=None,
              deadlineDate=f"2027-01-21T13:00:{(7 * n + 11 * day) % 60:02}.000+0000")
        for n in range(36, 40)
    ]  # fmt: skip
    relic = topic(90, DATASOURCE="SEDIA_PRD_CENTRICITY", deadlineDate="2022-03-01T00:00:00.000+0000")
    return [topic(0, deadlineDate=None), *listed, *jitter, *[relic] * (day % 2)]


def failing(day: int) -> list[dict[str, Any]]:
    """The same day with a broken index: topics of long ago are "open" again."""
    return rows(day) + [topic(n, deadlineDate="2023-02-14T00:00:00.000+0000") for n in range(1000, 1060)]


def test_a_week_of_the_portal_in_our_own_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "s.sqlite")
    soon = {"t5": {"status": FORTHCOMING, "startDate": "2026-11-25T00:00:00.000+0000"}}
    opened = {"t5": {"status": OPEN, "startDate": "2026-11-25T00:00:00.000+0000"}}
    moved = {"t7": {"deadlineDate": "2027-03-11T00:00:00.000+0000"}}
    week = [
        (rows(1, **soon), "ok", Counter({"new": 40})),
        (rows(2, **soon), "ok", Counter()),
        (failing(3), "suspect", Counter()),
        (rows(4, **soon, **moved), "ok", Counter({"changed": 1, "deadline_moved": 1})),
        (rows(5, **opened, **moved), "ok", Counter({"changed": 1, "opened": 1})),
        (rows(6, **opened, **moved), "ok", Counter()),
    ]
    for number, (listed, outcome, kinds) in enumerate(week):
        day = date(2026, 11, 23 + number)
        run = desk.day(day, listed)
        assert (run.outcome, Counter(kind for _, kind in desk.kinds(day))) == (outcome, kinds), day
    assert ("CERV-2027-7", "deadline_moved") in desk.kinds(date(2026, 11, 26))
    assert ("CERV-2027-5", "opened") in desk.kinds(date(2026, 11, 27))


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    return shared / "data" / "eu"


# Day: outcome, programmes found, events by kind.
FIVE_DAYS: dict[str, tuple[str, int, dict[str, int]]] = {
    "2026-06-26": ("ok", 446, {"new": 446}),
    "2026-06-27": ("suspect", 935, {}),
    "2026-06-28": ("suspect", 934, {}),
    "2026-07-02": ("ok", 444, {"new": 22, "changed": 4, "deadline_moved": 3, "closed": 2}),
    "2026-08-22": ("ok", 473, {"new": 93, "changed": 9, "deadline_moved": 7, "closed": 1}),
}


def test_five_real_days_with_the_failure_of_june(real: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "s.sqlite", labels((real / "facets.json").read_bytes()))
    for name, (outcome, found, kinds) in FIVE_DAYS.items():
        day = date.fromisoformat(name)
        with gzip.open(real / "sedia_results" / f"{name}.jsonl.gz", "rt") as lines:
            run = desk.day(day, map(json.loads, lines), expected=(400, 1600))
        assert (run.outcome, run.found, Counter(kind for _, kind in desk.kinds(day))) == (outcome, found, kinds), day


def test_real_moves_and_openings_come_out_exactly(real: Path, tmp_path: Path) -> None:
    """262 topics opened; 65 deadlines moved to another day, those of 58 topics. Seconds never are an event."""
    done = replay(real, tmp_path / "s.sqlite")
    assert {run.outcome for run in done.runs} == {"ok"}
    assert done.told("opened") == sorted(done.opened)
    assert done.told("deadline_moved") == sorted(done.moved)
    table = {kind: len({key for key, _ in done.told(kind)}) for kind in ("opened", "deadline_moved")}
    assert table == {"opened": 262, "deadline_moved": 58}
    changed = Counter(event.field for event in done.events if event.kind == "changed")
    assert changed == {"source_status": 263, "stages": 69, "title": 3}
