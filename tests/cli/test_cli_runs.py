"""Past crawls: listed, their problems told, their raw pages written and read again."""

from pathlib import Path

import pytest
from cli_runs import ROOT, Demo, run

pytestmark = pytest.mark.xdist_group("demo")
PORTAL = "foerderdatenbank"


def test_runs_are_listed_newest_first(demo: Demo) -> None:
    rows = demo.ask("runs", "list", "--portal", PORTAL, "--json").rows
    assert [row["new"] for row in rows] == [0, rows[-1]["found"]]
    assert {row["outcome"] for row in demo.ask("runs", "list", "--limit", "100", "--json").rows} == {"ok"}
    assert demo.ask("runs", "problems", str(rows[0]["run"])).out == f"Lauf {rows[0]['run']} konnte alles lesen.\n"


def test_what_a_list_could_not_tell_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Titel;Frist\nRadwege;31.02.2027\nBrücken;bis bald\n", encoding="utf-8")
    assert run("import", "liste.csv", cwd=tmp_path).code == 0
    told = run("runs", "problems", "1", "--json", cwd=tmp_path)
    assert [row["value"] for row in told.rows] == ["31.02.2027", "bis bald"]


def test_the_raw_pages_of_a_run_are_read_again_with_the_same_result(demo: Demo, tmp_path: Path) -> None:
    first = demo.ask("runs", "list", "--portal", PORTAL, "--json").rows[-1]["run"]
    told = demo.ask("runs", "raw", str(first), tmp_path / "lauf.zip")
    assert told.code == 0, told.err
    again = run("crawl", PORTAL, "--from", "lauf.zip", "--json", "--today", "2026-11-23", cwd=tmp_path)
    assert again.code == 0, again.err
    before = demo.ask("programmes", "list", "--portal", PORTAL, "--limit", "1000", "--json").rows
    after = run("programmes", "list", "--limit", "1000", "--json", "--today", "2026-11-23", cwd=tmp_path).rows
    assert after == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["problems", "99"], "Lauf 99"), (["raw", "99", "x.zip"], "Lauf 99"), (["raw", "1", str(ROOT)], "gibt es schon")],
)
def test_a_wrong_run_is_one_line(demo: Demo, words: list[str], expected: str) -> None:
    told = demo.ask("runs", *words)
    assert (told.code, told.out) == (2, "")
    assert expected in told.err
