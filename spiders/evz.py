import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawl.article import article, steady_text
from crawl.base import Found, PortalSpider
from crawl.days import closing, moment
from crawl.html import text_of
from crawl.labelled import labelled
from crawl.sections import Section, sections
from crawl.shells import page, without_entries
from funding import Problem, Programme
from funding.places import NATIONWIDE

_LABEL = "Bewerbungsfrist"
_DATED = re.compile(rf"^[-*\s]*{_LABEL}\s*:", re.MULTILINE)


class Evz(PortalSpider):
    """Calls of the foundation Erinnerung, Verantwortung und Zukunft (EVZ): remembrance, human rights, meetings of young
    people, Eastern Europe. One page lists them, each with a title and "Bewerbungsfrist: dd.mm.yyyy"; the text is on the
    call's own page. Assumed, and an error where it fails: the page's address, a heading over each call.
    """

    name = "evz"
    title = "Stiftung Erinnerung, Verantwortung und Zukunft (EVZ)"
    homepage = "https://www.stiftung-evz.de/projekte/aktuelle-ausschreibungen-zur-projektfoerderung.html"
    way_in = "one list and the page of each call (HTML)"
    terms = "texts belong to the foundation; shown in extracts with its name and a link; robots.txt is obeyed"
    attribution = "Stiftung Erinnerung, Verantwortung und Zukunft (EVZ)"
    expected = (1, 30)
    allowed_domains: ClassVar = ["www.stiftung-evz.de"]

    def begin(self) -> Iterator[Found]:
        """The list."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """Every section with a day to apply by. A day outside them would be another call's: an error."""
        body = article(page(response))
        calls = [each for each in sections(body) if _LABEL in labelled(each.body, (_LABEL,))]
        if not calls or len(calls) != len(_DATED.findall(text_of(body))):
            raise without_entries(response, f"Ausschreibungen mit Überschrift und je einer „{_LABEL}:“")
        for call in calls:
            key = _key(call.href)
            if key:
                url, about = response.urljoin(call.href), {"call": call, "key": key}
                yield Request(url, self.call, cb_kwargs=about, meta={"programme": key})
            else:
                yield self.problem("Ausschreibung ohne Verweis auf ihre Seite.", field="url", value=call.title)

    def call(self, response: Response, call: Section, key: str) -> Iterator[Programme | Problem]:
        """One call: the list's title and day, the page's text."""
        yield from self._told(call, key, response.url, steady_text(article(page(response))))

    def unanswered(self, request: Request) -> Iterator[Programme | Problem]:
        """What the list alone says, beside the text of an earlier day unless the page is gone."""
        key = request.cb_kwargs["key"]
        text = self.harvest.known[key].programme.text if self.harvest.keeps(key) else None
        yield from self._told(**request.cb_kwargs, url=request.url, text=text or "")

    def _told(self, call: Section, key: str, url: str, text: str) -> Iterator[Programme | Problem]:
        words = labelled(call.body, (_LABEL,))[_LABEL].split("\n")[0]
        until = moment(words)
        if until is None:
            yield self.problem("Bewerbungsfrist nicht lesbar.", key=key, field="stages", value=words)
        yield Programme(
            portal=self.name, key=key, title=call.title, url=url, funder=self.title, funder_level="stiftung",
            regions=(NATIONWIDE,), kinds=("grant",), text=text or None, attribution=self.attribution,
            stages=(closing(until, f"{_LABEL}: {words}"),) if until else (),
        )  # fmt: skip


def _key(href: str) -> str:
    return urlsplit(href).path.rstrip("/").rpartition("/")[2].removesuffix(".html")
