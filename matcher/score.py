"""The score: a logistic over the signals, whose coefficients `bench/fit_matcher.py` makes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, Self

import numpy as np

from matcher.corpus import Column

Mode = Literal["semantic", "lexical"]


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Log-odds per unit of each signal; `typical`: the signal's mean over all pairs, from which points count."""

    intercept: float
    weights: dict[str, float]
    typical: dict[str, float]

    @classmethod
    def from_json(cls, text: str, mode: Mode) -> Self:
        """Reads what the fit wrote for matching with or without a sentence model."""
        said = json.loads(text)[mode]
        return cls(intercept=said["intercept"], weights=said["weights"], typical=said["typical"])

    def scores(self, signals: Mapping[str, Column]) -> Column:
        """0-100, three decimals: the chance in percent that a reader grades the programme 2 or 3 if no gate says no."""
        odds = sum((self.weights[name] * signals[name] for name in self.weights), self.intercept)
        return np.round(100 / (1 + np.exp(-np.asarray(odds, np.float64))), 3)

    def points(self, signals: Mapping[str, Column], row: int) -> dict[str, float]:
        """The signals' shares of the score's distance from that of a typical pair; they add up to it."""
        gains = {name: self.weights[name] * (float(signals[name][row]) - self.typical[name]) for name in self.weights}
        base = self.intercept + sum(self.weights[name] * self.typical[name] for name in self.weights)
        total = sum(gains.values())
        low, high = (100 / (1 + np.exp(-odds)) for odds in (base, base + total))
        rate = float(high - low) / total if abs(total) > 1e-9 else 0.0
        return {name: gain * rate for name, gain in gains.items()}


@lru_cache
def shipped(mode: Mode = "lexical") -> Coefficients:
    """The coefficients in the package."""
    return Coefficients.from_json((files("matcher") / "coefficients.json").read_text("utf-8"), mode)
