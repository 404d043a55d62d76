"""Gates: where a programme applies, by Land, by NUTS code or by the areas that funding policy draws."""

import re
from functools import lru_cache

from funding import Evidence, Programme
from funding.places import ELSEWHERE, EUROPE, LAENDER, NATIONWIDE, NUTS_OF_LAND, land_of_ags
from funding.text import fold
from matcher.case import Case, Words, say
from matcher.lands import lands
from matcher.prose import told

_NUTS = re.compile(r"DE[0-9A-G]?[0-9A-Z]{0,2}")
_OPENING = 300  # characters that say what a programme is
_INTERREG = re.compile(r"\binterreg\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:nicht|kein\w*|außerhalb)\b", re.IGNORECASE)
_GROWTH = ("GRW-Fördergebiete oder strukturschwache Regionen", "GRW or structurally weak regions")
_DEVELOPED = ("eine Regionenkategorie der EU", "a category of EU regions")


def land(case: Case) -> Evidence:
    """Gilt das Programm im Land der Stadt?

    yes: Gilt in {land}. | Applies in {land}.
    yes-nationwide: Gilt bundesweit. | Applies in all of Germany.
    yes-europe: Gilt in der ganzen EU. | Applies throughout the EU.
    yes-area: Gilt in {regions}; nach ihrem Profil gehört die Stadt dazu. | Applies in {regions}; by its profile the city belongs there.
    unclear: Für welches Gebiet das Programm gilt, steht nicht in den Angaben der Quelle. | The source does not state the area.
    unclear-named: Das Gebiet steht nicht in den Angaben der Quelle; genannt wird nur {regions}, die Stadt liegt in {land}. | The source does not state the area; it names only {regions}, the city is in {land}.
    unclear-other: Gilt in {regions}; ob {land} dazugehört, ist zu klären. | Applies in {regions}; whether that includes {land} is to be clarified.
    no: Gilt nur in {regions}, die Stadt liegt in {land}. | Applies only in {regions}; the city is in {land}.
    """  # noqa: E501 - one sentence, one line
    home = land_of_ags(case.profile.city.ags)
    shown = home or case.profile.city.land
    regions = case.programme.regions
    if not regions:
        return _unstated(case, home, shown)
    key = _where(case, regions, home)
    if key == "no" and case.programme.was_read("regions"):
        key = "unclear-other"
    listed = ", ".join(regions)
    return say(land, key, city=shown, source=listed, regions=listed, land=shown)


def area(case: Case) -> Evidence | None:
    """Liegt die Stadt im verlangten Fördergebiet?

    yes: Gilt für {area}; im Profil steht: {has}. | For {area}; the profile says: {has}.
    unclear: Gilt nach dem Text für {area}; im Profil steht kein solches Gebiet. | By its text for {area}; the profile names no such area.
    """  # noqa: E501 - one sentence, one line
    demanded = demanded_area(case.programme)
    if demanded is None:
        return None
    wanted, signs, quote = demanded
    has = ", ".join(own for own in case.profile.city.areas if any(sign in fold(own) for sign in signs))
    return say(area, "yes" if has else "unclear", city=has, source=quote, area=wanted, has=has)


def _unstated(case: Case, home: str | None, shown: str) -> Evidence:
    """Title, funder and opening words may name Länder: a hint, never a no."""
    opening = (case.programme.summary or case.programme.text or "")[:_OPENING]
    named = _hint(case.programme.title, case.programme.funder, opening)
    if not named or home in named:
        return say(land, "unclear", city=shown)
    listed = ", ".join(sorted(named))
    return say(land, "unclear-named", city=shown, source=listed, regions=listed, land=shown)


@lru_cache(maxsize=100_000)
def _hint(title: str, funder: str | None, opening: str) -> frozenset[str]:
    return lands(Programme(portal="", key="", title=title, funder=funder), opening)


def _where(case: Case, regions: tuple[str, ...], home: str | None) -> str:
    for key, region in (("yes", home), ("yes-nationwide", NATIONWIDE), ("yes-europe", EUROPE)):
        if region in regions:
            return key
    if any(_is_inside(case, region, home) for region in regions):
        return "yes-area"
    certain = home is not None and ELSEWHERE not in regions
    return "no" if certain and all(_is_outside(case, region, home) for region in regions) else "unclear-other"


def _is_inside(case: Case, region: str, home: str | None) -> bool:
    if _NUTS.fullmatch(region):
        return _nuts(case, home).startswith(region)
    return fold(region) in {fold(own) for own in case.profile.city.areas}


def _is_outside(case: Case, region: str, home: str | None) -> bool:
    """Another Land, or a NUTS region that does not hold the city; a finer code than the city's own decides nothing."""
    if _NUTS.fullmatch(region):
        own = _nuts(case, home)
        return bool(own) and not region.startswith(own)
    return region in LAENDER


def _nuts(case: Case, home: str | None) -> str:
    return case.profile.city.nuts or NUTS_OF_LAND.get(home or "", "")


def demanded_area(programme: Programme) -> tuple[Words, tuple[str, ...], str] | None:
    """The area that title or text demands, words by which a profile names it, and the source's words."""
    if _INTERREG.search(programme.title):
        return ("den Programmraum", "the programme area"), ("interreg",), programme.title
    growth = told(programme, "growth_area")
    if growth and not _NOT.search(growth):
        return _GROWTH, ("grw", "strukturschwach", "regionalfoerder"), growth
    if developed := told(programme, "developed"):
        return _DEVELOPED, ("entwickelt", "uebergang", "transition", "developed"), developed
    return None
