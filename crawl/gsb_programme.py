"""A programme document of the export -> Programme, property by property."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawl import fdb, gsb_codes, html
from crawl.fdb_status import status_told
from crawl.findings import Findings
from crawl.gsb_library import Library
from crawl.gsb_links import Resolver
from crawl.gsb_xml import Document
from funding import Programme
from funding.vocabulary import Language

TEXTS = {
    "summary": "teaserText",
    "text": "summary",
    "conditions": "regulatoryFWork",
    "procedure": "procMethod",
    "processing_time": "progress",
    "documents": "competenceDescr",
    "deadlines_text": "procInfluence",
    "legal_text": "bodyText",
}
_LANGUAGES: dict[str, Language] = {"Deutsch": "de", "Englisch": "en"}


def programme(document: Document, key: str, title: str, library: Library, findings: Findings) -> Programme:
    """All that the export says of one programme. `key` is its path below `BMWI/`; lost characters stay as they came."""
    resolver = Resolver(library, findings, key)
    given = {name: document.html[prop] for name, prop in TEXTS.items() if prop in document.html}
    parsed = {name: html.parse(f"<div>{text}</div>") for name, text in given.items()}
    texts: dict[str, Any] = {name: html.text_of(element) or None for name, element in parsed.items()}
    note = html.line(document.html.get("header", "")) or None
    found = Programme(
        portal=fdb.PORTAL, key=key, title=title, url=fdb.page_url(key), attribution=fdb.ATTRIBUTION,
        language=_language(document, key, findings), **texts, **gsb_codes.fields(document, key, library, findings),
        funder="; ".join(resolver.titles(_targets(document, "cl2Processes", "Foerderorganisation"), "funder")) or None,
        status_note=note, source_status="archived" if fdb.is_archived(key) else status_told(note, key, findings),
        keywords=fdb.keywords(document.values.get("keywords")),
        contacts=resolver.contacts(_targets(document, "cl2Contacts")),
        links=resolver.links(_targets(document, "cl2CustServices"), parsed.values()),
    )  # fmt: skip
    return replace(found, lossy=any(fdb.lost_characters(words) for words in _words(found)))


def _words(found: Programme) -> Iterator[str]:
    yield from (text for name in TEXTS if (text := getattr(found, name)))
    yield from (words for words in (found.title, found.funder, found.status_note) if words)
    yield from (contact.name for contact in found.contacts)
    yield from (link.title for link in found.links)


def _targets(document: Document, prop: str, classifier: str | None = None) -> Iterator[str]:
    for list_ in document.lists.get(prop, ()):
        if classifier in {None, list_.classifier}:
            yield from list_.targets


def _language(document: Document, key: str, findings: Findings) -> Language:
    target = next(iter(document.links.get("languageInd", ())), "Deutsch")
    name = target.rpartition("/")[2]
    if name not in _LANGUAGES:
        findings.add("Unbekannte Sprache.", key=key, field="language", value=target)
    return _LANGUAGES.get(name, "de")
