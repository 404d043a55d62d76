"""European Urban Initiative: the list of calls on Portico and the page of each call."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl import eui
from crawl.article import following
from crawl.base import Found, PortalSpider
from crawl.shells import page, without_entries
from funding import Problem, Programme


class Eui(PortalSpider):
    """Calls of the European Urban Initiative for urban authorities that have, alone or together, the inhabitants that
    each call states (50,000, newer 25,000). The list gives status and deadline as a day; the hour is read from the
    call's page where it names the same day. Its countdown changes daily and is left out.
    """

    name = eui.PORTAL
    title = eui.ATTRIBUTION
    homepage = "https://portico.urban-initiative.eu/urban-panorama/call-for-proposals"
    way_in = "HTML list and the page of each call"
    terms = "texts belong to the European Urban Initiative; shown with its name and a link"
    attribution = eui.ATTRIBUTION
    language = "en"
    expected = (1, 60)
    allowed_domains: ClassVar = ["urban-initiative.eu"]

    def begin(self) -> Iterator[Found]:
        """The list."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """The calls of one page of the list, and the next page."""
        seen = page(response)
        calls = seen.css(eui.ENTRY)
        if not calls:
            raise without_entries(response, eui.ENTRY)
        for item in (item for call in calls for item in eui.entry(call, response.url)):
            yield item if isinstance(item, Problem) else self.details(item)
        if further := following(seen):
            yield response.follow(further, self.parse)

    def details(self, programme: Programme) -> Request:
        """A request for the page of a call."""
        about = {"programme": programme}
        return Request(programme.url or "", self.call, meta={"programme": programme.key}, cb_kwargs=about)

    def call(self, response: Response, programme: Programme) -> Iterator[Found]:
        """The page of a call."""
        text, stages = eui.details(page(response), programme.stages)
        yield replace(programme, text=text, stages=stages)
