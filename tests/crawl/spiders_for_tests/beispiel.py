"""A portal of JSON pages: programmes, links to further pages, and mistakes on demand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.http import Response

from crawl.base import Blocked, Found, PortalSpider
from funding import PassgenauError, Programme


class Beispiel(PortalSpider):
    """Lists everything on pages of JSON."""

    name = "beispiel"
    title = "Beispiel-Portal"
    homepage = "https://www.beispiel.test/"
    expected = (1, 1000)
    allowed_domains = ("beispiel.test",)
    start_urls = ("https://www.beispiel.test/liste.json",)  # type: ignore[assignment]

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        page = json.loads(response.text)
        if "blocked" in page:
            raise Blocked(page["blocked"])
        if "fault" in page:
            raise PassgenauError(page["fault"])
        for row in page.get("programmes", ()):
            yield Programme(portal=self.name, url=response.url, **row)
        for url in page.get("pages", ()):
            yield response.follow(url)
        for key, url in page.get("details", {}).items():
            yield response.follow(url, meta={"programme": key})
        if "strange" in page:
            yield page["strange"]
        if "bug" in page:
            raise TypeError(page["bug"])

    def read(self, source: Path) -> Iterator[Found]:
        for row in json.loads(source.read_text()):
            yield Programme(portal=self.name, **row)
