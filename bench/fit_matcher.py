"""Fit the matcher's coefficients: `python -m bench.fit_matcher [--write]`, from the checkout.

For each mode (with and without a sentence model) a logistic with a ridge over the signals, on every pair of the
benchmark that no gate excludes. A signal whose weight contradicts sense is left out. The result is calibrated (Platt)
on projects it was not fitted on. What is reported is measured on projects left out of all of this, one after the
other; what is written is fitted on all.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import fit_feedback
from bench.match_data import DAY, Bench, load
from bench.match_measures import quality
from bench.vectors import model
from funding import Verdict
from matcher.engine import Matcher
from matcher.score import Coefficients, Mode
from matcher.signals import AGAINST, LEXICAL, SIGNALS

TARGET = Path(__file__).resolve().parent.parent / "matcher" / "coefficients.json"
RIDGE = 3.0
FOLDS = 6  # for the calibration inside a fit
BLANK = {signal.__name__: 0.0 for signal in SIGNALS}
SIGN = {signal.__name__: -1.0 if signal in AGAINST else 1.0 for signal in SIGNALS}
NAMES: dict[Mode, tuple[str, ...]] = {
    "semantic": tuple(signal.__name__ for signal in SIGNALS),
    "lexical": tuple(signal.__name__ for signal in LEXICAL),
}
Matrix = NDArray[np.float64]


class Samples:
    """Signals, labels and gates of every project of the benchmark, by slug."""

    def __init__(self, bench: Bench) -> None:
        matcher = Matcher(bench.programmes, DAY, model=model(), coefficients=Coefficients(0.0, BLANK, BLANK))
        row = {programme.id: at for at, programme in enumerate(bench.programmes)}
        self.signals, self.open, self.labels = {}, {}, {}
        for profile, project in bench.asked:
            self.signals[project.slug] = matcher.signals(profile, project)
            mask = np.zeros(len(row), np.bool_)
            mask[[row[m.programme] for m in matcher.match(profile, project) if m.eligibility is not Verdict.NO]] = True
            self.open[project.slug], self.labels[project.slug] = mask, bench.labels(project.slug)

    def rows(self, slugs: Sequence[str], names: Sequence[str]) -> tuple[Matrix, Matrix]:
        """Signals and labels of the pairs that no gate excludes."""
        x = [np.column_stack([self.signals[s][name] for name in names])[self.open[s]] for s in slugs]
        return np.concatenate(x), np.concatenate([self.labels[s][self.open[s]] for s in slugs]).astype(np.float64)

    def fit(self, slugs: Sequence[str], names: Sequence[str]) -> Coefficients:
        """Coefficients from some of the projects, calibrated on folds of them."""
        plain = self.ranker(slugs, names)
        odds, labels = [], []
        for fold in range(FOLDS):
            held = slugs[fold::FOLDS]
            x, y = self.rows(held, names)
            odds.append(_odds(self.ranker([s for s in slugs if s not in held], names), x, names))
            labels.append(y)
        column = np.concatenate(odds)
        base, slope = logistic(np.column_stack([np.ones(len(column)), column]), np.concatenate(labels), 0.0)
        return Coefficients(
            intercept=round(float(plain.intercept * slope + base), 4),
            weights={name: round(float(weight * slope), 4) for name, weight in plain.weights.items()},
            typical=plain.typical,
        )

    def left_out(self, names: Sequence[str]) -> dict[str, Matrix]:
        """Scores of every project from a fit on all the others."""
        return {
            slug: self.fit(others, names).scores(self.signals[slug]) for slug, others in sorted(self._others().items())
        }

    def left_out_order(self, names: Sequence[str]) -> dict[str, Matrix]:
        """As `left_out`, uncalibrated: enough for rankings, and quick."""
        return {
            slug: _odds(self.ranker(others, names), np.column_stack([self.signals[slug][n] for n in names]), names)
            for slug, others in sorted(self._others().items())
        }

    def _others(self) -> dict[str, list[str]]:
        return {slug: sorted(set(self.signals) - {slug}) for slug in self.signals}

    def ranker(self, slugs: Sequence[str], names: Sequence[str], ridge: float = RIDGE) -> Coefficients:
        """Coefficients before calibration."""
        x, y = self.rows(slugs, names)
        mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
        weights, intercept = sensible((x - mean) / spread, y, [SIGN[name] for name in names], ridge)
        weights = weights / spread
        return Coefficients(
            intercept=float(intercept - weights @ mean),
            weights={name: float(weight) for name, weight in zip(names, weights, strict=True)},
            typical={name: round(float(value), 4) for name, value in zip(names, mean, strict=True)},
        )


def sensible(x: Matrix, y: Matrix, signs: Sequence[float], ridge: float) -> tuple[Matrix, float]:
    """Weights and intercept; the signal that contradicts its sign most is left out until none does."""
    kept = list(range(x.shape[1]))
    while True:
        fitted = logistic(np.column_stack([np.ones(len(x)), x[:, kept]]), y, ridge)
        against = [float(fitted[at + 1]) * signs[column] for at, column in enumerate(kept)]
        if min(against, default=0.0) >= 0:
            weights = np.zeros(x.shape[1])
            weights[kept] = fitted[1:]
            return weights, float(fitted[0])
        kept.pop(int(np.argmin(against)))


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


def _odds(fitted: Coefficients, x: Matrix, names: Sequence[str]) -> Matrix:
    odds: Matrix = x @ np.array([fitted.weights[name] for name in names]) + fitted.intercept
    return odds


def main() -> None:
    """Report, and with --write keep the coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write matcher/coefficients.json")
    parser.add_argument("--feedback", type=Path, metavar="DATABASE", help="refit with officers' answers instead")
    options = parser.parse_args()
    if options.feedback:
        fit_feedback.run(options.feedback, TARGET if options.write else None)
        return
    bench = load()
    samples = Samples(bench)
    said: dict[str, Any] = {"made_by": "bench/fit_matcher.py"}
    for mode, names in NAMES.items():
        figures = quality(bench, samples.open, samples.left_out(names))
        print(f"{mode}, left out: nDCG@10 {figures['ndcg10']:.3f}, recall@20 {figures['recall20']:.3f}")
        fitted = samples.fit(sorted(samples.signals), names)
        for name, weight in fitted.weights.items():
            print(f"  {name:14} {weight:8.3f}   typical {fitted.typical[name]:.4f}")
        said[mode] = {"left_out": {name: round(value, 3) for name, value in figures.items()},
                      "intercept": fitted.intercept, "weights": fitted.weights, "typical": fitted.typical}  # fmt: skip
    if options.write:
        TARGET.write_text(json.dumps(said, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
