from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from scrapy.http import Response

from crawl import fdb, fdb_source
from crawl.base import Blocked, Found, PortalSpider
from crawl.fdb_refusal import blocked

_HEAD = 4096  # bytes that show whether a file is a ZIP or a page


class Foerderdatenbank(PortalSpider):
    """Programmes of Bund, Länder and EU, from the official XML export: one ZIP with all of it, rebuilt daily, fetched
    with one request and read entry by entry. Funder, contacts, links and categories are documents of their own in it.
    The HTML pages stand behind a bot wall, which is reported and never evaded; an export or pages that somebody saved
    are read with `--from`. In the export every character above U+00FF is a "?": it is kept, and mended for display
    alone. A programme that has moved to the archive is archived; the portal's expiry dates are nonsense and not used.
    """

    name = fdb.PORTAL
    title = "Förderdatenbank des Bundes"
    homepage = fdb.SITE
    way_in = "official XML export (one ZIP, daily)"
    terms = "texts CC BY-ND 4.0, shown verbatim with title, author, licence and link; export fetched once a day"
    attribution = fdb.ATTRIBUTION
    expected = (2000, 3500)
    allowed_domains: ClassVar = ["www.foerderdatenbank.de"]

    def begin(self) -> Iterator[Found]:
        """The export, to a file."""
        yield self.stream(f"{fdb.SITE}FDB/WS/export", self.export, "export.zip")

    def read(self, source: Path) -> Iterator[Found]:
        """An export (ZIP or folder) or saved pages."""
        yield from fdb_source.read(source)

    def export(self, response: Response) -> Iterator[Found]:
        """The export's programmes, once it is sure that this is the export."""
        path = self.work / "export.zip"
        with path.open("rb") as file:
            refusal = blocked(response, file.read(_HEAD))
        if refusal is not None:
            raise Blocked(refusal)
        yield from fdb_source.from_export(path)
