"""The rules of the road between Scrapy's engine and the portals: which hosts, how fast, and no failure is lost."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawl.pipelines import spider_of
from crawl.reasons import GONE, REFUSED, Gone, Refused, explain, without_rules
from funding import Problem

_BUSY = {429, 503}
_HOMES: tuple[list[str], ...] = ([], ["de"], ["en"])


class _Middleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)


class Gatekeeper(_Middleware):
    """Only the spider's hosts are asked, and after a failure nobody: a part must not look whole."""

    def process_request(self, request: Request) -> None:
        """Refuse a request to a foreign host, to nobody's use, or to a list in place of the one page asked for."""
        spider = spider_of(self._crawler)
        if spider.harvest.failure is not None:
            raise Refused("Der Lauf ist schon gescheitert.")
        host = urlsplit(request.url).hostname or ""
        if not any(host == domain or host.endswith(f".{domain}") for domain in spider.allowed_domains):
            came = request.meta.get("redirect_urls")
            way = f"{came[-1]} leitet um auf" if came else "Ein Verweis führt auf"
            raise Refused(f"{way} {request.url}, aber {host} gehört nicht zu den erlaubten Adressen des Portals.")
        if "programme" in request.meta and not request.dont_filter and _leads_back(request, spider.homepage):
            asked = request.meta["redirect_urls"][0]
            raise Gone(f"{asked} leitet um auf {request.url}: Die Seite gibt es wohl nicht mehr.")


class RobotsReachable(_Middleware):
    """A robots.txt that fails (RFC 9309: "unreachable") or is denied forbids everything; Scrapy reads it as consent."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, Refused] = {}

    def process_request(self, request: Request) -> None:
        """Refuse requests to a host whose rules we could not read."""
        why = self._closed.get(urlsplit(request.url).netloc)
        if why is not None and not _is_robots(request):
            raise why

    def process_response(self, request: Request, response: Response) -> Response:
        """Note a refusal or a server error, after all retries."""
        if _is_robots(request) and (response.status in REFUSED or response.status >= 500):
            self._close(request, response.status)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note a network error, after all retries."""
        if _is_robots(request) and not isinstance(exception, Refused):
            self._close(request, exception)

    def _close(self, request: Request, why: int | Exception) -> None:
        host = urlsplit(request.url).netloc
        self._closed[host] = without_rules(host, why)


class Politeness(_Middleware):
    """Waits as long as robots.txt (Crawl-delay) or a busy server (Retry-After) asks, up to a cap."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._delays: dict[str, float] = {}
        self._free: dict[str, float] = defaultdict(float)
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._resting: dict[str, Refused] = {}
        crawler.signals.connect(self._read_rules, signals.robots_parsed)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's turn."""
        host, settings = urlsplit(request.url).netloc, self._crawler.settings
        if host in self._resting:
            raise self._resting[host]
        delay = 0.0 if _is_robots(request) else self._delays.get(host, 0.0)
        if delay > settings.getfloat("CRAWL_DELAY_MAX"):
            raise Refused(f"Die robots.txt von {host} verlangt {delay:.0f} Sekunden Abstand zwischen zwei Anfragen.")
        async with self._turns[host]:
            await asyncio.sleep(max(0.0, self._free[host] - monotonic()))
            self._free[host] = monotonic() + delay

    def process_response(self, request: Request, response: Response) -> Response:
        """Note how long a busy server wants to be left alone; Scrapy's retry then comes after that."""
        if response.status in _BUSY:
            host, settings = urlsplit(request.url).netloc, self._crawler.settings
            pause = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
            if pause is None:
                pause = settings.getfloat("RETRY_AFTER_DEFAULT") * (1 + request.meta.get("retry_times", 0))
            if pause > settings.getfloat("RETRY_AFTER_MAX"):
                # Kept as well: Scrapy takes an error about robots.txt for consent.
                self._resting[host] = Refused(
                    f"{host} ist überlastet (HTTP {response.status}) und bittet um {pause:.0f} Sekunden Pause."
                )
                raise self._resting[host]
            self._free[host] = max(self._free[host], monotonic() + pause)
        return response

    def _read_rules(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        agent = self._crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._delays[urlsplit(request.url).netloc] = robotparser.crawl_delay(agent) or 0.0


class Overseer(BaseSpiderMiddleware):
    """Keeps every page that a callback sees, and sees that whatever fails is told."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        crawler.signals.connect(self._dropped, signals.request_dropped)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The first requests (or what `--from` gives); an error there fails the run."""
        spider = spider_of(self.crawler)
        try:
            async for item in super().process_start(start):
                yield item
        except Exception as error:  # noqa: BLE001 - whatever it is, the run cannot be whole
            spider.harvest.fail(*explain(error, Request(spider.homepage)))

    def process_spider_input(self, response: Response) -> None:
        """Keep the page as it came; what was streamed lies in a file and is the spider's to give."""
        if 200 <= response.status < 300 and "download_to" not in response.meta:
            spider_of(self.crawler).harvest.keep(response.meta.get("kept_as", response.url), response.body)

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[Any] | None:
        """An error in a callback fails the run."""
        if isinstance(exception, HttpError):
            return None
        request = response.request or Request(response.url)
        spider_of(self.crawler).harvest.fail(*explain(exception, request))
        return ()

    def get_processed_request(self, request: Request, response: Response | None) -> Request:  # noqa: ARG002
        """No request may fail silently."""
        return request if request.errback else request.replace(errback=self._failed)

    def _failed(self, failure: Failure) -> Iterable[Any]:
        request: Request = failure.request  # type: ignore[attr-defined]
        self._note(failure.value or Exception(failure), request)
        spider = spider_of(self.crawler)
        try:
            return () if spider.harvest.failure else tuple(spider.unanswered(request))
        except Exception as error:  # noqa: BLE001 - whatever it is, the run cannot be whole
            spider.harvest.fail(*explain(error, request))
            return ()

    def _dropped(self, request: Request) -> None:
        """The scheduler drops what was asked before, also when a circle of redirects leads there."""
        if request.url in request.meta.get("redirect_urls", ()):
            self._note(IgnoreRequest("max redirections reached"), request)

    def _note(self, error: BaseException, request: Request) -> None:
        spider = spider_of(self.crawler)
        outcome, reason = explain(error, request)
        if spider.harvest.failure is not None:
            return
        apart = spider.apart and "programme" in request.meta
        if apart or _is_single(error, request, outcome) or _is_link(error, request):
            gone = isinstance(error, Gone) or (isinstance(error, HttpError) and error.response.status in GONE)
            key = None if gone else request.meta.get("programme")
            asked = request.meta.get("redirect_urls", [request.url])[0]
            problem = Problem(portal=spider.name, message=reason, key=key, field="url", value=asked)
            spider.harvest.problems.append(problem)
        else:
            spider.harvest.fail(outcome, reason)


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds (0 or more) that a Retry-After header names, as a number or as a date; None if it names none."""
    text = (header or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _is_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt"))


def _is_single(error: BaseException, request: Request, outcome: str) -> bool:
    """About one programme, and not the whole portal shutting its door; robots.txt may close a single page."""
    single = outcome != "blocked" or type(error) is IgnoreRequest
    return "programme" in request.meta and single and not isinstance(error, Refused)


def _leads_back(request: Request, homepage: str) -> bool:
    """Whether a redirect led to the portal's list, a home page or a page above the one that was asked for."""
    came = request.meta.get("redirect_urls")
    if not came:
        return False
    asked, here = _steps(urlsplit(came[0])), _steps(urlsplit(request.url))
    above = len(here) < len(asked) and here[1:] == asked[1 : len(here)]
    return here != asked and (above or here == _steps(urlsplit(homepage)) or here[1:] in _HOMES)


def _steps(url: SplitResult) -> list[str]:
    """Host and path; `index.html` is the page of its folder."""
    steps = [step for step in url.path.split("/") if step]
    index = bool(steps) and steps[-1].startswith("index.")
    return [(url.hostname or "").removeprefix("www."), *(steps[:-1] if index else steps)]


def _is_link(error: BaseException, request: Request) -> bool:
    return isinstance(error, Refused) and "redirect_urls" not in request.meta and not request.dont_filter
