"""What the Förderdatenbank's export and its pages have in common: addresses, keys, licence, habits of writing."""

import re
from urllib.parse import quote, urljoin, urlsplit

from funding.text import fold, squash

PORTAL = "foerderdatenbank"
SITE = "https://www.foerderdatenbank.de/"
ATTRIBUTION = "Förderdatenbank, Bundesministerium für Wirtschaft und Energie, CC BY-ND 4.0"
_KEY = re.compile(r"FDB/Content/[A-Z]{2}(?:/[\w.,~()+-]+)+")
_EMAIL = re.compile(r"[^@\s,;:<>\"()]+@[^@\s,;:<>\"()]+\.[^@\s,;:<>\"().]+")
_LOST = re.compile(r"(?<![\w)\]\"'.!?%»])\?|\?(?=\w)")
_NO_PAGE = ("mailto:", "tel:", "#")


def is_key(key: str) -> bool:
    """Whether a path is that of one document on the site; nothing that leads elsewhere."""
    return _KEY.fullmatch(key) is not None and not any(part.strip(".") == "" for part in key.split("/"))


def page_url(key: str) -> str:
    """The page of a programme or of another document of the site."""
    return f"{SITE}{quote(key)}.html"


def is_archived(key: str) -> bool:
    """Whether the portal has moved a programme to its archive."""
    return "/Archiv/" in key


def web_url(text: str) -> str | None:
    """An absolute http(s) address, or None for anything else."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        return None
    fine = parts.scheme in {"http", "https"} and host and "." in host and not re.search(r"[\s<>\"]", text.strip())
    return text.strip() if fine else None


def join(base: str, href: str) -> str:
    """The absolute address of a link; one that makes no sense stays as it is."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def is_page(href: str) -> bool:
    """Whether a link leads to a page at all (not to a mailbox, a telephone or a place in the same text)."""
    return bool(href) and not href.lower().startswith(_NO_PAGE)


def is_email(text: str) -> bool:
    """Whether a mail can be sent there; the portal has addresses such as `poststelle@@amt.de`."""
    return _EMAIL.fullmatch(text) is not None


def keywords(text: str | None) -> tuple[str, ...]:
    """The portal's keywords: parted by commas or semicolons where it uses them, else by blanks."""
    words = re.split(r"[,;]" if re.search(r"[,;]", text or "") else r"\s+", text or "")
    return tuple(dict.fromkeys(word for word in map(squash, words) if word))


def lost_characters(text: str) -> bool:
    """Whether a `?` stands where no question ends: the export has one for every character above U+00FF."""
    words = (word for word in text.split() if "?" in word) if "?" in text else ()
    return any(_LOST.search(word) for word in words if "://" not in word and "www." not in word)


def unit(above: str, own: str) -> str:
    """The name of a contact: its institution, and the unit within it where that says more."""
    if not above or fold(above) == fold(own):
        return own
    return f"{above}, {own}" if own and fold(above) not in fold(own) else own or above
