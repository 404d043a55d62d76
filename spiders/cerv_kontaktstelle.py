"""Kontaktstelle CERV: the list of calls and the page of each call, in German."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl import cerv
from crawl.article import address, following, slug_of
from crawl.base import Found, PortalSpider
from crawl.shells import page, without_entries


class CervKontaktstelle(PortalSpider):
    """Calls of the EU programme CERV (town twinning, networks of towns, remembrance …) with a German text of the
    national contact point. The ID is that of the topic in the EU portal and links the two. The status goes stale
    ("Angekündigt" beside a deadline of last year): dates decide. The budget of a whole call is no sum for one project.
    """

    name = cerv.PORTAL
    title = "Kontaktstelle CERV Deutschland"
    homepage = "https://www.kontaktstelle-cerv.de/aufrufe"
    way_in = "HTML list and the page of each call (label and value)"
    terms = "texts belong to the Kontaktstelle CERV; shown with its name and a link"
    attribution = cerv.ATTRIBUTION
    expected = (1, 80)
    floor = 20  # the calls of a year open together
    allowed_domains: ClassVar = ["www.kontaktstelle-cerv.de"]

    def begin(self) -> Iterator[Found]:
        """The list."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """Every call that the list links, whatever its status says."""
        seen = page(response)
        hrefs = seen.css('a[href*="/aufrufe/"]::attr(href)').getall()
        urls = dict.fromkeys(url for href in hrefs if (url := address(response.url, href)))
        keys = {key: url for url in urls if (key := slug_of(url.partition("/aufrufe/")[2]))}
        if not keys:
            raise without_entries(response, "Verweise auf /aufrufe/…")
        for key, url in keys.items():
            yield Request(url, self.call, meta={"programme": key}, cb_kwargs={"key": key})
        if further := following(seen):
            yield response.follow(further, self.parse)

    def call(self, response: Response, key: str) -> Iterator[Found]:
        """One call."""
        yield from cerv.call(page(response), response.url, key)
