"""News about somebody else's call: which items are such, whose call it is, where it stands."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawl.article import address
from crawl.html import line_of
from facts import read_text
from funding import Link

_CALL_WORDS = re.compile(
    r"förder(?:aufr(?:uf|ufe|ufs|ufen)|bekanntmachung|wettbewerb|runde|fenster|call)\b|(?:themen|projekt|ideen|teilnahme)aufruf\w*"
    r"|(?:antrags|bewerbungs|einreich(?:ungs)?|auswahl)(?:frist|schluss|phase|ende|zeitraum|fenster|runde)\w*|antragstellung\s+(?:ist\s+)?(?:ab|bis)\b"
    r"|interessen(?:s)?bekundung\w*|interesse\s+(?:\w+\s+){0,3}bekunden|call[\s-]for[\s-](?:proposals|projects|applications|interest)|projektskizzen?\b"
    r"|aufruf\s+zur\s+(?:einreichung|bewerbung|antragstellung|teilnahme|interessen)"
    r"|\b(?:förder|projekt)?(?:anträge|bewerbungen|skizzen|vorschläge|ideen)\b[^.\n]{0,60}?\s+(?:können|sind|müssen|werden)\s+(?:\S+\s+){0,6}?(?:bis|ab|eingereicht|gestellt|möglich)"
    r"|\b(?:ab\s+sofort|jetzt|wieder)\s+(?:\S+\s+){0,6}?(?:förder|projekt)?(?:antr[aä]ge?\b|bewerbungen\b)"
    r"|(?:jetzt|noch)\s+(?:\S+\s+){0,4}bewerben\b|bewerben\s+(?:können\s+)?(?:sich|sie)\b[^.\n]{0,80}\bbis\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"wettbewerb|\bausschreibung|\baufrufe?\b|\bcalls?\b|(?:preis|award)\b|förder|zuschuss|zuschüsse|zuwendung|\bantr[aä]g|bewerb",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"seminar|tagung\b|konferenz|kongress|fachtag|workshop|sprechstunde|webinar|sitzung\b|veranstaltung|lehrgang|fortbildung"
    r"|informationstag|info-?tag",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"stellen(?:ausschreibung|angebot|anzeige)|\b[mwd]\s?/\s?[mwd]\s?/\s?[dx]\b|volontariat", re.IGNORECASE
)
_TENDER = re.compile(
    r"vergabe(?:verfahren|bekanntmachung|recht)|öffentliche\s+ausschreibung|auftragsvergabe", re.IGNORECASE
)
# CERV-2027-CITIZENS-TOWN-NT, HORIZON-MISS-2027-CIT-01-02, LIFE-2027-SAP-ENV, ERASMUS-EDU-2027-PI-ALL-INNO
_TOPIC = re.compile(
    r"\b(?:CERV|HORIZON|LIFE|ERASMUS|DIGITAL|SMP|EUI|CREA|JUST|AMIF|ISF|ESF|UCPM|NDICI|CEF|I3|EUAF|INNOVFUND|EU4H|BMVI|RFCS|PPPA"
    r"|EUBA|SOCPL|IMCAP|EMFAF)(?:-[A-Z0-9]+){0,5}-20[2-3]\d(?:-[A-Z0-9]+)+\b",
    re.IGNORECASE,
)
_TOPIC_PAGE = re.compile(
    r"(?:topic-details|topicdetails|competitive-calls-cs|calls-for-proposals)/(?P<id>[A-Za-z0-9-]*-20[2-3]\d[A-Za-z0-9-]*)",
    re.IGNORECASE,
)
_MOST_LINKS = 20
_APART = tuple("facebook. twitter. x.com linkedin. xing. instagram. youtube. whatsapp. bsky. mastodon t.me".split())


def tells_a_call(title: str, text: str) -> bool:
    """Whether news speak of a call that a municipality may answer: by its words, or by weaker ones and a deadline.

    A job, an event or a tender has deadlines as well and is none.
    """
    if _JOB.search(title) or _TENDER.search(title):
        return False
    if _CALL_WORDS.search(title):
        return True
    if _EVENT.search(title) or _JOB.search(text):
        return False
    if _CALL_WORDS.search(text):
        return True
    return bool(_MAYBE.search(f"{title}\n{text}") and read_text(text).stages)


def topic_of(*texts: str) -> str | None:
    """The identifier of the EU topic (upper case) that texts or addresses name; None for none and for several."""
    found: set[str] = set()
    for text in texts:
        found |= {match["id"].upper() for match in _TOPIC_PAGE.finditer(text)}
        found |= {match[0].upper() for match in _TOPIC.finditer(text)}
    whole = {one for one in found if not any(other != one and other.startswith(f"{one}-") for other in found)}
    return whole.pop() if len(whole) == 1 else None


def links_out(element: HtmlElement, base: str) -> tuple[Link, ...]:
    """The links of an item that lead off its site: to the funder, to the call. Each address once, in order."""
    return tuple({link.url: link for link in reversed(list(_outward(element, base)))}.values())[::-1][:_MOST_LINKS]


def _outward(element: HtmlElement, base: str) -> Iterator[Link]:
    home = _site(base)
    for node in element.iter("a"):
        url = address(base, node.get("href") or "")
        site = _site(url or "")
        if url and site != home and not any(site.startswith(word) or f".{word}" in site for word in _APART):
            yield Link(title=line_of(node)[:200] or url, url=url)


def _site(url: str) -> str:
    """The host without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
