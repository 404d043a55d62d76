"""Figures that a text offers, whom each is for, and which of them a municipality could reach."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facts.found import Figure

MUNICIPAL = re.compile(r"kommune|gemeinde|gebietskörperschaft|landkreis|\bkreise|\bstädte|kreisfreie", re.IGNORECASE)
OTHERS = re.compile(
    r"unternehmen|\bkmu\b|hochschul|universität|forschungseinricht|verein|freie\w?\s+träger|\bdas\s+land\b|andere|übrige"
    r"|sonstige|privat|natürliche|gemeinnützig|erwerbswirtschaft",
    re.IGNORECASE,
)
_NEEDY = re.compile(
    r"haushaltsnotlage|haushaltssicherung|haushaltskonsolidierung|finanzschw[aä]ch|finanzschwach|bedarfszuweisung|konsolidierungs",
    re.IGNORECASE,
)
_STATE = re.compile(r"trägerschaft\s+des\s+land|für\s+das\s+land\b|landeseigene|des\s+landes\s+selbst", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure and whom its clause names: "municipal", "others", "state", ""; "full": Vollfinanzierung, no number.

    `needy`: it holds only for municipalities whose budget is in trouble.
    """

    figure: Figure
    whom: str = ""
    needy: bool = False


def is_for_the_needy(clause: str) -> bool:
    """Whether a clause speaks of municipalities in Haushaltsnotlage, Haushaltssicherung or with little money."""
    return _NEEDY.search(clause) is not None


def without_need(candidates: Iterable[Candidate], *, highest: bool) -> Figure | None:
    """What holds for a city in no need, where the text sets another figure for those that are; else None."""
    given = list(candidates)
    return pick((one for one in given if not one.needy), highest=highest) if any(one.needy for one in given) else None


def whom(clause: str) -> str:
    """Whether a clause speaks of municipalities, of a Land, of others, or of nobody in particular."""
    if _STATE.search(clause):
        return "state"
    if MUNICIPAL.search(clause):
        return "municipal"
    return "others" if OTHERS.search(clause) else ""


def for_a_municipality(candidates: Iterable[Candidate]) -> list[Candidate]:
    """What a municipality could reach: what is said of others counts only where nothing is said of it."""
    given = list(candidates)
    pool = [candidate for candidate in given if candidate.whom != "state"] or given
    if any(candidate.whom == "municipal" for candidate in pool):
        pool = [candidate for candidate in pool if candidate.whom != "others"]
    return [candidate for candidate in pool if candidate.whom != "full"] or pool


def pick(candidates: Iterable[Candidate], *, highest: bool) -> Figure | None:
    """The figure that holds for a municipality: the highest or lowest of those it could reach."""
    figures = [candidate.figure for candidate in for_a_municipality(candidates)]
    choose = max if highest else min
    return choose(figures, key=lambda figure: figure.value) if figures else None
