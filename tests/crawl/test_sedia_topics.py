"""A row of the EU portal becomes a programme: dates, sums, identity, texts, links."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from sedia_samples import topic

from crawl.sedia.labels import Labels, abbreviation, labels
from crawl.sedia.relics import current
from crawl.sedia.topics import programmes
from funding import Link, PassgenauError, Problem, Programme, Stage, Status, next_gate, status

TODAY = date(2026, 11, 23)
FACETS = {"facets": [
    {"name": "frameworkProgramme", "values": [
        {"rawValue": "43251589", "value": "Citizens, Equality, Rights and Values Programme (CERV)", "count": 3},
        {"rawValue": "43353764", "value": "Erasmus  (ERASMUS )", "count": 1},
        {"rawValue": "43252449", "value": "Research Fund for Coal %26 Steel (RFCS)", "count": 1},
    ]},
    {"name": "programmeDivision", "values": [
        {"rawValue": "43437872", "value": "Town-Twinning", "count": 1}, {"rawValue": "7", "value": "7", "count": 1},
    ]},
]}  # fmt: skip
LABELS = labels(json.dumps(FACETS).encode())


def read(*rows: Any, details: Any = ()) -> tuple[list[Programme], list[Problem]]:
    found = list(programmes(rows, dict(details), LABELS))
    told = [item for item in found if isinstance(item, Programme)]
    return told, [item for item in found if isinstance(item, Problem)]


def one(**fields: Any) -> Programme:
    """The programme of a topic, which must come without a Problem."""
    told, problems = read(topic(1, **fields))
    assert problems == []
    (programme,) = told
    return programme


def gates(programme: Programme) -> list[tuple[str, date | None, time | None]]:
    return [(stage.stage, stage.closes, stage.closes_at) for stage in programme.stages]


@pytest.mark.parametrize(("type_", "text", "day", "at"), [
    ("1", "2027-02-11T00:00:00.000+0000", date(2027, 2, 11), time(17)),  # a day alone: 17:00 in Brussels
    ("1", "2027-02-11T17:00:00.000+0000", date(2027, 2, 11), time(17)),
    ("1", "2027-07-11T17:00:00.000+0000", date(2027, 7, 11), time(17)),
    ("1", "2027-02-10T23:00:00.000+0000", date(2027, 2, 11), time(17)),  # midnight in Brussels, winter
    ("1", "2027-07-10T22:00:00.000+0000", date(2027, 7, 11), time(17)),  # and summer
    ("1", "11 February 2027", date(2027, 2, 11), time(17)),
    ("8", "2027-02-11T23:59:00.000+0000", date(2027, 2, 11), time(23, 59)),
    ("2", "2027-07-11T12:00:34.000+0000", date(2027, 7, 11), time(14)),  # real UTC, and seconds of chance
    ("2", "2027-02-11T22:59:59.000+0000", date(2027, 2, 11), time(23, 59)),
    ("2", "2027-02-11T23:00:21.000+0000", date(2027, 2, 11), time(23, 59)),  # midnight ends the day before
])  # fmt: skip
def test_a_deadline_is_a_day_and_a_time_in_brussels(type_: str, text: str, day: date, at: time) -> None:
    (stage,) = one(type=type_, deadlineDate=text).stages
    assert (stage.closes, stage.closes_at, stage.zone, stage.source) == (day, at, "Europe/Brussels", "portal")


def test_a_deadline_in_the_small_hours_is_to_be_checked() -> None:
    """Somebody far in the west meant the evening before."""
    told = [one(type="8", deadlineDate=f"2027-02-11T{at}:00.000+0000").stages[0] for at in ("04:59", "17:00")]
    assert [(stage.closes_at, stage.confidence) for stage in told] == [(time(4, 59), 0.5), (time(17), 1.0)]


def test_seconds_are_no_change() -> None:
    first, second = (one(type="2", deadlineDate=f"2027-07-11T12:00:{s}.000+0000") for s in ("00", "59"))
    assert first == second


def test_a_two_stage_call_is_shut_to_newcomers_after_its_first_stage() -> None:
    days = ["2026-12-03T00:00:00.000+0000", "2027-04-15T00:00:00.000+0000"]
    programme = one(deadlineDate=days, deadlineModel="two-stage")
    assert gates(programme) == [("sketch", date(2026, 12, 3), time(17)), ("application", date(2027, 4, 15), time(17))]
    assert status(programme, TODAY) == Status.OPEN
    assert status(programme, date(2026, 12, 4)) == Status.CLOSED
    four = one(deadlineDate=[*days, "2027-09-01T00:00:00.000+0000", "2028-01-20T00:00:00.000+0000"],
               deadlineModel="two-stage")  # fmt: skip
    gate = next_gate(four.stages, date(2026, 12, 4))
    assert gate is not None
    assert (gate.stage, gate.day) == ("sketch", date(2027, 9, 1))


def test_cut_offs_follow_each_other() -> None:
    days = [f"{day}T00:00:00.000+0000" for day in ("2027-09-01", "2026-03-03", "2027-03-02")]
    programme = one(deadlineDate=days, deadlineModel="multiple cut-off", startDate="2026-01-05T00:00:00.000+0000")
    gate = next_gate(programme.stages, TODAY)
    assert gate is not None
    assert gate.day == date(2027, 3, 2)
    assert status(programme, date(2027, 9, 2)) == Status.CLOSED


def test_the_status_is_that_of_the_dates() -> None:
    past = one(deadlineDate="2025-02-11T00:00:00.000+0000")
    assert (past.source_status, status(past, TODAY)) == ("open", Status.CLOSED)
    ahead = one(status="31094501", startDate="2026-12-01T00:00:00.000+0000")
    assert [status(ahead, day) for day in (TODAY, date(2026, 12, 1))] == [Status.FORTHCOMING, Status.OPEN]
    undated = one(status="31094501", startDate=None, deadlineDate=None)
    assert status(undated, TODAY) == Status.FORTHCOMING
    assert status(one(status="31094503"), TODAY) == Status.CLOSED


def test_the_planned_opening_is_taken_from_the_actions_where_the_row_has_none() -> None:
    actions = [{"plannedOpeningDate": "01 December 2026", "deadlineDates": ["11 February 2027"]}]
    programme = one(startDate=None, deadlineDate=None, actions=json.dumps(actions))
    assert [(stage.opens, stage.closes) for stage in programme.stages] == [(date(2026, 12, 1), date(2027, 2, 11))]


@pytest.mark.parametrize("days", [["morgen"], ["2027-02-11T00:00:00.000+0000", "31.31.2027"], ["0001-01-01"]])
def test_a_date_that_cannot_be_read_takes_all_with_it(days: list[str]) -> None:
    told, problems = read(topic(1, deadlineDate=days))
    assert gates(told[0]) == []
    assert [(problem.field, problem.value) for problem in problems] == [("deadlineDate", days[-1])]


def budget(*lines: tuple[str, Any, Any]) -> str:
    told = [{"action": action, "minContribution": least, "maxContribution": most} for action, least, most in lines]
    return json.dumps({"budgetTopicActionMap": {"1": told[:1], "2": told[1:]}})


@pytest.mark.parametrize(("lines", "amounts"), [
    ([("CERV-2027-1 - CERV-LS", 10_000, 50_000), ("CERV-2027-2 - CERV-LS", 1, 9_000_000)], (10_000, 50_000)),
    ([("CERV-2027-11 - CERV-LS", 1, 9_000_000)], (None, None)),  # another topic whose name begins the same
    ([("CERV-2027-1-A - CERV-LS", 1, 9_000_000)], (None, None)),
    ([("cerv-2027-1 - CERV-LS", 0, 0)], (None, None)),  # 0: not stated
    ([("CERV-2027-1 - CERV-LS", 0, "50000.0")], (None, 50_000)),
])  # fmt: skip
def test_only_the_own_line_of_the_budget_counts(lines: list[Any], amounts: tuple[Any, Any]) -> None:
    programme = one(budgetOverview=budget(*lines))
    assert (programme.amount_min, programme.amount_max) == amounts
    assert programme.amount_min_kind == ("grant" if amounts[0] else None)


@pytest.mark.parametrize("lines", [
    [("CERV-2027-1", 90_000, 50_000)], [("CERV-2027-1", "viel", 5)], [("CERV-2027-1", 10**15, 5)],
])  # fmt: skip
def test_a_sum_that_makes_no_sense_is_a_problem(lines: list[Any]) -> None:
    told, problems = read(topic(1, budgetOverview=budget(*lines)))
    assert told[0].amount_min is None
    assert [problem.field for problem in problems] == ["budgetOverview"]


def test_the_richest_row_of_a_topic_wins_in_whatever_order() -> None:
    stub = topic(1, deadlineDate=None)
    full = topic(1, descriptionByte="<p>Aus Städten.</p>", callIdentifier="CERV-2027")
    former = topic(1, DATASOURCE="SEDIA_PRD_CENTRICITY", deadlineDate="2027-01-01T00:00:00.000+0000")
    other = {**full, "language": "de", "reference": full["reference"].replace("en", "de")}
    for rows in ([stub, full, former, other], [other, former, full, stub], [former, other, stub, full]):
        told, _ = read(*rows)
        assert [(programme.key, programme.text) for programme in told] == [("CERV-2027-1", "Aus Städten.")]


def test_of_rows_that_tell_as_much_the_one_of_the_present_index_wins() -> None:
    old = topic(1, deadlineDate="2027-09-01T17:00:00.000+0000")
    new = topic(1, deadlineDate="2027-03-01T00:00:00.000+0000", REFERENCE="52000001TOPICSen")
    for rows in ([old, new], [new, old]):
        (programme,), _ = read(*rows)
        assert [stage.closes for stage in programme.stages] == [date(2027, 3, 1)]


def test_relics_of_the_former_portal_are_left_out() -> None:
    relic = topic(1, DATASOURCE="SEDIA_PRD_CENTRICITY", deadlineDate="2023-02-11T00:00:00.000+0000")
    alive = topic(2, DATASOURCE="SEDIA_PRD_CENTRICITY")
    over = topic(3, deadlineDate="2023-02-11T00:00:00.000+0000")
    told, problems = read(*current([relic, alive, over, None], TODAY))
    assert [programme.key for programme in told] == ["CERV-2027-2", "CERV-2027-3"]
    assert [problem.message for problem in problems] == ["Zeile ist kein Objekt."]
    assert len(read(relic, alive, over)[0]) == 3


@pytest.mark.parametrize(("fields", "relic"), [
    ({"deadlineDate": ["2023-02-11T17:00:00.000+0000", "2024-02-11T17:00:00.000+0000"]}, True),
    ({"deadlineDate": ["2023-02-11T17:00:00.000+0000", "2099-02-11T17:00:00.000+0000"]}, False),
    ({"deadlineDate": "11 February 2099"}, False),
    ({"deadlineDate": f"{TODAY}T17:00:00.000+0000"}, False),
    ({"deadlineDate": ["2023-02-11T17:00:00.000+0000", "bald"]}, False),
    ({"deadlineDate": None, "actions": '[{"deadlineDates": ["11 February 2023"]}]'}, True),
    ({"deadlineDate": None, "startDate": "2019-11-19T16:00:30.000+0000"}, True),
    ({"deadlineDate": None, "startDate": f"{TODAY:%Y-%m}-01T00:00:00.000+0000"}, False),
    ({"deadlineDate": None, "startDate": None}, False),
], ids=str)  # fmt: skip
def test_a_relic_says_itself_that_it_is_over(fields: dict[str, Any], relic: bool) -> None:
    row = topic(1, DATASOURCE="SEDIA_PRD_CENTRICITY", **fields)
    assert list(current([row], TODAY)) == ([] if relic else [row])


def test_cascade_calls_share_everything_but_their_reference() -> None:
    rows = [
        {**topic(1, type="8", caName=name, projectAcronym="WERKSTATT", title="Der Aufruf, der zahlt"),
         "reference": f"{number}COMPETITIVE_CALLen"}
        for number, name in ((15001, "Zuschüsse für Vereine"), (15002, "Zuschüsse für Schulen"), (15003, None))
    ]  # fmt: skip
    rows[2]["summary"] = "Zuschüsse für Chöre"
    told, _ = read(*rows, topic(1))
    assert [(programme.key, programme.title) for programme in told] == [
        ("15001COMPETITIVE_CALL", "Zuschüsse für Vereine"), ("15002COMPETITIVE_CALL", "Zuschüsse für Schulen"),
        ("15003COMPETITIVE_CALL", "Zuschüsse für Chöre"), ("CERV-2027-1", "Aufruf 1"),
    ]  # fmt: skip
    assert (told[0].funder, told[0].call, told[0].parents) == (
        "EU-Projekt WERKSTATT", "CERV-2027-1", ("Der Aufruf, der zahlt",)
    )  # fmt: skip


def test_a_cascade_call_may_lie_without_a_level_between() -> None:
    row = topic(1, type="8", caName="Flach")
    told, problems = read({**row["metadata"], "reference": "9COMPETITIVE_CALLen", "language": "en"})
    assert ([programme.key for programme in told], problems) == (["9COMPETITIVE_CALL"], [])


def test_texts_have_their_headings() -> None:
    kind = '<span class="topicdescriptionkind">{}:</span>'
    programme = one(
        descriptionByte=kind.format("Objective") + "<p>Städte &amp; Dörfer.</p>" + kind.format("Scope")
        + "<ul><li>eins</li><li>zwei</li></ul>" + kind.format("Expected Outcome") + "<p>Mehr Züge.</p>",
        topicConditions="<p>1. Eligible countries</p><p>described in the call document.</p>",
    )  # fmt: skip
    assert programme.summary == "Städte & Dörfer."
    assert programme.text == "Scope\n\n- eins\n- zwei\n\nExpected Outcome\n\nMehr Züge."
    assert programme.conditions == "1. Eligible countries\n\ndescribed in the call document."
    outcome = one(
        descriptionByte=kind.format("Expected Outcome") + "<p>Ruhe.</p>" + kind.format("Scope") + "<p>Gleise.</p>"
    )
    assert (outcome.summary, outcome.text) == ("Ruhe.", "Scope\n\nGleise.")
    glued = one(descriptionByte="Objective:Ein Ziel.Scope:Ein Feld.")
    assert (glued.summary, glued.text) == ("Ein Ziel.", "Scope\n\nEin Feld.")


def test_links_and_mailboxes() -> None:
    fiche = "https://ec.europa.eu/docs/call-fiche.pdf"
    programme = one(
        topicConditions=f'<a href="{fiche}">Call document</a> <a href="#x">here</a> <a href="javascript:x()">x</a>',
        links=json.dumps([{"url": "https://ec.europa.eu/submission/create-draft/1", "type": "submission"}, None, {}]),
        publicationDocuments=json.dumps([{"nameDoc": "Guidelines", "docUrl": "https://ec.europa.eu/g.pdf"}]),
        supportInfo="<p>Write to HELP-CALLS@ec.europa.eu.</p>More",
    )
    assert programme.links == (
        Link(title="Guidelines", url="https://ec.europa.eu/g.pdf"),
        Link(title="Submission System", url="https://ec.europa.eu/submission/create-draft/1"),
        Link(title="Call document", url=fiche),
    )
    assert programme.municipality is not None
    assert programme.municipality.document == fiche
    assert [contact.email for contact in programme.contacts] == ["HELP-CALLS@ec.europa.eu"]


@pytest.mark.parametrize(("fields", "url"), [
    ({}, "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/CERV-2027-1"),
    ({"url": "https://ec.europa.eu/info/funding-tenders/opportunities/data/topicDetails/CERV-2027-1.json"},
     "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/CERV-2027-1"),
    ({"type": "2", "identifier": "EuropeAid/188101/DD/ACT/TN"},
     "https://webgate.ec.europa.eu/prospect/external/publishedcalls.htm?callId=188101"),
    ({"url": "https://ec.europa.eu/eine/seite"}, "https://ec.europa.eu/eine/seite"),
])  # fmt: skip
def test_the_page_that_people_open(fields: dict[str, str], url: str) -> None:
    assert one(**fields).url == url


@pytest.mark.parametrize(("action", "kinds"), [
    ("CERV Lump Sum Grants", ("grant",)), ("HORIZON Recognition Prize", ("prize",)), (None, ()),
    ("HORIZON EIC Accelerator Blended Finance", ("grant", "equity")), ("ERASMUS ECHE Charter", ("other",)),
])  # fmt: skip
def test_what_is_given(action: str | None, kinds: tuple[str, ...]) -> None:
    assert one(typesOfAction=action).kinds == kinds


def test_words_for_codes() -> None:
    programme = one(
        programmeDivision=["43437872", "7"], keywords=["CERV-2027-1", "Jugend"], callIdentifier="CERV-2027-TOWNS",
        callTitle="Städte 2027", typesOfAction="CERV Lump Sum Grants", destinationDescription="<p>" + "lang " * 90,
    )  # fmt: skip
    assert programme.topics == ("Town-Twinning",)
    assert programme.keywords == ("Jugend",)
    assert (programme.call, programme.parents) == ("CERV-2027-TOWNS", ("Städte 2027",))
    assert programme.categories == ("Citizens, Equality, Rights and Values Programme (CERV)", "CERV Lump Sum Grants")
    assert (programme.funder, programme.funder_level, programme.regions) == ("Europäische Kommission", "eu", ("EU",))
    assert programme.attribution == "© European Union, CC BY 4.0 (Decision 2011/833/EU)"


def test_unknown_codes_are_problems_and_never_a_default() -> None:
    rows = [topic(1, status="1"), topic(2, frameworkProgramme="99"), topic(3, type="0"),
            topic(4, typesOfAction="Zauberei"), topic(5, deadlineModel="dreistufig")]  # fmt: skip
    told, problems = read(*rows)
    assert [programme.key for programme in told] == [f"CERV-2027-{n}" for n in (1, 2, 4, 5)]
    assert sorted((problem.field, problem.value) for problem in problems) == [
        ("deadlineModel", "dreistufig"), ("frameworkProgramme", "99"), ("kinds", "Zauberei"), ("source_status", "1"),
        ("type", "0"),
    ]  # fmt: skip
    assert told[0].source_status is None


def test_a_document_fills_what_the_row_leaves_out() -> None:
    document = {"TopicDetails": {
        "description": "<p>Aus dem Dokument.</p>", "conditions": "<p>Bedingung.</p>", "callTitle": "Ein Aufruf",
        "callIdentifier": "CERV-2027-X", "keywords": ["Chöre"],
        "actions": [{"types": [{"typeOfAction": "CERV Grants"}]}],
        "budgetOverviewJSONItem": json.loads(budget(("CERV-2027-1 - CERV", 5, 7))),
    }}  # fmt: skip
    told, problems = read(topic(1, callTitle="Der Aufruf"), details={"cerv-2027-1": document})
    (programme,) = told
    assert problems == []
    assert (programme.text, programme.conditions, programme.parents) == (
        "Aus dem Dokument.", "Bedingung.", ("Der Aufruf",)
    )  # fmt: skip
    assert (programme.kinds, programme.amount_max, programme.keywords) == (("grant",), 7, ("Chöre",))


def test_labels() -> None:
    assert LABELS.of("frameworkProgramme", "43353764") == "Erasmus (ERASMUS)"
    assert abbreviation(LABELS.of("frameworkProgramme", "43252449") or "") == "RFCS"
    assert LABELS.of("frameworkProgramme", "1") is None
    assert Labels().knows("type", "1")


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"facets": []}', b'{"facets": [null, {"name": 1}]}'])
def test_an_answer_without_labels_is_an_error(answer: bytes) -> None:
    with pytest.raises(PassgenauError):
        labels(answer)


def test_the_real_labels(shared: Path) -> None:
    real = labels((shared / "data" / "eu" / "facets.json").read_bytes())
    found = {abbreviation(label) for label in real.codes["frameworkProgramme"].values()}
    assert {"HORIZON", "CERV", "LIFE", "DIGITAL", "ERASMUS", "ESF", "I3", "ERDF-TA", "RELEX-PROSPECT"} <= found
    assert "" not in found


def test_stages_say_where_they_come_from() -> None:
    assert one().stages == (
        Stage(opens=date(2026, 10, 1), closes=date(2027, 2, 11), closes_at=time(17), zone="Europe/Brussels",
              source="portal"),
    )  # fmt: skip
