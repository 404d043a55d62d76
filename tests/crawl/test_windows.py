"""A portal's own window: both days, one of them, or none at all; never a guess."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.article import steady
from crawl.windows import window

LAST = date(2027, 12, 31)


@pytest.mark.parametrize(("text", "opens", "closes"), [
    ("01. Febr. 2025 bis 31. Dez. 2027", date(2025, 2, 1), LAST),
    ("vom 1. Februar 2025 bis zum 31.12.2027", date(2025, 2, 1), LAST),
    ("1.10. – 31.12.2027.", date(2027, 10, 1), LAST),
    ("1. bis 31. Dezember 2027", date(2027, 12, 1), LAST),
    ("bis 31. Dezember 2027", None, LAST),
    ("ab sofort bis spätestens 31.12.2027", None, LAST),
    ("ab 1. März 2027", date(2027, 3, 1), None),
])  # fmt: skip
def test_a_window(text: str, opens: date | None, closes: date | None) -> None:
    found = window(text)
    assert found is not None
    assert (found.opens, found.closes, found.source) == (opens, closes, "portal")


@pytest.mark.parametrize("text", [
    "laufend", "", "2025 bis 2027", "31.12.2027 bis 1.1.2025", "1. März und 1. Oktober 2027", "31. bis 1. März 2027",
    "1.1. bis 31.3. und 1.9. bis 31.10.2027", "voraussichtlich 31.12.2027", "Laufzeit 1.1.2025 bis 31.12.2027",
    "bis 31.3.2027 und 30.9.", "bis 31. Dezember", "nicht vor dem 1. März 2027", "ab 1. März 2027, außer im August",
])  # fmt: skip
def test_what_leaves_anything_to_guess_is_no_window(text: str) -> None:
    assert window(text) is None


def test_a_step_and_a_time_may_be_told() -> None:
    found = window("31.12.2027, 15:00 Uhr", "sketch")
    assert found is not None
    assert (found.stage, found.closes, found.closes_at) == ("sketch", LAST, time(15))


@settings(deadline=None, max_examples=100)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 900))
def test_every_window_is_read_as_it_was_written(opens: date, days: int) -> None:
    closes = date.fromordinal(opens.toordinal() + days)
    found = window(f"{opens:%d.%m.%Y} bis {closes:%d.%m.%Y}")
    assert found is not None
    assert (found.opens, found.closes) == (opens, closes)


@pytest.mark.parametrize(
    "line", ["Zuletzt aktualisiert am 12. November 2026", "Letzte Änderung: 3. Mrz. 2026, 14:30 Uhr"]
)
def test_the_day_of_the_last_edit_is_no_text(line: str) -> None:
    assert steady(f"Aufruf\n\n{line}\n\nAntrag bis 1. Mai") == "Aufruf\n\nAntrag bis 1. Mai"
