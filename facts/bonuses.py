"""Percentages that come on top of a rate: "erhöht sich um 10 Prozentpunkte", "zusätzlich … 20 Prozent vom Land"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facts.addressees import whom
from facts.candidates import Candidate, for_a_municipality
from facts.found import Figure
from facts.rate_words import NOT_A_RATE
from facts.rules import Rule, any_of, needles
from facts.sentences import Sentence
from facts.topics import clause_at

RAISED = (
    Rule(
        "the rate is raised",
        r"erhöh\w*|steigt\b|steigen\b|angehoben|aufgestockt|zuschlag\b|zuschläge|aufschlag|\w*bonus\b|\bboni\b|zusätzlich\w*"
        r"|hinzu\s+kommen|kommen\s+hinzu|dazu\s+kommen|hinzukommen|\bincreas\w+|\braised\b|top-?up",
        "Der Fördersatz erhöht sich",
    ),
)
FUNDERS = (
    Rule(
        "one funder beside another",
        r"\b(?:und|sowie)\s+(?:des|der|aus)\s+(?:Bundes|Landes)\w{0,12}\s+(?:(?:bis\s+zu|maximal|höchstens|von)\s+){0,2}$",
        "und des Landeszuschusses bis zu ",
    ),
    Rule(
        "the Land as an item of a list",
        r"^(?:des|vom)\s+(?:Bundes|Landes|Bund|Land)\s+(?:bis\s+zu|maximal)\s+$",
        "des Bundes maximal ",
    ),
)
_MADE_UP = re.compile(r"\bsetzt\s+sich\b.{0,200}\bzusammen\b|\bsetzt\s+sich\s+zusammen\b", re.IGNORECASE | re.DOTALL)
_NATIONAL = re.compile(
    r"^(?:\s(?:aus|vom|von|des|der)(?:\sMitteln)?(?:\s(?:des|der|vom))?)?\s(?:Landes|Land\b|Bundes|Bund\b)",
    re.IGNORECASE,
)
_NATIONAL_AHEAD = re.compile(
    r"(?:^|[,;]\s|\bund\s|\bsowie\s)(?:das\s|der\s)?(?:Land|Bund|Landesmittel|Bundesmittel):?$", re.IGNORECASE
)
_WHOLE_BONUS = 50  # "ein Zuschlag von 75 Prozent auf den Fördersatz" is a share of the rate, no points on top
_SPELT = {"fünf": 5, "zehn": 10, "fünfzehn": 15, "zwanzig": 20, "fünfundzwanzig": 25, "dreißig": 30}
_POINTS = re.compile(
    r"(?P<lead>\b(?:um|von|weitere\w?|zusätzlich\w*|plus|beträgt)\s+(?:(?:bis\s+zu|maximal|höchstens|weitere|zusätzlich\w*|je(?:weils)?|einen\s+Zuschuss\s+von\s+bis\s+zu)\s+){0,3}|\s|^)"
    rf"(?P<number>\d{{1,2}}(?:,\d)?|{'|'.join(_SPELT)})(?:\s|-)?(?:Prozentpunkte?n?|%-?Punkte?n?|Prozent|%|v\.\s?H\.)",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"\bum\b|weitere|zusätzlich|plus|zuschlag|bonus|aufschlag|hinzu\s+kommen|dazu\s+kommen", re.IGNORECASE
)
_RATE = re.compile(r"förder|zuschuss|zuwendung|\bsatz|quote|beihilfe|bonus|mitteln?\b|\brate\b|\bgrant", re.IGNORECASE)
_UP_TO_TOTAL = re.compile(
    r"\bauf\s+(?!den\s+\w*(?:satz|quote))(?:\w+\s+){0,3}(?:bis\s+zu\s+|höchstens\s+|maximal\s+)?\d{1,3}\s?(?:Prozent|%|v\.)",
    re.IGNORECASE,
)
_ADD_UP = re.compile(r"kumul|kombinier|addier|zusammen", re.IGNORECASE)
_EU = re.compile(r"\bESF|\bEFRE|\bELER|\bEU\b|europäisch", re.IGNORECASE)
_RAISED, _FUNDERS, _NOT_A_RATE = any_of(RAISED), any_of(FUNDERS), any_of(NOT_A_RATE)
_SIGNS = needles("prozent % v._h")
_WEIGHT = 0.55  # a sum of two figures is shown with "bitte prüfen"


@dataclass(frozen=True, slots=True)
class Bonus:
    """Percentage points on top. `adds_up`: the text says that several may be had together."""

    candidate: Candidate
    adds_up: bool = False


def bonuses(sentence: Sentence) -> Iterator[Bonus]:
    """What a sentence adds to the rate; where it names the total itself ("auf höchstens 90") nothing is added."""
    if not _SIGNS.hit(sentence.low) or _UP_TO_TOTAL.search(sentence.text):
        return
    for match in _POINTS.finditer(sentence.text):
        clause = clause_at(sentence.text, match.start("number")).text
        if not _NOT_A_RATE.search(clause) and (_raises(sentence, match) or _second_funder(sentence, match)):
            figure = Figure(_number(match["number"]), match[0].strip(), _WEIGHT)
            yield Bonus(Candidate(figure, whom(clause)), _ADD_UP.search(sentence.text) is not None)


def _number(word: str) -> float:
    return float(_SPELT.get(word.casefold()) or word.replace(",", "."))


def _raises(sentence: Sentence, match: re.Match[str]) -> bool:
    near = sentence.text[max(0, match.start() - 90) : match.end() + 60]
    if not _RAISED.search(near) or not _RATE.search(sentence.text + sentence.before + sentence.lead):
        return False
    if _number(match["number"]) >= _WHOLE_BONUS and "unkt" not in match[0]:
        return False
    return _ON_TOP.search(sentence.text[max(0, match.start() - 50) : match.start("number")]) is not None


def _second_funder(sentence: Sentence, match: re.Match[str]) -> bool:
    left = sentence.text[: match.start("number")]
    if _FUNDERS.search(left) is not None and (_EU.search(sentence.text) or _EU.search(sentence.lead)) is not None:
        return True
    national = _NATIONAL.match(sentence.text[match.end() :]) or _NATIONAL_AHEAD.search(sentence.text[: match.start()])
    return bool(national) and (_MADE_UP.search(sentence.text) or _MADE_UP.search(sentence.lead)) is not None


def raised(rate: Figure | None, rates: Iterable[Candidate], found: Iterable[Bonus]) -> Figure | None:
    """The rate with its bonus, where the text gives one rate and says what comes on top; at most 100."""
    given = list(found)
    if rate is None or not given:
        return rate
    extra_alone = {one.candidate.figure.value for one in given if one.candidate.figure.value < rate.value}
    plain = {candidate.figure.value for candidate in for_a_municipality(rates)} - extra_alone
    if len(plain) != 1:
        return rate
    values = [candidate.figure.value for candidate in for_a_municipality(one.candidate for one in given)]
    extra = sum(values) if any(one.adds_up for one in given) else max(values)
    base, words = plain.pop(), max(given, key=lambda one: one.candidate.figure.value).candidate.figure
    return Figure(min(100.0, base + extra), words.quote, _WEIGHT, words.source)
