"""The Förderdatenbank's HTML: a list of programmes, and the page of one. Pure functions of a page's text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawl import categories, fdb, html
from crawl.fdb_facts import facts, links, name_of
from crawl.fdb_status import status_told
from crawl.findings import Findings
from funding import Programme

_SECTIONS = {
    "kurztext": "summary",
    "volltext": "text",
    "rechtlichevoraussetzungen": "conditions",
    "verfahrensablauf": "procedure",
    "bearbeitungsdauer": "processing_time",
    "erforderlicheunterlagen": "documents",
    "unterlagen": "documents",
    "fristen": "deadlines_text",
    "richtlinie": "legal_text",
    "rechtsgrundlage": "legal_text",
}
# Where a text has no heading of its own, the tab in which it stands says what it is.
_TABS = {"kurzzusammenfassung": "text", "zusatzinfos": "conditions", "rechtsgrundlage": "legal_text"}
_BOX = "document-info-fundingprogram"
_CARD = "card--fundingprogram"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of search results: how many there are in all, its cards as thin programmes, the address of the next."""

    hits: int | None
    programmes: tuple[Programme, ...]
    next_url: str | None


def is_list(page: HtmlElement) -> bool:
    """Whether a page shows search results."""
    return _hits(page) is not None or bool(html.having(page, "div", _CARD))


def is_detail(page: HtmlElement) -> bool:
    """Whether a page shows one programme."""
    return not is_list(page) and bool(html.having(page, "dl", _BOX))


def list_page(page: HtmlElement, findings: Findings, url: str = fdb.SITE) -> ListPage:
    """A list. A card knows only title, applicants and topics; addresses are relative to the page's `<base>`."""
    base = _base(page, url)
    cards = (_card(card, base, findings) for card in html.having(page, "div", _CARD))
    onward = (anchor.get("href") for anchor in html.having(page, "a", "forward"))
    following = next((fdb.join(base, href) for href in onward if href), None)
    return ListPage(_hits(page), tuple(card for card in cards if card is not None), following)


def detail_page(page: HtmlElement, findings: Findings, url: str | None = None) -> Programme | None:
    """The programme of a detail page; None, with a finding, where it has no title or says nowhere what its address is.

    `url` is where the page came from; the page's own word for that comes first.
    """
    key = _own_key(page, url)
    title = _line(page, "h1", "title")
    if key is None or not title:
        what = "Adresse" if key is None else "Titel"
        findings.add(f"Programmseite ohne {what} übergangen.", key=key, field="title" if key else "url", value=url)
        return None
    base = _base(page, url or fdb.SITE)
    boxes = html.having(page, "dl", _BOX)
    note = _line(page, "p", "subtitle--text") or None
    found = Programme(
        portal=fdb.PORTAL, key=key, title=title, url=fdb.page_url(key), attribution=fdb.ATTRIBUTION,
        status_note=note, source_status="archived" if fdb.is_archived(key) else status_told(note, key, findings),
        funder_level=categories.level((), key), keywords=fdb.keywords(_meta(page, "name", "keywords")),
        **(facts(boxes[0], base, key, findings) if boxes else {}),
    )  # fmt: skip
    return _with_texts(found, page, base, findings)


def key_of(url: str) -> str | None:
    """The key of the programme whose page an address is, or None for any other address."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    key = path.lstrip("/").partition(".html")[0]
    return key if fdb.is_key(key) else None


def _with_texts(found: Programme, page: HtmlElement, base: str, findings: Findings) -> Programme:
    texts: dict[str, Any] = {}
    named = {link.url: link for link in found.links}
    for heading, field, body in _bodies(page):
        if field is None:
            findings.add("Unbekannter Abschnitt auf der Seite.", key=found.key, field="text", value=heading)
            continue
        texts[field] = "\n\n".join(text for text in (texts.get(field), html.text_of(body)) if text) or None
        for link in links(body, base, found.key, findings):
            named.setdefault(link.url, link)
    return replace(found, links=tuple(named.values()), **texts)


def _bodies(page: HtmlElement) -> Iterator[tuple[str, str | None, HtmlElement]]:
    """(heading, field, body without the heading) of every text: below tabs, or all in one where there are none."""
    tabs = html.having(page, "article", "content--tab-text")
    for tab in tabs:
        default = _TABS.get(name_of(_opener(tab)))
        for body in _outermost(tab):
            yield _body(body, default)
    for main in html.having(page, "div", "content--main") if not tabs else ():
        for body in _outermost(main):
            yield _body(body, "legal_text")


def _body(body: HtmlElement, default: str | None) -> tuple[str, str | None, HtmlElement]:
    first = next(iter(body), None)
    if first is None or first.tag != "h3" or (body.text or "").strip():
        return "", default, body
    heading = html.line_of(first)
    field = _SECTIONS.get(name_of(heading))
    if field is not None:
        first.drop_tree()
    return heading, field or (default if default == "legal_text" else None), body


def _outermost(element: HtmlElement) -> list[HtmlElement]:
    bodies = html.having(element, "div", "rich--text")
    every = set(bodies)
    return [body for body in bodies if every.isdisjoint(body.iterancestors())]


def _opener(tab: HtmlElement) -> str:
    before = tab.getprevious()
    return html.line_of(before) if before is not None else ""


def _card(card: HtmlElement, base: str, findings: Findings) -> Programme | None:
    anchors = (anchor for part in html.having(card, "p", "card--title") for anchor in part.iter("a"))
    anchor = next(anchors, None)
    key = None if anchor is None else key_of(fdb.join(base, anchor.get("href") or ""))
    if anchor is None or key is None or not html.line_of(anchor):
        findings.add("Eintrag der Liste ohne Titel oder Adresse.", key=key, field="url", value=html.line_of(card))
        return None
    boxes = html.having(card, "dl", _BOX)
    return Programme(
        portal=fdb.PORTAL, key=key, title=html.line_of(anchor), url=fdb.page_url(key), attribution=fdb.ATTRIBUTION,
        funder_level=categories.level((), key), **(facts(boxes[0], base, key, findings) if boxes else {}),
    )  # fmt: skip


def _hits(page: HtmlElement) -> int | None:
    spans = (span for span in page.iter("span") if span.get("id") == "hits--count")
    count = next((html.line_of(span).replace(".", "") for span in spans), "")
    return int(count) if count.isascii() and count.isdigit() else None


def _own_key(page: HtmlElement, url: str | None) -> str | None:
    canonical = next((link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"), None)
    given = (canonical, _meta(page, "property", "og:url"), url)
    return next((key for address in given if address and (key := key_of(address))), None)


def _base(page: HtmlElement, url: str) -> str:
    base = next((node.get("href") for node in page.iter("base")), None)
    return fdb.join(url, base) if base else url


def _meta(page: HtmlElement, attribute: str, name: str) -> str | None:
    return next((node.get("content") for node in page.iter("meta") if node.get(attribute) == name), None)


def _line(page: HtmlElement, tag: str, class_: str) -> str:
    return next((html.line_of(node) for node in html.having(page, tag, class_)), "")
