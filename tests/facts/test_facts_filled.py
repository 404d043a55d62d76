"""What is read from prose stands beside what the portal states, and never against it."""

from dataclasses import replace

import pytest

from facts import read
from funding import Programme, own_share

PLAIN = Programme(
    portal="p", key="k", title="t",
    text="Der Zuschuss beträgt 60 Prozent der Ausgaben, für finanzschwache Kommunen 90 Prozent. Der Eigenanteil "
    "beträgt mindestens 20 Prozent, in Haushaltsnotlage 10 Prozent. Die Zuwendung beträgt mindestens 5.000 Euro. Die "
    "Zuwendung beträgt höchstens 80.000 Euro.",
)  # fmt: skip


def test_where_the_portal_says_nothing_both_rates_are_read() -> None:
    found = read(PLAIN)
    assert (found.rate_max, found.rate_normal) == (90, 60)
    assert (found.own_share_min, found.own_share_normal) == (10, 20)
    assert (found.amount_min, found.amount_min_kind, found.amount_max) == (5_000, "grant", 80_000)


def test_a_rate_of_the_portal_holds_for_all_cities() -> None:
    found = read(replace(PLAIN, rate_max=75.0, own_share_min=25.0))
    assert (found.rate_max, found.rate_normal, found.quote("rate_normal")) == (75, None, None)
    assert (found.own_share_min, found.own_share_normal, found.quote("own_share_normal")) == (25, None, None)
    assert own_share(10_000, found).eur == own_share(10_000, found, "haushaltsnotlage").eur == 2_500


@pytest.mark.parametrize(
    ("stated", "least", "most"),
    [
        ({"amount_max": 4_000}, None, 4_000),
        ({"amount_max": 6_000}, 5_000, 6_000),
        ({"amount_min": 90_000, "amount_min_kind": "cost"}, 90_000, None),
        ({"amount_min": 100}, 100, 80_000),
    ],
)
def test_no_read_sum_contradicts_one_of_the_portal(stated: dict[str, object], least: int, most: int) -> None:
    found = read(replace(PLAIN, **stated))
    assert (found.amount_min, found.amount_max) == (least, most)
    assert found.amount_min_kind == stated.get("amount_min_kind", "grant" if least == 5_000 else None)


def test_reading_twice_is_reading_once() -> None:
    for programme in (PLAIN, replace(PLAIN, rate_max=75.0), replace(PLAIN, amount_max=4_000)):
        assert read(read(programme)) == read(programme)
