from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl.base import Found, PortalSpider
from crawl.watch import domains, pages, text_of
from funding import PassgenauError


class PageWatch(PortalSpider):
    """Single pages where calls appear in prose: offers of support, national agencies, Land lines, promotional banks,
    round-ups (`crawl/watch.yaml`). No programme is made of them. Their main text is kept; when a new sentence speaks of
    a call, those whose projects the page concerns read "Seite geändert" with that sentence. Menus, order, countdowns,
    counters and the date of today do not count. A page that fails, redirects to another site or has become the empty
    frame of a script keeps its old text and is told to the operator; the others go on.
    """

    name = "page_watch"
    title = "Beobachtete Seiten"
    homepage = pages()[0].url
    way_in = "one HTML page each, main text by trafilatura"
    terms = "texts belong to those named with each page; single sentences are quoted with name and link"
    rhythm = "daily"
    expected = (len(pages()) // 2, len(pages()))
    apart = True
    allowed_domains: ClassVar = domains(page.url for page in pages())
    custom_settings = {"CONCURRENT_REQUESTS": 1}  # noqa: RUF012 - one site after the other

    def begin(self) -> Iterator[Found]:
        """Every page of the list."""
        for page in pages():
            about, meta = {"key": page.key}, {"programme": page.key}
            yield Request(page.url, self.looked, dont_filter=True, cb_kwargs=about, meta=meta)

    def looked(self, response: Response, key: str) -> Iterator[Found]:
        """The page with this key as it is now, or why it cannot be read."""
        asked = next(page for page in pages() if page.key == key)
        try:
            text = text_of(response, asked.url, self.today)
        except PassgenauError as error:
            yield self.problem(str(error), key=asked.key, field="text", value=response.url)
        else:
            yield asked.as_programme(self.name, text)
