"""How well and how fast the matcher ranks: `python -m bench.match`, from the checkout.

Measured on the programmes and graded projects of ../shared/bench (nothing of it is in the repository). "left out"
scores each project with coefficients fitted on the other 23.
"""

import time
from collections.abc import Callable, Mapping
from statistics import mean
from typing import TypeVar

import numpy as np

from bench.fit_matcher import Samples
from bench.match_data import DAY, Bench, has_a_fit, load, ndcg, recall
from matcher import Matcher

THRESHOLDS = (5, 10, 15, 20, 30, 40)
T = TypeVar("T")
Scores = Mapping[str, "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"]


def main() -> None:
    """Print the table."""
    bench = load()
    seconds, matcher = _timed(lambda: Matcher(bench.programmes, DAY))
    per_project = [_timed(lambda asked=asked: matcher.match(*asked))[0] for asked in bench.asked]
    samples = Samples(bench)
    rankings: dict[str, Scores] = {
        "characters": {slug: columns["likeness"] for slug, columns in samples.signals.items()},
        "stems": {slug: columns["stems"] for slug, columns in samples.signals.items()},
        "matcher, left out": samples.left_out(),
    }
    print(f"{len(bench.programmes)} programmes, {len(bench.asked)} projects      plain        with gates")
    for name, scores in rankings.items():
        plain, gated = (_figures(bench, samples, scores, gated=gated) for gated in (False, True))
        print(f"{name:38} {plain}   {gated}")
    print("digest of 5 a project, left out, by threshold")
    for threshold in THRESHOLDS:
        print(_digest(samples, rankings["matcher, left out"], threshold))
    print(f"index {seconds:.2f} s, a project {mean(per_project):.3f} s (longest {max(per_project):.3f} s)")


def _digest(samples: Samples, scores: Scores, threshold: int) -> str:
    shown = fitting = projects = possible = 0
    for slug, values in scores.items():
        kept, labels = np.where(samples.open[slug], values, -1.0), samples.labels[slug]
        best = [row for row in np.argsort(-kept, kind="stable")[:5] if kept[row] >= threshold]
        hits = sum(bool(labels[row]) for row in best)
        shown, fitting, projects, possible = (
            shown + len(best), fitting + hits, projects + bool(hits), possible + bool(labels.any()),
        )  # fmt: skip
    return (
        f"{threshold:9}  {shown / len(scores):.1f} shown a project, {fitting / max(shown, 1):.0%} of them fit, "
        f"{projects} of {possible} projects with something to find get it"
    )


def _figures(bench: Bench, samples: Samples, scores: Scores, *, gated: bool) -> str:
    ids = [programme.id for programme in bench.programmes]
    found = []
    for slug, values in scores.items():
        if has_a_fit(bench.grades[slug]):
            kept = np.where(samples.open[slug], values, -1.0) if gated else values
            order = [ids[row] for row in np.lexsort((ids, -kept))]
            found.append((ndcg(order, bench.grades[slug]), recall(order, bench.grades[slug])))
    return f"{mean(f[0] for f in found):.3f} / {mean(f[1] for f in found):.3f}"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    done = work()
    return time.perf_counter() - begun, done


if __name__ == "__main__":
    main()
