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
        ("normal", 55_000, "begrenzt durch Mindest-Eigenanteil"),
        ("haushaltsnotlage", 25_000, "begrenzt durch Förderquote bei Haushaltsnotlage"),
    ],
)
def test_a_city_in_need_bears_less(budget: str, expected: int, reason: str) -> None:
    told = programme(rate_max=75.0, rate_normal=50.0, own_share_min=25.0, own_share_normal=55.0)
    share = own_share(100_000, told, budget)
    assert (share.eur, share.reason) == (expected, reason)


@given(
    st.integers(0, 10**9),
    st.floats(0, 100),
    st.none() | st.floats(0, 100),
    st.none() | st.integers(0, 10**9),
)
def test_it_lies_between_nothing_and_the_cost(cost: int, rate: float, least: float | None, cap: int | None) -> None:
    share = own_share(cost, programme(rate_max=rate, own_share_min=least, amount_max=cap))
    assert share.eur is not None
    assert 0 <= share.eur <= cost
