"""Figures that a text offers, whom each is for, and which of them a municipality could reach."""

from collections.abc import Iterable
from dataclasses import dataclass

from facts.found import Figure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure and whom its clause names: "municipal", "others", "state", ""; "full": Vollfinanzierung, no number.

    `needy`: it holds only for municipalities whose budget is in trouble. `partial`: a cap for each post, group or the
    like, which counts only where there is no cap for the whole.
    """

    figure: Figure
    whom: str = ""
    needy: bool = False
    partial: bool = False


def without_need(candidates: Iterable[Candidate], *, highest: bool) -> Figure | None:
    """What holds for a city in no need, where the text sets another figure for those that are; else None."""
    given = list(candidates)
    return pick((one for one in given if not one.needy), highest=highest) if any(one.needy for one in given) else None


def for_a_municipality(candidates: Iterable[Candidate]) -> list[Candidate]:
    """What a municipality could reach: what is said of others counts only where nothing is said of it."""
    given = list(candidates)
    pool = [candidate for candidate in given if not candidate.partial] or given
    pool = [candidate for candidate in pool if candidate.whom != "state"] or pool
    if any(candidate.whom == "municipal" for candidate in pool):
        pool = [candidate for candidate in pool if candidate.whom != "others"]
    return [candidate for candidate in pool if candidate.whom != "full"] or pool


def without_others(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Leaves out what holds for others only ("für KMU 25 Prozent") where something is said for everybody."""
    given = list(candidates)
    return [candidate for candidate in given if candidate.whom != "others"] or given


def pick(candidates: Iterable[Candidate], *, highest: bool) -> Figure | None:
    """The figure that holds for a municipality: the highest or lowest of those it could reach."""
    figures = [candidate.figure for candidate in for_a_municipality(candidates)]
    choose = max if highest else min
    return choose(figures, key=lambda figure: figure.value) if figures else None
