"""News of the municipal associations, several houses in one crawl."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl.base import Found, PortalSpider
from crawl.houses import HOSTS, HOUSES, PORTAL, house_of, key_of, told
from crawl.news import items, still_open
from crawl.reading import bare
from crawl.shells import page, without_entries
from funding import PassgenauError, Problem, Programme


class AssociationNews(PortalSpider):
    """News of RGRE, Deutscher Städtetag, DStGB and Städte- und Gemeindebund NRW that speak of a call (Förderaufruf,
    Antragsfrist, Interessenbekundung …): hints that link to the funder, often the first to be heard of a call. One
    request at a time, whatever the host. Where a house fails this is told and its calls stay as they were; where all
    fail, the run does. News with a deadline ahead are asked for until it has passed: the lists forget them sooner.
    """

    name = PORTAL
    title = "Kommunale Spitzenverbände: Meldungen zu Förderaufrufen"
    homepage = HOUSES["rgre"].news
    way_in = "HTML lists of four houses and the page of each item"
    terms = "texts belong to the association named; shown with its name and a link, as a hint"
    expected, floor = (1, 200), 30  # news come in bundles
    allowed_domains: ClassVar = list(HOSTS)
    apart = True
    custom_settings = {"CONCURRENT_REQUESTS": 1}  # noqa: RUF012 - Scrapy's own type is no ClassVar

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.failed: set[str] = set()

    def begin(self) -> Iterator[Found]:
        """The list of each house."""
        for name, house in HOUSES.items():
            yield Request(house.news, self.parse, dont_filter=True, meta={"programme": name})

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """The news of one house, and older ones whose call is still open."""
        house = house_of(response.url)
        try:
            found = items(page(response), response.url)
            if not found:
                raise without_entries(response, "Verweise auf Meldungen")
        except PassgenauError as error:
            yield self.problem(str(error), key=house, field="url", value=response.url)
            yield from self.without(house)
            return
        earlier = still_open(self.harvest.known_below(f"{house}/"), self.today)
        for url in dict.fromkeys([*found.values(), *earlier]):
            yield Request(url, self.item, meta={"programme": key_of(url)})

    def item(self, response: Response) -> Iterator[Found]:
        """One item, if it speaks of a call."""
        try:
            found: Programme | Problem | None = told(page(response), response.url)
        except PassgenauError as error:
            found = self.problem(str(error), key=key_of(response.url), field="url", value=response.url)
        if found is not None:
            yield found

    def unanswered(self, request: Request) -> Iterator[Programme]:
        """A house whose list does not come; an item alone is a Problem already."""
        if request.meta["programme"] in HOUSES:
            yield from self.without(request.meta["programme"])

    def without(self, house: str) -> Iterator[Programme]:
        """What the house said last time. Raises PassgenauError when no house is left."""
        self.failed.add(house)
        if len(self.failed) == len(HOUSES):
            raise PassgenauError("Keiner der Verbände war zu lesen; die Probleme dieses Laufs nennen die Gründe.")
        yield from (bare(old.programme) for old in self.harvest.known_below(f"{house}/"))
