"""When a recipient is due: the key of the period, at the ends of weeks, months and years."""

from datetime import date, timedelta

import pytest
from digest_samples import asked
from hypothesis import given
from hypothesis import strategies as st

import digest

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
READERS = st.builds(
    asked, rhythm=st.sampled_from(["daily", "weekly", "monthly"]),
    weekday=st.sampled_from(["mon", "tue", "wed", "thu", "fri"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rhythm", "weekday", "day", "key"),
    [
        ("daily", "mon", date(2026, 11, 23), "2026-11-23"),
        ("daily", "mon", date(2026, 11, 28), None),
        ("weekly", "mon", date(2026, 11, 23), "2026-W48"),
        ("weekly", "mon", date(2026, 11, 29), "2026-W48"),
        ("weekly", "thu", date(2026, 11, 25), None),
        ("weekly", "thu", date(2026, 11, 26), "2026-W48"),
        ("weekly", "mon", date(2027, 1, 1), "2026-W53"),
        ("weekly", "mon", date(2027, 1, 4), "2027-W01"),
        ("weekly", "mon", date(2024, 12, 30), "2025-W01"),
        ("weekly", "fri", date(2021, 1, 1), "2020-W53"),
        ("monthly", "mon", date(2026, 11, 1), None),
        ("monthly", "mon", date(2026, 11, 2), "2026-11"),
        ("monthly", "mon", date(2026, 11, 30), "2026-11"),
        ("monthly", "fri", date(2027, 1, 1), "2027-01"),
        ("monthly", "tue", date(2026, 12, 31), "2026-12"),
    ],
)
def test_keys(rhythm, weekday, day, key):
    assert digest.period(asked(rhythm=rhythm, weekday=weekday), day) == key


@given(READERS, DAYS)
def test_every_reader_is_due_once_in_each_week_month_or_weekday(reader, day):
    span = {"daily": 1, "weekly": 7, "monthly": 31}[reader.rhythm]
    first = day - timedelta(days=day.weekday()) if reader.rhythm == "weekly" else day.replace(day=1)
    days = [first + timedelta(days=n) for n in range(span)]
    if reader.rhythm == "monthly":
        days = [one for one in days if one.month == day.month]
    if reader.rhythm == "daily":
        days = [day]
    keys = [digest.period(reader, one) for one in days]
    assert len({key for key in keys if key}) == (0 if reader.rhythm == "daily" and day.weekday() > 4 else 1)
    assert keys == sorted(keys, key=bool), "once due, due until the period ends: a missed day is caught up"


@given(READERS, DAYS)
def test_early_means_now_and_under_the_same_key(reader, day):
    early = digest.period(reader, day, early=True)
    assert early is not None
    assert digest.period(reader, day) in {None, early}


@given(READERS, DAYS, st.integers(1, 400))
def test_no_two_periods_share_a_key(reader, day, later):
    one, other = (digest.period(reader, d, early=True) for d in (day, day + timedelta(days=later)))
    if later > 31 or reader.rhythm == "daily":
        assert one != other
