"""One document of a "Government Site Builder" export: flat properties, linked documents. Pure: bytes in, words out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from funding import PassgenauError

MAX_ELEMENTS = 20_000  # a full programme has about 400
_HREF = "{http://www.w3.org/1999/xlink}href"
_CLASSIFIER = "/SiteGlobals/Classifications/Classifier/"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
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
    values: Mapping[str, str]
    html: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[Classified, ...]]


def read(body: bytes) -> Document:
    """Parse one XML file. Raises DocumentError for everything that is not a plain, small, well-formed document."""
    root = _root(_text(body))
    if root.tag != "document":
        raise DocumentError(f"kein Dokument des Exports (Wurzel <{str(root.tag)[:50]}>)")
    properties = [(_name(node), node) for node in root.iterchildren("property")]
    return Document(
        path=_path(root),
        type=(root.get("type") or "").removeprefix("gsb:"),
        values={name: text for name, node in properties if (text := _value(node)) is not None},
        html={name: text for name, node in properties if (text := _rich(node)) is not None},
        links={name: _targets(list_) for name, node in properties if (list_ := node.find("links")) is not None},
        lists={name: tuple(_lists(node)) for name, node in properties if node.find("classifiedLinkLists") is not None},
    )


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"kein UTF-8 (Byte {error.start})") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DocumentError("enthält eine DOCTYPE; der Export hat keine")
    return _REFERENCE.sub(_reference, _ILLEGAL.sub("", _DECLARATION.sub("", text)))


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
        raise DocumentError(f"kein gültiges XML ({error})") from error
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise DocumentError("hat unglaubhaft viele Elemente")
    return root


def _path(root: etree._Element) -> str | None:
    folder, name = root.get("path"), root.get("name")
    return f"{folder.rstrip('/')}/{name}" if folder and name else None


def _name(node: etree._Element) -> str:
    return (node.get("name") or "").removeprefix("gsb:")


def _value(node: etree._Element) -> str | None:
    value = node.find("value")
    text = None if value is None else _inner(value).strip()
    return text or None


def _rich(node: etree._Element) -> str | None:
    text = node.find("text")
    return None if text is None else _uncdata(_inner(text))


def _inner(node: etree._Element) -> str:
    return "".join(str(text) for text in node.itertext())


def _uncdata(text: str) -> str:
    """RichText is HTML in a CDATA section that was itself escaped; `]]>` within it was written in two sections."""
    stripped = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
    return stripped.replace("]]]]><![CDATA[>", "]]>")


def _lists(node: etree._Element) -> Iterator[Classified]:
    for list_ in node.iterfind("classifiedLinkLists/classifiedLinkList"):
        targets = [target for part in ("classifierLinks", "links") for target in _targets(list_.find(part))]
        itself = next((target for target in targets if _CLASSIFIER in target), "")
        yield Classified(itself.rpartition("/")[2], tuple(target for target in targets if _CLASSIFIER not in target))


def _targets(links: etree._Element | None) -> tuple[str, ...]:
    nodes = () if links is None else links.iterchildren("link")
    return tuple(target for node in nodes if (target := (node.get(_HREF) or "").removeprefix("target:")))
