"""What every spider is: it declares its portal and yields programmes, problems and raw documents."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

import scrapy
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawl.harvest import Harvest
from crawl.health import FLOOR
from funding import InputError, PassgenauError, Problem, Programme
from funding.vocabulary import Language

BERLIN = ZoneInfo("Europe/Berlin")


class Blocked(PassgenauError):  # noqa: N818 - what it is, not how it ended
    """The portal refuses us (captcha, bot wall, robots.txt): reported with the reason, never evaded."""


@dataclass(frozen=True, slots=True)
class RawDocuments:
    """Documents that do not come as one response each, such as the files of a ZIP.

    `read` is called once, after the crawl, and gives (url, body) one after the other, so that not all lie in memory.
    Responses that reach a callback are kept without being yielded, except those with `download_to`.
    """

    read: Callable[[], Iterable[tuple[str, bytes]]]


Found = Programme | Problem | RawDocuments | scrapy.Request


class PortalSpider(scrapy.Spider):
    """One portal. The docstring of each subclass is its paragraph in docs/portals.md.

    `way_in` says in a few words how it is read, `terms` on what conditions (who owns the texts, what robots.txt asks).
    `expected` is the least and the greatest number of programmes of a full run, `allowed_domains` the only hosts
    that are asked, `rhythm` how often the schedule does. Any failure fails the run, so that a part never looks whole:
    raise PassgenauError (or Blocked) with a line in German for the operator. Only a request with
    `meta={"programme": key}` is about one programme alone: when it fails, that is a Problem and this programme does not
    count as missing. An answer is kept under its URL, or under `meta["kept_as"]` where several requests have the same
    one. `apart`: each such request is to a site of its own, so that even a refusal is about it alone.
    `floor`: so many programmes may be new, changed or missing in one run, however small the portal, before it is
    suspect.
    """

    title: ClassVar[str]
    homepage: ClassVar[str]
    way_in: ClassVar[str]
    terms: ClassVar[str]
    attribution: ClassVar[str | None] = None
    language: ClassVar[Language] = "de"
    rhythm: ClassVar[Literal["daily", "weekly"]] = "daily"
    expected: ClassVar[tuple[int, int]]
    floor: ClassVar[int] = FLOOR
    apart: ClassVar[bool] = False
    allowed_domains: ClassVar[Sequence[str]]
    harvest: Harvest

    async def start(self) -> AsyncIterator[Any]:
        """The first requests, or what `--from` gives."""
        found = self.begin() if self.source is None else self.read(self.source)
        for item in found:
            yield item

    def begin(self) -> Iterator[Found]:
        """The requests of a full crawl; by default one for each of `start_urls`."""
        for url in self.start_urls:
            yield scrapy.Request(url, self.parse, dont_filter=True)

    def read(self, source: Path) -> Iterator[Found]:
        """What a file or folder given with `--from` holds; a portal that can, overrides this."""
        raise InputError(f"{self.name} kann nicht aus {source} lesen: --from gibt es für dieses Portal nicht.")

    def parse(self, response: Response, **kwargs: Any) -> Iterable[Found]:
        """A response becomes programmes, problems and further requests."""
        raise NotImplementedError

    def unanswered(self, request: scrapy.Request) -> Iterable[Programme | Problem | RawDocuments]:  # noqa: ARG002
        """What there is to say when a request about one programme has failed, which is a Problem already."""
        return ()

    def stream(self, url: str, callback: Callable[..., Any], filename: str) -> scrapy.Request:
        """A request whose body goes to `self.work / filename` and not into memory; the response's body is empty."""
        return scrapy.Request(url, callback, dont_filter=True, meta={"download_to": str(self.work / filename)})

    def problem(
        self, message: str, *, key: str | None = None, field: str | None = None, value: str | None = None
    ) -> Problem:
        """A Problem of this portal; `value` is what could not be understood."""
        return Problem(portal=self.name, message=message, key=key, field=field, value=value)

    def unread(self, start: str, message: str) -> Iterator[Problem]:
        """That known programmes whose keys begin so could not be looked for: they do not count as missing."""
        yield from (self.problem(message, key=old.programme.key) for old in self.harvest.known_below(start))

    @property
    def source(self) -> Path | None:
        """The path given with `--from`, or None in a crawl of the portal itself."""
        path = self.settings.get("SOURCE")
        return None if path is None else Path(path)

    @property
    def work(self) -> Path:
        """A folder for this crawl alone, removed after it."""
        return Path(self.settings["WORK"])

    @property
    def today(self) -> date:
        """The day of the crawl in Germany."""
        return datetime.fromisoformat(self.settings["NOW"]).astimezone(BERLIN).date()

    @property
    def now(self) -> datetime:
        """The time of the crawl, aware, UTC."""
        return datetime.fromisoformat(self.settings["NOW"]).astimezone(UTC)


def portal_classes(only: str = "") -> dict[str, type[PortalSpider]]:
    """Every spider by its name, in the order of the names; `only` that one where its file has its name."""
    settings = Settings()
    settings.setmodule("crawl.settings")
    files = [f"{module}.{only}" for module in settings.getlist("SPIDER_MODULES") if only]
    if found := [file for file in files if _is_module(file)]:
        settings.set("SPIDER_MODULES", found)
    loader = SpiderLoader.from_settings(settings)
    spiders = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: spider for name, spider in spiders.items() if issubclass(spider, PortalSpider)}


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # what stands before the last dot is a module and no package
        return False
