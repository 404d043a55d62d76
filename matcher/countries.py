"""Countries named in a text, in German or English, as nouns or adjectives."""

import re
from functools import lru_cache

from funding.places import country_name, is_country
from funding.text import fold

_WORDS = re.compile(r"[a-z]+")
_GERMAN_ENDING = re.compile(r"(?<=sch)e[mnrs]?$")
_MOST = 6  # a list of all who may take part names nobody
_ADJECTIVES = """
    AT österreichisch austrian; BA bosnisch bosnian; BE belgisch belgian; BG bulgarisch bulgarian; BR brasilianisch
    brazilian; CH schweizerisch swiss; CN chinesisch chinese; CZ tschechisch czech; DK dänisch danish; EE estnisch
    estonian; ES spanisch spanish; FI finnisch finnish; FR französisch french; GB britisch british; GE georgisch
    georgian; GR griechisch greek; HR kroatisch croatian; HU ungarisch hungarian; IE irisch irish; IL israelisch
    israeli; IN indisch indian; IT italienisch italian; JP japanisch japanese; LT litauisch lithuanian; LV lettisch
    latvian; MA marokkanisch moroccan; MD moldauisch moldovan; NL niederländisch dutch; NO norwegisch norwegian;
    PL polnisch polish; PT portugiesisch portuguese; RO rumänisch romanian; RS serbisch serbian; RU russisch russian;
    SE schwedisch swedish; SI slowenisch slovenian; SK slowakisch slovak; TN tunesisch tunisian; TR türkisch turkish;
    TZ tansanisch tanzanian; UA ukrainisch ukrainian; VN vietnamesisch vietnamese
"""


def named(folded: str) -> frozenset[str]:
    """ISO codes of the countries besides Germany that a folded text names; nothing where it lists many."""
    tokens = _WORDS.findall(folded)
    found = {code for at, token in enumerate(tokens) for code in _at(tokens, at, token)} - {"DE"}
    return frozenset(found) if len(found) <= _MOST else frozenset()


def _at(tokens: list[str], at: int, token: str) -> list[str]:
    word = _GERMAN_ENDING.sub("", token)
    options = _names().get(word) or _names().get(word.removesuffix("s")) or ()
    return [code for name, code in options if _matches(name, tokens[at : at + len(name)])]


def _matches(name: tuple[str, ...], tokens: list[str]) -> bool:
    return len(name) == len(tokens) and all(t in {n, f"{n}s"} for n, t in zip(name[1:], tokens[1:], strict=True))


@lru_cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a name -> (all its words, code)."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = [a + b for a in letters for b in letters if is_country(a + b)]
    pairs = [(country_name(code, language), code) for code in codes for language in ("de", "en")]
    adjectives = [entry.split() for entry in _ADJECTIVES.split(";")]
    pairs += [(word, code) for code, *words in adjectives for word in words]
    for name, code in pairs:
        parts = tuple(_WORDS.findall(fold(name)))
        table.setdefault(parts[0], []).append((parts, code))
    return table
