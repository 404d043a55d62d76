"""The nouns of a clause: what is handed in, which of them rules which, and whose deadline a deadline is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from facts.frame_nouns import BARE, FOR_MONEY, LABELS, NOT_OURS, OBJECTS, PAPERS, WINDOWS
from facts.rules import any_of

Kind = Literal["ours", "papers", "other", "label", "window", ""]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("label", any_of(LABELS)),
    ("other", any_of(NOT_OURS)),
    ("ours", any_of(OBJECTS)),
    ("window", any_of(WINDOWS)),
    ("papers", any_of(PAPERS)),
)
_BARE, _FOR_MONEY = any_of(BARE), any_of(FOR_MONEY)
_BARE_WINDOW = re.compile(
    r"phasen?|runden?|verfahren|zeitr[aä]um\w*|fenster\w?|möglichkeit|gelegenheit|chance|annahme|window|portal\w?|competition|"
    r"wettbewerbe?s?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w-])[^\W\d_][\w-]{2,60}")
_ENGLISH_PREPOSITION = r"of|for|about|on|to|from|with|regarding|concerning|after|before"
_PREPOSITION = (
    r"zu|zum|zur|über|auf|für|von|vom|nach|vor|bei|beim|mit|ohne|aus|im|in|an|am|um|per|gegen|wegen|innerhalb|"
    r"außerhalb|während|" + _ENGLISH_PREPOSITION
)
_ARTICLE = (
    r"der|des|dem|den|die|das|eine?[rsnm]?|[Ii]hre?[rsnm]?|diese[rsnm]?|alle[rn]?|unsere?[rsnm]?|the|your|our|an?|"
    r"all|this"
)
_RULED = re.compile(
    rf"(?P<head>[^\W\d_][\w-]*)?\s*\b(?:(?P<by>{_PREPOSITION})\s+(?:(?:{_ARTICLE})\s+)?|(?P<of>der|des|eine[rs]|"
    r"[Ii]hre[rs]|diese[rs]|aller)\s+)"
    r"(?:[a-zäöüß][\wäöüß-]*(?:e|en|er|es|em|d|al|ed)\s+)?$",
    re.IGNORECASE,
)
_RULED_IN_ENGLISH = re.compile(
    rf"(?P<head>[^\W\d_][\w-]*)?\s*\b(?P<of>)(?P<by>{_ENGLISH_PREPOSITION})\s+(?:(?:the|your|our|an?|all|this|"
    r"any)\s+)?(?:[a-z][\w-]*(?:ed|al|t|e|l|d)\s+)?$",
    re.IGNORECASE,
)
_PLEA_END = re.compile(r"antr[aä]ge?[ns]?$", re.IGNORECASE)
_PERIOD = re.compile(r"förder(?:zeit|periode|programm|jahr)|programm|richtlinie", re.IGNORECASE)
_UNMISTAKABLE = re.compile(r"antrag$|vorschlag$", re.IGNORECASE)
_TO_GET = re.compile(rf"\s+(?P<by>auf|for)\s+(?:(?:{_ARTICLE})\s+)?(?:[a-zäöüß][\w-]*\s+)?(?P<what>[^\W\d_][\w-]*)")
_ALSO = re.compile(
    rf"\s+(?:{_PREPOSITION}|der|des|de[mn]|einer|"
    rf"eines)\s+(?:(?:{_ARTICLE})\s+)?(?:[a-zäöüß][\w-]*\s+)?(?P<what>[^\W\d_][\w-]*)"
)
_NEAR = 70  # characters that may rule a noun


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun at `start`; `ruled`: it hangs on a preposition or on the noun before it, whose kind is `by`."""

    start: int
    end: int
    word: str
    kind: Kind
    ruled: bool = False
    by: Kind = ""
    alone: bool = False


@lru_cache(maxsize=4096)
def kind_of(word: str) -> Kind:
    """What a word names; a German noun has a capital letter, an English one need not."""
    found: Kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(word)), "")
    return found or (kind_of(word.rsplit("-", 1)[1]) if re.search(r"-[A-ZÄÖÜ]\w+$", word) else "")


def is_bare(label: str) -> bool:
    """Whether a word does not say of what it is the end: "Frist", "Stichtag", "Phase", "deadline"."""
    return _BARE.fullmatch(label) is not None or _BARE_WINDOW.fullmatch(label) is not None


@lru_cache(maxsize=64)
def nouns(text: str, *, english: bool) -> tuple[Noun, ...]:
    """All nouns of a text that are of any kind known."""
    return tuple(_nouns(text, english))


def _nouns(text: str, english: bool) -> Iterator[Noun]:
    for match in _WORD.finditer(text):
        word = match[0]
        kind = kind_of(word) if word[0].isupper() or english else ""
        if kind:
            yield _placed(text, match, _for_what(text, match.end(), kind), english)


def _for_what(text: str, end: int, kind: Kind) -> Kind:
    """An application for something else than money is none of ours: "Antrag auf Verlängerung"."""
    if kind != "ours":
        return kind
    goal = _TO_GET.match(text, end)
    if goal is None or (goal["by"] == "auf" and not _PLEA_END.search(text, max(0, end - 12), end)):
        return kind
    if goal["by"] == "for" or not goal["what"][0].isupper():
        goals = _WORD.findall(text[goal.start() : goal.end() + 30])[1:4]
        return "other" if any(kind_of(word) == "other" for word in goals) and goal["by"] == "for" else kind
    return kind if _FOR_MONEY.match(goal["what"]) and kind_of(goal["what"]) != "other" else "other"


def _placed(text: str, match: re.Match[str], kind: Kind, english: bool) -> Noun:
    ruled = (_RULED_IN_ENGLISH if english else _RULED).search(text[max(0, match.start() - _NEAR) : match.start()])
    if ruled is None or (ruled["of"] and (not _is_noun(ruled["head"]) or _UNMISTAKABLE.search(match[0]))):
        return Noun(match.start(), match.end(), match[0], kind)
    head = ruled["head"] or ""
    return Noun(match.start(), match.end(), match[0], kind, ruled=True, by=kind_of(head), alone=not _is_noun(head))


def _is_noun(word: str | None) -> bool:
    return bool(word) and (word[0].isupper() or kind_of(word) != "")  # type: ignore[index]


def complement(text: str, label: Noun) -> Kind | None:
    """What a label is the deadline of ("Frist für den Bericht"); None where nothing follows, "" for what is unknown."""
    match = _ALSO.match(text, label.end)
    if match is None:
        return None
    return "" if _PERIOD.match(match["what"]) else kind_of(match["what"])
