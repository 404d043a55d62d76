"""The largest grant (or loan) per project and the smallest grant or cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facts.amount_words import AID, COSTS, GRANT, NAMED, NOT_A_CAP, PAYS, UNITS
from facts.candidates import Candidate, whom
from facts.found import Figure
from facts.money import Sum, sums
from facts.rate_words import CONTINUES
from facts.rules import any_of
from facts.sentences import Sentence
from facts.topics import clause_at
from funding.vocabulary import Language

Kind = Literal["grant", "cost"]

_PER_UNIT = re.compile(
    r"\b(?:je|pro|per|für\s+jede[nrs]?|à)\s+(?!EUR|€|\d|bis\b|nach\b|höchstens|maximal)(?:\w+\s){0,2}?(?P<unit>[\w²/:*-]+)"
    r"|\b(?P<month>monatlich|täglich|stündlich|wöchentlich|quartalsweise|im\s+Monat|am\s+Tag|die\s+Stunde)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:bis\s+zu|bis|höchstens|maximal|max\.|nicht\s+mehr\s+als|nicht\s+über|höchst(?:betrag|grenze|summe)\w*|obergrenze|maximal\s+werden|up\s+to"
    r"|(?:cannot|not)\s+exceed|capped\s+at|maximum(?:\s+of)?|darf|gedeckelt\s+auf|gedeckelt\s+bei|begrenzt\s+auf)"
    r"(?:\s+(?:jedoch|aber|zu|von|einen?|einer|einem|betrag|höhe|höchstbetrag|gesamtbetrag|liegt|beträgt|bei|insgesamt"
    r"|je|jährlich|normalerweise|grundsätzlich|pro|jahr|vorhaben|projekt|beläuft|sich|auf|derzeit|regelmäßig)){0,6}\s*$",
    re.IGNORECASE,
)
_SHARE_AND = re.compile(
    r"(?:höchstens|maximal|bis\s+zu)\s+\d{1,3}\s(?:Prozent|%)[^.;,\d]{0,60}\s(?:und|sowie)\s+$", re.IGNORECASE
)
_LIMITED = re.compile(
    r"^[^.;]{0,80}(?:nicht\s+(?:übersteigen|überschreiten)|begrenzt|als\s+höchst|gedeckelt)", re.IGNORECASE
)
_IS = re.compile(
    r"(?:beträgt|betragen|betrug|beläuft\s+sich\s+auf|in\s+höhe\s+von|liegt\s+bei|von|mit|gibt|zahlt|erhält|erhalten"
    r"|bekommen|sind)(?:\s+(?:\w+\s+)?(?:pauschal|einmalig|jährlich|je|insgesamt|sie))?\s*$",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?:mindestens|wenigstens|at\s+least|mindest\w+\s+(?:von|beträgt|liegt\s+bei|beläuft\s+sich\s+auf)|ab)"
    r"\s*(?:jedoch\s+)?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"^(?:\s(?!nicht)\w+)?\s(?:übersteigen|überschreiten)\b", re.IGNORECASE)
_NOT_OVER = re.compile(r"\b(?:nicht|kein\w*)\b[^.;,]{0,40}$", re.IGNORECASE)
_BELOW = re.compile(r"\bunter(?:halb\s+von)?\s*$", re.IGNORECASE)
_REFUSED = re.compile(
    r"^[^.;]{0,70}\b(?:nicht|keine\w?)\s+(?:\w+\s+){0,3}(?:gefördert|förder\w+|berücksichtigt|bewilligt|gewährt|bezuschusst)",
    re.IGNORECASE,
)
_TRIFLE = re.compile(
    r"bagatellgrenze|sockelbetrag|mindest\w{0,12}(?:betrag|förderung|zuwendung|höhe|summe)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:zwischen|von|between|from)\s*(?:mindestens\s*|jeweils\s*)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:und|bis|bis zu|and|to|[-–—])\s*(?:höchstens\s*|maximal\s*)?", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?:prozent|%|v\.\s?h\.)\s+(?:der|ihrer|des|von)\s(?:[\w/-]+\s){0,6}[\w-]{0,30}(?:ausgaben|kosten|investition|aufwand)",
    re.IGNORECASE,
)
_MORE_ABOVE = re.compile(r"^[^.;]{0,40}\bdarüber\b(?!\s+hinaus)", re.IGNORECASE)
_NONE_ABOVE = re.compile(
    r"^[^.;]{0,30}(?:gibt\s+es\s+nicht|nicht\s+möglich|nicht\s+(?:gewährt|bewilligt))", re.IGNORECASE
)
_ABOVE = re.compile(r"\b(?:über|mehr\s+als)\s*$", re.IGNORECASE)
_PURPOSE = re.compile(r"\bfür\b.*", re.IGNORECASE | re.DOTALL)
_READY = re.compile(r"\b(?:stehen|steht)\b.{0,80}\b(?:bereit|zur\s+Verfügung)", re.IGNORECASE)
_THESE = re.compile(r"\b(?:falls|wenn|sofern|soweit)\s+diese\s+(?:\w+\s+)?$", re.IGNORECASE)
_OF_COSTS = re.compile(
    r"^\s?(?:(?:je|pro)\s\w+\s)?(?:(?:zu)?investier\w+|kosten\b|(?:sind\s)?(?:förder|zuwendungs|zuschuss)fähig\b|anerkannt)",
    re.IGNORECASE,
)
_PART_OF_IT = re.compile(
    r"^[^.;,]{0,20}\sfür\s(?:(?:die|den|das|Ihre)\s)?(?:Öffentlichkeitsarbeit|(?:[\w-]+,?\s){0,4}"
    r"(?:Sach|Reise|Fahrt|Notar|Gerichts|Verwaltungs|Material|Druck|Prüfungs)-?(?:ausgaben|kosten|mittel)\b)",
    re.IGNORECASE,
)
_LIMITED_LIST = re.compile(
    r"\b(?:höchstens|maximal|bis\s+zu)(?:\s+jedoch)?\s+(?:bei|für)\b[^.;]{0,60}$|\b(?:höchstens|maximal)(?:\s+jedoch)?:?$",
    re.IGNORECASE,
)
_MOST = 30  # a sentence with more sums is no prose
_GRANT, _COSTS, _NOT_A_CAP, _AID = any_of(GRANT), any_of(COSTS), any_of(NOT_A_CAP), any_of(AID)
_PAYS, _NAMED, _WHOLE_UNIT, _CONTINUES = any_of(PAYS), any_of(NAMED), any_of(UNITS), any_of(CONTINUES)


@dataclass(frozen=True, slots=True)
class Floor:
    """A least sum and whether it is of the grant or of the costs; None where the text does not say."""

    candidate: Candidate
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one sentence says of sums."""

    caps: tuple[Candidate, ...] = ()
    floors: tuple[Floor, ...] = ()


def amounts(sentence: Sentence, language: Language = "de") -> Amounts:
    """Caps and floors per project; budgets, incomes, de-minimis and sums per unit are neither."""
    found = sums(sentence.text, language)[:_MOST]
    caps: list[Candidate] = []
    floors: list[Floor] = []
    for at, item in enumerate(found):
        if _is_other(sentence, item):
            continue
        ahead = found[at - 1] if at else None
        following = found[at + 1] if at + 1 < len(found) else None
        floors += _floor(sentence, item, following)
        caps += _cap(sentence, item, ahead)
    open_end = bool(found) and _MORE_ABOVE.search(sentence.text[found[-1].end :]) is not None
    return Amounts(() if open_end else tuple(caps), tuple(floors))


def _is_other(sentence: Sentence, item: Sum) -> bool:
    """Whether a sum is a programme's budget, an income, a state aid ceiling, or paid per place, hour, square metre."""
    clause = clause_at(sentence.text, item.start).text
    units = [match for part in (clause, sentence.lead[-120:]) for match in _PER_UNIT.finditer(part)]
    if any(match["month"] or not _WHOLE_UNIT.search(match["unit"]) for match in units):
        return True
    if _AID.search(sentence.text):
        return True
    each = (units or whom(clause) == "municipal") and _UP_TO.search(sentence.text[: item.start])
    return _NOT_A_CAP.search(clause) is not None and not (each and _READY.search(clause))


def _subject(sentence: Sentence, item: Sum) -> Kind | None:
    """Of what a sum is spoken: the nearest word before it in its clause, then after it, the sentence, the lead.

    What it is paid for ("bis zu EUR 5.000 für Sachkosten") does not make it a limit of costs.
    """
    clause = clause_at(sentence.text, item.start)
    left, right = clause.text[: item.start - clause.start], clause.text[item.end - clause.start :]
    left = _SHARE_OF.sub(" zuschuss ", left)
    return (
        _last_kind(left)
        or _first_kind(_PURPOSE.sub("", right))
        or _last_kind(_SHARE_OF.sub(" zuschuss ", _PURPOSE.sub("", sentence.text[: clause.start])))
        or (_first_kind(sentence.before) if _CONTINUES.search(sentence.text) else None)
        or _first_kind(sentence.lead)
        or ("grant" if _PAYS.search(sentence.text) else None)
        or _first_kind(right)
        or _first_kind(sentence.text)
    )


def _last_kind(text: str) -> Kind | None:
    grant = max((match.start() for match in _GRANT.finditer(text)), default=-1)
    cost = max((match.start() for match in _COSTS.finditer(text)), default=-1)
    return None if grant == cost else "grant" if grant > cost else "cost"


def _first_kind(text: str) -> Kind | None:
    grant, cost = _GRANT.search(text), _COSTS.search(text)
    if grant and cost:
        return "grant" if grant.start() < cost.start() else "cost"
    return "grant" if grant else "cost" if cost else None


def _is_range(text: str, first: Sum | None, second: Sum | None) -> bool:
    if first is None or second is None or first.euros >= second.euros:
        return False
    return (
        _BETWEEN.search(text[: first.start]) is not None and _TO.fullmatch(text[first.end : second.start]) is not None
    )


def _cap(sentence: Sentence, item: Sum, ahead: Sum | None) -> Iterator[Candidate]:
    text, left = sentence.text, sentence.text[: item.start]
    clause = clause_at(text, item.start).text
    spread = _is_range(text, ahead, item)
    right = text[item.end :]
    limit = _UP_TO.search(left) or _SHARE_AND.search(left) or _LIMITED.match(right)
    limit = limit or (_ABOVE.search(left) and _NONE_ABOVE.match(right)) or None
    plain = _IS.search(left) is not None and _NAMED.search(clause + " " + sentence.lead) is not None
    listed = sentence.item and left.rstrip().endswith(":") and _LIMITED_LIST.search(sentence.lead) is not None
    if not (limit or spread or plain or listed) or _TRIFLE.search(clause):
        return
    if _OF_COSTS.match(right) or _PART_OF_IT.match(right):
        return
    if not _is_grant(sentence, item, ahead if spread else None):
        return
    start = ahead.start if spread and ahead else limit.start() if limit and limit.end() == len(left) else item.start
    yield Candidate(
        Figure(item.euros, text[start : item.end], 0.9 if limit or spread or listed else 0.6), _whom(sentence, clause)
    )


def _is_grant(sentence: Sentence, item: Sum, ahead: Sum | None) -> bool:
    """A grant by its own clause (or that of the sum its range begins with); a bare "je Antrag höchstens" is one too."""
    kind = _subject(sentence, ahead or item)
    if kind is not None:
        return kind == "grant"
    clause = clause_at(sentence.text, item.start).text
    return any(match["unit"] for match in _PER_UNIT.finditer(clause)) or _READY.search(clause) is not None


def _whom(sentence: Sentence, clause: str) -> str:
    """Whom the clause names, or the sentence where it names one kind only."""
    return whom(clause) or (whom(sentence.text) if whom(sentence.text) == "municipal" else "")


def _floor(sentence: Sentence, item: Sum, following: Sum | None) -> Iterator[Floor]:
    text, left, right = sentence.text, sentence.text[: item.start], sentence.text[item.end :]
    clause = clause_at(text, item.start).text
    trifle = _TRIFLE.search(clause) is not None or ("bagatell" in sentence.low and not _UP_TO.search(left))
    least = _LEAST.search(left) is not None or (_OVER.search(right) is not None and not _NOT_OVER.search(left))
    least = least or (_BELOW.search(left) is not None and _REFUSED.search(right) is not None)
    if not (trifle or least or _is_range(text, item, following)):
        return
    kind = "cost" if _THESE.search(left) and _COSTS.search(left) else _subject(sentence, item)
    if "bagatell" in sentence.low:
        kind = "cost" if _COSTS.search(text) else "grant" if _GRANT.search(_PURPOSE.sub("", clause)) else None
    if kind is not None or trifle:
        yield Floor(Candidate(Figure(item.euros, clause.strip(), 0.85 if kind else 0.7), _whom(sentence, clause)), kind)
