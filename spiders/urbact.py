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
    2026", "15:00 CEST"). Between two calls the page may link none: that is told, and known calls are asked for.
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
        known = {old.programme.key: old.programme for old in self.harvest.known_below("")}
        earlier = sorted(known.keys() - calls.keys())
        if not calls and not earlier:
            raise without_entries(response, "Verweise auf https://urbact.eu/call-…")
        if not calls:
            yield self.problem("Zurzeit ist kein Aufruf verlinkt; nur bekannte wurden abgerufen", field="url")
        for key, link in reversed(calls.items()):
            yield self.asked(key, around(link, [other for other in links if _key(other.attrib["href"]) != key]))
        yield from (self.asked(key, known[key].summary or "") for key in earlier)

    def asked(self, key: str, teaser: str) -> Request:
        """A request for the page of a call."""
        about = {"key": key, "teaser": teaser}
        return Request(f"https://urbact.eu/{key}", self.call, meta={"programme": key}, cb_kwargs=about)

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
