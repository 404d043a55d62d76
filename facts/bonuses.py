"""Percentages that come on top of a rate: "erhöht sich um 10 Prozentpunkte", "zusätzlich … 20 Prozent vom Land"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from facts.addressees import whom
from facts.around import Around, around
from facts.candidates import Candidate, for_a_municipality
from facts.found import Figure
from facts.money import Share
from facts.rate_words import MEASURED, NOT_A_RATE
from facts.rules import Rule, any_of, needles
from facts.sentences import Sentence

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
_RAISED, _FUNDERS, _NOT_A_RATE = any_of(RAISED), any_of(FUNDERS), any_of((*NOT_A_RATE, *MEASURED))
_SIGNS = needles("prozent % v._h")
_MOST = 30  # percentages of a sentence
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
    matches = list(islice(_POINTS.finditer(sentence.text), _MOST))
    if not matches:
        return
    told = _Told.of(sentence)
    places = [Share(match.start("number"), match.end(), 0) for match in matches]
    for match, near in zip(matches, around(sentence.text, places), strict=True):
        if not _NOT_A_RATE.search(near.clause) and (_raises(match, near, told) or _second_funder(match, near, told)):
            figure = Figure(_number(match["number"]), match[0].strip(), _WEIGHT)
            yield Bonus(Candidate(figure, whom(near.clause)), told.adds_up)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the whole sentence and its lead speak of."""

    rate: bool
    eu: bool
    made_up: bool
    adds_up: bool

    @classmethod
    def of(cls, sentence: Sentence) -> Self:
        parts = (sentence.text, sentence.lead)
        return cls(
            rate=any(_RATE.search(part) for part in (*parts, sentence.before)),
            eu=any(_EU.search(part) for part in parts),
            made_up=any(_MADE_UP.search(part) for part in parts),
            adds_up=_ADD_UP.search(sentence.text) is not None,
        )


def _number(word: str) -> float:
    return float(_SPELT.get(word.lower()) or word.replace(",", "."))


def _raises(match: re.Match[str], near: Around, told: _Told) -> bool:
    lead = len(match["lead"])
    if not told.rate or not _RAISED.search(f"{near.left[-90 - lead :]}{match[0][lead:]}{near.right[:60]}"):
        return False
    if _number(match["number"]) >= _WHOLE_BONUS and "unkt" not in match[0]:
        return False
    return _ON_TOP.search(near.left[-50 - lead :]) is not None


def _second_funder(match: re.Match[str], near: Around, told: _Told) -> bool:
    if told.eu and _FUNDERS.search(near.left) is not None:
        return True
    ahead = near.left.removesuffix(match["lead"])
    return told.made_up and (_NATIONAL.match(near.right) or _NATIONAL_AHEAD.search(ahead)) is not None


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
