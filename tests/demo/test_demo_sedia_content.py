"""The sample EU topics show every trap of the real portal and fit the demo's day."""

import json
import re
from collections import Counter, defaultdict
from typing import Any

import pytest
from bs4 import BeautifulSoup

from demo import TODAY
from demo.sedia import Search, Topic, details, row
from demo.sedia.content import eu_portal, eu_topics
from demo.sedia.labels import CLOSED, FORTHCOMING, LABELS, OPEN

ALL = eu_topics()
TODAY_TEXT = TODAY.isoformat()
INSIDE = ("actions", "budgetOverview", "links", "latestInfos", "additionalDossiers")


def fields(topic: Topic) -> dict[str, Any]:
    told = row(topic)
    found: dict[str, Any] = told.get("metadata", told)
    return found


def inside(topic: Topic, name: str) -> Any:
    (text,) = fields(topic)[name]
    return json.loads(text)


def identified(identifier: str) -> list[Topic]:
    return [topic for topic in ALL if topic.identifier == identifier]


def test_about_forty_topics_of_many_programmes() -> None:
    assert 40 <= len({topic.identifier for topic in ALL}) <= 60
    assert len({topic.programme for topic in ALL}) >= 15
    assert {topic.programme for topic in ALL} <= set(LABELS["frameworkProgramme"])
    assert {division for topic in ALL for division in topic.divisions} <= set(LABELS["programmeDivision"])
    assert len({(topic.reference, topic.language) for topic in ALL}) == len(ALL)


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.reference)
def test_status_and_dates_fit_the_day_save_for_the_old_index(topic: Topic) -> None:
    assert topic.opens is not None
    first, last = min(topic.deadlines, default=None), max(topic.deadlines, default=None)
    assert sorted(topic.deadlines) == list(topic.deadlines)
    assert first is None or topic.opens < first
    if topic.legacy:
        assert (topic.status, last is not None and last < TODAY_TEXT) == (OPEN, True)
    elif topic.status == CLOSED:
        assert last is not None
        assert last < TODAY_TEXT
    else:
        assert last is None or last > TODAY_TEXT
        assert (topic.opens > TODAY_TEXT) == (topic.status == FORTHCOMING)


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.reference)
def test_a_row_is_lists_of_texts_and_holds_no_empty_field(topic: Topic) -> None:
    told = fields(topic)
    lists = {
        name: value
        for name, value in told.items()
        if isinstance(value, list) and name not in {"children", "highlightedFragments"}
    }
    assert all(value and all(isinstance(text, str) and text for text in value) for value in lists.values())
    assert [inside(topic, name) is not None for name in INSIDE if name in told].count(False) == 0
    assert not re.search(r"\{\w+\}", topic.description + topic.conditions), "a paragraph that is not defined"


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.reference)
def test_descriptions_are_html_whose_sections_begin_with_a_marked_span(topic: Topic) -> None:
    page = BeautifulSoup(topic.description, "lxml")
    heads = [span.get_text() for span in page.select("span.topicdescriptionkind")]
    assert all(head.endswith(":") for head in heads)
    assert "##" not in page.get_text() + BeautifulSoup(topic.conditions, "lxml").get_text()


def test_the_stub_stands_before_the_rich_row_of_its_topic() -> None:
    stub, rich, *others = identified("CERV-2027-CITIZENS-TOWN-TT")
    assert (stub.stub, rich.stub) == (True, False)
    assert set(fields(stub)) < set(fields(rich))
    assert {"descriptionByte", "topicConditions", "budgetOverview"} <= set(fields(rich)) - set(fields(stub))
    assert [topic.language for topic in others] == ["de", "fr"]


def test_cascade_calls_share_identifier_and_title_with_their_closed_parent() -> None:
    parent, *cascades = identified("CERV-2024-CITIZENS-VALUES")
    assert (parent.type, parent.status) == ("1", CLOSED)
    assert {topic.title for topic in cascades} == {parent.title}
    assert [topic.type for topic in cascades] == ["8", "8"]
    assert len({(topic.ca_name, topic.call_id, topic.summary) for topic in cascades}) == 2
    assert all(fields(topic)["caName"] == [topic.summary] for topic in cascades)
    flat = [row(topic) for topic in cascades if topic.flat]
    assert [("metadata" in entry, entry["type"], entry["language"]) for entry in flat] == [(False, ["8"], "en")]
    found = eu_portal().search(Search(query={"term": {"type": "8"}}, languages=["en"]))["results"]
    assert flat[0] in found


def test_a_budget_lists_the_whole_call_and_zero_is_not_stated() -> None:
    lines = defaultdict(set)
    for topic in ALL:
        if topic.budget and topic.call_id:
            (found,) = (
                inside(topic, "budgetOverview")["budgetTopicActionMap"].values()
                if not topic.stub and not topic.legacy
                else ([],)
            )
            lines[topic.call_id] |= {line["action"].partition(" - ")[0] for line in found}
    assert max(map(len, lines.values())) >= 2
    sums = [int(euros) for topic in ALL for line in topic.budget for euros in line.years.values()]
    assert min(sums) == 0 < max(sums)


def test_deadlines_of_every_kind() -> None:
    models = Counter(topic.model for topic in ALL)
    assert min(models[model] for model in ("single-stage", "two-stage", "multiple cut-off")) >= 2
    staged = [topic.deadlines for topic in ALL if topic.model == "two-stage"]
    assert any(first < TODAY_TEXT < second for first, second in staged), "shut to newcomers"
    assert any(first > TODAY_TEXT for first, _ in staged)
    assert any(min(t.deadlines) < TODAY_TEXT < max(t.deadlines) for t in ALL if t.model == "multiple cut-off")
    times = {day[11:19] for topic in ALL for day in topic.deadlines}
    assert {"00:00:00", "16:00:00"} <= times
    assert any(not topic.deadlines for topic in ALL if not topic.stub)


def test_who_may_never_apply_is_there_too() -> None:
    codes = {topic.programme for topic in ALL}
    assert {"44181033", "43298916", "111111", "45876777"} <= codes
    identifiers = " ".join(topic.identifier for topic in ALL)
    assert all(word in identifiers for word in ("ERC-", "MSCA", "SGA", "EuropeAid/"))
    assert {topic.type for topic in ALL} == {"1", "2", "8"}


def test_every_topic_of_type_1_has_its_document_in_english() -> None:
    portal = eu_portal()
    assert set(portal.details) == {topic.identifier.lower() for topic in ALL if topic.type == "1" and not topic.stub}
    for document in portal.details.values():
        inner = document["TopicDetails"]
        assert inner["frameworkProgramme"]["abbreviation"]
        assert [set(action) for action in inner["actions"]] == [
            {"status", "types", "plannedOpeningDate", "submissionProcedure", "deadlineDates"}
        ]
    twinning = portal.details["cerv-2027-citizens-town-tt"]["TopicDetails"]
    assert twinning["title"].startswith("Town twinning")
    assert twinning == details(identified("CERV-2027-CITIZENS-TOWN-TT")[1])["TopicDetails"]
    assert "info" in twinning["latestInfos"][0]["content"]
    (action,) = twinning["actions"]
    assert (action["plannedOpeningDate"], action["deadlineDates"]) == ("06 October 2026", ["11 February 2027"])
