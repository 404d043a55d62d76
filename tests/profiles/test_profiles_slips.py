"""The slips that people make in YAML: the place is that of the cause, the words say what to do."""

from pathlib import Path

import pytest
from profile_samples import read

WHOLE = """\
city:
  slug: musterstadt
  name: Musterstadt
  ags: "14713000"
  land: Sachsen
  population: 5000
partnerships:
  - {city: "Pau", country: "FR", since: 1983}
  - city: Pomerode
    country: BR
    type: staedtepartnerschaft
projects:
  - slug: rad
    title: Radwege am Fluss
    description: Wege und Brücken.
    countries: ["FR", BR]
    sdgs: [11, 13]
    cost_eur: 250000
  - slug: bad
    title: Freibad
departments:
  - {slug: kultur, name: "Kulturamt"}
recipients:
  - email: a@b.example
    departments: [kultur]
    weekday: tue
"""


def test_without_a_slip_nothing_is_said(tmp_path: Path) -> None:
    loaded = read(tmp_path, WHOLE)
    assert (loaded.faults, loaded.warnings) == ((), ())


@pytest.mark.parametrize(
    ("right", "wrong", "place", "told"),
    [
        ("  name: M", "  name:M", (3, 8), "nach „name:“ fehlt ein Leerzeichen"),
        ("title: Freibad", "title:Freibad", (20, 11), "nach „title:“ fehlt ein Leerzeichen"),
        ('"FR", since: 1983', '"FR", since:1983', (8, 34), "nach „since:“ fehlt ein Leerzeichen"),
        ("  name: M", "   name: M", (3, 4), "beginnt nach 3 Zeichen, Zeile 2 darüber nach 2"),
        ("  name: M", " name: M", (3, 2), "die Einrückung (1 Leerzeichen) passt nicht"),
        ("    title: Rad", "     title: Rad", (14, 6), "beginnt nach 5 Zeichen, Zeile 13 darüber nach 4"),
        ("    title: Rad", "   title: Rad", (14, 4), "dort sind es 2 oder 4"),
        ("  - slug: bad", "    - slug: bad", (19, 5), "die Einrückung (4 Leerzeichen)"),
        ("  - slug: bad", " - slug: bad", (19, 2), "dort sind es 0 oder 2"),
        ('"14713000"', '"14713000', (4, 8), "Anführungszeichen wird in seiner Zeile nicht geschlossen"),
        ('"Kulturamt"', '"Kulturamt', (22, 26), "Anführungszeichen wird in seiner Zeile nicht geschlossen"),
        ("title: Radwege", "title: 'Radwege", (14, 12), "Anführungszeichen wird in seiner Zeile nicht geschlossen"),
        ('"FR", BR', '"FR, BR', (16, 17), "Anführungszeichen wird in seiner Zeile nicht geschlossen"),
        ("title: Radwege am", 'title: "Radwege" am', (14, 22), "nach dem schließenden Anführungszeichen"),
        ("[11, 13]", "[11, 13", (17, 11), "die Klammer „[“ wird nicht geschlossen"),
        ("since: 1983}", "since: 1983", (8, 5), "die Klammer „{“ wird nicht geschlossen"),
        ("[11, 13]", "[11, 13}", (17, 18), "geschlossen wird mit „}“, geöffnet wurde mit „[“"),
        ("[11, 13]", "[11, 13]]", (17, 19), "die öffnende"),
        ("- {city: ", "- city: ", (8, 16), "die öffnende Klammer „{“"),
        ('"Pau", country', '"Pau" country', (8, 18), "fehlt ein Komma"),
        ("{slug: kultur, name", "{slug: kultur name", (22, 23), "davor fehlt ein Komma"),
        ("[11, 13]", "[11,, 13]", (17, 15), "ein Komma zu viel"),
        ('"14713000"', '"14713000",', (4, 18), "ein Komma nach dem Wert"),
        ("[11, 13]", "[11, 13],", (17, 19), "ein Komma nach dem Wert"),
        ("    title: Freibad", "\ttitle: Freibad", (20, 1), "Tabulator"),
        ("title: Freibad", "title:\tFreibad", (20, 11), "Tabulator"),
        ("    title: Freibad", "\u00a0   title: Freibad", (20, 1), "geschütztes Leerzeichen"),
        ("title: Freibad", "title:\u00a0Freibad", (20, 11), "geschütztes Leerzeichen"),
        ("title: Radwege", "title: Ziel: Radwege", (14, 16), "Doppelpunkt in Anführungszeichen"),
        ("title: Freibad", "title: Freibad:", (20, 19), "Doppelpunkt in Anführungszeichen"),
        ("  - slug: bad", "    slug: bad", (19, 5), "ein neuer Eintrag beginnt mit „- “"),
        ("  - slug: rad", "    slug: rad", (13, 5), "davor fehlt „- “"),
        ("  - slug: bad", "  -slug: bad", (19, 4), "nach „-“ fehlt ein Leerzeichen"),
        ("  - {city", "  -{city", (8, 4), "nach „-“ fehlt ein Leerzeichen"),
        ("  - slug: bad", "  * slug: bad", (19, 3), "beginnt mit „- “ (Bindestrich und Leerzeichen), nicht mit „*“"),
        ("  - slug: bad", "  – slug: bad", (19, 3), "nicht mit „–“"),
        ("  - email", "    email", (24, 5), "„recipients“ ist ein Block; erlaubt: eine Liste"),
        ("slug: muster", "slug: müster", (2, 9), "meinten Sie „muesterstadt“"),
        ('"14713000"', "„14713000“", (4, 8), 'zählen nicht als solche; meinten Sie "14713000"?'),
        ("  - slug: rad", "  – slug: rad", (13, 3), "mit „- “ (Bindestrich und Leerzeichen), nicht mit „–“"),
        ("  - slug: rad", "  • slug: rad", (13, 3), "nicht mit „•“"),
        ("  - slug: rad", "  –slug: rad", (13, 3), "nicht mit „–“"),
        ("  - slug: rad", "  -slug: rad", (13, 4), "nach „-“ fehlt ein Leerzeichen; ein Listeneintrag"),
        ('  - {slug: kultur, name: "Kulturamt"}', "  – slug: kultur", (22, 3), "nicht mit „–“"),
        ('  - {slug: kultur, name: "Kulturamt"}', "  -slug: kultur", (22, 3), "nach „-“ fehlt ein Leerzeichen"),
        ("Wege und Brücken.", "*Wege* und Brücken.", (15, 18), "mit „*“ darf kein Text beginnen"),
        ("[11, 13]", "[*elf* zwölf]", (17, 12), "mit „*“ darf kein Text beginnen"),
        ("title: Freibad", "title: &Freibad x", (20, 12), 'in Anführungszeichen setzen: "…"'),
        ('"FR", since', "“FR”, since", (8, 28), "meinten Sie „FR“ (Frankreich)"),
        ("projects:", "---\nprojects:", (12, 1), "zweites YAML-Dokument"),
        ("population: 5000", "population: 5000,", (6, 15), "meinten Sie „5000“"),
        ("title: Freibad", "title: @Freibad", (20, 12), "mit „@“ darf kein Text beginnen"),
        ("title: Freibad", "title: %Freibad", (20, 12), "mit „%“ darf kein Text beginnen"),
        ("title: Freibad", "title: & Freibad", (20, 12), "mit „&“ darf kein Text beginnen"),
        ("title: Freibad", "title: *Freibad*", (20, 12), "Verweis (*)"),
        ("title: Freibad", "title: !Freibad", (20, 12), "YAML-Typangabe"),
        ("title: Freibad", "title: > Freibad", (20, 12), "nach „>“ muss die Zeile zu Ende sein"),
        ("title: Freibad", "title: - Freibad", (20, 12), "„- “ ist hier nicht erlaubt"),
        ("title: Freibad", "title: #1 Freibad", (20, 5), "„title“ ist leer"),
        ("title: Freibad", "title: [EU] Freibad", (20, 17), "nach der schließenden Klammer"),
        ("title: Freibad", "title = Freibad", (20, 5), "nach „title“ gehört „: “"),
        ("title: Freibad", "title\uff1a Freibad", (20, 5), "nach „title“ gehört „: “"),
        ("partnerships:", "partnerships", (7, 1), "nach „partnerships“ fehlt „:“"),
        ("city:\n", "city\n", (1, 1), "nach „city“ fehlt „:“"),
        ("Wege und Brücken.", "Wege und\n    Brücken.", (16, 5), "muss tiefer eingerückt sein"),
        ("city:\n", "  slug: x\ncity:\n", (1, 3), "die erste Angabe ist eingerückt"),
        ("city:\n", '"city:\n', (1, 1), "Anführungszeichen wird in seiner Zeile nicht geschlossen"),
        ("city:\n", "%city:\n", (1, 1), "mit „%“ darf kein Text beginnen"),
        ("  name: M", "... name: M", (3, 1), "„...“ am Anfang der Zeile beendet die Datei"),
        ("projects:", "// Vorhaben\nprojects:", (12, 1), "eine Anmerkung beginnt mit „#“"),
        ('"Kulturamt"', '"Amt\\park"', (22, 30), "bitte einfache nehmen"),
        ('"Kulturamt"', '"Amt\\bau"', (22, 26), "wohl durch ein „\\“"),
        ("[11, 13]", "11, 13", (17, 11), "meinten Sie „[11, 13]“"),
        ("[11, 13]", "[11 13]", (17, 12), "meinten Sie „11, 13“"),
        ("departments:\n  - {slug", "departmens:\n\ndepartments:\n  - {slug", (21, 1), "meinten Sie „departments“"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_cause(tmp_path: Path, right: str, wrong: str, place: tuple[int, int], told: str) -> None:
    assert right in WHOLE
    loaded = read(tmp_path, WHOLE.replace(right, wrong, 1))
    assert loaded.profiles == ()
    fault = loaded.faults[0]
    assert ((fault.line, fault.column), told in fault.message) == (place, True), fault.shown()
    assert fault.shown().splitlines()[2].index("^") == 8 + place[1]
    assert fault.told("en") != fault.told("de")


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("title: Freibad", "title: Freibad,", (20, 12)),
        ('name: "Kulturamt"', "name: „Kulturamt“", (22, 26)),
        ('name: "Kulturamt"', "name: »Kulturamt«", (22, 26)),
    ],
)
def test_signs_that_become_part_of_a_text_are_a_warning(
    tmp_path: Path, right: str, wrong: str, place: tuple[int, int]
) -> None:
    loaded = read(tmp_path, WHOLE.replace(right, wrong))
    assert (len(loaded.profiles), loaded.faults) == (1, ())
    assert [(odd.line, odd.column) for odd in loaded.warnings] == [place]
    assert "Text" in str(loaded.warnings[0])


@pytest.mark.parametrize(
    ("right", "wrong", "place", "rest"),
    [
        ("title: Freibad", "title: Platz #1 Kultur", (20, 18), "„#1 Kultur“"),
        ("name: Musterstadt", "name: Musterstadt  #am Fluss", (3, 22), "„#am Fluss“"),
        ("description: Wege und Brücken.", "description: #Klima", (15, 18), "„#Klima“"),
    ],
)
def test_a_text_that_a_comment_cuts_is_a_warning(
    tmp_path: Path, right: str, wrong: str, place: tuple[int, int], rest: str
) -> None:
    loaded = read(tmp_path, WHOLE.replace(right, wrong))
    assert (len(loaded.profiles), loaded.faults) == (1, ())
    (odd,) = loaded.warnings
    assert ((odd.line, odd.column), rest in odd.message) == (place, True), odd.shown()
    assert "Anführungszeichen" in odd.message
    assert loaded.profiles[0].projects[1].title in {"Platz", "Freibad"}


@pytest.mark.parametrize(
    "line",
    ["title: Platz # eine Anmerkung", 'title: "Platz #1"', "title: Platz#1", "title: Platz ## x", "cost_eur: 5 #ca"],
)
def test_a_real_comment_is_nothing_odd(tmp_path: Path, line: str) -> None:
    text = WHOLE.replace("title: Freibad", line if line.startswith("title") else f"title: T\n    {line}")
    assert (read(tmp_path, text).faults, read(tmp_path, text).warnings) == ((), ())


def test_the_shared_file_is_looked_at_too(tmp_path: Path) -> None:
    shared = "departments: [{slug: kultur, name: Amt}]\ndefaults:\n  city:\n    areas:\n      - Gebiet #1\n"
    warnings = read(tmp_path, WHOLE, _defaults=shared).warnings
    assert [(odd.file.name, odd.line, odd.column) for odd in warnings] == [("_defaults.yaml", 5, 16)]


def test_quotes_inside_a_text_are_nothing_odd(tmp_path: Path) -> None:
    for title in ("„Klima“ und „Wasser“", '"„Klima“"', "Radweg „Nord“"):
        assert read(tmp_path, WHOLE.replace("title: Freibad", f"title: {title}")).warnings == ()
