"""Contacts and links of a programme, resolved through the documents it names."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from crawl import fdb, html
from crawl.findings import Findings
from crawl.gsb_library import Library, Linked
from funding import Contact, Link

_TARGET = "target:"


class Resolver:
    """Follows the links of one programme; what leads nowhere is a finding and left out."""

    def __init__(self, library: Library, findings: Findings, key: str) -> None:
        self._library = library
        self._findings = findings
        self._key = key

    def titles(self, targets: Iterable[str], field: str) -> tuple[str, ...]:
        """The titles of documents, such as the funders'."""
        found = (self._find(target, field) for target in targets)
        return tuple(dict.fromkeys(document.title for document in found if document is not None and document.title))

    def contacts(self, targets: Iterable[str]) -> tuple[Contact, ...]:
        """Kontakt documents with their address, superior unit and website."""
        found = (self._find(target, "contacts") for target in targets)
        contacts = (self._contact(document) for document in found if document is not None)
        return tuple(dict.fromkeys(contact for contact in contacts if contact is not None))

    def links(self, targets: Iterable[str], texts: Iterable[HtmlElement]) -> tuple[Link, ...]:
        """The programme's own links, then those in its texts; an address counts once."""
        links: dict[str, Link] = {}
        for link in (*self._own(targets), *(link for text in texts for link in self._inside(text))):
            links.setdefault(link.url, link)
        return tuple(links.values())

    def _find(self, target: str | None, field: str) -> Linked | None:
        return self._library.find(target, key=self._key, field=field)

    def _contact(self, document: Linked) -> Contact | None:
        above = self._find(document.first("cl2RespTargets"), "contacts")
        name = fdb.unit(above.title if above else "", document.title)
        if not name:
            self._findings.add("Kontakt ohne Namen.", key=self._key, field="contacts", value=document.key)
            return None
        return Contact(
            name=name, email=self._email(document), phone=document.values.get("phone"),
            address=_address(self._find(document.first("cl2Addresses"), "contacts")), website=self._website(document),
        )  # fmt: skip

    def _email(self, document: Linked) -> str | None:
        email = document.values.get("email")
        if email is None or fdb.is_email(email):
            return email
        self._findings.add("E-Mail-Adresse ist keine.", key=self._key, field="contacts", value=email)
        return None

    def _website(self, document: Linked) -> str | None:
        site = self._find(document.first("website"), "contacts")
        return None if site is None else self._url(site, "contacts")

    def _own(self, targets: Iterable[str]) -> Iterator[Link]:
        for target in targets:
            document = self._find(target, "links")
            url = None if document is None else self._url(document, "links")
            if document is not None and url is not None:
                yield Link(title=document.title or url, url=url)

    def _inside(self, text: HtmlElement) -> Iterator[Link]:
        for anchor in text.iter("a"):
            href = (anchor.get("xlink:href") or anchor.get("href") or "").strip()
            url = self._follow(href) if fdb.is_page(href) else None
            if url is not None:
                yield Link(title=html.line_of(anchor) or url, url=url)

    def _follow(self, href: str) -> str | None:
        if href.startswith(_TARGET):
            document = self._find(href.removeprefix(_TARGET).partition("#")[0], "links")
            return None if document is None else self._url(document, "links")
        return self._checked(href, "links")

    def _url(self, document: Linked, field: str) -> str | None:
        """A document without an address of its own (a Kontakt, another programme) is a page of the site."""
        url = document.values.get("url")
        if url is not None:
            return self._checked(url, field)
        return fdb.page_url(document.key) if fdb.is_key(document.key) else None

    def _checked(self, url: str, field: str) -> str | None:
        found = fdb.web_url(url.replace("&amp;", "&"))
        if found is None:
            self._findings.add("Verweis ist keine Webadresse.", key=self._key, field=field, value=url)
        return found


def _address(document: Linked | None) -> str | None:
    if document is None:
        return None
    value = document.values.get
    street = " ".join(part for name in ("road", "houseId") if (part := value(name)))
    box = f"Postfach {value('postBox')}" if value("postBox") and not street else ""
    place = " ".join(part for name in ("zipCode", "city") if (part := value(name)))
    return ", ".join(part for part in (street, box, place) if part) or None
