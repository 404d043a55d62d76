"""Sources named, begun and checked."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Demo, Told, run
from scrapy.http import HtmlResponse

from crawl.base import PortalSpider
from crawl.harvest import Harvest
from demo.pages import Page
from demo.server import SamplePortals
from funding import Programme

URL = "https://www.beispielstiftung.example/foerderung"
PAGE = """<!doctype html><html lang="de"><head><title>Förderung – Beispielstiftung</title></head><body>
<nav><ul>{menu}</ul></nav><main><h1>Förderung</h1>{calls}</main></body></html>"""
MENU = "".join(f'<li class="menu"><a href="/{n}">Ein Punkt des Menüs, recht lang {n}</a></li>' for n in range(9))
CALLS = "".join(
    f'<div class="teaser box"><h3>Aufruf {n}</h3><p>Anträge sind bis zum {n}. März 2027 zu stellen.</p>'
    f'<a href="/foerderung/aufruf-{n}.html">mehr</a></div>'
    for n in (1, 2, 3)
)


class Stiftung:
    def page(self, target: str) -> Page | None:
        return Page(body=PAGE.format(menu=MENU, calls=CALLS).encode()) if target == "/foerderung" else None


@pytest.fixture
def server() -> Iterator[str]:
    portals = SamplePortals()
    portals.sites["www.beispielstiftung.example"] = Stiftung()
    with portals:
        yield portals.url


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "spiders").mkdir()
    (tmp_path / "tests" / "pages").mkdir(parents=True)
    return tmp_path


def begin(checkout: Path, server: str, *words: str) -> Told:
    return run("portal", "new", *(words or ("stiftung", URL)), cwd=checkout, PASSGENAU_SAMPLE_SERVER=server)


def drafted(checkout: Path) -> PortalSpider:
    spec = importlib.util.spec_from_file_location("drafted", checkout / "spiders" / "stiftung.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    spider: PortalSpider = module.Stiftung(harvest=Harvest())
    return spider


def test_a_draft_reads_the_page_it_was_made_from(checkout: Path, server: str) -> None:
    told = begin(checkout, server)
    assert told.code == 0, told.err
    assert "3 Blöcke sehen nach Aufrufen aus (div.teaser)" in told.out
    case = checkout / "tests" / "pages" / "stiftung" / "first"
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    response = HtmlResponse(meta["url"], body=(case / meta["page"]).read_bytes())
    found = list(drafted(checkout).parse(response))
    assert [item.title for item in found if isinstance(item, Programme)] == ["Aufruf 1", "Aufruf 2", "Aufruf 3"]
    assert [item.key for item in found if isinstance(item, Programme)] == ["aufruf-1", "aufruf-2", "aufruf-3"]
    assert drafted(checkout).title == "Förderung – Beispielstiftung"


def test_nothing_is_overwritten(checkout: Path, server: str) -> None:
    assert begin(checkout, server).code == 0
    before = (checkout / "spiders" / "stiftung.py").read_bytes()
    again = begin(checkout, server)
    assert (again.code, again.err) == (2, "Fehler: spiders/stiftung.py gibt es schon; es wird nichts überschrieben.\n")
    assert (checkout / "spiders" / "stiftung.py").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("Stiftung-1", URL), 2, "geht nicht als Name"),
        (("stiftung", "beispielstiftung.example"), 2, "ist keine Webadresse"),
        (("stiftung", f"{URL}/weg"), 1, "HTTP 404"),
    ],
)
def test_a_bad_beginning_writes_nothing(
    checkout: Path, server: str, words: tuple[str, ...], code: int, told: str
) -> None:
    said = begin(checkout, server, *words)
    assert (said.code, told in said.err) == (code, True), said.err
    assert not list((checkout / "spiders").iterdir())
    assert not list((checkout / "tests" / "pages").iterdir())


def test_elsewhere_than_in_the_source_code_it_says_so(tmp_path: Path) -> None:
    said = run("portal", "new", "stiftung", URL, cwd=tmp_path)
    assert said.code == 2
    assert "ist nicht der Quellcode von passgenau" in said.err


def test_an_unknown_source_is_one_line(tmp_path: Path) -> None:
    said = run("portal", "check", "foerderdatenbak", "--crawl", cwd=tmp_path)
    assert said.code == 2
    assert "Meinten Sie 'foerderdatenbank'?" in said.err


@pytest.mark.xdist_group("demo")
def test_sources_are_named_with_their_last_good_day(demo: Demo) -> None:
    rows = {row["portal"]: row for row in demo.ask("portals", "list", "--json").rows}
    assert rows["foerderdatenbank"]["last_good"] == "2026-11-23"
    assert rows["foerderdatenbank"]["state"] == "ok"
    assert rows["foerderdatenbank"]["way_in"]
    assert "in Ordnung" in demo.ask("portals").out


@pytest.mark.xdist_group("demo")
def test_a_check_goes_field_by_field(demo: Demo) -> None:
    told = demo.ask("portal", "check", "foerderdatenbank", "--json")
    rows = {row["field"]: row for row in told.rows}
    assert rows["title"]["filled"] == 100.0
    assert rows["url"]["example"].startswith("https://www.foerderdatenbank.de/")
    assert told.code == int(any(row["faults"] for row in rows.values()))


def test_the_names_of_the_paper_are_told(tmp_path: Path) -> None:
    said = run("portals", "systems", "--json", cwd=tmp_path)
    assert {"URBACT", "Connective Cities", "IURC"} <= {row["name"] for row in said.rows}


@pytest.mark.xdist_group("demo")
def test_watched_pages_and_cards_say_when_they_were_read(demo: Demo) -> None:
    rows = demo.ask("portals", "watched", "--json").rows
    assert {row["kind"] for row in rows} == {"page", "card"}
    assert {row["seen"] for row in rows} == {"2026-11-23"}
