"""Hostile sentences cost work that grows with their length, not with its square: what patterns read is counted."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from facts import (
    addressees,
    amount_cues,
    amounts,
    applicants,
    around,
    bonuses,
    conditions,
    money,
    rates,
    topics,
)  # fmt: skip
from facts.sentences import Sentence

MODULES = (addressees, amount_cues, amounts, applicants, around, bonuses, conditions, money, rates, topics)
METHODS = {"search", "match", "fullmatch", "finditer", "sub", "subn", "split", "findall"}
PIECES = (
    "bis zu 1.000 Euro ", "mindestens 5 Prozent, ", "80 Prozent der Kosten und ", "je Platz 5 Euro, ",
    "zwischen 1.000 und ", "EUR 3 and 4 million ", "drei Viertel der ", "Bonus um 5 Prozent ", "der der ",
    "bei einer Förderung von mehr als 5 Euro ", "Höchstbetrag ", "Kommunen tragen ",
    "mindestens drei Partner aus ", "jeweils in anderen ", "ab 5.000 Einwohnern ",
    "Antragsberechtigt sind Kommunen, ausgenommen ", "wer kann ", "können Städte ", "summesumme",
    "1 1 ", "open to ", "unter ",
    "Partner in der Ukraine ", "der Bund trägt ", "nicht mehr als ", "(", "a-", "2023 wurden ", "%", "€",
)  # fmt: skip


class Counted:
    """A pattern that adds up how many letters it passes over until it has found something, or all it was given."""

    def __init__(self, pattern: re.Pattern[str], shown: list[int]) -> None:
        self._pattern, self._shown = pattern, shown

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._pattern, name)
        return self._counting(asked) if name in METHODS else asked

    def _counting(self, asked: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*words: Any) -> Any:
            text = next(word for word in reversed(words) if isinstance(word, str))
            first, last = ([word for word in words if isinstance(word, int)] + [0, len(text)])[:2]
            found = asked(*words)
            if isinstance(found, Iterator):
                return self._passing(found, last - first)
            self._shown.append((found.end() if isinstance(found, re.Match) else max(first, last)) - first)
            return found

        return counted

    def _passing(self, found: Iterator[re.Match[str]], whole: int) -> Iterator[re.Match[str]]:
        passed = 0
        for match in found:
            self._shown.append(match.end() - passed)
            passed = match.end()
            yield match
        self._shown.append(max(0, whole - passed))


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """How many letters all patterns together are shown for a sentence."""
    shown: list[int] = []
    for module in MODULES:
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, Counted(value, shown))

    def count(text: str) -> int:
        for cached in (amounts._names_a_duty, amounts._first_kind, amounts._refuses, addressees.whom):
            cached.cache_clear()
        shown.clear()
        sentence = Sentence(text, 0, low=text.lower())
        amounts.amounts(sentence)
        list(rates.rates(sentence)), list(rates.own_shares(sentence)), list(bonuses.bonuses(sentence))
        list(conditions.conditions(sentence)), applicants.municipality(text), list(money.malformed(text))
        return sum(shown)

    return count


@pytest.mark.parametrize("piece", PIECES)
def test_letters_shown_grow_with_the_sentence(piece: str, letters: Callable[[str], int]) -> None:
    short, long = (letters((piece * size)[:size]) for size in (400, 1_600))
    assert long <= 5 * short + 4_000


def test_a_square_would_be_seen(letters: Callable[[str], int], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = amounts._cap

    def wasteful(place: Any, last: Any) -> Any:
        list(amounts._GRANT.finditer(place.sentence.text))
        return whole(place, last)

    monkeypatch.setattr(amounts, "_cap", wasteful)
    monkeypatch.setattr(amounts, "_MOST", 10_000)
    assert letters("bis zu 1 Euro " * 456) > 5 * letters("bis zu 1 Euro " * 114) + 4_000
