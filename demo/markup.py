"""The light markup of the sample texts -> the portal's HTML.

Blank lines part blocks; `- ` begins a list item, `## ` a heading, `[words](https://...)` is a link.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

Anchor = Callable[[str, str], str]  # (words, url) -> <a ...>
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_ABBREVIATIONS = re.compile(r"\b(EUR|Mio\.|Nr\.|Abs\.|z\.B\.)(?=\s)")
_PARAGRAPH_SIGN = re.compile(r"(§§?) (?=\d)")


def links(text: str) -> Iterator[tuple[str, str]]:
    """(words, url) of the links in a text."""
    return ((match[1], match[2]) for match in _LINK.finditer(text))


def to_html(text: str, anchor: Anchor, abbreviation: str) -> str:
    """The text as HTML; `abbreviation`: attributes of the <abbr> that a portal puts round EUR and the like, or ""."""
    return "".join(_block(block, anchor, abbreviation) for block in re.split(r"\n\s*\n", text.strip()) if block)


def _block(block: str, anchor: Anchor, abbreviation: str) -> str:
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:], anchor, abbreviation)}</h2>"
    head, *items = re.split(r"(?:^|\n)- ", block)
    lead = f"<p>{_inline(head, anchor, abbreviation)}</p>" if head.strip() else ""
    listed = "".join(f"<li>{_inline(item, anchor, abbreviation)}</li>" for item in items)
    return lead + (f"<ul>{listed}</ul>" if items else "")


def _inline(text: str, anchor: Anchor, abbreviation: str) -> str:
    marked = _PARAGRAPH_SIGN.sub("\\1\u00a0", escape(" ".join(text.split()), quote=False))
    shortened = _ABBREVIATIONS.sub(rf"<abbr {abbreviation}>\1</abbr>", marked) if abbreviation else marked
    linked = _LINK.sub(lambda match: anchor(match[1], match[2]), shortened)
    return linked.replace("\u00a0", "&#xa0;")
