"""Scraped text made harmless: one line without invisible signs, links that only open pages, short excerpts."""

import re
import unicodedata
from urllib.parse import urlsplit

_BREAKS = {"Cc", "Zl", "Zp"}
_INVISIBLE = {"Cf", "Cs", "Co"}  # bidi controls, joiners, soft hyphens; lone surrogates; private use
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9äöüß-]+(\.[A-Za-z0-9äöüß-]+)+")
_NOT_IN_LINK = re.compile(r"[\s<>\"'\\^`{|}]")
_LONGEST_LINK = 1000


def one_line(text: str, limit: int = 300) -> str:
    """One visible line of at most `limit` characters; what is longer is cut at a word and ends in "…"."""
    visible = "".join(_sign(char) for char in text[: limit * 20])
    return _cut(" ".join(visible.split()), limit)


def safe_link(url: str | None) -> str | None:
    """A web address that may be clicked, or None: other schemes, credentials and spoofing signs are refused."""
    if url is None or len(url) > _LONGEST_LINK or one_line(url, _LONGEST_LINK) != url or _NOT_IN_LINK.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc else None


def mailto(address: str | None) -> str | None:
    """A mailto link for a plain mailbox; one that could smuggle in headers (`?bcc=`) gives None."""
    return f"mailto:{address}" if address and _MAILBOX.fullmatch(address) else None


def _sign(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cn" and (ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"):
        return ""  # no character at all, and not well-formed in XML
    return " " if category in _BREAKS else "" if category in _INVISIBLE else char


def _cut(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    head, _, tail = line[:limit].rpartition(" ")
    kept = head if len(head) > len(tail) else line[: limit - 1]
    return kept.rstrip(" ,;:–-") + "…"
