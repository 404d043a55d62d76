"""What is due when: through nights without or with two hours from two to three, downtimes and failures."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.records import JobOutcome, JobRun
from schedule.timetable import BERLIN, DIGESTS, PAUSE, SENDING, TRIES, Step, ahead, overdue, slots, timetable

STEPS = timetable({"b": "weekly", "a": "daily"})
MONDAY = datetime(2026, 11, 23, 12, tzinfo=BERLIN)
DAY = timedelta(days=1)
SINCE_2024 = st.integers(1_704_067_200, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))


def failed(*starts: datetime, outcome: JobOutcome = "failed") -> list[JobRun]:
    return [JobRun(id=n, job="crawl a", started=start, outcome=outcome) for n, start in enumerate(starts)]


def names(steps: list[Step]) -> list[str]:
    return [step.name for step in steps]


def test_the_order_is_crawl_then_digests_then_sending() -> None:
    assert [step.name for step in STEPS] == ["crawl a", "crawl b", DIGESTS, SENDING]
    assert [step.portal for step in STEPS] == ["a", "b", None, None]


def test_the_next_days() -> None:
    coming = [(moment, step.name) for moment, step in ahead(STEPS, MONDAY, 7) if step.name != SENDING]
    assert [moment.strftime("%a %H:%M") for moment, name in coming if name == DIGESTS] == [
        "Tue 06:30", "Wed 06:30", "Thu 06:30", "Fri 06:30", "Mon 06:30",
    ]  # fmt: skip
    assert [moment.strftime("%a %H:%M") for moment, name in coming if name == "crawl b"] == ["Sun 04:10"]
    assert sum(name == "crawl a" for _, name in coming) == 7


@given(SINCE_2024)
def test_never_between_two_and_three(now: datetime) -> None:
    assert all(moment.astimezone(BERLIN).hour != 2 for moment, _ in ahead(STEPS, now, 14))


@pytest.mark.parametrize("night", [datetime(2026, 3, 29, tzinfo=BERLIN), datetime(2026, 10, 25, tzinfo=BERLIN)])
def test_on_nights_that_change_the_clock_each_step_comes_once(night: datetime) -> None:
    coming = ahead(STEPS, night, 1)
    assert [step.name for _, step in coming].count("crawl a") == 1
    assert [moment.hour for moment, step in coming if step.name == "crawl a"] == [4]


@given(SINCE_2024, st.integers(1, 30))
def test_slots_are_once_a_day_whatever_the_clocks_do(now: datetime, days: int) -> None:
    until = now + days * DAY
    found = list(slots(STEPS[0], now, until))
    assert len({moment.astimezone(BERLIN).date() for moment in found}) == len(found)
    assert days - 1 <= len(found) <= days + 1
    assert all(now < moment <= until for moment in found)


def test_after_a_downtime_each_step_is_due_once() -> None:
    done = {"crawl a": MONDAY - 21 * DAY, "crawl b": MONDAY - 21 * DAY, DIGESTS: MONDAY - 21 * DAY}
    assert names(overdue(STEPS, done, {}, MONDAY)) == ["crawl a", "crawl b", DIGESTS, SENDING]
    assert overdue(STEPS, dict.fromkeys((step.name for step in STEPS), MONDAY), {}, MONDAY) == []


def test_on_sunday_no_digest_is_due_that_went_on_friday() -> None:
    sunday = MONDAY - DAY
    done = dict.fromkeys((step.name for step in STEPS), sunday) | {DIGESTS: sunday - 2 * DAY}
    assert overdue(STEPS, done, {}, sunday) == []


def test_a_failed_step_is_tried_again_with_pauses_and_not_for_ever() -> None:
    begun = MONDAY.replace(hour=4, minute=10)
    done = dict.fromkeys((step.name for step in STEPS), MONDAY) | {"crawl a": MONDAY - DAY}
    assert overdue(STEPS, done, {"crawl a": failed(begun)}, begun + PAUSE / 2) == []
    assert names(overdue(STEPS, done, {"crawl a": failed(begun)}, begun + PAUSE)) == ["crawl a"]
    often = failed(*(begun + n * PAUSE for n in range(TRIES)))
    assert overdue(STEPS, done, {"crawl a": often}, begun + (TRIES + 1) * PAUSE) == []
    assert names(overdue(STEPS, done, {"crawl a": often}, MONDAY + DAY)) == ["crawl a", DIGESTS, SENDING]


def test_a_step_that_was_cut_off_goes_on_at_once() -> None:
    done = dict.fromkeys((step.name for step in STEPS), MONDAY) | {"crawl a": MONDAY - DAY}
    cut = failed(MONDAY - timedelta(minutes=1), outcome="aborted")
    assert names(overdue(STEPS, done, {"crawl a": cut}, MONDAY)) == ["crawl a"]
