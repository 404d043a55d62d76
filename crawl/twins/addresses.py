"""Addresses and identifiers of calls in the one form in which equal ones are equal."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from urllib.parse import parse_qsl, unquote, urlsplit

from crawl.twins.vocabulary import COMMON
from funding import Programme
from funding.text import fold

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|pk_\w+|mtm_\w+|phpsessid|sid|chash|cookie\w*|print|pdf|ref|source|keywords|"
    r"order|page(?:size|number)|sortby|frameworkprogramme|isexactmatch|status|programmeperiod|"
    r"lang|language|locale|l|hl|no_cache"
)
_LANGUAGE = re.compile(r"(?:de|en|fr)(?:[-_](?:de|en|gb|us|eu|fr|at))?")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp)$")
_INDEX = re.compile(r"/(?:index|home|startseite|start)(?:[._](?:de|en))?\.(?:html?|php|jsp|aspx)$")
_TOPIC = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-20[2-4]\d(?:-\w+)*")
_EUROPEAID = re.compile(r"EuropeAid/\d+/[A-Z]+(?:/\w+)*", re.IGNORECASE)
_TOPIC_PAGE = re.compile(r"(?:/topic-details/|[?&]callidentifier=)([\w-]{6,})", re.IGNORECASE)
_SLUG = re.compile(r"(?<=/)[a-z][a-z0-9]*(?:-[a-z0-9]+)*-20[2-4]\d(?:-[a-z0-9]+)+(?=[/?#.]|$)")
_WHOLE = re.compile(r"[\w-]+(?:/[\w-]+)*")
_SEGMENTS = 3  # "CERV-2026-TOWN"; two alone may be anything with a year
_HEAD = 4_000  # characters of a text in which an identifier is looked for
_LISTINGS = re.compile(
    r"(?:aktuelle[-_]?)?(?:calls?|open[-_]calls|calls?[-_]for[-_](?:projects|proposals)|aufrufe?|foerderaufrufe|"
    r"ausschreibungen?|bekanntmachungen?|foerderung(?:en)?|foerderprogramme?|foerdermittel|funding|get[-_]involved|"
    r"grants|news|aktuelles|meldungen|programme|programmes|themen|wettbewerbe|opportunities|service)"
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
    steps = [step for step in _ENDING.sub("", path).split("/") if step]
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
    topics = (_bare(word) for word in _TOPIC.findall(head))
    sure = {*_EUROPEAID.findall(head), *_TOPIC_PAGE.findall(head)}
    return frozenset(word.upper() for word in {*topics, *sure} if word)


def _bare(word: str) -> str:
    """Without the German words that hang on it: "CERV-2026-CITIZENS-TOWN-Aufruf"; empty where too little is left."""
    steps = word.split("-")
    kept = list(takewhile(lambda step: step.isupper() or (step.isascii() and fold(step) not in COMMON), steps))
    return "-".join(kept) if len(kept) >= _SEGMENTS else ""


def named(programme: Programme) -> tuple[frozenset[str], int]:
    """The identifiers by which a programme names its call, from the surest place that names any: 3 sure, 1 its text.

    One that merely begins another (a call above its topic) is left out; where a sure place names the call alone and the
    rest of the page one topic of it, it is that topic. What looks like one in a slug may be anything, and counts last.
    """
    call = (programme.call or "").strip()
    whole = frozenset({call.upper()}) if _WHOLE.fullmatch(call) else frozenset()
    listed = [
        (3, _in(programme.key, programme.url or "")), (3, whole or _in(call)), (3, _in(programme.title)),
        (2, _in(*(link.url for link in programme.links))), (1, _in(*(link.title for link in programme.links))),
        (1, _in(*(text for _, text in programme.sections()))), (1, frozenset(map(str.upper, _slugs(programme)))),
    ]  # fmt: skip
    sureness, first = next(((sureness, found) for sureness, found in listed if found), (0, frozenset()))
    below = frozenset(one for _, found in listed for one in found if any(above(call, one) for call in first))
    topics = frozenset(most_specific(below))
    if len(topics) == 1 and len(first - topics) == 1:
        return topics, max(sureness - 1, 1)
    return frozenset(most_specific(first)), sureness


def _in(*texts: str) -> frozenset[str]:
    return frozenset().union(*map(identifiers, texts))


def _slugs(programme: Programme) -> Iterator[str]:
    for url in (programme.url or "", *(link.url for link in programme.links)):
        yield from _SLUG.findall(url)


def most_specific(found: Iterable[str]) -> Iterator[str]:
    """Those that begin no other one."""
    every = sorted(found)
    return (one for one in every if not any(above(one, other) for other in every))


def above(call: str, topic: str) -> bool:
    """Whether the one names a call and the other a topic of it."""
    return topic.startswith(f"{call}-")
