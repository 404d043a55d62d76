"""The sample search of interreg.eu: an Algolia index whose public key rotates. What is not known of it is assumed."""

import json
from pathlib import Path
from typing import Any

from demo.pages import Page, Request

HOST = "interreg.eu"
APP = "QK4S8DEMO1"
SEARCH_HOST = f"{APP.lower()}-dsn.algolia.net"
QUERIES = "/1/indexes/*/queries"
_FILTER = "contentType:callForProjectsPage AND (callStatus:Open OR callStatus:Forthcoming)"
_HITS = Path(__file__).with_name("interreg.json")


class InterregSite:
    """The page of calls, which a script fills; the key that the search takes stands in it. `rotate` changes it."""

    def __init__(self) -> None:
        self.key = "9b1f3c07d5a2486e8f60d1c4b7a3e592"
        self.shown = self.key
        self.hits: list[dict[str, Any]] = json.loads(_HITS.read_text(encoding="utf-8"))

    def rotate(self, key: str, *, shown: bool = True) -> None:
        """The search takes another key; `shown`: so does the page say."""
        self.key = key
        self.shown = key if shown else self.shown

    def page(self, target: str) -> Page | None:
        """The page and nothing else."""
        if target == "/robots.txt":
            return Page(body=b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain")
        return Page(body=self._html().encode()) if target == "/calls-for-projects/" else None

    def _html(self) -> str:
        settings = json.dumps({"search": {"appId": APP, "apiKey": self.shown, "indexName": "prod_en-us_content"}})
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calls for projects - Interreg (sample)'
            '</title></head><body><main><h1>Calls for projects</h1><div id="calls-app"></div></main>'
            f"<script>window.__settings = {settings};</script></body></html>\n"
        )


class InterregSearch:
    """The index; 403 for another key as Algolia says it, two hits a page at most so that there is something to page."""

    PER_PAGE = 4

    def __init__(self, site: InterregSite) -> None:
        self._site = site

    def answer(self, asked: Request) -> Page | None:
        """One page of hits."""
        if asked.path.partition("?")[0] != QUERIES or asked.method != "POST":
            return None
        given = (asked.headers.get("x-algolia-application-id"), asked.headers.get("x-algolia-api-key"))
        if given != (APP, self._site.key):
            return _json({"message": "Invalid Application-ID or API key", "status": 403}, 403)
        (query,) = json.loads(asked.body)["requests"]
        return _json({"results": [self._result(query)]})

    def _result(self, query: dict[str, Any]) -> dict[str, Any]:
        if query.get("filters") != _FILTER:
            return {"hits": [], "nbHits": 0, "nbPages": 0, "page": 0}
        size, page = min(int(query.get("hitsPerPage", 20)), self.PER_PAGE), int(query.get("page", 0))
        hits = self._site.hits
        return {
            "hits": hits[page * size : (page + 1) * size], "nbHits": len(hits), "nbPages": -(-len(hits) // size),
            "page": page, "hitsPerPage": size, "index": query["indexName"],
        }  # fmt: skip


def _json(content: dict[str, Any], status: int = 200) -> Page:
    return Page(body=json.dumps(content).encode(), content_type="application/json", status=status)
