from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urldefrag, urlsplit

from lxml.html import HtmlElement
from scrapy import Request
from scrapy.http import Response

from crawl import climate, shells
from crawl.article import article, heading
from crawl.base import Found, PortalSpider
from funding import Problem

_DEPTH = 4  # list, programme, group, measure


class Klimaschutz(PortalSpider):
    """The National Climate Initiative: Kommunalrichtlinie and its sisters. Each numbered measure of a directive has a
    page and a window of its own, so each is a programme; a page that leads to further measures is none. How long the
    directive lasts ("Laufzeit") is no deadline. Municipalities short of money get a higher rate. Assumed, and told as a
    problem where it fails: pages below `/foerderprogramme/`, a label such as "Antragszeitraum" on each.
    """

    name = climate.PORTAL
    title = "Nationale Klimaschutzinitiative (Kommunalrichtlinie)"
    homepage = f"https://www.klimaschutz.de{climate.ROOT}"
    way_in = "list of programmes, a page for each measure (HTML)"
    terms = "texts of the ministry's initiative, shown in extracts with source and link; robots.txt is obeyed"
    attribution = climate.ATTRIBUTION
    rhythm = "weekly"
    expected = (3, 150)
    allowed_domains: ClassVar = ["www.klimaschutz.de"]

    def begin(self) -> Iterator[Found]:
        """The list of programmes."""
        yield Request(self.homepage, self.parse, dont_filter=True)

    def parse(self, response: Response, directive: str = "", depth: int = 1, **_: Any) -> Iterator[Found]:
        """A list leads to programmes and measures; a page that leads nowhere is a measure."""
        page = shells.page(response)
        body, name = article(page), heading(page)
        below = _below(body, response) if depth < _DEPTH else []
        if depth == 1 and not below:
            raise shells.without_entries(response, "Förderprogramme")
        for url in below:
            about = {"directive": directive or (name or "" if depth == 2 else ""), "depth": depth + 1}
            yield Request(url, self.parse, cb_kwargs=about, meta={"programme": climate.key_of(url)})
        if not below:
            yield from climate.measure(body, name, directive, response.url)

    def unanswered(self, request: Request) -> Iterator[Problem]:
        """Measures below a page that does not come were not looked for."""
        yield from self.unread(f"{request.meta['programme']}/", "Die Seite über dieser Maßnahme war nicht zu lesen.")


def _below(body: HtmlElement, response: Response) -> list[str]:
    """Pages below this one that it links, each once; questions and answers are no measures."""
    home = urlsplit(response.url).path.rstrip("/") + "/"
    urls = (urldefrag(response.urljoin(node.get("href") or "")).url.partition("?")[0] for node in body.iter("a"))
    return list(dict.fromkeys(url for url in urls if urlsplit(url).path.startswith(home) and "faq" not in url))
