"""What a sample portal answers."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One HTTP answer; `Content-Length` is added by the server."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Request(NamedTuple):
    """What was asked; `path` with its query, header names in lower case."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Site(Protocol):
    """A portal's pages."""

    def page(self, target: str) -> Page | None:
        """The answer to a path with its query, or None where the portal has no such page."""


@runtime_checkable
class Service(Protocol):
    """A portal that looks at method, headers and body too."""

    def answer(self, asked: Request) -> Page | None:
        """The answer, or None where the portal has no such page."""


def plain(text: str, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    """A page of plain text."""
    return Page(body=text.encode(), content_type="text/plain; charset=utf-8", status=status, headers=headers)
