"""A large file from the network to the disk, never whole in memory."""

import asyncio
import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, cast

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers, Response
from scrapy.settings import BaseSettings
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet import defer, error
from twisted.internet.interfaces import IReactorTime
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web.client import Agent, BrowserLikePolicyForHTTPS, ResponseDone, ResponseFailed
from twisted.web.http import PotentialDataLoss
from twisted.web.http_headers import Headers as TxHeaders
from twisted.web.iweb import UNKNOWN_LENGTH

from crawl.orders import tell
from funding import PassgenauError

MEGABYTE = 1_000_000
_AS_SCRAPY: tuple[tuple[type[BaseException], type[Exception]], ...] = (
    (defer.TimeoutError, DownloadTimeoutError),
    (error.TimeoutError, DownloadTimeoutError),
    (error.ConnectionRefusedError, DownloadConnectionRefusedError),
    (error.DNSLookupError, CannotResolveHostError),
    (ResponseFailed, DownloadFailedError),
    (error.ConnectError, DownloadFailedError),
)


class Streamer:
    """Downloads under the settings STREAM_MAXSIZE (bytes), STREAM_TIMEOUT and DOWNLOAD_TIMEOUT (seconds)."""

    def __init__(self, settings: BaseSettings) -> None:
        from twisted.internet import reactor  # the reactor is chosen by Scrapy, after this module is loaded

        self._clock = cast("IReactorTime", reactor)
        self._limit = settings.getint("STREAM_MAXSIZE")
        self._longest = settings.getfloat("STREAM_TIMEOUT")
        self._idle = settings.getfloat("DOWNLOAD_TIMEOUT")
        policy = BrowserLikePolicyForHTTPS()  # type: ignore[no-untyped-call]
        self._agent = Agent(reactor, policy, connectTimeout=self._idle)  # type: ignore[no-untyped-call]

    async def download(self, request: Request) -> Response:
        """Write the body to `meta["download_to"]`; of a status other than 200 only status and headers are taken.

        Raises what Scrapy's own handler raises (its retries know that), and PassgenauError for a body that is too
        large or does not fit on the disk. The file exists under its name only when it is complete.
        """
        began = monotonic()
        target = Path(request.meta["download_to"])
        part = target.with_name(f"{target.name}.part")
        with _as_scrapy():
            answer = await self._ask(request)
            request.meta["download_latency"] = monotonic() - began
            response = _response(answer, request.url)
            if response.status != 200:
                _hang_up(answer)
                return response
            await self._save(answer, part, request)
        part.replace(target)
        return response

    async def _ask(self, request: Request) -> Any:
        headers = request.headers.copy()
        headers["Accept-Encoding"] = "identity"
        asked = self._agent.request(request.method.encode(), request.url.encode("ascii"), TxHeaders(dict(headers)))
        return await maybe_deferred_to_future(asked.addTimeout(self._idle, self._clock))

    async def _save(self, answer: Any, part: Path, request: Request) -> None:
        fault = self._fault(answer, request.url)
        if fault is not None:
            _hang_up(answer)
            raise fault
        try:
            with part.open("wb") as file:
                body = _Body(file, self._limit, self._idle, request.url)
                answer.deliverBody(body)
                await maybe_deferred_to_future(body.done.addTimeout(self._longest, self._clock))
        except OSError as problem:
            raise no_room(problem, part) from problem

    def _fault(self, answer: Any, url: str) -> PassgenauError | None:
        packed = set(answer.headers.getRawHeaders(b"content-encoding", ())) - {b"identity"}
        if packed:
            return PassgenauError(f"Die Antwort kommt unverlangt verpackt ({packed.pop()!r}): {url}")
        length = answer.length
        too_long = length is not UNKNOWN_LENGTH and length > self._limit
        return _too_large(url, self._limit) if too_long else None


class _Body(Protocol):
    """Writes what arrives; `done` fires when it was all, or fails with the reason why not."""

    def __init__(self, file: BinaryIO, limit: int, idle: float, url: str) -> None:
        self.done: defer.Deferred[None] = defer.Deferred(lambda _: _leave(self))
        self._file, self._limit, self._idle, self._url = file, limit, idle, url
        self._size = 0
        self._timer = self._wound()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.done.called:
            return
        self._timer.cancel()
        self._timer = self._wound()
        self._size += len(data)
        if self._size > self._limit:
            self._fail(_too_large(self._url, self._limit))
            return
        try:
            self._file.write(data)
        except OSError as problem:
            self._fail(problem)
        tell("lädt (MB)", self._size // MEGABYTE)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        self._timer.cancel()
        if self.done.called:
            return
        if isinstance(reason.value, (ResponseDone, PotentialDataLoss)):
            self.done.callback(None)
        else:
            self.done.errback(ResponseDataLossError(self._url))

    def _wound(self) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(self._idle, self._fail, DownloadTimeoutError(self._url))

    def _fail(self, why: Exception) -> None:
        self._timer.cancel()
        if not self.done.called:
            self.done.errback(why)
        _leave(self)


class _Deaf(Protocol):
    """Takes no body at all."""

    def connectionMade(self) -> None:  # noqa: N802 - Twisted's name
        _leave(self)


def _leave(protocol: Protocol) -> None:
    transport: Any = protocol.transport
    if transport is not None:
        transport.loseConnection()


def no_room(problem: OSError, path: Path) -> PassgenauError:
    """What to tell when a file cannot be written."""
    full = problem.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    why = "auf dem Datenträger ist kein Platz mehr" if full else str(problem.strerror)
    return PassgenauError(f"{path} kann nicht geschrieben werden: {why}.")


def _too_large(url: str, limit: int) -> PassgenauError:
    return PassgenauError(f"Die Antwort ist größer als die erlaubten {limit / MEGABYTE:g} MB: {url}")


def _hang_up(answer: Any) -> None:
    answer.deliverBody(_Deaf())


def _response(answer: Any, url: str) -> Response:
    return Response(url, status=answer.code, headers=Headers(dict(answer.headers.getAllRawHeaders())))


@contextmanager
def _as_scrapy() -> Iterator[None]:
    try:
        yield
    except tuple(kind for kind, _ in _AS_SCRAPY) as problem:
        kind = next(scrapys for ours, scrapys in _AS_SCRAPY if isinstance(problem, ours))
        raise kind(str(problem)) from problem
