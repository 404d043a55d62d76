"""Scrapy's settings; each that is not Scrapy's default says why. Some are also environment variables (PASSGENAU_…)."""

import os
from importlib.metadata import version

from crawl.limits import number

BOT_NAME = "passgenau"
SPIDER_MODULES = os.environ.get("PASSGENAU_SPIDER_MODULES", "spiders").split(",")

# Who asks, and whom to write to when the crawler is a nuisance.
_CONTACT = os.environ.get("PASSGENAU_CONTACT") or os.environ.get("PASSGENAU_SENDER") or "passgenau@localhost"
USER_AGENT = f"passgenau/{version('passgenau')} (Foerdermittelsuche einer Kommune; Kontakt: {_CONTACT})"
ROBOTSTXT_USER_AGENT = "passgenau"
ROBOTSTXT_OBEY = True
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "de,en;q=0.5"}

# Public servers of small offices: two at a time, slower when they get slow.
CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = number("DOWNLOAD_DELAY", 0.5, "Sekunden")
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = DOWNLOAD_DELAY
CRAWL_DELAY_MAX = number("CRAWL_DELAY_MAX", 60, "Sekunden")  # robots.txt asking for more is a polite "no"

# A server that hangs costs minutes, not hours; a reply is retried twice, at the pace it asks for.
DOWNLOAD_TIMEOUT = number("DOWNLOAD_TIMEOUT", 60, "Sekunden")
STREAM_TIMEOUT = number("STREAM_TIMEOUT", 900, "Sekunden")  # for the whole of a large file
RETRY_AFTER_DEFAULT = number("RETRY_AFTER_DEFAULT", 10, "Sekunden")  # 429 or 503 that names no time
RETRY_AFTER_MAX = number("RETRY_AFTER_MAX", 300, "Sekunden")  # longer is for the next run
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5

# A 304-byte brotli reply became 200 MB: the cap also holds for what is unpacked.
DOWNLOAD_MAXSIZE = int(number("DOWNLOAD_MAXSIZE", 20 * 1024 * 1024, "Bytes"))
STREAM_MAXSIZE = int(number("STREAM_MAXSIZE", 300 * 1024 * 1024, "Bytes"))

# Scrapy does not check certificates by default; a hijacked funder's domain must not become a deadline.
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False  # how captcha pages lead on
# Both open a port on which anybody on this machine could run code. None: not even loaded (half a second of aiohttp).
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS = {"scrapy.extensions.telnet.TelnetConsole": None, "scrapy.extensions.remote_control.RemoteControl": None}

DOWNLOAD_HANDLERS = {
    "http": "crawl.handlers.PortalHandler",
    "https": "crawl.handlers.PortalHandler",
    "file": None, "ftp": None, "s3": None, "data": None,  # a link in a page must not read our disk
}  # fmt: skip
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # lets through what has dont_filter
    "crawl.middlewares.Gatekeeper": 50,
    "crawl.middlewares.RobotsReachable": 110,
    "crawl.middlewares.Politeness": 560,
}
SPIDER_MIDDLEWARES = {"crawl.middlewares.Overseer": 10}
ITEM_PIPELINES = {"crawl.pipelines.Gather": 100}

LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawl.logs.BriefFormatter"  # a 17,000-character programme does not belong into a log line
STATS_DUMP = False
