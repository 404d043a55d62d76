"""What a rule looks at, and how it says what it found."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date

from funding import CityProfile, Evidence, Programme, Project, Verdict
from funding.vocabulary import Language, label

Words = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One city's project before one programme on one day."""

    profile: CityProfile
    project: Project
    programme: Programme
    today: date


Rule = Callable[[Case], Evidence | None]


def say(
    rule: Callable[..., object], key: str, /, *, weight: float = 0.0, city: str = "", source: str = "", **words: Words
) -> Evidence:
    """Evidence in the rule's own sentences; `key` is a line of its docstring and begins with the verdict.

    `words` fill the blanks: one string for both languages, or a (German, English) pair.
    """
    return _evidence(rule, key, weight, city, source, tuple(words.items()))


@lru_cache(maxsize=4096)
def _evidence(
    rule: Callable[..., object], key: str, weight: float, city: str, source: str, words: tuple[tuple[str, Words], ...]
) -> Evidence:
    """The same few sentences stand on thousands of programmes: made once, shared."""
    german, english = sentences(rule)[key]
    return Evidence(
        criterion=rule.__name__,
        verdict=Verdict(key.partition("-")[0]),
        weight=weight,
        city_side=city,
        programme_side=source,
        sentence=german.format(**{name: _in(word, "de") for name, word in words}),
        sentence_en=english.format(**{name: _in(word, "en") for name, word in words}),
    )


@lru_cache
def sentences(rule: Callable[..., object]) -> dict[str, tuple[str, str]]:
    """The sentences of a rule by key. Docstring lines: `verdict[-variant]: German sentence. | English sentence.`"""
    lines = (line.partition(": ") for line in inspect.cleandoc(rule.__doc__ or "").splitlines()[1:] if line)
    pairs = {key: text.partition(" | ") for key, _, text in lines}
    return {key: (german, english) for key, (german, _, english) in pairs.items()}


@lru_cache(maxsize=4096)
def day(when: date) -> tuple[str, str]:
    """A date as people write it, in German and English."""
    return format_date(when, "dd.MM.yyyy", locale="de"), format_date(when, "d MMMM yyyy", locale="en")


def number(value: int | None) -> tuple[str, str]:
    """A whole number as people write it, in German and English; nothing for None."""
    english = "" if value is None else f"{value:,}"
    return english.replace(",", "."), english


def labels(table: dict[str, tuple[str, str]], codes: Iterable[str]) -> tuple[str, str]:
    """The words for codes, in German and English."""
    listed = tuple(codes)
    return ", ".join(label(table, code) for code in listed), ", ".join(label(table, code, "en") for code in listed)


def _in(words: Words, language: Language) -> str:
    return words if isinstance(words, str) else words[language == "en"]
