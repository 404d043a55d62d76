"""The German-English glossary of municipal funding: one concept per line of `glossary.tsv`, own work.

A line holds the German terms, a tab, the English terms, each separated by a bar; the first of each is shown.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from funding.text import fold
from funding.vocabulary import Language
from matcher.words import stem

_WORD = re.compile(r"[a-z0-9]{2,40}")
_SHORTEST = 5  # letters of a term that may stand inside a compound
_LEAST_FRONT = 4  # letters before it: "gemeinsam" does not speak of "einsam"
_ENDINGS = frozenset({"er", "isch", "lich", "ung", "ungen"})  # another word of the family, not a compound

Terms = dict[str, list[tuple[tuple[str, ...], int]]]


class Concept(NamedTuple):
    """What both languages call the same thing."""

    de: tuple[str, ...]
    en: tuple[str, ...]

    def name(self, language: Language = "de") -> str:
        """How it is shown."""
        return getattr(self, language)[0]  # type: ignore[no-any-return]


@lru_cache
def glossary() -> tuple[Concept, ...]:
    """All concepts; the place in this order is a concept's number."""
    lines = (files("matcher") / "glossary.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return tuple(Concept(tuple(german.split("|")), tuple(english.split("|"))) for german, english in pairs)


def concepts(folded: str, language: Language) -> list[int]:
    """The numbers of the concepts that a folded text names, in its order, as often as it does."""
    tokens = [stem(word, language) for word in _WORD.findall(folded)]
    return [found for at, token in enumerate(tokens) for found in _at(tokens, at, token, language)]


def _at(tokens: list[str], at: int, token: str, language: Language) -> Iterator[int]:
    fitting = [found for term, found in _terms(language).get(token, ()) if tuple(tokens[at : at + len(term)]) == term]
    yield from fitting or (_inside(token) if language == "de" else ())


@lru_cache
def _terms(language: Language) -> Terms:
    """First stem of a term -> (all its stems, concept)."""
    table: Terms = {}
    for number, concept in enumerate(glossary()):
        for term in getattr(concept, language):
            stems = tuple(stem(word, language) for word in _WORD.findall(fold(term)))
            entries = table.setdefault(stems[0], [])
            if (stems, number) not in entries:
                entries.append((stems, number))
    return table


@lru_cache
def _single() -> tuple[tuple[str, int], ...]:
    entries = (entry for found in _terms("de").values() for entry in found)
    return tuple((term[0], number) for term, number in entries if len(term) == 1 and len(term[0]) >= _SHORTEST)


@lru_cache(maxsize=100_000)
def _inside(token: str) -> tuple[int, ...]:
    """The concepts with which a German compound begins or ends."""
    found = [
        number
        for term, number in _single()
        if (token.startswith(term) and token[len(term) :] not in _ENDINGS)
        or (token.endswith(term) and len(token) - len(term) >= _LEAST_FRONT)
    ]
    return tuple(dict.fromkeys(found))
