"""The Länder that a programme is made for: stated, or named where it says what it is."""

import re
from functools import lru_cache

from funding import Programme
from funding.places import EUROPE, LAENDER, NATIONWIDE
from funding.text import fold

_MOST = 3  # who names more lists examples
_SHORT = re.compile(r"\b[A-Z]{2,3}\b")
_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_ABBREVIATIONS = {
    "BW": "Baden-Württemberg", "BY": "Bayern", "MV": "Mecklenburg-Vorpommern", "NRW": "Nordrhein-Westfalen",
    "NW": "Nordrhein-Westfalen", "RLP": "Rheinland-Pfalz", "SH": "Schleswig-Holstein", "LSA": "Sachsen-Anhalt",
}  # fmt: skip
_ADJECTIVES = """
    Baden-Württemberg baden-württembergisch; Bayern bayerisch; Berlin berliner; Brandenburg brandenburgisch; Bremen
    bremer; Hamburg hamburger; Hessen hessisch; Niedersachsen niedersächsisch; Nordrhein-Westfalen
    nordrhein-westfälisch; Rheinland-Pfalz rheinland-pfälzisch; Saarland saarländisch; Sachsen sächsisch;
    Sachsen-Anhalt sachsen-anhaltisch; Schleswig-Holstein schleswig-holsteinisch; Thüringen thüringisch thüringer
"""


def lands(programme: Programme, opening: str) -> frozenset[str]:
    """The Länder of the portal's own field; without that field, those that title, funder or `opening` name.

    Nothing where the programme is open to all of Germany or Europe, and where a text names more than three.
    """
    if programme.regions:
        wide = {NATIONWIDE, EUROPE} & set(programme.regions)
        return frozenset() if wide else frozenset(programme.regions) & frozenset(LAENDER)
    head = fold(f"{programme.title}\n{programme.funder or ''}\n{opening}")
    found = {land for land in LAENDER if _pattern(land).search(head)} | _abbreviated(programme.title)
    return frozenset(found) if len(found) <= _MOST else frozenset()


def _abbreviated(title: str) -> set[str]:
    """A title ends with its Land in brackets: "Europa vor Ort (NRW)"."""
    short = {word for inside in _BRACKETS.findall(title) for word in _SHORT.findall(inside)}
    return {land for word, land in _ABBREVIATIONS.items() if word in short}


@lru_cache
def _pattern(land: str) -> re.Pattern[str]:
    table = {words.split()[0]: words.split()[1:] for words in _ADJECTIVES.split(";")}
    adjectives = "".join(f"|{re.escape(fold(word))}(?:e[mnrs]?)?" for word in table.get(land, ()))
    return re.compile(rf"(?<![\w-])(?:{re.escape(fold(land))}s?{adjectives})(?![\w-])")
