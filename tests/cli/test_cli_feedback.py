"""An officer's answers on the command line: given, listed, obeyed."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import Demo, Told

pytestmark = pytest.mark.xdist_group("demo")
PAIR = ("leipzig/lyon-klima", "deutsch-franzoesischer-buergerfonds")
Ask = Callable[..., Told]


@pytest.fixture
def ask(demo: Demo, tmp_path: Path) -> Ask:
    db = tmp_path / "demo.sqlite"
    shutil.copy(demo.folder / "passgenau-demo" / "demo.sqlite", db)
    return lambda *words: demo.ask(*words, PASSGENAU_DB=str(db), PASSGENAU_MODEL="ohne")


def found(ask: Ask) -> list[str]:
    rows = ask("matches", "--project", PAIR[0], "--all", "--limit", "500", "--json").rows
    return [row["feedback"] for row in rows if row["programme"].endswith(PAIR[1])]


def test_dismissed_is_gone_and_listed_with_reason_and_signals(ask: Ask) -> None:
    assert found(ask) == [None]
    told = ask("feedback", *PAIR, "not", "--why", "Lyon will  nicht")
    assert (told.code, told.err) == (0, "")
    assert "abgelehnt. Es wird nicht mehr gezeigt" in told.out
    assert found(ask) == []
    (row,) = ask("feedback", "--json").rows
    assert (row["project"], row["answer"], row["why"], row["changed"]) == (PAIR[0], "not", "Lyon will nicht", False)
    assert {"likeness", "country"} <= set(row["features"])
    assert "Abgelehnt am 23.11.2026 (Lyon will nicht)." in ask("explain", *PAIR).out


def test_applied_stays_and_says_so(ask: Ask) -> None:
    assert ask("feedback", *PAIR, "applied").code == 0
    assert found(ask) == ["Beantragt am 23.11.2026."]
    assert "Beantragt am" in ask("matches", "--project", PAIR[0], "--min-score", "0").out.replace("\n", " ")


def test_the_list_as_a_table_and_for_a_spreadsheet(ask: Ask) -> None:
    assert "Noch hat niemand" in ask("feedback").out
    ask("feedback", *PAIR, "later", "--why", "=1+1")
    assert "zurückgestellt" in ask("feedback").out
    (row,) = csv.DictReader(io.StringIO(ask("feedback", "--csv").out.lstrip("\ufeff")), delimiter=";")
    assert row["Grund"] == "'=1+1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([PAIR[0]], "Bitte PROJEKT, PROGRAMM und ANTWORT"),
        ([*PAIR], "Antworten: fits, not"),
        ([*PAIR, "nein"], "nein"),
        (["lyon", PAIR[1], "not"], "Kein Projekt 'lyon'"),
        ([PAIR[0], "gibt-es-nicht", "not"], "Kein Programm"),
    ],
)
def test_what_cannot_be_understood_is_one_line_and_noted_nowhere(ask: Ask, words: list[str], told: str) -> None:
    answer = ask("feedback", *words)
    assert answer.code == 2
    assert told in answer.err
    assert ask("feedback", "--json").rows == []
