"""Matches are made anew when something they depend on is new, and only then."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import matcher
from crawl.settle import settle
from db import Store
from funding import City, CityProfile, CrawlRun, Programme, Project
from matcher.semantic import Vectors, background
from schedule import jobs

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    crawled(tmp_path / "s.sqlite", "a")
    return tmp_path / "s.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


@pytest.fixture
def profile() -> CityProfile:
    city = City(slug="x", name="X", ags="14713000", land="Sachsen", population=1000)
    return CityProfile(city=city, projects=(Project(slug="rad", title="Radweg", topics=("Mobilität",)),))


def crawled(path: Path, *keys: str, now: datetime = NOW) -> None:
    """A good run by another process, as far as SQLite can tell."""
    with Store(path) as other:
        run = CrawlRun(id=other.start_run("p", now), portal="p", started=now)
        found = [Programme(portal="p", key=key, title=f"Radweg {key}") for key in keys]
        assert settle(other, run, found, (), (), now, expected=(1, 10)).outcome == "ok"


class Letters:
    """A sentence model as small as can be; the shipped one is tried in tests/matcher."""

    name = "letters"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[text.count(letter) for letter in "aeiou"] for text in texts], np.float32) + 0.1
        vectors: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return vectors

    encode_passages = encode_queries


def matched(store: Store, profile: CityProfile, today: date = TODAY, **more: Any) -> int:
    return len(list(jobs.match_all(store, [profile], today, NOW, **more)))


def ids(store: Store) -> set[str]:
    return {match.programme for match in store.matches("x")}


def test_what_is_stored_while_the_index_is_built_is_matched_next(
    path: Path, store: Store, profile: CityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []

    class Slow(matcher.Matcher):
        def __init__(self, programmes: Sequence[Programme], today: date, **more: Any) -> None:
            super().__init__(programmes, today, **more)
            crawled(path, "a", "b")
            built.append(len(programmes))

    with monkeypatch.context() as slow:
        slow.setattr(matcher, "Matcher", Slow)
        assert matched(store, profile) == 1
    assert (built, ids(store)) == ([1], {"p:a"})
    assert matched(store, profile) == 1, "the saved stamp is that of the programmes that were matched"
    assert ids(store) == {"p:a", "p:b"}
    assert matched(store, profile) == 0


def test_what_is_stored_between_two_reads_is_not_half_seen(
    path: Path, store: Store, profile: CityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Store.revision

    def revision(self: Store) -> int:
        number = read(self)
        with monkeypatch.context() as once:
            once.setattr(Store, "revision", read)
            crawled(path, "a", f"n{number}")
        return number

    with monkeypatch.context() as slow:
        slow.setattr(Store, "revision", revision)
        matched(store, profile)
    assert matched(store, profile) == 1
    assert ids(store) == {programme.id for programme in store.programmes()}


NEWS: dict[str, Callable[[CityProfile], CityProfile]] = {
    "population": lambda profile: replace(profile, city=replace(profile.city, population=2000)),
    "project": lambda profile: replace(profile, projects=(*profile.projects, Project(slug="y", title="Y"))),
}


@pytest.mark.parametrize("change", NEWS.values(), ids=NEWS)
def test_another_profile(store: Store, profile: CityProfile, change: Callable[[CityProfile], CityProfile]) -> None:
    assert [matched(store, profile) for _ in range(2)] == [1, 0]
    assert [matched(store, change(profile)) for _ in range(2)] == [1, 0]


def test_another_revision_day_or_matcher(
    path: Path, store: Store, profile: CityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [matched(store, profile) for _ in range(2)] == [1, 0]
    crawled(path, "a", now=NOW + timedelta(hours=1))
    assert matched(store, profile) == 0, "a crawl without news is no reason"
    crawled(path, "a", "b", now=NOW + timedelta(hours=2))
    assert [matched(store, profile) for _ in range(2)] == [1, 0]
    tomorrow = TODAY + timedelta(days=1)
    assert [matched(store, profile, tomorrow) for _ in range(2)] == [1, 0]
    monkeypatch.setattr(matcher, "VERSION", f"{matcher.VERSION}+")
    assert [matched(store, profile, tomorrow) for _ in range(2)] == [1, 0]
    assert matched(store, profile, tomorrow, anew=True) == 1


def test_only_the_city_that_changed_is_matched(store: Store, profile: CityProfile) -> None:
    other = replace(profile, city=replace(profile.city, slug="y"))
    assert len(list(jobs.match_all(store, [profile, other], TODAY, NOW))) == 2
    changed = replace(other, city=replace(other.city, population=7))
    again = list(jobs.match_all(store, [profile, changed], TODAY, NOW))
    assert [found.profile.city.slug for found in again] == ["y"]


def test_a_sentence_model_reads_a_text_once_and_makes_the_matches_anew(
    store: Store, profile: CityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert matched(store, profile) == 1
    monkeypatch.setattr(matcher, "encoder", lambda _: Letters())
    assert matched(store, profile) == 1, "another model, other matches"
    assert matched(store, profile) == 0
    kept = store.execute("SELECT model, key, vector FROM vectors ORDER BY key")
    assert {row["model"] for row in kept} == {"letters"}
    assert len(kept) == len(background()) + 2  # the programme and the project
    assert matched(store, profile, anew=True) == 1
    assert store.execute("SELECT model, key, vector FROM vectors ORDER BY key") == kept
