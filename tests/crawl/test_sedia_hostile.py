"""Nothing that a row may hold stops the rows beside it: a Problem each, never a traceback."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sedia_samples import topic

from crawl.cleaning import cleaned
from crawl.sedia.labels import Labels, labels
from crawl.sedia.rows import LONGEST
from crawl.sedia.topics import programmes
from funding import PassgenauError, Problem, Programme
from funding.fingerprint import fingerprint

FIELDS = """
    identifier type status language DATASOURCE frameworkProgramme programmeDivision typesOfAction deadlineModel
    deadlineDate startDate plannedOpeningDate callIdentifier callTitle destinationDescription descriptionByte
    description topicConditions supportInfo budgetOverview actions links additionalInfos publicationDocuments keywords
    tags title crossCuttingPriorities caName projectAcronym callccm2Id
    """.split()
SCRAPS = st.sampled_from([
    "", " ", "null", "[]", "{}", "[", '{"a":', "[null]", '[{"url": 1}]', '{"budgetTopicActionMap": []}', "0",
    "-1", "1e999",
    '{"budgetTopicActionMap": {"1": [null, {"action": 1}, {"action": "CERV-2027-9 ", "minContribution": {}}]}}',
    '[{"types": "x", "deadlineDates": 5}]', '[{"types": [{"typeOfAction": 5}], "deadlineDates": [null, []]}]',
    "[" * 2000,
    "2027-02-30T00:00:00.000+0000", "9999-12-31T23:59:59.000+0000", "0001-01-01T00:00:00.000+0000", "99999999999999",
    "2027-02-11T00:00:00.000+99:99", "<p>" * 300, "</p><script>alert(1)</script>", "\ud800", "\x00", "http://[",
    "1" * 5000,
    "²" * 12, "٣" * 13,
    "two-stage", "multiple cut-off", "31094501", "EuropeAid/1/DD/ACT/ZZ",
])  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | SCRAPS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
METADATA = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), VALUES | st.lists(SCRAPS, max_size=3))
TYPES = st.sampled_from("128")
GOOD = [topic(1), topic(2, type="8", caName="Ein Aufruf")]


@st.composite
def rows(draw: st.DrawFn) -> Any:
    """A row with some of its fields spoilt, or something that is no row at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(VALUES)
    row = topic(9, type=draw(TYPES))
    row["metadata"] |= draw(METADATA)
    return {**row, **draw(st.dictionaries(st.sampled_from(["reference", "language", "summary", "url"]), VALUES))}


def told(given_rows: list[Any], details: Any = ()) -> tuple[list[Programme], list[Problem]]:
    found = list(programmes(given_rows, dict(details), Labels()))
    assert all(isinstance(item, Programme | Problem) for item in found)
    return [i for i in found if isinstance(i, Programme)], [i for i in found if isinstance(i, Problem)]


@settings(deadline=None, max_examples=70)
@given(st.lists(rows(), max_size=4))
def test_whatever_a_row_holds_the_others_go_on(spoilt: list[Any]) -> None:
    found, problems = told([GOOD[0], *spoilt, GOOD[1]])
    keys = [programme.key for programme in found]
    assert set(keys) >= {"CERV-2027-1", "52000002TOPICS"}
    assert len(set(map(str.casefold, keys))) == len(keys)
    for item in (*found, *problems):
        assert cleaned(item)
    for programme in found:
        assert programme.title
        assert fingerprint(cleaned(programme))
        for stage in programme.stages:
            assert stage.source == "portal"
        assert programme.amount_min is None or 0 < programme.amount_min <= (programme.amount_max or 10**11)


@settings(deadline=None, max_examples=60)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(spoilt: Any, random: Any) -> None:
    mixed = [*GOOD, spoilt, topic(1, title="Andere"), topic(1, deadlineDate=None)]
    shuffled = random.sample(mixed, len(mixed))
    first, second = told(mixed)[0], told(shuffled)[0]
    assert sorted(map(repr, first)) == sorted(map(repr, second))


@settings(deadline=None, max_examples=80)
@given(VALUES | st.builds(lambda inner: {"TopicDetails": inner}, VALUES | METADATA))
@example({"TopicDetails": {"description": ["x"], "actions": [{"types": None}], "budgetOverviewJSONItem": "x"}})
def test_whatever_a_document_holds(document: Any) -> None:
    found, _ = told(GOOD, {"cerv-2027-1": document})
    assert [programme.key for programme in found] == ["CERV-2027-1", "52000002TOPICS"]


@pytest.mark.parametrize("raw", [None, 5, "x", [], {}, {"metadata": None}, {"metadata": {}}, {"reference": "1en"},
                                 {"metadata": {"type": [None]}, "reference": "1"}])  # fmt: skip
def test_what_is_no_row_is_one_problem(raw: Any) -> None:
    found, problems = told([GOOD[0], raw])
    assert [programme.key for programme in found] == ["CERV-2027-1"]
    assert len(problems) == 1
    assert problems[0].message.startswith("Zeile")


@pytest.mark.parametrize(("field", "value"), [
    ("budgetOverview", '{"budgetTopicActionMap": {'), ("links", "[" * 100_000), ("actions", "{]"),
    ("title", ["Aufruf", {"x": "y"}]), ("descriptionByte", "x" * (LONGEST + 1)), ("startDate", "gestern"),
    ("deadlineDate", ["2027-02-11T00:00:00.000+0000", [None]]),
])  # fmt: skip
def test_a_broken_value_is_a_problem_with_the_value(field: str, value: Any) -> None:
    found, problems = told([topic(1, typesOfAction=None, **{field: value})])
    assert [programme.key for programme in found] == ["CERV-2027-1"]
    assert {problem.field for problem in problems} == {field}
    assert all(problem.key == "CERV-2027-1" and problem.value for problem in problems)


@pytest.mark.parametrize(("field", "scrap"), [
    ("descriptionByte", "[["), ("descriptionByte", "<p "), ("descriptionByte", "<p topicdescriptionkind "),
    ("supportInfo", "a"), ("supportInfo", "a@b-"), ("supportInfo", "a.b@c."), ("topicConditions", "eligible only "),
])  # fmt: skip
def test_long_nonsense_is_read_as_quickly_as_sense(field: str, scrap: str) -> None:
    """Patterns that look ahead to the end at every sign would take hours here."""
    found, _ = told([topic(1, **{field: scrap * (300_000 // len(scrap))}), GOOD[1]])
    assert len(found) == 2


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=40) | VALUES.map(lambda value: json.dumps({"facets": value}).encode("utf-8", "replace")))
def test_whatever_the_facets_hold(answer: bytes) -> None:
    try:
        found = labels(answer)
    except PassgenauError:
        return
    assert found.codes
