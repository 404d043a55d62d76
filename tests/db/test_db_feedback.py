"""Answers to matches: all are kept, the latest of a pair counts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Feedback, Store
from funding import PassgenauError
from funding.feedback import ANSWERS, Answer, Remark

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.fixture
def feedback(tmp_path: Path) -> Iterator[Feedback]:
    with Store(tmp_path / "f.sqlite") as store:
        yield Feedback(store)


def remark(answer: Answer, project: str = "x/rad", programme: str = "p:a", **more: object) -> Remark:
    return Remark(project=project, programme=programme, answer=answer, at=NOW, **more)  # type: ignore[arg-type]


def test_the_latest_answer_of_a_pair_counts(feedback: Feedback) -> None:
    first, other, last = remark("not", why="zu klein"), remark("fits", project="x/bad"), remark("applied")
    for one in (first, other, last):
        feedback.put(one)
    assert feedback.listed() == [last, other]
    assert feedback.of_city("x") == {("x/rad", "p:a"): last, ("x/bad", "p:a"): other}


def test_a_city_sees_its_own_answers_only(feedback: Feedback) -> None:
    feedback.put(remark("not", project="xy/rad"))
    feedback.put(remark("not", project="x_y/rad"))
    assert feedback.of_city("x") == {}
    assert set(feedback.of_city("xy")) == {("xy/rad", "p:a")}


def test_labels_are_yes_or_no_with_the_signals_of_then(feedback: Feedback) -> None:
    signals = {"likeness": 0.25, "country": -1.0}
    for number, answer in enumerate(ANSWERS):
        feedback.put(remark(answer, programme=f"p:{number}", features=signals))
    feedback.put(remark("fits", programme="p:gone"))
    assert feedback.labels() == [(signals, True), (signals, False), (signals, True), (signals, True)]


def test_a_changed_mind_is_one_label(feedback: Feedback) -> None:
    feedback.put(remark("fits", features={"likeness": 0.5}))
    feedback.put(remark("not", features={"likeness": 0.5}))
    assert feedback.labels() == [({"likeness": 0.5}, False)]


def test_an_answer_outlives_the_programme(tmp_path: Path) -> None:
    with Store(tmp_path / "f.sqlite") as store:
        Feedback(store).put(remark("not", programme="nowhere:gone"))
        assert store.check() == []


def test_an_unknown_answer_or_a_moment_without_zone_is_refused(feedback: Feedback) -> None:
    with pytest.raises(ValueError, match="zone"):
        feedback.put(Remark(project="x/rad", programme="p:a", answer="not", at=datetime(2026, 1, 1)))  # noqa: DTZ001
    with pytest.raises(PassgenauError, match="CHECK"):
        feedback.put(remark("maybe"))  # type: ignore[arg-type]
    assert feedback.listed() == []


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@pytest.fixture(scope="module")
def shared_feedback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feedback]:
    with Store(tmp_path_factory.mktemp("feedback") / "f.sqlite") as store:
        yield Feedback(store)


NUMBERS = count()
answers = st.tuples(st.sampled_from("ab"), st.sampled_from(["p:1", "p:2"]), st.sampled_from([*ANSWERS]), texts)


@settings(deadline=None, max_examples=25)
@given(st.lists(answers))
def test_whatever_is_said_comes_back_as_it_was_said(
    shared_feedback: Feedback, said: list[tuple[str, str, Answer, str]]
) -> None:
    city = f"city-{next(NUMBERS)}"
    latest: dict[tuple[str, str], Remark] = {}
    for number, (name, programme, answer, why) in enumerate(said):
        at = NOW + timedelta(minutes=number)
        one = Remark(project=f"{city}/{name}", programme=programme, answer=answer, why=why, at=at)
        shared_feedback.put(one)
        latest[one.project, programme] = one
    assert shared_feedback.of_city(city) == latest
