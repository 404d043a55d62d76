"""The words of an officer's list -> our codes: by closed tables in any spelling, never by likeness."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from babel import Locale
from rapidfuzz import fuzz, process

from funding.places import ELSEWHERE, EUROPE, LAENDER, NATIONWIDE, is_country
from funding.text import fold
from funding.vocabulary import APPLICANTS, FUNDER_LEVELS, KINDS

_LONGEST = 80  # characters worth comparing
_ALIKE = 75  # percent; a hint for people, nothing is decided by it
_WORDS = re.compile(r"[a-z0-9]+")

_APPLICANTS = {
    "kommune": """Kommunen kommunal Stadt Städte Gemeinde Gemeinden Landkreis Landkreise Kreis Kreise Bezirk
        bezirk_berlin bezirk_hamburg Gebietskörperschaft Gebietskörperschaften kommunale_Gebietskörperschaft
        kommunale_Gebietskörperschaften Kommunalverwaltung Stadtverwaltung kreisfreie_Stadt kreisfreie_Städte
        Gemeindeverband Gemeindeverbände city cities town towns municipalities local_authority local_authorities""",
    "oeffentliche_einrichtung": """öffentliche_Einrichtungen Zweckverband Zweckverbände public_bodies public_authority
        public_authorities""",
    "verband_vereinigung": """Verein Vereine eingetragener_Verein eingetragene_Vereine e_V Verband Verbände Vereinigung
        Vereinigungen Partnerschaftsverein Partnerschaftsvereine Städtepartnerschaftsverein NGO NGOs
        Nichtregierungsorganisation Nichtregierungsorganisationen associations""",
    "unternehmen": "Firma Firmen KMU Betrieb Betriebe companies SME SMEs",
    "existenzgruenderin": """Existenzgründer Existenzgründerin Existenzgründerinnen Existenzgründer_innen Gründer
        Gründerinnen founders Startup Startups""",
    "privatperson": "Privatpersonen natürliche_Person natürliche_Personen individuals private_persons",
    "bildungseinrichtung": "Bildung Bildungseinrichtungen Bildungsträger Schule Schulen school schools",
    "hochschule": "Hochschulen Universität Universitäten Fachhochschule Fachhochschulen universities",
    "forschungseinrichtung": "Forschung Forschungseinrichtungen research_institutions research_organisations",
}
_KINDS = {
    "grant": "Zuschüsse Zuwendung Zuwendungen grants",
    "loan": "Kredit Kredite loans",
    "guarantee": "Bürgschaft Bürgschaften Garantie Garantien",
    "equity": "Beteiligungen",
    "prize": "Preise Wettbewerb Wettbewerbe Preisgeld prizes award",
    "staff_post": "Personal Personalstellen",
    "training": "Schulung Fortbildung Weiterbildung",
    "network": "Netzwerke Vernetzung",
    "in_kind": "Sachleistung Beratung support",
}
_LEVELS = {
    "eu": "Europa europäisch Europäische_Union",
    "bund": "Bundesebene national",
    "land": "Bundesland Landesebene Länder",
    "kommune": "kommunal",
    "stiftung": "Stiftungen",
    "other": "Sonstiges",
}
_REGIONS = {
    NATIONWIDE: "Deutschland Bund BRD Germany deutschlandweit national nationwide DE",
    EUROPE: "Europa europaweit Europäische_Union European_Union EU_weit",
    ELSEWHERE: "Ausland",
    "Baden-Württemberg": "BW BaWü",
    "Bayern": "BY Bavaria Freistaat_Bayern",
    "Berlin": "BE",
    "Brandenburg": "BB",
    "Bremen": "HB Freie_Hansestadt_Bremen",
    "Hamburg": "HH Freie_und_Hansestadt_Hamburg",
    "Hessen": "HE Hesse",
    "Mecklenburg-Vorpommern": "MV Mecklenburg_Western_Pomerania",
    "Niedersachsen": "NI NDS Lower_Saxony",
    "Nordrhein-Westfalen": "NW NRW North_Rhine_Westphalia",
    "Rheinland-Pfalz": "RP RLP Rhineland_Palatinate",
    "Saarland": "SL",
    "Sachsen": "SN Saxony Freistaat_Sachsen",
    "Sachsen-Anhalt": "ST LSA Saxony_Anhalt",
    "Schleswig-Holstein": "SH",
    "Thüringen": "TH Thuringia Freistaat_Thüringen",
}
_LANGUAGES = {"de": "Deutsch German", "en": "Englisch English"}


def spelled(words: str) -> str:
    """The spelling by which labels are compared: folded, letters and digits only."""
    return " ".join(_WORDS.findall(fold(words)))


def applicant(words: str) -> str | None:
    """Our code of an applicant (code, label or another usual word for it), or None."""
    return _applicants().get(spelled(words))


def kind(words: str) -> str | None:
    """Our code of a kind of funding, or None."""
    return _kinds().get(spelled(words))


def level(words: str) -> str | None:
    """Our code of a funder's level, or None."""
    return _levels().get(spelled(words))


def region(words: str) -> str | None:
    """Our name of a Land (from name or abbreviation), `bundesweit`, `EU` or `Sonstige`; else None."""
    return _regions().get(spelled(words))


def language(words: str) -> str | None:
    """`de` or `en`, or None."""
    return _languages().get(spelled(words))


def country(words: str) -> str | None:
    """The ISO code of a country given by code or by its German or English name, or None."""
    code = words.strip().upper()
    return code if is_country(code) else _countries().get(spelled(words))


def hint(words: str, known: Iterable[str]) -> str:
    """`. Meinten Sie „…“?` with the likest of the known words, or nothing."""
    choices = {spelled(word): word for word in known}
    best = process.extractOne(spelled(words[:_LONGEST]), choices.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return f". Meinten Sie „{choices[best[0]]}“?" if best else ""


def applicant_labels() -> list[str]:
    """What may be written in the column of applicants."""
    return [german for german, _ in APPLICANTS.values()]


def region_labels() -> list[str]:
    """What may be written in the column of regions."""
    return [NATIONWIDE, EUROPE, ELSEWHERE, *LAENDER]


def kind_labels() -> list[str]:
    """What may be written in the column of kinds."""
    return [german for german, _ in KINDS.values()]


@cache
def _applicants() -> Mapping[str, str]:
    return _table(APPLICANTS, _APPLICANTS)


@cache
def _kinds() -> Mapping[str, str]:
    return _table(KINDS, _KINDS)


@cache
def _levels() -> Mapping[str, str]:
    return _table(FUNDER_LEVELS, _LEVELS)


@cache
def _regions() -> Mapping[str, str]:
    return _table({name: (name,) for name in region_labels()}, _REGIONS)


@cache
def _languages() -> Mapping[str, str]:
    return _table({}, _LANGUAGES) | {"de": "de", "en": "en"}


@cache
def _countries() -> Mapping[str, str]:
    names = [cast("dict[str, str]", Locale(tongue).territories) for tongue in ("en", "de")]
    return {spelled(name): code for table in names for code, name in table.items() if is_country(code)}


def _table(labels: Mapping[str, tuple[str, ...]], more: Mapping[str, str]) -> dict[str, str]:
    """Spelling -> code; two codes for one spelling would be a fault of the tables above."""
    words = [(word, code) for code, names in labels.items() for word in (code, *names)]
    words += [(word, code) for code, usual in more.items() for word in usual.split()]
    return {spelled(word): code for word, code in words}
