"""Errors an admin can act on: the line with a caret, what was meant, all at once, in two languages; warnings apart."""

from pathlib import Path

import pytest
from profile_samples import GOOD, PROJECT, read

from funding.places import LAND_OF_AGS


def test_the_offending_line_is_shown_with_a_caret(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, PROJECT + "sdgs: [18]\n").faults
    assert fault.shown().splitlines() == [
        "stadt.yaml:10:12: „sdgs“ ist 18; erlaubt: höchstens 17",
        "    10 |     sdgs: [18]",
        "       |            ^",
    ]


def test_a_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    words = ", ".join(["Wasser"] * 40)
    (fault,) = read(tmp_path, PROJECT + f"topics: [{words}, 7, {words}]\n").faults
    _, line, caret = fault.shown().splitlines()
    assert len(line) < 120
    assert line[caret.index("^")] == "7"
    assert line.split("| ")[1].startswith("…")
    assert line.endswith("…")


def test_a_line_of_hostile_signs_is_shown_harmless(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, GOOD.encode() + b"x: \x1b[31m\xff\n").faults
    assert "\x1b" not in fault.shown()


def test_faults_are_told_in_english_too(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, PROJECT + "budgt: 1\n").faults
    assert fault.told("en").startswith("stadt.yaml:10:5: unknown key “budgt”")
    broken = read(tmp_path, "- a").faults
    assert "expected are keys" in broken[0].told("en")


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("Sachsen", "Bayern").replace("5000", "5.000")
        + "partnerships: [{city: X, country: XX}]\nnö: &a 1\n"
    )
    faults = read(tmp_path, text, b=GOOD.replace("musterstadt", "b") + "city: {}\nx: *y\nprojects: !!set {}\n").faults
    assert [(fault.file.name, fault.line) for fault in faults] == [
        ("b.yaml", 7), ("b.yaml", 8), ("b.yaml", 8), ("b.yaml", 9),
        ("stadt.yaml", 5), ("stadt.yaml", 6), ("stadt.yaml", 7), ("stadt.yaml", 8), ("stadt.yaml", 8),
    ]  # fmt: skip


def test_a_mistyped_key_is_not_missed_too(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, GOOD + "partnerships: [{city: Pau, contry: FR}]\n").faults
    assert "meinten Sie „country“" in fault.message
    assert len(read(tmp_path, GOOD + "partnerships: [{city: Pau, xyz: FR}]\n").faults) == 2


def test_hundreds_of_faults_are_counted(tmp_path: Path) -> None:
    faults = read(tmp_path, PROJECT + f"sdgs: {[99] * 150}\n").faults
    assert len(faults) == 101
    assert faults[-1].message == "… und 50 weitere Fehler"


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("countries: [Brasilien]", "„BR“ (Brasilien)"),
        ("countries: [Brazil]", "„BR“ (Brasilien)"),
        ("countries: [Brasilein]", "„BR“ (Brasilien)"),
        ("countries: [TUN]", "„TN“ (Tunesien)"),
        ("countries: [fr]", "„FR“ (Frankreich)"),
        ("countries: [UK]", "„GB“"),
        ("countries: [Großbritannien]", "„GB“"),
        ("handlungsfelder: [Städtediplomatie]", "„hf02“"),
        ("handlungsfelder: [hf3]", "„hf03“"),
        ("handlungsfelder: [3]", "„hf03“"),
        ('started: "true"', "„true“"),
        ("start: 2027-04-01 bis 2027-09-30", "„earliest: 2027-04-01, latest: 2027-09-30“"),
        ("sdgs:\n      -11\n      -13", "„[11, 13]“"),
        ("handlungsfelder: [City diplomacy]", "„hf02“"),
        ("sdgs: [Kein Hunger]", "„2“ (Kein Hunger)"),
        ("sdgs: [SDG 6]", "„6“"),
        ("sdgs: [Climate action]", "„13“"),
        ("cost_eur: 1.200.000 €", "„1200000“"),
        ("cost_eur: 95.000,00", "„95000“"),
        ("started: nein", "„false“"),
        ("start: {earliest: 31.03.2027}", "„2027-03-31“"),
        ("start: {earliest: 04/2027}", "„2027-04-01“"),
        ("start: {earliest: 2027-4-1}", "„2027-04-01“"),
        ("start: 2027-04-01", "„earliest: 2027-04-01“"),
        ("kosten: 5", "„cost_eur“"),
        ("„topics“: [x]", "„topics“"),
        ("beschreibung: X", "„description“"),
        ("kind: grnt", "„grant“"),
        ("department: Umwelt Amt", "„umwelt-amt“"),
        ("countries: [“FR”]", "„FR“ (Frankreich)"),
        ("kind: Zuschuss", "„grant“"),
        ("kind: Kredit", "„loan“"),
        ("maturity: geplant", "„planned“"),
        ("started: yes", "„true“"),
        ("started: off", "„false“"),
        ("cost_eur: ca. 250 000 Euro", "„250000“"),
        ("cost_eur: 250 T€", "„250000“"),
        ("cost_eur: 1,25 Mio. €", "„1250000“"),
        ("cost_eur: 59_000", "„59000“"),
        ("topics: Klima, Wasser", "„[Klima, Wasser]“"),
        ("sdgs: [4; 11]", "„4, 11“"),
    ],
)
def test_did_you_mean(tmp_path: Path, wrong: str, meant: str) -> None:
    (fault,) = read(tmp_path, PROJECT + wrong).faults[:1]
    assert f"meinten Sie {meant}" in fault.message
    assert "did you mean " in fault.told("en")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ('threshold: "40"', "„40“"), ("threshold: 40%", "„40“"), ("threshold: 40 Punkte", "„40“"),
        ("weekday: montags", "„mon“"), ("weekday: Dienstag", "„tue“"), ("weekday: Mi.", "„wed“"),
        ("weekday: Thursday", "„thu“"), ("weekday: „fri“", "„fri“"), ("rhythm: wöchentlich", "„weekly“"),
        ("rhythm: täglich", "„daily“"), ("rhythm: jeden Monat", "„monthly“"), ("language: Englisch", "„en“"),
        ("max_items: 5 Stück", "„5“"), ("reminder_weeks: [4 Wochen]", "„4“"), ("reminder_weeks: 8, 4", "„[8, 4]“"),
        ("sprache: de", "„language“"), ("rhythmus: daily", "„rhythm“"),
    ],
)  # fmt: skip
def test_did_you_mean_for_recipients(tmp_path: Path, wrong: str, meant: str) -> None:
    (fault,) = read(tmp_path, f"{GOOD}recipients:\n  - email: a@b.example\n    {wrong}\n").faults
    assert f"meinten Sie {meant}" in fault.message


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("mailto:a@b.example", "a@b.example"),
        ("Jürgen Muster <jürgen@b.example>", "juergen@b.example"),
        ("a@b.example.", "a@b.example"),
    ],
)
def test_did_you_mean_for_addresses(tmp_path: Path, word: str, meant: str) -> None:
    (fault,) = read(tmp_path, f"{GOOD}recipients: [{{email: '{word}'}}]\n").faults
    assert f"meinten Sie „{meant}“" in fault.message


@pytest.mark.parametrize("word", ["samstags", "alle zwei Wochen", "0.4"])
def test_no_guess_for_what_does_not_exist(tmp_path: Path, word: str) -> None:
    for key in ("weekday", "rhythm", "threshold"):
        (fault,) = read(tmp_path, f"{GOOD}recipients: [{{email: a@b.example, {key}: {word}}}]\n").faults
        assert "meinten" not in fault.message


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("NRW", "Nordrhein-Westfalen"), ("BaWü", "Baden-Württemberg"), ("Meck-Pomm", "Mecklenburg-Vorpommern"),
        ("DE-NW", "Nordrhein-Westfalen"), ("Bavaria", "Bayern"), ("Freistaat Thüringen", "Thüringen"),
        ("DED", "Sachsen"), ("S-H", "Schleswig-Holstein"), ("„Sachsen“", "Sachsen"), ("SACHSEN", "Sachsen"),
        ("Sachsen Anhalt", "Sachsen-Anhalt"), ("Niedersaxen", "Niedersachsen"), ("Rheinland Pfaltz", "Rheinland-Pfalz"),
    ],
)  # fmt: skip
def test_did_you_mean_for_laender(tmp_path: Path, word: str, meant: str) -> None:
    key = next(start for start, land in LAND_OF_AGS.items() if land == meant)
    (fault,) = read(tmp_path, GOOD.replace("Sachsen", word).replace('"14', f'"{key}')).faults
    assert f"meinten Sie „{meant}“" in fault.message


def test_a_land_that_the_ags_contradicts_is_not_suggested(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, GOOD.replace("Sachsen", "NRW").replace("14713000", "16055000")).faults
    assert fault.message == "Land NRW (Nordrhein-Westfalen) passt nicht zum AGS 16055000; dessen Land ist Thüringen"


@pytest.mark.parametrize("value", ["threshold: 400", "max_items: 0", "max_items: 51"])
def test_a_value_out_of_range_is_not_suggested_again(tmp_path: Path, value: str) -> None:
    (fault,) = read(tmp_path, f"{GOOD}recipients: [{{email: a@b.example, {value}}}]\n").faults
    assert ("meinten" in fault.message, "tens " in fault.message) == (False, True)


@pytest.mark.parametrize(
    ("known", "word", "meant"),
    [
        ("{slug: umwelt, name: Amt für Umweltschutz}", "Umweltamt", "; meinten Sie „umwelt“?"),
        ("{slug: a36, name: Umweltamt}", "Umwelt-Amt", "; meinten Sie „a36“?"),
        ("{slug: umwelt, name: Umweltamt}", "zzz", "(dort: umwelt)"),
    ],
)
def test_one_slip_in_a_department_is_one_fault(tmp_path: Path, known: str, word: str, meant: str) -> None:
    (fault,) = read(tmp_path, f"{PROJECT}department: {word}\ndepartments: [{known}]\n").faults
    assert fault.message.endswith(meant)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("start: {earliest: 2027-04-31}", "diesen Tag gibt es im Kalender nicht"),
        ("start: {earliest: 31.04.2027}", "diesen Tag gibt es im Kalender nicht"),
        ("cost_eur: 65000.0", "meinten Sie „65000“"),
        ("countries: [EL]", "meinten Sie „GR“ (Griechenland)"),
        ("cost_eur: „500“", "typographische Anführungszeichen zählen nicht als solche; meinten Sie „500“?"),
    ],
)
def test_what_people_write_is_understood(tmp_path: Path, wrong: str, told: str) -> None:
    (fault,) = read(tmp_path, PROJECT + wrong).faults
    assert told in fault.message


@pytest.mark.parametrize("word", ["XX", "Atlantis", "7"])
def test_no_guess_out_of_nothing(tmp_path: Path, word: str) -> None:
    (fault,) = read(tmp_path, PROJECT + f'countries: ["{word}"]').faults
    assert "meinten" not in fault.message


def test_a_lost_zero_of_the_ags_and_a_wrong_region(tmp_path: Path) -> None:
    nrw = GOOD.replace("Sachsen", "Nordrhein-Westfalen")
    for key in ("5315000", "053150000000", "05315", "05 315 000", "O53l5OOO"):
        (fault,) = read(tmp_path, nrw.replace("14713000", key)).faults
        assert '"05315000"' in fault.message
    (fault,) = read(tmp_path, GOOD.replace("14713000", "147١3000")).faults
    assert 'meinten Sie "14713000"' in fault.message, "digits of another script are none of an AGS"
    (fault, _) = read(tmp_path, GOOD.replace('"14713000"', "„16055000“").replace("5000\n", "5.000\n")).faults
    assert 'meinten Sie "16055000"' in fault.message, "what stands there is not guessed"
    for key in ('"1605500"', "1605500"):
        (fault,) = read(tmp_path, GOOD.replace("Sachsen", "Thüringen").replace('"14713000"', key)).faults
        assert "01605500" not in fault.message, "that would be a key of another Land"
        assert 'zum Beispiel "14713000"' in fault.message
    (fault,) = read(tmp_path, GOOD + "  nuts: DEA23\n").faults
    assert (fault.line, fault.column) == (7, 9)
    assert "DED" in fault.message


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (PROJECT + "start: {latest: 2026-11-22}\n", (10, 12), ["Vergangenheit", "2026-11-22"]),
        (PROJECT + "start: {earliest: 2020-01-01}\n", (10, 12), ["Vergangenheit"]),
        (GOOD + "partnerships: [{city: Jendouba, country: TN}]\n", (7, 16), ["Tunesien", "OECD-DAC-Liste 2024/2025"]),
        (GOOD + "departments: [{slug: a, name: A}]\n", (7, 15), ["„a“", "niemand"]),
        (GOOD + "recipients: [{email: a@b.example}]\n", (7, 14), ["a@b.example", "kein Vorhaben"]),
        (GOOD + "  memberships: [Eurocites]\n", (7, 17), ["„Eurocities“"]),
        (GOOD + "partnerships: [{city: Ulm, country: DE}]\n", (7, 16), ["Ulm", "Deutschland"]),
        (GOOD + "partnerships: [{city: Pau, country: FR, since: 2027}]\n", (7, 48), ["2027", "kommt erst"]),
        (GOOD + "partnerships: [{city: Pau, country: FR}, {city: PAU, country: FR}]\n", (7, 42), ["PAU (FR)", "schon"]),
        (PROJECT + "cost_eur: 10\n    own_share_eur: 11\n", (11, 20), ["Eigenanteil (11", "Gesamtkosten (10"]),
        (PROJECT + "\nrecipients: [{email: a@b.example}, {email: A@b.example}]\n", (11, 36), ["A@b.example", "schon"]),
        (PROJECT + "sdgs: [1, 3, 1]\n", (10, 18), ["„1“ steht schon in dieser Liste"]),
        (b"\xef\xbb\xbf" + GOOD.encode(), (1, 1), ["BOM"]),
    ],
)  # fmt: skip
def test_what_is_odd_is_a_warning_and_the_profile_counts(
    tmp_path: Path, text: str | bytes, place: tuple[int, int], words: list[str]
) -> None:
    loaded = read(tmp_path, text)
    assert (len(loaded.profiles), loaded.faults) == (1, ())
    (warning,) = loaded.warnings
    assert (warning.line, warning.column) == place
    assert all(word in str(warning) for word in words), str(warning)
    assert warning.told("en") != str(warning)


@pytest.mark.parametrize(
    "text",
    [
        PROJECT + "start: {latest: 2026-11-23}\n",
        PROJECT + "start: {earliest: 2020-01-01, latest: 2027-01-01}\n",
        PROJECT + "start: {latest: 2020-01-01}\n    started: true\n",
        GOOD + "partnerships: [{city: Pau, country: FR}, {city: Jendouba, country: TN, type: kontakt}]\n",
        GOOD + "  memberships: [Eurocities, Bündnis der Flussstädte]\n",
    ],
)
def test_what_is_not_odd(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).warnings == ()
