"""Answers are checked before anything is written; a broken city says so; what a list lacks is told."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import Demo

from profiles import load

pytestmark = pytest.mark.xdist_group("demo")
CITY = 'city: {{slug: {slug}, name: {name}, ags: "14713000", land: Sachsen, population: 5000}}\n'
WHOLE = ["--name", "Pirna", "--ags", "14628270", "--population", "39000"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profiles"
    made.mkdir()
    (made / "gut.yaml").write_text(CITY.format(slug="gut", name="Gutstadt"), encoding="utf-8")
    (made / "x.yaml").write_text(CITY.format(slug="krumm", name="Krummstadt") + "projekte: []\n", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--email", "Max <a@b.example>"], "keine Adresse wie name@stadt.example. Meinten Sie „a@b.example“?"),
        (["--partner", "Pomerode"], "Stadt:Land"),
        (["--partner", "Pomerode:Brasilein"], "Meinten Sie „BR“ (Brasilien)?"),
        (["--partner", f"{'P' * 301}:BR"], "zu lang"),
        (["--project", "!!!"], "entsteht kein Kürzel"),
        (["--project", "Проект"], "entsteht kein Kürzel"),
        (["--project", "P" * 301], "höchstens 300"),
        (["--name", "Αθήνα"], "entsteht kein Kürzel"),
        (["--ags", "1462827"], "kein AGS"),
    ],
)
def test_init_refuses_an_option_before_anything_is_written(
    demo: Demo, tmp_path: Path, wrong: list[str], told: str
) -> None:
    for words in (("init", tmp_path / "neu"), ("profiles", "new", "--profiles", tmp_path / "neu")):
        said = demo.ask(*words, *WHOLE, *wrong)
        assert (said.code, told in said.err) == (2, True), said.err
    assert list(tmp_path.iterdir()) == []


def test_init_leaves_nothing_half_made(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "da").mkdir()
    (tmp_path / "da" / "passgenau.sqlite").write_text("keine Datenbank", encoding="utf-8")
    assert "keine SQLite-Datenbank" in demo.ask("init", tmp_path / "da", *WHOLE).err
    assert [path.name for path in (tmp_path / "da").iterdir()] == ["passgenau.sqlite"]
    (tmp_path / "da" / "passgenau.sqlite").unlink()
    (tmp_path / "da" / "profiles").write_text("kein Ordner", encoding="utf-8")
    assert demo.ask("init", tmp_path / "da", *WHOLE).code == 1
    assert [path.name for path in (tmp_path / "da").iterdir()] == ["profiles"]
    (tmp_path / "da" / "profiles").unlink()
    assert demo.ask("init", tmp_path / "da", *WHOLE).code == 0
    (tmp_path / "datei").write_text("", encoding="utf-8")
    assert "lässt sich nichts anlegen" in demo.ask("init", tmp_path / "datei" / "unter", *WHOLE).err
    missing = demo.ask("init", tmp_path / "neu", "--ags", "14628270").err
    assert "--name, --population" in missing or not sys.stdin.isatty()


def test_a_city_that_is_there_is_told_at_its_question(folder: Path) -> None:
    keyboard, screen = pty.openpty()
    answers = ["Krumm", "gut", "X", "Pirna", "14628270", "39000", "", "", ""]
    os.write(keyboard, "".join(f"{answer}\n" for answer in answers).encode())
    call = [sys.executable, "-P", "-m", "cli", "--profiles", str(folder), "profiles", "new"]
    told = subprocess.run(call, check=False, stdin=screen, capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    assert told.stderr.count("gibt es schon") == 3
    assert (folder / "pirna.yaml").is_file()


@pytest.mark.parametrize("name", ["krumm", "Krummstadt", "x"])
def test_a_city_whose_file_is_broken_is_not_unknown(demo: Demo, folder: Path, name: str) -> None:
    here = {"PASSGENAU_PROFILES": str(folder)}
    for words in (("show", name), ("diff", name), ("add-project", name, "--title", "T")):
        told = demo.ask("profiles", *words, **here)
        assert told.code == 2
        assert "x.yaml:2:1: unbekannte Angabe „projekte“" in told.err
        assert "     2 | projekte: []\n       | ^\n" in told.err
        assert f"Fehler: '{name}' lässt sich nicht lesen: 1 Fehler in x.yaml, siehe oben." in told.err
    assert "unknown key “projekte”" in demo.ask("profiles", "show", name, "--lang", "en", **here).err
    assert "lässt sich nicht lesen" in demo.ask("matches", "--city", name, **here).err
    assert "Keine Stadt 'krum'" in demo.ask("profiles", "show", "krum", **here).err


def test_faults_of_others_are_told_in_the_language_asked_for(demo: Demo, folder: Path) -> None:
    here = {"PASSGENAU_PROFILES": str(folder)}
    told = demo.ask("profiles", "show", "gut", "--lang", "en", **here)
    assert (told.code, "profile passed over: x.yaml:2:1: unknown key" in told.err) == (0, True)
    assert "KEZ possible: no" in told.out
    assert "OECD DAC list 2024/2025" in told.out
    assert "profile passed over" in demo.ask("profiles", "diff", "--lang", "en", **here).err
    rows = demo.ask("doctor", "--lang", "en", "--json", **here).rows
    assert any("x.yaml:2:1: unknown key" in row["told"] for row in rows)


def test_two_cities_of_one_name_are_told_apart_by_slug(demo: Demo, folder: Path) -> None:
    (folder / "zwei.yaml").write_text(CITY.format(slug="zwei", name="Gutstadt"), encoding="utf-8")
    told = demo.ask("profiles", "show", "Gutstadt", PASSGENAU_PROFILES=str(folder))
    assert (told.code, "heißen mehrere: gut, zwei" in told.err) == (2, True)


def test_doctor_mentions_a_file_that_is_gone(demo: Demo, folder: Path, tmp_path: Path) -> None:
    here = {"PASSGENAU_PROFILES": str(folder), "PASSGENAU_DB": str(tmp_path / "d.sqlite")}
    demo.ask("init", tmp_path / "d", *WHOLE)
    (tmp_path / "d" / "passgenau.sqlite").rename(tmp_path / "d.sqlite")
    assert demo.ask("match", **here).code == 1, "one profile is broken"
    (folder / "gut.yaml").unlink()
    rows = demo.ask("doctor", "--json", **here).rows
    assert [row["state"] for row in rows if "gut.yaml gibt es nicht mehr: Gutstadt" in row["told"]] == ["warning"]
    (folder / "neu.yaml").write_text(CITY.format(slug="gut", name="Gutstadt"), encoding="utf-8")
    rows = demo.ask("doctor", "--json", **here).rows
    assert not any("gibt es nicht mehr" in row["told"] for row in rows), "the city has another file now"


def test_what_an_import_cannot_take_is_told(demo: Demo, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "liste.csv"
    sheet.write_text(
        "Kommune;Partnerkommune;Staat;Art;Seit\n"
        "Gutstadt;Lwiw;Ukraine;Bund fürs Leben;vor dem Krieg\n"
        "Gutstadt;Lwiw;Ukraine;P;2022\n"
        "Gutstadt;Irgendwo;Atlantis;P;2022\n"
        "Gutstadt;;Polen;P;2022\n"
        "Krummstadt;Pau;FR;P;2022\n",
        encoding="utf-8",
    )
    told = demo.ask("profiles", "import-partnerships", sheet, "--json", PASSGENAU_PROFILES=str(folder))
    assert told.code == 1, "not everything could be taken"
    assert [row["result"] for row in told.rows] == [
        "neu; Zeile 2: Art „Bund fürs Leben“ nicht lesbar, bleibt leer; Jahr „vor dem Krieg“ nicht lesbar, bleibt leer",
        "Zeile 3: steht schon in Zeile 2, übergangen",
        "Zeile 4: unbekanntes Land „Atlantis“, übergangen",
        "Zeile 5: keine Partnerkommune, übergangen",
    ]
    assert "Profil übergangen: x.yaml" in told.err
    assert [(tie.city, tie.type, tie.since) for tie in load(folder).profiles[0].partnerships] == [
        ("Lwiw", "kontakt", None)
    ]


def test_an_import_that_one_file_does_not_allow_changes_no_file(demo: Demo, folder: Path, tmp_path: Path) -> None:
    flow = CITY.format(slug="zwei", name="Zweistadt").rstrip()
    (folder / "zwei.yaml").write_text(f"{{{flow}}}\n", encoding="utf-8")
    sheet = tmp_path / "liste.csv"
    sheet.write_text("Stadt,Partner,Land\nGutstadt,Pau,FR\nZweistadt,Pau,FR\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert demo.ask("profiles", "import-partnerships", sheet, PASSGENAU_PROFILES=str(folder)).code == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
