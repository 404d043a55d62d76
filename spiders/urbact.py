"""URBACT: the page "get involved" and the page of each call."""

from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawl.article import around, article, heading, steady_text
from crawl.base import Found, PortalSpider
from crawl.shells import page, without_entries
from facts import read_text
from funding import Programme

_LINKS = 'a[href^="https://urbact.eu/call-"], a[href^="/call-"]'


class Urbact(PortalSpider):
    """Calls of URBACT for transnational networks of cities; the lead must be a city, of any size. Calls come every few
    years and have pages `/call-…` of their own, linked from "get involved"; the window is prose ("17 March to 17 June
    2026", "15:00 CEST"). Between two calls the page may link none: the run then fails and says so, nothing is replaced.
    """

    name = "urbact"
    title = "URBACT"
    homepage = "https://urbact.eu/get-involved"
    way_in = "one HTML page and the page of each call"
    terms = "texts belong to the URBACT programme; shown with its name and a link"
    attribution = "URBACT"
    language = "en"
    expected = (1, 12)
    allowed_domains: ClassVar = ["urbact.eu"]

    def begin(self) -> Iterator[Found]:
        """The list."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """Each call that the page links, with what stands around the link."""
        links = page(response).css(_LINKS)
        calls = {_key(link.attrib["href"]): link for link in reversed(links)}
        if not calls:
            raise without_entries(response, "Verweise auf https://urbact.eu/call-…")
        for key, link in reversed(calls.items()):
            told = {"key": key, "teaser": around(link, [other for other in links if _key(other.attrib["href"]) != key])}
            yield Request(response.urljoin(f"/{key}"), self.call, meta={"programme": key}, cb_kwargs=told)

    def call(self, response: Response, key: str, teaser: str) -> Iterator[Found]:
        """One call; the window may stand on its page or only beside the link to it."""
        seen = page(response)
        title = heading(seen)
        if title is None:
            yield self.problem("Aufruf ohne Titel", key=key, field="title")
            return
        text = steady_text(article(seen))
        dated = read_text(text, language="en").stages
        yield Programme(
            portal=self.name, key=key, title=title, url=response.url, language="en", funder=self.title,
            funder_level="eu", kinds=("grant",), summary=None if dated else teaser or None,
            text=text or None, regions=("EU",), attribution=self.attribution,
        )  # fmt: skip


def _key(url: str) -> str:
    """A call may have further pages below its own (questions and answers)."""
    return urlsplit(url).path.strip("/").split("/")[0]
