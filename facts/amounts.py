"""The largest grant (or loan) per project and the smallest grant or cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facts.found import Figure
from facts.money import Sum, sums
from facts.candidates import Candidate, whom
from facts.rules import Rule, any_of
from facts.sentences import Sentence
from facts.topics import clause_at
from funding.vocabulary import Language

Kind = Literal["grant", "cost"]

GRANT = (
    Rule(
        "the grant by name",
        r"zuschuss|zuschüsse|zuwendung(?!sf)|förder(?:summe|betrag|höhe|ung\b|höchst|"
        r"umme)|finanzhilfe|preisgeld|prämie|darlehen|kredit|bürgschaft|stipendi|"
        r"festbetrag|dotiert|beteiligung|\bgrant|\bfunding\b",
        "Die Höhe des Zuschusses",
    ),
    Rule("is funded with", r"gefördert|bezuschusst|\berhalten\b|beantragen", "werden bis zu EUR 5.000 gefördert"),
    Rule(
        "a share of costs stands ahead",
        r"(?:prozent|%|v\.\s?h\.)\s+(?:der|ihrer|des)\s",
        "90 Prozent der zuwendungsfähigen Ausgaben, maximal EUR 10.000",
    ),
    Rule(
        "a limit by name",
        r"höchstbetrag|höchstförder|höchstsumme|obergrenze|maximalbetrag|antragsvolumen|"
        r"maximum grant",
        "Der Höchstbetrag liegt bei EUR 15.000",
    ),
)
COSTS = (
    Rule(
        "costs",
        r"ausgaben|kosten|investition|projektvolumen|finanzvolumen|auftragswert|baukosten|"
        r"honorar|gesamtvolumen des",
        "Die Gesamtausgaben",
    ),
)
NOT_A_CAP = (
    Rule(
        "the whole programme",
        r"budget|haushaltsmittel|mittelvolumen|fördervolumen|gesamtvolumen|insgesamt\s+(?:stehen|"
        r"stellt|werden|rund)|zur\s+verfügung|fördertopf|bereitgestellt|bereit\b|"
        r"ausgestattet|programmvolumen",
        "Insgesamt stehen EUR 5 Millionen zur Verfügung",
    ),
    Rule(
        "income and turnover",
        r"umsatz|bilanz|einkommen|bruttogehalt|verdien|gehalt|arbeitnehmer|jahresmiete|"
        r"kaltmiete|entgelt|eigenkapital|verschuldung|gebühr|teilnahmebeitr",
        "EUR 800.000 Jahresumsatz",
    ),
    Rule(
        "state aid ceilings",
        r"de-?minimis|steuerjahr|innerhalb von (?:drei|3) (?:steuer|kalender)?jahren",
        "De-minimis",
    ),
    Rule(
        "other thresholds",
        r"übersteig(?:t|en)\s+(?:das|die|der|ihr)|ab einem|vergabe|auftrag(?:s|wert)|"
        r"schwellenwert|bei (?:zuwendungen|zuschüssen|förderungen) (?:von|über|bis|"
        r"ab)|für\s+zuschüsse|liegt\s+[^.]{0,40}unter|hat\s+ihr\s+projekt|verwendungsnachweis|"
        r"kleinbetrag",
        "bei Zuwendungen über EUR 50.000",
    ),
)
PER_UNIT = re.compile(
    r"\b(?:je|pro|per|für\s+jede[nrs]?|à)\s+(?:\w+\s){0,2}?(?P<unit>[\w²-]+)|\b(?P<month>monatlich|täglich|stündlich|wöchentlich|quartalsweise|im\s+Monat|am\s+Tag|die\s+Stunde)\b",
    re.IGNORECASE,
)
_WHOLE_UNIT = re.compile(
    r"(?:einzel)?(?:vorhaben|projekt|maßnahme|antrag|antragsteller|antragstellende|zuwendungsempfänger|zuwendungsempfangende|förderfall|kommune|gemeinde|stadt|landkreis|kreis"
    r"|jahr|kalenderjahr|haushaltsjahr|förderjahr|unternehmen|einrichtung|organisation|träger|verein|netzwerk|verbundpartner|veranstaltung|objekt|programm|konzept|application|project)",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:bis\s+zu|bis|höchstens|maximal|max\.|nicht\s+mehr\s+als|nicht\s+über|höchstbetrag\w*|obergrenze|up\s+to|maximum(?:\s+of)?|darf)"
    r"(?:\s+(?:jedoch|aber|zu|von|einen?|einer|einem|betrag|höhe|höchstbetrag|gesamtbetrag|liegt|beträgt|bei|insgesamt|je|jährlich|normalerweise|grundsätzlich|pro|jahr|vorhaben|projekt)){0,6}\s*$",
    re.IGNORECASE,
)
_LIMITED = re.compile(r"^[^.;]{0,80}(?:nicht\s+(?:übersteigen|überschreiten)|begrenzt|als\s+höchst)", re.IGNORECASE)
_IS = re.compile(r"(?:beträgt|betragen|in\s+höhe\s+von|liegt\s+bei|von)\s*$", re.IGNORECASE)
_LEAST = re.compile(
    r"(?:mindestens|wenigstens|at\s+least|mindest\w+\s+(?:von|beträgt|liegt\s+bei)|ab)\s*(?:jedoch\s+)?$", re.IGNORECASE
)
_TRIFLE = re.compile(r"bagatellgrenze|mindest(?:betrag|förder|zuwendung|höhe|summe)", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|von|between|from)\s*(?:mindestens\s*|jeweils\s*)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:und|bis|bis zu|and|to|[-–—])\s*(?:höchstens\s*|maximal\s*)?", re.IGNORECASE)
_MOST = 30  # a sentence with more sums is no prose
_GRANT, _COSTS, _NOT_A_CAP = any_of(GRANT), any_of(COSTS), any_of(NOT_A_CAP)


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
        clause = clause_at(sentence.text, item.start).text
        if _NOT_A_CAP.search(clause) or _is_per_unit(sentence, item):
            continue
        ahead = found[at - 1] if at else None
        following = found[at + 1] if at + 1 < len(found) else None
        floors += _floor(sentence, clause, item, following)
        caps += _cap(sentence, clause, item, ahead)
    return Amounts(tuple(caps), tuple(floors))


def _is_per_unit(sentence: Sentence, item: Sum) -> bool:
    """Whether a sum is paid for each place, hour or square metre, told in its own clause or in the lead."""
    clause = clause_at(sentence.text, item.start).text
    named = [match for part in (clause, sentence.lead[-120:]) for match in PER_UNIT.finditer(part)]
    return any(match["month"] or not _WHOLE_UNIT.match(match["unit"]) for match in named)


def _subject(sentence: Sentence, clause: str) -> Kind | None:
    """Of what a sum is spoken: the clause decides, then the sentence, then the lead."""
    for part in (clause, sentence.text, sentence.lead):
        if _GRANT.search(part):
            return "grant"
        if _COSTS.search(part):
            return "cost"
    return None


def _is_range(text: str, first: Sum | None, second: Sum | None) -> bool:
    if first is None or second is None or first.euros >= second.euros:
        return False
    return (
        _BETWEEN.search(text[: first.start]) is not None and _TO.fullmatch(text[first.end : second.start]) is not None
    )


def _cap(sentence: Sentence, clause: str, item: Sum, ahead: Sum | None) -> Iterator[Candidate]:
    left = sentence.text[: item.start]
    spread = _is_range(sentence.text, ahead, item)
    limit = _UP_TO.search(left) or _LIMITED.match(sentence.text[item.end :]) is not None
    plain = _IS.search(left) is not None and "höhe" in clause.casefold()
    if _TRIFLE.search(clause) or not (limit or spread or plain) or _subject(sentence, clause) != "grant":
        return
    start = ahead.start if spread and ahead else limit.start() if isinstance(limit, re.Match) else item.start
    confidence = 0.9 if limit or spread else 0.6
    yield Candidate(Figure(item.euros, sentence.text[start : item.end], confidence), whom(clause))


def _floor(sentence: Sentence, clause: str, item: Sum, following: Sum | None) -> Iterator[Floor]:
    trifle = _TRIFLE.search(sentence.text) is not None
    least = _LEAST.search(sentence.text[: item.start]) is not None
    if not (trifle or least or _is_range(sentence.text, item, following)):
        return
    kind = _subject(sentence, clause)
    if trifle and "bagatell" in sentence.text.casefold():
        kind = "cost" if _COSTS.search(sentence.text) else "grant" if _GRANT.search(clause) else None
    if kind is not None or trifle:
        yield Floor(Candidate(Figure(item.euros, clause.strip(), 0.85 if kind else 0.7), whom(clause)), kind)
