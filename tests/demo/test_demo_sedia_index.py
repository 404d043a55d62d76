"""Pages of the sample EU portal: order and disorder, several rows of one topic, facets, a broken index."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sedia_client import OPEN_GRANTS, facets, form, key, post, search

from demo.sedia import Search, SediaIndex, Topic, row
from demo.server import SamplePortals

BY_IDENTIFIER = {"field": "identifier", "order": "ASC"}
BY_STATUS = {"field": "sortStatus", "order": "ASC"}


def topic(number: int) -> Topic:
    return Topic(
        identifier=f"TOPIC-{number:04}", title=f"Topic {number}", reference=f"{51_000_000 + number}TOPICSen",
        opens="2026-10-01T00:00:00.000+0000", deadlines=("2027-01-12T00:00:00.000+0000",), model="single-stage",
    )  # fmt: skip


MANY = [row(topic(number)) for number in range(430)]


@pytest.fixture
def portals() -> Iterator[SamplePortals]:
    with SamplePortals(content=(), sedia=SediaIndex(MANY)) as running:
        yield running


def read(portals: SamplePortals, **parts: Any) -> list[list[tuple[str, str, str]]]:
    return [[key(entry) for entry in search(portals, page=page, **parts)["results"]] for page in range(1, 6)]


def test_a_page_has_at_most_a_hundred_rows_whatever_is_asked(portals: SamplePortals) -> None:
    told = search(portals, size=10_000, sort=BY_IDENTIFIER)
    assert (len(told["results"]), told["pageSize"], told["totalResults"]) == (100, 100, 430)
    assert len(search(portals, size=0)["results"]) == 1
    assert search(portals, page=6)["results"] == []


def test_the_window_ends_at_ten_thousand(portals: SamplePortals) -> None:
    assert post(portals, form({}), page=100).status == 200
    assert post(portals, form({}), page=101).status == 400
    assert post(portals, form({}), page=0).status == 400


@pytest.mark.parametrize("parts", [{}, {"sort": BY_STATUS}])
def test_tied_rows_come_in_another_order_at_every_request(portals: SamplePortals, parts: dict[str, Any]) -> None:
    first, second = read(portals, **parts), read(portals, **parts)
    seen = [entry for page in first for entry in page]
    assert len(seen) == 430
    assert len(set(seen)) < 430, "pages repeat some rows and miss others"
    assert set(seen) != {entry for page in second for entry in page}


def test_sorted_by_identifier_pages_are_steady(portals: SamplePortals) -> None:
    pages = read(portals, sort=BY_IDENTIFIER)
    assert pages == read(portals, sort=[BY_IDENTIFIER])
    assert [entry for page in pages for entry in page] == [key(entry) for entry in MANY]
    backwards = read(portals, sort={"field": "identifier", "order": "DESC"})
    assert [entry for page in backwards for entry in page] == [key(entry) for entry in reversed(MANY)]


def test_overlap_displaces_a_share_of_the_rows_whatever_the_sort(portals: SamplePortals) -> None:
    portals.sedia = SediaIndex(MANY, overlap=0.02)
    reads = [[entry for page in read(portals, sort=BY_IDENTIFIER) for entry in page] for _ in range(6)]
    assert any(len(set(one)) < 430 for one in reads)
    assert len({frozenset(one) for one in reads}) > 1
    assert set().union(*reads) == {key(entry) for entry in MANY}, "reading on finds every row"


def test_one_seed_makes_one_disorder_and_order_can_be_had() -> None:
    asked = Search(size=100)
    first, second, other = (SediaIndex(MANY, seed=seed).search(asked)["results"] for seed in (1, 1, 2))
    assert first == second != other
    assert SediaIndex(MANY, shuffled=False).search(asked)["results"] == MANY[:100]


@settings(deadline=None, max_examples=25)
@given(size=st.integers(1, 120), rows=st.integers(0, 130), seed=st.integers(0, 99))
def test_any_page_size_reads_every_row_once_when_identifiers_differ(size: int, rows: int, seed: int) -> None:
    index = SediaIndex(MANY[:rows], seed=seed)
    wanted = Search(sort=BY_IDENTIFIER, size=size)
    pages = [index.search(replace(wanted, page=page))["results"] for page in range(1, rows // min(size, 100) + 2)]
    assert [entry["reference"] for page in pages for entry in page] == [entry["reference"] for entry in MANY[:rows]]


def test_rows_without_the_field_of_a_sort_are_left_out_of_the_total_too(portals: SamplePortals) -> None:
    legacy = row(replace(topic(500), legacy=True, reference="46095330OldSupportActions1684972800000"))
    undated = row(replace(topic(501), deadlines=()))
    portals.sedia = SediaIndex([*MANY[:5], legacy, undated])
    totals = {
        field: search(portals, sort={"field": field})["totalResults"]
        for field in ("identifier", "REFERENCE", "deadlineDate")
    }
    assert totals == {"identifier": 7, "REFERENCE": 6, "deadlineDate": 6}


def test_languages_are_filtered_and_all_come_without_the_part(portals: SamplePortals) -> None:
    versions = [
        row(replace(topic(1), language=language, reference=f"51000001TOPICS{language}"))
        for language in ("en", "de", "fr")
    ]
    portals.sedia = SediaIndex(versions)
    assert search(portals)["totalResults"] == 3
    assert [entry["language"] for entry in search(portals, languages=["en"])["results"]] == ["en"]
    assert search(portals, languages=["de", "fr"])["totalResults"] == 2


def test_the_text_is_looked_for_unless_it_is_stars() -> None:
    index = SediaIndex(MANY)
    assert index.search(Search(text="***"))["totalResults"] == 430
    assert index.search(Search(text='"TOPIC-0007"'))["totalResults"] == 1


def test_seconds_of_type_2_deadlines_jitter_and_nothing_else_does() -> None:
    call = replace(topic(1), type="2", deadlines=("2027-01-21T13:00:07.000+0000",))
    index = SediaIndex([row(call), row(topic(2))])
    told = [index.search(Search(sort=BY_IDENTIFIER))["results"] for _ in range(12)]
    deadlines = {entry[0]["metadata"]["deadlineDate"][0] for entry in told}
    assert len(deadlines) > 3
    assert {day[:17] + day[19:] for day in deadlines} == {"2027-01-21T13:00:.000+0000"}
    assert {json.dumps(entry[1]) for entry in told} == {json.dumps(row(topic(2)))}
    assert index.rows[0] == row(call), "the rows themselves stay as they are"
    still = SediaIndex([row(call)], jitter=False)
    assert still.search(Search())["results"] == [row(call)]


def test_facets_count_the_rows_that_match_and_half_encode_their_labels(portals: SamplePortals) -> None:
    codes = {"frameworkProgramme": {"1": "Pilots & Preparation – Actions (PPPA)", "2": "Erasmus+ (ERASMUS+)"}}
    portals.sedia = SediaIndex([row(replace(topic(n), programme=str(n % 3 + 1))) for n in range(10)], labels=codes)
    told = facets(portals, query=OPEN_GRANTS)
    assert [(v["rawValue"], v["value"], v["count"]) for v in told["frameworkProgramme"]["values"]] == [
        ("1", "Pilots %26 Preparation %E2%80%93 Actions (PPPA)", 4), ("2", "Erasmus  (ERASMUS )", 3), ("3", "3", 3)
    ]  # fmt: skip
    assert told["type"]["values"][0]["count"] == 10
    assert facets(portals, query={"term": {"frameworkProgramme": "2"}})["type"]["values"][0]["count"] == 3
    assert facets(portals, query={"term": {"type": "9"}}) == {}


def test_a_broken_index_has_hundreds_of_expired_rows_that_call_themselves_open(portals: SamplePortals) -> None:
    portals.sedia = SediaIndex(MANY[:20]).failing(300)
    told = [
        entry
        for page in range(1, 5)
        for entry in search(portals, page=page, query=OPEN_GRANTS, sort=BY_IDENTIFIER)["results"]
    ]
    old = [entry for entry in told if entry["metadata"]["deadlineDate"][0] < "2026"]
    assert (len(told), len(old)) == (320, 300)
    relics = [entry for entry in old if entry["metadata"]["DATASOURCE"] == ["SEDIA_PRD_CENTRICITY"]]
    assert 100 < len(relics) < 125, "three of eight"
    assert not any("REFERENCE" in entry["metadata"] for entry in relics)
    assert len({key(entry) for entry in told}) == 320
    assert max(Counter(entry["metadata"]["identifier"][0] for entry in old).values()) > 1
