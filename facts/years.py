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
    Rule(
        "the year that precedes the start",
        r"(?:Jahr|Haushalts\w{0,3}jahr)\w{0,2},?\s+(?:das|welches)?\s?.{0,40}(?:vorausgeht|"
        r"vorangeht)",
        "des Jahres, das dem Projektbeginn vorausgeht",
    ),
    Rule(
        "the year that lies before",
        r"des\s+vor\s.{0,40}liegenden\s+Jahr",
        "des vor dem Bewilligungszeitraum liegenden Jahres",
    ),
    Rule("the year before the measure", r"\bJahre?s\s+vor\b", "des Jahres vor Maßnahmebeginn"),
    Rule(
        "before the year",
        rf"vor\s+(?:dem\s+jeweiligen|Beginn\s+des(?:\s+jeweiligen)?)\s+{_UNIT}",
        "vor dem jeweiligen Kalenderjahr",
    ),
    Rule(
        "for next year",
        rf"für\s+(?:das|ein|den|die)\s+{_NEXT}\s+{_UNIT}|für\s+(?:das|die)\s+(?:jeweilige\w?\s+)?Folgejahr",
        "für das folgende Jahr",
    ),
    Rule(
        "for what happens next year",
        r"für\s+(?:\w+e\s+)?(?:Maßnahmen|Projekte|Vorhaben|Veranstaltungen|Reisen|Begegnungen)\s+(?:des|im|"
        rf"in)\s+{_NEXT}\s+{_UNIT}|"
        rf"für\s+das\s+jeweils\s+{_NEXT}\s+(?!schul)\w*jahr",
        "für Maßnahmen des kommenden Jahres",
    ),
    Rule("English", r"of the (?:previous|preceding) year|the year before", "of the preceding year"),
)
SAME_YEAR = (
    Rule(
        "this year",
        rf"{_THIS}\s+(?:{_UNIT}|Jahr|Studienjahr)|\bim\s+(?:Förder|Antrags|laufenden\s)jahr",
        "des laufenden Jahres",
    ),
    Rule("for this year", r"für\s+das\s+(?:jeweilige\s+|gleiche\s+)?Kalenderjahr", "für das Kalenderjahr"),
    Rule("the funding year", r"des\s+(?:Förder|Haushalts|Kalender|Bewilligungs|Antrags)jahres", "des Förderjahres"),
    Rule("the year for which", r"des\s+Jahres,?\s+(?:für\s+das|in\s+dem)", "des Jahres, für das"),
    Rule(
        "school years begin in summer", rf"für\s+das\s+(?:jeweils\s+)?{_NEXT}\s+Schuljahr", "für das folgende Schuljahr"
    ),
    Rule(
        "the second half of the year",
        r"für\s+(?:die|das)\s+(?:folgende\s+)?(?:2\.|zweite)\s+(?:Jahreshälfte|Hälfte|Halbjahr)",
        "für die 2. Jahreshälfte",
    ),
)
EVERY_YEAR = (
    Rule(
        "any year",
        r"eines\s+(?:jeden\s+|jeweiligen\s+)?(?:Kalender|Haushalts)?jahre?s|jeden\s+Jahres|"
        r"jedes\s+Jahr|des\s+Jahres|jährlich|jeweils|every year|each year|annual",
        "eines Jahres",
    ),
)
_PREVIOUS, _SAME, _EVERY = any_of(PREVIOUS_YEAR), any_of(SAME_YEAR), any_of(EVERY_YEAR)
_NAMED = re.compile(
    r"(?:\bim\s+Jahr|des\s+Jahres|\b(?:in\s+)?den\s+Jahren)\s+(20\d\d(?:(?:,\s|\sund\s|"
    r"\ssowie\s)20\d\d){0,6})\b(?!\s(?:bis|[-–])\s20)",
    re.IGNORECASE,
)
_OTHER_YEARS = re.compile(r"\b(?:Jahren?|für|in|Haushaltsjahr|Förderjahr|Programmjahr)\s+(20\d\d)\b", re.IGNORECASE)
_REST_OF_WORD = re.compile(r"\w*(?:(?<=\bvor)\s[\w-]+)?")
_YEAR_AFTER = re.compile(
    r"\s?(?:des|im)\s(?:darauf\s?|jeweiligen\s|auf\s[^.,]{0,50}\s)?(?:Folgejahr|folgenden\sJahr|"
    r"folgenden\s\w{0,12}jahr|nächsten\s\w{0,12}jahr)",
    re.IGNORECASE,
)
_STARTS_NEXT_YEAR = re.compile(
    r"\w*(?:beginn|start|anfang)\s(?:ab|zum|am)\s(?:dem\s|den\s)?\d{1,2}\.\s?(?:\d{1,2}\.|"
    r"[A-ZÄÖÜ]\w+\.?)\s(?:des|im)\s(?:Folgejahr|(?:folgend|nächst|kommend)en\sJahr)",
    re.IGNORECASE,
)
_QUALIFIER_REACH = 120
_JOIN = re.compile(r"[,;]\s|\s(?:und|sowie|oder|bzw\.|beziehungsweise|and)\s", re.IGNORECASE)
_ANY_RULE = any_of((*PREVIOUS_YEAR, *SAME_YEAR, *EVERY_YEAR))
_QUALIFIED = re.compile(
    r"\s(?:[^.;]|\d\.){3,160}?\s(?:und|sowie|beziehungsweise|bzw\.|and)\s(?:(?:der|zum|am|den|dem|the)\s){0,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class YearRule:
    """`years`: named elsewhere in the sentence; `end`: where the qualifying words end, for the quote."""

    of: Of
    end: int
    years: tuple[int, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day (or a list of days) stands among the others of its sentence, at text[start:end].

    `until`: where the next day begins, or the sentence ends; `first`: the start of the sentence's first day;
    `behind`: the end of the day before its list, 0 for the first.
    """

    start: int
    end: int
    until: int
    first: int
    behind: int = 0


def year_rule(text: str, place: Place) -> YearRule | None:
    """The rule for a day: what stands behind it, then before it, then before the first day of the sentence.

    What stands behind another day is that day's own. None for "31.3. des Folgejahres": nobody applies for what was
    done the year before.
    """
    end = place.end
    next_year = _STARTS_NEXT_YEAR.search(text)
    if next_year and not next_year.start() <= place.start < next_year.end():
        return YearRule("previous_year", end)
    right = _own(text[end : place.until], last=place.until >= len(text))[:_QUALIFIER_REACH]
    if _YEAR_AFTER.match(right):
        return None
    named = _NAMED.search(right) or _NAMED.search(text[: place.start])
    if named is not None:
        return YearRule("any", end, years=tuple(int(year) for year in re.findall(r"\d{4}", named[1])))
    for of, pattern in _ORDER:
        found = pattern.search(right)
        if found is not None:
            return YearRule(of, end + _word_end(right, found.end()))
    return _from_the_left(_leading(text, place), text[: place.first], end)


def _own(right: str, *, last: bool) -> str:
    """What belongs to this day of the words up to the next: all up to the last joining word."""
    joins = [] if last else list(_JOIN.finditer(right))
    return right[: joins[-1].start()] if joins else right


def _leading(text: str, place: Place) -> str:
    between = text[place.behind : place.start] if place.behind else ""
    joins = list(_JOIN.finditer(between))
    return between[joins[-1].end() :] if joins else ""


_ORDER: tuple[tuple[Of, re.Pattern[str]], ...] = (("previous_year", _PREVIOUS), ("year", _SAME), ("any", _EVERY))


def _word_end(text: str, at: int) -> int:
    rest = _REST_OF_WORD.match(text, at)
    return rest.end() if rest else at


def _from_the_left(near: str, far: str, end: int) -> YearRule:
    if _OTHER_YEARS.search(near + " " + far):
        return YearRule("any", end, sure=False)
    for left in (near, far):
        for of, pattern in _ORDER:
            if pattern.search(left):
                return YearRule(of, end)
    return YearRule("any", end, sure=False)


def joins_with_its_own(between: str) -> bool:
    """Whether the words between two days only say the year of the first: " des Vorjahres und der "."""
    return _QUALIFIED.fullmatch(between) is not None and _ANY_RULE.match(between.lstrip()) is not None
