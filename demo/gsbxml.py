"""One document of the portal's XML export: flat properties, rich text as escaped CDATA."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_XLINK = "http://www.w3.org/1999/xlink"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CLASSIFIER = "/SiteGlobals/Classifications/Classifier/Common/"
Property = tuple[str, str, str]  # name without "gsb:", type, inner XML


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file of the ZIP; `path` is the folder below `/BMWI`."""

    path: str
    name: str
    type: str
    properties: tuple[Property, ...]

    @property
    def file(self) -> str:
        """The name in the ZIP."""
        return f"BMWI{self.path}/{self.name}.xml"

    def xml(self) -> bytes:
        """The bytes of the file. As in the real export, every character above U+00FF is a "?"."""
        inner = "".join(
            f'    <property name="gsb:{name}" type="{type_}">\n{value}    </property>\n'
            for name, type_, value in sorted(self.properties)
        )
        head = f'<document xmlns:xlink="{_XLINK}" name="{self.name}" path="/BMWI{self.path}" type="gsb:{self.type}">\n'
        return _lossy(f"{_HEAD}{head}{inner}</document>\n").encode()


def _lossy(text: str) -> str:
    return "".join(char if ord(char) <= 0xFF else "?" for char in text)


def rich(name: str, html: str = "") -> Property:
    """A RichText property; an empty one is an empty div."""
    wrapped = f'<![CDATA[<div xmlns:xlink="{_XLINK}">{html}</div>]]>'
    return name, "RichText", f"        <text>{escape(wrapped)}</text>\n"


def title(text: str) -> Property:
    """The title, which is rich text, too."""
    return rich("title", f"<p>{escape(text)}</p>")


def value(name: str, text: str, type_: str = "String") -> Property:
    """A property of one plain value (String, Date, Long)."""
    return name, type_, f"        <value>{escape(text)}</value>\n"


def link_list(name: str, targets: Sequence[str]) -> Property:
    """A LinkList property; targets are paths below `/BMWI`."""
    return name, "LinkList", _links("links", targets, " " * 8)


def classified(name: str, lists: Sequence[tuple[str, Sequence[str]]]) -> Property:
    """A ClassifiedLinkLists property of (classifier, targets); an empty classifier has no link of its own."""
    body = "".join(_classified_list(classifier, targets) for classifier, targets in lists)
    return name, "ClassifiedLinkLists", f"        <classifiedLinkLists>\n{body}        </classifiedLinkLists>\n"


def anchor(words: str, target: str) -> str:
    """A link inside rich text."""
    attributes = 'xlink:type="simple" xlink:actuate="onLoad"'
    return f'<a {attributes} xlink:href="target:/BMWI{target}" xlink:show="new">{words}</a>'


def _classified_list(classifier: str, targets: Sequence[str]) -> str:
    pad = " " * 16
    itself = _links("classifierLinks", [_CLASSIFIER + classifier] if classifier else [], pad)
    return (
        f"            <classifiedLinkList>\n{pad}<classifierText></classifierText>\n"
        f"{itself}{_links('links', targets, pad)}            </classifiedLinkList>\n"
    )


def _links(tag: str, targets: Sequence[str], pad: str) -> str:
    if not targets:
        return f"{pad}<{tag}/>\n"
    lines = "".join(f'{pad}    <link xlink:href="target:/BMWI{target}"/>\n' for target in targets)
    return f"{pad}<{tag}>\n{lines}{pad}</{tag}>\n"
