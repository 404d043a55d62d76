"""What the two processes of a crawl say to each other: an order in, lines of JSON out."""

import json
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

PAUSE = 0.1  # seconds between two lines about progress


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlOptions:
    """How to crawl.

    source: read this export or folder of saved pages and not the portal; sample_server: ask this server (demo, tests)
    in place of every host; expect: (least, most) programmes in place of the spider's own; accept: take a suspect
    result; now: the moment that is written down, aware (default: the real one); verbose: say more in the log.
    """

    source: Path | None = None
    sample_server: str | None = None
    expect: tuple[int, int] | None = None
    accept: bool = False
    now: datetime | None = None
    verbose: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One crawl of one portal into one database."""

    portal: str
    db: Path
    options: CrawlOptions

    @property
    def room(self) -> Path:
        """The folder beside the database that holds locks, logs and what is being downloaded."""
        return self.db.with_name(f"{self.db.name}.crawl")

    @property
    def work(self) -> Path:
        """The folder of this crawl alone."""
        return self.room / self.portal

    @property
    def lock(self) -> Path:
        """Held by the process that crawls the portal."""
        return self.room / f"{self.portal}.lock"

    @property
    def log(self) -> Path:
        """What the last crawl of the portal wrote to its log."""
        return self.room / f"{self.portal}.log"

    def dumps(self) -> str:
        """As one word of a command line."""
        return _ORDERS.dump_json(self).decode()

    @staticmethod
    def loads(text: str) -> "Order":
        """The order that `dumps` wrote."""
        return _ORDERS.validate_json(text)


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlProgress:
    """Where a crawl is: what it is `doing` (a German verb), how much it has `found`, of how many if known."""

    portal: str
    doing: str
    found: int
    total: int | None = None


_ORDERS: TypeAdapter[Order] = TypeAdapter(Order)


def say(**words: Any) -> None:
    """One line from the crawling process to the one that waits for it."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


class _Ticker:
    """Lets a new kind of news through at once, more of the same only now and then."""

    def __init__(self) -> None:
        self._last, self._at = "", 0.0

    def due(self, news: str) -> bool:
        now = time.monotonic()
        if news == self._last and now - self._at < PAUSE:
            return False
        self._last, self._at = news, now
        return True


_ticker = _Ticker()


def tell(doing: str, found: int, total: int | None = None) -> None:
    """Progress, some lines a second at most."""
    if _ticker.due(doing):
        say(doing=doing, found=found, total=total)
