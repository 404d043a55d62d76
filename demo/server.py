"""The sample portals: one real HTTP server on a free localhost port, the portal chosen by the Host header."""

import socket
import struct
from collections.abc import Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

from demo.content import SampleProgramme
from demo.faults import Fault
from demo.foerderdatenbank import HOST, Foerderdatenbank
from demo.interreg import HOST as INTERREG_HOST
from demo.interreg import SEARCH_HOST as INTERREG_SEARCH_HOST
from demo.interreg import InterregSearch, InterregSite
from demo.pages import Page, Request, Service, Site, plain
from demo.sedia import API_HOST, PORTAL_HOST, SearchApi, SediaIndex, TopicPages
from demo.sedia.content import eu_portal
from demo.static import static_sites

_IDLE_SECONDS = 20.0
_LONGEST_BODY = 1 << 20
_MOST_REQUESTS = 20_000


class SamplePortals:
    """Context manager: the portals at `url` ("http://127.0.0.1:PORT"), what was asked of them, how they fail.

    `faults` maps a path, with or without its query, to how it is answered otherwise, whatever the host. `sedia` is
    what the EU portal knows (default: the project's own topics); it may be replaced, as from one day to the next.
    `static` are the portals made of files, by host; `interreg` is a page with a key that may be rotated.
    """

    def __init__(self, content: Sequence[SampleProgramme] | None = None, sedia: SediaIndex | None = None) -> None:
        self.foerderdatenbank = Foerderdatenbank(content)
        self._sedia = sedia
        self.static = static_sites()
        self.interreg = InterregSite()
        self.sites: dict[str, Site | Service] = {
            **self.static,
            HOST: self.foerderdatenbank,
            API_HOST: SearchApi(lambda: self.sedia),
            PORTAL_HOST: TopicPages(lambda: self.sedia),
            INTERREG_HOST: self.interreg,
            INTERREG_SEARCH_HOST: InterregSearch(self.interreg),
        }
        self.requests: list[Request] = []
        self.faults: dict[str, Fault] = {}
        self.stopping = Event()
        self._lock = Lock()
        self._server: _Server | None = None

    @property
    def export(self) -> bytes:
        """The ZIP that the Förderdatenbank gives; may be replaced."""
        return self.foerderdatenbank.export

    @export.setter
    def export(self, archive: bytes) -> None:
        self.foerderdatenbank.export = archive

    @property
    def sedia(self) -> SediaIndex:
        """What the EU portal knows; made when first asked for."""
        with self._lock:
            if self._sedia is None:
                self._sedia = eu_portal()
            return self._sedia

    @sedia.setter
    def sedia(self, index: SediaIndex) -> None:
        self._sedia = index

    @property
    def url(self) -> str:
        """Where the server listens."""
        if self._server is None:
            msg = "the sample portals are not running: use `with SamplePortals() as portals:`"
            raise RuntimeError(msg)
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self.stopping.clear()
        self._server = _Server(self)
        Thread(target=self._server.serve_forever, args=(0.02,), name="sample-portals", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopping.set()
        if self._server is not None:
            self._server.stop()
            self._server = None

    def note(self, request: Request) -> Fault | None:
        """Write a request down and take the fault that is set for its path, if any is left."""
        with self._lock:
            del self.requests[: -_MOST_REQUESTS + 1]
            self.requests.append(request)
            return self._take(request.path) or self._take(request.path.partition("?")[0])

    def _take(self, path: str) -> Fault | None:
        fault = self.faults.get(path)
        if fault is not None and fault.times is not None:
            if fault.times <= 1:
                del self.faults[path]
            else:
                self.faults[path] = replace(fault, times=fault.times - 1)
        return fault if fault is None or fault.times != 0 else None

    def page(self, asked: Request) -> Page:
        """The regular answer."""
        site = self.sites.get(asked.host)
        if site is None:
            return plain(f"no sample portal for {asked.host!r}; there are: {', '.join(self.sites)}\n", 404)
        found = site.answer(asked) if isinstance(site, Service) else site.page(asked.path)
        return found or plain("no such page\n", 404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, portals: SamplePortals) -> None:
        self.portals = portals
        self.live: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.live.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.live.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is the client's business; nothing is printed."""

    def stop(self) -> None:
        """Stop listening and hang up on everybody, also on connections kept alive."""
        self.shutdown()
        self.server_close()
        for connection in list(self.live):
            _hang_up(connection)


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was faster


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "passgenau-sample"
    sys_version = ""
    timeout = _IDLE_SECONDS
    disable_nagle_algorithm = True

    @property
    def _portals(self) -> SamplePortals:
        return cast("_Server", self.server).portals

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        host = (parts.netloc or self.headers.get("Host", "")).rpartition("@")[2].partition(":")[0].lower()
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self._body()
        if body is None:
            return self.answer(plain("body too large\n", 413))
        asked = Request(self.command, host, target, headers, body)
        fault = self._portals.note(asked)
        page = self._unless_known(self._portals.page(asked))
        return self.answer(page) if fault is None else fault.act(self, page)

    do_GET = do_HEAD = do_POST = _handle  # noqa: N815 - the names are the base class's

    def _body(self) -> bytes | None:
        said = self.headers.get("Content-Length", "0")
        length = int(said) if said.isascii() and said.isdigit() else 0
        if length > _LONGEST_BODY:
            self.close_connection = True
            return None
        return self.rfile.read(length)

    def _unless_known(self, page: Page) -> Page:
        etag = dict(page.headers).get("ETag")
        known = etag is not None and self.headers.get("If-None-Match") == etag
        return replace(page, status=304, body=b"") if known else page

    def answer(self, page: Page) -> None:
        """Send the whole page."""
        self.head(page)
        self.write(page.body)

    def head(self, page: Page) -> None:
        """Send status and headers."""
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        for name, value in page.headers:
            self.send_header(name, value)
        self.end_headers()

    def write(self, data: bytes) -> None:
        """Send some of the body (nothing to a HEAD request)."""
        if self.command != "HEAD":
            self.wfile.write(data)

    def pause(self, seconds: float) -> bool:
        """Wait; True at once when the server stops."""
        return self._portals.stopping.wait(seconds)

    def cut(self, *, reset: bool = False) -> None:
        """End the connection. Lingering for zero seconds makes the kernel send RST when the socket is closed."""
        self.close_connection = True
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.rfile.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Nothing is printed; see `SamplePortals.requests`."""
