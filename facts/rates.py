"""The highest funding rate and the least own share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facts.addressees import is_for_the_needy, whom
from facts.around import Around, around
from facts.candidates import Candidate
from facts.found import Figure
from facts.money import Share, shares
from facts.rate_words import BASE, CONTINUES, GRANT, MEASURED, NOT_A_RATE, NOT_OWN, OWN, SPARED
from facts.rules import any_of, needles
from facts.sentences import Sentence

_UP_TO = re.compile(
    r"(?:bis\s+zu(?:r\s+höhe\s+von)?|höchstens|maximal|max\.|nicht\s+mehr\s+als|up\s+to)\s*(?:einer\s\w+\svon\s)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:um|ab|mindestens|unter|über|weniger als|mehr als|wenigstens|"
    r"at least|more than|less than|over|below|above)\s+(?:bis\s+zu\s+|maximal\s+|weitere\s+)?$",
    re.IGNORECASE,
)
_NO_MORE_THAN = re.compile(r"nicht\s+(?:mehr|über)\s+(?:als\s+)?$", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:beträgt|betragen|betrug|liegt|lag|sind(?:\s+es)?|gilt|gelten|auf|mit|erhalten|bekommen|meist)\s*$",
    re.IGNORECASE,
)
_GRANT_AHEAD = re.compile(r"zuschuss|zuwendung|förderung|\bgrant", re.IGNORECASE)
_ADDED = re.compile(r"erhöh\w+|zusätzlich|aufgestockt|bonus", re.IGNORECASE)
_PART = re.compile(
    r"(?:mindestens|wenigstens)\s+(?P<part>die\s+Hälfte|ein\s+Drittel|ein\s+Viertel)\s+(?:der|des|Ihrer)\b",
    re.IGNORECASE,
)
_PARTS = {"die hälfte": 50.0, "ein drittel": 33.33, "ein viertel": 25.0}
_BEARS = re.compile(
    r"\b(?:trägt|tragen|aufbringen|selbst|eigen\w+|übernehmen|finanzieren|bringt|bringen)\b", re.IGNORECASE
)
_ITSELF = re.compile(r"\bselbst\s+(?:oder|auf\b|$|\.|;|,|tragen|aufbringen|finanzieren)", re.IGNORECASE)
_FULL = re.compile(
    r"\bvollfinanzierung|\bvoll\s+finanziert|\bin\s+voller\s+höhe\s+(?:übernommen|erstattet|gefördert)"
    r"|\b(?:kosten|ausgaben)\s+(?:werden|wird)\s+vollständig\s+(?:übernommen|erstattet|gefördert)",
    re.IGNORECASE,
)
_NOT_OVER = re.compile(r"^[^.;,]{0,60}\bnicht\s+(?:übersteigen|überschreiten)", re.IGNORECASE)
_FOR = re.compile(r"[^.;,\d]{0,60}?\b(?:für|for|of)\s", re.IGNORECASE)
_BEHIND = re.compile(r"[^(;]{0,60}?\b(?:für|bei|an|in)\s", re.IGNORECASE)
_OF_RATES = re.compile(
    r"(?:Prozent|%|v\.\s?H\.)\s(?:der|des|dieser|dieses)\s(?:\w+\s)?(?:fördersätze|fördersatzes|grunddarlehens)\b",
    re.IGNORECASE,
)
# What ends a list of rates.
_TAIL = re.compile(r"der\s(?:zuwendungs|förder|zuschuss)fähigen\s\w*(?:[Aa]usgaben|[Kk]osten)\b")
_WHOLE = 100.0  # percent
_DENIED = re.compile(r"nicht|kein|ausgeschlossen|ausnahm|keine|nur", re.IGNORECASE)
_BASE, _GRANT, _NOT_A_RATE, _OWN = any_of(BASE), any_of(GRANT), any_of(NOT_A_RATE), any_of(OWN)
_MEASURED = any_of(MEASURED)
_RELATIVE = re.compile(r"\W*(?:die|der|das|which|that)\s", re.IGNORECASE)
_NOT_OWN, _CONTINUES, _SPARED = any_of(NOT_OWN), any_of(CONTINUES), any_of(SPARED)
_SIGNS = needles(
    "% prozent v._h v.h v.\xa0h hundert cent vollfinanz voll_finanziert hälfte drittel viertel fünftel sechstel achtel "
    "zehntel /3 /4 /5 /10 voller_ llständig hälftig third quarter fifth half_"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A share with what stands around it; `named`: whom the words nearest to it name; `needy`: only towns in need."""

    share: Share
    near: Around
    named: str
    needy: bool


def rates(sentence: Sentence) -> Iterator[Candidate]:
    """The shares of costs that are paid."""
    if not _SIGNS.hit(sentence.low):
        return
    yield from _full(sentence)
    if _OF_RATES.search(sentence.text):
        return
    places = _places(sentence.text)
    found = _read(sentence, places)
    # "bis zu 100 Prozent, für Gemeinden 90 Prozent": within one sentence the municipality's own rate holds.
    ours = [candidate for candidate in found if candidate.whom == "municipal"]
    ours = ours if any(not candidate.needy for candidate in ours) else []
    yield from ours or found
    yield from _rest(sentence.text, places)


def _places(text: str) -> list[_Place]:
    found = sorted(shares(text), key=lambda share: share.start)
    nears = list(around(text, found))
    named = _named(text, found, nears)
    return [_Place(*one, _is_needy(found, nears, at)) for at, one in enumerate(zip(found, nears, named, strict=True))]


def _is_needy(found: list[Share], nears: list[Around], at: int) -> bool:
    """Of several shares in one clause each is for whom the words between it and its neighbour name."""
    near, share = nears[at], found[at]
    if not is_for_the_needy(near.clause):
        return False
    between = share.start - found[at - 1].end if at else len(near.ahead)
    until = found[at + 1].start - share.end if at + 1 < len(found) else len(near.behind)
    if between >= len(near.ahead) and until >= len(near.behind):
        return True
    ahead, behind = near.ahead[max(0, len(near.ahead) - between) :], near.behind[:until]
    told_behind = _BEHIND.match(behind) is not None
    claimed = at > 0 and told_behind and _BEHIND.match(ahead) is not None  # "90 Prozent für A und 70 Prozent für B"
    return (is_for_the_needy(ahead) and not claimed) or (told_behind and is_for_the_needy(behind))


def _named(text: str, found: list[Share], nears: list[Around]) -> list[str]:
    """Whom each share is for: with several, who is named between it and its neighbour (before it, else behind it).

    "Kommunen erhalten 60 Prozent, in Härtefällen 80": who was named before goes on being meant.
    """
    if len(found) < 2:
        return [whom(near.clause) for near in nears]
    ends = [share.end for share in found]
    starts = [share.start for share in found]
    ahead = [whom(text[begin:end]) for begin, end in zip([0, *ends], starts, strict=False)]
    if ahead[0] or not any(ahead[1:]):
        return _held(ahead)
    behind = [whom(text[begin:end]) for begin, end in zip(ends, [*starts[1:], len(text)], strict=True)]
    return behind if behind[0] and _FOR.match(text, ends[0]) else ahead


def _held(named: list[str]) -> list[str]:
    """Each with the last that was named before it where it names nobody itself."""
    for at in range(1, len(named)):
        named[at] = named[at] or named[at - 1]
    return named


def _read(sentence: Sentence, places: list[_Place]) -> list[Candidate]:
    """Each share on its own; once one is a rate, the others of the sentence ("in Härtefällen 80") are rates too."""
    all_places = [place for place in places if _may_be(place)]
    granted, goes_on = _is_granted(sentence), _goes_on(sentence)
    told = {place: figure for place in all_places if (figure := _rate(place, granted=granted, goes_on=goes_on))}
    if told:
        told = {place: told.get(place) or _figure(place, 0.65) for place in all_places}
    return [Candidate(told[place], place.named, place.needy) for place in told]


def _may_be(place: _Place) -> bool:
    by = _BY.search(place.near.left) is not None and not _NO_MORE_THAN.search(place.near.left)
    clause = _SPARED.sub(" ", place.near.clause)
    # What follows "80 Prozent der Ausgaben" tells the case ("bei 20 Wochenstunden"), not what is counted.
    counted = _SPARED.sub(" ", place.near.ahead) if _BASE.search(place.near.right) else clause
    if by or place.share.percent <= 0 or _NOT_A_RATE.search(clause) or _MEASURED.search(counted):
        return False
    return not _is_own(place.near.clause) and not _of_own_money(place.near)


def _of_own_money(near: Around) -> bool:
    """Whether its clause says more of own money named before it ("eine Eigenleistung, die 50 Prozent … abdeckt")."""
    earlier = near.left[: len(near.left) - len(near.ahead)]
    return _RELATIVE.match(near.ahead) is not None and _is_own(earlier[-60:])


def _is_granted(sentence: Sentence) -> bool:
    return (_GRANT.search(sentence.text) or _GRANT.search(sentence.lead) or _TAIL.match(sentence.text)) is not None


def _goes_on(sentence: Sentence) -> bool:
    """Whether it goes on with a grant that the sentence before spoke of ("Er beträgt …")."""
    if not _CONTINUES.search(sentence.text):
        return False
    return (_GRANT.search(sentence.before) or _GRANT_AHEAD.search(sentence.before)) is not None


def _rate(place: _Place, *, granted: bool, goes_on: bool) -> Figure | None:
    left = place.near.left
    based = _BASE.search(place.near.right) is not None
    up_to = (_UP_TO.search(left) or _NOT_OVER.match(place.near.right)) is not None
    if not (granted or based or (goes_on and (up_to or _LEADS.search(left)))):
        return None
    if not (granted or goes_on or up_to):
        return _figure(place, 0.55)
    added = _ADDED.search(place.near.clause) is not None
    return _figure(place, 0.5 + 0.25 * based + 0.2 * (granted or goes_on) - 0.2 * added)


def _rest(text: str, places: list[_Place]) -> Iterator[Candidate]:
    """Where a sentence shares out the whole and names the town's part ("… 75, das Land 15, die Kommune 10 Prozent")."""
    own = [place for place in places if _is_own(place.near.clause)]
    if len(places) > 2 and len(own) == 1 and sum(place.share.percent for place in places) == _WHOLE:
        yield Candidate(Figure(_WHOLE - own[0].share.percent, text, 0.55), "municipal")


def _figure(place: _Place, confidence: float) -> Figure:
    return Figure(place.share.percent, _quote(place), round(confidence, 2))


def _quote(place: _Place) -> str:
    """The share with "bis zu" before it and the costs after it."""
    left, right = place.near.left, place.near.right
    up_to, base = _UP_TO.search(left), _BASE.search(right)
    return (up_to[0] if up_to else "") + place.share.words + (right[: base.end()] if base else "")


def _full(sentence: Sentence) -> Iterator[Candidate]:
    match = _FULL.search(sentence.text)
    if match is not None and not _DENIED.search(sentence.text):
        yield Candidate(Figure(100, match[0], 0.7), "full")


def own_shares(sentence: Sentence) -> Iterator[Candidate]:
    """What applicants must bring themselves, in percent; upper limits and shares of the own share are not that."""
    if not _SIGNS.hit(sentence.low):
        return
    part = _PART.search(sentence.text)
    if part is not None and _BEARS.search(sentence.text):
        yield Candidate(
            Figure(_PARTS[" ".join(part["part"].casefold().split())], sentence.text, 0.8), whom(sentence.text)
        )
    said = False
    for place in _places(sentence.text):
        clause = place.near.clause
        said = _is_own(clause) or _of_own_money(place.near) or (said and is_for_the_needy(clause))
        if said and not _UP_TO.search(place.near.left):
            yield Candidate(Figure(place.share.percent, clause.strip(), 0.9), whom(clause), is_for_the_needy(clause))


def _is_own(clause: str) -> bool:
    return (_OWN.search(clause) or _ITSELF.search(clause)) is not None and not _NOT_OWN.search(clause)
