"""Of which year a yearless day is: "des Vorjahres", "des laufenden Jahres", "für das Folgejahr", "eines Jahres"."""

import re
from dataclasses import dataclass
from typing import Literal

from facts.rules import Rule, any_of

Of = Literal["year", "previous_year", "any"]
_AHEAD = r"(?:vorange\w{1,8}|vorherge\w{1,8}|vorausge\w{1,8}|vorherig\w{1,3})"
_NEXT = r"(?:folgende\w?|kommende\w?|nächste\w?|nachfolgende\w?|darauf\s?folgende\w?)"
_UNIT = r"(?:Haushalts?|Kalender|Förder|Bewilligungs|Zuwendungs|Wirtschafts)?-?jahr"
_THIS = r"(?:laufende[ns]?|jeweiligen|betreffenden|selben|gleichen|aktuellen|lfd\.)"

PREVIOUS_YEAR = (
    Rule("the year before", r"des\s+Vorjahre?s|im\s+Vorjahr", "bis zum 31.10. des Vorjahres"),
    Rule("the preceding year", rf"{_AHEAD}\s+(?:{_UNIT}|Jahr)", "des vorangehenden Jahres"),
    Rule("the year that precedes the start", r"(?:Jahr|Haushalts\w{0,3}jahr)\w{0,2},?\s+(?:das|welches)?\s?.{0,40}(?:vorausgeht|vorangeht)", "des Jahres, das dem Projektbeginn vorausgeht"),
    Rule("the year before the measure", r"\bJahre?s\s+vor\b", "des Jahres vor Maßnahmebeginn"),
    Rule("for next year", rf"für\s+(?:das|ein|den|die)\s+{_NEXT}\s+{_UNIT}|für\s+(?:das|die)\s+(?:jeweilige\w?\s+)?Folgejahr", "für das folgende Jahr"),
    Rule("English", r"of the (?:previous|preceding) year|the year before", "of the preceding year"),
)  # fmt: skip
SAME_YEAR = (
    Rule("this year", rf"{_THIS}\s+(?:{_UNIT}|Jahr|Studienjahr)|\bim\s+(?:Förder|Antrags|laufenden\s)jahr", "des laufenden Jahres"),
    Rule("the funding year", r"des\s+(?:Förder|Haushalts|Kalender|Bewilligungs|Antrags)jahres", "des Förderjahres"),
    Rule("the year for which", r"des\s+Jahres,?\s+(?:für\s+das|in\s+dem)", "des Jahres, für das"),
    Rule("school years begin in summer", rf"für\s+das\s+{_NEXT}\s+Schuljahr", "für das folgende Schuljahr"),
    Rule("the second half of the year", r"für\s+die\s+(?:folgende\s+)?(?:2\.|zweite)\s+(?:Jahreshälfte|Hälfte|Halbjahr)", "für die 2. Jahreshälfte"),
)  # fmt: skip
EVERY_YEAR = (
    Rule("any year", r"eines\s+(?:jeden\s+|jeweiligen\s+)?(?:Kalender|Haushalts)?jahre?s|jeden\s+Jahres|jedes\s+Jahr|des\s+Jahres|jährlich|jeweils|every year|each year|annual", "eines Jahres"),
)  # fmt: skip
_PREVIOUS, _SAME, _EVERY = any_of(PREVIOUS_YEAR), any_of(SAME_YEAR), any_of(EVERY_YEAR)
_NAMED = re.compile(r"(?:\bim\s+Jahr|des\s+Jahres)\s+(20\d\d)\b", re.IGNORECASE)
_OTHER_YEARS = re.compile(r"\b(?:Jahren?|für|in|Haushaltsjahr|Förderjahr|Programmjahr)\s+(20\d\d)\b", re.IGNORECASE)
_QUALIFIER_REACH = 120


@dataclass(frozen=True, slots=True)
class YearRule:
    """`year`: named elsewhere in the sentence; `end`: where the qualifying words end, for the quote."""

    of: Of
    end: int
    year: int | None = None
    sure: bool = True


def year_rule(text: str, start: int, end: int, until: int) -> YearRule:
    """The rule for a day at text[start:end] whose qualifiers lie before `until`; else the sentence is asked."""
    right = text[end : min(until, end + _QUALIFIER_REACH)]
    named = _NAMED.search(right) or _NAMED.search(text[:start])
    if named is not None:
        return YearRule("any", end, year=int(named[1]))
    for of, pattern in _ORDER:
        found = pattern.search(right)
        if found is not None:
            return YearRule(of, end + found.end())
    return _from_the_left(text[:start], end)


_ORDER: tuple[tuple[Of, re.Pattern[str]], ...] = (("previous_year", _PREVIOUS), ("year", _SAME), ("any", _EVERY))


def _from_the_left(left: str, end: int) -> YearRule:
    if _OTHER_YEARS.search(left):
        return YearRule("any", end, sure=False)
    for of, pattern in _ORDER:
        if pattern.search(left):
            return YearRule(of, end)
    return YearRule("any", end, sure=False)
