"""City profiles: what is right is read, what is wrong is told by place and stops nobody else."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from profile_samples import GOOD, PROJECT, read

import profiles
from funding import InputError
from funding.places import land_of_ags
from profiles import load, load_files


def test_the_smallest_profile(tmp_path: Path) -> None:
    loaded = read(tmp_path, GOOD)
    assert loaded.faults == ()
    (profile,) = loaded.profiles
    assert (profile.city.slug, profile.city.ags, profile.city.population) == ("musterstadt", "14713000", 5000)
    assert (profile.projects, profile.partnerships) == ((), ())


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (GOOD.replace('"14713000"', "05315000"), (4, 8), ["„ags“ muss Text sein", '"05315000"', "Anführungszeichen"]),
        (GOOD.replace('"14713000"', "5315000").replace("Sachsen", "NRW"), (4, 8), ['in Anführungszeichen: "05315000"']),
        (GOOD.replace('"14713000"', '"1471300"'), (4, 8), ["acht Ziffern"]),
        (GOOD.replace("14713000", "99713000"), (4, 8), ["01 bis 16"]),
        (GOOD.replace("Sachsen", "Bayern"), (5, 9), ["Bayern", "14713000", "Sachsen"]),
        (GOOD.replace("Sachsen", "Sachssen"), (5, 9), ["kein Land", "meinten Sie „Sachsen“?"]),
        (GOOD.replace("5000", "5.000"), (6, 15), ["5.000", "ganze Zahl ohne Punkt", "„5000“?"]),
        (GOOD.replace("5000", "5.000.000"), (6, 15), ["5.000.000", "ohne Punkt", "„5000000“?"]),
        (GOOD.replace("5000", '"5000"'), (6, 15), ["ohne Punkt und Anführungszeichen"]),
        (GOOD.replace("5000", "yes"), (6, 15), ["ganze Zahl"]),
        (GOOD.replace("5000", "0"), (6, 15), ["mindestens 1"]),
        (GOOD.replace('  name: "Musterstadt"\n', ""), (2, 3), ["„name“ fehlt"]),
        (GOOD.replace("  name:", "  nam:"), (3, 3), ["meinten Sie „name“"]),
        (GOOD.replace("Musterstadt", "M" * 301), (3, 9), ["höchstens 300 Zeichen"]),
        (GOOD.replace("musterstadt", "Muster Stadt"), (2, 9), ["Kleinbuchstaben"]),
        (GOOD.replace("Musterstadt", "Muster\\0stadt"), (3, 9), ["Steuerzeichen"]),
        (GOOD.replace("Musterstadt", "\\ud800"), (3, 9), ["Steuerzeichen"]),
        (GOOD + "  budget: Notlage\n", (7, 11), ["normal, haushaltssicherung, haushaltsnotlage", "haushaltsnotlage“?"]),
        (GOOD + "partnerships:\n  - {city: Oslo, country: NO}\n", (8, 27), ["„country“", "ja/nein", '"NO"']),
        (GOOD + 'partnerships:\n  - {city: X, country: "ZQ"}\n', (8, 24), ["„ZQ“ ist kein Staat", "ISO 3166"]),
        (GOOD + "partnerships:\n  - {city: X, country: fr}\n", (8, 24), ["zwei Großbuchstaben"]),
        (GOOD + "partnerships:\n  - {city: X, country: FR, since: 2010, until: 2005}\n", (8, 5), ["2010", "2005"]),
        (GOOD + "projekts: []\n", (7, 1), ["unbekannte Angabe „projekts“", "meinten Sie „projects“?"]),
        (GOOD + "xyz: 1\n", (7, 1), ["erlaubt sind city, partnerships, projects"]),
        (PROJECT + "cots_eur: 3\n", (10, 5), ["meinten Sie „cost_eur“?"]),
        (PROJECT + "start: {earlyest: 2027-01-01}\n", (10, 13), ["meinten Sie „earliest“?"]),
        (PROJECT + "start: {earliest: 31.03.2027}\n", (10, 23), ["Datum wie 2027-03-31"]),
        (PROJECT + "start: {earliest: 2027}\n", (10, 23), ["Datum wie 2027-03-31"]),
        (PROJECT + "start: {earliest: 2027-05-01, latest: 2027-04-01}\n", (10, 12), ["2027-05-01", "2027-04-01"]),
        (PROJECT + "started: ja\n", (10, 14), ["true (ja) oder false (nein)"]),
        (PROJECT + "sdgs: [18]\n", (10, 12), ["höchstens 17"]),
        (PROJECT + "handlungsfelder: [hf12]\n", (10, 23), ["hf01 bis hf11"]),
        (PROJECT + "topics: Kultur\n", (10, 13), ["eine Liste"]),
        (PROJECT + "countries: [NO, FR]\n", (10, 17), ['"NO"']),
        (PROJECT + "department: kultur\n", (10, 17), ["„kultur“", "departments", "noch keine"]),
        (PROJECT + "partnership: Lyon\n", (10, 18), ["„Lyon“", "partnerships"]),
        (PROJECT + "kind: grnt\n", (10, 11), ["grant, loan", "meinten Sie „grant“?"]),
        (PROJECT + "\n  - {slug: p, title: Zwei}\n", (11, 12), ["„p“", "nur einmal"]),
        (GOOD + "recipients: [{email: niemand}]\n", (7, 22), ["eine Adresse wie"]),
        (GOOD + "recipients: [{email: a@b.example, departments: [x]}]\n", (7, 49), ["„x“ steht nicht"]),
        (GOOD + "departments: [{slug: a, name: A}, {slug: a, name: B}]\n", (7, 42), ["„a“", "departments"]),
        (GOOD + "city: {}\n", (7, 1), ["„city“ steht zweimal", "Zeile 1"]),
        (GOOD + "projects: &p []\n", (7, 11), ["Anker"]),
        (GOOD + "projects: *p\n", (7, 11), ["Verweis"]),
        (GOOD + "projects: !!python/name:os.system x\n", (7, 11), ["Typangabe"]),
        (GOOD + "projects:\n\t- slug: p\n", (8, 1), ["Tabulator", "Leerzeichen"]),
        (GOOD + "---\n" + GOOD, (7, 1), ["zweites YAML-Dokument"]),
        (GOOD + "? [a, b]\n: 1\n", (7, 3), ["Schlüssel"]),
        (GOOD + '"a\\nb": 1\n', (7, 1), ["kein Wort vor dem"]),
        (GOOD + "  a: b: c\n", (7, 7), ["kein gültiges YAML"]),
        (GOOD + 'x: "', (7, 4), ["kein gültiges YAML", "Anführungszeichen"]),
        ("%YAML 9.9\n---\n" + GOOD, (1, 1), ["kein gültiges YAML"]),
        ("city:\n", (1, 1), ["„city“ ist leer"]),
        ("projects: []\n", (1, 1), ["„city“ fehlt"]),
        ("city: 3\n", (1, 7), ["eingerückter Block"]),
        ("", (1, 1), ["leere Datei"]),
        ("# nur ein Kommentar\n", (1, 1), ["leere Datei"]),
        ("- city\n", (1, 1), ["keine Liste"]),
        ("Leipzig", (1, 1), ["kein Text"]),
        ("[" * 60_000, (1, 14), ["zu tief verschachtelt"]),
        ("a: " + "{a: " * 500, (1, 52), ["zu tief verschachtelt"]),
        (GOOD.replace("Muster", "Müster").encode("latin-1"), (3, 11), ["UTF-8"]),
        (GOOD.encode("utf-16"), (1, 1), ["UTF-8"]),
        (GOOD.encode() + b"\x07", (7, 1), ["Steuerzeichen"]),
        (GOOD.encode() + b"#" * (64 * 1024), (1, 1), ["64 KiB"]),
    ],
    ids=lambda part: part[0] if isinstance(part, list) else "",
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, text: str | bytes, place: object, words: list[str]
) -> None:
    loaded = read(tmp_path, text)
    assert loaded.profiles == ()
    fault = loaded.faults[0]
    assert (fault.line, fault.column) == place
    assert [word for word in words if word not in fault.message] == []
    assert str(fault) == f"stadt.yaml:{fault.line}:{fault.column}: {fault.message}"
    assert "\n" not in str(fault)


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n"),
        GOOD + "projects:\npartnerships: ~\n",
        GOOD + 'partnerships: [{city: Oslo, country: "NO"}]\n',
        GOOD.replace('"14713000"', "'14713000'"),
        GOOD.encode() + b"#" * (64 * 1024 - len(GOOD)),
    ],
    ids=["BOM", "CRLF", "empty lists", "Norway", "single quotes", "64 KiB"],
)
def test_what_is_accepted(tmp_path: Path, text: str | bytes) -> None:
    loaded = read(tmp_path, text)
    assert [str(fault) for fault in loaded.faults] == []
    assert len(loaded.profiles) == 1


def test_every_fault_of_a_file_is_told_in_order(tmp_path: Path) -> None:
    broken = PROJECT + "sdgs: [0]\n    kind: x\n    wat: 1\n"
    faults = read(tmp_path, broken).faults
    assert [fault.line for fault in faults] == [10, 11, 12]


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- kaputt", encoding="utf-8")
    (tmp_path / "b.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "_entwurf.yaml").write_text("auch kaputt", encoding="utf-8")
    (tmp_path / ".versteckt.yaml").write_text("auch kaputt", encoding="utf-8")
    (tmp_path / "notiz.txt").write_text("kein Profil", encoding="utf-8")
    loaded = load(tmp_path)
    assert [profile.city.slug for profile in loaded.profiles] == ["musterstadt"]
    assert [fault.file.name for fault in loaded.faults] == ["a.yaml"]


def test_of_two_cities_with_one_slug_the_file_of_that_name_counts(tmp_path: Path) -> None:
    (tmp_path / "musterstadt - Kopie.yaml").write_text(GOOD.replace("5000", "6000"), encoding="utf-8")
    (tmp_path / "musterstadt.yml").write_text(GOOD, encoding="utf-8")
    loaded = load(tmp_path)
    assert [profile.city.population for profile in loaded.profiles] == [5000]
    (fault,) = loaded.faults
    assert str(fault).startswith("musterstadt - Kopie.yaml:2:9: das Kürzel (slug) „musterstadt“ trägt schon")
    assert "musterstadt.yml" in fault.message
    (tmp_path / "musterstadt.yml").write_text("city: [", encoding="utf-8")
    assert load(tmp_path).profiles == (), "a copy does not take the place of a broken original"
    (tmp_path / "musterstadt.yml").write_text(GOOD.replace("slug: musterstadt", "slug: anders"), encoding="utf-8")
    assert len(load(tmp_path).profiles) == 2


@pytest.mark.parametrize("names", [("a.yaml", "b.yaml"), ("musterstadt.yaml", "musterstadt.yml")])
def test_two_cities_with_one_slug_of_which_none_is_the_right_one(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    loaded = load(tmp_path)
    assert (loaded.profiles, loaded.files) == ((), ())
    assert [(fault.file.name, fault.line, fault.column) for fault in loaded.faults] == [(name, 2, 9) for name in names]
    for fault, other in zip(loaded.faults, reversed(names), strict=True):
        assert f"steht auch in {other}" in fault.message
        assert f"stands in {other} too" in fault.told("en")
    assert load_files([tmp_path / names[0]] * 2).faults == (), "one file named twice is one"


def test_the_faults_of_a_city_are_found_by_what_people_call_it(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(GOOD + "nix: 1\n", encoding="utf-8")
    (tmp_path / "zweite.yaml").write_text("city: [", encoding="utf-8")
    loaded = load(tmp_path)
    for name in ("musterstadt", "Musterstadt", "x", "x.yaml"):
        assert [fault.file.name for fault in loaded.faults_of(name)] == ["x.yaml"]
    assert [fault.file.name for fault in loaded.faults_of("zweite")] == ["zweite.yaml"]
    assert loaded.faults_of("anders") == ()


def test_a_folder_or_a_missing_file_in_place_of_a_profile(tmp_path: Path) -> None:
    (tmp_path / "ordner.yaml").mkdir()
    (tmp_path / "verweis.yaml").symlink_to(tmp_path / "nirgends")
    assert [fault.message for fault in load(tmp_path).faults] == ["keine gewöhnliche Datei"] * 2


def test_no_folder_and_no_file_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--profiles"):
        load(tmp_path / "nirgends")
    with pytest.raises(InputError, match=r"keine \.yaml-Datei"):
        load(tmp_path)


BITS = ["city:", "\n", "  ", "slug: ", "- ", "? ", ": ", "&a ", "*a ", "!!x ", "{", "}", "[", "]", '"', "'", "|", ">",
        "%", "@", "#", "\t", "---", "...", "\\x", "ags: 012", "~", "é", "\ufeff", "NO", "1e9", "0x1", ","]  # fmt: skip
MANGLED = st.lists(st.sampled_from(BITS), max_size=40).map(lambda bits: "".join(bits).encode())


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), MANGLED, st.text(max_size=200).map(lambda text: text.encode("utf-8")))
)
def test_arbitrary_bytes_are_a_fault_and_never_an_exception(tmp_path: Path, content: bytes) -> None:
    loaded = read(tmp_path, content)
    assert loaded.profiles == ()
    assert loaded.faults
    assert [fault for fault in loaded.faults if len(str(fault).splitlines()) != 1] == []


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(GOOD)), cut=st.integers(0, 8), junk=st.sampled_from(BITS))
def test_a_damaged_profile_loads_or_is_a_fault(tmp_path: Path, at: int, cut: int, junk: str) -> None:
    loaded = read(tmp_path, GOOD[:at] + junk + GOOD[at + cut :])
    assert bool(loaded.profiles) != bool(loaded.faults)


def test_the_sample_cities_are_right() -> None:
    loaded = load(Path(profiles.__file__).parent)
    assert [str(fault) for fault in loaded.faults] == []
    assert {profile.city.slug for profile in loaded.profiles} == {
        "leipzig", "goettingen", "dinkelsbuehl",
        "greifswald", "wolfsburg", "chemnitz", "frankfurt-oder", "gelsenkirchen",
    }  # fmt: skip
    for profile in loaded.profiles:
        assert land_of_ags(profile.city.ags) == profile.city.land
        assert 2 <= len(profile.projects) <= 6
        assert all(recipient.email.endswith(".example.org") for recipient in profile.recipients)
    assert len({profile.city.land for profile in loaded.profiles}) == 6
    leipzig = next(profile for profile in loaded.profiles if profile.city.slug == "leipzig")
    assert {"ET", "FR"} <= {partnership.country for partnership in leipzig.partnerships}
    assert any(partnership.dac for partnership in leipzig.partnerships)
    assert any(recipient.language == "en" for recipient in leipzig.recipients)
    assert any(11_000 <= profile.city.population <= 13_000 for profile in loaded.profiles)


def test_the_24_profiles_of_the_benchmark_load(shared: Path) -> None:
    loaded = load(shared / "bench" / "profiles")
    assert [str(fault) for fault in loaded.faults] == []
    assert len(loaded.profiles) == 24


@pytest.mark.parametrize("call", [["bench/profiles.py"], ["-m", "bench.profiles"]])
def test_the_measure_of_many_profiles_runs(call: list[str]) -> None:
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, *call, "--count", "20"], check=False, cwd=root, capture_output=True, text=True, timeout=60
    )
    assert run.stdout.startswith("20 of 20 profiles ("), run.stderr
