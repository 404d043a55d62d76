"""What a programme's prose says to the gates: enough for *yes* or *unclear*, never for *no*. Verbatim sentences."""

import re
from functools import lru_cache
from typing import NamedTuple

from funding import Programme
from funding.text import squash

_READ = 30_000  # characters of a section: what binds stands before the annexes
_LONGEST = 260
_BORDER = re.compile(r"[.!?;](?=\s)|\n")


class Clue(NamedTuple):
    """What to look for; `signs`: one of them stands in every lower-case text where the pattern can be found."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def _clue(signs: str, pattern: str) -> Clue:
    return Clue(tuple(sign.replace("_", " ") for sign in signs.split()), re.compile(pattern, re.IGNORECASE))


_FORMAL = r"(?:förmlich|formell|formal|schriftlich|vertraglich|offiziell|urkundlich|besiegelt)\w*"
_TIE = r"(?:st[aä]e?dte|gemeinde|kommunal|orts|kreis)partnerschaft\w*"
_THERE = r"(?:im|ins|in\s+das)\s+ausland"
_SPENT = (
    r"(?:ausgaben|kosten|reise\w*|fahrt\w*|aufenthalt\w*|maßnahmen?|vorhaben|projekte?|einsätze"
    r"|costs?|spending|expenditure|travel|trips|stays|activities)"
)
_NAMED = (
    r"kommunen?\b|gemeinden?\b|gemeindeverb|städte\b|stadt\b|landkreise?\b|kreise\b|gebietskörperschaft"
    r"|träger\s+(?:der|von|einer|eines)\b|person(?:en)?\s+des\s+öffentlichen|municipalit|local\s+authorit"
)
CLUES = {
    "domestic": _clue(
        "inland bundesgebiet deutschland ausland germany",
        r"\b(?:nur|ausschließlich|allein|lediglich|only|exclusively)\s(?:[\w-]+\s){0,5}?(?:in\s+deutschland|im\s+inland"
        r"|im\s+bundesgebiet|(?:with)?in\s+germany)\b|\b(?:in\s+deutschland|im\s+inland|im\s+bundesgebiet)\s+"
        r"(?:durchgeführt|umgesetzt|realisiert|stattfinden|liegen|gelegen|befinden)"
        rf"|\b{_THERE}\b[^.;\n]{{0,60}}\b(?:nicht|ausgeschlossen|keine)\b"
        rf"|\b(?:nicht|keine)\b[^.;\n]{{0,60}}\b{_THERE}\b",
    ),
    "abroad": _clue(
        "ausland partnerland abroad",
        rf"\b{_SPENT}\b[^.;\n]{{0,60}}\b(?:{_THERE}|im\s+partnerland)\b"
        rf"|\b(?:{_THERE}|im\s+partnerland)\b[^.;\n]{{0,60}}\b{_SPENT}\b|\b{_SPENT}\b[^.;\n]{{0,40}}\babroad\b",
    ),
    "across": _clue(
        "partner international austausch begegnung grenzüberschreitend ausland europ twinning exchange cross-border",
        r"partner(?:stadt|städt|kommun|gemeinde|schaft|land|länd)|\binternational|austausch|begegnung"
        r"|grenzüberschreitend|ausland|\beurop(?!äischen?\s+(?:union|fonds|kommission))|\btwinning|exchange|cross-border",
    ),
    "jointly": _clue(
        "gemeinsam zusammen verbund verbünd konsorti jointly together consorti grouping",
        r"gemeinsam|zusammenschl|zusammenschließ|\bzusammen\s+mit\b|\b(?:oder|auch)\s+zusammen\b|verbund|verbünde"
        r"|konsorti|jointly|\btogether\b|consorti|\bgroupings?\b",
    ),
    "formal": _clue(
        "partnerschaft twinning",
        rf"\b{_FORMAL}\s+(?:[\w-]+\s+){{0,3}}?{_TIE}|\b{_TIE}\s*\(?\s*(?:[\w-]+\s+){{0,3}}?{_FORMAL}"
        r"|partnerschafts(?:vertrag|urkunde|vereinbarung)\w*|\btwinning\s+agreement|\bformal\s+twinning",
    ),
    "needy": _clue(
        "finanzschwach haushaltsnot haushaltssicher",
        r"\b(?:nur|ausschließlich|richtet\s+sich\s+an|antragsberechtigt\s+(?:sind|ist))\b[^.;\n]{0,80}"
        r"(?:finanzschwach|haushaltsnot|haushaltssicher)\w*",
    ),
    "securing": _clue("haushaltssicher", r"haushaltssicher\w*"),
    "before_start": _clue(
        "beginn begonnen before",
        r"\bvor\s+(?:dem\s+)?(?:maßnahmen?|vorhaben|projekt)s?-?beginn|\bvor\s+(?:dem\s+)?beginn\s+(?:der|des|ihre)"
        r"|\bn(?:och\s+n)?icht\s+(?:bereits\s+|schon\s+)?begonnen|\bvorzeitige\w*\s+(?:maßnahmen?|vorhabens?)-?beginn"
        r"|\bbefore\s+the\s+(?:start|beginning)\s+of\s+the\s+(?:action|project|measure)",
    ),
    "named": _clue(
        "antragsberechtigt antragstell zuwendungsempf wenn_sie sie_sind eligible applicants",
        rf"\b(?:antragsberechtigt|antragstell\w+|zuwendungsempf\w+|wenn\s+sie|sie\s+sind|eligible|applicants)\b"
        rf"[^.;]{{0,160}}?\b(?:{_NAMED})",
    ),
    "growth_area": _clue(
        "grw regionalförder strukturschwach",
        r"\bGRW-?(?:förder)?gebiet\w*|\bregionalfördergebiet\w*|\bin\s+(?:den\s+)?strukturschwachen\s+region\w*",
    ),
    "developed": _clue(
        "region",
        r"\b(?:nur|ausschließlich|only)\b[^.;\n]{0,60}\b(?:stärker\s+entwickelte\w*|weniger\s+entwickelte\w*|übergangs-?|"
        r"more\s+developed|less\s+developed|transition)\s*region\w*",
    ),
}


def told(programme: Programme, clue: str) -> str:
    """The first sentence of the programme in which the clue is found, verbatim but for white space, or ""."""
    return next((said for _, text in programme.sections() if (said := _found(text).get(clue))), "")


def says(words: str, clue: str) -> bool:
    """Whether the clue is found in words that stand in no section, such as those of a curated rule."""
    return clue in _found(words)


@lru_cache(maxsize=200_000)
def _found(text: str) -> dict[str, str]:
    """Sentences by clue; the same texts are asked for every project."""
    head = text[:_READ]
    low = head.lower()
    hits = {name: clue.pattern.search(head) for name, clue in CLUES.items() if any(sign in low for sign in clue.signs)}
    return {name: _sentence(head, hit.start(), hit.end()) for name, hit in hits.items() if hit is not None}


def _sentence(text: str, start: int, end: int) -> str:
    begins = max((border.end() for border in _BORDER.finditer(text, max(0, start - _LONGEST), start)), default=None)
    after = _BORDER.search(text, end)
    ends = len(text) if after is None else after.end()
    said = squash(text[max(0, start - _LONGEST) if begins is None else begins : ends]).strip("#*- ")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
