"""The two hosts of the portal: the search API and the topic details."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from demo.pages import Page, Request, plain
from demo.sedia.index import Search, SediaIndex
from demo.sedia.parts import BadRequestError, NotAFilePartError, read_parts

API_HOST = "api.tech.ec.europa.eu"
PORTAL_HOST = "ec.europa.eu"
SEARCH = "/search-api/prod/rest/search"
FACET = "/search-api/prod/rest/facet"
DETAILS = "/info/funding-tenders/opportunities/data/topicDetails/"
LAST_MODIFIED = "Sun, 22 Nov 2026 03:00:00 GMT"
_JSON = "application/json;charset=UTF-8"
_ROBOTS = "User-agent: *\nDisallow: /eusurvey/\nDisallow: /transparency/documents-request/\n"


class SearchApi:
    """`POST …/search` and `POST …/facet`; everything else on this host is 404, robots.txt too."""

    def __init__(self, index: Callable[[], SediaIndex]) -> None:
        self._index = index

    def answer(self, asked: Request) -> Page | None:
        """The answer, or None where the host has no such page."""
        path, _, query = asked.path.partition("?")
        if path not in {SEARCH, FACET}:
            return None
        if asked.method != "POST":
            return _json({"status": 405, "error": "Method Not Allowed", "path": path}, 405, (("Allow", "POST"),))
        settings = {name: found[-1] for name, found in parse_qs(query).items()}
        if settings.get("apiKey") != "SEDIA":
            return _json({"status": 401, "error": "Unauthorized", "path": path}, 401)
        try:
            return _json(self._answer(path, settings, asked))
        except NotAFilePartError:
            return _json({"type": "throwable"}, 500)
        except BadRequestError as error:
            return _json({"status": 400, "error": "Bad Request", "message": str(error), "path": path}, 400)

    def _answer(self, path: str, settings: dict[str, str], asked: Request) -> dict[str, Any]:
        parts = read_parts(asked.body, asked.headers.get("content-type", ""))
        if path == FACET:
            if "sort" in parts:
                raise NotAFilePartError
            return self._index().facet(Search(**parts, text=settings.get("text", "***")))
        page, size = _number(settings, "pageNumber", 1), _number(settings, "pageSize", 10)
        return self._index().search(Search(**parts, text=settings.get("text", "***"), page=page, size=size))


class TopicPages:
    """`GET …/topicDetails/<identifier in lower case>.json` and robots.txt; the portal's own screens are not served.

    The details are taken to be plain files of a web server: with `ETag`, which answers 304 to `If-None-Match`, and a
    `Last-Modified` of the nightly build, which alone proves nothing about one file and gives no 304.
    """

    def __init__(self, index: Callable[[], SediaIndex]) -> None:
        self._index = index

    def answer(self, asked: Request) -> Page | None:
        """The answer, or None where the host has no such page."""
        path = asked.path.partition("?")[0]
        if path == "/robots.txt":
            return plain(_ROBOTS)
        if not (path.startswith(DETAILS) and path.endswith(".json")):
            return None
        body = self._index().detail(path.removeprefix(DETAILS).removesuffix(".json"))
        if body is None:
            return None
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = (("ETag", etag), ("Last-Modified", LAST_MODIFIED))
        return Page(body=body, content_type="application/json", headers=headers)


def _number(settings: dict[str, str], name: str, default: int) -> int:
    text = settings.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise BadRequestError(f"{name}: a number expected, not {text!r}")
    return int(text)


def _json(told: dict[str, Any], status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    return Page(body=json.dumps(told, ensure_ascii=False).encode(), content_type=_JSON, status=status, headers=headers)
