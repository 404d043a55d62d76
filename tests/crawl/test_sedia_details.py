"""Which documents of topics are asked for, which are taken from the last good run, and what is kept of them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.utils.request import fingerprint
from sedia_samples import topic

from crawl.base import Blocked
from crawl.sedia.details import FEW, Details
from crawl.sedia.labels import Labels
from crawl.sedia.listing import Ask
from crawl.sedia.partition import WHOLE, Since, Terms
from crawl.sedia.requests import body, search, topic_url
from demo.sedia.parts import read_parts
from funding import PassgenauError

NAMES = [f"cerv-2027-{number}" for number in range(6)]
ROWS = [topic(number) for number in range(6)]


def document(number: int) -> bytes:
    return json.dumps({"TopicDetails": {"identifier": f"CERV-2027-{number}"}}).encode()


KEPT = {topic_url(name): document(number) for number, name in enumerate(NAMES)}


def details(rows: list[Any], kept: Mapping[str, bytes] = KEPT, before: list[Any] = ROWS) -> Details:
    return Details(rows, before, kept, Labels())


def test_nothing_is_asked_for_where_nothing_changed() -> None:
    same = details([*reversed(ROWS)])
    assert (same.wanted, same.documents.keys()) == ({}, set(NAMES))
    assert dict(same.reused()) == KEPT


@pytest.mark.parametrize(("row", "asked"), [
    (topic(3, title="Neuer Titel"), True),
    (topic(3, deadlineDate="2027-02-12T00:00:00.000+0000"), True),
    (topic(3, title="Aufruf   3"), False),
    (topic(3, es_SortDate="2026-11-23T00:00:00.000+0000"), False),
    (topic(3, type="8"), False),
], ids=["title", "deadline", "blanks", "index", "cascade"])  # fmt: skip
def test_only_topics_that_say_something_else_are_asked_for(row: dict[str, Any], asked: bool) -> None:
    found = details([*ROWS[:3], row, *ROWS[4:]])
    assert found.wanted == ({"cerv-2027-3": "CERV-2027-3"} if asked else {})


def test_a_new_topic_and_one_without_a_readable_document_are_asked_for() -> None:
    kept = {**KEPT, topic_url(NAMES[1]): b"<html>Wartung"}
    del kept[topic_url(NAMES[2])]
    found = details([*ROWS, topic(77)], kept)
    assert found.wanted.keys() == {NAMES[1], NAMES[2], "cerv-2027-77"}


def test_a_document_that_does_not_exist_is_not_asked_for_every_day() -> None:
    first = details([topic(9)], {}, [])
    [problem] = first.take("cerv-2027-9", 404, b"not found")
    assert (problem.key, problem.value) == ("CERV-2027-9", topic_url("cerv-2027-9"))
    kept = dict(first.reused())
    again = details([topic(9)], kept, [topic(9)])
    assert (again.wanted, dict(again.reused())) == ({}, kept)
    assert ["Zu 1 unveränderten" in problem.message for problem in again.told()] == [True]
    assert details([topic(9, title="Neu")], kept, [topic(9)]).wanted


def test_what_was_known_of_a_changed_topic_holds_until_its_document_comes() -> None:
    today = [topic(0, title="Neu"), *ROWS[1:]]
    found = details(today)
    assert [problem.key for problem in found.take(NAMES[0], 200, b'{"TopicDet')] == ["CERV-2027-0"]
    assert (found.wanted, found.documents.keys()) == ({}, set(NAMES))
    kept = dict(found.reused())
    assert topic_url(NAMES[0]) not in kept
    tomorrow = details(today, kept, today)
    assert tomorrow.wanted.keys() == {NAMES[0]}, "asked for again although the row is the same"
    tomorrow.lost(NAMES[0])
    assert dict(tomorrow.reused()) == kept


def test_the_document_of_another_topic_is_none() -> None:
    found = details([topic(3)], {}, [])
    [problem] = found.take(NAMES[3], 200, document(4))
    assert "„CERV-2027-4“" in problem.message
    assert (found.documents, found.wanted) == ({}, {})
    assert details([topic(3)], {topic_url(NAMES[3]): document(4)}).wanted == {NAMES[3]: "CERV-2027-3"}


def test_many_that_do_not_come_are_the_portals_fault_and_a_wall_is_a_wall() -> None:
    rows = [topic(number) for number in range(20)]
    found = details(rows, {}, [])
    for number in range(FEW):
        found.lost(f"cerv-2027-{number}")
    with pytest.raises(PassgenauError, match="6 der 20 neuen und geänderten Aufrufe"):
        found.lost("cerv-2027-19")
    with pytest.raises(Blocked):
        list(details(rows, {}, []).take("cerv-2027-1", 200, b"<html>Please solve the captcha"))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 6), unique=True), st.lists(st.integers(0, 6), unique=True), st.sets(st.integers(0, 6)))
def test_every_topic_has_its_document_or_is_asked_for(before: list[int], now: list[int], stored: set[int]) -> None:
    kept = {topic_url(f"cerv-2027-{number}"): document(number) for number in stored}
    found = details([topic(n) for n in now], kept, [topic(n) for n in before])
    assert found.wanted.keys() | found.documents.keys() == {f"cerv-2027-{number}" for number in now}
    assert not found.wanted.keys() & found.documents.keys()
    assert found.documents.keys() == {f"cerv-2027-{number}" for number in set(now) & set(before) & stored}


def test_requests_are_told_apart_by_their_bodies_and_known_again() -> None:
    parts = [WHOLE, WHOLE.within(Terms("type", ("1",))), WHOLE.without(Since("startDate", "2026-10-01"))]
    asks = [Ask(part, page, ordered=ordered) for part in parts for page in (1, 2) for ordered in (True, False)]
    requests = [search(ask, print) for ask in asks]
    assert len({fingerprint(request) for request in requests}) == len(asks)
    assert len({request.meta["kept_as"] for request in requests}) == len(asks)
    assert [fingerprint(search(ask, print)) for ask in asks] == [fingerprint(request) for request in requests]


def test_a_body_has_each_part_as_a_file() -> None:
    parts = {"query": WHOLE.query(), "languages": ["en"], "sort": {"field": "identifier", "order": "ASC"}}
    kind = search(Ask(WHOLE), print).headers["Content-Type"]
    assert kind is not None
    assert read_parts(body(parts), kind.decode()) == parts
    assert body({"query": "Städte"}).isascii()
