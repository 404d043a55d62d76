"""Two months of a small portal with outages, refusals and killed senders, by lot: the year of bench/ in small."""

from pathlib import Path

import pytest

from bench import year


@pytest.mark.parametrize("seed", [1, 5])
def test_nothing_is_lost_and_nothing_comes_twice(tmp_path: Path, seed: int) -> None:
    played, wrong = year.play(tmp_path, programmes=20, recipients=3, days=60, seed=seed)
    assert wrong == []
    assert len(played.post.took) > 10
    assert {"crawls suspect", "moved", "items new", "items due", "items changed"} <= played.counts.keys()
