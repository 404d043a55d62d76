"""Fit the matcher's coefficients: `python -m bench.fit_matcher [--write]`, from the checkout.

A logistic with a small ridge over the signals, on every pair of the benchmark that no gate excludes. What is
reported is measured on projects left out of the fit, one after the other; what is written is fitted on all.
"""

import argparse
import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.match_data import DAY, Bench, has_a_fit, load, ndcg, recall
from funding import Verdict
from matcher.engine import Matcher
from matcher.score import Coefficients
from matcher.signals import SIGNALS

TARGET = Path(__file__).resolve().parent.parent / "matcher" / "coefficients.json"
RIDGE = 1.0
BLANK = {signal.__name__: 0.0 for signal in SIGNALS}
BINS = (0, 2, 5, 10, 20, 35, 50, 70, 101)
Matrix = NDArray[np.float64]


class Samples:
    """Signals, labels and gates of every project of the benchmark, by slug."""

    def __init__(self, bench: Bench) -> None:
        matcher = Matcher(bench.programmes, DAY, coefficients=Coefficients(0.0, BLANK, BLANK))
        row = {programme.id: at for at, programme in enumerate(bench.programmes)}
        self.signals, self.open, self.labels = {}, {}, {}
        for profile, project in bench.asked:
            self.signals[project.slug] = matcher.signals(profile, project)
            mask = np.zeros(len(row), np.bool_)
            mask[[row[m.programme] for m in matcher.match(profile, project) if m.eligibility is not Verdict.NO]] = True
            self.open[project.slug], self.labels[project.slug] = mask, bench.labels(project.slug)

    def fit(self, slugs: set[str], ridge: float = RIDGE) -> Coefficients:
        """Coefficients from some of the projects."""
        chosen = sorted(slugs)
        names = list(self.signals[chosen[0]])
        x = np.concatenate([np.column_stack([*self.signals[s].values()])[self.open[s]] for s in chosen])
        y = np.concatenate([self.labels[s][self.open[s]] for s in chosen]).astype(np.float64)
        mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
        fitted = logistic(np.column_stack([np.ones(len(x)), (x - mean) / spread]), y, ridge)
        weights = fitted[1:] / spread
        return Coefficients(
            intercept=round(float(fitted[0] - weights @ mean), 4),
            weights={name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
            typical={name: round(float(value), 4) for name, value in zip(names, mean, strict=True)},
        )

    def left_out(self) -> dict[str, Matrix]:
        """Scores of every project from a fit on all the others."""
        everybody = set(self.signals)
        return {slug: self.fit(everybody - {slug}).scores(self.signals[slug]) for slug in sorted(everybody)}


def logistic(x: Matrix, y: Matrix, ridge: float) -> Matrix:
    """Newton's method; the first column is the intercept and is not shrunk."""
    weights = np.zeros(x.shape[1])
    shrink = np.diag([0.0] + [ridge] * (x.shape[1] - 1))
    for _ in range(100):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + shrink @ weights
        step = np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + shrink, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            return weights
    raise SystemExit("the fit did not converge")


def quality(bench: Bench, samples: Samples, scores: Mapping[str, Matrix]) -> dict[str, float]:
    """nDCG@10 and recall@20 over the projects for which something fits, programmes gated out dropped."""
    ids = np.array([programme.id for programme in bench.programmes])
    figures = []
    for slug, values in scores.items():
        grades = bench.grades[slug]
        if has_a_fit(grades):
            ranked = np.lexsort((ids, -np.where(samples.open[slug], values, -1)))
            order = [str(key) for key in ids[ranked]]
            figures.append((ndcg(order, grades), recall(order, grades)))
    return {
        "ndcg10": round(float(np.mean([f[0] for f in figures])), 3),
        "recall20": round(float(np.mean([f[1] for f in figures])), 3),
    }


def reliability(samples: Samples, scores: Mapping[str, Matrix]) -> list[tuple[str, int, float, float]]:
    """Per score range: pairs, mean score, percent that fit."""
    shown = np.concatenate([scores[slug][samples.open[slug]] for slug in scores])
    truth = np.concatenate([samples.labels[slug][samples.open[slug]] for slug in scores])
    rows = []
    for low, high in pairwise(BINS):
        inside = (shown >= low) & (shown < high)
        if inside.any():
            rows.append(
                (f"{low}-{high}", int(inside.sum()), float(shown[inside].mean()), 100 * float(truth[inside].mean()))
            )
    return rows


def main() -> None:
    """Report, and with --write keep the coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write matcher/coefficients.json")
    options = parser.parse_args()
    bench = load()
    samples = Samples(bench)
    scores = samples.left_out()
    figures: dict[str, Any] = quality(bench, samples, scores)
    print(f"left out: nDCG@10 {figures['ndcg10']:.3f}, recall@20 {figures['recall20']:.3f}")
    print("score      pairs  mean score  percent fitting")
    for span, pairs, mean, share in reliability(samples, scores):
        print(f"{span:9} {pairs:6} {mean:11.1f} {share:16.1f}")
    fitted = samples.fit(set(samples.signals))
    for name, weight in fitted.weights.items():
        print(f"{name:14} {weight:8.3f}   typical {fitted.typical[name]:.4f}")
    if options.write:
        said = {"made_by": "bench/fit_matcher.py", "left_out": figures, "intercept": fitted.intercept,
                "weights": fitted.weights, "typical": fitted.typical}  # fmt: skip
        TARGET.write_text(json.dumps(said, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
