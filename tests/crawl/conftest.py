import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawl.orders import Order
from crawl.run import CrawlOptions, crawl
from crawl.settle import settle
from db import Store
from demo.pages import Page
from demo.server import SamplePortals
from funding import CrawlRun, Programme

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


class BeispielSite:
    """The sample portal behind the test spiders: what it says may be changed between two crawls."""

    def __init__(self) -> None:
        self.start: dict[str, Any] = {"programmes": rows(10)}
        self.pages: dict[str, Any] = {}
        self.export = b"".join(json.dumps(row).encode() + b"\n" for row in rows(10))
        self.robots: bytes | None = None

    def page(self, target: str) -> Page | None:
        if target == "/robots.txt":
            return None if self.robots is None else Page(body=self.robots, content_type="text/plain")
        if target == "/export.jsonl":
            return Page(body=self.export, content_type="application/octet-stream")
        content = self.start if target == "/liste.json" else self.pages.get(target)
        return None if content is None else Page(body=json.dumps(content).encode(), content_type="application/json")


class Town:
    """A town hall with its database, in front of the sample portal."""

    def __init__(self, db: Path, portals: SamplePortals) -> None:
        self.db, self.portals, self.site = db, portals, BeispielSite()
        portals.sites = {"www.beispiel.test": self.site}
        self.options = CrawlOptions(sample_server=portals.url, now=NOW)

    def crawl(self, portal: str = "beispiel", **options: Any) -> CrawlRun:
        return crawl(portal, db=self.db, options=replace(self.options, **options))

    def asked(self) -> list[str]:
        return [request.path for request in self.portals.requests]

    def order(self, portal: str = "beispiel") -> Order:
        return Order(portal=portal, db=self.db, options=self.options)

    def remember(self, content: list[dict[str, Any]]) -> None:
        """A good run of yesterday, without the crawl."""
        with Store(self.db) as store:
            run = CrawlRun(id=store.start_run("beispiel", YESTERDAY), portal="beispiel", started=YESTERDAY)
            found = [Programme(portal="beispiel", url="https://www.beispiel.test/liste.json", **row) for row in content]
            settle(store, run, found, (), (), YESTERDAY, expected=(1, 100))

    def programmes(self) -> list[Programme]:
        with Store(self.db) as store:
            return store.programmes(include_vanished=True)


def rows(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"key": f"p{n}", "title": f"Programm {n}", "summary": f"Gefördert wird Sache {n}.", **more}
            for n in range(number)]  # fmt: skip


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled modules for all crawls of this test run: halves the start of each."""
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture
def crawler(monkeypatch: pytest.MonkeyPatch, bytecode: Path) -> None:
    """Crawls find the spiders for tests, and are quick to give up."""
    settings = {
        "DOWNLOAD_TIMEOUT": "0.5", "STREAM_TIMEOUT": "1.5", "RETRY_AFTER_DEFAULT": "0.05", "RETRY_AFTER_MAX": "2",
        "DOWNLOAD_MAXSIZE": "200000", "STREAM_MAXSIZE": "1000000", "SPIDER_MODULES": "spiders_for_tests",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(f"PASSGENAU_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))


@pytest.fixture
def town(tmp_path: Path, crawler: None) -> Iterator[Town]:
    with SamplePortals() as portals:
        yield Town(tmp_path / "stadt.sqlite", portals)


@pytest.fixture
def programme() -> Callable[..., Programme]:
    """A programme of the portal "beispiel"."""

    def make(key: str = "p0", **more: Any) -> Programme:
        return Programme(portal="beispiel", key=key, **{"title": f"Programm {key}", **more})

    return make
