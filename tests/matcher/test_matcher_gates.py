from functools import lru_cache
from string import Formatter
from typing import Any

import pytest
from matcher_cases import judged, labelled
from matcher_samples import programme

from funding import Evidence, Verdict
from matcher.case import sentences
from matcher.gates import GATES, eligibility
from matcher.reasons import topic
from matcher.signals import FIT, SIGNALS
from matcher.steps import steps

CASES = [case for case in labelled() if "programme" in case]
RULES = [gate.rule for gate in GATES]
SPEAKING = [*RULES, *FIT, topic]


@lru_cache
def every_evidence() -> list[Evidence]:
    return [item for case in CASES for item in judged(case)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_labelled_case(case: dict[str, Any]) -> None:
    evidence = judged(case)
    found = {item.criterion: item for item in evidence}
    told = {name: found[name].verdict.value if name in found else "-" for name in case["expect"]}
    assert told == case["expect"]
    assert eligibility(evidence).value == case.get("eligibility", eligibility(evidence).value)
    for name, words in case.get("says", {}).items():
        assert words in found[name].sentence
    for name, words in case.get("sources", {}).items():
        assert words == found[name].programme_side
    if "steps" in case:
        todo = [step.sentence for step in steps(evidence, programme(**case["programme"]))]
        assert len(todo) == len(case["steps"]), todo
        assert all(words in sentence for words, sentence in zip(case["steps"], todo, strict=True))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_sentence_of_every_gate_is_tried_by_a_case(rule: Any) -> None:
    """A sentence that no case reaches is untested or dead."""
    said = [item.sentence for item in every_evidence() if item.criterion == rule.__name__]
    for key, (german, _) in sentences(rule).items():
        fixed = [text for text, *_ in Formatter().parse(german)]
        assert any(all(part in sentence for part in fixed) for sentence in said), f"{rule.__name__} {key}: no case"


@pytest.mark.parametrize("rule", SPEAKING, ids=lambda rule: rule.__name__)
def test_docstring_holds_the_sentences_shown(rule: Any) -> None:
    assert rule.__doc__, f"{rule.__name__}: the docstring is what officers read"
    assert rule.__doc__.splitlines()[0].endswith("?"), f"{rule.__name__}: begins with the German question"
    told = sentences(rule)
    assert told
    for key, (german, english) in told.items():
        assert Verdict(key.partition("-")[0])
        assert german.endswith(".")
        assert english.endswith("."), f"{rule.__name__} {key}: no English sentence"
        assert german != english
        assert _blanks(german) == _blanks(english)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.__name__)
def test_every_signal_says_what_it_asks(signal: Any) -> None:
    assert "?" in (signal.__doc__ or "").splitlines()[0]


def test_both_languages_and_both_sides_are_filled() -> None:
    land = judged({"programme": {"regions": ["Bayern"]}})[1]
    assert land.say("de") == "Gilt nur in Bayern, die Stadt liegt in Sachsen."
    assert land.say("en") == "Applies only in Bayern; the city is in Sachsen."
    assert (land.city_side, land.programme_side) == ("Sachsen", "Bayern")


def test_the_quote_that_closed_a_programme_is_shown() -> None:
    note = "Das Antragsverfahren ist beendet."
    shut = judged({"programme": {"source_status": "closed", "status_note": note}})
    assert [item.programme_side for item in shut if item.criterion == "application"] == [note]


def _blanks(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
