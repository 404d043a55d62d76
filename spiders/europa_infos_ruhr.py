"""Europa Infos Ruhr: short German news of the Regionalverband Ruhr about European calls for municipalities."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl.article import slug_of
from crawl.base import Found, PortalSpider
from crawl.news import hint, links, still_open
from crawl.shells import page, without_entries

_ITEM = re.compile(r"/detailseite-europa-infos/news/[^/?#]+")


class EuropaInfosRuhr(PortalSpider):
    """Short German news for municipalities about calls of the EU and of the Servicestelle, chosen by the
    Regionalverband Ruhr: hints that link to the funder. Only news with the words of a call are kept; the deadline is
    prose. The list forgets news sooner than calls end, so those with a deadline ahead are asked for until it passed.
    """

    name = "europa_infos_ruhr"
    title = "Europa Infos Ruhr"
    homepage = "https://www.europa.ruhr/europa-services/"
    way_in = "HTML list and the page of each item"
    terms = "texts belong to the Regionalverband Ruhr; shown with its name and a link, as a hint"
    attribution = "Regionalverband Ruhr (Europa Infos Ruhr)"
    expected = (1, 60)
    floor = 15  # news come in bundles
    allowed_domains: ClassVar = ["www.europa.ruhr"]

    def begin(self) -> Iterator[Found]:
        """The list."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """The news of the list, and older ones whose call is still open."""
        listed = [url for url, _ in links(page(response), response.url) if _ITEM.search(url)]
        if not listed:
            raise without_entries(response, "Verweise auf …/detailseite-europa-infos/news/…")
        for url in dict.fromkeys([*listed, *still_open(self.harvest.known_below(""), self.today)]):
            yield Request(url, self.item, meta={"programme": slug_of(url)})

    def item(self, response: Response) -> Iterator[Found]:
        """One item, if it speaks of a call."""
        found = hint(
            page(response), response.url, portal=self.name, key=slug_of(response.url), attribution=self.attribution
        )
        if found is not None:
            yield found
