from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawl.article import article, heading, steady_text
from crawl.base import Found, PortalSpider
from crawl.feeds import left_the_feed
from crawl.hints import tells_a_call
from crawl.html import text_of
from crawl.sections import sections
from crawl.shells import page, without_entries
from funding import Programme
from funding.places import NATIONWIDE

_MOST = 20  # calls of the news


class ConnectiveCities(PortalSpider):
    """The community of practice of GIZ, SKEW and Deutscher Städtetag: once a year a call for topics (Themenaufruf), now
    and then one for an expert mission or a study tour. Costs are borne, no grant is paid. Calls stand among the news;
    those with the words of a call are read at their own page, where "Bewerbungsschluss" or the like stands in prose.
    Assumed, and an error where it fails: news under headings that link to them.
    """

    name = "connective_cities"
    title = "Connective Cities"
    homepage = "https://www.connective-cities.net/aktuelles"
    way_in = "news list and the page of each call (HTML)"
    terms = "texts belong to GIZ, Engagement Global and Deutscher Städtetag; shown in extracts with name and link"
    attribution = "Connective Cities (GIZ, Engagement Global, Deutscher Städtetag)"
    expected = (1, 40)
    allowed_domains: ClassVar = ["www.connective-cities.net"]

    def begin(self) -> Iterator[Found]:
        """The news."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """The news that speak of a call."""
        news = [item for item in sections(article(page(response), "main")) if item.href]
        if not news:
            raise without_entries(response, "Meldungen mit Überschrift und Verweis")
        calls = [item for item in news if tells_a_call(item.title, text_of(item.body))][:_MOST]
        found = {urlsplit(item.href).path.rstrip("/").rpartition("/")[2]: item for item in calls}
        for key, item in found.items():
            yield self._page(response.urljoin(item.href), key, item.title)
        for key, url in left_the_feed(self.harvest, found, self.today):
            yield self._page(url, key, self.harvest.known[key].programme.title)

    def call(self, response: Response, told: str, key: str) -> Iterator[Found]:
        """One call."""
        shown = page(response)
        yield Programme(
            portal=self.name, key=key, title=heading(shown) or told, url=response.url, funder=self.attribution,
            funder_level="bund", regions=(NATIONWIDE,), text=steady_text(article(shown)) or None,
            attribution=self.attribution,
        )  # fmt: skip

    def _page(self, url: str, key: str, told: str) -> Request:
        return Request(url, self.call, cb_kwargs={"told": told, "key": key}, meta={"programme": key})
