"""One document of a "Government Site Builder" export: flat properties, linked documents. Pure: bytes in, words out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from funding import PassgenauError

MAX_ELEMENTS = 20_000  # a full programme has about 400
_HREF = "{http://www.w3.org/1999/xlink}href"
_CLASSIFIER = "/SiteGlobals/Classifications/Classifier/"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_CROWDED = etree.XPath(f"count(//*) > {MAX_ELEMENTS}")
_EMPTY = re.compile(r"<div[^>]*>\s*</div>")
_LEGAL_CONTROLS = {0x9, 0xA, 0xD}


class DocumentError(PassgenauError):
    """A document cannot be read; one German line, without its path."""


@dataclass(frozen=True, slots=True)
class Classified:
    """One list of a ClassifiedLinkLists property: what the targets are, such as `Foerderart`."""

    classifier: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`path` is that of the site, such as `/BMWI/FDB/Content/DE/Kontakt/F/ffa`; `type` without `gsb:`.

    Properties are named without `gsb:`. `html` are the RichText ones, `links` the targets (`/BMWI/…`) of LinkLists.
    """

    path: str | None
    type: str
    values: dict[str, str]
    html: dict[str, str]
    links: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[Classified, ...]]


def read(body: bytes) -> Document:
    """Parse one XML file. Raises DocumentError for everything that is not a plain, small, well-formed document."""
    root = _root(_text(body))
    if root.tag != "document":
        raise DocumentError(f"kein Dokument des Exports (Wurzel <{str(root.tag)[:50]}>)")
    document = Document(_path(root), (root.get("type") or "").removeprefix("gsb:"), {}, {}, {}, {})
    for node in root.iterchildren("property"):
        _take(document, (node.get("name") or "").removeprefix("gsb:"), node)
    return document


def _take(document: Document, name: str, node: etree._Element) -> None:
    """A property by the one element in it; empty ones are left out, the first of a name counts."""
    for child in node:
        if child.tag == "value" and (value := _inner(child).strip()):
            document.values.setdefault(name, value)
        elif child.tag == "text" and (html := _uncdata(_inner(child))):
            document.html.setdefault(name, html)
        elif child.tag == "links" and (targets := _targets(child)):
            document.links.setdefault(name, targets)
        elif child.tag == "classifiedLinkLists" and (lists := tuple(_lists(child))):
            document.lists.setdefault(name, lists)


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"kein UTF-8 (Byte {error.start})") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DocumentError("enthält eine DOCTYPE; der Export hat keine")
    legal = _ILLEGAL.sub("", _DECLARATION.sub("", text))
    return _REFERENCE.sub(_reference, legal) if "&#" in legal else legal


def _reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    illegal = (code < 0x20 and code not in _LEGAL_CONTROLS) or 0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF}
    return "" if illegal or code > 0x10FFFF else match[0]


def _root(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"kein gültiges XML (Zeile {error.lineno})") from error
    if _CROWDED(root):
        raise DocumentError("hat unglaubhaft viele Elemente")
    return root


def _path(root: etree._Element) -> str | None:
    folder, name = root.get("path"), root.get("name")
    return f"{folder.rstrip('/')}/{name}" if folder and name else None


def _inner(node: etree._Element) -> str:
    return (node.text or "") if len(node) == 0 else "".join(str(text) for text in node.itertext())


def _uncdata(text: str) -> str:
    """RichText is HTML in a CDATA section that was itself escaped; `]]>` within it was written in two sections."""
    html = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
    return "" if _EMPTY.fullmatch(html) else html.replace("]]]]><![CDATA[>", "]]>")


def _lists(node: etree._Element) -> Iterator[Classified]:
    for list_ in node.iterchildren("classifiedLinkList"):
        links = [target for part in ("classifierLinks", "links") for target in _targets(list_.find(part))]
        itself = next((target for target in links if _CLASSIFIER in target), "")
        targets = tuple(target for target in links if _CLASSIFIER not in target)
        if targets:
            yield Classified(itself.rpartition("/")[2], targets)


def _targets(links: etree._Element | None) -> tuple[str, ...]:
    nodes = () if links is None else links.iterchildren("link")
    return tuple(target for node in nodes if (target := (node.get(_HREF) or "").removeprefix("target:")))
