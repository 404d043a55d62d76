"""Three forms of one list; CSV cells never run as formulas."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.app import global_first
from cli.output import as_csv, emit, euros, german

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
    rows = list(csv.reader(io.StringIO(as_csv([{"title": t} for t in titles], {"title": "T"})), delimiter=";"))
    assert rows[0] == ["title"]
    cells = [row[0] if row else "" for row in rows[1:]]
    assert [cell.removeprefix("'") for cell in cells] == [title.removeprefix("'") for title in titles]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_numbers_and_days_as_people_write_them() -> None:
    assert (euros(1234567), euros(0), euros(None)) == ("1.234.567 €", "0 €", "–")
    assert german(None) == "–"


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
