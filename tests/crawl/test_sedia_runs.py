"""The EU portal crawled on three days, with its index failing on the second: real spider, real server."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from sedia_samples import topic

from crawl.run import CrawlOptions, crawl
from crawl.sedia import PORTAL
from db import Store
from demo.sedia import SediaIndex
from demo.server import SamplePortals
from funding import CrawlRun


@pytest.fixture
def portals(monkeypatch: pytest.MonkeyPatch, bytecode: Path) -> Iterator[SamplePortals]:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))
    monkeypatch.setenv("PASSGENAU_DOWNLOAD_DELAY", "0")
    with SamplePortals() as portals:
        yield portals


def rows(*, moved: bool = False, seconds: int = 0) -> list[dict[str, Any]]:
    """Calls that have no document of their own; external actions jitter, and all cascade calls share one identifier."""
    cascade = [
        {
            **topic(n, type="8", identifier="CERV-2025-1", title="Ein Projekt", caName=f"Zuschüsse {n}",
                    startDate=f"2026-{1 + n % 10:02}-{1 + n % 28:02}T00:00:00.000+0000"),
            "reference": f"{n}COMPETITIVE_CALLen",
        }
        for n in range(1, 431)
    ]  # fmt: skip
    external = [
        topic(n, type="2", identifier=f"EuropeAid/{n}/DD/ACT/Multi", frameworkProgramme="111111", deadlineModel=None,
              deadlineDate=f"2027-0{1 + moved}-21T13:00:{seconds:02}.000+0000")
        for n in (500, 501)
    ]  # fmt: skip
    return cascade + external


def expired(number: int) -> dict[str, Any]:
    """A call of long ago that a failing index gives out as open."""
    day = f"2023-{1 + number % 12:02}-{1 + number % 28:02}T17:00:00.000+0000"
    told = topic(number, type="8", identifier="CERV-2021-1", caName=f"Damals {number}", startDate=day, deadlineDate=day)
    return {**told, "reference": f"{number}COMPETITIVE_CALLen"}


def test_a_failing_index_tells_nobody_anything_and_the_next_day_goes_on(portals: SamplePortals, tmp_path: Path) -> None:
    good = SediaIndex(rows(), seed=1)
    failing = SediaIndex([*rows(seconds=31), *map(expired, range(1000, 1400))], seed=2)
    days = [good, failing, SediaIndex(rows(moved=True, seconds=59), seed=3)]
    runs: list[CrawlRun] = []
    told: list[Counter[str]] = []
    for number, portals.sedia in enumerate(days):
        now = NOW + timedelta(days=number)
        options = replace(CrawlOptions(sample_server=portals.url, now=NOW), now=now)
        runs.append(crawl(PORTAL, db=tmp_path / "s.sqlite", options=options))
        with Store(tmp_path / "s.sqlite") as store:
            told.append(Counter(event.kind for event in store.events(now) if event.at >= now))
    assert [run.outcome for run in runs] == ["ok", "suspect", "ok"], [run.reason for run in runs]
    assert [run.found for run in runs] == [432, 832, 432]
    assert told == [Counter(new=432), Counter(), Counter(changed=2, deadline_moved=2)]
