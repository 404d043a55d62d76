"""What a sample portal answers."""

from dataclasses import dataclass
from typing import Protocol

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One HTTP answer; `Content-Length` is added by the server."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Site(Protocol):
    """A portal's pages."""

    def page(self, target: str) -> Page | None:
        """The answer to a path with its query, or None where the portal has no such page."""


def plain(text: str, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    """A page of plain text."""
    return Page(body=text.encode(), content_type="text/plain; charset=utf-8", status=status, headers=headers)
