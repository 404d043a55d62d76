"""What the match benchmark measures of scores by project: ranking, digest, calibration, each per project."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.match_data import Bench, has_a_fit, ndcg, recall

Matrix = NDArray[np.float64]
Scores = Mapping[str, Matrix]
Open = Mapping[str, NDArray[np.bool_]]
BINS = (0, 5, 10, 20, 40, 60, 80, 101)
SHOWN = 5  # matches a digest shows of a project at most
_DRAWS = 1_000


def ranking(bench: Bench, open_: Open, scores: Scores) -> dict[str, dict[str, float]]:
    """nDCG@10, recall@20 and reciprocal rank of each project for which something fits; the gated are dropped."""
    ids = np.array([programme.id for programme in bench.programmes])
    return {
        slug: _of_project([str(key) for key in ids[np.lexsort((ids, -np.where(open_[slug], values, -np.inf)))]], grades)
        for slug, values in scores.items()
        if has_a_fit(grades := bench.grades[slug])
    }


def quality(bench: Bench, open_: Open, scores: Scores) -> dict[str, float]:
    """The means over the projects."""
    rows = ranking(bench, open_, scores).values()
    return {name: float(np.mean([row[name] for row in rows])) for name in ("ndcg10", "recall20", "mrr")}


def interval(values: list[float]) -> tuple[float, float]:
    """95 % bootstrap interval of a mean over projects."""
    draws = np.random.default_rng(0).choice(values, (_DRAWS, len(values))).mean(axis=1)
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)


class Digest(NamedTuple):
    """A digest at one threshold. `hits`: projects with something fitting shown, of the `possible` ones."""

    shown: int
    fitting: int
    hits: int
    possible: int

    @property
    def precision(self) -> float:
        """Share of what is shown that fits."""
        return self.fitting / max(self.shown, 1)


def digest(open_: Open, labels: Mapping[str, NDArray[np.bool_]], scores: Scores, threshold: float) -> Digest:
    """What the officers would be shown: at most five a project, from the threshold on."""
    counts = np.zeros(4, int)
    for slug, values in scores.items():
        kept = np.where(open_[slug], values, -1.0)
        best = [row for row in np.argsort(-kept, kind="stable")[:SHOWN] if kept[row] >= threshold]
        hits = sum(bool(labels[slug][row]) for row in best)
        counts += (len(best), hits, bool(hits), bool(labels[slug].any()))
    return Digest(*counts.tolist())


def reliability(open_: Open, labels: Mapping[str, NDArray[np.bool_]], scores: Scores) -> list[tuple[Any, ...]]:
    """Per range of scores: range, pairs, mean score, percent that fit."""
    shown = np.concatenate([scores[slug][open_[slug]] for slug in scores])
    truth = np.concatenate([labels[slug][open_[slug]] for slug in scores])
    spans = [(low, high, (shown >= low) & (shown < high)) for low, high in pairwise(BINS)]
    return [
        (f"{low}-{min(high, 100)}", int(inside.sum()), float(shown[inside].mean()), 100 * float(truth[inside].mean()))
        for low, high, inside in spans
        if inside.any()
    ]


def calibration_error(table: list[tuple[Any, ...]], least: int = 0) -> float:
    """Expected calibration error (0-1) over the ranges that begin at `least` points or above, weighted by pairs."""
    rows = [row for row in table if int(row[0].split("-")[0]) >= least]
    pairs = sum(row[1] for row in rows)
    return sum(row[1] * abs(row[2] - row[3]) for row in rows) / max(pairs, 1) / 100


def _of_project(order: list[str], grades: Mapping[str, int]) -> dict[str, float]:
    first = next(rank for rank, key in enumerate(order, 1) if grades.get(key, 0) >= 2)
    return {"ndcg10": ndcg(order, grades), "recall20": recall(order, grades), "mrr": 1 / first}
