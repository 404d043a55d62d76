"""`passgenau import` as its user sees it: what is said, what is stored, the exit code."""

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawl.imports import import_list
from db import Store

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
HEAD = "Titel;Link;Frist\n"
ROWS = [f"Programm {n};https://a.example/{n};31.12.2027\n" for n in range(4)]


def passgenau(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-P", "-m", "cli", "--db", "stadt.sqlite", *words]
    return subprocess.run(call, check=False, cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(("text", "code", "lost"), [
    (HEAD + ROWS[0], 0, 0),
    (HEAD + ROWS[0] + "B;https://b.example;bald\n", 0, 0),
    (HEAD + ROWS[0] + ";https://b.example;\n", 1, 1),
    (HEAD + ROWS[0] + ROWS[0], 1, 1),
    (json.dumps({"title": "A"}) + "\n{kaputt\n[]\n", 1, 2),
], ids=["good", "field", "title", "twice", "json"])  # fmt: skip
def test_the_exit_code_says_whether_rows_are_missing(tmp_path: Path, text: str, code: int, lost: int) -> None:
    (tmp_path / "liste.csv").write_text(text, encoding="utf-8")
    told = passgenau(tmp_path, "import", "liste.csv", "--json")
    (row,) = json.loads(told.stdout)
    assert (told.returncode, row["lost"], row["outcome"], row["portal"]) == (code, lost, "ok", "liste"), told.stderr
    assert len(row["problem_texts"]) == row["problems"]
    assert all(f"Problem: {message}" in told.stderr for message in row["problem_texts"])
    assert ("nicht lesbar oder doppelt" in told.stderr) == (lost > 0)


def test_what_the_list_does_not_have_any_more_stays_and_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    many = "3 Programme aus früheren Importen stehen nicht in dieser Datei; sie bleiben gespeichert.\n"
    one = "1 Programm aus früheren Importen steht nicht in dieser Datei; es bleibt gespeichert.\n"
    for rows, words in ((ROWS, None), (ROWS[:1], many), (ROWS[:3], one)):
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        told = passgenau(tmp_path, "import", "liste.csv")
        assert told.returncode == 0
        assert ("früheren Importen" in told.stderr) == (words is not None)
        assert (words or "") in told.stderr
        with Store(tmp_path / "stadt.sqlite") as store:
            assert len(store.programmes()) == 4


def test_a_second_import_with_a_row_twice_makes_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "doppelt.csv"
    with Store(tmp_path / "stadt.sqlite") as store:
        path.write_text(HEAD + ROWS[0], encoding="utf-8")
        first = import_list(store, path, "land", NOW)
        path.write_text(HEAD + ROWS[0] + ROWS[0], encoding="utf-8")
        second = import_list(store, path, "land", NOW)
        assert (first.run.new, second.run.new, second.lost, second.absent) == (1, 0, 1, 0)
        assert [stored.key for stored in store.programmes()] == ["a-example-0"]
        assert (second.run.outcome, second.run.partial) == ("ok", True)


def test_broken_and_hostile_characters_do_not_stop_a_list(tmp_path: Path) -> None:
    path = tmp_path / "liste.jsonl"
    rows = [
        {"title": "A\x1b[31m", "deadline": "bald\ud800\x9b2J", "topics": ["\ud800"], "\ud800": "\udfff"},
        {"title": "B"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    with Store(tmp_path / "stadt.sqlite") as store:
        done = import_list(store, path, "land", NOW)
        assert (done.run.outcome, done.run.found, done.lost) == ("ok", 2, 0)
        (first, _) = store.programmes()
        assert first.title == "A [31m"
        assert {problem.field for problem in done.problems if "U+FFFD" in problem.message} == {
            "deadlines_text",
            "topics",
        }
        assert first.deadlines_text == "bald\ufffd 2J"
        assert {problem.message for problem in store.problems(done.run.id)} >= {p.message for p in done.problems}
    with sqlite3.connect(tmp_path / "stadt.sqlite") as connection:
        assert not any("\x1b" in line or "\x9b" in line for line in connection.iterdump())
