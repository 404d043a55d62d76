"""The parts of a page that stand under a heading of their own each, whatever element holds them."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import chain, islice
from typing import NamedTuple

from lxml.html import Element, HtmlElement

from crawl.html import line_of

_HEADINGS = ("h2", "h3", "h4")
_BOLD = ("strong", "b")


class Section(NamedTuple):
    """A heading's words and a copy of what it heads, without it; bold labels ("Frist:") begin a line in it.

    `href`: where the heading leads, or else the first link below it; empty for none.
    """

    title: str
    body: HtmlElement
    href: str = ""


def sections(root: HtmlElement, *headings: str) -> Iterator[Section]:
    """Every section of a page in its order; `headings` are tags (h2, h3 and h4 by default).

    Below a heading stands what its own element holds, or, where that holds several headings, all up to the next one.
    """
    tags = headings or _HEADINGS
    for heading in root.iter(*tags):
        title = line_of(heading)
        if title:
            body = _labels_begin_lines(_body(heading, root, tags))
            yield Section(title, body, next(_hrefs(heading, body), ""))


def _body(heading: HtmlElement, root: HtmlElement, tags: tuple[str, ...]) -> HtmlElement:
    top = heading
    while top is not root and (above := top.getparent()) is not None and _count(above, tags) == 1:
        top = above
    body = Element("div")
    if top is heading:
        body.text = heading.tail
    else:
        body.append(_without_tail(top))
        next(body.iter(heading.tag)).drop_tree()
    for after in top.itersiblings():
        if top is root or (isinstance(after.tag, str) and (after.tag in tags or _count(after, tags))):
            break
        body.append(deepcopy(after))
    return body


def _hrefs(heading: HtmlElement, body: HtmlElement) -> Iterator[str]:
    links = chain(heading.iter("a"), heading.iterancestors("a"), body.iter("a"))
    yield from (href for link in links if (href := (link.get("href") or "").strip()))


def _count(element: HtmlElement, tags: tuple[str, ...]) -> int:
    """How many headings, at most 2."""
    return sum(1 for _ in islice((heading for heading in element.iter(*tags) if line_of(heading)), 2))


def _without_tail(element: HtmlElement) -> HtmlElement:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _labels_begin_lines(body: HtmlElement) -> HtmlElement:
    for bold in list(body.iter(*_BOLD)):
        if _is_label(bold):
            bold.addprevious(Element("br"))
    return body


def _is_label(bold: HtmlElement) -> bool:
    return line_of(bold).endswith(":") or (bold.tail or "").lstrip().startswith(":")


def bold_labels(element: HtmlElement) -> Iterator[str]:
    """The words that an element marks as labels: bold, with a colon in or after them."""
    yield from (
        line_of(bold).rstrip(" :") for bold in element.iter(*_BOLD) if _is_label(bold) and line_of(bold).rstrip(" :")
    )
