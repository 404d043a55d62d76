"""The first draft of a spider from a saved page: which blocks look like calls, and the file that reads them. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass
from string import Template

from lxml.html import HtmlElement

from crawl import html

_ASIDE = frozenset(("nav", "header", "footer", "aside", "form"))
_BLOCKS = frozenset(("article", "li", "tr", "div", "section"))
_LEAST = 25  # characters of a block that may be a call
_MOST = 3_000
_LONG = 300  # characters after which a block's text says no more for it
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_CODE = Template('''"""$title: a draft of `passgenau portal new`; the page it was made from is $url."""

from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy.http import Response

from crawl.base import Found, PortalSpider
from funding import Programme
from funding.text import squash


class $cls(PortalSpider):
    """Say here what the portal covers and what is odd about it; this paragraph goes to docs/portals.md."""

    name = "$name"
    title = "$title"
    homepage = "$url"
    way_in = "one HTML page"
    terms = "say here who owns the texts and what robots.txt asks"
    attribution = "$title"
    expected = (1, $most)
    allowed_domains: ClassVar = ["$host"]
    start_urls: ClassVar = [homepage]

    def parse(self, response: Response, **_: Any) -> Iterator[Found]:
        """One block is one call."""
        for call in response.css("$blocks"):
            link = call.css("a[href]::attr(href)").get("")
            title = squash(" ".join(call.css("$heading").xpath("string()").getall()[:1]))
            key = link.partition("?")[0].rstrip("/").rpartition("/")[2].removesuffix(".html")
            if not key or not title:
                yield self.problem("Aufruf ohne Adresse oder Titel", key=key or None, field="title", value=link)
                continue
            yield Programme(
                portal=self.name, key=key, title=title, url=response.urljoin(link), language=self.language,
                funder=self.title, funder_level="other", kinds=("grant",), attribution=self.attribution,
                text=squash(" ".join(call.css("::text").getall())) or None,
            )  # fmt: skip
''')


@dataclass(frozen=True, slots=True)
class Draft:
    """What looks like the calls of a page: a CSS selector of their blocks, one of the title in them, how many."""

    blocks: str
    heading: str
    count: int


def draft(page: str) -> Draft:
    """The blocks that repeat and carry a link and the most words; the whole page where nothing repeats."""
    groups: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    root = html.parse(page)
    for element in root.iter(*_BLOCKS):
        if _may_be_call(element):
            groups[_parent(element), _selector(element)].append(element)
    alike = {key: found for key, found in groups.items() if len(found) > 1}
    if not alike:
        return Draft("main", "h1", 1)
    (_, selector), found = max(alike.items(), key=lambda group: _worth(group[1]))
    return Draft(selector, _heading(found[0]), len(found))


def spider(name: str, title: str, url: str, host: str, drafted: Draft) -> str:
    """The file `spiders/NAME.py`; `name` is a lower-case identifier, `title` one line."""
    words = {"name": name, "title": _quoted(title), "url": _quoted(url), "host": host}
    cls = "".join(part.capitalize() for part in name.split("_"))
    most = max(20, 4 * drafted.count)
    return _CODE.substitute(words, cls=cls, blocks=drafted.blocks, heading=drafted.heading, most=most)


def _may_be_call(element: HtmlElement) -> bool:
    said = len(html.line_of(element))
    linked = next(element.iter("a"), None) is not None
    return linked and _LEAST <= said <= _MOST and not any(above.tag in _ASIDE for above in element.iterancestors())


def _parent(element: HtmlElement) -> str:
    return str(element.getroottree().getpath(element.getparent()))


def _selector(element: HtmlElement) -> str:
    names = [name for name in element.get("class", "").split() if _NAME.fullmatch(name)]
    return f"{element.tag}.{names[0]}" if names else str(element.tag)


def _worth(found: list[HtmlElement]) -> tuple[float, bool]:
    words = sum(min(_LONG, len(html.line_of(element))) for element in found)
    return words, "." in _selector(found[0])


def _heading(block: HtmlElement) -> str:
    return next((tag for tag in ("h1", "h2", "h3", "h4", "h5", "a") if next(block.iter(tag), None) is not None), "a")


def _quoted(text: str) -> str:
    """As it may stand between double quotes in Python."""
    return " ".join(text.split()).replace("\\", "").replace('"', "'")
