"""A range of inhabitants in words: a dash before a number would read as a minus."""

import pytest

from matcher.who import _range


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (None, 20_000, ("bis zu 20.000", "up to 20,000")),
        (5_000, None, ("ab 5.000", "from 5,000")),
        (5_000, 20_000, ("5.000 bis 20.000", "5,000 to 20,000")),
    ],
)
def test_a_range_in_words(least: int | None, most: int | None, told: tuple[str, str]) -> None:
    assert _range(least, most) == told
