"""The process of one crawl: Scrapy's reactor cannot be started twice, so each crawl has its own."""

import logging
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

from filelock import FileLock, Timeout
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from crawl.base import PortalSpider, portal_classes
from crawl.harvest import Harvest
from crawl.limits import database_wait
from crawl.orders import Order, say, tell
from crawl.reading import reader
from crawl.reasons import bug
from crawl.settle import settle
from db import Store
from funding import CrawlRun, InputError, PassgenauError

Clock = Callable[[], datetime]


def main(argv: Sequence[str]) -> int:
    """Carry out the order in `argv[0]` (JSON, see `Order.dumps`); what is to be told goes to stdout as JSON lines.

    The run row is the verdict. 0: it has an outcome; 1 or 2: nothing was done, the last line says why.
    """
    # Twisted would take a KeyboardInterrupt for a fault of whatever it was doing; a killed crawl is an aborted one.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    order = Order.loads(argv[0])
    try:
        with _alone(order):
            _crawl(order)
    except PassgenauError as error:
        say(error=str(error), code=error.exit_code)
        return error.exit_code
    return 0


@contextmanager
def _alone(order: Order) -> Iterator[None]:
    try:
        order.room.mkdir(parents=True, exist_ok=True)
        with FileLock(order.lock, timeout=0):
            shutil.rmtree(order.work, ignore_errors=True)
            order.work.mkdir()
            if not order.options.verbose and order.log.exists():
                os.truncate(order.log, 0)  # whoever started us writes at its end
            try:
                yield
            finally:
                shutil.rmtree(order.work, ignore_errors=True)
    except Timeout:
        raise PassgenauError(
            f"{order.portal} wird gerade schon abgerufen (Sperre {order.lock}); später noch einmal versuchen."
        ) from None
    except OSError as error:
        raise PassgenauError(f"{order.room}: {error.strerror}; für den Abruf braucht es dort Platz.") from error


def _crawl(order: Order) -> None:
    spider = portal_classes(order.portal).get(order.portal)
    if spider is None:
        raise InputError(f"Kein Portal {order.portal!r}. Alle nennt `passgenau crawl --list`.")
    began, clock = order.options.now or datetime.now(UTC), monotonic()

    def now() -> datetime:
        return began + timedelta(seconds=monotonic() - clock)

    with Store(order.db, timeout=database_wait()) as store:
        partial = order.options.source is not None
        run_id = store.start_run(order.portal, began, partial=partial)
        say(run=run_id)
        run = CrawlRun(id=run_id, portal=order.portal, started=began, partial=partial, reader=reader())
        harvest = Harvest() if partial else _known(store, run)
        _fetch(order, spider, harvest, began)
        _conclude(store, run, harvest, order, spider, now)


def _known(store: Store, run: CrawlRun) -> Harvest:
    """What is stored of the portal, and whether the facts/ of the last good run are those of today."""
    last = next(iter(store.good_runs(run.portal, limit=1)), None)
    kept = store.documents_by_url(last.id) if last else {}
    alike = last is not None and last.reader == run.reader
    return Harvest(known=store.known(run.portal), read_alike=alike, kept=kept)


def _fetch(order: Order, spider: type[PortalSpider], harvest: Harvest, now: datetime) -> None:
    settings = _settings(order, now)
    settings.set("SPIDER_MODULES", [spider.__module__], priority="cmdline")
    process = CrawlerProcess(settings)
    process.crawl(spider, harvest=harvest)
    # Scrapy would turn SIGTERM into an orderly end with half a result; a killed crawl is an aborted one.
    process.start(install_signal_handlers=False)
    if process.bootstrap_failed:
        harvest.fail("failed", f"Der Spider {order.portal} ist nicht gestartet; Näheres im Log {order.log}.")
    harvest.known = {}  # a full portal twice in memory is enough


def _settings(order: Order, now: datetime) -> Settings:
    options = order.options
    settings = Settings()
    settings.setmodule("crawl.settings")
    own = {"NOW": now.isoformat(), "WORK": str(order.work), "SAMPLE_SERVER": options.sample_server}
    if options.source is not None:
        own["SOURCE"] = str(options.source)
    for name, value in own.items():
        settings.set(name, value, priority="cmdline")
    if options.sample_server is not None:
        # Our own machine needs no manners beyond robots.txt, and no proxy leads to it.
        for name in ("AUTOTHROTTLE_ENABLED", "DOWNLOAD_DELAY", "HTTPPROXY_ENABLED"):
            settings.set(name, 0, priority="cmdline")
    if options.verbose:
        settings.set("LOG_LEVEL", "INFO", priority="cmdline")
    return settings


def _conclude(
    store: Store, run: CrawlRun, harvest: Harvest, order: Order, spider: type[PortalSpider], now: Clock
) -> None:
    if harvest.failure is None:
        tell("speichert", len(harvest.programmes))
        try:
            settle(
                store, run, harvest.programmes, harvest.problems, harvest.documents(), now(),
                expected=order.options.expect or spider.expected, accept=order.options.accept, floor=spider.floor,
            )  # fmt: skip
        except PassgenauError as error:
            harvest.fail("failed", str(error))
        except Exception as error:
            logging.getLogger(__name__).exception("settling run %d failed", run.id)
            harvest.fail("failed", bug(error, "Speichern"))
    if harvest.failure is not None:
        _give_up(store, run, harvest, now())


def _give_up(store: Store, run: CrawlRun, harvest: Harvest, now: datetime) -> None:
    """The old rows stay; what was seen is kept for whoever looks into it, if there is room."""
    outcome, reason = harvest.failure or ("failed", "")
    say(outcome=outcome, reason=reason)  # for the case that the database cannot be written
    ended = replace(run, finished=now, outcome=outcome, reason=reason, problems=len(harvest.problems))
    try:
        stowed = store.stow(harvest.kept_pages())
        with store.writing():
            store.add_problems(run.id, harvest.problems)
            store.enlist(run.id, stowed)
            store.finish_run(ended)
    except PassgenauError:
        store.finish_run(replace(ended, problems=0))
