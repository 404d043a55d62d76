"""How a portal fails: each mode is a small function that answers otherwise than it should."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from demo.pages import HTML, Page

LONGEST = 60.0  # seconds that any fault may last: a forgotten one must not hold a test run


class Exchange(Protocol):
    """The one request under way, as a fault sees it."""

    def answer(self, page: Page) -> None:
        """Send the whole page."""

    def head(self, page: Page) -> None:
        """Send status and headers only, with the length of the whole body."""

    def write(self, data: bytes) -> None:
        """Send some of the body."""

    def pause(self, seconds: float) -> bool:
        """Wait; True at once when the server stops."""

    def cut(self, *, reset: bool = False) -> None:
        """End the connection: in order (FIN), or by a reset (RST)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Answers otherwise than the page asked for, `times` times (None: always)."""

    act: Callable[[Exchange, Page], None]
    times: int | None = None

    @staticmethod
    def hang(seconds: float = LONGEST, *, times: int | None = None) -> "Fault":
        """Say nothing for a while (at most a minute), then hang up."""
        return Fault(partial(_hang, min(seconds, LONGEST)), times)

    @staticmethod
    def reset(at_bytes: int | None = None, *, times: int | None = None) -> "Fault":
        """Reset the connection (RST): before any answer, or after some bytes of the body."""
        return Fault(partial(_break_off, at_bytes, reset=True), times)

    @staticmethod
    def truncate(at_bytes: int, *, times: int | None = None) -> "Fault":
        """Announce the whole length, send the first bytes, hang up."""
        return Fault(partial(_break_off, at_bytes, reset=False), times)

    @staticmethod
    def shorten(at_bytes: int, *, times: int | None = None) -> "Fault":
        """Send the first bytes as if they were all, for example JSON that ends in the middle."""
        return Fault(partial(_shorten, at_bytes), times)

    @staticmethod
    def trickle(chunk: int = 1, seconds: float = 0.1, *, times: int | None = None) -> "Fault":
        """Send the page in small pieces with a pause before each, for at most a minute."""
        return Fault(partial(_trickle, max(chunk, 1), seconds), times)

    @staticmethod
    def status(
        code: int, headers: Mapping[str, str] | None = None, body: bytes = b"", *, times: int | None = None
    ) -> "Fault":
        """Answer with this status, for example 429 with `Retry-After`."""
        return Fault.instead(Page(body=body, status=code, headers=tuple((headers or {}).items())), times=times)

    @staticmethod
    def redirect(to: str, code: int = 302, *, times: int | None = None) -> "Fault":
        """Send elsewhere; two that name each other are a circle."""
        return Fault.status(code, {"Location": to}, times=times)

    @staticmethod
    def body(body: bytes, content_type: str = HTML, *, times: int | None = None) -> "Fault":
        """Answer 200 with other content, for example a captcha page."""
        return Fault.instead(Page(body=body, content_type=content_type), times=times)

    @staticmethod
    def instead(page: Page, *, times: int | None = None) -> "Fault":
        """Answer with another page."""
        return Fault(partial(_instead, page), times)


def _hang(seconds: float, exchange: Exchange, page: Page) -> None:  # noqa: ARG001 - the signature of `act`
    exchange.pause(seconds)
    exchange.cut()


def _break_off(at_bytes: int | None, exchange: Exchange, page: Page, *, reset: bool) -> None:
    if at_bytes is not None:
        exchange.head(page)
        exchange.write(page.body[:at_bytes])
    exchange.cut(reset=reset)


def _shorten(at_bytes: int, exchange: Exchange, page: Page) -> None:
    exchange.answer(replace(page, body=page.body[:at_bytes]))


def _trickle(chunk: int, seconds: float, exchange: Exchange, page: Page) -> None:
    exchange.head(page)
    rest = memoryview(page.body)
    for _ in range(int(LONGEST / max(seconds, 0.001))):
        if not rest or exchange.pause(seconds):
            break
        exchange.write(bytes(rest[:chunk]))
        rest = rest[chunk:]
    if rest:
        exchange.cut()


def _instead(other: Page, exchange: Exchange, page: Page) -> None:  # noqa: ARG001 - the signature of `act`
    exchange.answer(other)
