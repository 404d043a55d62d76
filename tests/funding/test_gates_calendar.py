"""Leap years, year ends and changes of the clock: what follows from yearly days and spans."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from funding import Programme, Recurring, Span, Stage, next_gate, status
from funding.gates import before

DAYS = st.dates(date(2023, 1, 1), date(2033, 12, 31))
MONTH_DAY = st.dates(date(2024, 1, 1), date(2024, 12, 31))  # a leap year: 29 February is among them
few = settings(deadline=None, max_examples=200)


@few
@given(MONTH_DAY, DAYS)
def test_a_yearly_gate_lies_within_the_coming_year(day: date, today: date) -> None:
    gate = next_gate((Stage(recurring=Recurring(month=day.month, day=day.day)),), today)
    assert gate is not None
    assert gate.derived
    assert today <= gate.day <= today + timedelta(days=366)
    assert (gate.day.month, gate.day.day) in {(day.month, day.day), (2, 28)}


@few
@given(MONTH_DAY, DAYS, DAYS)
def test_the_year_before_the_start_is_the_year_before_the_start(day: date, today: date, start: date) -> None:
    rule = Recurring(month=day.month, day=day.day, of="previous_year")
    gate = next_gate((Stage(recurring=rule),), today, start)
    assert gate is None or (gate.day.year == start.year - 1 and gate.day >= today)


@few
@given(DAYS, st.integers(1, 24), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_span_before_the_start_ends_before_the_start(start: date, amount: int, unit: str) -> None:
    gate = before(start, Span(amount=amount, unit=unit))  # type: ignore[arg-type]
    assert gate < start
    if unit in {"months", "years"}:
        assert gate.day == start.day or (gate + timedelta(days=1)).day == 1


@few
@given(st.lists(DAYS, min_size=1, max_size=6), DAYS)
def test_the_next_gate_is_the_first_day_still_ahead(closes: list[date], today: date) -> None:
    gate = next_gate(tuple(Stage(closes=day) for day in closes), today)
    ahead = [day for day in closes if day >= today]
    assert (gate.day if gate else None) == min(ahead, default=None)


@few
@given(DAYS, DAYS, DAYS)
def test_a_round_whose_sketch_is_over_is_shut(sketch: date, application: date, today: date) -> None:
    stages = (Stage(stage="sketch", closes=sketch), Stage(stage="application", closes=application))
    gate = next_gate(stages, today)
    assert (gate is None) == (sketch < today)


def test_the_days_on_which_the_clock_changes_are_days_like_others() -> None:
    for day in (date(2027, 3, 28), date(2027, 10, 31)):
        gate = next_gate((Stage(closes=day),), day - timedelta(days=1))
        assert gate is not None
        assert gate.days_left(day - timedelta(days=1)) == 1


def test_a_round_that_opens_after_the_last_one_closed_is_not_closed() -> None:
    stages = (Stage(closes=date(2025, 10, 31)), Stage(opens=date(2026, 9, 1)))
    programme = Programme(portal="p", key="k", title="t", stages=stages)
    assert status(programme, date(2026, 8, 1)) == "forthcoming"
    assert status(programme, date(2026, 11, 1)) == "unknown"
