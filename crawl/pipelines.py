"""Where what a spider yields ends up: cleaned, facts read, unreadable characters counted, kept for `settle`."""

from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawl.base import PortalSpider, RawDocuments
from crawl.cleaning import cleaned, unreadable
from crawl.compare import OURS
from crawl.conditions import with_conditions
from crawl.harvest import Harvest
from crawl.orders import tell
from crawl.reading import still_says, with_facts
from crawl.reasons import bug
from funding import Problem, Programme


class Gather:
    """Puts every item into the spider's harvest. An item that cannot be taken fails the run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._failed, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: object) -> object:
        """Sort an item by its type."""
        harvest = spider_of(self._crawler).harvest
        match item:
            case Programme():
                programme = cleaned(item)
                harvest.programmes.append(with_conditions(_read(programme, harvest)))
                harvest.problems.extend(unreadable(programme))
                tell("liest", len(harvest.programmes))
            case Problem():
                harvest.problems.append(cleaned(item))
            case RawDocuments():
                harvest.sources.append(item.read)
            case _:
                raise TypeError(f"a spider yields programmes, problems and documents, not {type(item).__name__}")
        return item

    def _failed(self, item: Any, failure: Failure) -> None:
        spider_of(self._crawler).harvest.fail("failed", bug(failure.value or Exception(failure), type(item).__name__))


def _read(programme: Programme, harvest: Harvest) -> Programme:
    """With its facts, as stored where nothing is new. Cards state theirs, and what a watched page says is no fact."""
    if programme.origin in OURS:
        return programme
    known = harvest.known.get(programme.key) if harvest.read_alike else None
    if known is not None and still_says(known, programme):
        return known.programme
    read, problems = with_facts(programme)
    harvest.problems.extend(problems)
    return read


def spider_of(crawler: Crawler) -> PortalSpider:
    """The spider of a crawl, which holds its harvest."""
    if not isinstance(crawler.spider, PortalSpider):
        raise TypeError("only a PortalSpider can be crawled")
    return crawler.spider
