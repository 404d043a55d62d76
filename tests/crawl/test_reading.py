from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

import facts
from crawl.reading import bare, reader, still_says, with_facts
from db import Known
from funding import ConsortiumRule, MunicipalityRule, Programme, Quote, Stage, Verdict
from funding.fingerprint import fingerprint

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TOLD = Programme(
    portal="p", key="a", title="Radwege",
    summary="Gefördert werden bis zu 80 Prozent, mindestens 5.000 Euro. Anträge sind bis zum 31.03.2027 zu stellen.",
    status_note="Die Mittel sind ausgeschöpft.", text="Eine Antragstellung ist nicht mehr möglich.",
)  # fmt: skip
STATED = replace(
    TOLD, source_status="open", rate_max=50.0, quotes=(Quote(field="rate_max", words="50 %", source="portal"),),
    stages=(Stage(closes=date(2027, 1, 1), source="portal"),),
)  # fmt: skip


def known(programme: Programme, **more: Any) -> Known:
    values = {"fingerprint": fingerprint(programme), "missed": 0, "vanished": False, **more}
    return Known(programme=programme, first_seen=NOW, last_seen=NOW, **values)


@pytest.mark.parametrize("programme", [TOLD, STATED], ids=["prose", "stated"])
def test_what_was_read_can_be_taken_away_again(programme: Programme) -> None:
    read = facts.read(programme)
    assert read != programme
    assert bare(read) == programme
    assert with_facts(read)[0] == read


@pytest.mark.parametrize("programme", [TOLD, STATED], ids=["prose", "stated"])
def test_words_that_are_still_the_same_need_not_be_read_again(programme: Programme) -> None:
    stored = known(facts.read(programme))
    assert still_says(stored, programme)
    assert still_says(stored, replace(programme, title=f" {programme.title}\n"))
    assert not still_says(replace(stored, missed=1), programme), "who knows which reader read it"
    assert not still_says(replace(stored, vanished=True), programme)
    for news in ({"summary": "anders"}, {"rate_max": 60.0}, {"attribution": "© Land"}, {"lossy": True},
                 {"municipality": MunicipalityRule(verdict=Verdict.NO)},
                 {"consortium_rule": ConsortiumRule(partners_min=2)}):  # fmt: skip
        assert not still_says(stored, replace(programme, **news)), news


def test_a_rate_that_the_portal_no_longer_states_is_read_anew() -> None:
    assert not still_says(known(facts.read(STATED)), replace(STATED, rate_max=None, quotes=()))


def test_the_reader_is_named_by_its_rules() -> None:
    assert len(reader()) == 64


def test_a_reader_that_stumbles_leaves_the_words_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(programme: Programme) -> Programme:
        raise ValueError(programme.title)

    monkeypatch.setattr(facts, "read", stumble)
    programme, [problem] = with_facts(TOLD)
    assert programme == TOLD
    assert "ValueError: Radwege" in problem.message
    assert problem.key == "a"
