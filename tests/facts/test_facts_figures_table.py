"""Every line of figures.yaml, read as a text of its own; and the rules of the words beside a figure."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import facts.addressees
from facts import Facts, read_text
from facts.addressees import is_for_the_needy, whom
from facts.rules import Rule, any_of
from funding import ConsortiumRule, PartnerRule

TABLE: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8")
)
FIGURES = {"rate": "rate_max", "own": "own_share_min", "max": "amount_max", "min": "amount_min"}
DEMANDS = {
    "consortium_rule": "consortium", "partner_rule": "partner",
    "population_min": "pop_min", "population_max": "pop_max",
}  # fmt: skip
ONLY_WHERE_GIVEN = {"t", "lang", "kommune", "kind"}


def test_the_table_is_large_and_each_sentence_is_there_once() -> None:
    assert len(TABLE) >= 180
    assert len({line["t"] for line in TABLE}) == len(TABLE)
    assert sum(line.get("lang") == "en" for line in TABLE) >= 40


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["t"][:60])
def test_sentence(line: dict[str, Any]) -> None:
    found = read_text(line["t"], language=line.get("lang", "de"))
    expected = {key: value for key, value in line.items() if key not in ONLY_WHERE_GIVEN}
    assert _figures(found) | _demands(found) == expected
    assert line.get("kind") in (None, found.amount_min_kind)
    assert line.get("kommune") in (None, found.kommune.code if found.kommune else "unclear")


def _figures(found: Facts) -> dict[str, float]:
    figures = {short: getattr(found, name) for short, name in FIGURES.items()}
    return {short: figure.value for short, figure in figures.items() if figure is not None}


def _demands(found: Facts) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one, _ in found.conditions:
        if one.field == "preconditions":
            told.setdefault("pre", []).append(one.value)
        else:
            told.setdefault(DEMANDS[one.field], _short(one.value))
    return told


def _short(value: Any) -> Any:
    if isinstance(value, PartnerRule):
        return " ".join([value.rule, *value.countries])
    if isinstance(value, ConsortiumRule):
        return [value.partners_min, value.countries_min, value.eu_min]
    return value


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["t"][:60])
def test_quotes_stand_in_the_sentence(line: dict[str, Any]) -> None:
    found = read_text(line["t"], language=line.get("lang", "de"))
    quotes = [figure.quote for figure in (getattr(found, name) for name in FIGURES.values()) if figure]
    quotes += [one.quote for one, _ in found.conditions] + ([found.kommune.quote] if found.kommune else [])
    assert all(quote and quote in line["t"] for quote in quotes)


def rules() -> list[Rule]:
    tables = [value for value in vars(facts.addressees).values() if isinstance(value, tuple)]
    return [rule for table in tables for rule in table if isinstance(rule, Rule)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.means)
def test_every_rule_finds_its_own_example(rule: Rule) -> None:
    assert any_of([rule]).search(rule.example)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("für kommunale Antragsteller", "municipal"), ("für kleine Unternehmen", "others"),
        ("public bodies", "municipal"),
        ("Vorhaben in Trägerschaft des Landes", "state"), ("für Kirchengemeinden", "others"), ("für Brücken", ""),
        ("Vereine und Gemeinden", "municipal"), ("private companies", "others"),
    ],
)  # fmt: skip
def test_whom_words_name(words: str, expected: str) -> None:
    assert whom(words) == expected


def test_needy_municipalities() -> None:
    assert is_for_the_needy("für finanzschwache Kommunen")
    assert not is_for_the_needy("für kleine Kommunen")
