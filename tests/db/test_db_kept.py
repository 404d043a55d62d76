"""Versions of profiles: kept once each, newest per file, survivors of an older program left out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from db import Store
from funding import CityProfile

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)


def city(slug: str, people: int) -> CityProfile:
    values = {"slug": slug, "name": "Ä", "ags": "14713000", "land": "Sachsen", "population": people}
    return ADAPTER.validate_python({"city": values, "projects": [{"slug": "p", "title": "T"}]})


def test_a_version_is_kept_once(tmp_path: Path) -> None:
    with Store(tmp_path / "db.sqlite") as store:
        for hour, people in enumerate((1, 1, 2, 1)):
            store.keep_profile("/a.yaml", city("a", people), NOW + timedelta(hours=hour))
        store.keep_profile("/b.yaml", city("b", 9), NOW)
        versions = store.profile_versions("a")
        assert [(kept.profile.city.population, kept.at.hour) for kept in versions] == [(1, 9), (2, 8), (1, 6)]
        assert versions[0].profile == city("a", 1)
        assert [(kept.file, kept.profile.city.slug) for kept in store.kept_profiles()] == [
            ("/a.yaml", "a"),
            ("/b.yaml", "b"),
        ]


def test_a_version_that_no_longer_fits_the_program_is_left_out(tmp_path: Path) -> None:
    with Store(tmp_path / "db.sqlite") as store:
        store.keep_profile("/a.yaml", city("a", 1), NOW)
        store.execute("UPDATE profile_versions SET json = replace(json, 'population', 'menschen')")
        assert store.kept_profiles() == store.profile_versions("a") == []


def test_broken_files_keep_their_dates(tmp_path: Path) -> None:
    later = NOW + timedelta(days=1)
    with Store(tmp_path / "db.sqlite") as store:
        store.note_broken(["/a.yaml"], NOW)
        store.mark_told(["/a.yaml", "/fremd.yaml"], NOW)
        store.mark_told(["/a.yaml"], later)
        store.note_broken(["/a.yaml", "/b.yaml"], later)
        assert [(b.file, b.since, b.told) for b in store.broken_files()] == [
            ("/a.yaml", NOW, NOW),
            ("/b.yaml", later, None),
        ]
        store.note_broken([], later)
        assert store.broken_files() == []
