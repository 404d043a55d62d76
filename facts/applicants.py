"""Whether a municipality may apply, from what a text says of applicants: yes, no, or nothing said."""

import re
from collections.abc import Iterator
from itertools import islice

from facts.applicant_words import (
    ADDRESSED,
    ANNOUNCED,
    ANYBODY,
    BY_THE_WAY,
    CLOSED,
    MUNICIPALITY,
    NOT_THE_TOWN,
    OTHERS,
    REFUSED,
    WITHOUT,
)  # fmt: skip
from facts.found import Words
from facts.rules import any_of, needles

_ANNOUNCED, _ADDRESSED, _MUNICIPALITY = any_of(ANNOUNCED), any_of(ADDRESSED), any_of(MUNICIPALITY)
_BY_NAME = any_of(MUNICIPALITY[:1])
_WITHOUT = any_of(WITHOUT)
_NOT_THE_TOWN, _REFUSED, _OTHERS, _ANYBODY = any_of(NOT_THE_TOWN), any_of(REFUSED), any_of(OTHERS), any_of(ANYBODY)
_CLOSED, _BY_THE_WAY = any_of(CLOSED), any_of(BY_THE_WAY)
_BULLET = re.compile(r"\s*[*+•·‣◦–-]\s+(?=\S)")
_END = re.compile(r"(?<=[a-zäöüß)][a-zäöüß)][.!?])\s+(?=[A-ZÄÖÜ*-])")
_SIGNS = needles(
    """
    berechtigt sie_als sich_als empfäng empfang antrag anträge bewerb können_k können_s können_g können_l können_v
    können_u gefördert_werden richtet_sich sie_sind_ein als_k als_g als_l als_s ihre_k ihre_g
    ihrer_g eligib appl beneficiar können empfänger erhalten begünstigt adressat aufgerufen eingeladen wendet_sich wer_
    ausgeschlossen teilnehm entitled participat open_to förderfähig_sind take_part target addressed aimed
    """
)
_ONLY = re.compile(r"\b(?:ausschlie\w{3,8}|nur|only|exclusively)\b(?!\s+(?:wenn|if))", re.IGNORECASE)
_TOWNS = re.compile(
    r"(?:kommunale\w?\s+)?(?:gebietskörperschaft|kommunen|städte|gemeinden|municipalities|(?:local|public)\s+(?:authorit|bod))",
    re.IGNORECASE,
)
_DEPENDS = re.compile(r"\b(?:je\s+nach|abhängig\s+von)\s(?:der\s)?(?:Art\s(?:des|der)\s)?[\w-]+:?", re.IGNORECASE)
_FIRMS = re.compile(
    r"\b(?:unterstützt|fördert|finanziert|beteiligt\s+sich\s+an)\s+(?!sie\b)[^.;]{0,60}?\b\w*(?:unternehmen|gründer\w*|start-?ups?|privatpersonen|fachkräfte"
    r"|landwirt\w*)\b|\b(?:für|in)\s+Ihre?[nm]?\s+(?:Unternehmen|Betrieb)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(r"\bkörperschaften\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZÄÖÜ]\w{2,}")
_LEADING = re.compile(r"^\s*(?:[*+•·‣◦–-]\s+)?(?:(?:alle|die|staatliche)\s+)?", re.IGNORECASE)
_NOT_THESE = re.compile(
    r"nicht\s+(?:antrags|förder|zuwendungs)berechtigt\s+(?:sind|ist)\b|von\s+der\s+(?:förderung|antragstellung|teilnahme)\s+"
    r"ausgeschlossen\s+(?:sind|ist)\b|keine\s+(?:zuwendung|förderung)\s+erhalten\b|\bnot\s+eligible\s+are\b",
    re.IGNORECASE,
)
_LONGEST, _MOST_ITEMS, _NEAR = 1000, 30, 140


def municipality(text: str) -> Words | None:
    """Code "yes" or "no" with the words that say so; None where the text leaves it open.

    "no" needs a stated list of applicants that names others only; it is a reading of prose and excludes nobody.
    """
    passages = list(islice(_passages(text), 200))
    told = [passage for kind, passage in passages if kind == "announced"]
    spoken = told + [passage for kind, passage in passages if kind == "addressed"]
    refused = next((passage for passage in spoken if _is_refused(passage)), None)
    refused = refused or next((passage for kind, passage in passages if kind == "refused" and _begins(passage)), None)
    named = next((passage for passage in spoken if _names_a_town(passage)), None)
    by_name = any(_names_a_town(passage) and _BY_NAME.search(passage) for passage in spoken)
    if refused is not None and not any(_names_a_town(p) and _BY_NAME.search(_BODIES.sub(" ", p)) for p in spoken):
        return Words("no", refused)
    listed = next((passage for passage in told if _is_told(passage) and _OTHERS.search(passage)), None)
    anybody = any(_is_open(passage) for passage in (told if any(map(_is_told, told)) else spoken))
    if named is not None and (by_name or named in told or anybody or listed is None):
        return Words("yes", named)
    if anybody and not any(_ONLY.search(passage) and _OTHERS.search(passage) for passage in told):
        return _by_the_way(text)
    others = next((passage for passage in told if _is_told(passage)), None)
    others = others or next((passage for passage in spoken if _OTHERS.search(passage)), None)
    return Words("no", others) if others else _by_the_way(text) or (None if spoken else _only_firms(text))


def _only_firms(text: str) -> Words | None:
    """A text that names no applicants, speaks to firms or private persons and knows of no town or public body."""
    firms = _FIRMS.search(text)
    if firms is None or _MUNICIPALITY.search(text) or _ANYBODY.search(text[max(0, firms.start() - 200) : firms.end()]):
        return None
    return Words("no", firms[0], confidence=0.6)


def _by_the_way(text: str) -> Words | None:
    """A list that leaves it open or is missing, and a town that is spoken to, or has a figure of its own, elsewhere."""
    said = _BY_THE_WAY.search(text)
    return Words("yes", said[0], confidence=0.7) if said else None


def _is_open(passage: str) -> bool:
    """Whether it names those among whom there may be a town; "gemeinnützige Träger" does not."""
    return _ANYBODY.search(_CLOSED.sub(" ", passage)) is not None


def _begins(item: str) -> bool:
    """Whether an item of those who may not apply begins with municipalities."""
    return _TOWNS.match(_LEADING.sub("", item)) is not None


def _is_told(passage: str) -> bool:
    """Whether a passage names somebody, not only announces a list that is missing."""
    announced = _ANNOUNCED.search(passage)
    if announced is None:
        return True
    rest = _DEPENDS.sub(" ", passage[announced.end() :])
    return "berechtigt" in announced[0].lower() and len(rest.split()) > 2 and _NAME.search(rest) is not None


def _names_a_town(passage: str) -> bool:
    return (
        not _REFUSED.search(_allowed(passage)) and not _is_taken_out(passage) and _speaks_of_a_town(_allowed(passage))
    )


def _speaks_of_a_town(words: str) -> bool:
    return _MUNICIPALITY.search(_NOT_THE_TOWN.sub(" ", words)) is not None


def _is_refused(passage: str) -> bool:
    refusal = _REFUSED.search(_allowed(passage))
    return _is_taken_out(passage) or (refusal is not None and _speaks_of_a_town(passage[: refusal.start()]))


def _allowed(passage: str) -> str:
    """A passage up to those that it takes out ("Kommunen, ausgenommen Landkreise")."""
    out = _WITHOUT.search(passage)
    return passage[: out.start()] if out and out.start() else passage


def _is_taken_out(passage: str) -> bool:
    """Whether municipalities as such are taken out of a list ("ausgenommen Gebietskörperschaften")."""
    out = _WITHOUT.search(passage)
    return out is not None and _TOWNS.match(passage, out.end()) is not None


def _passages(text: str) -> Iterator[tuple[str, str]]:
    """Sentences and list items that say who may apply ("announced"), who may not ("refused"), whom they speak to."""
    listing, kind = 0, ""
    for line in text.splitlines():
        if not line.strip():
            continue
        if _BULLET.match(line) and listing:
            listing -= 1
            yield kind, line.strip()[:_LONGEST]
            continue
        listing = 0
        if not _SIGNS.hit(line.lower()):
            continue
        for sentence in _END.split(line.strip()[: 20 * _LONGEST]):
            found = _told_in(sentence[:_LONGEST])
            if found is None:
                continue
            kind = found[0]
            listing = _MOST_ITEMS if kind != "addressed" else listing
            yield found


def _told_in(part: str) -> tuple[str, str] | None:
    """Of what kind a sentence is, and its words that say so."""
    if (refused := _NOT_THESE.search(part)) is not None:
        return "refused", part[refused.end() :].strip(" :")
    if _ANNOUNCED.search(part):
        return "announced", part
    spoken = _ADDRESSED.search(part)
    return ("addressed", part[spoken.start() : spoken.start() + _NEAR]) if spoken else None
