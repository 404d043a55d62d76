"""The sample portal's HTML pages: list, paging, detail."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from demo.content import programmes
from demo.foerderdatenbank import LIST, Foerderdatenbank, detail_page, list_page
from demo.web import BASE, PER_PAGE

ALL = programmes()
PORTAL = Foerderdatenbank()


def soup(target: str) -> BeautifulSoup:
    page = PORTAL.page(target.removeprefix(BASE.rstrip("/")))
    assert page is not None, target
    return BeautifulSoup(page.body, "lxml")


def list_pages() -> Iterator[BeautifulSoup]:
    target: str | None = LIST
    while target:
        page = soup(target)
        yield page
        base = str(page.base["href"]) if page.base else ""
        forward = page.select_one("a.forward.button")
        target = urljoin(base, str(forward["href"])) if forward else None


def test_the_list_leads_to_every_programme_that_is_not_archived() -> None:
    pages = list(list_pages())
    found = [
        urljoin(BASE, str(a["href"]))
        for page in pages
        for a in page.select("div.card--fundingprogram p.card--title > a")
    ]
    assert found == [BASE + programme.page[1:] for programme in ALL if not programme.archived]
    assert {page.select_one("span#hits--count").get_text() for page in pages} == {str(len(found))}  # type: ignore[union-attr]
    assert [len(page.select("div.card--fundingprogram")) for page in pages[:-1]] == [PER_PAGE] * (len(pages) - 1)


def test_a_page_beyond_the_end_and_an_odd_number_do_no_harm() -> None:
    assert "card--fundingprogram" not in list_page(ALL, 999)
    for query in ("?gtp=x_list%253D0", "?gtp=_list%253D999999", "?gtp=nonsense", "?" + "%25" * 500):
        assert PORTAL.page(LIST + query) is not None
    assert PORTAL.page("/FDB/Content/DE/Foerderprogramm/Land/Sachsen/gibt-es-nicht.html") is None


def test_a_detail_page_says_what_the_programme_says() -> None:
    programme = next(p for p in ALL if p.slug == "sanierung-kommunaler-einrichtungen-sjk")
    page = soup(programme.page)
    assert page.select_one("h1.title").get_text(strip=True) == programme.title  # type: ignore[union-attr]
    facts = page.select("dl.document-info-fundingprogram > dt")
    assert [dt.get_text(strip=True) for dt in facts] == [
        "Förderart:", "Förderbereich:", "Fördergebiet:", "Förderberechtigte:", "Fördergeber:", "Ansprechpunkt:",
    ]  # fmt: skip
    assert "Kultur, Medien & Sport, Infrastruktur" in str(page.get_text())
    tabs = [h2.get_text(strip=True) for h2 in page.select("h2.horizontal--tab-opener")]
    assert tabs == ["Kurzzusammenfassung", "Zusatzinfos", "Rechtsgrundlage"]
    assert len(page.select("article.content--tab-text")) == 3
    headings = [h3.get_text() for h3 in page.select("article h3")]
    assert headings == ["Kurztext", "Volltext", "Fristen", "rechtliche Voraussetzungen", "Richtlinie"]


def test_the_status_note_stands_below_the_title() -> None:
    programme = next(p for p in ALL if p.status_note)
    assert soup(programme.page).select_one("p.subtitle--text").get_text() == programme.status_note  # type: ignore[union-attr]


def test_a_programme_with_nothing_but_its_rechtsgrundlage_has_no_tabs() -> None:
    page = soup(next(p for p in ALL if not p.text).page)
    assert page.select("h2.horizontal--tab-opener") == []
    assert page.select_one("div.content--main div.rich--text h5").get_text(strip=True) == "Rechtsgrundlage"  # type: ignore[union-attr]


def test_an_archived_programme_keeps_a_page_of_its_own() -> None:
    (archived,) = [p for p in ALL if p.archived]
    assert "/Archiv/" in archived.page
    assert soup(archived.page).select_one("h1.title") is not None


def test_hostile_words_are_escaped() -> None:
    page = detail_page(replace(ALL[0], title="<script>alert(1)</script>", status_note="<b>"))
    assert "<script>" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("name", ["overview.html", "detail_multi_desc.html", "detail_rechts_only.html"])
def test_what_is_looked_for_on_our_pages_is_on_the_real_ones(name: str, shared: Path) -> None:
    real = BeautifulSoup((shared / "data/foerderdatenbank/html" / name).read_bytes(), "lxml")
    ours = {
        "overview.html": BeautifulSoup(list_page(ALL), "lxml"),
        "detail_multi_desc.html": BeautifulSoup(detail_page(ALL[0]), "lxml"),
        "detail_rechts_only.html": BeautifulSoup(detail_page(next(p for p in ALL if not p.text)), "lxml"),
    }[name]
    selectors = [
        "base[href]", "h1.title", "dl.document-info-fundingprogram > dt", "span#hits--count", "a.forward.button",
        "div.card--fundingprogram p.card--title > a", "h2.horizontal--tab-opener", "article.content--tab-text h3",
        "div.content--main div.rich--text", "dd.card p.card--title a", "p.locality", "p.email a",
    ]  # fmt: skip
    assert {s: bool(ours.select(s)) for s in selectors} == {s: bool(real.select(s)) for s in selectors}
