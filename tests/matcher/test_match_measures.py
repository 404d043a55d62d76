"""The measures of the bench on cases small enough to do by hand."""

import numpy as np
import pytest
from matcher_samples import profile, programme

from bench.fit_matcher import logistic, sensible
from bench.match_data import Bench
from bench.match_measures import calibration_error, digest, interval, quality, reliability

SCORES = {"a": np.array([90.0, 60.0, 10.0]), "b": np.array([30.0, 45.0, 1.0])}
OPEN = {"a": np.array([True, True, True]), "b": np.array([True, False, True])}
LABELS = {"a": np.array([True, False, True]), "b": np.array([False, True, False])}


def bench() -> Bench:
    programmes = [programme(key=key) for key in "xyz"]
    grades = {"a": {"test:x": 3, "test:z": 2, "test:y": 1}, "b": {"test:y": 2}}
    towns = [profile(project={"slug": slug}) for slug in "ab"]
    return Bench(programmes, [(town, town.projects[0]) for town in towns], grades, {})


def test_a_digest_shows_what_is_open_and_over_the_threshold() -> None:
    found = digest(OPEN, LABELS, SCORES, 40)
    assert tuple(found) == (2, 1, 1, 2)
    assert found.precision == 0.5


def test_a_fitting_programme_that_a_gate_shuts_out_comes_last() -> None:
    figures = quality(bench(), OPEN, SCORES)
    assert figures["mrr"] == pytest.approx((1 + 1 / 3) / 2)
    assert figures["recall20"] == 1


def test_calibration_error_is_the_distance_from_what_came_true() -> None:
    scores = {"a": np.array([70.0] * 10)}
    labels = {"a": np.array([True] * 6 + [False] * 4)}
    table = reliability({"a": np.ones(10, np.bool_)}, labels, scores)
    assert table == [("60-80", 10, 70.0, 60.0)]
    assert calibration_error(table) == pytest.approx(0.1)
    assert calibration_error(table, 80) == 0


def test_the_interval_is_of_the_mean_and_repeats() -> None:
    values = [0.0, 1.0] * 20
    low, high = interval(values)
    assert 0.3 < low < 0.5 < high < 0.7
    assert interval(values) == (low, high)


def test_a_signal_that_contradicts_sense_gets_no_weight() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(400, 2))
    y = (x[:, 0] + rng.normal(size=400) > 0).astype(float)
    (right, other), _ = sensible(x, y, [1, 1], 1.0)
    assert right > 1
    assert (sensible(x, y, [-1, 1], 1.0)[0])[0] == 0
    assert other >= 0
    assert logistic(np.column_stack([np.ones(400), x]), y, 1.0)[1] == pytest.approx(right, abs=0.2)
