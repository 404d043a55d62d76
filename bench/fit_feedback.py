"""Refit the coefficients with officers' answers: `python -m bench.fit_matcher --feedback DATABASE [--write]`.

A logistic that is drawn to the coefficients in use (the prior), from 100 answers of one mode on. What is reported is
measured on answers left out, fold by fold, before and after; `--write` keeps the result in a coefficients file where
it is better than before.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from db import Feedback, Store
from matcher.score import Coefficients, Mode, shipped
from matcher.signals import AGAINST, SIGNALS

LEAST = 100
FOLDS = 10
_NARROW = 1e-9  # a signal that is the same everywhere tells nothing
PULL = 12.0  # of the prior: as strong as a dozen answers that speak for it
Label = tuple[Mapping[str, float], bool]
Vector = NDArray[np.float64]
SIGN = {signal.__name__: -1.0 if signal in AGAINST else 1.0 for signal in SIGNALS}


@dataclass(frozen=True)
class Report:
    """Mean log loss and Brier score on answers left out, before and after; lower is better."""

    labels: int
    before: tuple[float, float]
    after: tuple[float, float]

    @property
    def better(self) -> bool:
        """Whether both measures gain."""
        return all(after < before for before, after in zip(self.before, self.after, strict=True))


def of_mode(labels: Sequence[Label], mode: Mode) -> list[Label]:
    """The answers given while matches were made with (or without) a sentence model."""
    return [label for label in labels if ("meaning" in label[0]) == (mode == "semantic")]


def refit(prior: Coefficients, labels: Sequence[Label]) -> Coefficients:
    """The prior moved by the answers; a signal never changes the side on which sense puts it."""
    names = list(prior.weights)
    x, y = _matrix(prior, labels), np.array([float(fits) for _, fits in labels])
    mean, spread = x.mean(axis=0), np.where(x.std(axis=0) > _NARROW, x.std(axis=0), 1.0)
    start = np.array([prior.weights[name] for name in names])
    plain = np.array([prior.intercept + start @ mean, *(start * spread)])
    moved = _newton(np.column_stack([np.ones(len(x)), (x - mean) / spread]), y, plain)
    sides = np.array([SIGN.get(name, 1.0) for name in names])
    weights = np.where(moved[1:] * sides > 0, moved[1:] / spread, 0.0)
    told = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    return Coefficients(float(moved[0] - weights @ mean), told, dict(prior.typical))


def report(prior: Coefficients, labels: Sequence[Label]) -> Report:
    """What a refit gains on answers that it has not seen."""
    before, after = np.zeros(len(labels)), np.zeros(len(labels))
    for fold in range(FOLDS):
        rest = [label for at, label in enumerate(labels) if at % FOLDS != fold]
        held = [at for at in range(len(labels)) if at % FOLDS == fold]
        fitted = refit(prior, rest)
        before[held] = _chances(prior, [labels[at] for at in held])
        after[held] = _chances(fitted, [labels[at] for at in held])
    y = np.array([float(fits) for _, fits in labels])
    return Report(len(labels), _losses(before, y), _losses(after, y))


def _matrix(prior: Coefficients, labels: Sequence[Label]) -> Vector:
    """One row per answer; a signal that did not exist then counts as usual."""
    return np.array([[told.get(name, prior.typical[name]) for name in prior.weights] for told, _ in labels])


def _newton(x: Vector, y: Vector, prior: Vector) -> Vector:
    weights = prior.copy()
    for _ in range(100):
        chance = _chance(x @ weights)
        slope = x.T @ (chance - y) + PULL * (weights - prior)
        step = np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + PULL * np.eye(x.shape[1]), slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _chances(fitted: Coefficients, labels: Sequence[Label]) -> Vector:
    return _chance(_matrix(fitted, labels) @ np.array(list(fitted.weights.values())) + fitted.intercept)


def _chance(odds: Vector) -> Vector:
    chance: Vector = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chance


def _losses(chance: Vector, y: Vector) -> tuple[float, float]:
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return float(-np.mean(y * np.log(sure) + (1 - y) * np.log(1 - sure))), float(np.mean((chance - y) ** 2))


def run(database: Path, target: Path | None) -> None:
    """Report for each mode; what is better goes into the coefficients file `target`."""
    with Store(database) as store:
        labels = Feedback(store).labels()
    modes: tuple[Mode, ...] = ("semantic", "lexical")
    for mode in modes:
        _one(mode, of_mode(labels, mode), target)


def _one(mode: Mode, labels: Sequence[Label], target: Path | None) -> None:
    if len(labels) < LEAST:
        print(f"{mode}: {len(labels)} answers; a fit needs {LEAST}")
        return
    found = report(shipped(mode), labels)
    for name, figures in (("before", found.before), ("after", found.after)):
        print(f"{mode}, {found.labels} answers, left out, {name:6}: log loss {figures[0]:.4f}, Brier {figures[1]:.4f}")
    if target is None or not found.better:
        print(f"{mode}: {'better' if found.better else 'no better than before: nothing is written'}")
        return
    fitted = refit(shipped(mode), labels)
    told = json.loads(target.read_text("utf-8"))
    told[mode] |= {"intercept": fitted.intercept, "weights": fitted.weights}
    target.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    print(f"{mode}: written to {target}")
