import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawl import feeds
from crawl.article import article, heading, steady_text
from crawl.base import Found, PortalSpider
from crawl.shells import page
from funding import Programme
from funding.places import NATIONWIDE

_SITE = "https://www.bmbf.de"
_PRINTED = re.compile(r"[\s,;(–-]*\bBundesanzeiger\s+vom\s+[\d. ]+\)?\s*$", re.IGNORECASE)
_MOST = 60  # calls of one feed


class Bmftr(PortalSpider):
    """Calls (Bekanntmachungen) of the federal ministry of research, from its RSS feed and the page of each. A few are
    for municipalities; who may apply and until when stands in the text (sections 3 and 7). "Bundesanzeiger vom …" is
    the day of printing, no deadline, and no part of the title. The feed holds the newest alone: a call that has left it
    is read on at its own page until it is over. Assumed: the address of the feed, pages that end in
    `/JJJJ/MM/NNNN_bekanntmachung.html`.
    """

    name = "bmftr"
    title = "BMFTR: Bekanntmachungen"
    homepage = _SITE
    way_in = "RSS feed and the page of each call"
    terms = "official texts of the ministry, shown with source and link; robots.txt is obeyed"
    attribution = "Bundesministerium für Forschung, Technologie und Raumfahrt (BMFTR)"
    expected = (3, 150)
    allowed_domains: ClassVar = ["www.bmbf.de", "www.bmftr.bund.de"]

    def begin(self) -> Iterator[Found]:
        """The feed."""
        feed = f"{_SITE}/SiteGlobals/Functions/RSSFeed/de/RSSNewsfeed/Bekanntmachungen/RSSNewsfeed_Bekanntmachungen.xml"
        yield Request(feed, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """The page of every call in the feed, and of those that have left it."""
        found = {_key(entry.url): entry for entry in feeds.entries(response)[:_MOST]}
        for key, entry in found.items():
            yield self._page(entry.url, key, entry.title)
        for key, url in feeds.left_the_feed(self.harvest, found, self.today):
            yield self._page(url, key, None)

    def call(self, response: Response, key: str, told: str | None) -> Iterator[Found]:
        """One call; its text is the whole Bekanntmachung."""
        shown = page(response)
        name = heading(shown) or told
        if not name:
            yield self.problem("Bekanntmachung ohne Titel.", key=key, field="title", value=response.url)
            return
        yield Programme(
            portal=self.name, key=key, title=_PRINTED.sub("", name), url=response.url, funder=self.attribution,
            funder_level="bund", attribution=self.attribution, regions=(NATIONWIDE,), kinds=("grant",),
            text=steady_text(article(shown)) or None,
        )  # fmt: skip

    def _page(self, url: str, key: str, title: str | None) -> Request:
        return Request(url, self.call, cb_kwargs={"key": key, "told": title}, meta={"programme": key})


def _key(url: str) -> str:
    """`…/bekanntmachungen/de/2026/11/4711_bekanntmachung.html` -> `2026-11-4711_bekanntmachung`, on whichever host."""
    return "-".join(urlsplit(url).path.removesuffix(".html").strip("/").split("/")[-3:])
