"""HTML of portals -> text that people read and facts/ can search."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser
from w3lib.encoding import html_to_unicode

from crawl.html_depth import lines_alone, too_deep, without_inline

_NEW_LINE = frozenset("li tr dt dd caption address".split())
_NEW_PARAGRAPH = frozenset(
    """
    article aside blockquote body dl div fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr main nav ol
    p pre section table ul
    """.split()
)
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol"))
_STRUCTURE = _NEW_LINE | _NEW_PARAGRAPH | _CELLS | {"br"}
_DEEPEST = 8  # levels of a list that are indented; more is an attack or an accident
_CELL_END = "\x1f"  # no page can hold it: parse() drops control characters
_SILENT = frozenset("noscript script style svg template title".split())
# Soft hyphens and zero-width signs split words for every search; controls and lone surrogates stop lxml.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def to_text(html: str) -> str:
    """Plain text: paragraphs parted by a blank line, list items as `- `, headings and table rows on lines of their own.

    White space is that of a browser, cells are parted by ` | `, entities are resolved, links keep only their words.
    Never raises: broken HTML is read as browsers read it.
    """
    if "<" not in html and "&" not in html:
        return _plain(html)
    return text_of(parse(f"<div>{html}</div>"))


def text_of(element: HtmlElement) -> str:
    """The text of an element and all that it holds, as `to_text`."""
    page = _Page()
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        if event == "end":
            if tag in _STRUCTURE:
                page.leave(tag)
            if node is not element:
                page.add(node.tail)
        elif tag in _SILENT:
            walk.skip_subtree()
        else:
            if tag in _STRUCTURE:
                page.enter(tag)
            page.add(node.text)
    return page.text()


def line(html: str) -> str:
    """The text in one line, for titles and names."""
    return " ".join(to_text(html).split())


def line_of(element: HtmlElement) -> str:
    """The text of an element in one line."""
    return " ".join(text_of(element).split())


def parse(html: str) -> HtmlElement:
    """The root element of a page or fragment, without comments; a page without any element has an empty `html`.

    A page that nests deeper than the parser reads loses tags and no words: the inline ones, if need be all.
    """
    clean = _FORBIDDEN.sub("", html)
    root, whole = _parsed(clean)
    for flattened in (without_inline, lines_alone):
        if not whole:
            root, whole = _parsed(flattened(clean))
    return root


def _parsed(html: str) -> tuple[HtmlElement, bool]:
    # huge: texts pasted from word processors nest deeper than 256; the size is capped where the bytes come from.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    root = etree.HTML(html.encode(), parser) if html.strip() else None
    return parser.makeelement("html") if root is None else root, not too_deep(parser.error_log)


def having(element: HtmlElement, tag: str, class_: str) -> list[HtmlElement]:
    """The elements below with this tag and, among others, this class."""
    return [node for node in element.iter(tag) if class_ in (node.get("class") or "").split()]


def decode(body: bytes, content_type: str | None = None) -> str:
    """A saved page as text, by BOM, the server's charset, the page's own `<meta>` or UTF-8, as browsers do."""
    return html_to_unicode(content_type, body, default_encoding="utf-8")[1]


def _plain(text: str) -> str:
    return " ".join(_FORBIDDEN.sub("", _INVISIBLE.sub("", text)).split())


class _Page:
    """Lines under way: inline text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._inline: list[str] = []
        self._break = 0
        self._lists = 0
        self._marker = False
        self._cells = 0

    def add(self, text: str | None) -> None:
        if text:
            self._inline.append(text)

    def enter(self, tag: str) -> None:
        self._edge(tag, nested=self._lists > 0)
        if tag in _LISTS:
            self._lists += 1
        elif tag == "li":
            self._marker = True
        elif tag in _CELLS:
            self._cells += 1

    def leave(self, tag: str) -> None:
        self._edge(tag, nested=self._lists > (1 if tag in _LISTS else 0))
        if tag in _LISTS:
            self._lists -= 1
        elif tag == "li":
            self._marker = False
        elif tag in _CELLS:
            self._cells -= 1
            self._inline.append(_CELL_END)

    def text(self) -> str:
        self._flush(0)
        return _FORBIDDEN.sub("", _INVISIBLE.sub("", "".join(self._written))).strip()

    def _edge(self, tag: str, *, nested: bool) -> None:
        if tag in _NEW_PARAGRAPH:
            self._flush(1 if nested else 2)
        elif tag == "br" or tag in _NEW_LINE:
            self._flush(1)

    def _flush(self, lines: int) -> None:
        if self._cells:
            self._inline.append(" ")
            return
        text = _line("".join(self._inline)) if self._inline else ""
        self._inline.clear()
        if text:
            self._written.append("\n" * self._break if self._written else "")
            self._written.append(self._indent() + text)
            self._break = 0
        self._break = max(self._break, lines)

    def _indent(self) -> str:
        if not self._lists:
            return ""
        marker, self._marker = ("- " if self._marker else "  "), False
        return "  " * min(self._lists - 1, _DEEPEST) + marker


def _line(inline: str) -> str:
    if _CELL_END not in inline:
        return " ".join(inline.split())
    return " | ".join(" ".join(cell.split()) for cell in inline.split(_CELL_END)).strip(" |")
