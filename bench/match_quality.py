"""How well the matcher ranks and how honest its scores are: `python -m bench.match_quality`, from the checkout.

Measured on the programmes and graded projects of ../shared/bench (nothing of it is in the repository). Everything
fitted is cross-validated: each project is scored with coefficients fitted and calibrated on the other 23. Brackets
hold 95 % bootstrap intervals over projects.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from bench.fit_matcher import NAMES, Samples
from bench.match_data import Bench, load
from bench.match_measures import (
    Digest,
    Scores,
    calibration_error,
    digest,
    interval,
    quality,
    ranking,
    reliability,
)
from bench.vectors import model
from digest import DEFAULT_THRESHOLD
from matcher.boilerplate import brief

THRESHOLDS = (5, 10, 15, 20, 25, 30, 35, 40, 50)
_MEASURES = ("ndcg10", "recall20", "mrr")


def main() -> None:
    """Print the tables."""
    bench = load()
    samples = Samples(bench)
    fitted = {mode: samples.left_out(names) for mode, names in NAMES.items()}
    print(f"{len(bench.programmes)} programmes, {len(bench.asked)} projects, after the gates")
    print(f"{'':22} {'nDCG@10':22} {'recall@20':22} MRR")
    for name, scores in {**_simple_ways(bench, samples), **fitted}.items():
        print(f"{name:22} {_line(ranking(bench, samples.open, scores))}")
    for mode, scores in fitted.items():
        print(f"\n{mode}: digest of 5 a project by threshold (default {DEFAULT_THRESHOLD})")
        _print_digest(samples, scores)
        _print_reliability(samples, scores)
    _print_gates(bench, samples)
    for mode, names in NAMES.items():
        print(f"\n{mode}: without one signal, difference in nDCG@10 and recall@20")
        _print_ablations(bench, samples, names)


def _simple_ways(bench: Bench, samples: Samples) -> dict[str, Scores]:
    """The peers' way, plain BM25, characters and the model alone, without fitting."""
    texts = [brief(programme) for programme in bench.programmes]
    asked = {project.slug: f"{project.title}\n{project.description}" for _, project in bench.asked}
    vectors = model()
    passages = vectors.passages(texts)
    queries = vectors.queries(list(asked.values()))
    return {
        "token_set_ratio": {
            slug: np.array([fuzz.token_set_ratio(text, passage) for passage in texts]) for slug, text in asked.items()
        },
        "BM25": {slug: columns["stems"] for slug, columns in samples.signals.items()},
        "characters": {slug: columns["likeness"] for slug, columns in samples.signals.items()},
        "model alone": {
            slug: (passages @ query).astype(np.float64) for slug, query in zip(asked, queries, strict=True)
        },
    }


def _line(rows: Mapping[str, Mapping[str, float]]) -> str:
    values = {name: [row[name] for row in rows.values()] for name in _MEASURES}
    spans = {name: interval(found) for name, found in values.items()}
    return "  ".join(f"{np.mean(values[n]):.3f} [{spans[n][0]:.3f}, {spans[n][1]:.3f}]" for n in _MEASURES)


def _print_digest(samples: Samples, scores: Scores) -> None:
    for threshold in THRESHOLDS:
        found = digest(samples.open, samples.labels, scores, threshold)
        print(
            f"{threshold:9}  {found.shown / len(scores):.1f} shown a project, {found.precision:.0%} of them fit, "
            f"{found.hits} of {found.possible} projects with something to find get it"
        )
    told = {slug: digest(samples.open, samples.labels, {slug: scores[slug]}, DEFAULT_THRESHOLD) for slug in scores}
    low, high = interval([one.hits for one in told.values() if one.possible])
    fewest, most = _precision(list(told.values()))
    print(f"at {DEFAULT_THRESHOLD}: precision [{fewest:.2f}, {most:.2f}], projects served [{low:.2f}, {high:.2f}]")


def _precision(found: list[Digest]) -> tuple[float, float]:
    """95 % bootstrap interval over projects of the share that fits among all that is shown."""
    pairs = np.array([(one.fitting, one.shown) for one in found])
    draws = pairs[np.random.default_rng(0).integers(0, len(pairs), (1_000, len(pairs)))].sum(axis=1)
    low, high = np.percentile(draws[:, 0] / np.maximum(draws[:, 1], 1), (2.5, 97.5))
    return float(low), float(high)


def _print_reliability(samples: Samples, scores: Scores) -> None:
    table = reliability(samples.open, samples.labels, scores)
    print(f"calibration error {calibration_error(table):.4f} over all pairs, "
          f"{calibration_error(table, DEFAULT_THRESHOLD):.3f} from the default threshold on")  # fmt: skip
    print("score      pairs  mean score  percent fitting")
    for span, pairs, mean, share in table:
        print(f"{span:9} {pairs:6} {mean:11.1f} {share:16.1f}")


def _print_gates(bench: Bench, samples: Samples) -> None:
    ids = [programme.id for programme in bench.programmes]
    shut = {slug: {ids[row] for row in np.flatnonzero(~mask)} for slug, mask in samples.open.items()}
    lost = [(slug, key) for slug, keys in shut.items() for key in keys if bench.grades[slug].get(key, 0) > 1]
    read: dict[tuple[str, bool], int] = {}
    for slug, verdicts in bench.gates.items():
        for key, verdict in verdicts.items():
            pair = (verdict, key in shut[slug])
            read[pair] = read.get(pair, 0) + 1
    print(f"\ngates: {len(lost)} fitting programmes gated no {sorted(lost)}")
    for verdict in ("ok", "unclear", "no"):
        print(f"  readers say {verdict:8} we say no {read.get((verdict, True), 0):5}, not no "
              f"{read.get((verdict, False), 0):5}")  # fmt: skip


def _print_ablations(bench: Bench, samples: Samples, names: tuple[str, ...]) -> None:
    whole = quality(bench, samples.open, samples.left_out_order(names))
    for name in names:
        without: dict[str, Any] = quality(
            bench, samples.open, samples.left_out_order([other for other in names if other != name])
        )
        print(f"  {name:14} {without['ndcg10'] - whole['ndcg10']:+.3f} {without['recall20'] - whole['recall20']:+.3f}")


if __name__ == "__main__":
    main()
