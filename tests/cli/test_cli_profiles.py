"""`init` and `profiles`: what an admin does, from an empty folder on."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import ROOT, Demo

from profiles import load

pytestmark = pytest.mark.xdist_group("demo")
GREIFSWALD = ["--name", "Greifswald", "--ags", "13075039", "--population", "59000"]
MINIMAL = """\
city: {slug: greifswald, name: Greifswald, ags: "13075039", land: Mecklenburg-Vorpommern, population: 59000}
partnerships:
  - {city: Pomerode, country: BR, type: staedtepartnerschaft}
projects:
  - slug: rad
    title: Klimapartnerschaft für nachhaltige Mobilität
    description: Radwege, Abstellanlagen und Bewusstseinsbildung mit der brasilianischen Partnerkommune.
    countries: [BR]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profiles"
    made.mkdir()
    (made / "greifswald.yaml").write_text(MINIMAL, encoding="utf-8")
    return made


def test_init_makes_a_folder_that_works(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = demo.ask("init", "stadt", *GREIFSWALD, "--partner", "Pomerode:Brasilien", "--project", "Radwege")
    assert told.code == 0, told.err
    assert [line[:4] for line in told.out.splitlines() if line.startswith("  ")] == ["  1.", "  2.", "  3."]
    assert (tmp_path / "stadt" / "passgenau.sqlite").is_file()
    monkeypatch.chdir(tmp_path / "stadt")
    again = demo.ask("profiles", "check", PASSGENAU_DB="", PASSGENAU_PROFILES="")
    assert again.code == 0, again.out
    (profile,) = load(Path("profiles")).profiles
    assert (profile.city.land, profile.partnerships[0].country) == ("Mecklenburg-Vorpommern", "BR")
    assert profile.projects[0].slug == "radwege"
    assert demo.ask("init", ".", *GREIFSWALD).code == 2


def test_questions_are_asked_again_until_the_answer_is_right(tmp_path: Path) -> None:
    answers = [
        "Αθήνα", "Bad Belzig", "1206902", "12069020", "11.000", "11000", "a@b", "a@b.example", "Zossen",
        "Słubice:Polen", "!!!", "Radweg",
    ]  # fmt: skip
    keyboard, screen = pty.openpty()
    os.write(keyboard, "".join(f"{answer}\n" for answer in answers).encode())
    call = [sys.executable, "-P", "-m", "cli", "init", "."]
    told = subprocess.run(call, check=False, cwd=tmp_path, stdin=screen, capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    refused = ("kein Kürzel", "kein AGS", "keine Einwohnerzahl", "keine Adresse", "Stadt:Land, zum Beispiel", "'!!!'")
    assert [words for words in refused if words not in told.stderr] == []
    (profile,) = load(tmp_path / "profiles").profiles
    assert (profile.city.slug, profile.city.population, profile.partnerships[0].country) == ("bad-belzig", 11000, "PL")
    assert [recipient.email for recipient in profile.recipients] == ["a@b.example"]
    assert [project.title for project in profile.projects] == ["Radweg"]


def test_new_refuses_to_overwrite_and_names_what_is_missing(demo: Demo, folder: Path) -> None:
    before = (folder / "greifswald.yaml").read_bytes()
    told = demo.ask("profiles", "new", *GREIFSWALD, PASSGENAU_PROFILES=str(folder))
    assert (told.code, "gibt es schon" in told.err) == (2, True)
    assert (folder / "greifswald.yaml").read_bytes() == before
    told = demo.ask(
        "profiles", "new", "--name", "Pau", "--ags", "99", "--population", "1", PASSGENAU_PROFILES=str(folder)
    )
    assert (told.code, "01 bis 16" in told.err) == (2, True)
    told = demo.ask(
        "profiles", "new", "--name", "X", "--ags", "130", "--population", "1", PASSGENAU_PROFILES=str(folder)
    )
    assert (told.code, "acht Ziffern" in told.err) == (2, True)
    assert sorted(path.name for path in folder.iterdir()) == ["greifswald.yaml"], "nothing half-made stays"


def test_new_does_not_take_the_slug_of_a_city_in_another_file(demo: Demo, folder: Path) -> None:
    (folder / "greifswald.yaml").rename(folder / "hgw.yaml")
    told = demo.ask("profiles", "new", *GREIFSWALD, PASSGENAU_PROFILES=str(folder))
    assert (told.code, "hgw.yaml gibt es schon" in told.err) == (2, True)
    assert [path.name for path in folder.iterdir()] == ["hgw.yaml"]
    (folder / "hgw.yaml").rename(folder / "greifswald.yml")
    (folder / "greifswald.yml").write_text("city: [", encoding="utf-8")
    told = demo.ask("profiles", "new", *GREIFSWALD, PASSGENAU_PROFILES=str(folder))
    assert (told.code, "greifswald.yml gibt es schon" in told.err) == (2, True)


def test_a_linked_file_stays_linked_and_keeps_its_rights(demo: Demo, folder: Path, tmp_path: Path) -> None:
    link, real = folder / "greifswald.yaml", tmp_path / "anderswo.yaml"
    link.rename(real)
    real.chmod(0o660)
    link.symlink_to(real)
    (folder / "_defaults.yaml").write_text("departments: [{slug: bau, name: Bauamt}]\n", encoding="utf-8")
    words = ("profiles", "add-project", "greifswald", "--title", "Meer", "--department", "bau")
    told = demo.ask(*words, PASSGENAU_PROFILES=str(folder))
    assert told.code == 0, told.err
    assert (link.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o660)
    assert [project.slug for project in load(folder).profiles[0].projects] == ["rad", "meer"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anderswo.yaml", "profiles"]


def test_check_tells_all_and_ends_with_1(demo: Demo, folder: Path) -> None:
    assert demo.ask("profiles", "check", folder).code == 0
    (folder / "b.yaml").write_text("city: {slug: b, nme: B}\n", encoding="utf-8")
    (folder / "c.yaml").write_text("- c\n", encoding="utf-8")
    told = demo.ask("profiles", "check", PASSGENAU_PROFILES=str(folder))
    assert told.code == 1
    assert "meinten Sie „name“?" in told.out
    assert "     1 | city: {slug: b, nme: B}\n       |                 ^\n" in told.out
    assert told.out.endswith("Dateien: 3, Städte in Ordnung: 1, Fehler: 5, Hinweise: 0\n")
    english = demo.ask("profiles", "check", "--lang", "en", folder / "c.yaml")
    assert "expected are keys" in english.out
    rows = demo.ask("profiles", "check", folder / "b.yaml", "--json").rows
    assert {row["severity"] for row in rows} == {"Fehler"}
    assert rows[0]["source"] == "city: {slug: b, nme: B}"


def test_show_says_what_follows(demo: Demo, folder: Path) -> None:
    told = demo.ask("profiles", "show", "greifswald", PASSGENAU_PROFILES=str(folder))
    assert told.code == 0, told.err
    assert "KEZ möglich: ja, mit Pomerode (OECD-DAC-Liste 2024/2025)" in told.out
    assert "DAC 2024/2025" in told.out
    (row,) = demo.ask("profiles", "show", "Greifswald", "--json", PASSGENAU_PROFILES=str(folder)).rows
    assert row["derived"]["partners"][0]["groups"] == ["dac", "iurc"]
    assert (row["nuts"], row["dac_list"], row["derived"]["kez_projects"]) == ("DE8", "2024/2025", ["rad"])
    (folder / "copy.yaml").write_text(
        demo.ask("profiles", "show", "greifswald", "--yaml", PASSGENAU_PROFILES=str(folder)).out, encoding="utf-8"
    )
    assert "trägt schon" in str(load(folder).faults[0])


def test_add_project_and_its_checks(demo: Demo, folder: Path) -> None:
    words = [
        "profiles",
        "add-project",
        "greifswald",
        "--title",
        "Schulen am Meer",
        "--sdg",
        "4",
        "--country",
        "Schweden",
    ]
    told = demo.ask(*words, PASSGENAU_PROFILES=str(folder))
    assert told.code == 0, told.err
    assert (folder / "greifswald.yaml").read_text("utf-8").startswith(MINIMAL)
    (profile,) = load(folder).profiles
    assert (profile.projects[1].slug, profile.projects[1].countries) == ("schulen-am-meer", ("SE",))
    told = demo.ask(*words, PASSGENAU_PROFILES=str(folder))
    assert (told.code, "gibt es in projects schon" in told.err) == (2, True)
    assert len(load(folder).profiles[0].projects) == 2


def test_import_of_a_list_of_partnerships(demo: Demo, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "liste.csv"
    sheet.write_text(
        "Kommune;Bundesland;Partnerkommune;Staat;Art;Seit\n"
        "Greifswald;Mecklenburg-Vorpommern;Pomerode;Brasilien;P;1999\n"
        "Greifswald;Mecklenburg-Vorpommern;Drohobytsch;Ukraine;Solidaritätspartnerschaft;seit 2022\n"
        "Greifswald;Bayern;Anderswo;Polen;P;2000\n"
        "Greifswald (Landkreis);;Anderswo;Polen;P;2000\n"
        "Greifswald;;Irgendwo;Atlantis;P;2000\n"
        "Pirna;Sachsen;Longuyon;FR;F;1990\n",
        encoding="utf-8",
    )
    call = ("profiles", "import-partnerships", sheet, "--json")
    for words in ([*call, "--dry-run"], call):
        rows = demo.ask(*words, PASSGENAU_PROFILES=str(folder)).rows
        assert [row["result"] for row in rows] == [
            "schon da",
            "neu",
            "Zeile 6: unbekanntes Land „Atlantis“, übergangen",
        ]
    (profile,) = load(folder).profiles
    assert [(t.city, t.type, t.since) for t in profile.partnerships][1] == (
        "Drohobytsch",
        "solidaritaetspartnerschaft",
        2022,
    )
    assert [row["result"] for row in demo.ask(*call, PASSGENAU_PROFILES=str(folder)).rows][1] == "schon da"
    sheet.write_text("a,b\n1,2\n", encoding="utf-8")
    assert (
        "es fehlen die Spalten Kommune, Partnerkommune, Staat; gelesen"
        in demo.ask(*call, PASSGENAU_PROFILES=str(folder)).err
    )


def test_two_partners_of_one_name_in_two_countries_are_two(demo: Demo, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "liste.csv"
    rows = "Greifswald;Valencia;Spanien\nGreifswald;Valencia;Venezuela\nGreifswald;VALENCIA;Spanien\n"
    sheet.write_text("Kommune;Partnerkommune;Staat\n" + rows, encoding="utf-8")
    assert demo.ask("profiles", "import-partnerships", sheet, PASSGENAU_PROFILES=str(folder)).code == 0
    ties = [(tie.city.lower(), tie.country) for tie in load(folder).profiles[0].partnerships]
    assert ties == [("pomerode", "BR"), ("valencia", "ES"), ("valencia", "VE")]


def test_the_real_list_of_partnerships_is_read(demo: Demo, folder: Path, shared: Path) -> None:
    sheet = shared / "data" / "countries" / "de_ua_partnerships_skew.csv"
    rows = demo.ask("profiles", "import-partnerships", sheet, "--json", PASSGENAU_PROFILES=str(folder)).rows
    assert [(row["country"], row["result"]) for row in rows] == [("UA", "neu")]


def test_diff_says_what_a_change_does_and_a_broken_file_keeps_its_last_version(
    demo: Demo, folder: Path, tmp_path: Path
) -> None:
    database = tmp_path / "copy.sqlite"
    shutil.copy(demo.folder / "passgenau-demo" / "demo.sqlite", database)
    path, text = folder / "greifswald.yaml", MINIMAL.replace("slug: greifswald", "slug: neuhafen")
    path.write_text(text, encoding="utf-8")
    here = {"PASSGENAU_PROFILES": str(folder), "PASSGENAU_DB": str(database)}
    told = demo.ask("profiles", "diff", "--city", **here)
    assert told.code == 2
    told = demo.ask("profiles", "diff", **here)
    assert ("keine andere Fassung" in told.err, told.out) == (True, "Nichts verglichen.\n")
    assert demo.ask("match", **here).code == 0
    path.write_text(text.replace("Radwege, Abstell", "Deutsch-französische Begegnung, ").replace("BR", "FR"), "utf-8")
    rows = demo.ask("profiles", "diff", "neuhafen", "--json", **here).rows
    assert {row["kind"] for row in rows} >= {"new", "lost"}
    assert all((row["before"] is None) == (row["kind"] == "new") for row in rows)
    assert demo.ask("profiles", "diff", "--since", "2026-11-23", "--json", **here).rows == rows
    assert demo.ask("profiles", "diff", "--since", "2026-11-22", "--json", **here).rows == []
    path.write_text("city: [\n", encoding="utf-8")
    told = demo.ask("matches", "--city", "neuhafen", "--json", **here)
    assert told.code == 1, told.err
    assert "es gilt weiter die Fassung vom 23.11.2026" in told.err
    assert told.rows
    told = demo.ask("doctor", "--json", **here)
    assert any("gilt weiter in der Fassung" in row["told"] for row in told.rows)


def test_a_mistyped_subcommand_and_a_missing_file_are_named(demo: Demo) -> None:
    told = demo.ask("profiles", "chek")
    assert (told.code, "meinten Sie 'check'" in told.err) == (2, True)
    told = demo.ask("profiles", "check", "nix.yaml")
    assert (told.code, "diese Datei gibt es nicht" in told.out) == (2, True)


def test_schema_is_the_committed_one(demo: Demo, tmp_path: Path) -> None:
    assert demo.ask("profiles", "schema").out == (ROOT / "profiles" / "schema.json").read_text("utf-8")
    assert demo.ask("profiles", "schema", "--out", tmp_path / "s.json").code == 0
    assert (tmp_path / "s.json").read_bytes() == (ROOT / "profiles" / "schema.json").read_bytes()
