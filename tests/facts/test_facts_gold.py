"""Real programmes, labelled by hand, beside the checkout: what the reader reached must not get lost."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A little under what was reached, as (precision, recall).
FLOORS = {
    "deadlines": (0.98, 0.98), "relative": (0.95, 0.95), "closed": (1.0, 1.0), "rate_max": (0.98, 0.96),
    "amount_max": (0.98, 0.92), "own_share_min": (0.95, 0.95), "amount_min": (0.96, 0.96), "modes": (0.97, 0.96),
    "kommune": (0.98, 0.98),
}  # fmt: skip


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_facts", ROOT / "bench" / "facts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_facts"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(bench: ModuleType, shared: Path) -> dict:
    measured: dict = bench.measure(shared)
    return measured


@pytest.mark.parametrize("fact", FLOORS)
def test_gold(fact: str, scores: dict) -> None:
    precision, recall = FLOORS[fact]
    assert scores[fact].precision >= precision
    assert scores[fact].recall >= recall


def test_the_measure_counts_wrong_and_missed(bench: ModuleType) -> None:
    score = bench.Score()
    score.add({1, 2}, {2, 3, 4})
    assert (score.right, score.wrong, score.missed) == (1, 1, 2)
    assert (score.precision, score.recall) == (0.5, 1 / 3)
