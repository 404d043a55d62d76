"""Real crawls of the sample EU portal: how much is asked, and what happens when it fails."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sedia_samples import topic

from crawl.replay import replay
from crawl.run import CrawlOptions, crawl
from crawl.sedia.labels import Labels
from crawl.sedia.topics import programmes
from crawl.settle import settle
from db import Store
from demo.faults import Fault
from demo.sedia import DETAILS, FACET, SEARCH, SediaIndex
from demo.server import SamplePortals
from funding import CrawlRun, Programme
from spiders.eu_funding_tenders import EuFundingTenders

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
PORTAL = "eu_funding_tenders"


class Hall:
    """A town hall in front of the sample EU portal; each crawl is a day later."""

    def __init__(self, db: Path, portals: SamplePortals) -> None:
        self.db, self.portals, self.day = db, portals, 0
        self.rows = [spread(number) for number in range(130)]
        self.details = {f"CERV-2027-{number}": document(number) for number in range(130)}

    def crawl(self, **options: Any) -> CrawlRun:
        self.portals.requests.clear()
        self.portals.sedia = SediaIndex(self.rows, self.details, seed=self.day)
        asked = CrawlOptions(sample_server=self.portals.url, now=NOW + timedelta(days=self.day), expect=(1, 3000))
        self.day += 1
        return crawl(PORTAL, db=self.db, options=replace(asked, **options))

    def asked(self) -> Mapping[str, int]:
        paths = (request.path.partition("?")[0] for request in self.portals.requests)
        return Counter("details" if path.startswith(DETAILS) else path.rpartition("/")[2] for path in paths)

    def programmes(self) -> dict[str, Programme]:
        with Store(self.db) as store:
            return {programme.key: programme for programme in store.programmes(portal=PORTAL)}

    def problems(self, run: CrawlRun) -> dict[str | None, str]:
        with Store(self.db) as store:
            return {problem.key: problem.message for problem in store.problems(run.id)}


def spread(number: int, **fields: Any) -> dict[str, Any]:
    """Topics that open on many days; one in ten is an external action, whose deadline jitters."""
    opens, kind = f"2026-10-{1 + number % 28:02}T00:00:00.000+0000", "1" if number % 10 else "2"
    return topic(number, **{"startDate": opens, "type": kind, **fields})


def document(number: int, text: str = "Gefördert wird Sache") -> dict[str, Any]:
    return {"TopicDetails": {"identifier": f"CERV-2027-{number}", "description": f"<p>{text} {number}.</p>"}}


@pytest.fixture
def hall(tmp_path: Path, crawler: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    limits = {"DOWNLOAD_TIMEOUT": "20", "DOWNLOAD_MAXSIZE": "20000000", "SPIDER_MODULES": "spiders"}
    for name, value in limits.items():
        monkeypatch.setenv(f"PASSGENAU_{name}", value)
    with SamplePortals() as portals:
        yield Hall(tmp_path / "stadt.sqlite", portals)


def test_the_requests_of_three_days_and_the_answers_read_again(hall: Hall, tmp_path: Path) -> None:
    first = hall.crawl()
    assert (first.outcome, first.found, first.problems) == ("ok", 130, 0), first.reason
    assert hall.asked()["details"] == 117, "topics alone have details"
    assert hall.programmes()["CERV-2027-7"].text == "Gefördert wird Sache 7."
    search = next(request for request in hall.portals.requests if request.path.startswith(SEARCH))
    assert search.headers["content-type"].startswith("multipart/form-data; boundary=passgenau")
    again = hall.crawl()
    assert (again.outcome, again.found, again.new, again.changed) == ("ok", 130, 0, 0), again.reason
    assert hall.asked() == {"robots.txt": 1, "search": 2}, "the seconds of a deadline are no change"
    moved = [spread(number, deadlineDate="2027-09-01T00:00:00.000+0000") for number in (1, 2, 30)]
    hall.rows = [row for row in hall.rows if row["reference"] not in {one["reference"] for one in moved}]
    hall.rows = [*hall.rows[:-2], *moved, spread(401), spread(402)]
    hall.details |= {f"CERV-2027-{number}": document(number, "Neu ist Sache") for number in (1, 401)}
    few = hall.crawl()
    assert (few.outcome, few.found, few.new, few.changed) == ("ok", 130, 2, 3), few.reason
    assert hall.asked() == {"robots.txt": 2, "search": 2, "details": 4}, "one of the changed is no topic"
    texts = {key: programme.text for key, programme in hall.programmes().items()}
    assert (texts["CERV-2027-1"], texts["CERV-2027-3"]) == ("Neu ist Sache 1.", "Gefördert wird Sache 3.")
    assert hall.problems(few) == {"CERV-2027-402": "Das Portal hat zu diesem Aufruf keine Einzelheiten (HTTP 404)."}
    with Store(hall.db) as store:
        replay(store, few.id, tmp_path / "antworten")
    saved = hall.crawl(source=tmp_path / "antworten")
    assert (saved.outcome, saved.found, saved.new, saved.changed) == ("ok", 130, 0, 0), saved.reason
    assert hall.asked() == {}


def test_a_topic_whose_details_fail_keeps_what_is_known(hall: Hall) -> None:
    hall.rows = [spread(number) for number in range(1, 9)]
    broken = {3: Fault.status(500, body=b'{"type":"throwable"}'), 4: Fault.body(b"<html><title>Wartung</title>"),
              5: Fault.body(b'{"TopicDetails": {"ident')}  # fmt: skip
    faults = {f"{DETAILS}cerv-2027-{number}.json": fault for number, fault in broken.items()}
    hall.portals.faults = faults
    run = hall.crawl()
    assert (run.outcome, run.found) == ("ok", 8), run.reason
    told = hall.problems(run)
    assert told.keys() == {"CERV-2027-3", "CERV-2027-4", "CERV-2027-5"}
    assert "HTTP 500" in told["CERV-2027-3"]
    assert "Wartung" in told["CERV-2027-4"]
    assert "unvollständig" in told["CERV-2027-5"]
    assert hall.programmes()["CERV-2027-3"].text is None
    hall.portals.faults = {}
    assert hall.crawl().changed == 3
    assert hall.asked()["details"] == 3, "asked for again, and no other"


@pytest.mark.parametrize(("path", "fault", "outcome", "words"), [
    (SEARCH, Fault.status(429, {"Retry-After": "3600"}), "blocked", "bittet um 3600 Sekunden Pause"),
    (FACET, Fault.body(b"<html><title>Anmeldung</title>"), "failed", "statt der Daten kam eine HTML-Seite „Anmeldung“"),
    (f"{DETAILS}cerv-2027-3.json", Fault.body(b"<html>Solve the captcha"), "blocked", "statt der Daten kam eine HTML"),
], ids=["busy", "html", "captcha"])  # fmt: skip
def test_a_portal_that_fails_leaves_the_rows(hall: Hall, path: str, fault: Fault, outcome: str, words: str) -> None:
    hall.rows = [spread(number) for number in range(1, 9)]
    with Store(hall.db) as store:
        run = CrawlRun(id=store.start_run(PORTAL, NOW), portal=PORTAL, started=NOW)
        settle(store, run, [Programme(portal=PORTAL, key="alt", title="Alt")], (), (), NOW, expected=(1, 9))
    hall.portals.faults = {path: fault}
    run = hall.crawl()
    assert run.outcome == outcome
    assert words in run.reason
    assert hall.programmes().keys() == {"alt"}


def test_a_broken_index_is_suspect(hall: Hall) -> None:
    hall.rows = hall.rows[:40]
    assert hall.crawl().outcome == "ok"
    before = hall.programmes()
    hall.rows = [
        *hall.rows,
        *(spread(number, deadlineDate="2024-09-01T00:00:00.000+0000") for number in range(500, 550)),
    ]
    run = hall.crawl()
    assert run.outcome == "suspect", run.reason
    assert hall.programmes() == before


def test_the_real_failure_of_a_june_day_is_suspect(tmp_path: Path, shared: Path) -> None:
    outcomes = []
    with Store(tmp_path / "s.sqlite") as store:
        for day in (26, 27):
            with gzip.open(shared / "data" / "eu" / "sedia_results" / f"2026-06-{day}.jsonl.gz", "rt") as file:
                found = [p for p in programmes(map(json.loads, file), {}, Labels()) if isinstance(p, Programme)]
            now = datetime(2026, 6, day, 6, tzinfo=UTC)
            run = CrawlRun(id=store.start_run(PORTAL, now), portal=PORTAL, started=now)
            outcomes.append(settle(store, run, found, (), (), now, expected=EuFundingTenders.expected))
    assert [run.outcome for run in outcomes] == ["ok", "suspect"]
    assert "auf einmal neu oder geändert" in outcomes[1].reason
