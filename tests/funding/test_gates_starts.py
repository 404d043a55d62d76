"""Yearly days that hold for some starts only, and spans beside dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding import Recurring, Span, Stage, next_gate

TODAY = date(2026, 11, 23)
QUARTERS = (
    Stage(recurring=Recurring(month=9, day=30, of="previous_year", starts=(1, 3))),
    Stage(recurring=Recurring(month=12, day=31, of="previous_year", starts=(4, 6))),
    Stage(recurring=Recurring(month=3, day=31, starts=(7, 9))),
    Stage(recurring=Recurring(month=6, day=30, starts=(10, 12))),
)
DAYS = st.dates(date(2023, 1, 1), date(2033, 12, 31))
few = settings(deadline=None, max_examples=150)


@pytest.mark.parametrize(
    ("start", "gate"),
    [
        (date(2027, 5, 1), date(2026, 12, 31)),
        (date(2027, 8, 1), date(2027, 3, 31)),
        (date(2027, 12, 31), date(2027, 6, 30)),
        (date(2028, 1, 1), date(2027, 9, 30)),
        (date(2027, 2, 1), None),
        (None, date(2026, 12, 31)),
    ],
)
def test_the_start_chooses_its_quarter(start: date | None, gate: date | None) -> None:
    found = next_gate(QUARTERS, TODAY, start)
    assert (found.day if found else None) == gate


def test_a_start_that_is_too_late_is_tried_month_by_month() -> None:
    found = next_gate(QUARTERS, TODAY, date(2027, 2, 1), date(2027, 12, 1))
    assert found is not None
    assert found.day == date(2026, 12, 31)


def test_a_rule_without_its_year_lies_before_the_start() -> None:
    rule = (Stage(recurring=Recurring(month=10, day=31, starts=(1, 6))),)
    found = next_gate(rule, TODAY, date(2028, 3, 1))
    assert found is not None
    assert found.day == date(2027, 10, 31)


@few
@given(DAYS, DAYS)
def test_a_quarter_rule_never_lies_behind_its_start_nor_today(today: date, start: date) -> None:
    found = next_gate(QUARTERS, today, start)
    assert found is None or today <= found.day < start
    assert found is None or (start - found.day) < timedelta(days=200)


def test_a_span_beside_a_date_binds_too() -> None:
    stages = (Stage(closes=date(2027, 9, 30)), Stage(before_start=Span(amount=3, unit="months")))
    early, late = (next_gate(stages, TODAY, start) for start in (date(2027, 1, 15), date(2027, 6, 30)))
    assert early is None
    assert late is not None
    assert late.day == date(2027, 3, 30)


def test_a_span_of_another_round_does_not_bind() -> None:
    stages = (Stage(closes=date(2027, 9, 30)), Stage(before_start=Span(amount=3, unit="months"), round=1))
    found = next_gate(stages, TODAY, date(2027, 1, 15))
    assert found is not None
    assert found.day == date(2027, 9, 30)


@few
@given(DAYS, DAYS, DAYS, st.integers(1, 24))
def test_no_gate_of_a_bound_round_lies_behind_its_span(closes: date, today: date, start: date, weeks: int) -> None:
    stages = (Stage(closes=closes), Stage(before_start=Span(amount=weeks, unit="weeks")))
    found = next_gate(stages, today, start)
    assert found is None or today <= found.day <= start - timedelta(weeks=weeks)
