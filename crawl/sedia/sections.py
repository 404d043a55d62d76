"""The HTML of a topic -> its parts by the headings that the portal gives them, and the links in it."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from crawl import html
from funding import Link

SITE = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/"
_HEADINGS = (
    "Expected Outcome|Expected Impact|Objective|Scope|Specific conditions|Expected Deliverables|Themes and priorities"
)
_KIND = re.compile(
    r"<(span|p|div|h\d)\b[^<>]{0,200}\btopicdescriptionkind\b[^<>]{0,200}>(.{0,200}?)</\1>", re.IGNORECASE | re.DOTALL
)
_GLUED = re.compile(rf"(?:^|(?<=[.;:!?)\]\s]))({_HEADINGS}):(?=\S)")
_ANCHOR = re.compile(r"<a\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"call (?:document|fiche)|call for proposals|guidelines|work programme", re.IGNORECASE)
_FIRST = re.compile(r"call (?:document|fiche)|guidelines for (?:grant )?applicants", re.IGNORECASE)
_BARE = re.compile(r"^objectives?$", re.IGNORECASE)
_MOST = 40  # links of one text


def parts(markup: str) -> tuple[tuple[str, str], ...]:
    """(heading, text) in the portal's order; text before the first heading has the heading "".

    >>> parts('<span class="topicdescriptionkind">Scope:</span><p>Wind.</p>')
    (('Scope', 'Wind.'),)
    """
    pieces = _KIND.split(_GLUED.sub(r'<p class="topicdescriptionkind">\1:</p>', markup))
    headed = [("", pieces[0])]
    headed += [(html.line(title).strip(" :"), body) for title, body in zip(pieces[2::3], pieces[3::3], strict=True)]
    told = ((title, html.to_text(body)) for title, body in headed)
    return tuple((title, text) for title, text in told if text)


def summary_and_text(markup: str) -> tuple[str | None, str | None]:
    """The objective (else the first of several sections, mostly the outcome), and all the rest under its headings."""
    told = list(parts(markup))
    objectives = [part for part in told if _BARE.match(part[0])]
    first = objectives or told[: len(told) > 1]
    rest = [f"{title}\n\n{text}" if title else text for title, text in told if (title, text) not in first]
    return "\n\n".join(text for _, text in first) or None, "\n\n".join(rest) or None


def links(markup: str) -> Iterator[Link]:
    """The pages and documents to which a text links."""
    if not _ANCHOR.search(markup):
        return
    seen: set[str] = set()
    for anchor in html.parse(f"<div>{markup}</div>").iter("a"):
        url = web(anchor.get("href") or "")
        if url and url not in seen and len(seen) < _MOST:
            seen.add(url)
            yield Link(title=html.line_of(anchor) or url, url=url)


def web(href: str) -> str | None:
    """An absolute http(s) address, or None."""
    try:
        url = urljoin(SITE, href.strip())
        host = urlsplit(url).hostname
    except ValueError:
        return None
    fine = url.startswith(("http://", "https://")) and host and "." in host and not re.search(r"[\s<>\"]", url)
    return url if fine and href.strip() and not href.strip().startswith("#") else None


def call_document(found: tuple[Link, ...]) -> str | None:
    """The document that says who may apply: the call document or the guidelines, else the work programme."""
    for pattern in (_FIRST, _DOCUMENT):
        for link in found:
            if pattern.search(link.title):
                return link.url
    return None
