"""How a request leaves the house: to the real host or the sample server, into memory or onto the disk."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler

from crawl.streaming import Streamer


class PortalHandler(BaseDownloadHandler):
    """Scrapy's HTTP handler with two additions.

    With the setting SAMPLE_SERVER every host is asked there; URLs and the Host header stay those of the real portal,
    so that robots.txt, redirects and allowed hosts work as they do outside. With `meta["download_to"]` the body goes
    to that file piece by piece, and the response's body is empty.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._plain: HTTP11DownloadHandler = build_from_crawler(HTTP11DownloadHandler, crawler)
        self._streamer = Streamer(crawler.settings)
        self._sample: str | None = crawler.settings.get("SAMPLE_SERVER")

    async def download_request(self, request: Request) -> Response:
        """The response, with the URL that was asked for."""
        sent = request if self._sample is None else _redirected(request, self._sample)
        response = await self._send(sent)
        if "download_latency" in sent.meta:
            request.meta["download_latency"] = sent.meta["download_latency"]
        return response.replace(url=request.url)

    async def close(self) -> None:
        """Hang up."""
        await self._plain.close()

    async def _send(self, request: Request) -> Response:
        if "download_to" not in request.meta:
            return await self._plain.download_request(request)
        if "proxy" not in request.meta:
            return await self._streamer.download(request)
        return await self._through_proxy(request)

    async def _through_proxy(self, request: Request) -> Response:
        """Twisted has no public way to stream through a proxy: in memory, under the same cap."""
        settings = self.crawler.settings
        limits: dict[str, Any] = {
            "download_maxsize": settings.getint("STREAM_MAXSIZE"),
            "download_timeout": settings.getfloat("STREAM_TIMEOUT"),
        }
        sent = request.replace(meta={**request.meta, **limits})
        sent.headers["Accept-Encoding"] = "identity"
        response = await self._plain.download_request(sent)
        if response.status != 200:
            return response
        Path(request.meta["download_to"]).write_bytes(response.body)
        return response.replace(body=b"")


def _redirected(request: Request, server: str) -> Request:
    real, sample = urlsplit(request.url), urlsplit(server)
    url = urlunsplit((sample.scheme, sample.netloc, real.path, real.query, ""))
    sent = request.replace(url=url)
    sent.headers["Host"] = real.netloc
    return sent
