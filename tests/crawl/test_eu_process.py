"""Real crawls of the sample EU portal: how much is asked, and what happens when it fails."""

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
from crawl.sedia import PORTAL
from crawl.settings import RETRY_TIMES
from crawl.settle import settle
from db import Store
from demo.faults import Fault
from demo.sedia import DETAILS, FACET, SEARCH, SediaIndex
from demo.server import SamplePortals
from funding import CrawlRun, Programme

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
BROKEN = {3: Fault.status(500, body=b'{"type":"throwable"}'), 4: Fault.body(b"<html><title>Wartung</title>"),
          5: Fault.body(b'{"TopicDetails": {"ident')}  # fmt: skip


class Hall:
    """A town hall in front of the sample EU portal; each crawl is a day later."""

    def __init__(self, db: Path, portals: SamplePortals) -> None:
        self.db, self.portals, self.day = db, portals, 0
        self.rows = [spread(number) for number in range(130)]
        self.details = {f"CERV-2027-{number}": document(number) for number in range(130)}

    def crawl(self, *, expired: int = 0, **options: Any) -> CrawlRun:
        self.portals.requests.clear()
        self.portals.sedia = SediaIndex(self.rows, self.details, seed=self.day).failing(expired)
        asked = CrawlOptions(sample_server=self.portals.url, now=NOW + timedelta(days=self.day), expect=(1, 3000))
        self.day += 1
        return crawl(PORTAL, db=self.db, options=replace(asked, **options))

    def change(self) -> None:
        """Three calls with another deadline, two new, two gone; of one the document says something else."""
        moved = [spread(number, deadlineDate="2027-09-01T00:00:00.000+0000") for number in (1, 2, 30)]
        rest = [row for row in self.rows if row["reference"] not in {one["reference"] for one in moved}]
        self.rows = [*rest[:-2], *moved, spread(401), spread(402)]
        self.details |= {f"CERV-2027-{number}": document(number, "Neu ist Sache") for number in (1, 401)}

    def told(self) -> Mapping[str, int]:
        """Kinds of events of the last crawl."""
        with Store(self.db) as store:
            return Counter(event.kind for event in store.events(NOW + timedelta(days=self.day - 1)))

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


def test_three_days_one_of_them_broken_and_the_answers_read_again(hall: Hall, tmp_path: Path) -> None:
    hall.portals.faults = {f"{DETAILS}cerv-2027-{number}.json": fault for number, fault in BROKEN.items()}
    first = hall.crawl()
    assert (first.outcome, first.found) == ("ok", 130), first.reason
    assert hall.asked()["details"] == 117 + RETRY_TIMES, "topics alone have details"
    search = next(request for request in hall.portals.requests if request.path.startswith(SEARCH))
    assert search.headers["content-type"].startswith("multipart/form-data; boundary=passgenau")
    told = hall.problems(first)
    assert told.keys() == {"CERV-2027-3", "CERV-2027-4", "CERV-2027-5"}
    words = ("HTTP 500", "Wartung", "unvollständig")
    assert all(word in told[key] for word, key in zip(words, sorted(filter(None, told)), strict=True)), told
    known = hall.programmes()
    assert (known["CERV-2027-7"].text, known["CERV-2027-3"].text) == ("Gefördert wird Sache 7.", None)

    hall.portals.faults = {}
    broken = hall.crawl(expired=100)
    assert (broken.outcome, "auf einmal neu" in broken.reason) == ("suspect", True), broken.reason
    assert (hall.programmes(), hall.told()) == (known, Counter())

    hall.change()
    few = hall.crawl()
    assert (few.outcome, few.found, few.new, few.changed) == ("ok", 130, 2, 6), few.reason
    asked = {"robots.txt": 2, "search": 2, "details": 4 + len(BROKEN)}
    assert hall.asked() == asked, "one of the changed is no topic; what failed comes again, and no other"
    assert hall.told() == {"new": 2, "deadline_moved": 3, "changed": 7}, "seconds are no change, three texts came"
    texts = {key: programme.text for key, programme in hall.programmes().items()}
    assert (texts["CERV-2027-1"], texts["CERV-2027-3"]) == ("Neu ist Sache 1.", "Gefördert wird Sache 3.")
    assert hall.problems(few) == {"CERV-2027-402": "Das Portal hat zu diesem Aufruf keine Einzelheiten (HTTP 404)."}

    with Store(hall.db) as store:
        replay(store, few.id, tmp_path / "antworten")
    saved = hall.crawl(source=tmp_path / "antworten")
    assert (saved.outcome, saved.found, saved.new, saved.changed) == ("ok", 130, 0, 0), saved.reason
    assert hall.asked() == {}


@pytest.mark.parametrize(("path", "fault", "outcome", "words"), [
    (FACET, Fault.body(b"<html><title>Anmeldung</title>"), "failed", "statt der Daten kam eine HTML-Seite „Anmeldung“"),
    (f"{DETAILS}cerv-2027-3.json", Fault.body(b"<html>Solve the captcha"), "blocked", "statt der Daten kam eine HTML"),
], ids=["html", "captcha"])  # fmt: skip
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
