"""The part of a page that people read, without its frame and without what another day or visitor would see otherwise.

A countdown ("noch 12 Tage"), a counter of readers or "zuletzt aktualisiert" would make an event every day.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement
from parsel import Selector

from crawl.html import line_of, text_of
from facts.sentences import MONTHS

_MAIN = ("main article", "article", "main", "[role=main]", "#content", "body", "*")
_TITLES = ("main h1, article h1, [role=main] h1, #content h1", "h1")
_FRAME = frozenset("h1 nav footer aside form button noscript script style template iframe dialog".split())
_SILENT = frozenset("h1 noscript script style template iframe".split())
_ROLES = frozenset("navigation banner contentinfo search complementary alert dialog timer".split())
_MOVING = re.compile(
    r"(?:^|[\s_-])(?:countdown|timer|time-?left|days-?left|remaining|share|sharing|shariff|social|views?-?count|hits|statistics"
    r"|breadcrumbs?|cookies?|consent|pager|pagination|related|newsletter|skip-?link|visually-hidden|sr-only|last-?updated"
    r"|modified)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNIT = r"(?:days?|d|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|weeks?|Tagen?|Stunden?|Std|Minuten?|Sekunden?|Wochen?)"
_SPAN = rf"\d{{1,6}}\s*{_UNIT}\b(?:\s*(?:(?:,|und|and|:)\s*)?\d{{1,6}}\s*{_UNIT}\b){{0,6}}+"
_ENDS = (
    r"(?:clos(?:es?|ing)|ends?|ending|opens?|opening|starts?|expires?"
    r"|ende[nt]|schließ(?:en|t)|beginn(?:en|t)|starte[nt]|öffne[nt])"
)
_COUNTING = re.compile(
    rf"(?:[-–—|·(,]\s*)?(?:"
    rf"\b(?:(?:only|just|nur)\s+)?{_SPAN}\s*(?:left|remaining|to\s+go|übrig|verbleibend|verbleiben)(?:\s+to\s+apply)?"
    rf"|\b(?:only\s+)?(?:remaining|time\s+left|days\s+left|time\s+remaining|verbleibende\s+(?:Zeit|Tage)|countdown|restzeit)\s*:?\s*"
    rf"(?:{_SPAN}|\d+(?=\W*$))"
    rf"|\b(?:nur\s+)?noch\s+{_SPAN}(?!\s+(?:vor|nach|before|after)\b)"
    rf"|\b{_ENDS}\s+(?:\w+\s+)?in\s+{_SPAN}"
    rf"|\b\d{{1,6}}\s*{_UNIT}(?:\s*(?:[,:]\s*)?\d{{1,6}}\s*{_UNIT}){{1,6}}\b"
    rf")\s*\)?[!.]?",
    re.IGNORECASE,
)
_OF_TODAY = re.compile(
    r"(?:zuletzt\s+(?:aktualisiert|geändert|bearbeitet)|letzte\s+(?:Änderung|Aktualisierung)|last\s+(?:updated|modified|change[ds]?)"
    r"|(?:page\s+)?views|hits|viewed|gelesen|(?:seiten)?aufrufe|teilen|share(?:\s+(?:this|on))?|drucken|print|seite\s+weiterempfehlen"
    r"|zurück(?:\s+zur\s+\w+)?|back(?:\s+to\s+\w+)*|nach\s+oben|to\s+top)(?:\s*(?::|am|on|at|times)?\s*"
    rf"(?:[\d.:/,\s-]|\b(?:{'|'.join(MONTHS)}|um)\b)*(?:uhr|times|mal)?)?",
    re.IGNORECASE,
)


def article(page: Selector, *places: str) -> HtmlElement:
    """A copy of the first of `places` (CSS, then the usual ones) that says something, without its title and frame.

    Nor has it moving parts; a page that says nothing else is given whole.
    """
    for place in (*places, *_MAIN):
        for found in page.css(place):
            copy = deepcopy(found.root)
            copy.tail = None
            _strip(copy)
            if text_of(copy):
                return copy
    return deepcopy(page.root)


def following(page: Selector) -> str | None:
    """The address of the next page of a list, as pagers of the usual systems write it."""
    return page.css("a[rel~=next]::attr(href), li.pager__item--next a::attr(href), li.next a::attr(href)").get()


def address(base: str, href: str) -> str | None:
    """The web address that a link leads to, without its place in the text; None for anything else."""
    try:
        url = urldefrag(urljoin(base, href.strip())).url
        return url if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname else None
    except ValueError:
        return None


def slug_of(url: str) -> str:
    """The last part of the path of an address, without an ending."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2].removesuffix(".html")


def around(link: Selector, others: Iterable[Selector]) -> str:
    """The text of the block that speaks of a link and of none of the others; empty where there is no such block."""
    apart = {other.root for other in others}
    for block in reversed(link.xpath("ancestor::article | ancestor::li | ancestor::section | ancestor::div")):
        if apart.intersection(block.root.iter("a")):
            break
        if words := block.css("h2, h3, h4, p"):
            return "\n\n".join(steady_text(part.root) for part in words).strip()
    return ""


def steady(text: str) -> str:
    """Text without countdowns, counters of readers, "zuletzt aktualisiert" and share links on a line of their own."""
    lines = (_steady_line(line) for line in text.split("\n"))
    kept = "\n".join(line for line in lines if line is not None)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def steady_text(element: HtmlElement) -> str:
    """The text of an element that stays the same until somebody changes it."""
    return steady(text_of(element))


def _steady_line(line: str) -> str | None:
    """None where nothing steady stood in the line; an empty line stays."""
    if not line.strip():
        return line
    if _OF_TODAY.fullmatch(line.strip(" -|·")):
        return None
    rest = _COUNTING.sub("", line)
    return rest.rstrip() if rest.strip(" -–—|·:.") else None


def _strip(element: HtmlElement) -> None:
    for node in list(element.iterdescendants()):
        if node.getparent() is not None and _is_frame(node):
            node.drop_tree()


def _is_frame(node: HtmlElement) -> bool:
    if not isinstance(node.tag, str):
        return True
    if node.tag == "header":  # the article's own, where title and lead stand, has no menu
        outer = node.getparent()
        of_site = node.get("role") == "banner" or next(node.iter("nav"), None) is not None
        return of_site or (outer is not None and outer.tag == "body")
    if node.tag not in _SILENT and next(node.iter("h1", "main"), node) is not node:
        return False  # a form or a block named for its cookie notice may be wrapped around everything
    named = f"{node.get('class') or ''} {node.get('id') or ''}"
    return node.tag in _FRAME or node.get("role") in _ROLES or _MOVING.search(named) is not None


def heading(page: Selector) -> str | None:
    """The title of a page: the first `h1` that says something, of the article rather than of the site."""
    found = (title for place in _TITLES for node in page.css(place) if (title := line_of(node.root)))
    return next(found, None)
