"""One call of several portals on the command line, and the operator's word against it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_runs import Demo, Told

from crawl.settle import settle
from db import Store
from funding import CrawlRun, Link, Programme

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
PAGE = "https://skew.engagement-global.de/unterstuetzung-durch-nakopa.html"
TITLE = "Partnerschaftsprojekte (Nakopa)"
FDB = Programme(
    portal="foerderdatenbank", key="BMZ/nakopa-alt", title=TITLE, links=(Link(title="SKEW", url=PAGE),), rate_max=90.0,
    attribution="Name der Datenbank", regions=("bundesweit",),
)  # fmt: skip
SKEW = Programme(
    portal="skew", key="nakopa", title=TITLE, url=PAGE, attribution="Name der Stelle", text="Mit Partnern."
)


@pytest.fixture
def ask(tmp_path: Path) -> Demo:
    folder = tmp_path / "passgenau-demo"
    folder.mkdir()
    with Store(folder / "demo.sqlite") as store:
        for one in (FDB, SKEW):
            run = CrawlRun(id=store.start_run(one.portal, NOW), portal=one.portal, started=NOW)
            settle(store, run, [one], (), (), NOW, expected=(1, 9))
    return Demo(tmp_path, Told(0, "", ""), Told(0, "", ""))


def test_the_call_is_shown_once_with_all_its_sources(ask: Demo) -> None:
    assert [row["programme"] for row in ask.ask("programmes", "list", "--json").rows] == [FDB.id]
    for name in (FDB.id, SKEW.id, "nakopa", "nakopa-alt"):
        told = ask.ask("programmes", "show", name).out
        assert "Name der Stelle" in told
        assert "Name der Datenbank" in told
        assert PAGE in told
    assert told.index(SKEW.id) < told.index("Name der Stelle") < told.rindex("Name der Datenbank")
    assert "von hier: Gebiet, Links, Förderquote" in told
    (row,) = ask.ask("programmes", "show", "nakopa", "--json").rows
    assert row["given_by"]["rate_max"] == FDB.id
    assert [one["id"] for one in row["programme"]["sources"]] == [SKEW.id, FDB.id]


def test_the_operator_sees_why_and_may_part_them(ask: Demo) -> None:
    told = ask.ask("programmes", "twins")
    assert told.code == 0
    assert "Verweis auf skew.engagement-global.de" in told.out
    assert [row["programme"] for row in ask.ask("programmes", "twins", "--json").rows] == [SKEW.id, FDB.id]
    assert ask.ask("programmes", "apart", FDB.id, SKEW.id).code == 0
    assert len(ask.ask("programmes", "list", "--json").rows) == 2
    assert f"Getrennt: {FDB.id} und {SKEW.id}" in ask.ask("programmes", "twins").out
    assert ask.ask("programmes", "apart", SKEW.id, FDB.id, "--undo").code == 0
    assert len(ask.ask("programmes", "list", "--json").rows) == 1


def test_what_cannot_be_parted_is_said_in_a_line(ask: Demo) -> None:
    for words in (("x:y", SKEW.id), (SKEW.id, SKEW.id)):
        told = ask.ask("programmes", "apart", *words)
        assert told.code == 2
        assert len(told.err.splitlines()) == 1
