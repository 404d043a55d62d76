"""Requests to the portal, bodies written by hand: with a random boundary Scrapy would not know its requests again."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from scrapy import Request

from crawl.sedia.cutting import PAGE
from crawl.sedia.listing import Ask
from crawl.sedia.partition import WHOLE

API = "https://api.tech.ec.europa.eu/search-api/prod/rest"
FACETS = f"{API}/facet?apiKey=SEDIA&text=***"
BOUNDARY = "passgenau-2b0c7d5f4e"  # constant; our JSON never holds it
_SORT = {"field": "identifier", "order": "ASC"}
_DETAILS = "https://ec.europa.eu/info/funding-tenders/opportunities/data/topicDetails/"
_HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept": "application/json"}
Callback = Callable[..., Any]


def search(ask: Ask, callback: Callback) -> Request:
    """One page of a part of the search. The answer is kept under a longer URL: all parts have the same one."""
    url = f"{API}/search?apiKey=SEDIA&text=***&pageSize={PAGE}&pageNumber={ask.page}"
    parts = {"query": ask.part.query(), "languages": ["en"]} | ({"sort": _SORT} if ask.ordered else {})
    content = body(parts)
    kept = f"{url}&part={sha256(content).hexdigest()[:12]}&read={ask.read}"
    return Request(
        url, callback, method="POST", body=content, headers=_HEADERS, dont_filter=True, meta={"kept_as": kept},
        cb_kwargs={"ask": ask},
    )  # fmt: skip


def facets(callback: Callback) -> Request:
    """The codes of all open and forthcoming calls, with labels and counts; this search knows no order."""
    content = body({"query": WHOLE.query(), "languages": ["en"]})
    return Request(FACETS, callback, method="POST", body=content, headers=_HEADERS, dont_filter=True)


def topic(name: str, programme: str, callback: Callback) -> Request:
    """The details of one topic, by its identifier in lower case."""
    return Request(
        topic_url(name), callback, dont_filter=True, headers={"Accept": "application/json"},
        meta={"programme": programme, "handle_httpstatus_list": [404]}, cb_kwargs={"name": name},
    )  # fmt: skip


def topic_url(name: str) -> str:
    """Where the details of a topic are, by its identifier in lower case."""
    return f"{_DETAILS}{quote(name, safe='')}.json"


def body(parts: Mapping[str, Any]) -> bytes:
    """A multipart body whose parts are JSON files; a plain form field would be answered with 500."""
    lines = []
    for name, content in parts.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="blob"\r\nContent-Type: application/json'
        lines.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n{json.dumps(content)}\r\n")
    return "".join([*lines, f"--{BOUNDARY}--\r\n"]).encode("ascii")
