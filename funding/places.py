"""Länder, AGS, countries and country groups."""

from functools import lru_cache
from typing import cast

from babel import Locale
from babel.core import get_global

from funding.reference import GROUPS, SPELLINGS, STATES
from funding.text import fold
from funding.vocabulary import Language

# Official municipality key (AGS): the first two digits name the Land.
LAND_OF_AGS = {land.ags: land.de for land in STATES}
NUTS_OF_LAND = {land.de: land.nuts for land in STATES}
LAENDER = tuple(sorted(LAND_OF_AGS.values()))
NATIONWIDE = "bundesweit"
EUROPE = "EU"
ELSEWHERE = "Sonstige"
REGIONS = (NATIONWIDE, EUROPE, ELSEWHERE, *LAENDER)

DAC = GROUPS["dac"].codes
EU27 = GROUPS["eu"].codes
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


def groups_of(country: str) -> tuple[str, ...]:
    """Keys of `reference.GROUPS` to which a country belongs, in their order there."""
    return tuple(key for key, group in GROUPS.items() if country in group.codes)


@lru_cache
def country_words() -> dict[str, str]:
    """What people write for a country, folded, -> its code: German and English names, two and three letters."""
    names = cast("dict[str, str]", _locale("en").territories)
    german = cast("dict[str, str]", _locale("de").territories)
    codes = [code for code in names if is_country(code) and code in german]
    three = cast("dict[str, list[str]]", get_global("territory_aliases"))
    table = {fold(word): to[0] for word, to in three.items() if len(word) == 3 and len(to) == 1 and to[0] in codes}
    table |= {fold(country_name(code, language)): code for code in codes for language in ("en", "de")}
    table |= {fold(word): code for word, code in SPELLINGS.items()}
    return table | {fold(code): code for code in codes}


@lru_cache
def _locale(language: Language) -> Locale:
    return Locale(language)
