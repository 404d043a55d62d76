"""The sample Förderdatenbank: robots.txt, the daily XML export and its HTML pages."""

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property

from demo.content import SampleProgramme, programmes
from demo.export import export_zip
from demo.pages import Page, plain
from demo.web import LIST, detail_page, list_page

__all__ = ["EXPORT", "HOST", "LIST", "Foerderdatenbank", "detail_page", "export_zip", "list_page"]

HOST = "www.foerderdatenbank.de"
EXPORT = "/FDB/WS/export"
_ROBOTS = "User-agent: *\nCrawl-delay: 30\nDisallow: /intern/\n"
_PAGE_NUMBER = re.compile(r"_list(?:%25|%)*3D(\d{1,6})", re.IGNORECASE)


class Foerderdatenbank:
    """The portal's pages for these programmes (default: the project's own 60); `export` may be replaced."""

    def __init__(self, content: Sequence[SampleProgramme] | None = None) -> None:
        self._content = content

    @cached_property
    def programmes(self) -> tuple[SampleProgramme, ...]:
        """What the portal holds."""
        return programmes() if self._content is None else tuple(self._content)

    @cached_property
    def export(self) -> bytes:
        """The ZIP; made when first asked for."""
        return export_zip(self.programmes)

    def page(self, target: str) -> Page | None:
        """The answer to a path with its query, or None where the portal has no such page."""
        path, _, query = target.partition("?")
        if path == "/robots.txt":
            return plain(_ROBOTS)
        if path == EXPORT:
            return self._archive()
        html = self._list(query) if path == LIST else self._details.get(path)
        return None if html is None else Page(body=html.encode())

    def _archive(self) -> Page:
        etag = f'"{hashlib.sha256(self.export).hexdigest()[:32]}"'
        headers = (("ETag", etag), ("Content-Disposition", 'attachment; filename="export.zip"'))
        return Page(body=self.export, content_type="application/zip", headers=headers)

    def _list(self, query: str) -> str:
        number = _PAGE_NUMBER.search(query)
        live = [programme for programme in self.programmes if not programme.archived]
        return list_page(live, max(int(number[1]), 1) if number else 1)

    @cached_property
    def _details(self) -> dict[str, str]:
        return {programme.page: detail_page(programme) for programme in self.programmes}
