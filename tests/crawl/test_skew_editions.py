"""SKEW through the real crawl: a page overwritten in place, two gates in one sentence, an overview beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from crawl.harvest import Harvest
from crawl.run import CrawlOptions, crawl
from db import Known, Store
from demo.faults import Fault
from demo.server import SamplePortals
from funding import CrawlRun, PassgenauError, Programme, Status, next_gate, status
from spiders.skew import Skew

NAKOPA = "unterstuetzung-durch-nakopa"
FIRST = datetime(2023, 4, 3, 6, tzinfo=UTC)
EDITION = """<html lang="de"><body><main><h1>Unterstützung durch Nakopa</h1><h2>Bekanntmachung {year}</h2>
<p>Kommunen setzen mit ihrer Partnerkommune im Globalen Süden Vorhaben um.</p><p>{when}</p></main></body></html>"""
OF_2023 = "Interessenbekundungen waren bis zum 31. Mai 2022 und Anträge bis zum 31. August 2022 einzureichen."
OF_2024 = (
    "Für eine Förderung ab 2024 ist eine Interessenbekundung bis spätestens 31. Juli 2023 und ein Antrag bis "
    "spätestens 30. September 2023 einzureichen."
)


class Desk:
    """The portals of a town hall; each crawl is a day later."""

    def __init__(self, db: Path, portals: SamplePortals) -> None:
        self.db, self.portals, self.now = db, portals, FIRST

    def crawl(self, year: int, when: str) -> CrawlRun:
        page = EDITION.format(year=year, when=when).encode()
        self.portals.static["skew.engagement-global.de"].changed[f"/{NAKOPA}.html"] = page
        self.now += timedelta(days=1)
        return crawl("skew", db=self.db, options=CrawlOptions(sample_server=self.portals.url, now=self.now))

    @property
    def today(self) -> date:
        return self.now.date()

    def one(self, key: str = NAKOPA) -> Programme:
        with Store(self.db) as store:
            return next(found for found in store.programmes(portal="skew") if found.key == key)

    def told(self) -> dict[str, tuple[str | None, str | None]]:
        """Events of the last crawl about Nakopa: kind and field with old and new value."""
        with Store(self.db) as store:
            return {f"{event.kind} {event.field}": (event.old, event.new) for event in store.events(self.now)
                    if event.programme == f"skew:{NAKOPA}"}  # fmt: skip


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSGENAU_SPIDER_MODULES", "spiders.skew")
    monkeypatch.setenv("PASSGENAU_DOWNLOAD_DELAY", "0")


def test_an_edition_replaces_another_in_place(tmp_path: Path, quick: None) -> None:
    with SamplePortals() as portals:
        desk = Desk(tmp_path / "stadt.sqlite", portals)
        first = desk.crawl(2023, OF_2023)
        assert (first.outcome, first.found, first.problems) == ("ok", 10, 0), first.reason
        old = desk.one()
        assert (status(old, desk.today), old.keywords) == (Status.CLOSED, ("Bekanntmachung 2023",))

        portals.faults["/veranstaltungssuche.html"] = Fault.status(404)
        portals.faults["/kleinprojektefonds.html"] = Fault.status(404)
        second = desk.crawl(2024, OF_2024)
        assert (second.outcome, second.new, second.changed) == ("ok", 0, 2), "the calendar stops no programme"
        with Store(desk.db) as store:
            missed = {key for key, known in store.known("skew").items() if known.missed}
        assert missed == set(), "events whose calendar does not come are not gone"
        assert (desk.one("kleinprojektefonds").text, desk.one("kleinprojektefonds").amount_max) == (None, 50_000)
        new = desk.one()
        assert [(step.stage, step.closes) for step in new.stages] == [
            ("eoi", date(2023, 7, 31)), ("application", date(2023, 9, 30)),
        ]  # fmt: skip
        gate = next_gate(new.stages, desk.today)
        assert gate is not None
        assert (gate.stage, status(new, desk.today), new.keywords) == ("eoi", Status.OPEN, ("Bekanntmachung 2024",))
        told = desk.told()
        assert told["reopened status"] == ("closed", "open")
        assert told["deadline_moved stages"] == (None, "2023-07-31")
        with Store(desk.db) as store:
            history = {entry.field: entry for entry in store.history(f"skew:{NAKOPA}")}
        assert OF_2023 in (history["text"].old or "")
        assert history["keywords"].old == "Bekanntmachung 2023"


@pytest.mark.parametrize(("body", "words"), [
    (b"<html><title>SKEW</title><div id='app'></div><script src='/a.js'></script></html>", "nur noch eine Hülle"),
    (b"<html><title>Just a moment...</title><script>x()</script></html>", "Bot-Abwehr"),
    (b"<html><title>SKEW</title><main><h2>Neu hier</h2><p>Alles ist jetzt anders.</p></main></html>",
     "kein Eintrag der bekannten Form"),
], ids=["shell", "wall", "rebuilt"])  # fmt: skip
def test_an_overview_that_is_none(body: bytes, words: str) -> None:
    spider = Skew(harvest=Harvest())
    with pytest.raises(PassgenauError, match=words):
        list(spider.parse(HtmlResponse(spider.homepage, body=body)))


def test_a_page_that_fails_for_a_day_leaves_its_programme_as_it_was() -> None:
    spider = Skew(harvest=Harvest())
    body = b"<main><h3>Nakopa</h3><p><b>Antragsh\xc3\xb6he:</b> 5.000</p><a href='/nakopa.html'>Mehr Infos</a></main>"
    asked = list(spider.parse(HtmlResponse(spider.homepage, body=body, encoding="utf-8")))
    request = next(one for one in asked if isinstance(one, Request) and one.url.endswith("/nakopa.html"))
    (alone,) = spider.unanswered(request)
    assert isinstance(alone, Programme)
    assert (alone.key, alone.text) == ("nakopa", None)
    known = Known(
        programme=replace(alone, text="Mehr"), fingerprint="", first_seen=FIRST, last_seen=FIRST, missed=0,
        vanished=False,
    )  # fmt: skip
    spider.harvest.known = {"nakopa": known}
    spider.harvest.problems.append(spider.problem("HTTP 500", key="nakopa"))
    assert list(spider.unanswered(request)) == []
