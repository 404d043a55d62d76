"""The sample EU portal by raw HTTP: what it takes, what it refuses, how it fails."""

import json
from collections.abc import Iterator
from http.client import IncompleteRead
from urllib.parse import urlencode

import pytest
from sedia_client import JSON, OPEN_GRANTS, detail, form, post, search, send

from demo.faults import Fault
from demo.sedia import API_HOST, DETAILS, FACET, PORTAL_HOST, SEARCH
from demo.server import SamplePortals

TWINNING = "cerv-2027-citizens-town-tt"
CERV = {"term": {"frameworkProgramme": "43251589"}}


@pytest.fixture
def portals() -> Iterator[SamplePortals]:
    with SamplePortals(content=()) as running:
        yield running


def test_a_file_part_is_read_with_and_without_a_name(portals: SamplePortals) -> None:
    for filename in ("blob", None):
        answer = post(portals, form({"query": CERV, "languages": ["en"]}, filename=filename))
        assert answer.status == 200
        assert answer.json["totalResults"] == sum(
            row.get("metadata", row)["frameworkProgramme"] == ["43251589"] and row["language"] == "en"
            for row in portals.sedia.rows
        )


@pytest.mark.parametrize("kind", [None, "text/plain", "application/octet-stream"])
def test_a_plain_form_field_is_a_server_error(portals: SamplePortals, kind: str | None) -> None:
    answer = post(portals, form({"query": CERV}, kind))
    assert (answer.status, answer.json) == (500, {"type": "throwable"})


def test_a_url_encoded_form_is_a_server_error_too(portals: SamplePortals) -> None:
    body = urlencode({"query": json.dumps(CERV)}).encode()
    path = f"{SEARCH}?apiKey=SEDIA&text=***"
    kind = "application/x-www-form-urlencoded"
    assert send(portals, "POST", API_HOST, path, body, Content_Type=kind).status == 500
    assert send(portals, "POST", API_HOST, path, b"pageSize=5", Content_Type=kind).status == 200


def test_a_query_elsewhere_is_silently_ignored(portals: SamplePortals) -> None:
    everything = len(portals.sedia.rows)
    path = f"{SEARCH}?" + urlencode({"apiKey": "SEDIA", "text": "***", "query": json.dumps(CERV)})
    for body, kind in ((b"", "text/plain"), (json.dumps({"query": CERV}).encode(), JSON)):
        assert send(portals, "POST", API_HOST, path, body, Content_Type=kind).json["totalResults"] == everything
    assert search(portals, other=CERV)["totalResults"] == everything


@pytest.mark.parametrize(
    "query",
    [{"wildcard": {"identifier": "CERV*"}}, {"match": {"title": "town"}}, {"match_all": {}}, {"bool": {"should": []}},
     {"bool": {"must": [{"prefix": {"identifier": "CERV"}}]}}, {}, [], "cerv", {"term": {"a": "1", "b": "2"}},
     {"term": {"type": ["1"]}}, {"terms": {"type": "1"}}, {"range": {"deadlineDate": {}}},
     {"range": {"deadlineDate": {"from": "2026-11-23"}}}, {"range": {"deadlineDate": {"gte": "soon"}}}],
)  # fmt: skip
def test_what_the_portal_does_not_understand_is_a_bad_request(portals: SamplePortals, query: object) -> None:
    assert post(portals, form({"query": query})).status == 400


@pytest.mark.parametrize(
    "body",
    [form({"query": "{not json"}), form({"languages": "en"}), form({"languages": {"en": 1}}), form({"sort": "title"}),
     form({"sort": {"order": "ASC"}}), form({"query": CERV})[:-9]],
)  # fmt: skip
def test_broken_parts_are_a_bad_request(portals: SamplePortals, body: bytes) -> None:
    assert post(portals, body).status == 400


def test_multipart_without_a_boundary_and_odd_numbers_are_bad_requests(portals: SamplePortals) -> None:
    path = f"{SEARCH}?apiKey=SEDIA&text=***"
    kind = "multipart/form-data"
    assert send(portals, "POST", API_HOST, path, form({"query": CERV}), Content_Type=kind).status == 400
    assert send(portals, "POST", API_HOST, f"{path}&pageNumber=two").status == 400


def test_the_key_and_the_method_are_looked_at(portals: SamplePortals) -> None:
    assert send(portals, "POST", API_HOST, f"{SEARCH}?text=***").status == 401
    refused = send(portals, "GET", API_HOST, f"{SEARCH}?apiKey=SEDIA&text=***")
    assert (refused.status, refused.headers["Allow"]) == (405, "POST")


def test_other_addresses_are_404_and_robots_differ_by_host(portals: SamplePortals) -> None:
    assert send(portals, "POST", API_HOST, "/search-api/prod/rest/document?apiKey=SEDIA").status == 404
    assert send(portals, "GET", API_HOST, "/robots.txt").status == 404
    robots = send(portals, "GET", PORTAL_HOST, "/robots.txt").body.decode()
    rules = [line.split(": ")[1] for line in robots.splitlines() if line.startswith("Disallow")]
    assert not any(DETAILS.startswith(rule) for rule in rules)
    assert send(portals, "GET", PORTAL_HOST, "/info/funding-tenders/opportunities/portal/screen/home").status == 404


def test_details_by_the_identifier_in_lower_case_only(portals: SamplePortals) -> None:
    answer = detail(portals, TWINNING)
    assert (answer.status, answer.headers["Content-Type"]) == (200, JSON)
    assert answer.json["TopicDetails"]["identifier"] == TWINNING.upper()
    assert detail(portals, TWINNING.upper()).status == 404
    assert detail(portals, "horizon-nowhere").status == 404


def test_details_are_sent_once_and_again_when_they_change(portals: SamplePortals) -> None:
    first = detail(portals, TWINNING)
    assert first.headers["Last-Modified"]
    etag = first.headers["ETag"]
    assert detail(portals, TWINNING, If_None_Match=etag).status == 304
    portals.sedia.details[TWINNING]["TopicDetails"]["title"] = "Another title"
    changed = detail(portals, TWINNING, If_None_Match=etag)
    assert (changed.status, changed.json["TopicDetails"]["title"]) == (200, "Another title")


def test_requests_are_written_down_with_their_body(portals: SamplePortals) -> None:
    search(portals, query=OPEN_GRANTS)
    (request,) = portals.requests
    assert (request.method, request.host) == ("POST", API_HOST)
    assert json.dumps(OPEN_GRANTS).encode() in request.body


def test_facets_take_the_same_parts_but_no_sort(portals: SamplePortals) -> None:
    assert post(portals, form({"query": CERV, "languages": ["en"]}), FACET).status == 200
    assert post(portals, form({"query": CERV, "sort": {"field": "identifier"}}), FACET).status == 500


def test_the_search_fails_as_it_is_told(portals: SamplePortals) -> None:
    portals.faults[SEARCH] = Fault.status(429, {"Retry-After": "3"}, times=1)
    refused = post(portals, form({"query": CERV}))
    assert (refused.status, refused.headers["Retry-After"]) == (429, "3")
    portals.faults[SEARCH] = Fault.shorten(500, times=1)
    with pytest.raises(json.JSONDecodeError):
        search(portals, query=CERV)
    portals.faults[SEARCH] = Fault.truncate(500, times=1)
    with pytest.raises(IncompleteRead):
        post(portals, form({"query": CERV}))
    portals.faults[SEARCH] = Fault.body(b"<html>Service unavailable</html>", times=1)
    assert post(portals, form({"query": CERV})).headers["Content-Type"].startswith("text/html")
    assert search(portals, query=CERV)["totalResults"] > 0


def test_one_page_only_may_fail(portals: SamplePortals) -> None:
    portals.faults[f"{SEARCH}?apiKey=SEDIA&text=***&pageSize=10&pageNumber=2"] = Fault.status(500)
    assert [post(portals, form({}), size=10, page=page).status for page in (1, 2, 3)] == [200, 500, 200]


def test_another_day_replaces_the_index_while_the_server_runs(portals: SamplePortals) -> None:
    before = search(portals, query=OPEN_GRANTS)["totalResults"]
    portals.sedia = portals.sedia.failing(786)
    assert search(portals, query=OPEN_GRANTS)["totalResults"] == before + 786
