"""Interreg: calls of all its programmes, from the search behind interreg.eu."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawl import interreg
from crawl.base import Blocked, Found, PortalSpider
from crawl.shells import page, without_entries


class Interreg(PortalSpider):
    """Open and announced calls of all Interreg programmes whose area includes a part of Germany, or is not stated. The
    list is a search index (Algolia); its public key stands in the page and rotates, so it is read there every day, and
    once more when the search refuses it. Days come as epoch seconds or ISO; anything else is told and not guessed.
    """

    name = interreg.PORTAL
    title = "Interreg"
    homepage = f"{interreg.SITE}calls-for-projects/"
    way_in = "search index (Algolia, JSON) with the key that the page carries"
    terms = "texts belong to Interreg and its programmes; shown with name and link"
    attribution = interreg.ATTRIBUTION
    language = "en"
    expected = (1, 400)
    floor = 25  # many calls end on the same day
    allowed_domains: ClassVar = ["interreg.eu", "algolia.net"]

    def begin(self) -> Iterator[Found]:
        """The page that carries the key."""
        yield self.door(again=False)

    def door(self, *, again: bool) -> Request:
        """A request for the page; `again`: its last key was refused."""
        meta = {"kept_as": f"{self.homepage}#again"} if again else {}
        return Request(self.homepage, self.parse, dont_filter=True, cb_kwargs={"again": again}, meta=meta)

    def parse(self, response: Response, again: bool = False, **_: Any) -> Iterator[Found]:
        """The key, and the first page of the search with it."""
        found = interreg.access(response.text)
        if found is None:
            page(response)  # a bot wall is told as such
            raise without_entries(response, "Zugang zur Suche: appId und apiKey")
        yield self.query(found, 0, again=again)

    def query(self, access: interreg.Access, number: int, *, again: bool) -> Request:
        """One page of the search."""
        return Request(
            access.url, self.listed, method="POST", headers=access.headers, body=interreg.body(number),
            dont_filter=True, cb_kwargs={"access": access, "number": number, "again": again},
            meta={"handle_httpstatus_list": [403, 404], "kept_as": f"{self.homepage}#hits-{number}"},
        )  # fmt: skip

    def listed(self, response: Response, access: interreg.Access, number: int, again: bool) -> Iterator[Found]:
        """The calls of one page of the search, and the next page."""
        if response.status != 200:
            if again:
                raise Blocked(f"Die Suche von interreg.eu lehnt auch den neuen Schlüssel ab (HTTP {response.status}).")
            yield self.door(again=True)
            return
        hits, pages = interreg.answer(response.body)
        for hit in hits:
            yield from interreg.call(hit)
        if number + 1 < min(pages, interreg.MOST_PAGES):
            yield self.query(access, number + 1, again=again)
