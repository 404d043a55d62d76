"""Every line of misread.yaml: known misreadings, each expected to fail until somebody mends it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from facts import Facts, read_text

TABLE: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("misread.yaml").read_text(encoding="utf-8")
)


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="known misreading")
@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["t"][:60])
def test_misread(line: dict[str, Any], gates_of: Callable[[Facts], list[str]]) -> None:
    facts = read_text(line["t"], language=line.get("lang", "de"))
    told = (gates_of(facts), facts.closed)
    assert told == ([str(gate) for gate in line.get("gates", [])], line.get("closed", False))
