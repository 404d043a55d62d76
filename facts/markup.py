"""Texts with tags or wrapped lines -> plain text of the same words, and quotes back into the text as it was."""

import re
from bisect import bisect_right

_BLOCK = re.compile(
    r"</?(?P<name>p|li|ul|ol|h[1-6]|div|article|section|table|t[rdh]|dt|dd|br)\b[^<>]{0,300}>", re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:abbr|a|b|strong|i|em|u|span|sup|sub|small|font)\b[^<>]{0,300}>|\*\*", re.IGNORECASE)
_WRAP = re.compile(r"\n(?=[\w(„€])(?<=[\w,%€)]\n)")
_WRAPPED_LINE = 60  # characters; shorter lines are headings or items


class Plain:
    """`text`: without inline tags, blocks of HTML on lines of their own, wrapped lines joined."""

    def __init__(self, original: str) -> None:
        """Keep where each piece of the plain text came from."""
        self._original = original
        blocked = _BLOCK.sub(_as_line, original) if "<" in original else original
        self._starts, pieces = _kept(blocked)
        self.text = _WRAP.sub(_joined, "".join(pieces)) if "\n" in original else "".join(pieces)
        self.changed = self.text != original

    def verbatim(self, quote: str) -> str:
        """The words as they stand in the original text, tags and line breaks included."""
        at = self.text.find(quote) if self.changed and quote else -1
        if at < 0:
            return quote
        return self._original[self._place(at) : self._place(at + len(quote) - 1) + 1]

    def _place(self, at: int) -> int:
        index = bisect_right(self._starts, (at, len(self._original))) - 1
        plain, original = self._starts[index]
        return original + at - plain


def _as_line(tag: re.Match[str]) -> str:
    """A block of HTML begins a line; the length stays, so that places stay right."""
    mark = {"l": "\n*", "h": "\n##"}.get(tag["name"][0].casefold(), "\n") if tag[0][1] != "/" else "\n"
    return mark.ljust(len(tag[0]))


def _kept(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The pieces between inline tags, each with its place in the plain and in the original text."""
    starts, pieces, length, begin = [(0, 0)], [], 0, 0
    if "<" in text or "**" in text:
        for tag in _INLINE.finditer(text):
            pieces.append(text[begin : tag.start()])
            length += tag.start() - begin
            begin = tag.end()
            starts.append((length, begin))
    return starts, [*pieces, text[begin:]]


def _joined(wrap: re.Match[str]) -> str:
    line = wrap.string.rfind("\n", 0, wrap.start()) + 1
    return " " if wrap.start() - line >= _WRAPPED_LINE else "\n"
