from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl.base import Found, PortalSpider, RawDocuments
from crawl.orders import tell
from crawl.sedia import PORTAL, requests, saved
from crawl.sedia.details import Details
from crawl.sedia.labels import labels
from crawl.sedia.listing import Ask
from crawl.sedia.relics import current
from crawl.sedia.search import Facets, Search
from crawl.sedia.topics import ATTRIBUTION
from funding import Problem, Programme


class EuFundingTenders(PortalSpider):
    """Open and forthcoming calls of all EU programmes, cascade calls of funded projects among them, from the search
    service behind the portal. Its pages overlap and miss rows, so it is asked in parts of one page each; what a run has
    read must agree with the day before, with the portal's own counts or with a second reading, or the run fails. The
    details of a topic are asked for when it is new or changed. Eligibility mostly stands in the call document alone.
    """

    name = PORTAL
    title = "EU Funding & Tenders Portal"
    homepage = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/"
    way_in, terms = "search service (JSON)", "reuse under Decision 2011/833/EU, CC BY 4.0"
    attribution = ATTRIBUTION
    language = "en"
    expected = (400, 1600)
    allowed_domains: ClassVar = ["api.tech.ec.europa.eu", "ec.europa.eu"]

    def begin(self) -> Iterator[Found]:
        """The search, cut as the last good run advises."""
        self.before = saved.last_run(self.harvest.kept)
        self.search = Search(list(self.before.rows.values()), self.before.facets)
        yield from self.asked(self.search.begin())

    def read(self, source: Path) -> Iterator[Found]:
        """Saved answers, such as those of an earlier run."""
        yield from saved.read(source, self.today)

    def asked(self, asks: Iterable[Ask | Facets]) -> Iterator[Found]:
        """Requests for what the search wants to know, and after that for the details."""
        yield from (requests.facets(self.counted) if isinstance(ask, Facets) else requests.search(ask, self.listed)
                    for ask in asks)  # fmt: skip
        if self.search.done:
            rows, before = (current(day, self.today) for day in (self.search.rows, self.before.rows.values()))
            self.details = Details(rows, before, self.harvest.kept, labels(self.search.facets or b""))
            topics = self.details.wanted.items()  # all made at once: answers come in while the first are handed over
            yield from [requests.topic(name, key, self.detailed) for name, key in topics] or self.finished()

    def counted(self, response: Response) -> Iterator[Found]:
        """Labels and counts of the codes."""
        yield from self.asked(self.search.take_facets(response.body))

    def listed(self, response: Response, ask: Ask) -> Iterator[Found]:
        """A page of rows."""
        yield from self.asked(self.search.take(ask, response.body))

    def detailed(self, response: Response, name: str) -> Iterator[Found]:
        """The details of one topic, or that there are none."""
        yield from self.details.take(name, response.status, response.body)
        yield from self.finished()

    def unanswered(self, request: Request) -> Iterator[Programme | Problem | RawDocuments]:
        """A topic whose details do not come keeps what its row says."""
        self.details.lost(request.cb_kwargs["name"])
        yield from self.finished()

    def finished(self) -> Iterator[Programme | Problem | RawDocuments]:
        """Every programme, when no details are awaited any more."""
        tell("liest Einzelheiten", len(self.details.documents))
        if not self.details.wanted:
            yield from chain(self.details.programmes(), self.details.told(), self.search.told())
            yield RawDocuments(lambda: chain(self.details.reused(), [(requests.FACETS, self.search.facets or b"")]))
