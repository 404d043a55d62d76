"""What a text demands beyond the applicant's kind: partners abroad, a consortium, a size, a decision or a plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from facts.condition_words import DAC, DEMANDED, EU, FUNDED_WITH, PRECONDITIONS
from facts.rules import any_of, needles
from facts.sentences import Sentence
from funding.places import country_words
from funding.programme import ConsortiumRule, PartnerRule
from funding.text import fold

_NOT_YET = re.compile(r"\b(?:nicht|kein\w*|ohne)\b", re.IGNORECASE)
_NUMBERS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_LEAST = r"(?:mindestens|wenigstens|minimum\s+(?:of|von)|at\s+least|no\s+fewer\s+than|no\s+less\s+than)"
_WHO = (
    r"(?:partner\w*|projektpartner\w*|verbundpartner\w*|antragstell\w+|organisation(?:en)?|einrichtungen|kommunen|städten?|gemeinden"
    r"|(?:legal\s+)?entities|applicants|organi[sz]ations|institutions|municipalities|cities|authorities|(?:co-)?beneficiaries"
    r"|participants|members)"
)
_PARTNERS = re.compile(
    rf"(?:{_LEAST}|aus|consists?\s+of|composed\s+of)\s+(?P<n>{_COUNT})\s+(?:\([^()]{{1,12}}\)\s+)?(?:[\w-]+\s+){{0,4}}?{_WHO}\b",
    re.IGNORECASE,
)
_COUNTRIES = re.compile(
    rf"(?:aus|from|in)\s+(?:{_LEAST}\s+)?(?P<n>{_COUNT})\s+(?:\([^()]{{1,12}}\)\s+)?(?:[\w-]+\s+){{0,4}}?"
    r"(?:(?:EU-)?mitgliedst?s?taaten|(?:\w+-?)?ländern|(?:\w+-)?staaten|countries|member\s+states)",
    re.IGNORECASE,
)
_DIFFERENT = re.compile(
    r"\b(?:each|jeweils|jede[rs]?)\b[^.;]{0,60}\b(?:different|verschiedene[nr]?|anderen)\s+(?:[\w-]+\s){0,2}"
    r"(?:member\s+state|countr(?:y|ies)|mitgliedst?s?taat|land\b|staat)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:aus|from|in)\s+(?:different|various|verschiedenen|unterschiedlichen)\s+(?:[\w-]+\s){0,2}"
    r"(?:(?:EU-)?mitgliedst?s?taaten|ländern|(?:EU-)?staaten|countries|member\s+states)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(rf"konsorti|consorti|\b{_WHO}|institution|träger|\bpartner", re.IGNORECASE)
_NOT_DEMANDED = re.compile(
    r"\b(?:young|youth|citizens|students|pupils|jugendliche|jungen?\s+menschen|schüler\w*)\b|empfohlen|bevorzugt|vorrang|wünschenswert|encouraged|\bpriority\b|preferabl|desirable|"
    r"(?:pilot|demonstrat|living lab|implemented|tested|completed)\w*[^.;]{0,60}\bin (?:at least )?\w+",
    re.IGNORECASE,
)
_OF_THE_EU = re.compile(
    rf"(?:davon|of\s+which|wobei)\s.{{0,20}}?(?P<n>ein\w*|one|{_COUNT})\s.{{0,60}}\b(?:EU\b|EU-|mitgliedst?s?taat|member\s+state)"
    rf"|{_LEAST}\s+(?P<m>eine?r?|one)\s(?:[\w-]+\s){{0,8}}(?:EU-)?(?:mitgliedst?s?taat|member\s+state)",
    re.IGNORECASE,
)
_INHABITANTS = r"(?:einwohner|inhabitants|residents|people\b|menschen\s+leben)"
_MANY = r"(?:\d{1,3}(?:[.,\s]\d{3}){1,2}|\d{3,7})"
_HOW = (
    r"(?P<how>mindestens|wenigstens|ab|mehr\s+als|über|at\s+least|more\s+than|over|bis\s+zu|bis|höchstens|maximal|weniger\s+als|unter"
    r"|above|(?:a\s+)?minimum\s+of|fewer\s+than|less\s+than|up\s+to|below|under)"
)
_PEOPLE = re.compile(rf"\b{_HOW}\s+(?P<n>{_MANY})\s+{_INHABITANTS}", re.IGNORECASE)
_SIZE = re.compile(
    rf"\b(?:population\s+of|einwohnerzahl\s+(?:\w+\s+){{0,2}}?(?:von|bei))\s+{_HOW}\s+(?P<n>{_MANY})\b", re.IGNORECASE
)
_FROM_TO = re.compile(
    rf"\b(?:zwischen|between|mit|from)\s+(?P<n>{_MANY})\s+(?:und|bis|and|to)\s+(?P<m>{_MANY})\s+{_INHABITANTS}",
    re.IGNORECASE,
)
_AT_MOST = frozenset("bis höchstens maximal weniger unter fewer less up below under".split())
_WHO_APPLIES = re.compile(
    r"antragsberechtigt|antragstell|bewerben|gefördert\s+werden|richtet\s+sich|zuwendungsempf|konsorti|kommunen\s+mit|städte\w?\s+(?:und|mit|ab)|"
    r"gemeinden\s+(?:mit|ab|bis)|\bapply\b|\b(?:may|can)\s+submit\b|\bopen\s+to\b|eligible|consorti|\bapplicants?\b|\bcities\s+must\b|\b(?:kommune|gemeinde|stadt)\w*\s+muss\b",
    re.IGNORECASE,
)
_ONLY_ADVICE = re.compile(
    r"empfohlen|bevorzugt|vorrang|encouraged|\bje\s+(?:angefangene\s+)?\d|\bpro\s+\d|prozent|%|zuschuss|EUR|€|höhe",
    re.IGNORECASE,
)
_PARTNER = re.compile(r"partner(?!schaften\s+für)", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|im|aus|from)\s+(?:der\s+|den\s+|dem\s+)?(?P<name>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?)")
# Countries that are named as examples are no closed list: "in Polen, der Ukraine oder einem anderen Land Osteuropas".
_MORE_THAN_NAMED = re.compile(
    r"\b(?:ander\w+|weiter\w+|sonstig\w+|other)\s+(?:\w+\s+)?(?:land\b|länder|staat|countr)|\b(?:z\.\s?B\.|beispielsweise|etwa"
    r"|zum\s+beispiel|vor\s+allem|insbesondere|for\s+example|such\s+as|e\.\s?g\.)\s",
    re.IGNORECASE,
)
_ONLY_FOR = re.compile(r"^(?:bei|für)\s+(?P<kind>[\w-]*(?:projekten?|vorhaben|begegnungen))\b", re.IGNORECASE)
_EU_PARTNER = re.compile(rf"partner[^.;]{{0,60}}\b(?:{EU[0].words})", re.IGNORECASE)
_DEMANDED, _DAC, _FUNDED_WITH = any_of(DEMANDED), any_of(DAC), any_of(FUNDED_WITH)
_CONSORTIUM = re.compile(r"partner|konsorti|consorti|verbund|gemeinsam|jointly", re.IGNORECASE)
_EACH = tuple((name, any_of([rule])) for name, rule in PRECONDITIONS)
_SIGNS = needles(
    """
    partner countries member_state konsort consort einwohner inhabit resident beschl konzept strategie plan applicants
    legal_ent vertrag zustimm entwicklungsl schwellenl südens population council konsorti
    """
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand: `field` of the programme, its value and the words."""

    field: str
    value: PartnerRule | ConsortiumRule | int | str
    quote: str


def conditions(sentence: Sentence) -> Iterator[Condition]:
    """What one sentence demands; advice ("empfohlen") demands nothing."""
    if not _SIGNS.hit(sentence.low):
        return
    yield from _population(sentence)
    demanded = _DEMANDED.search(sentence.text) is not None
    rule = _consortium(sentence) if demanded else None
    if rule is not None:
        yield Condition("consortium_rule", rule, sentence.text)
    if demanded or _FUNDED_WITH.search(sentence.text):
        yield from _partner(sentence, in_consortium=rule is not None)
    if demanded:
        for name, pattern in _EACH:
            found = pattern.search(sentence.text)
            if found is not None and not _NOT_YET.search(sentence.text):
                yield Condition("preconditions", name, sentence.text)


def _population(sentence: Sentence) -> Iterator[Condition]:
    told = sentence.text + " " + sentence.lead
    if not _WHO_APPLIES.search(told) or _ONLY_ADVICE.search(sentence.text):
        return
    between = _FROM_TO.search(sentence.text)
    if between is not None:
        yield Condition("population_min", _people(between["n"]), sentence.text)
        yield Condition("population_max", _people(between["m"]), sentence.text)
        return
    for match in islice(chain(_PEOPLE.finditer(sentence.text), _SIZE.finditer(sentence.text)), 4):
        field = "population_max" if match["how"].split()[0].casefold() in _AT_MOST else "population_min"
        yield Condition(field, _people(match["n"]), sentence.text)


def _people(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _consortium(sentence: Sentence) -> ConsortiumRule | None:
    text = sentence.text
    if not _TOGETHER.search(text) or _NOT_DEMANDED.search(text):
        return None
    partners, countries = _number(_PARTNERS.search(text)), _number(_COUNTRIES.search(text))
    if countries is None and partners is not None:
        countries = partners if _DIFFERENT.search(text) else 2 if _SEVERAL.search(text) else None
    if countries is None and (partners is None or not _CONSORTIUM.search(text)):
        return None
    of_the_eu = _OF_THE_EU.search(text) if countries else None
    return ConsortiumRule(partners_min=partners, countries_min=countries, eu_min=_number(of_the_eu), quote=text)


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    word = next(word for word in match.groups() if word).casefold()
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def _partner(sentence: Sentence, *, in_consortium: bool) -> Iterator[Condition]:
    if not (_PARTNER.search(sentence.text) or _FUNDED_WITH.search(sentence.text)):
        return
    only = _ONLY_FOR.search(sentence.text)
    kind = only["kind"] if only else None
    if _DAC.search(sentence.text):
        rule = PartnerRule(rule="dac", only_for=kind, quote=sentence.text)
    elif countries := _countries(sentence.text):
        rule = PartnerRule(rule="list", countries=countries, only_for=kind, quote=sentence.text)
    elif _EU_PARTNER.search(sentence.text) and not in_consortium:
        rule = PartnerRule(rule="eu", only_for=kind, quote=sentence.text)
    else:
        return
    yield Condition("partner_rule", rule, sentence.text)


def _countries(text: str) -> tuple[str, ...]:
    """The foreign countries named after "in" or "aus" (and in the list that follows)."""
    first = _WHERE.search(text)
    if first is None or _code(first["name"]) is None or _MORE_THAN_NAMED.search(text):
        return ()
    names = re.findall(r"[A-ZÄÖÜ][\w-]+", text[first.start("name") :])[:30]
    codes = [_code(name) for name in names]
    return tuple(dict.fromkeys(code for code in codes if code and code != "DE"))


def _code(name: str) -> str | None:
    """A country by its name; short codes are words of other meaning ("and", "in")."""
    forms = (name, name.split(maxsplit=1)[0], name.rstrip("sn"))
    return next(
        (country_words()[fold(form)] for form in forms if len(form) > 3 and fold(form) in country_words()), None
    )
