from collections.abc import Callable

import pytest

from facts import Facts
from funding.programme import Stage


def shown(stage: Stage) -> str:
    """In one short line: "sketch 2026-04-15 12:00", "application 10-31 previous_year", "application -6 weeks"."""
    if stage.closes:
        at = f" {stage.closes_at:%H:%M}" if stage.closes_at else ""
        return f"{stage.stage} {stage.closes}{at}"
    if stage.recurring:
        starts = "" if stage.recurring.starts is None else " start {}-{}".format(*stage.recurring.starts)
        return f"{stage.stage} {stage.recurring.month:02}-{stage.recurring.day:02} {stage.recurring.of}{starts}"
    if stage.before_start:
        return f"{stage.stage} -{stage.before_start.amount} {stage.before_start.unit}"
    return f"{stage.stage} opens {stage.opens}"


@pytest.fixture(scope="session")
def gates_of() -> Callable[[Facts], list[str]]:
    """The stages of some facts as short lines."""
    return lambda facts: [shown(stage) for stage in facts.stages]
