"""Questions to a filled database, as staff ask them."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from cli_runs import ROOT, Demo, run

from db import Store

pytestmark = pytest.mark.xdist_group("demo")

KEYS = {
    "project", "city", "programme", "title", "url", "score", "eligibility", "status", "next_gate", "own_share_eur",
    "own_share_reason", "own_share_reason_en", "evidence", "why_not", "missing", "steps", "feedback", "caution",
}  # fmt: skip


def test_the_json_of_matches_is_as_documented(demo: Demo) -> None:
    rows = demo.ask("matches", "--city", "leipzig", "--json").rows
    assert rows
    assert all(set(row) == KEYS for row in rows)
    documented = (ROOT / "docs" / "matching.md").read_text("utf-8")
    assert all(f"`{key}`" in documented for key in KEYS)
    assert all(row["eligibility"] != "no" for row in rows)
    first = [row for row in rows if row["project"] == rows[0]["project"]]
    in_order = sorted(first, key=lambda row: (row["status"] in {"closed", "exhausted"}, -row["score"]))
    assert first == in_order


def test_all_adds_what_is_shut_out_with_the_reason(demo: Demo) -> None:
    rows = demo.ask("matches", "--project", "leipzig/lyon-klima", "--all", "--limit", "500", "--json").rows
    shut = [row for row in rows if row["eligibility"] == "no"]
    assert shut
    assert all(row["why_not"] for row in shut)
    assert len(rows) > len(demo.ask("matches", "--project", "leipzig/lyon-klima", "--json").rows)


def test_filters_and_forms(demo: Demo) -> None:
    rows = demo.ask("matches", "--min-score", "60", "--limit", "1", "--json").rows
    assert rows
    assert all(row["score"] >= 60 for row in rows)
    assert len({row["project"] for row in rows}) == len(rows)
    sheet = list(csv.DictReader(io.StringIO(demo.ask("matches", "--csv").out), delimiter=";"))
    assert {"Projekt", "Kennung", "Punkte", "Programm und Kennung", "passt"} <= {h.lstrip("\ufeff") for h in sheet[0]}
    assert {row["passt"] for row in sheet} <= {"ja", "unklar"}


def test_statuses_are_understood_in_german(demo: Demo) -> None:
    words = ("programmes", "list", "--limit", "1000", "--json", "--status")
    assert demo.ask(*words, "laufend möglich").rows == demo.ask(*words, "rolling").rows != []
    assert "„offen“" in demo.ask(*words, "auf").err


def test_the_points_of_an_explanation_add_up(demo: Demo) -> None:
    told = demo.ask("explain", "leipzig/lyon-klima", "deutsch-franzoesischer-buergerfonds").out
    total = int(re.search(r": (\d+) von 100 Punkten", told)[1])  # type: ignore[index]
    assert sum(int(points) for points in re.findall(r"\[([+-]\d+) Punkte\]", told)) == total


def test_a_terminal_without_umlauts_is_no_error(demo: Demo) -> None:
    db = str(demo.folder / "passgenau-demo" / "demo.sqlite")
    told = run("programmes", "list", "--db", db, cwd=demo.folder, PYTHONIOENCODING="ascii")
    assert (told.code, told.err) == (0, "")


def test_when_no_profile_can_be_read_the_call_is_wrong(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "eine.yaml").write_text("city: [\n")
    for words in (["matches"], ["match"], ["digest", "preview"]):
        told = demo.ask(*words, PASSGENAU_PROFILES=str(tmp_path))
        assert told.code == 2
        assert "eine.yaml" in told.err


def test_explain_by_short_name(demo: Demo) -> None:
    told = demo.ask("explain", "leipzig/lyon-klima", "deutsch-franzoesischer-buergerfonds")
    assert told.code == 0, told.err
    assert "Antragsberechtigt sind Kommunen." in told.out
    (row,) = demo.ask("explain", "lyon-klima", "deutsch-franzoesischer-buergerfonds", "--json").rows
    assert {evidence["verdict"] for evidence in row["evidence"]} <= {"yes", "no", "unclear"}
    assert sum(evidence["weight"] for evidence in row["evidence"]) <= 100
    assert all({"criterion", "sentence", "sentence_en"} == set(step) for step in row["steps"])
    assert len(row["steps"]) <= 3


def test_explain_says_what_is_missing_and_what_to_do_in_both_languages(demo: Demo) -> None:
    rows = demo.ask("matches", "--min-score", "0", "--json").rows
    row = next(row for row in rows if row["steps"] and row["eligibility"] == "unclear")
    german = demo.ask("explain", row["project"], row["programme"]).out
    english = demo.ask("explain", row["project"], row["programme"], "--lang", "en").out
    assert all(sentence in german for sentence in row["missing"])
    for step in row["steps"]:
        assert step["sentence"] in german
        assert step["sentence_en"] in english
    assert "Die nächsten Schritte" in german
    assert "What to do next" in english
    assert "von 100 Punkten" not in english


def test_search_finds_inside_compounds(demo: Demo) -> None:
    titles = [row["title"] for row in demo.ask("programmes", "search", "buergerfonds", "--json").rows]
    assert any("Bürgerfonds" in title for title in titles)
    assert demo.ask("programmes", "search", "xyzzyq").out == "Nichts gefunden zu 'xyzzyq'.\n"


def test_show_with_history(demo: Demo) -> None:
    told = demo.ask("programmes", "show", "deutsch-franzoesischer-buergerfonds", "--history")
    assert "Fördergeber" in told.out
    assert "CC BY-ND 4.0" in told.out
    (whole,) = demo.ask("programmes", "show", "deutsch-franzoesischer-buergerfonds", "--json").rows
    assert whole["programme"]["rate_max"] == 80


def test_show_says_whether_a_city_may_take_part_and_until_which_hour(demo: Demo) -> None:
    told = demo.ask("programmes", "show", "eu_funding_tenders:CERV-2027-CITIZENS-TOWN-TT").out
    assert "Antrag bis 11.02.2027, 17:00 Uhr (Ortszeit Brüssel)\n" in told
    assert "ja, als Antragsteller. Städtepartnerschaft: Kommunen sind antragsberechtigt" in told
    assert "Aufruf:            https://ec.europa.eu/info/funding-tenders/" in told
    abroad = demo.ask("programmes", "show", "eu_funding_tenders:EuropeAid/188101/DD/ACT/TN").out
    assert "Antrag bis 21.01.2027, 14:00 Uhr (Ortszeit Brüssel)\n" in abroad, "the portal says 13:00 UTC"
    assert "Kommunen:          zu klären. " in abroad


def test_changes_since(demo: Demo) -> None:
    rows = demo.ask("changes", "--since", "2026-11-01", "--json").rows
    assert {row["kind"] for row in rows} == {"new"}
    assert demo.ask("changes", "--since", "2026-11-24").out == "Nichts Neues seit 24.11.2026.\n"


def test_digest_preview_to_the_screen_and_to_a_folder(demo: Demo, tmp_path: Path) -> None:
    told = demo.ask("digest", "preview", "--city", "goettingen")
    assert told.code == 0, told.err
    assert "Göttingen" in told.out
    told = demo.ask("digest", "preview", "--city", "goettingen", "--out", tmp_path / "aus")
    assert {Path(line).suffix for line in told.out.split()} == {".eml", ".html", ".txt", ".ics"}
    assert all(Path(line).is_file() for line in told.out.split())


def test_doctor_is_content_with_the_demo(demo: Demo) -> None:
    told = demo.ask("doctor", "--json")
    assert told.code == 0, told.out
    states = {row["what"]: row["state"] for row in told.rows}
    assert states.pop("Mailweg") == "warning"
    assert states.pop("Sprachmodell") in {"ok", "warning"}  # there are machines without a wheel of it
    assert set(states.values()) == {"ok"}


def test_doctor_names_a_broken_profile_and_the_others_go_on(demo: Demo, tmp_path: Path) -> None:
    for path in (ROOT / "profiles").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "kaputt.yaml").write_text("city: [\n")
    told = demo.ask("doctor", PASSGENAU_PROFILES=str(tmp_path))
    assert told.code == 1
    assert "kaputt.yaml" in told.out
    told = demo.ask("matches", "--limit", "1", "--json", PASSGENAU_PROFILES=str(tmp_path))
    assert told.code == 1
    assert told.rows
    assert "kaputt.yaml" in told.err


def test_a_silent_source_is_an_error_of_doctor(demo: Demo) -> None:
    told = demo.ask("doctor", PASSGENAU_TODAY="2026-12-24")
    assert told.code == 1
    assert "foerderdatenbank" in told.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["matches", "--city", "Leipzg"], "Meinten Sie 'leipzig'"),
        (["matches", "--project", "lyon"], "Kein Projekt 'lyon'"),
        (["explain", "lyon-klima", "buergerfond"], "Meinten Sie"),
        (["programmes", "list", "--portal", "x"], "nichts gespeichert"),
        (["--db", ".", "matches"], "ist ein Ordner"),
        (["explain", "lyon-klima", "gibt-es-nicht"], "programmes search"),
        (["matche"], "meinten Sie 'matches'"),
        (["matches", "--jsn"], "meinten Sie --json"),
        (["matches", "--min-score", "101"], "liegt nicht im Bereich"),
        (["matches", "--today", "31.02.2026"], "ist kein Datum"),
        (["changes"], "Es fehlt --since"),
        (["crawl", "foerderdatenbak"], "Meinten Sie 'foerderdatenbank'"),
        (["crawl", "--from", "x.zip"], "genau ein Portal"),
        (["crawl", "foerderdatenbank", "--from", "x.zip"], "gibt es nicht"),
        (["crawl", "--expect", "9-1"], "keine Spanne"),
        (["import", "fehlt.csv"], "fehlt.csv"),
        (["import", ".", "--portal", "foerderdatenbank"], "eigenem Abruf"),
        (["digest", "preview", "--recipient", "x@y.example"], "x@y.example"),
        (["--db", "fehlt.sqlite", "matches"], "passgenau crawl"),
        (["--profiles", "fehlt", "matches"], "fehlt"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(demo: Demo, words: list[str], expected: str) -> None:
    told = demo.ask(*words)
    assert told.code == 2, told
    assert told.out == ""
    assert told.err.startswith("Fehler: ")
    assert told.err.count("\n") == 1
    assert expected in told.err


def test_every_command_has_help_with_an_example() -> None:
    from click import Context

    from cli.app import COMMANDS, app

    root = Context(app, info_name="passgenau")
    for name in COMMANDS:
        command = app.get_command(root, name)
        assert command is not None
        assert (command.help or "").startswith(COMMANDS[name][2]), name
        for one in [command, *getattr(command, "commands", {}).values()]:
            assert one.hidden or "Beispiel: passgenau" in (one.help or ""), name
            assert all(getattr(p, "help", None) for p in one.params if p.param_type_name == "option"), name


def test_json_stays_json_when_a_pipe_closes(demo: Demo) -> None:
    listed = json.loads(demo.ask("crawl", "--list", "--json").out)
    assert {"eu_funding_tenders", "foerderdatenbank", "skew"} <= {portal["portal"] for portal in listed}


def test_an_empty_database_says_how_it_is_filled(tmp_path: Path, demo: Demo) -> None:
    database = tmp_path / "leer.sqlite"
    with Store(database):
        pass
    told = demo.ask("matches", "--city", "leipzig", PASSGENAU_DB=str(database))
    assert "passgenau crawl" in told.err
    rows = demo.ask("doctor", "--json", PASSGENAU_DB=str(database)).rows
    assert [row["state"] for row in rows if row["what"] == "Datenbank"] == ["warning"]


def test_lost_dashes_are_mended_in_names_too(demo: Demo) -> None:
    assert " ? " not in demo.ask("programmes", "show", "klimaschutz-durch-radverkehr").out
