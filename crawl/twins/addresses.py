"""Addresses and identifiers of calls in the one form in which equal ones are equal."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from funding import Programme

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|pk_\w+|mtm_\w+|phpsessid|sid|chash|cookie\w*|print|pdf|ref|source|keywords|"
    r"order|page(?:size|number)|sortby|frameworkprogramme|isexactmatch|status|programmeperiod|"
    r"lang|language|locale|l|hl|no_cache"
)
_LANGUAGE = re.compile(r"(?:de|en|fr)(?:[-_](?:de|en|gb|us|eu|fr|at))?")
_INDEX = re.compile(r"/(?:index|home|startseite|start)(?:[._](?:de|en))?\.(?:html?|php|jsp|aspx)$")
_TOPIC = re.compile(r"(?<![A-Z0-9-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-20[2-4]\d(?:-[A-Z0-9]+)*(?![A-Z0-9]|-[A-Z0-9])")
_EUROPEAID = re.compile(r"EuropeAid/\d+/[A-Z]+(?:/[A-Z0-9]+)*")
_IN_ADDRESS = re.compile(  # small letters, where an address or a slug has them
    r"(?:topic-details/|callidentifier=|(?=\b(?:cerv|horizon|life|digital|crea|erasmus|amif|isf|bmvi|smp|just|perc|"
    r"eu4h|cef-[a-z]|i3|ucpm|rfcs|euba|innovfund|agrip|interreg|eui)-))([a-z][a-z0-9]*(?:-[a-z0-9]+)*-20[2-4]\d(?:-[a-z0-9]+)*)",
    re.IGNORECASE,
)
_SEGMENTS = 3  # "CERV-2026-TOWN"; two alone may be anything with a year
_HEAD = 4_000  # characters of a text in which an identifier is looked for
_LISTINGS = re.compile(
    r"(?:aktuelle[-_]?)?(?:calls?|open[-_]calls|calls?[-_]for[-_](?:projects|proposals)|aufrufe?|foerderaufrufe|"
    r"ausschreibungen?|bekanntmachungen?|foerderung(?:en)?|foerderprogramme?|foerdermittel|funding|get[-_]involved|"
    r"grants|news|aktuelles|meldungen|programme|programmes|themen|wettbewerbe|opportunities|service)(?:\.html?|\.php)?"
)


def canonical(url: str | None) -> str:
    """The page behind an address, whatever its scheme, host prefix, language switch or tracking; empty for none.

    "https://www.x.de/de/a/?utm_source=b#c" and "http://x.de/en/a" are both "x.de/a".
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
        asked = parse_qsl(parts.query)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    path = _INDEX.sub("", unquote(parts.path).split(";")[0].casefold())
    steps = [step for step in path.split("/") if step]
    if steps and _LANGUAGE.fullmatch(steps[0]):
        steps = steps[1:]
    kept = sorted(f"{name}={value}".casefold() for name, value in asked if not _TRACKING.fullmatch(name.casefold()))
    return "/".join((host, *steps)) + ("?" + "&".join(kept) if kept else "")


def is_home(page: str) -> bool:
    """Whether a canonical address is a site's first page."""
    return "/" not in page and "?" not in page


def lists_many(page: str) -> bool:
    """Whether a page is a site's first one or, by its name, one that lists several programmes."""
    last = page.partition("?")[0].rpartition("/")[2]
    return is_home(page) or ("?" not in page and _LISTINGS.fullmatch(last) is not None)


def identifiers(text: str) -> frozenset[str]:
    """The call identifiers in a text, upper case: "CERV-2026-CITIZENS-TOWN-TT"."""
    head = unquote(text[:_HEAD])
    found = {*_TOPIC.findall(head), *(word.upper() for word in _IN_ADDRESS.findall(head))}
    return frozenset({word for word in found if word.count("-") >= _SEGMENTS - 1} | set(_EUROPEAID.findall(head)))


def named(programme: Programme) -> tuple[frozenset[str], int]:
    """The identifiers by which a programme names its call, from the surest place that names any: 3 sure, 1 its text.

    One that merely begins another (a call above its topic) is left out.
    """
    places = (
        (3, (programme.key, programme.url or "")), (3, (programme.call or "", programme.title)),
        (2, (link.url for link in programme.links)),
        (1, (link.title for link in programme.links)), (1, (text for _, text in programme.sections())),
    )  # fmt: skip
    for sureness, texts in places:
        found = frozenset().union(*map(identifiers, texts))
        if found:
            return frozenset(most_specific(found)), sureness
    return frozenset(), 0


def most_specific(found: Iterable[str]) -> Iterator[str]:
    """Those that begin no other one."""
    every = sorted(found)
    return (one for one in every if not any(above(one, other) for other in every))


def above(call: str, topic: str) -> bool:
    """Whether the one names a call and the other a topic of it."""
    return topic.startswith(f"{call}-")
