"""The highest funding rate and the least own share."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facts.found import Figure
from facts.money import Share, shares
from facts.rules import Rule, any_of, needles
from facts.sentences import Sentence
from facts.topics import clause_at

_COSTS = r"(?:ausgaben|kosten|aufwendungen|investition\w{0,4}|honorar\w{0,2}|tagessatzes|expenditure|costs)"
BASE = (
    Rule(
        "a share of costs",
        rf"^\s*\)?,?\s?(?:der|ihrer|des|of|bezogen auf|an den)\s(?:[\w/-]+\s){{0,6}}[\w-]{{0,30}}{_COSTS}",
        " der zuwendungsfähigen Gesamtausgaben",
    ),
)
GRANT = (
    Rule(
        "the amount of the grant",
        r"höhe\s+(?:des|der|ihres|ihrer)\s+[\w+-]{0,20}?(?:zuschusses|zuwendung|förderung|"
        r"zuschüsse|finanzhilfe)|zuschuss\s+(?:beträgt|von|in)|\bbeträgt\s+der\s+zuschuss",
        "Die Höhe des Zuschusses beträgt",
    ),
    Rule(
        "the rate by name",
        r"förder(?:satz|quote|höhe|ung\s+(?:von|beträgt))|kofinanzierungs(?:satz|rate)|"
        r"ko-finanzierungsrate|(?:%|prozent)-?förderung|zuwendungssatz|fördersätze|"
        r"anteil(?:s)?finanzierung|funding rate|co-?financing rate",
        "Der Fördersatz beträgt",
    ),
    Rule(
        "is funded with",
        r"\bgefördert\b|\bbezuschusst\b|erhalten\s+sie|fördert|funded|unterstützt\s+\w+\s+mit",
        "werden mit bis zu 90 Prozent gefördert",
    ),
)
NOT_A_RATE = (
    Rule(
        "own money",
        r"eigen(?:anteil|mittel|beteiligung|leistung|finanzierung|kapital)|eigen-\s|"
        r"selbst\s+(?:tragen|aufbringen)|drittmittel|beteiligen",
        "Eigenanteil",
    ),
    Rule("interest", r"\bzins|effektivzins|nominalzins|p\.\s?a\.|per annum", "Zinssatz"),
    Rule(
        "guarantees",
        r"bürgschaft|verbürg|garantie|haftungsfreistell|ausfall|risikoübernahme|absicher",
        "Ausfallbürgschaft",
    ),
    Rule(
        "loans and stakes",
        r"kredit(?:summe|betrag)|darlehens(?:summe|betrag|beträge|laufzeit)|beteiligungs(?:summe|"
        r"kapital)|geschäftsanteil|stimmrecht|tilgung|(?:prozent|%)\s+des\s+(?:\w+\s)?(?:darlehens|"
        r"grunddarlehens|kredits)|teilverzicht",
        "der Kreditsumme",
    ),
    Rule("state aid ceilings", r"de-?minimis|pro-kopf|bruttoinlandsprodukt|arbeitslosenquote", "De-minimis"),
    Rule(
        "income and people",
        r"einkommen|umsatz|teilnehm|beschäftigt|einwohner|belegschaft|arbeitszeit|"
        r"stellenanteil|wochenstunden|grad der behinderung|mitglied",
        "Einkommensgrenze",
    ),
    Rule(
        "things measured",
        r"fläche|energie(?:einspar|bedarf|verbrauch)|emission|einspar|reduzier|senk|"
        r"steiger|bevölkerungs|leerstand|auslastung|zielerreichung|anteil von frauen",
        "Energieeinsparung",
    ),
    Rule(
        "flat additions",
        r"pauschale|gemeinkosten|overhead|verwaltungsausgaben|sicherheitseinbehalt|"
        r"rücklage",
        "Projektpauschale",
    ),
    Rule(
        "payments",
        r"vorfinanzier|abschlag|vorschuss|auszahlung|ausgezahlt|schlusszahlung|einbehalt",
        "Vorfinanzierung",
    ),
    Rule(
        "deviations",
        r"überschrit|überschreit|unterschreit|abweich|verlängert|kürz|mindestens\s+\d{1,3}\s(?:Prozent|"
        r"%|v)",
        "überschritten werden",
    ),
)
OWN = (
    Rule(
        "own share",
        r"eigen(?:anteil|mittel|beteiligung|leistung|finanzierung)\w{0,3}|komplementärmittel|"
        r"own (?:contribution|funds)",
        "Eigenanteil",
    ),
    Rule(
        "own and third-party money",
        r"eigen-\s?(?:und|oder|/)\S*\s?(?:oder\s)?\w*mittel",
        "Eigen- und/oder Drittmitteln",
    ),
    Rule(
        "taking part in the financing",
        r"\bmit\s+mindestens\s+\d{1,2}\s\w+\s(?:\w+\s){0,5}(?:beteiligen|selbst)|"
        r"finanzierung\s+beteiligen",
        "mit mindestens 10 Prozent an der Finanzierung beteiligen",
    ),
)
_NOT_OWN = any_of(
    (
        Rule(
            "a share of the own share",
            r"(?:prozent|%|v\.\s?h\.)\s+(?:des|der|ihres|ihrer)\s+(?:\w+\s)?eigen",
            "50 Prozent des Eigenanteils",
        ),
        Rule(
            "what may count as own share",
            r"anerkannt|angerechnet|als\s+eigen\w+\s+(?:erbracht|eingebracht)|ersetzt|"
            r"unbare|ehrenamtlich|drittmittel\s+(?:bis|in höhe von bis)|verzichtet",
            "als Eigenmittel anerkannt",
        ),
    )
)
_UP_TO = re.compile(
    r"(?:bis\s+zu|höchstens|maximal|max\.|nicht\s+mehr\s+als|up\s+to)\s*(?:einer\s\w+\svon\s)?$", re.IGNORECASE
)
_BY = re.compile(
    r"\b(?:um|ab|mindestens|unter|über|weniger als|mehr als|wenigstens)\s+(?:bis\s+zu\s+|maximal\s+|weitere\s+)?$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"erhöh\w+|zusätzlich|aufgestockt|bonus", re.IGNORECASE)
_PART = re.compile(
    r"(?:mindestens|wenigstens)\s+(?P<part>die\s+Hälfte|ein\s+Drittel|ein\s+Viertel)\s+(?:der|des|Ihrer)\b",
    re.IGNORECASE,
)
_PARTS = {"die hälfte": 50.0, "ein drittel": 33.33, "ein viertel": 25.0}
_BEARS = re.compile(r"\b(?:trägt|tragen|aufbringen|selbst|eigen\w+|übernehmen|finanzieren)\b", re.IGNORECASE)
_FULL = re.compile(r"\bvollfinanzierung|\bvoll\s+finanziert", re.IGNORECASE)
_DENIED = re.compile(r"nicht|kein|ausgeschlossen|ausnahm|keine|nur", re.IGNORECASE)
MUNICIPAL = re.compile(r"kommune|gemeinde|gebietskörperschaft|landkreis|\bkreise|\bstädte|kreisfreie", re.IGNORECASE)
OTHERS = re.compile(
    r"unternehmen|hochschul|forschungseinricht|verein|freie\w?\s+träger|\bdas\s+land\b|andere|übrige|sonstige|privat|natürliche",
    re.IGNORECASE,
)
_STATE = re.compile(r"trägerschaft\s+des\s+land|für\s+das\s+land\b|landeseigene|des\s+landes\s+selbst", re.IGNORECASE)
_BASE, _GRANT, _NOT_A_RATE, _OWN = any_of(BASE), any_of(GRANT), any_of(NOT_A_RATE), any_of(OWN)


_SIGNS = needles("% prozent v._h v.h v.\xa0h hundert cent vollfinanz voll_finanziert")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure and whom its clause names: "municipal", "others", "state", ""; "full": Vollfinanzierung, no number."""

    figure: Figure
    whom: str = ""


def whom(clause: str) -> str:
    """Whether a clause speaks of municipalities, of a Land, of others, or of nobody in particular."""
    if _STATE.search(clause):
        return "state"
    if MUNICIPAL.search(clause):
        return "municipal"
    return "others" if OTHERS.search(clause) else ""


def pick(candidates: Iterable[Candidate], *, highest: bool) -> Figure | None:
    """The figure that a municipality could reach: what is said of others counts only where nothing is said of it."""
    given = list(candidates)
    pool = [candidate for candidate in given if candidate.whom != "state"] or given
    if any(candidate.whom == "municipal" for candidate in pool):
        pool = [candidate for candidate in pool if candidate.whom != "others"]
    figures = [candidate.figure for candidate in pool if candidate.whom != "full"] or [c.figure for c in pool]
    choose = max if highest else min
    return choose(figures, key=lambda figure: figure.value) if figures else None


def rates(sentence: Sentence) -> Iterator[Candidate]:
    """The shares of costs that are paid."""
    if not _SIGNS.hit(sentence.low):
        return
    yield from _full(sentence)
    found = [(figure, share) for share in shares(sentence.text) if (figure := _rate(sentence, share))]
    candidates = [Candidate(figure, whom(clause_at(sentence.text, share.start).text)) for figure, share in found]
    # "bis zu 100 Prozent, für Gemeinden 90 Prozent": within one sentence the municipality's own rate holds.
    ours = [candidate for candidate in candidates if candidate.whom == "municipal"]
    yield from ours or candidates


def _rate(sentence: Sentence, share: Share) -> Figure | None:
    clause = clause_at(sentence.text, share.start).text
    left, right = sentence.text[: share.start], sentence.text[share.end :]
    if not share.percent or _NOT_A_RATE.search(clause) or _BY.search(left):
        return None
    based = _BASE.search(right) is not None
    granted = _GRANT.search(sentence.text) or _GRANT.search(sentence.lead)
    if not (granted or (based and _UP_TO.search(left))):
        return None
    confidence = 0.5 + 0.25 * based + 0.2 * bool(granted) - 0.2 * bool(_ADDED.search(clause))
    return Figure(share.percent, _quote(sentence.text, share, right), round(confidence, 2))


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
    part = _PART.search(sentence.text)
    if part is not None and _BEARS.search(sentence.text):
        yield Candidate(
            Figure(_PARTS[" ".join(part["part"].casefold().split())], sentence.text, 0.8), whom(sentence.text)
        )
    for share in shares(sentence.text):
        clause = clause_at(sentence.text, share.start).text
        if _OWN.search(clause) and not _NOT_OWN.search(clause) and not _UP_TO.search(sentence.text[: share.start]):
            yield Candidate(Figure(share.percent, clause.strip(), 0.9), whom(clause))
