"""What a text demands beyond the applicant's kind: partners abroad, a consortium, a size, a decision or a plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from facts.rules import Rule, any_of, needles
from facts.sentences import Sentence
from funding.places import country_words
from funding.programme import ConsortiumRule, PartnerRule
from funding.text import fold

DEMANDED = (
    Rule(
        "it must be",
        r"\bmuss\b|\bmüssen\b|voraussetz|bedingung|erforderlich|notwendig|\bnötig\b|\bmindestens\b|beizufügen|beigelegt|"
        r"beizulegen|vorzulegen|vorlegen|\bliegt\b.{0,60}\b(?:bei|vor)\b|nachzuweisen|brauch(?:t|en)\b|verlangt|\bnur\b|"
        r"\bmust\b|\brequire|\bat least\b|\bshall\b|\bneeds?\b",
        "muss sich in einem Land befinden",
    ),
)
DAC = (
    Rule(
        "countries of the Global South",
        r"\bDAC\b|\bODA\b|empfängerl[aä]nd\w*\s+öffentlicher\s+entwicklung|global(?:en|er|e|em)\s+südens?|global\s+south|"
        r"entwicklungs-?\s?(?:und|oder|/)\s?schwellenl[aä]nd|entwicklungsl[aä]nd|developing countr",
        "in einem Land der DAC-Liste",
    ),
)
EU = (
    Rule("EU member states", r"EU-(?:Mitglied|Staat|Land|Länd)|mitgliedst?s?taat|member states?", "EU-Mitgliedstaat"),
)
PRECONDITIONS: tuple[tuple[str, Rule], ...] = (
    (
        "Ratsbeschluss",
        Rule(
            "a decision of the council",
            r"(?:rats|gemeinderats|stadtrats|kreistags|gremien)beschl|(?:beschl[uü]ss\w*|zustimmung)\s+(?:des|der)\s+(?:\w+\s+){0,2}"
            r"(?:rat|gemeinde|stadtrat|stadtverordneten|kreistag|vertretung|gremi)|"
            r"(?:city|town|municipal|local) council (?:decision|resolution)",
            "Ein Beschluss des Rates",
        ),
    ),
    (
        "Klimapartnerschaft",
        Rule(
            "a climate partnership",
            r"klimapartnerschaft|climate partnership",
            "Teilnahme am Projekt „Kommunale Klimapartnerschaften“",
        ),
    ),
    (
        "Partnerschaftsvertrag",
        Rule(
            "a contract of the partners",
            r"partnerschafts(?:vertrag|vereinbarung|abkommen)|schriftliche\w?\s+(?:partnerschafts)?vereinbarung\s+(?:mit|der|zwischen)\s+"
            r"(?:\w+\s+){0,2}partner|partnership agreement",
            "ein abgeschlossener Partnerschaftsvertrag",
        ),
    ),
    (
        "Konzept",
        Rule(
            "a plan that is there already",
            r"\w*(?:konzept|strategie|entwicklungsplan)\w{0,2}\s+(?:\w+\s+){0,5}(?:vorliegen|vorhanden|liegt\s+vor)",
            "ein Radverkehrskonzept muss vorliegen",
        ),
    ),
)
_NOT_YET = re.compile(r"\b(?:nicht|kein\w*|ohne)\b", re.IGNORECASE)
_COUNT = r"(?:\d{1,2}|zwei|drei|vier|fünf|sechs|two|three|four|five|six)"
_NUMBERS = {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_WHO = (
    r"(?:partner\w*|projektpartner\w*|antragstell\w+|organisationen|einrichtungen|kommunen|städten?|gemeinden|(?:legal\s+)?entities|"
    r"applicants|organisations|organizations|municipalities|beneficiaries|participants)"
)
_PARTNERS = re.compile(
    rf"(?:mindestens|at\s+least|aus)\s+(?P<n>{_COUNT})\s+(?:[\w-]+\s+){{0,2}}?{_WHO}\b", re.IGNORECASE
)
_COUNTRIES = re.compile(
    rf"(?:aus|from|in)\s+(?:mindestens\s+|at\s+least\s+)?(?P<n>{_COUNT})\s+(?:[\w-]+\s+){{0,3}}?"
    r"(?:mitgliedst?s?taaten|ländern|staaten|countries|member\s+states)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(rf"konsorti|consorti|\b{_WHO}|institution|träger|\bpartner", re.IGNORECASE)
_NOT_DEMANDED = re.compile(
    r"empfohlen|bevorzugt|vorrang|wünschenswert|encouraged|\bpriority\b|preferabl|desirable|"
    r"(?:pilot|demonstrat|living lab|implemented|tested|completed)\w*[^.;]{0,60}\bin (?:at least )?\w+",
    re.IGNORECASE,
)
_OF_THE_EU = re.compile(
    rf"(?:davon|of\s+which|wobei)\s.{{0,20}}?(?P<n>ein\w*|one|{_COUNT})\s.{{0,60}}\bEU\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"(?P<how>mindestens|wenigstens|ab|mehr\s+als|über|at\s+least|more\s+than|bis\s+zu|bis|höchstens|maximal|weniger\s+als|unter|"
    r"fewer\s+than|less\s+than|up\s+to)\s+(?P<n>\d{1,3}(?:[.,\s]\d{3}){1,2}|\d{3,7})\s+"
    r"(?:einwohner|inhabitants|residents|menschen\s+leben)",
    re.IGNORECASE,
)
_AT_MOST = frozenset("bis höchstens maximal weniger unter fewer less up".split())
_WHO_APPLIES = re.compile(
    r"antragsberechtigt|antragstell|bewerben|gefördert\s+werden|richtet\s+sich|zuwendungsempf|konsorti|kommunen\s+mit|städte\w?\s+(?:und|mit|ab)|"
    r"gemeinden\s+(?:mit|ab|bis)|\bapply\b|eligible|consorti",
    re.IGNORECASE,
)
_ONLY_ADVICE = re.compile(
    r"empfohlen|bevorzugt|vorrang|encouraged|\bje\s+(?:angefangene\s+)?\d|\bpro\s+\d|prozent|%|zuschuss|EUR|€|höhe",
    re.IGNORECASE,
)
_PARTNER = re.compile(r"partner(?!schaften\s+für)", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|im|aus|from)\s+(?:der\s+|den\s+|dem\s+)?(?P<name>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?)")
_ONLY_FOR = re.compile(r"^(?:bei|für)\s+(?P<kind>[\w-]*(?:projekten?|vorhaben|begegnungen))\b", re.IGNORECASE)
_EU_PARTNER = re.compile(rf"partner[^.;]{{0,60}}\b(?:{EU[0].words})", re.IGNORECASE)
_DEMANDED, _DAC = any_of(DEMANDED), any_of(DAC)
_EACH = tuple((name, any_of([rule])) for name, rule in PRECONDITIONS)
_SIGNS = needles(
    """
    partner countries member_state konsort consort einwohner inhabit resident beschl konzept strategie plan applicants
    legal_ent vertrag
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
    if _DEMANDED.search(sentence.text):
        yield from _consortium(sentence)
        yield from _partner(sentence)
        for name, pattern in _EACH:
            found = pattern.search(sentence.text)
            if found is not None and not _NOT_YET.search(sentence.text):
                yield Condition("preconditions", name, sentence.text)


def _population(sentence: Sentence) -> Iterator[Condition]:
    told = sentence.text + " " + sentence.lead
    if not _WHO_APPLIES.search(told) or _ONLY_ADVICE.search(sentence.text):
        return
    for match in islice(_PEOPLE.finditer(sentence.text), 4):
        field = "population_max" if match["how"].split()[0].casefold() in _AT_MOST else "population_min"
        yield Condition(field, int(re.sub(r"\D", "", match["n"])), sentence.text)


def _consortium(sentence: Sentence) -> Iterator[Condition]:
    partners, countries = _PARTNERS.search(sentence.text), _COUNTRIES.search(sentence.text)
    if countries is None and (partners is None or "partner" not in sentence.low):
        return
    if not _TOGETHER.search(sentence.text) or _NOT_DEMANDED.search(sentence.text):
        return
    of_the_eu = _OF_THE_EU.search(sentence.text)
    rule = ConsortiumRule(
        partners_min=_number(partners), countries_min=_number(countries), eu_min=_number(of_the_eu), quote=sentence.text
    )
    yield Condition("consortium_rule", rule, sentence.text)


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    word = match["n"].casefold()
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def _partner(sentence: Sentence) -> Iterator[Condition]:
    if not _PARTNER.search(sentence.text):
        return
    only = _ONLY_FOR.search(sentence.text)
    kind = only["kind"] if only else None
    if _DAC.search(sentence.text):
        rule = PartnerRule(rule="dac", only_for=kind, quote=sentence.text)
    elif countries := _countries(sentence.text):
        rule = PartnerRule(rule="list", countries=countries, only_for=kind, quote=sentence.text)
    elif _EU_PARTNER.search(sentence.text) and not _COUNTRIES.search(sentence.text):
        rule = PartnerRule(rule="eu", only_for=kind, quote=sentence.text)
    else:
        return
    yield Condition("partner_rule", rule, sentence.text)


def _countries(text: str) -> tuple[str, ...]:
    """The foreign countries named after "in" or "aus" (and in the list that follows)."""
    first = _WHERE.search(text)
    if first is None or _code(first["name"]) is None:
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
