"""Status and next gate are derived from stages and the day on which somebody reads."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding import Programme, Recurring, Span, Stage, Status, next_gate, status
from funding.gates import before

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def programme(*stages: Stage, **told: object) -> Programme:
    return Programme(portal="p", key="k", title="t", stages=stages, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_programme", "expected"),
    [
        (programme(), Status.UNKNOWN),
        (programme(modes=("rolling",)), Status.ROLLING),
        (programme(Stage(before_start=Span(amount=6, unit="weeks"))), Status.ROLLING),
        (programme(Stage(closes=TODAY)), Status.OPEN),
        (programme(Stage(closes=TODAY - timedelta(days=1))), Status.CLOSED),
        (programme(Stage(closes=date(2027, 1, 31), opens=date(2026, 12, 1))), Status.FORTHCOMING),
        (programme(Stage(recurring=Recurring(month=10, day=31))), Status.OPEN),
        (programme(modes=("rolling",), source_status="closed"), Status.CLOSED),
        (programme(Stage(closes=date(2027, 1, 1)), source_status="exhausted"), Status.EXHAUSTED),
        (programme(modes=("rolling",), source_status="suspended"), Status.CLOSED),
        (programme(source_status="forthcoming"), Status.FORTHCOMING),
        (programme(Stage(closes=date(2027, 1, 31)), source_status="forthcoming"), Status.FORTHCOMING),
        (programme(Stage(closes=date(2026, 1, 31)), source_status="forthcoming"), Status.CLOSED),
        (programme(Stage(closes=date(2027, 1, 31), opens=TODAY), source_status="forthcoming"), Status.OPEN),
    ],
)
def test_status(given_programme: Programme, expected: Status) -> None:
    assert status(given_programme, TODAY) == expected


def test_a_two_stage_call_is_shut_once_its_first_gate_has_passed() -> None:
    stages = (
        Stage(stage="application", closes=date(2027, 2, 1)),
        Stage(stage="sketch", closes=date(2026, 11, 1)),
    )
    assert next_gate(stages, TODAY) is None
    assert status(programme(*stages), TODAY) == Status.CLOSED


def test_the_next_round_opens_a_call_again() -> None:
    stages = (
        Stage(stage="sketch", closes=date(2026, 11, 1), round=1),
        Stage(stage="application", closes=date(2027, 2, 1), round=1),
        Stage(stage="sketch", closes=date(2027, 3, 1), round=2),
    )
    gate = next_gate(stages, TODAY)
    assert gate is not None
    assert (gate.stage, gate.day, gate.days_left(TODAY)) == ("sketch", date(2027, 3, 1), 98)


def test_cut_offs_of_one_round_follow_each_other() -> None:
    stages = (Stage(closes=date(2026, 4, 1)), Stage(closes=date(2027, 4, 1)), Stage(closes=date(2026, 12, 1)))
    gate = next_gate(stages, TODAY)
    assert gate is not None
    assert gate.day == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        (Recurring(month=10, day=31, of="previous_year"), date(2028, 3, 1), date(2027, 10, 31)),
        (Recurring(month=3, day=31, of="year"), date(2027, 6, 1), date(2027, 3, 31)),
        (Recurring(month=10, day=31, of="previous_year"), None, date(2027, 10, 31)),
        (Recurring(month=2, day=29), None, date(2027, 2, 28)),
    ],
)
def test_recurring_dates_follow_the_project(rule: Recurring, start: date | None, expected: date) -> None:
    gate = next_gate((Stage(recurring=rule),), TODAY, start)
    assert gate is not None
    assert (gate.day, gate.derived) == (expected, True)


def test_a_span_needs_the_projects_start() -> None:
    stages = (Stage(before_start=Span(amount=3, unit="months")),)
    assert next_gate(stages, TODAY) is None
    gate = next_gate(stages, TODAY, date(2027, 5, 31))
    assert gate is not None
    assert gate.day == date(2027, 2, 28)


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 2), st.sampled_from(["sketch", "application"])), max_size=6))
def test_a_gate_never_lies_in_the_past(today: date, rows: list[tuple[date, int, str]]) -> None:
    stages = tuple(Stage(closes=day, round=nr, stage=name) for day, nr, name in rows)  # type: ignore[arg-type]
    gate = next_gate(stages, today)
    assert gate is None or (gate.day >= today and gate.day in {day for day, _, _ in rows})
    assert (gate is not None) == (status(programme(*stages), today) == Status.OPEN)


@given(DAYS, st.integers(1, 12), st.integers(1, 31))
def test_a_yearly_date_is_at_most_a_year_away(today: date, month: int, day: int) -> None:
    gate = next_gate((Stage(recurring=Recurring(month=month, day=day)),), today)
    assert gate is not None
    assert 0 <= gate.days_left(today) <= 366


@given(DAYS, st.integers(0, 40), st.sampled_from(["days", "weeks", "months", "years"]))
def test_before_is_before_and_a_longer_span_earlier(day: date, amount: int, unit: str) -> None:
    earlier = before(day, Span(amount=amount, unit=unit))  # type: ignore[arg-type]
    one_more = before(day, Span(amount=amount + 1, unit=unit))  # type: ignore[arg-type]
    assert earlier is not None
    assert one_more is not None
    assert one_more < day
    assert earlier <= day


def test_a_call_whose_sketch_gate_has_passed_is_shut_even_before_its_second_step_opens() -> None:
    stages = (
        Stage(stage="sketch", closes=date(2026, 6, 1)),
        Stage(stage="application", opens=date(2027, 1, 1), closes=date(2027, 3, 1)),
    )
    assert status(programme(*stages), TODAY) == Status.CLOSED


@pytest.mark.parametrize("span", [Span(amount=9999, unit="years"), Span(amount=9_999_999, unit="days")])
def test_a_span_beyond_the_calendar_is_no_gate(span: Span) -> None:
    assert next_gate((Stage(before_start=span),), TODAY, date(2027, 5, 31)) is None


def test_a_first_step_bound_to_the_start_is_not_closed_because_a_second_has_a_date() -> None:
    stages = (
        Stage(stage="sketch", before_start=Span(amount=3, unit="months")),
        Stage(stage="application", closes=date(2027, 9, 30)),
    )
    assert status(programme(*stages), TODAY) == Status.ROLLING


def test_a_later_start_within_the_window_is_tried() -> None:
    stages = (Stage(recurring=Recurring(month=10, day=31, of="previous_year")),)
    assert next_gate(stages, TODAY, date(2027, 4, 1)) is None
    gate = next_gate(stages, TODAY, date(2027, 4, 1), date(2028, 6, 1))
    assert gate is not None
    assert gate.day == date(2027, 10, 31)
