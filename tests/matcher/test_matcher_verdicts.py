"""The gates asked once for equal sides decide as the gates asked pair by pair."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import TODAY
from matcher_variety import edited, moved, programmes, towns

from bench.match_data import DAY, load
from bench.match_synthetic import asking
from bench.match_synthetic import programmes as synthetic
from funding import CityProfile, Programme, Project, Verdict
from matcher.case import Case
from matcher.corpus import Corpus
from matcher.engine import Known
from matcher.gates import GATES, eligibility, judge
from matcher.reading import ask
from matcher.sides import EVERYTHING
from matcher.signals import FIT
from matcher.verdicts import VERDICTS, Verdicts
from matcher.when import deadline

CHANCES = st.integers(0, 2**32).map(random.Random)
Pairs = Sequence[tuple[CityProfile, Project]]


def pairs(many: Sequence[CityProfile]) -> list[tuple[CityProfile, Project]]:
    return [(town, project) for town in many for project in town.projects]


def agree(fast: Verdicts, asked: Pairs, many: Sequence[Programme], today: date) -> Counter[Verdict]:
    """Fails where a verdict or a next gate is not that of the pair itself."""
    seen: Counter[Verdict] = Counter()
    for town, project in asked:
        verdicts, days = fast.of(town, project)
        for row, one in enumerate(many):
            case = Case(town, project, one, today)
            evidence, gate = judge(case), deadline(case)
            assert VERDICTS[verdicts[row]] is eligibility(evidence), (town, project, one, evidence)
            assert days[row] == (gate.day if gate else date.max).toordinal()
            seen[eligibility(evidence)] += 1
    return seen


@settings(deadline=None, max_examples=15)
@given(CHANCES)
def test_for_whatever_towns_and_programmes(chance: random.Random) -> None:
    many, asked = programmes(chance, 20), pairs(towns(chance, 6))
    agree(Verdicts(many, TODAY), asked, many, TODAY)


def test_for_the_real_ones(shared: Path) -> None:
    bench = load(shared / "bench")
    many = bench.programmes[::8]
    seen = agree(Verdicts(many, DAY), bench.asked, many, DAY)
    assert min(seen[Verdict.NO], seen[Verdict.UNCLEAR]) > 500


def test_for_the_synthetic_ones_of_the_bench() -> None:
    many, asked = synthetic(120), list(asking(24))
    seen = agree(Verdicts(many, DAY), asked, many, DAY)
    assert min(seen[verdict] for verdict in Verdict) > 50, "the bench measures all verdicts"


@settings(deadline=None, max_examples=12)
@given(CHANCES, st.sampled_from([0, 0, 1, 40]))
def test_what_is_taken_over_holds(chance: random.Random, days: int) -> None:
    """After any edits of both sides, on the same day or a later one."""
    many, some = programmes(chance, 16), towns(chance, 4)
    earlier = Known.of(many, TODAY)
    for town, project in pairs(some):
        earlier.verdicts.of(town, project)
    now = [edited(one, chance) if chance.random() < 0.2 else one for one in many if chance.random() < 0.9]
    today = TODAY + timedelta(days=days)
    agree(Known.of(now, today, earlier).verdicts, pairs([*some, *(moved(town, chance) for town in some)]), now, today)


def test_every_gate_that_decides_says_what_it_reads() -> None:
    """One that does not is judged pair by pair, which costs a thousand times as much."""
    assert [gate.rule.__name__ for gate in GATES if gate.weighs() and gate.sides is EVERYTHING] == []


def test_gates_that_only_advise_do_not_count() -> None:
    assert {gate.rule.__name__ for gate in GATES if not gate.weighs()} == {
        "lead_time", "kind", "budget", "own_money", "maximum",
    }  # fmt: skip


@settings(deadline=None, max_examples=12)
@given(CHANCES)
def test_a_signal_of_equal_readings_is_that_of_each_programme(chance: random.Random) -> None:
    many, asked = programmes(chance, 16), [ask(*pair) for pair in pairs(towns(chance, 5))]
    whole, single = Corpus(many), [Corpus([one]) for one in many]
    for signal in FIT:
        for one in asked:
            assert signal(one, whole).tolist() == [float(signal(one, alone)[0]) for alone in single]


@pytest.mark.parametrize("count", [0, 1])
def test_no_programmes_and_one(count: int) -> None:
    many, (asked, *_) = programmes(random.Random(1), count), pairs(towns(random.Random(2), 1))
    assert [len(column) for column in Verdicts(many, TODAY).of(*asked)] == [count, count]
