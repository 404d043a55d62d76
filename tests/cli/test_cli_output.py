"""Three forms of one list; CSV cells never run as formulas."""

import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.app import global_first
from cli.output import Screen, as_csv, emit, euros, german
from funding.text import harmless

COLUMNS = {"title": "Programm", "score": "Punkte"}
ROWS = [{"title": "=1+1", "score": 70.5, "more": ["a", "b"]}, {"title": "Ä; „b“", "score": None, "more": []}]


def test_json_has_everything_and_keeps_umlauts(capsys: pytest.CaptureFixture[str]) -> None:
    emit(ROWS, COLUMNS, "json", nothing="-")
    told = capsys.readouterr().out
    assert json.loads(told) == ROWS
    assert "Ä" in told


def test_an_empty_list_is_an_empty_list_in_json_and_a_sentence_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    emit([], COLUMNS, "json", nothing="Nichts gefunden.")
    emit([], COLUMNS, None, nothing="Nichts gefunden.")
    assert capsys.readouterr().out == "[]\nNichts gefunden.\n"


def test_a_table_shows_the_columns_and_unknown_as_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    emit(ROWS, COLUMNS, None, nothing="-")
    told = capsys.readouterr().out
    assert "Programm" in told
    assert "–" in told
    assert "a, b" not in told


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")), min_size=1))
def test_csv_comes_back_and_no_cell_is_a_formula(titles: list[str]) -> None:
    sheet = as_csv([{"title": t} for t in titles], {"title": "Programm"})
    assert sheet.startswith("\ufeffProgramm\n")
    rows = list(csv.reader(io.StringIO(sheet), delimiter=";"))
    cells = [row[0] if row else "" for row in rows[1:]]
    assert [cell.removeprefix("'") for cell in cells] == [harmless(title).removeprefix("'") for title in titles]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_numbers_and_days_as_people_write_them() -> None:
    assert (euros(1234567), euros(0), euros(None)) == ("1.234.567 €", "0 €", "–")
    assert german(None) == "–"


def test_csv_has_german_numbers_and_no_formula_in_a_list() -> None:
    told = as_csv([{"title": ("=1+1", "b"), "score": 18.8, "sum": -5}], {"title": "T", "score": "P", "sum": "S"})
    assert told == "\ufeffT;P;S\n'=1+1, b;18,8;-5\n"


STEERING = "A \x1b]0;pwn\x07\x1b[2J\x9b31m \u202egnp"


@pytest.mark.parametrize("form", [None, "csv", "json"])
def test_scraped_text_does_not_steer_a_terminal(form: Any, capsys: pytest.CaptureFixture[str]) -> None:
    emit([{"title": STEERING, "score": 1}], COLUMNS, form, nothing="-")
    Screen().print(STEERING)
    told = capsys.readouterr().out
    assert not [char for char in told if unicodedata.category(char) == "Cc" and char != "\n"]


def test_a_narrow_terminal_gets_lines_and_no_broken_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    emit([{"title": "Radwege", "score": 100, "status": "offen"}], COLUMNS | {"status": "Stand"}, None, nothing="-")
    assert capsys.readouterr().out.splitlines()[:3] == ["Programm: Radwege", "Punkte: 100", "Stand: offen"]


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        (["matches", "--db", "x", "--city", "a"], ["--db", "x", "matches", "--city", "a"]),
        (["matches", "--today=2026-01-01", "-v"], ["--today=2026-01-01", "-v", "matches"]),
        (["programmes", "search", "--", "--db"], ["programmes", "search", "--", "--db"]),
        (["crawl-worker", "--db", "x"], ["crawl-worker", "--db", "x"]),
        (["matches", "--db"], ["matches", "--db"]),
    ],
)
def test_global_options_may_stand_anywhere(words: list[str], moved: list[str]) -> None:
    assert global_first(words) == moved
