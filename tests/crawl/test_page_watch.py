"""Watched pages as they are crawled: two days of one real crawl, and what reaches whom."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawl.cards import cards
from crawl.entries import Entry, entries
from crawl.run import CrawlOptions, crawl
from crawl.watch import pages
from db import Store
from demo.faults import Fault
from demo.server import SamplePortals
from demo.static import static_sites
from funding import CrawlRun, InputError

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
SHELL = b"<html><head><script src='/app.js'></script></head><body><div id='root'></div></body></html>"
CALL = "Bewerbungsfrist für zwölf Städte ist der 29. Januar 2027."


class Office:
    """A database in front of the sample sites; each crawl is a day later."""

    def __init__(self, db: Path, portals: SamplePortals) -> None:
        self.db, self.portals, self.day = db, portals, -1

    def crawl(self) -> CrawlRun:
        self.day += 1
        now = NOW + timedelta(days=self.day)
        return crawl("page_watch", db=self.db, options=CrawlOptions(sample_server=self.portals.url, now=now))

    def add(self, key: str, line: str) -> None:
        """A line more on a page, and another day in its footer."""
        url = urlsplit(next(page.url for page in pages() if page.key == key))
        site = self.portals.static[url.netloc]
        found = site.page(url.path)
        assert found is not None
        changed = found.body.replace(b"</h1>", f"</h1><p>{line}</p>".encode()).replace(b"23.11.2026", b"24.11.2026")
        site.changed[url.path] = changed

    def told(self) -> list[tuple[str, str, str | None]]:
        with Store(self.db) as store:
            return [(event.programme, event.kind, event.new) for event in store.events(NOW - timedelta(days=1))]

    def texts(self) -> dict[str, str]:
        with Store(self.db) as store:
            return {key: page.programme.text or "" for key, page in store.known("page_watch").items()}

    def problems(self, run: CrawlRun) -> dict[str | None, str]:
        with Store(self.db) as store:
            return {problem.key: problem.message for problem in store.problems(run.id)}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with SamplePortals() as portals:
        yield Office(tmp_path / "amt.sqlite", portals)


def test_one_page_calls_and_the_others_fail_alone(office: Office) -> None:
    first = office.crawl()
    assert (first.outcome, first.found, first.problems, office.told()) == ("ok", len(pages()), 0, [])
    before = office.texts()
    office.add("d4uc", CALL)
    office.add("na-bibb", "Noch 11 Tage bis zur Antragsfrist")
    office.add("platforma", "Unser Büro ist umgezogen.")
    office.portals.static["www.sez.de"].changed["/themen/bwirkt/bwirkt-ausland"] = SHELL
    office.portals.faults |= {
        "/ausschreibungen/": Fault.redirect("https://spielbank.example/gewinn"),
        "/foerderprodukte": Fault.redirect("https://www.iurc.eu/"),
        "/foerderprogramme": Fault.status(403),
        "/foerderung": Fault.status(503, {"Retry-After": "86400"}),
    }
    second = office.crawl()
    assert (second.outcome, second.reason) == ("ok", "")
    assert office.told() == [("page_watch:d4uc", "page_changed", CALL)]
    problems = office.problems(second)
    assert problems.keys() == {"bw-bwirkt", "dfjw-ausschreibungen", "sl-sikb", "sn-sab", "hh-ifb"}
    assert "nur noch eine Hülle" in problems["bw-bwirkt"]
    assert "spielbank.example gehört nicht zu den erlaubten Adressen" in problems["dfjw-ausschreibungen"]
    assert "eine andere Adresse" in problems["sl-sikb"]
    after = office.texts()
    assert after.keys() == before.keys()
    assert all(after[key] == before[key] for key in problems if key)
    assert CALL in after["d4uc"]
    with Store(office.db) as store:
        assert store.programmes() == []
        assert store.search("Bewerbungsfrist") == []
        assert [entry.field for entry in store.history("page_watch:d4uc")] == ["text"]


def test_every_page_is_told_apart_and_says_for_whom() -> None:
    assert len({page.url for page in pages()}) == len(pages())
    assert all(page.about.endswith(".") and page.as_programme("p", "x").handlungsfelder for page in pages())


def test_every_page_and_source_has_a_sample() -> None:
    sites = static_sites()
    asked = [urlsplit(url) for url in (*(page.url for page in pages()), *(card.page for card in cards()))]
    assert [url for url in asked if sites[url.netloc].page(url.path) is None] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: {x: 1}", "liste.yaml, „a“, „x“: gibt es hier nicht."),
        ("A: {}", "„key“: 'A' geht nicht"),
        ("a: {}\na: {}", "Zeile 2: kein lesbares YAML"),
        ("a: [", "kein lesbares YAML"),
        ("a: 5", "„a“: hat keine Felder"),
        ("- a", "erwartet sind Einträge"),
    ],
)
def test_a_mistake_in_a_list_is_one_line(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "liste.yaml"
    file.write_text(text)
    with pytest.raises(InputError) as error:
        entries(file, Entry)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
