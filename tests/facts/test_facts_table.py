"""Every line of sentences.yaml, read as a text of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from facts import Facts, read_text
from funding import ConsortiumRule, PartnerRule

TABLE: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
)
FIGURES = {"rate": "rate_max", "own": "own_share_min", "max": "amount_max", "min": "amount_min"}


def test_the_table_is_large_and_each_sentence_is_there_once() -> None:
    assert len(TABLE) >= 150
    assert len({line["t"] for line in TABLE}) == len(TABLE)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["t"][:60])
def test_sentence(line: dict[str, Any], gates_of: Callable[[Facts], list[str]]) -> None:
    facts = read_text(line["t"], language=line.get("lang", "de"))
    figures = {short: getattr(facts, name) for short, name in FIGURES.items()}
    found = {short: figure.value for short, figure in figures.items() if figure is not None}
    assert (gates_of(facts), facts.closed, found) == (
        [str(gate) for gate in line.get("gates", [])],
        line.get("closed", False),
        {short: line[short] for short in FIGURES if short in line},
    )
    assert line.get("modes") in (None, list(facts.modes))
    assert line.get("kind") in (None, facts.amount_min_kind)
    assert line.get("zone") in (None, *(stage.zone for stage in facts.stages))
    demanded = {one.field: _short(one.value) for one, _ in facts.conditions}
    assert demanded == line.get("demands", {})
    assert line.get("kommune") in (None, facts.kommune.code if facts.kommune else "unclear")


def _short(value: Any) -> Any:
    """A rule as the list of what it says; numbers and words as they are."""
    if isinstance(value, PartnerRule):
        return [value.rule, *value.countries, *([value.only_for] if value.only_for else [])]
    if isinstance(value, ConsortiumRule):
        return [value.partners_min, value.countries_min, value.eu_min]
    return value


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["t"][:60])
def test_quotes_stand_in_the_sentence(line: dict[str, Any]) -> None:
    facts = read_text(line["t"], language=line.get("lang", "de"))
    figures = [getattr(facts, name) for name in FIGURES.values()]
    quotes = [stage.quote for stage in facts.stages] + [figure.quote for figure in figures if figure]
    quotes += [words.quote for words in facts.mode_words] + ([facts.shut.quote] if facts.shut else [])
    assert all(quote and quote in line["t"] for quote in quotes)
