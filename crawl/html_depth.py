"""HTML nested deeper than libxml2 reads (2,048 elements), made flat enough that no word is lost."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
_INLINE = frozenset("a abbr b big bdi bdo cite code em font i ins kbd mark q s small span strong sub sup tt u".split())
_UNSEEN = frozenset("head noscript script style template title".split())


def too_deep(log: Iterable["etree._LogEntry"]) -> bool:
    """Whether the parser gave up, and with it what came after."""
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" or "Excessive depth" in entry.message for entry in log)


def without_inline(html: str) -> str:
    """HTML without the tags that no word processor ever closes: blocks, lists and tables stay as they are."""
    return _TAG.sub(lambda tag: "" if tag[2].lower() in _INLINE else tag[0], html)


def lines_alone(html: str) -> str:
    """All that can be read, each tag but the inline ones a line break."""
    return "".join(_pieces(without_inline(html)))


def _pieces(html: str) -> Iterator[str]:
    at, unseen = 0, ""
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if not unseen:
            yield html[at : tag.start()]
            yield "<br>"
            unseen = name if name in _UNSEEN and not tag[1] else ""
        elif tag[1] and name == unseen:
            unseen = ""
        at = tag.end()
    yield "" if unseen else html[at:]
