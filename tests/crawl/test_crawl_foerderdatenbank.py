"""The Förderdatenbank as it is crawled: own process, real HTTP, the sample portal on localhost."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from gsb_samples import name_of, programme, zipped
from scrapy.http import HtmlResponse, Response

from crawl import fdb_source
from crawl.fdb_refusal import blocked
from crawl.gsb_archive import ExportError
from crawl.run import CrawlOptions, crawl
from db import Store
from demo.faults import Fault
from demo.server import SamplePortals
from funding import CrawlRun, InputError

EXPORT = "/FDB/WS/export"
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
CAPTCHA = b"<html><head><title>Radware Captcha Page</title></head><body>Bitte warten</body></html>"


@pytest.fixture
def portals() -> Iterator[SamplePortals]:
    with SamplePortals() as running:
        yield running


@pytest.fixture
def run(tmp_path: Path, portals: SamplePortals) -> Callable[..., CrawlRun]:
    def go(source: Path | None = None) -> CrawlRun:
        options = CrawlOptions(source=source, sample_server=portals.url, expect=(1, 4000), now=NOW)
        return crawl("foerderdatenbank", db=tmp_path / "stadt.sqlite", options=options)

    return go


def test_the_export_over_http_and_again(portals: SamplePortals, run: Callable[..., CrawlRun], tmp_path: Path) -> None:
    files = [(name_of(str(number)), programme(str(number), title=f"Nr. {number}")) for number in range(12)]
    portals.export = zipped(tmp_path / "e.zip", [*files, (name_of("kaputt"), b"<document")]).read_bytes()
    first = run()
    assert (first.outcome, first.reason, first.found, first.new, first.problems) == ("ok", "", 12, 12, 1)
    assert [request.path for request in portals.requests] == ["/robots.txt", EXPORT]
    again = run()
    assert (again.outcome, again.found, again.new, again.changed) == ("ok", 12, 0, 0)
    with Store(tmp_path / "stadt.sqlite") as store:
        assert dict(store.documents(again.id)) == {**dict(files), name_of("kaputt"): b"<document"}
        assert {stored.title for stored in store.programmes()} == {f"Nr. {number}" for number in range(12)}


@pytest.mark.parametrize(
    ("fault", "outcome", "reason"),
    [
        (Fault.body(CAPTCHA, "text/html"), "blocked", "Captcha"),
        (Fault.redirect("https://validate.perfdrive.com/?ssa=1"), "blocked", "perfdrive.com"),
        (Fault.redirect("/FDB/DE/Home/home.html"), "blocked", "Startseite"),
        (Fault.body(b"PK\x03\x04 abgeschnitten", "application/zip"), "failed", "kein vollständiges ZIP"),
        (Fault.reset(), "failed", "hat die Verbindung abgebrochen"),
        (Fault.truncate(100), "failed", "bevor sie vollständig war"),
        (Fault.status(503), "failed", "meldet einen Fehler (HTTP 503)"),
        (Fault.status(503, {"Retry-After": "86400"}), "blocked", "86400 Sekunden Pause"),
    ],
)
def test_what_is_no_export_replaces_nothing(
    portals: SamplePortals, run: Callable[..., CrawlRun], tmp_path: Path, fault: Fault, outcome: str, reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("PASSGENAU_RETRY_AFTER_DEFAULT", "0.05")
    portals.faults["/FDB/DE/Home/home.html"] = Fault.body(b"<!doctype html><title>Start</title>" * 200, "text/html")
    portals.faults["/robots.txt"] = Fault.status(404)  # the sample portal asks for 30 seconds between two requests
    portals.faults[EXPORT] = fault
    ended = run()
    assert (ended.outcome, ended.found) == (outcome, 0)
    assert reason in ended.reason
    assert "\n" not in ended.reason
    with Store(tmp_path / "stadt.sqlite") as store:
        assert store.programmes() == []


def test_saved_pages_in_a_folder(run: Callable[..., CrawlRun], tmp_path: Path) -> None:
    cases = Path(__file__).parents[1] / "pages" / "foerderdatenbank"
    folder = tmp_path / "gespeichert"
    folder.mkdir()
    for name in ("list", "detail-tabs", "detail-codes"):
        (folder / f"{name}.html").write_bytes((cases / name / "page.html").read_bytes())
    (folder / "doppelt.HTM").write_bytes((cases / "detail-tabs" / "page.html").read_bytes())
    (folder / "notiz.html").write_text("<p>Einkaufszettel</p>")
    ended = run(folder)
    assert (ended.outcome, ended.partial, ended.found) == ("ok", True, 4)
    with Store(tmp_path / "stadt.sqlite") as store:
        messages = {problem.message for problem in store.problems(ended.id)}
        assert len(list(store.documents(ended.id))) == 5
    assert {"Seite ist weder Liste noch Programm.", "Zwei Seiten desselben Programms: die erste gilt."} <= messages


def test_nothing_to_read(run: Callable[..., CrawlRun], tmp_path: Path) -> None:
    ended = run(tmp_path / "fehlt.zip")
    assert (ended.outcome, ended.found) == ("failed", 0)
    assert "fehlt.zip gibt es nicht." in ended.reason
    assert "download" not in ended.reason


def test_what_is_no_source_is_told_with_what_is_taken(run: Callable[..., CrawlRun], tmp_path: Path) -> None:
    folder = tmp_path / "leer"
    folder.mkdir()
    nowhere = (
        f"In {folder} liegt kein Export und keine gespeicherte Seite der Förderdatenbank. Angenommen werden das ZIP"
    )
    with pytest.raises(InputError) as error:
        list(fdb_source.read(folder))
    assert str(error.value).startswith(nowhere)
    (folder / "notiz.txt").write_text("Einkauf")
    (folder / "andere.html").write_text("<html><h1>Andere Seite</h1></html>")
    (folder / os.fsdecode(b"f\xfcr.html")).write_text("<p>Einkaufszettel</p>")
    ended = run(folder)
    assert (ended.outcome, ended.problems) == ("failed", 2)
    assert ended.reason.startswith(nowhere)
    for name, content in (
        ("text.txt", b"Hallo"),
        ("leer.xml", b""),
        ("b.html", b"<p>Einkaufszettel"),
        ("x.pdf", b"%PDF"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError) as error:
            list(fdb_source.read(tmp_path / name))
        assert str(error.value) == (
            f"{tmp_path / name} ist kein Export und keine gespeicherte Seite der Förderdatenbank. Angenommen werden "
            "das ZIP des Exports, der Ordner des entpackten Exports und gespeicherte Seiten (.html)."
        )


def test_a_cut_zip_is_told_in_german(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "e.zip", [(name_of(), programme())]).read_bytes()
    for name, content in (("ab.zip", whole[:-9]), ("ohne-endung", whole[:-9]), ("leer.zip", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ExportError) as error:
            list(fdb_source.read(tmp_path / name))
        assert str(error.value) == (
            f"{name} ist kein vollständiges ZIP. Nichts wurde übernommen; bitte den Export noch einmal herunterladen."
        )


@pytest.mark.parametrize(
    ("response", "body", "word"),
    [
        (HtmlResponse("https://validate.perfdrive.com/x", body=b"x"), None, "Bot-Abwehr"),
        (Response("https://x.example/", headers={"Location": "https://a.perfdrive.com/"}), None, "Bot-Abwehr"),
        (HtmlResponse("https://www.foerderdatenbank.de/x.html", body=CAPTCHA), None, "Captcha"),
        (HtmlResponse("https://www.foerderdatenbank.de/x.html", body=b"<p>Programm</p>"), None, None),
        (HtmlResponse("https://www.foerderdatenbank.de/x.html", body=b"Captcha" + b"x" * 5000), None, None),
        (Response("https://www.foerderdatenbank.de/FDB/WS/export"), b"PK\x03\x04" + b"x" * 4092, None),
        (Response("https://www.foerderdatenbank.de/"), b"<html>" + b"x" * 4090, "Startseite"),
        (Response("https://www.foerderdatenbank.de/FDB/WS/export"), b"\n<html>" + b"x" * 4089, "HTML-Seite"),
    ],
)  # fmt: skip
def test_refusals_are_recognised(response: Response, body: bytes | None, word: str | None) -> None:
    reason = blocked(response, body)
    assert reason is None if word is None else word in (reason or "")
