"""Answers are checked before anything is written; a broken city says so; what a list lacks is told."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import Demo

from funding.vocabulary import PARTNERSHIP_TYPES
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
        (["--partner", "Porto:XX"], "„XX“ ist kein Staat"),
        (["--partner", "Ulm:Deutschland"], "liegt in Deutschland"),
        (["--ags", "14628270"], "--ags: 2-mal angegeben, erlaubt ist es einmal"),
        (["--name", "Ulm"], "--name: 2-mal angegeben"),
    ],
)
def test_init_refuses_an_option_before_anything_is_written(
    demo: Demo, tmp_path: Path, wrong: list[str], told: str
) -> None:
    _refused(demo, tmp_path, [*WHOLE, *wrong], told)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--name", "Αθήνα", *WHOLE[2:]], "entsteht kein Kürzel"),
        ([*WHOLE[:2], "--ags", "1462827", *WHOLE[4:]], "kein AGS"),
        ([*WHOLE[:2], "--ags", "14 628.270", *WHOLE[4:]], "Meinten Sie „14628270“?"),
        (WHOLE[:4], "Es fehlt --population (gefragt wird nur am Terminal)"),
    ],
)
def test_init_refuses_what_it_needs(demo: Demo, tmp_path: Path, wrong: list[str], told: str) -> None:
    if "Terminal" not in told or not sys.stdin.isatty():
        _refused(demo, tmp_path, wrong, told)


def _refused(demo: Demo, tmp_path: Path, wrong: list[str], told: str) -> None:
    for words in (("init", tmp_path / "neu"), ("profiles", "new", "--profiles", tmp_path / "neu")):
        said = demo.ask(*words, *wrong)
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
    assert (told.code, "faults in other files: 1 (x.yaml)" in told.err, len(told.err.splitlines())) == (0, True, 1)
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


def test_an_import_that_one_file_does_not_allow_names_it_and_does_the_rest(
    demo: Demo, folder: Path, tmp_path: Path
) -> None:
    (folder / "x.yaml").unlink()
    flow = CITY.format(slug="zwei", name="Zweistadt").rstrip()
    (folder / "zwei.yaml").write_text(f"---\n{flow}\n...\n", encoding="utf-8")
    sheet = tmp_path / "liste.csv"
    sheet.write_text("Stadt,Partner,Land\nGutstadt,Pau,FR\nZweistadt,Pau,FR\n", encoding="utf-8")
    before = (folder / "zwei.yaml").read_bytes()
    told = demo.ask("profiles", "import-partnerships", sheet, "--json", PASSGENAU_PROFILES=str(folder))
    assert (told.code, "Nichts übernommen: zwei.yaml: In diese Datei" in told.err) == (1, True), told.err
    assert [row["result"] for row in told.rows] == ["neu", "Zeile 3: nicht eingefügt, siehe oben"]
    assert f"Geändert: {folder / 'gut.yaml'}\n" in told.err
    assert (folder / "zwei.yaml").read_bytes() == before
    assert len(load(folder).profiles[0].partnerships) == 1
    told = demo.ask("profiles", "add-project", "zwei", "--title", "Rad", PASSGENAU_PROFILES=str(folder))
    assert (told.code, "Fehler: zwei.yaml: In diese Datei" in told.err) == (2, True), told.err


def test_rows_of_no_city_of_two_cities_and_of_germany_are_told(demo: Demo, folder: Path, tmp_path: Path) -> None:
    (folder / "x.yaml").write_text(CITY.format(slug="andere", name="Gutstadt"), encoding="utf-8")
    (folder / "zwei.yaml").write_text(CITY.format(slug="zwei", name="Zweistadt"), encoding="utf-8")
    sheet, before = tmp_path / "liste.csv", {path.name: path.read_bytes() for path in folder.iterdir()}
    sheet.write_text("Stadt,Partner,Land\nGutstadt,Pau,FR\nZweistadt,Ulm,DE\nNirgends,Pau,FR\n", encoding="utf-8")
    call = ("profiles", "import-partnerships", sheet, "--json")
    told = demo.ask(*call, PASSGENAU_PROFILES=str(folder))
    assert [(row["city"], row["result"]) for row in told.rows] == [
        (None, "Zeile 2: „Gutstadt“ heißen mehrere (gut, andere), übergangen"),
        ("zwei", "Zeile 3: Partner in Deutschland, übergangen"),
    ]
    assert (told.code, "Zu keiner Stadt: Nirgends (Zeile 4)." in told.err, "Geändert" in told.err) == (1, True, False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    sheet.write_text("Stadt,Partner,Land\nZweistadt,Pau,FR\n", encoding="utf-8")
    told = demo.ask(*call, "--dry-run", PASSGENAU_PROFILES=str(folder))
    assert told.err.splitlines() == [
        f"1 Zeile gelesen, 1 gehört zu Städten in {folder}.", "Nichts geschrieben (--dry-run).",
    ]  # fmt: skip
    assert (told.code, {path.name: path.read_bytes() for path in folder.iterdir()}) == (0, before)


@pytest.mark.parametrize("word", ["2027", "on", "yes", "1e5", "NO", "1234", "Null", "2027-01-01", "y"])
def test_words_that_yaml_takes_for_something_else_are_quoted(demo: Demo, tmp_path: Path, word: str) -> None:
    told = demo.ask("init", tmp_path / "neu", *WHOLE[2:], "--name", word, "--project", word, "--project", "Rad")
    assert told.code == 0, told.err
    loaded = load(tmp_path / "neu" / "profiles")
    assert (loaded.faults, loaded.warnings) == ((), ())
    (profile,) = loaded.profiles
    assert (profile.city.slug, profile.city.name) == (word.lower(), word)
    assert [project.title for project in profile.projects] == [word, "Rad"]
    assert f'slug: "{word.lower()}"' in loaded.files[0].read_text("utf-8")


def test_several_addresses_are_all_kept_and_the_first_step_is_the_folder(demo: Demo, tmp_path: Path) -> None:
    there = tmp_path / "neu hier"
    told = demo.ask("init", there, *WHOLE, "--email", "a@b.example", "--email", "c@d.example")
    (profile,) = load(there / "profiles").profiles
    assert [recipient.email for recipient in profile.recipients] == ["a@b.example", "c@d.example"]
    steps = [line for line in told.out.splitlines() if line[:4] in {"  1.", "  2.", "  3."}]
    assert (len(steps), steps[0].endswith(f"cd '{there}'"), "profiles/pirna.yaml" in steps[1]) == (3, True, True)
    text = next((there / "profiles").glob("*.yaml")).read_text("utf-8")
    assert [code for code in PARTNERSHIP_TYPES if code not in text] == []


def test_the_end_of_the_input_ends_the_line_of_the_question(folder: Path) -> None:
    keyboard, screen = pty.openpty()
    os.write(keyboard, b"\x04")
    call = [sys.executable, "-P", "-m", "cli", "--profiles", str(folder), "profiles", "new"]
    told = subprocess.run(call, check=False, stdin=screen, capture_output=True, text=True, timeout=60)
    assert (told.returncode, told.stderr.splitlines()[-1]) == (130, "Fehler: abgebrochen.")


def test_numbers_at_the_question_get_a_guess(folder: Path) -> None:
    keyboard, screen = pty.openpty()
    answers = ["Suhl", "16 054 000", "16.054.000", "16054000", "107.679", "107679", "", "", ""]
    os.write(keyboard, "".join(f"{answer}\n" for answer in answers).encode())
    call = [sys.executable, "-P", "-m", "cli", "--profiles", str(folder), "profiles", "new"]
    told = subprocess.run(call, check=False, stdin=screen, capture_output=True, text=True, timeout=60)
    assert (told.returncode, told.stderr.count("Meinten Sie „16054000“?")) == (0, 2), told.stderr
    assert "Meinten Sie „107679“?" in told.stderr


def test_files_are_counted_alike_with_and_without_a_fault(demo: Demo, folder: Path) -> None:
    here = {"PASSGENAU_PROFILES": str(folder)}
    assert demo.ask("profiles", "check", **here).out.splitlines()[-1].startswith("Dateien: 2, Städte in Ordnung: 1")
    for shared in ("defaults: {city: {lead_time_weeks: 6}}\n", "nix: 1\n"):
        (folder / "_defaults.yaml").write_text(shared, encoding="utf-8")
        assert demo.ask("profiles", "check", **here).out.splitlines()[-1].startswith("Dateien: 3, Städte in Ordnung: 1")
        assert demo.ask("profiles", "check", folder / "gut.yaml").out.splitlines()[-1].startswith("Dateien: 2, ")


def test_the_schema_is_not_written_into_a_folder_that_is_not_there(demo: Demo, tmp_path: Path) -> None:
    told = demo.ask("profiles", "schema", "--out", tmp_path / "nix" / "da.json")
    assert (told.code, told.err.count("\n"), "nix gibt es nicht" in told.err) == (2, 1, True)
    assert list(tmp_path.iterdir()) == []
