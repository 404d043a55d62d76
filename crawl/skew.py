"""The Servicestelle Kommunen in der Einen Welt: what overview, programme page and event say. Pure functions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from parsel import Selector

import facts
from crawl import html
from crawl.article import article, heading, steady_text
from crawl.days import closing, moment
from crawl.fdb import join
from crawl.findings import Findings
from crawl.labelled import labelled
from crawl.sections import bold_labels, sections
from funding import Link, Problem, Programme
from funding.places import NATIONWIDE

PORTAL = "skew"
SITE = "https://skew.engagement-global.de"
FUNDER = "Engagement Global / Servicestelle Kommunen in der Einen Welt (SKEW), im Auftrag des BMZ"
ATTRIBUTION = "Engagement Global gGmbH / Servicestelle Kommunen in der Einen Welt (SKEW)"
EVENTS = "veranstaltung-"  # begins the keys of events
LABELS = ("Beschreibung", "Antragshöhe", "Antragsberechtigte", "Antragstellung", "Besonderheit", "Besonderheiten")
_NAMES = """
    unterstuetzung-durch-nakopa kleinprojektefonds koordination-kommunaler-entwicklungspolitik
    foerderprogramm-fuer-kommunale-klimaschutz-und-klimaanpassungsprojekte kommunale-klimapartnerschaften
    global-nachhaltige-kommune-bundesweit
    """.split()
PAGES = {name: f"{SITE}/{name}.html" for name in _NAMES}  # read even where the overview leaves them out
_CONDITIONS = ("Antragshöhe", "Antragsberechtigte", "Besonderheit", "Besonderheiten")
_MORE = re.compile(r"(?:mehr|weitere)\s+info|mehr\s+erfahren|zum\s+programm", re.IGNORECASE)
_TOWNS = re.compile(r"kommun|st[aä]dt|gemeinde|kreis", re.IGNORECASE)
_EDITION = re.compile(r"\b(Bekanntmachung\s+20\d\d)\b")
_TRAINING = re.compile(r"seminar|schulung|fortbildung|qualifizierung|workshop|training|einstieg", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?)(?:$|\?)", re.IGNORECASE)
_MOST_LINKS = 20


@dataclass(frozen=True, slots=True)
class Block:
    """An instrument as the overview tells it; `url` is its own page."""

    title: str
    url: str
    values: dict[str, str]

    @property
    def key(self) -> str:
        """The name of the page, which stays while its content is overwritten year by year."""
        return key_of(self.url)


def key_of(url: str) -> str:
    """`…/unterstuetzung-durch-nakopa.html` -> `unterstuetzung-durch-nakopa`."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2].removesuffix(".html")


def blocks(page: Selector, base: str, findings: Findings) -> Iterator[Block]:
    """The instruments of the overview: each section that has one of its labels."""
    for title, body, _ in sections(_with_headings(article(page))):
        more = _page_of(body)
        values = labelled(body, LABELS)
        if not values:
            continue
        for name in bold_labels(body):
            if name not in LABELS and not _MORE.search(name):
                findings.add("Unbekannte Angabe in der Übersicht.", key=None, field="text", value=f"{title}: {name}")
        if key_of(more):
            yield Block(title, join(base, more), values)
        else:
            findings.add("Förderinstrument ohne Verweis auf seine Seite.", key=None, field="url", value=title)


def _with_headings(body: HtmlElement) -> HtmlElement:
    """What opens an accordion is a heading too."""
    for node in [*body.iter("summary"), *html.having(body, "div", "toggler")]:
        node.tag = "h3"
    return body


def _page_of(body: HtmlElement) -> str:
    """The address behind "Mehr Informationen", which is taken out; empty where there is none."""
    for node in body.iter("a"):
        if _MORE.search(html.line_of(node)) or _MORE.match(html.line_of(node.getparent())):
            line = node if _MORE.search(html.line_of(node)) else node.getparent()
            line.drop_tree()
            return node.get("href") or ""
    return ""


def told(url: str, block: Block | None, page: Selector | None) -> Programme | None:
    """One programme out of what overview and page say of it; None where neither has a title.

    The page comes first. The overview's words on when to apply count only where it dates a later call than the page.
    """
    body = None if page is None else article(page)
    name = block.title if block else page and heading(page)
    text = "" if body is None else steady_text(body)
    values = block.values if block else {}
    conditions = "\n".join(f"{name}: {values[name]}" for name in _CONDITIONS if name in values)
    editions = sorted(set(_EDITION.findall(text)))
    return None if not name else Programme(
        portal=PORTAL, key=key_of(url), title=name, url=url, funder=FUNDER, funder_level="bund",
        attribution=ATTRIBUTION, regions=(NATIONWIDE,),
        kinds=("grant",) if "Antragshöhe" in values else (),
        applicants=("kommune",) if _TOWNS.search(values.get("Antragsberechtigte", "")) else None,
        summary=values.get("Beschreibung"), text=text or None, conditions=conditions or None,
        deadlines_text=_newer(values.get("Antragstellung", ""), text) or None,
        keywords=tuple(editions[-1:]), links=() if body is None else tuple(_documents(body, url)),
    )  # fmt: skip


def own_events(hrefs: Iterable[str], base: str) -> list[str]:
    """The addresses of the desk's own events among those of the common calendar, each once."""
    urls = (join(base, href) for href in hrefs)
    return list(dict.fromkeys(url for url in urls if url.startswith(f"{SITE}/veranstaltung")))


def event_key(url: str) -> str:
    """The key of an event, told apart from programmes."""
    return f"{EVENTS}{key_of(url)}"


def event(page: Selector, url: str) -> Iterator[Programme | Problem]:
    """An event for which one has to register by a day; others are no offer with a gate, and no programme."""
    body = article(page, "div.event")
    rows = _rows(body)
    title = heading(page)
    words = rows.get("Anmeldeschluss", "")
    until = moment(words)
    if title and until is not None:
        when = (f"{name}: {rows[name]}" for name in ("Datum", "Uhrzeit", "Ort") if name in rows)
        yield Programme(
            portal=PORTAL, key=event_key(url), title=title, url=url, funder=rows.get("Absender") or FUNDER,
            funder_level="bund", regions=(NATIONWIDE,), attribution=ATTRIBUTION,
            summary="Veranstaltung. " + ". ".join(when),
            kinds=("training",) if _TRAINING.search(title) else ("exchange",), text=steady_text(body) or None,
            stages=(closing(until, f"Anmeldeschluss: {words}", "registration"),),
        )  # fmt: skip
    elif words:
        yield Problem(
            portal=PORTAL, key=event_key(url), field="stages", value=words, message="Anmeldeschluss nicht lesbar."
        )


def _rows(body: HtmlElement) -> dict[str, str]:
    """The table of an event, taken out of its text."""
    rows: dict[str, str] = {}
    for row in list(body.iter("tr")):
        cells = [html.line_of(cell) for cell in row if cell.tag in {"th", "td"}]
        rows |= {cells[0].rstrip(" :"): cells[1]} if len(cells) == 2 else {}
        row.drop_tree()
    return rows


def _newer(overview: str, page: str) -> str:
    """What the overview says of applying, unless it dates the same call as the page or an earlier one."""
    theirs, ours = _last_day(overview), _last_day(page)
    return "" if theirs is not None and ours is not None and theirs <= ours else overview


def _last_day(text: str) -> date | None:
    return max((stage.closes for stage in facts.read_text(text).stages if stage.closes), default=None)


def _documents(body: HtmlElement, base: str) -> list[Link]:
    nodes = [node for node in body.iter("a") if _DOCUMENT.search(node.get("href") or "") and html.line_of(node)]
    return [Link(title=html.line_of(node)[:200], url=join(base, node.get("href"))) for node in nodes[:_MOST_LINKS]]
