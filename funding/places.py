"""Länder, AGS, countries and country groups."""

from functools import lru_cache
from typing import cast

from babel import Locale

from funding.vocabulary import Language

# Official municipality key (AGS): the first two digits name the Land (Destatis, Gemeindeverzeichnis).
LAND_OF_AGS = {
    "01": "Schleswig-Holstein", "02": "Hamburg", "03": "Niedersachsen", "04": "Bremen",
    "05": "Nordrhein-Westfalen", "06": "Hessen", "07": "Rheinland-Pfalz", "08": "Baden-Württemberg",
    "09": "Bayern", "10": "Saarland", "11": "Berlin", "12": "Brandenburg", "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen", "15": "Sachsen-Anhalt", "16": "Thüringen",
}  # fmt: skip
LAENDER = tuple(sorted(LAND_OF_AGS.values()))
NATIONWIDE = "bundesweit"
EUROPE = "EU"
ELSEWHERE = "Sonstige"
REGIONS = (NATIONWIDE, EUROPE, ELSEWHERE, *LAENDER)

# Recipients of official development assistance: OECD DAC list as valid for reporting on 2024 and 2025 flows.
DAC = frozenset(
    """
    AF AL AM AO AR AZ BA BD BF BI BJ BO BR BT BW BY BZ CD CF CG CI CM CN CO CR CU CV DJ DM DO DZ EC EG ER ET
    FJ FM GA GD GE GH GM GN GQ GT GW GY HN HT ID IN IQ IR JM JO KE KG KH KI KM KP KZ LA LB LC LK LR LS LY MA
    MD ME MG MH MK ML MM MN MR MS MU MV MW MX MY MZ NA NE NG NI NP NR NU PA PE PG PH PK PS PW PY RS RW SB SD
    SH SL SN SO SR SS ST SV SY SZ TD TG TH TJ TK TL TM TN TO TR TV TZ UA UG UZ VC VE VN VU WF WS XK YE ZA ZM
    ZW
    """.split()
)
EU27 = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
_GROUPS = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}


def land_of_ags(ags: str) -> str | None:
    """The Land in which a municipality lies, or None for a key that no Land has."""
    return LAND_OF_AGS.get(ags[:2])


def country_name(code: str, language: Language = "de") -> str:
    """CLDR's name of an ISO 3166 country; an unknown code is shown as it is."""
    names = cast("dict[str, str]", _locale(language).territories)
    return names.get(code, code)


def is_country(code: str) -> bool:
    """Whether CLDR knows this two-letter code as a country (groups such as `EU` and `UN` are not countries)."""
    names = cast("dict[str, str]", _locale("en").territories)
    return len(code) == 2 and code.isalpha() and code in names and code not in _GROUPS


@lru_cache
def _locale(language: Language) -> Locale:
    return Locale(language)
