from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl import shells, skew
from crawl.base import Found, PortalSpider
from crawl.findings import Findings
from crawl.skew import Block
from funding import Problem, Programme

_CALENDAR = "https://www.engagement-global.de/veranstaltungssuche.html"
_PAGES_OF_CALENDAR = 3  # of ten events each


class Skew(PortalSpider):
    """NAKOPA, Kleinprojektefonds, the co-ordination post, FKKP, climate partnerships and what else the service desk for
    municipalities in One World offers: money, posts, advice. The overview has a block for each instrument; its own page
    is overwritten year by year, so a programme is its address, and the year of "Bekanntmachung 2027" is its edition and
    no date. Where both date a call, the later counts. Closed states are prose. Of the calendar of Engagement Global
    only the desk's events with a day to register by are taken. Assumed, and told as a problem where it fails: the
    addresses of the pages and of the calendar (`div.event`, pager `page_e140`).
    """

    name = skew.PORTAL
    title = "Servicestelle Kommunen in der Einen Welt (SKEW)"
    homepage = f"{skew.SITE}/kommunale-foerderung.html"
    way_in = "overview, a page for each programme, calendar (HTML)"
    terms = "texts belong to Engagement Global gGmbH; shown in extracts with name and link; robots.txt is obeyed"
    attribution = skew.ATTRIBUTION
    expected = (5, 60)
    allowed_domains: ClassVar = ["skew.engagement-global.de", "asa.engagement-global.de", "www.engagement-global.de"]

    def begin(self) -> Iterator[Found]:
        """The overview."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """The overview: a request for each instrument's page, and for those pages that it leaves out."""
        findings = Findings(self.name)
        found = {block.key: block for block in skew.blocks(shells.page(response), response.url, findings)}
        if not found:
            raise shells.without_entries(response, "Förderinstrumente mit „Beschreibung:“ und „Antragstellung:“")
        yield from findings.problems()
        for key, url in {**skew.PAGES, **{key: block.url for key, block in found.items()}}.items():
            yield Request(url, self.programme, cb_kwargs={"url": url, "block": found.get(key)}, meta={"programme": key})
        yield self._calendar(_CALENDAR, 1)

    def programme(self, response: Response, url: str, block: Block | None = None) -> Iterator[Programme | Any]:
        """One programme from its page and its block."""
        yield skew.told(url, block, shells.page(response)) or self.problem("Seite ohne Titel.", value=response.url)

    def unanswered(self, request: Request) -> Iterator[Programme | Problem]:
        """What the overview alone says where there is no page (any more); events wait for their calendar."""
        block = request.cb_kwargs.get("block")
        if block and not self.harvest.keeps(block.key) and (found := skew.told(block.url, block, None)):
            yield found
        if "number" in request.cb_kwargs:
            yield from self.unread(skew.EVENTS, "Der Kalender war nicht zu lesen.")

    def calendar(self, response: Response, number: int) -> Iterator[Found]:
        """A page of the calendar: its events of this desk, and the next page."""
        shown = response.css("div.event a::attr(href)").getall()
        if not shown:
            yield self.problem("Im Kalender steht keine Veranstaltung in bekannter Form.", value=response.url)
            yield from self.unread(skew.EVENTS, "Der Kalender war nicht zu lesen.")
        for url in skew.own_events(shown, response.url):
            yield Request(url, self.event, meta={"programme": skew.event_key(url)})
        following = response.css(f"a[href*='page_e140={number + 1}']::attr(href)").get()
        if following and number < _PAGES_OF_CALENDAR:
            yield self._calendar(response.urljoin(following), number + 1)

    def event(self, response: Response) -> Iterator[Found]:
        """An event with a day to register by."""
        yield from skew.event(shells.page(response), response.url)

    def _calendar(self, url: str, number: int) -> Request:
        """Where the calendar fails, the programmes are still told."""
        return Request(url, self.calendar, cb_kwargs={"number": number}, meta={"programme": "kalender"})
