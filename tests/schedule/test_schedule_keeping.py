"""A broken profile: its last good version goes on, and the operator is told once, not before it was sent."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import Store
from profiles import Loaded, load
from schedule import keeping

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
CITY = 'city: {{slug: {slug}, name: X, ags: "14713000", land: Sachsen, population: {people}}}\n'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "db.sqlite") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profiles"
    made.mkdir()
    write(made, "a", 1000)
    write(made, "b", 2000)
    return made


def write(folder: Path, slug: str, people: int, more: str = "") -> None:
    (folder / f"{slug}.yaml").write_text(CITY.format(slug=slug, people=people) + more, encoding="utf-8")


def keep(store: Store, folder: Path, hours: int = 0) -> tuple[Loaded, keeping.Standing]:
    loaded = load(folder)
    return loaded, keeping.keep(store, loaded, NOW + timedelta(hours=hours))


def people(standing: keeping.Standing) -> dict[str, int]:
    return {profile.city.slug: profile.city.population for profile in standing.profiles}


def test_the_last_good_version_of_a_broken_file_counts(store: Store, folder: Path) -> None:
    keep(store, folder)
    write(folder, "a", 1100)
    keep(store, folder, 1)
    (folder / "a.yaml").write_text("city: [", encoding="utf-8")
    write(folder, "b", 2100)
    loaded, standing = keep(store, folder, 2)
    assert [profile.city.slug for profile in loaded.profiles] == ["b"]
    assert people(standing) == {"a": 1100, "b": 2100}
    assert [(kept.profile.city.slug, kept.at) for kept in standing.held] == [("a", NOW + timedelta(hours=1))]
    write(folder, "a", 1200)
    assert people(keep(store, folder, 3)[1]) == {"a": 1200, "b": 2100}


def test_a_file_that_was_never_good_or_is_gone_counts_for_nothing(store: Store, folder: Path) -> None:
    (folder / "neu.yaml").write_text("- kaputt", encoding="utf-8")
    assert people(keep(store, folder)[1]) == {"a": 1000, "b": 2000}
    (folder / "b.yaml").unlink()
    assert people(keep(store, folder)[1]) == {"a": 1000}


def test_a_city_that_moved_to_another_file_counts_once(store: Store, folder: Path) -> None:
    keep(store, folder)
    (folder / "a.yaml").rename(folder / "z.yaml")
    _, standing = keep(store, folder)
    assert sorted(people(standing)) == ["a", "b"]
    assert standing.held == ()


def test_a_copy_never_takes_the_place_of_the_file_that_was_the_city(store: Store, folder: Path) -> None:
    (folder / "b.yaml").rename(folder / "stadt.yaml")
    keep(store, folder)
    write(folder, "a", 1100)
    (folder / "a.yaml").rename(folder / "a - Kopie.yaml")
    write(folder, "b", 2100)
    (folder / "b.yaml").rename(folder / "stadt - Kopie.yaml")
    for original in ("city: [", CITY.format(slug="a", people=1000)):
        (folder / "a.yaml").write_text(original, encoding="utf-8")
        loaded, standing = keep(store, folder, 1)
        assert people(standing) == {"a": 1000, "b": 2000}, "neither copy counts"
        assert {fault.file.name for fault in loaded.faults} >= {"a - Kopie.yaml", "stadt - Kopie.yaml", "stadt.yaml"}
    assert [kept.profile.city.slug for kept in standing.held] == ["b"]


def test_while_the_shared_file_is_broken_everything_stands_still(store: Store, folder: Path) -> None:
    shared = folder / "_defaults.yaml"
    shared.write_text("recipients: [{email: alle@kreis.example}]\n", encoding="utf-8")
    keep(store, folder)
    shared.write_text("recipients: 3\n", encoding="utf-8")
    write(folder, "a", 1500)
    write(folder, "c", 3000)
    _, standing = keep(store, folder)
    assert people(standing) == {"a": 1000, "b": 2000, "c": 3000}
    assert [len(profile.recipients) for profile in standing.profiles] == [1, 1, 0]
    shared.unlink()
    assert people(keep(store, folder)[1]) == {"a": 1500, "b": 2000, "c": 3000}


def test_the_operator_is_told_once(store: Store, folder: Path) -> None:
    assert keeping.untold(store, keep(store, folder)[0]) == ()
    (folder / "a.yaml").write_text("x: 1\n", encoding="utf-8")
    loaded, _ = keep(store, folder, 1)
    faults = keeping.untold(store, loaded)
    assert {fault.file.name for fault in faults} == {"a.yaml"}
    assert keeping.untold(store, loaded) == faults, "not sent yet, so not told"
    keeping.told(store, faults, NOW)
    assert keeping.untold(store, loaded) == ()
    (folder / "a.yaml").write_text("y: 1\n", encoding="utf-8")
    assert keeping.untold(store, keep(store, folder, 2)[0]) == (), "still broken: not told again"
    (folder / "b.yaml").write_text("y: 1\n", encoding="utf-8")
    assert {f.file.name for f in keeping.untold(store, keep(store, folder, 3)[0])} == {"b.yaml"}


def test_nothing_is_written_while_nothing_changed(store: Store, folder: Path) -> None:
    (folder / "neu.yaml").write_text("- kaputt", encoding="utf-8")
    keep(store, folder)
    with Store(store.path, timeout=0.1) as other, store.writing():
        assert people(keep(other, folder)[1]) == {"a": 1000, "b": 2000}, "a reader does not wait for a writer"


def test_what_was_mended_and_breaks_again_is_told_again(store: Store, folder: Path) -> None:
    (folder / "a.yaml").write_text("x: 1\n", encoding="utf-8")
    loaded, _ = keep(store, folder)
    keeping.told(store, keeping.untold(store, loaded), NOW)
    write(folder, "a", 1000)
    keep(store, folder)
    (folder / "a.yaml").write_text("x: 1\n", encoding="utf-8")
    assert keeping.untold(store, keep(store, folder)[0])


def test_each_folder_is_told_of_once_whatever_happens_in_another(store: Store, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "z", 1)
    (folder / "a.yaml").write_text("x: 1\n", encoding="utf-8")
    (folder / "b.yaml").rename(other / "b.yaml")
    (folder / "b.yaml").symlink_to(other / "b.yaml")
    loaded, _ = keep(store, folder)
    keeping.told(store, keeping.untold(store, loaded), NOW)
    keep(store, other, 1)
    assert keeping.untold(store, keep(store, folder, 2)[0]) == ()
    (other / "b.yaml").write_text("x: 1\n", encoding="utf-8")
    assert {fault.file for fault in keeping.untold(store, keep(store, folder, 3)[0])} == {folder / "b.yaml"}


def test_of_two_broken_files_of_one_city_the_newer_counts(store: Store, folder: Path) -> None:
    keep(store, folder)
    (folder / "a.yaml").rename(folder / "0.yaml")
    (folder / "0.yaml").write_text(CITY.format(slug="a", people=1300), encoding="utf-8")
    keep(store, folder, 1)
    for name in ("0", "a"):
        (folder / f"{name}.yaml").write_text("city: [", encoding="utf-8")
    _, standing = keep(store, folder, 2)
    assert [(kept.profile.city.slug, kept.profile.city.population) for kept in standing.held] == [("a", 1300)]
    assert [profile.city.slug for profile in standing.profiles] == ["a", "b"]


def test_the_operators_mail_names_each_fault_and_what_goes_on(store: Store, folder: Path) -> None:
    assert keeping.notice(store, keep(store, folder)[0]) is None
    write(folder, "a", 1000, "projekte: []\n")
    (folder / "neu.yaml").write_text("- kaputt\n" + "- x\n" * 3, encoding="utf-8")
    loaded, _ = keep(store, folder, 1)
    german, english = keeping.notice(store, loaded), keeping.notice(store, loaded, "en")
    assert german is not None
    assert english is not None
    assert german.subject == "passgenau: 2 Stadtprofile sind fehlerhaft"
    assert all(words in german.text for words in ("a.yaml:2:1: unbekannte Angabe", "^", "X: Es gilt weiter", "23.11."))
    assert all(words in english.text for words in ("a.yaml:2:1: unknown key", "neu.yaml:1:1", "2026-11-23 goes on"))
    assert german.faults == english.faults == loaded.faults
    keeping.told(store, german.faults, NOW)
    assert keeping.notice(store, keep(store, folder, 2)[0]) is None


def test_a_mail_of_hundreds_of_faults_stays_short(store: Store, folder: Path) -> None:
    keep(store, folder)
    write(folder, "a", 1000, "".join(f"falsch{n}: 1\n" for n in range(90)))
    notice = keeping.notice(store, keep(store, folder, 1)[0])
    assert notice is not None
    assert (len(notice.faults), notice.subject) == (90, "passgenau: ein Stadtprofil ist fehlerhaft")
    assert notice.text.count("unbekannte Angabe") == 20
    assert "… und 70 weitere Fehler" in notice.text
