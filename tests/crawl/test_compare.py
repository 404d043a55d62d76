from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.compare import compare, same, unique
from db import Known
from funding import Link, Programme, Quote, Stage
from funding.fingerprint import fingerprint

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WORDS = st.text(alphabet="aäßZ 1.-", min_size=1, max_size=12).filter(lambda word: word.strip())
PROGRAMMES = st.builds(
    Programme,
    portal=st.just("p"),
    key=st.sampled_from("abcdefgh"),
    title=WORDS,
    summary=st.none() | WORDS,
    topics=st.lists(WORDS, max_size=3).map(tuple),
    links=st.lists(st.builds(Link, title=WORDS, url=WORDS), max_size=3).map(tuple),
    stages=st.lists(
        st.builds(Stage, closes=st.dates(), closes_at=st.none() | st.times(), source=st.just("portal")), max_size=2
    ).map(tuple),
)


def known(programme: Programme, **more: Any) -> Known:
    values = {"fingerprint": fingerprint(programme), "missed": 0, "vanished": False, **more}
    return Known(programme=programme, first_seen=NOW, last_seen=NOW, **values)


@settings(deadline=None, max_examples=150)
@given(PROGRAMMES, st.randoms(use_true_random=False))
def test_order_and_white_space_never_make_a_change(programme: Programme, random: Any) -> None:
    def shuffled(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(things, len(things)))

    told_otherwise = replace(
        programme,
        title="\n " + programme.title.replace(" ", "\u00a0 ") + "\u00ad ",
        topics=shuffled(programme.topics),
        links=shuffled(programme.links),
        stages=shuffled(programme.stages),
    )
    assert same(known(programme), told_otherwise)


@settings(deadline=None, max_examples=100)
@given(PROGRAMMES)
def test_seconds_of_a_deadline_are_no_change_but_minutes_are(programme: Programme) -> None:
    def at(closes_at: time) -> Programme:
        return replace(programme, stages=(Stage(closes=date(2027, 1, 31), closes_at=closes_at, source="portal"),))

    assert same(known(at(time(17, 0, 0))), at(time(17, 0, 59)))
    assert not same(known(at(time(17, 0))), at(time(17, 1)))


@settings(deadline=None, max_examples=100)
@given(st.lists(PROGRAMMES, max_size=8), st.lists(PROGRAMMES, max_size=8))
def test_every_programme_lands_in_exactly_one_box(before: list[Programme], after: list[Programme]) -> None:
    old, (found, _) = {p.key: known(p) for p in before}, unique(after)
    boxes = compare(old, found)
    landed = [p.key for box in (boxes.new, boxes.changed, boxes.unchanged, boxes.back) for p in box]
    assert sorted(landed) == sorted({p.key for p in after})
    assert set(landed) | set(boxes.absent) == set(landed) | set(old)
    assert not set(boxes.absent) & set(landed)
    assert boxes.found == len(landed)
    again = compare({p.key: known(p) for p in found}, reversed(found))
    assert (again.fresh, again.absent) == (0, ())


def test_a_new_recipe_of_the_fingerprint_is_no_change(programme: Callable[..., Programme]) -> None:
    old = programme(summary="Text")
    assert same(known(old, fingerprint="by an older version"), old)
    assert not same(known(old, fingerprint="by an older version"), programme(summary="Anderer Text"))


def test_what_we_read_ourselves_is_no_change(programme: Callable[..., Programme]) -> None:
    plain = programme(summary="Das Programm ist beendet.")
    read = replace(
        plain, source_status="closed", rate_max=80.0, stages=(Stage(closes=date(2027, 1, 1), source="summary"),),
        quotes=(Quote(field="source_status", words="ist beendet", source="summary"),),
    )  # fmt: skip
    assert same(known(plain), read)
    assert same(known(read), plain)
    assert not same(known(plain), replace(plain, source_status="closed")), "the portal's own word counts"


def test_a_vanished_programme_is_back_even_when_it_changed(programme: Callable[..., Programme]) -> None:
    gone = {"p0": known(programme(), vanished=True)}
    assert compare(gone, [programme(summary="neu")]).back == (programme(summary="neu"),)
    assert compare(gone, []).absent == (), "it is gone already"


def test_of_two_with_one_key_the_first_counts_and_the_second_is_told(programme: Callable[..., Programme]) -> None:
    first, other = programme(summary="eins"), programme(summary="zwei")
    found, problems = unique([first, programme(summary="eins "), other])
    assert found == (first,)
    assert [problem.key for problem in problems] == ["p0"], "the same twice (an unstable list) is no problem"
