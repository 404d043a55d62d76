import re

import pytest

import facts.amount_words
import facts.applicant_words
import facts.bonuses
import facts.closed
import facts.conditions
import facts.frame_nouns
import facts.frame_verbs
import facts.gate_words
import facts.modes
import facts.rate_words
import facts.starts
import facts.subjects
import facts.years
from facts.rules import Rule, any_of, needles

MODULES = (
    facts.amount_words,
    facts.applicant_words,
    facts.bonuses,
    facts.closed,
    facts.conditions,
    facts.frame_nouns,
    facts.frame_verbs,
    facts.gate_words,
    facts.modes,
    facts.rate_words,
    facts.starts,
    facts.subjects,
    facts.years,
)


def rules() -> list[Rule]:
    tables = [value for module in MODULES for value in vars(module).values() if isinstance(value, tuple)]
    flat = [entry for table in tables for entry in table]
    flat += [part for entry in flat if isinstance(entry, tuple) for part in entry]
    return list(dict.fromkeys(rule for rule in flat if isinstance(rule, Rule)))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.means)
def test_every_rule_finds_its_own_example(rule: Rule) -> None:
    assert any_of([rule]).search(rule.example)


def test_there_are_many_small_rules() -> None:
    assert len(rules()) > 70


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.means)
def test_no_rule_repeats_without_end_inside_a_repetition(rule: Rule) -> None:
    """`(…\\w+…)+` and the like are what makes patterns explode; every repetition of a group is bounded."""
    assert not re.search(r"\)[*+](?!\?)", rule.words), rule.words
    assert ".*" not in rule.words


def test_needles_are_found_in_small_letters_and_underscores_are_blanks() -> None:
    assert needles("nicht_mehr x").hit("ist nicht mehr möglich")
    assert not needles("nicht_mehr x").hit("nicht möglich")
