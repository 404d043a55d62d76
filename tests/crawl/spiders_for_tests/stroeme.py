"""A portal of several large files, each the only source of one programme."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.http import Response

from crawl.base import Found, PortalSpider
from funding import Programme


class Stroeme(PortalSpider):
    """Gives each programme in a file of its own."""

    name = "stroeme"
    title = "Ströme"
    homepage = "https://www.beispiel.test/"
    expected = (1, 1000)
    allowed_domains = ("www.beispiel.test",)
    files = ("ganz", "abgerissen", "zu-gross", "ohne-laenge", "tropft", "verpackt", "fehlt")

    def begin(self) -> Iterator[Found]:
        for name in self.files:
            request = self.stream(f"https://www.beispiel.test/{name}", self.parse, name)
            request.meta["programme"] = name
            yield request

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        file = Path(response.meta["download_to"])
        beside = sorted(path.name for path in file.parent.iterdir() if path.stat().st_size)
        yield Programme(portal=self.name, key=file.name, title=f"{file.stat().st_size}", topics=tuple(beside))
