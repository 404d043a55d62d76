"""An officer's own list: what is read, what is said of the rest, what is refused."""

import io
import json
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from crawl import lists
from funding import Contact, InputError
from funding.text import squash

MIDNIGHT = datetime(2026, 12, 31)  # noqa: DTZ001 - Excel has no zones
CSV = """Titel;Link;Antragsberechtigte;Frist;Fördergeber;Region/Land;Thema;Förderquote;Höchstbetrag;Kontakt
Brücken bauen;https://a.example/1;Städte und Gemeinden;31.12.2026;Land;NRW;Verkehr, Wege;80 %;50.000 €;Amt amt@a.example
Vereine stärken;www.a.example/2;Kommune, Verein;laufend;Bund;bundesweit;Ehrenamt;;1,5 Mio. Euro;Frau Muster
"""


def read(path, portal):
    """Programmes and problems."""
    return lists.read(path, portal)[:2]


@pytest.fixture
def put(tmp_path):
    def write(content: bytes | str, name: str = "liste.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def xlsx(*rows, formats=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, style in formats:
        book.active[cell].number_format = style
    book.create_sheet("Zweites").append(["Titel"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_bench_list_is_imported_whole(shared):
    path = shared / "bench/programmes.jsonl"
    raw = {row["key"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    programmes, problems = read(path, "eigene")
    assert len(programmes) == len(raw) == 1604
    for programme in programmes:
        row = raw[programme.key]
        assert (programme.title, programme.url) == (squash(row["title"]), row["url"])
        assert programme.language == row["language"]
        assert squash(programme.text or "") == squash(row.get("text", ""))
        assert programme.parents == tuple(dict.fromkeys(map(squash, row.get("programme", ()))))
        assert (programme.regions or ()) == tuple(row.get("regions", ()))
        assert programme.call == row.get("call")
        assert (programme.partner_rule is None) == ("partner_rule" not in row)
    assert {problem.field for problem in problems} == {"applicants"}
    assert all(problem.key and problem.value and problem.message.startswith("Zeile ") for problem in problems)


def test_a_german_csv(put):
    (first, second), problems = read(put(CSV), "eigene")
    assert problems == []
    assert (first.id, first.title, first.url) == ("eigene:a-example-1", "Brücken bauen", "https://a.example/1")
    assert (first.applicants, first.regions) == (("kommune",), ("Nordrhein-Westfalen",))
    assert (first.topics, first.funder, first.rate_max, first.amount_max) == (("Verkehr", "Wege"), "Land", 80.0, 50_000)
    assert first.contacts == (Contact(name="Amt", email="amt@a.example"),)
    (stage,) = first.stages
    assert (stage.closes, stage.source, stage.quote, stage.stage) == (
        date(2026, 12, 31), "portal", "31.12.2026", "application",
    )  # fmt: skip
    assert first.modes == ("fixed",)
    assert (second.url, second.stages, second.modes) == ("https://www.a.example/2", (), ("rolling",))
    assert (second.applicants, second.regions) == (("kommune", "verband_vereinigung"), ("bundesweit",))
    assert (second.rate_max, second.amount_max) == (None, 1_500_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_separators_and_encodings(put, encoding, sign):
    text = sign.join(["Titel", "Fördergeber", "Höchstbetrag"]) + "\r\n" + sign.join(['"A; b, c"', "Köln €", "5"])
    (programme,), problems = read(put(text.encode(encoding)), "eigene")
    assert (programme.title, programme.funder, programme.amount_max) == ("A; b, c", "Köln €", 5)
    assert [problem.message for problem in problems if "Windows-1252" in problem.message] == (
        ["Die Datei ist nicht in UTF-8; sie wurde als Windows-1252 gelesen. Bitte Umlaute prüfen."]
        if encoding == "cp1252"
        else []
    )


def test_an_excel_list(put):
    content = xlsx(
        ["Förderliste des Amtes"], [],
        ["Titel", "Frist", "Quote", "Eigenanteil", "Region", "Hinweis"],
        ["Brücken", MIDNIGHT, 0.8, 0.1, "ST", MIDNIGHT],
        ["Wege", MIDNIGHT.replace(hour=12, minute=30), "50 %", 20, "Bayern/Hessen", "=1+1"], [],
        ["Plätze", 46387, 0.8, None, None, None],
        formats=[("C4", "0%"), ("D4", "0.0 %")],
    )  # fmt: skip
    (first, second, third), problems = read(put(content, "liste.xlsx"), "eigene")
    assert (first.stages[0].closes, first.stages[0].closes_at) == (date(2026, 12, 31), None)
    assert (first.rate_max, first.own_share_min, first.regions) == (80.0, 10.0, ("Sachsen-Anhalt",))
    assert first.status_note == "2026-12-31"
    assert (second.stages[0].closes, second.stages[0].closes_at) == (date(2026, 12, 31), time(12, 30))
    assert (second.own_share_min, second.regions, second.status_note) == (20.0, ("Bayern", "Hessen"), None)
    assert (third.stages, third.rate_max) == ((), None)
    assert [(problem.field, problem.value, problem.message[:9]) for problem in problems] == [
        ("status_note", "=1+1", "Zelle F5:"), ("deadline", "46387", "Zeile 7: "), ("rate_max", "0.8", "Zeile 7: "),
    ]  # fmt: skip


def with_sheet(content: bytes, old: str, new: str) -> bytes:
    """A workbook whose first sheet says something else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            raw = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old.encode() in raw
                raw = raw.replace(old.encode(), new.encode())
            after.writestr(name, raw)
    return stream.getvalue()


def test_a_formula_that_was_never_computed_is_told(put):
    rows = [["=TODAY()"], ["Titel", "Höchstbetrag", "Hinweis"], ["Wege", "=100*3", None], ['="Br"&"ücken"', 5, "x"],
            ["=A3"]]  # fmt: skip
    listed = lists.read(put(xlsx(*rows), "liste.xlsx"), "eigene")
    (programme,) = listed.programmes
    assert (programme.title, programme.amount_max, listed.lost) == ("Wege", None, 2)
    told = "Formel ohne gespeicherten Wert; in Excel öffnen, speichern und noch einmal importieren"
    assert [problem.message for problem in listed.problems] == [
        f"Zelle B3: {told}",
        f"Zelle A4: {told}", "Zeile 4: kein Titel; die Zeile fehlt.",
        f"Zelle A5: {told}", "Zeile 5: kein Titel; die Zeile fehlt.",
    ]  # fmt: skip
    assert listed.problems[0].value == "=100*3"


def test_a_computed_formula_is_taken_also_where_it_gave_nothing(put):
    empty = xlsx(["Titel", "Höchstbetrag", "Hinweis"], ["Wege", "=100*3", '=IF(1=1,"","x")'])
    computed = with_sheet(empty, "<f>100*3</f>", "<f>100*3</f><v>300</v>")
    saved = with_sheet(computed, '<c r="C2">', '<c r="C2" t="str">')
    (programme,), problems = read(put(saved, "liste.xlsx"), "eigene")
    assert (programme.amount_max, programme.status_note, problems) == (300, None, [])


def test_an_error_in_a_cell_is_told_with_its_place(put):
    (programme,), (problem,) = read(put(xlsx(["Titel", "Frist"], ["Wege", "#REF!"]), "liste.xlsx"), "eigene")
    assert (programme.stages, problem.message) == ((), "Zelle B2: Excel-Fehler „#REF!“")


def test_unknown_columns_are_reported_once_with_their_count(put):
    text = "Titel;Fristt;Farbe;Leer\nA;1.1.2027;rot;\nB;;blau;\nC;;;;zu viel\n"
    programmes, problems = read(put(text), "eigene")
    assert len(programmes) == 3
    assert [(problem.message, problem.field, problem.value) for problem in problems] == [
        ("Spalte „Fristt“ ist unbekannt und wurde nicht übernommen. Meinten Sie „Frist“? Betroffene Zeilen: 1.",
         "Fristt", "1.1.2027"),
        ("Spalte „Farbe“ ist unbekannt und wurde nicht übernommen. Betroffene Zeilen: 2.", "Farbe", "rot"),
        ("Spalte „ohne Überschrift (5)“ ist unbekannt und wurde nicht übernommen. Betroffene Zeilen: 1.",
         "ohne Überschrift (5)", "zu viel"),
    ]  # fmt: skip


def test_a_second_column_for_a_field_is_reported(put):
    (programme,), (problem,) = read(put("Link;Titel;Webseite;Link\nhttps://a.example;A;https://b.example;\n"), "eigene")
    assert programme.url == "https://a.example"
    assert "„Webseite“ wurde nicht übernommen: eine andere Spalte füllt schon das Feld „url“." in problem.message


def test_programm_is_the_title_unless_there_is_one(put):
    assert read(put("Programm;Frist\nLIFE;\n"), "eigene")[0][0].title == "LIFE"
    (programme,), _ = read(put("Programm;Titel\nLIFE;Moore\n"), "eigene")
    assert (programme.title, programme.parents) == ("Moore", ("LIFE",))


def test_jsonl_with_a_byte_order_mark(put):
    assert read(put(b'\xef\xbb\xbf{"title": "A"}\r\n', "liste.jsonl"), "eigene")[0][0].title == "A"


def test_bad_rows_do_not_stop_the_rest(put):
    text = '{"title": "A"}\n{"url": "https://a.example"}\n{kaputt\n[1]\n\n{"title": "B"}\n'
    programmes, problems = read(put(text, "liste.jsonl"), "eigene")
    assert [programme.title for programme in programmes] == ["A", "B"]
    assert sorted(problem.message for problem in problems) == [
        "Zeile 2: kein Titel; die Zeile fehlt.",
        "Zeile 3: „{kaputt“ ist kein gültiges JSON; die Zeile fehlt.",
        "Zeile 4: „[1]“ ist kein JSON-Objekt {…}; die Zeile fehlt.",
    ]
    assert lists.read(put(text, "liste.jsonl"), "eigene").lost == 3
    assert lists.read(put("Titel;Frist;Farbe\nA;bald;rot\n"), "eigene").lost == 0, "a field is not a row"


def test_keys(put):
    rows = [
        {"title": "A", "key": 12}, {"title": "B", "url": "https://x.example/p?id=1"}, {"title": "C Ä"},
        {"title": "D", "url": "https://y.example/"}, {"title": "E", "url": "https://y.example/"},
        {"title": "F", "key": "12"}, {"title": "日本"}, {"title": "lang " * 50}, {"title": "G", "key": "k" * 500},
    ]  # fmt: skip
    programmes, (problem,) = read(put("\n".join(map(json.dumps, rows)), "liste.jsonl"), "eigene")
    keys = [programme.key for programme in programmes]
    assert keys[:5] == ["12", "x-example-p-id-1", "c-ae", "d", "e"]
    assert all(0 < len(key) <= 80 for key in keys)
    assert len(keys) == len(set(keys)) == 8
    assert (problem.message, problem.value) == (
        "Zeile 6: hat denselben Schlüssel „12“ wie Zeile 1; nur die erste zählt.",
        "12",
    )
    assert read(put("\n".join(map(json.dumps, rows)), "liste.jsonl"), "eigene")[0] == programmes


TWICE = "Titel;Link\nBrücken bauen;https://a.example/1\nBrücken Bauen ;https://a.example/1\n"


def test_the_same_row_twice_keeps_its_key_and_counts_once(put):
    once, _ = read(put(TWICE.rsplit("\n", 2)[0]), "eigene")
    twice, lost_problems, lost = lists.read(put(TWICE), "eigene")
    assert [programme.key for programme in twice] == [programme.key for programme in once] == ["a-example-1"]
    assert [problem.message for problem in lost_problems] == ["Zeile 3: steht schon in Zeile 2; nur die erste zählt."]
    assert lost == 1


@pytest.mark.parametrize(("before", "after"), [
    ([("A", "https://a.example")], [("A", "https://a.example"), ("B", "https://a.example")]),
    ([("A", "https://a.example"), ("B", "https://a.example")], [("B", "https://a.example")]),
    ([("A", "")], [("A", "https://a.example")]),
    ([("A", "https://a.example")], [("A", "")]),
    ([("A", "https://a.example"), ("A", "https://b.example")], [("A", "https://b.example")]),
], ids=["shared later", "shared no more", "with address", "without", "same title"])  # fmt: skip
def test_a_stored_programme_keeps_its_key(put, before, after):
    def text(rows):
        return "\n".join(["Titel;Link", *map(";".join, rows)])

    stored = {programme.key: programme for programme in lists.read(put(text(before)), "eigene").programmes}
    keys = {
        (programme.title, programme.url): programme.key
        for programme in lists.read(put(text(after)), "eigene", stored).programmes
    }
    again = set(keys.values()) & stored.keys()
    new = len(set(after) - set(before)) if len(after) > len(before) else 0
    assert len(again) == len(after) - new
    assert all(stored[key].title == title for (title, _), key in keys.items() if key in again)


def test_line_numbers_count_line_breaks_in_cells(put):
    _, (problem,) = read(put('Titel;Frist\n"A\nB";1.1.2027\n"C\nD";morgen\n'), "eigene")
    assert problem.message.startswith("Zeile 4: ")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "liste.csv", "ist leer"),
        (b"  \n ", "liste.jsonl", "ist leer"),
        (b"\x7fELF\x00\x01\x02", "liste.csv", "keine Textdatei"),
        (b"Titel;\x81\x8d\n", "liste.csv", "weder in UTF-8 noch in Windows-1252"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "liste.xls", "altes Excel"),
        (b"PK\x03\x04kaputt", "liste.xlsx", "keine lesbare Excel-Datei"),
        (b"nur ein Satz, ohne Kopf\n", "liste.csv", "keine Kopfzeile"),
        (b"Titel;Frist\n", "liste.csv", "keine Zeilen"),
        (b'Titel;Frist\n"A;1.1.2027\nB;\n', "liste.csv", "kein sauberes CSV"),
        (b"Titel;Text\nA;" + b"x" * 200_000, "liste.csv", "kein sauberes CSV"),
        (
            b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
            "liste.csv",
            "ist ein PDF und keine Liste; bitte als XLSX oder CSV speichern",
        ),
        (b"\xef\xbb\xbf\n%PDF-1.7", "liste.xlsx", "ist ein PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "foto.png", "ist ein Bild"),
        (b"\xff\xd8\xff\xe0\x00", "foto.jpg", "ist ein Bild"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "foto.webp", "ist ein Bild"),
        (b"{\\rtf1\\ansi", "liste.doc", "ist ein Textdokument"),
        (b"\xd0\xcf\x11\xe0" + bytes(99) + "WordDocument".encode("utf-16-le"), "liste.doc", "altes Word-Dokument"),
        (b"<!DOCTYPE html>\n<html>", "liste.html", "ist eine Webseite"),
        (b"[\n1,\n2]\n", "liste.json", "keine Zeile ist ein JSON-Objekt"),
        (b"[" * 100_000, "liste.json", "keine Zeile ist ein JSON-Objekt"),
    ],
)
def test_what_is_no_list_is_one_clear_line(put, content, name, words):
    with pytest.raises(InputError, match=words) as error:
        read(put(content, name), "eigene")
    assert "\n" not in str(error.value)
    assert name in str(error.value)


@pytest.mark.parametrize(("part", "words"), [
    ("word/document.xml", "ist ein Word-Dokument und keine Liste"), ("ppt/x.xml", "ist eine Präsentation"),
    ("content.xml", "ist ein Dokument von LibreOffice"), ("foto.jpg", "ist ein ZIP-Archiv"),
])  # fmt: skip
def test_what_a_zip_holds_is_told(put, part, words):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr(part, b"")
    with pytest.raises(InputError, match=words):
        read(put(stream.getvalue(), "liste.xlsx"), "eigene")


def test_wrong_paths_and_sizes(tmp_path):
    huge = tmp_path / "riesig.jsonl"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    for path, words in ((tmp_path, "keine Datei"), (tmp_path / "fehlt.csv", "keine Datei"), (huge, "größer als")):
        with pytest.raises(InputError, match=words):
            read(path, "eigene")
    with pytest.raises(InputError, match="kein Portalname"):
        read(huge, "Meine Liste:1")


def test_a_workbook_that_unpacks_to_too_much_is_refused(put, monkeypatch):
    monkeypatch.setattr("crawl.lists_tables.LARGEST_UNPACKED", 1_000_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 1_000_001)
    with pytest.raises(InputError, match="ausgepackt größer"):
        read(put(stream.getvalue(), "bombe.xlsx"), "eigene")


CELLS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from("title url text applicants regions deadline opens kind rate_max amount_max contact key".split())


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(NAMES | st.text(max_size=8), CELLS, max_size=6), min_size=1, max_size=4))
def test_any_json_is_read_or_reported(tmp_path, rows):
    path = tmp_path / "any.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    programmes, problems = read(path, "eigene")
    for programme in programmes:
        assert programme.title.encode()
        assert programme.key
        assert programme.rate_max is None or 0 < programme.rate_max <= 100
        days = [day for stage in programme.stages for day in (stage.opens, stage.closes) if day]
        assert all(2000 <= day.year < 2100 for day in days)
    assert all(problem.message for problem in problems)
    titled = sum(isinstance(row.get("title"), str) and any(map(str.isalnum, row["title"])) for row in rows)
    assert len(programmes) + len(problems) >= titled


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300) | st.text(max_size=100).map(lambda text: f"Titel;Frist\n{text}".encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / "any"
    path.write_bytes(content)
    try:
        programmes, _ = read(path, "eigene")
    except InputError as error:
        assert str(path) in str(error)  # noqa: PT017
    else:
        assert all(programme.title for programme in programmes)
