"""Matches are made anew when something they depend on is new, and only then."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matcher
from crawl.settle import settle
from db import Settled, Store
from funding import City, CityProfile, CrawlRun, Match, Programme, Project, Recipient, Stage
from matcher import engine
from matcher.engine import Asking, Ranking
from matcher.semantic import Vectors, background, calls
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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The projects that are matched, as they are."""
    seen: list[str] = []

    class Watched(matcher.Matcher):
        def rank(self, asking: Iterable[Asking]) -> Iterator[Ranking]:
            for ranking in super().rank(asking):
                seen.append(ranking.asked.profile.project_id(ranking.asked.project))
                yield ranking

    monkeypatch.setattr(matcher, "Matcher", Watched)
    return seen


def test_only_the_project_that_changed_is_matched(store: Store, profile: CityProfile, asked: list[str]) -> None:
    bus = Project(slug="bus", title="Busse")
    profile = replace(profile, projects=(*profile.projects, bus))
    assert matched(store, profile) == 1
    assert asked == ["x/rad", "x/bus"]
    before = store.matches("x")
    profile = replace(profile, projects=(profile.projects[0], replace(bus, title="Neue Busse")))
    assert matched(store, profile) == 1
    assert asked == ["x/rad", "x/bus", "x/bus"]
    assert [one for one in store.matches("x") if one.project == "x/rad"] == before[:1]
    assert matched(store, replace(profile, projects=profile.projects[::-1])) == 1
    assert [one.project for one in store.matches("x")] == ["x/bus", "x/rad"]
    assert matched(store, replace(profile, projects=profile.projects[:1])) == 1
    assert [one.project for one in store.matches("x")] == ["x/rad"]
    assert asked == ["x/rad", "x/bus", "x/bus"], "an order or a project that goes makes no match anew"


def test_who_reads_makes_no_match_anew(store: Store, profile: CityProfile) -> None:
    assert matched(store, profile) == 1
    reader = Recipient(email="foerderung@stadt.example.org")
    assert matched(store, replace(profile, recipients=(reader,))) == 0


def test_a_process_reads_again_what_has_changed(
    path: Path, store: Store, profile: CityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plain = engine.read
    monkeypatch.setattr(engine, "read", lambda one: (read.append(one.id), plain(one))[1])
    crawled(path, "a", "b")
    matched(store, profile)
    assert read == ["p:a", "p:b"]
    crawled(path, "a", "b", "c", now=NOW + timedelta(hours=1))
    matched(store, profile, TODAY + timedelta(days=1))
    assert read == ["p:a", "p:b", "p:c"]


WORDS = st.sampled_from(["Radweg", "Busse", "Forschung", "Austausch mit Frankreich", "Bayern"])
LANDS = st.sampled_from([None, ("Bayern",), ("Sachsen",), ("bundesweit",)])
DEADLINES = st.none() | st.integers(-3, 40).map(lambda days: TODAY + timedelta(days=days))
PROGRAMMES = st.builds(
    lambda key, title, land, closes: Programme(
        portal="p", key=key, title=title, regions=land, stages=(Stage(closes=closes, source="portal"),) * bool(closes)
    ),
    st.sampled_from("abcdef"), WORDS, LANDS, DEADLINES,
)  # fmt: skip
LISTS = st.lists(PROGRAMMES, max_size=6, unique_by=lambda one: one.key)
PROJECTS = st.lists(
    st.builds(Project, slug=st.sampled_from(["u", "v", "w"]), title=WORDS), unique_by=lambda one: one.slug
)


def applied(store: Store, programmes: Sequence[Programme]) -> None:
    """A good run that found just these."""
    known = {one.key: one for one in store.programmes(portal="p", include_vanished=True)}
    found = {one.key for one in programmes}
    new = tuple(one for one in programmes if one.key not in known)
    old = tuple(one for one in programmes if one.key in known)
    gone = tuple(key for key in known if key not in found)
    store.apply(store.start_run("p", NOW), Settled(new=new, back=old, missed=gone, vanished=gone), NOW)


def town(slug: str, plans: Sequence[Project]) -> CityProfile:
    city = City(slug=slug, name="X", ags="14713000", land="Sachsen", population=9)
    return CityProfile(city=city, projects=tuple(plans))


def found(store: Store, towns: Sequence[CityProfile], today: date) -> list[list[Match]]:
    list(jobs.match_all(store, towns, today, NOW))
    return [store.matches(one.city.slug) for one in towns]


@settings(deadline=None, max_examples=8)
@given(st.lists(st.tuples(LISTS, PROJECTS, PROJECTS, st.integers(0, 1)), min_size=2, max_size=3))
def test_after_any_edits_the_matches_are_those_of_a_full_run(rounds: list[Any]) -> None:
    """Of programmes, of the projects of two cities, and on the same or the next day, in one process."""
    days = [TODAY + timedelta(days=sum(later for *_, later in rounds[: at + 1])) for at in range(len(rounds))]
    towns = [[town("x", first), town("y", second)] for _, first, second, _ in rounds]
    with TemporaryDirectory() as folder:
        with Store(Path(folder) / "kept.sqlite") as kept:
            step_by_step = [
                (applied(kept, programmes), found(kept, towns[at], days[at]))[1]
                for at, (programmes, *_) in enumerate(rounds)
            ]
        for at, (programmes, *_) in enumerate(rounds):
            with Store(Path(folder) / f"{at}.sqlite") as new:
                applied(new, programmes)
                assert step_by_step[at] == found(new, towns[at], days[at])


def test_a_sentence_model_reads_a_text_once_and_makes_the_matches_anew(
    store: Store, profile: CityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert matched(store, profile) == 1
    monkeypatch.setattr(matcher, "encoder", lambda _: Letters())
    assert matched(store, profile) == 1, "another model, other matches"
    assert matched(store, profile) == 0
    kept = store.execute("SELECT model, key, vector FROM vectors ORDER BY key")
    assert {row["model"] for row in kept} == {"letters"}
    neutral = len(background()) + sum(map(len, calls().values()))
    assert len(kept) == neutral + 3  # the programme, the project's title and its topic
    assert matched(store, profile, anew=True) == 1
    assert store.execute("SELECT model, key, vector FROM vectors ORDER BY key") == kept
