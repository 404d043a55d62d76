"""Labelled cases: `gates.yaml` and `cases/*.yaml`, read and judged.

A case lays `city`, `project`, `partnerships` over the sample town. With one `programme`: `expect` is verdict by
criterion ("-" = silent), `eligibility` that of the whole match, `says` a part of the German sentence of a criterion,
`sources` the words of the programme it quotes, `steps` a part of each thing to do, in order. With `programmes` by key:
`first`, `shown` (those at or above the overview's threshold) and `shut` (those that a gate excludes).
"""

from pathlib import Path
from typing import Any

from matcher_samples import TODAY, profile, programme
from ruamel.yaml import YAML

from funding import Evidence
from matcher.case import Case
from matcher.gates import judge

HERE = Path(__file__).parent


def labelled() -> list[dict[str, Any]]:
    """All cases, in the order of their files."""
    reader = YAML(typ="safe", pure=True)
    files = [HERE / "gates.yaml", *sorted((HERE / "cases").glob("*.yaml"))]
    return [case for path in files for case in reader.load(path)]


def town(case: dict[str, Any]) -> Any:
    """The profile of a case."""
    return profile(case.get("city", ()), case.get("project", ()), case.get("partnerships", ()))


def judged(case: dict[str, Any]) -> tuple[Evidence, ...]:
    """What the gates say of a case with one programme."""
    one = town(case)
    return judge(Case(one, one.projects[0], programme(**case["programme"]), TODAY))
