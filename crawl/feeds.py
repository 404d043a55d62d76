"""RSS and Atom feeds. A feed holds the newest entries alone, and its dates say when something was published."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import feedparser  # type: ignore[import-untyped]
from scrapy.http import Response

from crawl import html, shells
from crawl.base import Blocked
from crawl.fdb import join
from crawl.harvest import Harvest
from funding import PassgenauError, Status, status

_PAGE = re.compile(rb"^\s*(?:<!--(?:(?!-->).)*-->\s*)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--(?:(?!-->).)*-->\s*)*+\Z", re.DOTALL)
_TAIL = 4096  # bytes that hold the end of a feed
_MENDS = "Nichts wurde ersetzt."
_OVER = {Status.CLOSED, Status.EXHAUSTED}
_LONGEST = 500  # days after which a call that nobody could date is given up


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `title` and `summary` are plain text. A date of publication is no deadline and is left out."""

    title: str
    url: str
    summary: str | None


def entries(response: Response) -> list[Entry]:
    """The entries that have a title and an address, in the feed's order; an empty feed has none.

    Raises Blocked for a bot wall, PassgenauError for a page, another file or a feed that breaks off.
    """
    body = response.body
    if _PAGE.match(body):
        _refuse(response)
    # A stream, because feedparser takes text for an address or the name of a file and opens it.
    feed: Mapping[str, Any] = feedparser.parse(BytesIO(body), response_headers=_content_type(response))
    if not feed.get("version"):
        raise PassgenauError(f"{response.url} ist kein RSS-Feed. {_MENDS}")
    if not _ENDS.search(body[-_TAIL:].rstrip(b"\0 \r\n\t")):
        raise PassgenauError(f"Der RSS-Feed {response.url} bricht mittendrin ab. {_MENDS}")
    found = (_entry(item, response.url) for item in feed["entries"])
    return [entry for entry in found if entry.title and entry.url.startswith(("http://", "https://"))]


def left_the_feed(harvest: Harvest, seen: Mapping[str, object], today: date) -> Iterator[tuple[str, str]]:
    """(key, address) of programmes that are not over and that newer entries have pushed out of the feed."""
    for key, known in harvest.known.items():
        old = known.programme
        recent = (today - known.first_seen.date()).days <= _LONGEST
        if key not in seen and not known.vanished and old.url and recent and status(old, today) not in _OVER:
            yield key, old.url


def _refuse(response: Response) -> None:
    root = html.parse(html.decode(response.body, _content_type(response).get("content-type")))
    title = shells.title_of(root)
    if shells.is_wall(root):
        raise Blocked(f"{response.url} zeigt eine Bot-Abwehr („{title}“) und nicht den RSS-Feed. {_MENDS}")
    raise PassgenauError(f"{response.url} ist kein RSS-Feed mehr, sondern eine HTML-Seite („{title}“). {_MENDS}")


def _content_type(response: Response) -> dict[str, str]:
    declared = response.headers.get("Content-Type")
    return {"content-type": declared.decode("latin-1")} if declared else {}


def _entry(item: Mapping[str, Any], base: str) -> Entry:
    text = html.to_text(str(item.get("summary") or ""))
    return Entry(
        title=html.line(str(item.get("title") or "")), url=join(base, str(item.get("link") or "")), summary=text or None
    )
