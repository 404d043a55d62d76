"""A portal that is one large file of JSON lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.http import Response

from crawl.base import Found, PortalSpider, RawDocuments
from funding import Programme

URL = "https://www.beispiel.test/export.jsonl"


class Datei(PortalSpider):
    """Gives everything in one file."""

    name = "datei"
    title = "Datei-Portal"
    homepage = "https://www.beispiel.test/"
    expected = (1, 1000)
    allowed_domains = ("www.beispiel.test",)

    def begin(self) -> Iterator[Found]:
        yield self.stream(URL, self.parse, "export.jsonl")

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        lines = Path(response.meta["download_to"]).read_bytes().splitlines()
        yield RawDocuments(lambda: ((f"{URL}#{number}", line) for number, line in enumerate(lines)))
        for line in lines:
            yield Programme(portal=self.name, url=response.url, **json.loads(line))
