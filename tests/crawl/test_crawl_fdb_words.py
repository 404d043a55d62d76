"""Categories, status notes, addresses and the lost characters of the Förderdatenbank."""

import json
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl import categories, fdb
from crawl.fdb_status import status_of, status_told
from crawl.findings import Findings
from funding.places import ELSEWHERE, LAENDER, NATIONWIDE
from funding.text import repair_lost_characters
from funding.vocabulary import Applicant

TABLE = json.loads(files("crawl").joinpath("fdb_categories.json").read_text(encoding="utf-8"))
LABELS = [(name, code, label) for name, table in TABLE.items() for code, label in table.items()]


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Förderprogramm aktiv, Antragsstellung nicht mehr möglich", "closed"),
        ("Antragstelung nicht mehr moeglich", "closed"),
        ("Es können keine Anträge mehr gestellt werden", "closed"),
        ("Antragsfrist abgelaufen", "closed"),
        ("Programm beendet", "closed"),
        ("Antragstellung derzeit nicht möglich", "suspended"),
        ("Antragstellung zur Zeit nicht möglich", "suspended"),
        ("Derzeit keine Antragstellung möglich, voraussichtlich wieder ab 2027", None),
        ("Keine Anträge bis auf Weiteres", "suspended"),
        ("Antragstellung bis auf Weiteres nicht möglich", "suspended"),
        ("Die Mittel sind vollständig ausgeschöpft, es können keine Anträge mehr gestellt werden", "exhausted"),
        ("Antragsstellung vorrübergehend ausgestzt", "suspended"),
        ("Antragstellung nicht möglich", "suspended"),
        ("Fördermittel ausgeschöpft ? keine Antragstellung mehr möglich", "exhausted"),
        ("Mittel ausgeschöft", "exhausted"),
        ("Antragstellung wieder möglich", "open"),
        ("Antragstellung ab sofort nicht mehr möglich", "closed"),
        ("Antragstellung ab 1. Mai nicht mehr möglich", None),
        ("Antragstellung ab Januar 2027 wieder möglich", None),
        ("Antragstellung für Modul 2 nicht mehr möglich", None),
        ("Antragstellung nur noch bis 30. Juni möglich", None),
        ("Mittel noch nicht ausgeschöpft", None),
        ("Programm nicht beendet", None),
        ("Antragstellung möglich, bis die Mittel aufgebraucht sind", None),
        ("Antragstellung möglich, solange die Mittel nicht ausgeschöpft sind", None),
        ("Die Antragsfrist endet, wenn die Mittel erschöpft sind", None),
        ("Sofern die Mittel ausgeschöpft sind, werden Anträge nicht mehr angenommen", None),
        ("Mittel für 2025 ausgeschöpft, ab 01.01.2026 wieder möglich", None),
        ("Mittel teilweise ausgeschöpft", None),
        ("Antragstellung derzeit möglich, keine Fristen", None),
        ("Programm beendet, Antragstellung wieder möglich", None),
        ("Anträge derzeit nicht per E-Mail möglich", None),
        ("Bitte stellen Sie Ihren Antrag nicht mehr per Post", None),
        ("Förderung von Unternehmen ist beendet, Kommunen weiterhin antragsberechtigt", None),
        ("Antragstellung nicht mehr ausgesetzt", None),
        ("Die Förderung wird eingestellt", None),
        ("Neue Förderung eingestellt", None),
        ("Aktuell keine Änderungen", None),
        ("unausgeschöpft", None),
        ("Antragstellung nicht mehr möglich. " * 30, None),
        ("Richtlinie wird überarbeitet", None),
        ("Achtung, neue Antragsteller", None),
        ("", None),
        (None, None),
    ],
)
def test_status_notes(note: str | None, status: str | None) -> None:
    assert status_of(note) == status


@pytest.mark.parametrize("more", [
    "bis 1. Mai", "wenn alles klappt", "für Modul 1", "per Post", "von Unternehmen", "2027", "nur noch", "im Sommer",
])  # fmt: skip
@pytest.mark.parametrize("note", ["Antragstellung nicht mehr möglich", "Programm beendet", "Mittel ausgeschöpft"])
def test_whatever_else_a_note_says_leaves_it_to_the_reader(note: str, more: str) -> None:
    assert status_of(note) is not None
    assert {status_of(f"{note} {more}"), status_of(f"{more} {note}"), status_of(f"{note}, {more}")} == {None}


def test_a_note_too_long_is_told() -> None:
    findings = Findings("p")
    assert status_told("Antragstellung nicht mehr möglich", "k", findings) == "closed"
    assert findings.problems() == []
    assert status_told("Antragstellung nicht mehr möglich. " * 3000, "k", findings) is None
    assert [(problem.key, problem.field) for problem in findings.problems()] == [("k", "status_note")]


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_note_is_read(note: str) -> None:
    status_of(note)


@pytest.mark.parametrize(("name", "code", "label"), LABELS)
def test_every_category_is_found_by_code_and_label(name: str, code: str, label: str) -> None:
    for words in (code, label, label.upper(), label.replace("ü", "ue").replace("&", "und"), f"_{code}"):
        assert categories.code_of(name, words) == code
    assert categories.known(name, code) == label


def test_what_can_be_mapped_is_mapped() -> None:
    assert set(TABLE["Foerderart"]) == set(categories.KINDS)
    assert set(TABLE["Foerderberechtigte"]) == set(get_args(Applicant))
    assert set(TABLE["Foerdergeber"]) == set(categories.LEVELS)
    regions = categories.fields({"Foerdergebiet": TABLE["Foerdergebiet"]}, ())["regions"]
    assert set(regions) == {NATIONWIDE, ELSEWHERE, *LAENDER}


def test_the_portals_own_table_is_ours(shared: Path) -> None:
    codes = json.loads((shared / "data/foerderdatenbank/category_codes.json").read_text(encoding="utf-8"))
    del codes["closed_vocabs"]
    ours = {name.lower(): table for name, table in TABLE.items()}
    for name, table in codes.items():
        known = ours[name.replace("_", "")]
        assert {code.lstrip("_") for code in table} == set(known)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["Foerderbereich", "Foerdergebiet", "UFFrauenfoerderung"]), st.data())
def test_a_list_of_labels_is_split_into_its_codes(name: str, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.sampled_from(sorted(TABLE[name])), max_size=6, unique=True))
    strange = data.draw(st.lists(st.sampled_from(["Mondfahrt", "nicht dabei"]), max_size=2))
    labels = [*(TABLE[name][code] for code in codes), *strange]
    assert categories.split(name, " , ".join(labels)) == (codes, strange)


def test_a_region_that_nobody_knows_shuts_nobody_out() -> None:
    codes = {"Foerdergebiet": ["hessen"], "Foerderberechtigte": ["kommune"]}
    assert categories.fields(codes, {"Foerdergebiet"})["regions"] is None
    assert categories.fields(codes, {"Foerdergebiet"})["applicants"] == ("kommune",)
    assert categories.left_out(codes, {"Foerdergebiet"}) == ["Foerdergebiet/hessen"]


def test_who_funds() -> None:
    land = "FDB/Content/DE/Foerderprogramm/Land/Hessen/x"
    assert categories.level(["bund"], land) == "bund"
    assert categories.level(["eu", "land"], land) == "land"
    assert categories.level([], land) == "land"
    assert categories.level(["eu", "bund"], land) is None
    assert categories.level([], "FDB/Content/DE/Foerderprogramm/x") is None


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("2021?2027", True),
        ("Bund ? Länder", True),
        ("?Minitraité?", True),
        ("(?Wort?)", True),
        ("Wer wird gefördert? Kommunen.", False),
        ("Wirklich?!", False),
        ("(Warum?)", False),
        ("siehe https://amt.example/a?b=1 und www.amt.example/?c", False),
        ("x" * 100_000 + " ohne", False),
    ],
)
def test_lost_characters(text: str, lost: bool) -> None:
    assert fdb.lost_characters(text) is lost
    assert lost or repair_lost_characters(text) == text


@pytest.mark.parametrize(
    ("key", "fine"),
    [
        ("FDB/Content/DE/Foerderprogramm/Bund/BMX/a-b_c", True),
        ("FDB/Content/DE/Foerderprogramm/../../etc/passwd", False),
        ("FDB/Content/DE/./x", False),
        ("FDB/Content/DE/", False),
        ("FDB/Content/DE//x", False),
        ("FDB/Content/DE/x?y", False),
        ("FDB/Content/DE/x\n", False),
        ("/FDB/Content/DE/x", False),
        ("SiteGlobals/x", False),
    ],
)
def test_keys(key: str, fine: bool) -> None:
    assert fdb.is_key(key) is fine


@pytest.mark.parametrize(
    ("email", "fine"),
    [("rat@stadt.example", True), ("post@@amt.example", False), ("a@b", False), ("a b@c.de", False), ("", False)],
)
def test_emails(email: str, fine: bool) -> None:
    assert fdb.is_email(email) is fine


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://[x", "www.amt.example", "https://"]
)
def test_no_web_address(url: str) -> None:
    assert fdb.web_url(url) is None


def test_keywords_and_units() -> None:
    assert fdb.keywords("Radweg Brücke\tRadweg") == ("Radweg", "Brücke")
    assert fdb.keywords("Smart City, Netz ; ") == ("Smart City", "Netz")
    assert fdb.keywords(None) == ()
    assert fdb.unit("Amt A", "AMT A") == "AMT A"
    assert fdb.unit("Amt A", "Referat 1") == "Amt A, Referat 1"
    assert fdb.unit("Amt A", "Amt A - Referat 1") == "Amt A - Referat 1"
    assert fdb.unit("Amt A", "") == "Amt A"
