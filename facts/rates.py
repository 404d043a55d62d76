"""The highest funding rate and the least own share."""

import re
from collections.abc import Iterator

from facts.candidates import Candidate, is_for_the_needy, whom
from facts.found import Figure
from facts.money import Share, shares
from facts.rate_words import BASE, CONTINUES, GRANT, NOT_A_RATE, NOT_OWN, OWN, SPARED
from facts.rules import any_of, needles
from facts.sentences import Sentence
from facts.topics import clause_at

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
_DENIED = re.compile(r"nicht|kein|ausgeschlossen|ausnahm|keine|nur", re.IGNORECASE)
_BASE, _GRANT, _NOT_A_RATE, _OWN = any_of(BASE), any_of(GRANT), any_of(NOT_A_RATE), any_of(OWN)
_NOT_OWN, _CONTINUES, _SPARED = any_of(NOT_OWN), any_of(CONTINUES), any_of(SPARED)
_SIGNS = needles(
    "% prozent v._h v.h v.\xa0h hundert cent vollfinanz voll_finanziert hälfte drittel viertel fünftel sechstel achtel "
    "zehntel /3 /4 /5 /10 voller_ llständig"
)


def rates(sentence: Sentence) -> Iterator[Candidate]:
    """The shares of costs that are paid."""
    if not _SIGNS.hit(sentence.low):
        return
    yield from _full(sentence)
    found = _read(sentence)
    # "bis zu 100 Prozent, für Gemeinden 90 Prozent": within one sentence the municipality's own rate holds.
    ours = [candidate for candidate in found if candidate.whom == "municipal"]
    ours = ours if any(not candidate.needy for candidate in ours) else []
    yield from ours or found


def _read(sentence: Sentence) -> list[Candidate]:
    """Each share on its own; once one is a rate, the others of the sentence ("in Härtefällen 80") are rates too."""
    all_shares = [share for share in shares(sentence.text) if _may_be(sentence, share)]
    told = {share: figure for share in all_shares if (figure := _rate(sentence, share))}
    if told:
        told = {share: told.get(share) or _figure(sentence, share, 0.65) for share in all_shares}
    clauses = {share: clause_at(sentence.text, share.start).text for share in told}
    return [Candidate(told[share], whom(text), is_for_the_needy(text)) for share, text in clauses.items()]


def _may_be(sentence: Sentence, share: Share) -> bool:
    clause = clause_at(sentence.text, share.start).text
    left = sentence.text[: share.start]
    by = _BY.search(left) is not None and not _NO_MORE_THAN.search(left)
    return share.percent > 0 and not by and not _NOT_A_RATE.search(_SPARED.sub(" ", clause))


def _rate(sentence: Sentence, share: Share) -> Figure | None:
    left, right = sentence.text[: share.start], sentence.text[share.end :]
    based = _BASE.search(right) is not None
    up_to = _UP_TO.search(left) is not None
    granted = _GRANT.search(sentence.text) or _GRANT.search(sentence.lead)
    goes_on = _CONTINUES.search(sentence.text) and (
        _GRANT.search(sentence.before) or _GRANT_AHEAD.search(sentence.before)
    )
    if not (granted or (based and up_to) or (goes_on and (based or up_to or _LEADS.search(left)))):
        return None
    added = _ADDED.search(clause_at(sentence.text, share.start).text) is not None
    return _figure(sentence, share, 0.5 + 0.25 * based + 0.2 * bool(granted or goes_on) - 0.2 * added)


def _figure(sentence: Sentence, share: Share, confidence: float) -> Figure:
    return Figure(share.percent, _quote(sentence.text, share, sentence.text[share.end :]), round(confidence, 2))


def _quote(text: str, share: Share, right: str) -> str:
    up_to = _UP_TO.search(text[: share.start])
    base = _BASE.search(right)
    return text[up_to.start() if up_to else share.start : share.end + (base.end() if base else 0)]


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
    for share in shares(sentence.text):
        clause = clause_at(sentence.text, share.start).text
        said = _is_own(clause) or (said and is_for_the_needy(clause))
        if said and not _UP_TO.search(sentence.text[: share.start]):
            yield Candidate(Figure(share.percent, clause.strip(), 0.9), whom(clause), is_for_the_needy(clause))


def _is_own(clause: str) -> bool:
    return (_OWN.search(clause) or _ITSELF.search(clause)) is not None and not _NOT_OWN.search(clause)
