"""The own share is computed from what is known, and says why where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding import Programme, own_share


def programme(**told: object) -> Programme:
    return Programme(portal="p", key="k", title="t", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cost", "told", "expected"),
    [
        (100_000, {"rate_max": 80.0}, 20_000),
        (100_000, {"rate_max": 80.0, "amount_max": 50_000}, 50_000),
        (100_000, {"rate_max": 100.0, "own_share_min": 10.0}, 10_000),
        (100_000, {"rate_max": 80.0, "own_share_min": 10.0}, 20_000),
        (None, {"rate_max": 80.0}, None),
        (100_000, {"amount_max": 50_000}, None),
        (100_000, {"own_share_min": 10.0}, 10_000),
        (100_000, {"own_share_min": 10.0, "amount_max": 50_000}, 50_000),
        (20_000, {"rate_max": 50.0, "amount_min": 25_000, "amount_min_kind": "cost"}, None),
        (20_000, {"rate_max": 50.0, "amount_min": 25_000}, None),
        (40_000, {"rate_max": 50.0, "amount_min": 25_000, "amount_min_kind": "grant"}, None),
        (60_000, {"rate_max": 50.0, "amount_min": 25_000, "amount_min_kind": "grant"}, 30_000),
        (60_000, {"rate_max": 50.0, "amount_max": 9, "currency": "CHF"}, None),
        (60_000, {"rate_max": 50.0, "kinds": ("loan", "guarantee")}, None),
        (60_000, {"rate_max": 50.0, "kinds": ("loan", "grant")}, 30_000),
        (60_000, {"rate_max": 50.0, "kinds": ("prize",)}, None),
    ],
)
def test_own_share(cost: int | None, told: dict[str, object], expected: int | None) -> None:
    share = own_share(cost, programme(**told))
    assert share.eur == expected
    assert share.reason
    assert share.reason_en


@pytest.mark.parametrize(
    ("budget", "expected", "reason"),
    [
        ("normal", 55_000, "begrenzt durch Mindest-Eigenanteil von 55\xa0% bei normalem Haushalt"),
        ("haushaltsnotlage", 25_000, "begrenzt durch Förderquote von 75\xa0% wegen Haushaltsnotlage"),
    ],
)
def test_a_city_in_need_bears_less(budget: str, expected: int, reason: str) -> None:
    told = programme(rate_max=75.0, rate_normal=50.0, own_share_min=25.0, own_share_normal=55.0)
    share = own_share(100_000, told, budget)
    assert (share.eur, share.reason) == (expected, reason)


def test_a_rule_of_need_is_named_only_where_it_limits() -> None:
    told = programme(rate_max=90.0, rate_normal=60.0, own_share_min=20.0)
    assert own_share(1_000, told, "haushaltssicherung").reason == "begrenzt durch Mindest-Eigenanteil von 20\xa0%"
    assert own_share(1_000, told).reason == "begrenzt durch Förderquote von 60\xa0% bei normalem Haushalt"


PERCENT = st.none() | st.floats(0, 100)
EUROS = st.none() | st.integers(0, 10**9)
TOLD = st.fixed_dictionaries(
    {
        "rate_max": PERCENT, "rate_normal": PERCENT, "own_share_min": PERCENT, "own_share_normal": PERCENT,
        "amount_max": EUROS, "amount_min": EUROS, "amount_min_kind": st.sampled_from([None, "grant", "cost"]),
    }
)  # fmt: skip
COST = st.integers(0, 10**9)
BUDGET = st.sampled_from(["normal", "haushaltssicherung", "haushaltsnotlage"])


@given(COST, TOLD, BUDGET)
def test_it_lies_between_nothing_and_the_cost_and_always_says_why(cost: int, told: dict, budget: str) -> None:
    share = own_share(cost, programme(**told), budget)
    assert share.eur is None or 0 <= share.eur <= cost
    assert share.reason
    assert share.reason_en
    assert (share.eur is not None) == share.reason.startswith("begrenzt durch")


@given(COST, TOLD, BUDGET)
def test_it_is_never_less_than_any_single_rule_demands(cost: int, told: dict, budget: str) -> None:
    share = own_share(cost, programme(**told), budget)
    if share.eur is not None:
        assert told["amount_max"] is None or share.eur >= cost - told["amount_max"]
        assert told["own_share_min"] is None or share.eur >= int(cost * told["own_share_min"] / 100)
        assert told["rate_max"] is None or share.eur >= int(cost * (100 - told["rate_max"]) / 100) - 1


@given(COST, TOLD)
def test_a_city_in_need_never_bears_more(cost: int, told: dict) -> None:
    told = told | {"amount_min": None}
    needy, normal = (own_share(cost, programme(**told), budget).eur for budget in ("haushaltsnotlage", "normal"))
    assert (needy is None) == (normal is None)
    assert needy is None or normal is None or needy <= normal


@given(COST, st.integers(0, 10**6), TOLD)
def test_a_dearer_project_never_costs_the_city_less(cost: int, more: int, told: dict) -> None:
    cheap, dear = (own_share(one, programme(**told)).eur for one in (cost, cost + more))
    assert cheap is None or (dear is not None and dear >= cheap)


@given(COST, st.floats(0, 100))
def test_without_rate_and_share_nothing_is_reckoned(cost: int, normal: float) -> None:
    assert own_share(cost, programme(amount_max=5, rate_normal=normal, own_share_normal=normal)).eur is None


def test_where_no_grant_is_paid_there_is_no_share_to_reckon() -> None:
    paid = own_share(1000, programme(costs_paid=True, rate_max=90.0))
    assert (paid.eur, paid.reason) == (None, "Kosten werden übernommen, kein Zuschuss")
    assert own_share(1000, programme(kinds=("in_kind", "network"))).reason_en == "an offer without a grant"
    assert own_share(1000, programme(kinds=("exchange",), rate_max=80.0)).eur == 200, "an exchange may be a grant"
