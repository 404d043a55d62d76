"""The box beside a programme's title: `<dl class="document-info-fundingprogram">`. Any of its entries may be absent."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from crawl import categories, fdb, html
from crawl.findings import Findings
from funding import Contact, Link
from funding.text import fold

# Labels arrive with umlauts or transcribed ("Foerderart"), in a list as questions.
_CLASSIFIERS = {
    "foerderart": "Foerderart",
    "foerderbereich": "Foerderbereich",
    "foerdergebiet": "Foerdergebiet",
    "foerderberechtigte": "Foerderberechtigte",
    "werwirdgefoerdert": "Foerderberechtigte",
    "waswirdgefoerdert": "Foerderbereich",
}
_FIELDS = {
    "Foerderart": "kinds", "Foerderbereich": "topics", "Foerdergebiet": "regions", "Foerderberechtigte": "applicants",
}  # fmt: skip
_FUNDER, _CONTACT, _LINKS = "foerdergeber", "ansprechpunkt", "weiterfuehrendelinks"
_OTHER = (_FUNDER, _CONTACT, _LINKS)
_TELEPHONE = re.compile(r"^\s*Tel(efon)?\.?:?\s*", re.IGNORECASE)


def facts(box: HtmlElement, base: str, key: str, findings: Findings) -> dict[str, Any]:
    """Fields of a Programme; `base` is what the box's links are relative to. Unknown words are findings."""
    entries = _entries(box, key, findings)
    found = {classifier: _codes(classifier, entries[classifier], key, findings) for classifier in _FIELDS}
    codes = {classifier: known for classifier, (known, _) in found.items()}
    strange = [f"{classifier}/{words}" for classifier, (_, rest) in found.items() for words in rest]
    incomplete = {classifier for classifier, (_, rest) in found.items() if rest}
    return {
        **categories.fields(codes, incomplete),
        "topics": tuple(_topics(codes["Foerderbereich"])),
        "categories": tuple(dict.fromkeys((*categories.left_out(codes, incomplete), *strange))),
        "funder": "; ".join(dict.fromkeys(map(_title, entries[_FUNDER]))) or None,
        "contacts": tuple(_contacts(entries[_CONTACT], base, key, findings)),
        "links": tuple(link for entry in entries[_LINKS] for link in links(entry, base, key, findings)),
    }


def links(element: HtmlElement, base: str, key: str, findings: Findings) -> Iterator[Link]:
    """The links to pages in an element."""
    for anchor in element.iter("a"):
        href = (anchor.get("href") or "").strip()
        url = fdb.web_url(fdb.join(base, href)) if fdb.is_page(href) else None
        if url is not None:
            yield Link(title=html.line_of(anchor) or url, url=url)
        elif fdb.is_page(href):
            findings.add("Verweis ist keine Webadresse.", key=key, field="links", value=href)


def name_of(label: str) -> str:
    """A label or heading without what its spelling may vary in."""
    return re.sub(r"[^a-z]", "", fold(label))


def _entries(box: HtmlElement, key: str, findings: Findings) -> dict[str, list[HtmlElement]]:
    entries: dict[str, list[HtmlElement]] = {name: [] for name in (*_FIELDS, *_OTHER)}
    name = ""
    for node in box:
        if node.tag == "dt":
            label = name_of(html.line_of(node))
            name = _CLASSIFIERS.get(label) or next((other for other in _OTHER if label.startswith(other)), "")
            if not name:
                findings.add("Unbekannte Angabe auf der Seite.", key=key, value=html.line_of(node))
        elif node.tag == "dd" and name:
            entries[name].append(node)
    return entries


def _codes(classifier: str, entries: list[HtmlElement], key: str, findings: Findings) -> tuple[list[str], list[str]]:
    codes, strange = categories.split(classifier, ", ".join(map(html.line_of, entries)))
    for words in strange:
        findings.add("Unbekannte Kategorie.", key=key, field=_FIELDS[classifier], value=words)
    return codes, strange


def _topics(codes: list[str]) -> Iterator[str]:
    labels = (categories.known("Foerderbereich", code) for code in dict.fromkeys(codes))
    return (label for label in labels if label is not None)


def _title(card: HtmlElement) -> str:
    return " ".join(html.line_of(part) for part in html.having(card, "p", "card--title"))


def _contacts(cards: list[HtmlElement], base: str, key: str, findings: Findings) -> Iterator[Contact]:
    for card in cards:
        unit = " ".join(html.text_of(part) for part in html.having(card, "p", "card--title-subtitle"))
        name = fdb.unit(_title(card), ", ".join(unit.splitlines()))
        if name:
            yield Contact(
                name=name, email=_email(card, key, findings), phone=_TELEPHONE.sub("", _part(card, "tel")) or None,
                address=", ".join(text for class_ in ("adr", "locality") if (text := _part(card, class_))) or None,
                website=_website(card, base, key, findings),
            )  # fmt: skip
        else:
            findings.add("Kontakt ohne Namen.", key=key, field="contacts", value=html.line_of(card))


def _email(card: HtmlElement, key: str, findings: Findings) -> str | None:
    email = _part(card, "email")
    if not email or fdb.is_email(email):
        return email or None
    findings.add("E-Mail-Adresse ist keine.", key=key, field="contacts", value=email)
    return None


def _website(card: HtmlElement, base: str, key: str, findings: Findings) -> str | None:
    found = (link for part in html.having(card, "p", "website") for link in links(part, base, key, findings))
    return next((link.url for link in found), None)


def _part(card: HtmlElement, class_: str) -> str:
    return ", ".join(", ".join(html.text_of(part).split("\n")) for part in html.having(card, "p", class_))
