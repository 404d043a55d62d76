"""A refit learns from many answers, not from few, and never against sense."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bench import fit_feedback
from bench.fit_feedback import SIGN, Label, refit, report
from db import Feedback, Store
from funding.feedback import Remark
from matcher.score import Coefficients, shipped

PRIOR = shipped("lexical")
NAMES = list(PRIOR.weights)


def answers(number: int, true: Coefficients, seed: int = 1) -> list[Label]:
    """Made-up answers of officers who judge by the true coefficients."""
    chance = np.random.default_rng(seed)
    rows = [{name: float(chance.random()) for name in NAMES} for _ in range(number)]
    odds = [true.intercept + sum(true.weights[name] * row[name] for name in NAMES) for row in rows]
    return [(row, bool(chance.random() < 1 / (1 + np.exp(-one)))) for row, one in zip(rows, odds, strict=True)]


def shifted() -> Coefficients:
    """Officers for whom the kind of funder counts and the wording does not."""
    weights = dict.fromkeys(NAMES, 0.0) | {"municipal": 4.0, "elsewhere": -4.0}
    return Coefficients(-0.5, weights, PRIOR.typical)


def test_other_officers_are_learnt_from() -> None:
    found = report(PRIOR, answers(300, shifted()))
    assert found.better
    assert found.after[0] < found.before[0] - 0.1


def test_officers_who_judge_as_before_change_little() -> None:
    found = report(PRIOR, answers(300, PRIOR))
    assert found.after[0] < found.before[0] + 0.02


def test_no_weight_changes_sides() -> None:
    against = Coefficients(0.0, {name: -3.0 * SIGN[name] for name in NAMES}, PRIOR.typical)
    fitted = refit(PRIOR, answers(300, against))
    assert all(weight * SIGN[name] >= 0 for name, weight in fitted.weights.items())


def test_without_spread_the_prior_stays() -> None:
    usual: list[Label] = [(dict(PRIOR.typical), at % 2 == 0) for at in range(100)]
    fitted = refit(PRIOR, usual)
    assert all(np.isfinite(weight) for weight in fitted.weights.values())


def test_a_signal_of_another_version_counts_as_usual() -> None:
    fitted = refit(PRIOR, [({"gone": 1.0}, at % 3 == 0) for at in range(100)])
    assert set(fitted.weights) == set(NAMES)


@pytest.mark.parametrize(("number", "written"), [(99, False), (300, True)])
def test_the_command_writes_from_a_hundred_answers_on(
    number: int, written: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, target = tmp_path / "f.sqlite", tmp_path / "coefficients.json"
    before = {"lexical": {"intercept": 0.0, "weights": {}, "typical": {}}, "semantic": {}}
    target.write_text(json.dumps(before))
    with Store(database) as store, store.writing():
        for at, (signals, fits) in enumerate(answers(number, shifted())):
            at_all = datetime(2026, 11, 22, tzinfo=UTC)
            one = Remark(
                project="x/p", programme=f"p:{at}", answer="fits" if fits else "not", at=at_all, features=dict(signals)
            )
            Feedback(store).put(one)
    fit_feedback.run(database, target)
    assert (json.loads(target.read_text()) != before) is written
    assert ("a fit needs 100" in capsys.readouterr().out.splitlines()[-1]) is not written
