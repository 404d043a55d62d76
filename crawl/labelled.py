"""Pairs of label and value, in whatever markup: `dl`, table, a field of a CMS, a bold word before its text."""

import re
from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from crawl.html import line_of, text_of

_NAMES = frozenset(("dt", "th"))
_NAMED = re.compile(r"(?:^|[\s_-])label(?:$|[\s_-])", re.IGNORECASE)


def labelled(element: HtmlElement, labels: Collection[str]) -> dict[str, str]:
    """The value of each of `labels` that the element holds, as text; the first of a label that stands twice.

    A label begins a line, alone or followed by a colon or a table's border; its value goes on to the next label.
    """
    known = {label.casefold(): label for label in labels}
    names = "|".join(re.escape(label) for label in sorted(known, key=len, reverse=True))
    begins = re.compile(rf"^[-*\s]*({names})\s*(?:(?:[:|]\s*)+(.*)|)$", re.IGNORECASE)
    values: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text_of(element).split("\n"):
        found = begins.match(line)
        if found is None:
            lines.append(line)
            continue
        lines = [found[2] or ""]
        values.setdefault(known[found[1].casefold()], lines)
    told = {label: "\n".join(value).strip() for label, value in values.items()}
    return {label: value for label, value in told.items() if value}


def unknown(element: HtmlElement, labels: Collection[str]) -> Iterator[str]:
    """What the page marks as a label and is none of `labels`: a field that the portal has added or renamed."""
    known = {label.casefold() for label in labels}
    for node in element.iter(*_NAMES, "div", "span", "strong", "b"):
        name = line_of(node)
        marked = node.tag in _NAMES or _NAMED.search(node.get("class") or "") is not None
        if marked and name and name.rstrip(" :").casefold() not in known:
            yield name.rstrip(" :")
