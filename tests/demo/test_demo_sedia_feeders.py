"""Real harvests feed the sample EU portal."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sedia_client import OPEN_GRANTS, detail, facets, key, search

from demo.sedia import SediaIndex, from_history, from_open_calls, from_results, labels_of
from demo.server import SamplePortals

DAYS = {"2026-06-26": 449, "2026-06-27": 1235, "2026-06-28": 1235, "2026-07-02": 692, "2026-08-22": 725}
QUERY = {"bool": {"must": [*OPEN_GRANTS["bool"]["must"], {"term": {"programmePeriod": "2021 - 2027"}}]}}


@pytest.fixture
def eu(shared: Path) -> Path:
    return shared / "data/eu"


@pytest.fixture
def calls(eu: Path) -> Iterator[SamplePortals]:
    with (eu / "open_calls_2026-08.jsonl").open(encoding="utf-8") as lines:
        index = from_open_calls(lines, labels_of(json.loads((eu / "facets.json").read_text(encoding="utf-8"))))
    with SamplePortals(content=(), sedia=index) as running:
        yield running


def saved(eu: Path, day: str) -> SediaIndex:
    with gzip.open(eu / f"sedia_results/{day}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return from_results(lines)


def everything(portals: SamplePortals, **parts: Any) -> list[dict[str, Any]]:
    sort = {"field": "identifier", "order": "ASC"}
    first = search(portals, sort=sort, **parts)
    pages = range(2, first["totalResults"] // 100 + 2)
    return first["results"] + [
        entry for page in pages for entry in search(portals, page=page, sort=sort, **parts)["results"]
    ]


def test_five_real_days_one_after_the_other(eu: Path) -> None:
    with SamplePortals(content=()) as portals:
        for day, rows in DAYS.items():
            portals.sedia = saved(eu, day)
            assert search(portals, query=QUERY, languages=["en"])["totalResults"] == rows


def test_saved_rows_come_back_as_they_were_with_two_fields_more(eu: Path) -> None:
    index = saved(eu, "2026-08-22")
    with gzip.open(eu / "sedia_results/2026-08-22.jsonl.gz", "rt", encoding="utf-8") as lines:
        (before, after) = json.loads(next(lines)), index.rows[0]
    added = set(after["metadata"]) - set(before["metadata"])
    assert added == {"programmePeriod", "sortStatus"}
    assert {name: value for name, value in after["metadata"].items() if name not in added} == before["metadata"]
    sources = Counter(entry["metadata"]["DATASOURCE"][0] for entry in index.rows)
    assert sources == {"SEDIA": 481, "SEDIA_PRD_CENTRICITY": 244}


def test_every_topic_has_a_document_if_wished_and_a_given_one_goes_first(eu: Path) -> None:
    with gzip.open(eu / "sedia_results/2026-08-22.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = list(lines)
    names = {e["metadata"]["identifier"][0] for e in map(json.loads, kept) if e["metadata"]["type"] == ["1"]}
    given = {"TopicDetails": {"title": "given"}}
    index = from_results(kept, {min(names): given}, documented=True)
    assert set(index.details) == {name.lower() for name in names}
    assert index.details[min(names).lower()] == given
    made = index.details[max(names).lower()]["TopicDetails"]
    assert made["identifier"] == max(names)
    assert made["title"] in BeautifulSoup(made["description"], "lxml").get_text()
    assert from_results(kept).details == {}


def test_a_row_without_metadata_stays_as_it_is() -> None:
    flat = {"reference": "1COMPETITIVE_CALLen", "language": "en", "type": ["8"]}
    assert from_results([json.dumps(flat)]).rows == (flat,)


def test_flattened_calls_become_rows_and_documents(calls: SamplePortals) -> None:
    told = everything(calls)
    assert len({key(entry) for entry in told}) == 629
    assert Counter(entry["metadata"]["status"][0] for entry in told) == {
        "31094502": 363,
        "31094501": 262,
        "31094503": 4,
    }
    grants = [entry["metadata"]["identifier"][0] for entry in told if entry["metadata"]["type"] == ["1"]]
    assert all(detail(calls, name.lower()).status == 200 for name in grants[::60])


def test_a_flattened_call_gets_its_structure_back(calls: SamplePortals) -> None:
    (found,) = search(calls, query={"term": {"identifier": "HORIZON-CL3-2026-01-DRS-04"}})["results"]
    fields = found["metadata"]
    heads = BeautifulSoup(fields["descriptionByte"][0], "lxml").select("span.topicdescriptionkind")
    assert [head.get_text() for head in heads] == ["Expected Outcome:", "Scope:"]
    assert len(BeautifulSoup(fields["topicConditions"][0], "lxml").find_all("h4")) >= 5
    ((_, lines),) = json.loads(fields["budgetOverview"][0])["budgetTopicActionMap"].items()
    own = [line for line in lines if line["action"].startswith("HORIZON-CL3-2026-01-DRS-04 - ")]
    assert len(lines) > len(own) == 1
    assert (own[0]["expectedGrants"], own[0]["maxContribution"]) == (2, 3_000_000)


def test_facets_carry_the_saved_labels(calls: SamplePortals) -> None:
    labels = {value["rawValue"]: value["value"] for value in facets(calls)["frameworkProgramme"]["values"]}
    assert labels["43252449"] == "Research Fund for Coal %26 Steel (RFCS)"
    assert labels["43353764"] == "Erasmus  (ERASMUS )"


def test_topics_stand_as_on_the_day_asked_for(eu: Path) -> None:
    def on(day: date) -> dict[str, dict[str, Any]]:
        with (eu / "topics_history_2026-03_to_2026-08.jsonl").open(encoding="utf-8") as lines:
            return {entry["reference"]: entry["metadata"] for entry in from_history(lines, day).rows}

    first, last = on(date(2026, 3, 13)), on(date(2026, 8, 22))
    assert (len(first), len(last)) == (942, 723)
    assert on(date(2026, 3, 12)) == {}
    opened = [
        name for name in first.keys() & last.keys()
        if (first[name]["status"], last[name]["status"]) == (["31094501"], ["31094502"])
    ]  # fmt: skip
    assert len(opened) > 100
    moved = [on(day)["50445726TOPICSen"]["deadlineDate"] for day in (date(2026, 5, 21), date(2026, 5, 22))]
    assert moved == [["2026-05-28T00:00:00.000+0000"], ["2026-06-25T00:00:00.000+0000"]]
