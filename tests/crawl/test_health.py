from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl.health import FLOOR, fill_rates, judge, judge_part
from funding import CrawlRun, Programme

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ANY = (1, 10_000)


def good(found: int, **rates: float) -> CrawlRun:
    return CrawlRun(id=1, portal="p", started=NOW, outcome="ok", found=found, fill_rates=rates)


def test_the_first_run_is_judged_by_its_declared_size_alone() -> None:
    assert judge(found=100, fresh=100, fill_rates={}, expected=(50, 200), good=[]).outcome == "ok"
    assert judge(found=49, fresh=49, fill_rates={}, expected=(50, 200), good=[]).outcome == "suspect"
    verdict = judge(found=201, fresh=201, fill_rates={}, expected=(50, 200), good=[])
    assert verdict.reason == "201 Programme gefunden, erwartet sind 50 bis 200."


def test_nothing_found_is_always_suspect() -> None:
    assert judge(found=0, fresh=0, fill_rates={}, expected=(0, 10), good=[]).outcome == "suspect"
    assert judge_part(0).outcome == "suspect"
    assert judge_part(1).outcome == "ok"


def test_forty_percent_of_the_usual_is_suspect() -> None:
    usual = [good(n) for n in (100, 98, 102)]
    verdict = judge(found=40, fresh=0, fill_rates={}, expected=ANY, good=usual)
    assert verdict.outcome == "suspect"
    assert "sonst sind es etwa 100" in verdict.reason
    assert judge(found=60, fresh=0, fill_rates={}, expected=ANY, good=usual).outcome == "ok"


@pytest.mark.parametrize(("rate", "outcome"), [(80.0, "ok"), (70.1, "ok"), (70.0, "suspect"), (0.0, "suspect")])
def test_a_field_that_falls_by_twenty_points_is_suspect(rate: float, outcome: str) -> None:
    usual = [good(100, summary=r) for r in (90.0, 90.0, 20.0)]
    verdict = judge(found=100, fresh=0, fill_rates={"summary": rate}, expected=ANY, good=usual)
    assert verdict.outcome == outcome
    assert outcome == "ok" or "„summary“" in verdict.reason


def test_a_field_that_older_runs_did_not_have_is_not_judged() -> None:
    assert judge(found=9, fresh=0, fill_rates={"neu": 0.0}, expected=ANY, good=[good(9)]).outcome == "ok"


@pytest.mark.parametrize(("days", "fresh", "outcome"), [
    (1, 11, "suspect"), (7, 11, "suspect"), (51, 24, "ok"), (51, 25, "suspect"),
    (9999, 40, "ok"), (9999, 41, "suspect"),
])  # fmt: skip
def test_after_a_long_silence_more_may_have_changed(days: float, fresh: int, outcome: str) -> None:
    verdict = judge(found=100, fresh=fresh, fill_rates={}, expected=ANY, good=[good(100)], days=days)
    assert verdict.outcome == outcome
    missing = judge(found=100, fresh=0, fill_rates={}, expected=ANY, good=[good(100)], gap=(fresh, 100), days=days)
    assert missing.outcome == outcome


def test_one_programme_of_a_tiny_portal_may_lose_a_field() -> None:
    usual = [good(4, summary=100.0)]
    assert judge(found=4, fresh=1, fill_rates={"summary": 75.0}, expected=ANY, good=usual).outcome == "ok"
    assert judge(found=4, fresh=2, fill_rates={"summary": 50.0}, expected=ANY, good=usual).outcome == "suspect"


@pytest.mark.parametrize(("found", "fresh", "outcome"), [
    (100, 10, "ok"), (100, 11, "suspect"), (8, FLOOR, "ok"), (8, FLOOR + 1, "suspect"), (1235, 777, "suspect"),
    (2500, 28, "ok"),
])  # fmt: skip
def test_more_than_a_tenth_at_once_is_suspect(found: int, fresh: int, outcome: str) -> None:
    assert judge(found=found, fresh=fresh, fill_rates={}, expected=ANY, good=[good(found)]).outcome == outcome


@pytest.mark.parametrize(("missing", "known", "outcome"), [
    (10, 100, "ok"), (11, 100, "suspect"), (FLOOR, 8, "ok"), (FLOOR + 1, 8, "suspect"), (250, 2500, "ok"),
])  # fmt: skip
def test_more_than_a_tenth_missing_at_once_is_suspect(missing: int, known: int, outcome: str) -> None:
    verdict = judge(found=known, fresh=0, fill_rates={}, expected=ANY, good=[good(known)], gap=(missing, known))
    assert verdict.outcome == outcome
    assert outcome == "ok" or verdict.reason == f"{missing} von {known} bekannten Programmen fehlen auf einmal."


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 3000), min_size=1, max_size=8), st.integers(0, 3000), st.integers(0, 3000), st.randoms())
def test_the_order_of_good_runs_does_not_matter(sizes: list[int], found: int, fresh: int, random: object) -> None:
    runs = [good(size, text=float(size % 101)) for size in sizes]
    first = judge(found=found, fresh=fresh, fill_rates={"text": 50.0}, expected=ANY, good=runs)
    random.shuffle(runs)  # type: ignore[attr-defined]
    assert judge(found=found, fresh=fresh, fill_rates={"text": 50.0}, expected=ANY, good=runs) == first
    assert (first.outcome == "suspect") == bool(first.reason)


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 3000), st.integers(0, 300), st.lists(st.integers(1, 3000), min_size=1, max_size=8))
def test_a_run_like_the_usual_is_never_suspect_and_more_news_never_heals(
    size: int, fresh: int, sizes: list[int]
) -> None:
    runs = [good(size, text=80.0)] * len(sizes)
    quiet = judge(found=size, fresh=0, fill_rates={"text": 80.0}, expected=(1, 3000), good=runs)
    assert quiet.outcome == "ok"
    less, more = (judge(found=size, fresh=n, fill_rates={}, expected=ANY, good=runs) for n in (fresh, fresh + 1))
    assert (less.outcome, more.outcome) != ("suspect", "ok")


def test_fill_rates_are_percent_of_programmes_with_a_word() -> None:
    rates = fill_rates([
        Programme(portal="p", key="a", title="A", summary="Text", regions=("bundesweit",)),
        Programme(portal="p", key="b", title="B", regions=()),
    ])  # fmt: skip
    assert (rates["title"], rates["summary"], rates["regions"], rates["text"]) == (100.0, 50.0, 50.0, 0.0)
    assert "rate_max" not in rates, "what facts/ reads is not the portal's doing"
    assert fill_rates([]) == {}


def test_a_portal_whose_calls_come_in_bundles_says_how_many_may() -> None:
    usual = [good(12)]
    told = {"found": 20, "fill_rates": {}, "expected": (1, 200), "good": usual}
    assert judge(fresh=8, **told).outcome == "suspect"
    assert judge(fresh=8, floor=8, **told).outcome == "ok"
    assert judge(fresh=9, floor=8, **told).outcome == "suspect"
    assert judge(fresh=0, gap=(8, 12), floor=8, **told).outcome == "ok"
    assert judge(fresh=0, gap=(9, 12), floor=8, **told).outcome == "suspect"


def test_new_programmes_without_a_field_have_lost_nothing() -> None:
    """A week of news about calls without an identifier: those that had one still have it."""
    usual = [good(10, call=60.0)]
    told = {"expected": (1, 200), "good": usual, "floor": 20, "fresh": 10}
    assert judge(found=20, fill_rates={"call": 30.0}, **told).outcome == "ok"
    assert judge(found=20, fill_rates={"call": 5.0}, **told).outcome == "suspect"
    assert judge(found=10, fill_rates={"call": 30.0}, **told).outcome == "suspect"
