"""The sample Förderdatenbank: robots.txt, the daily XML export and its HTML pages."""

import hashlib

from demo.pages import Page, plain

HOST = "www.foerderdatenbank.de"
ROBOTS = "User-agent: *\nCrawl-delay: 30\nDisallow: /intern/\n"
EXPORT = "/FDB/WS/export"


class Foerderdatenbank:
    """The portal's pages; `export` may be replaced."""

    def __init__(self, export: bytes = b"") -> None:
        self.export = export

    def page(self, target: str) -> Page | None:
        """The answer to a path with its query, or None where the portal has no such page."""
        path = target.partition("?")[0]
        if path == "/robots.txt":
            return plain(ROBOTS)
        return self._export() if path == EXPORT else None

    def _export(self) -> Page:
        etag = f'"{hashlib.sha256(self.export).hexdigest()[:32]}"'
        disposition = 'attachment; filename="export.zip"'
        headers = (("ETag", etag), ("Content-Disposition", disposition))
        return Page(body=self.export, content_type="application/zip", headers=headers)
