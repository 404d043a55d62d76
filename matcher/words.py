"""Words as the lexical signals see them: without boilerplate, stemmed, compounds opened."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from funding.text import fold
from funding.vocabulary import Language

_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 60  # what is longer is a web address or noise, and splitting it would cost
_LINKS = ("", "s", "es", "n", "en", "er")
_SHORTEST_PART = 4
STOPWORDS = frozenset(
    fold(
        """
        aber alle allem allen aller alles als also andere anderen auch auf aus bei beim bereits bis bzw damit dann das
        dass dem den denen der deren des dessen die dies diese diesem diesen dieser dieses doch dort durch ein eine
        einem einen einer eines etwa für gegen gemäß hat haben hier ihr ihre ihrem ihren ihrer ihres immer ist jede
        jedem jeden jeder jedes kann kein keine können könnten mehr mit muss müssen nach nicht noch nur oder ohne
        sehr sein seine seiner sich sie sind sofern soll sollen sowie sowohl über und uns unser unter vom von vor
        ab anderem beider beiden besonders dabei daran darauf dazu drei eben eigene eigenen einige einigen fast
        fünf ganz ganze ganzen gibt gut heute innerhalb insbesondere ja jahr jahre jahren jeweils lange langen
        lang mindestens möglich neu neue neuen neuer neues neun acht sieben sechs vier zehn elf zwölf nun samt
        seit soweit spätestens statt teil teile trotz viel viele vielen weil weniger wer wieder will wohl wo zwar
        während war waren weitere weiteren wenn werden wie wird wurde wurden zum zur zwischen zwei
        förderung fördern gefördert förderfähig fördermittel zuwendung zuwendungen zuwendungsfähig zuwendungsfähigen
        zuschuss programm programme maßnahme maßnahmen vorhaben projekt projekte antrag anträge höhe prozent euro
        rahmen unterstützt unterstützung erhalten richtlinie voraussetzungen ausgaben kosten
        the and for are with that this will from have has its into which such their they other than also may can
        been being any all not but these those through well should more between within under including
        project projects proposals proposal action actions call topic activities expected outcome scope
        """
    ).split()
)


def words(folded: str) -> list[str]:
    """The words of three letters and more in a folded text that say something about its subject."""
    return [word for word in _WORD.findall(folded) if word not in STOPWORDS and len(word) <= _LONGEST]


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """The word's stem (Snowball)."""
    return str(_stemmer(language).stemWord(word))


def stems(folded: str, language: Language) -> list[str]:
    """The stems of a folded text in its order."""
    return [stem(word, language) for word in words(folded)]


@lru_cache
def _stemmer(language: Language) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("german" if language == "de" else "english")


class Compounds:
    """Opens German compounds into parts that occur as words themselves: fahrradweg -> fahrrad, weg."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(word for word in vocabulary if len(word) >= _SHORTEST_PART)

    def parts(self, word: str) -> tuple[str, ...]:
        """The two known parts with the longest head, or nothing."""
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head = word[at:]
            if head in self._known:
                first = self._first(word[:at])
                if first:
                    return first, head
        return ()

    def _first(self, word: str) -> str | None:
        for link in _LINKS:
            if word.endswith(link) and word.removesuffix(link) in self._known:
                return word.removesuffix(link)
        return None
