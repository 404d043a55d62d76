"""What a clause is about: applying, something else that has dates of its own, or nothing known."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from facts.rules import any_of
from facts.sentences import Sentence
from facts.subjects import APPLY, DEADLINES, EVENTS, OTHER, STAGES, WEAK
from funding.programme import StageName

Topic = Literal["apply", "other", "unknown"]

_APPLY, _OTHER, _WEAK = any_of(APPLY), any_of(OTHER), any_of(WEAK)
_OF_DEADLINES, _EVENT = any_of([DEADLINES]), any_of([EVENTS])
_SIGNING_UP = any_of(rule for rule in APPLY if rule.means == "registering")
_STAGE = tuple((name, any_of([rule])) for name, rule in STAGES)
_ANY_STAGE = any_of(rule for _, rule in STAGES)
_CLAUSE_END = re.compile(
    r"[,;]\s|\s[–—?]\s|\b(?:und|sowie|beziehungsweise)\s(?=(?:die|der|das|sie|ihr|es|ein|eine|endet|werden|wird)\s)",
    re.IGNORECASE,
)
_PART_END = re.compile(_CLAUSE_END.pattern + r"|\s(?:und|sowie|and)\s(?=(?:bis|spätestens|by|until)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence in which a place lies."""

    start: int
    end: int
    text: str


def clause_at(text: str, place: int) -> Clause:
    """The stretch between the commas (and the like) around a place."""
    return _between(_CLAUSE_END, text, place)


def _part_at(text: str, place: int) -> Clause:
    """As `clause_at`, and parted where "und bis", "and by" lead to another day."""
    return _between(_PART_END, text, place)


def _between(ends: re.Pattern[str], text: str, place: int) -> Clause:
    start = 0
    for mark in ends.finditer(text):
        if mark.start() >= place:
            return Clause(start, mark.start(), text[start : mark.start()])
        start = mark.end()
    return Clause(start, len(text), text[start:])


def topic_at(sentence: Sentence, place: int, *, expected: bool) -> Topic:
    """What a date at this place is about: its clause first, then what stands before it, after it and around it.

    A weak word ("beginnen", "Laufzeit") means another day, unless a list hangs on "Stellen Sie Ihren Antrag".
    `expected`: the section is about deadlines, so that silence means applying.
    """
    clause = clause_at(sentence.text, place)
    if _only_signs_up(clause.text) and _EVENT.search(f"{sentence.before} {sentence.text}"):
        return "other"
    told = [_said(clause.text), _said(sentence.text[: clause.start]), _said(sentence.text[clause.end :])]
    if sentence.lead:
        told.append(_said(sentence.lead))
    clear = [topic for topic in told if topic in {"apply", "other"}]
    if clear and ("weak" not in told[: told.index(clear[0])] or sentence.lead):
        return "apply" if clear[0] == "apply" else "other"
    if "weak" in told:
        return "other"
    return "apply" if expected or announces_deadlines(sentence) else "unknown"


def _only_signs_up(clause: str) -> bool:
    """Whether a clause asks to register and for nothing else ("melden Sie sich an")."""
    rest, count = _SIGNING_UP.subn(" ", clause)
    return count > 0 and _APPLY.search(rest) is None


def announces_deadlines(sentence: Sentence) -> bool:
    """Whether its heading or lead promises deadlines ("Fristen", "Folgende Antragsfristen gelten:")."""
    return is_about_deadlines(sentence.heading) or is_about_deadlines(sentence.lead)


def is_about_deadlines(heading: str) -> bool:
    """Whether a heading promises deadlines."""
    return bool(heading) and _OF_DEADLINES.search(heading) is not None


def stage_at(sentence: Sentence, place: int) -> StageName:
    """The step that a date belongs to: the nearest word before it in its clause, then after it there.

    Where the clause is silent: the nearest before it, then after it, then in the sentence before.
    """
    clause = _part_at(sentence.text, place)
    within = _last_stage(sentence.text[clause.start : place]) or _first_stage(sentence.text[place : clause.end])
    if within:
        return within
    before = _last_stage(sentence.text[:place])
    after = _first_stage(sentence.text[place:])
    return before or after or _last_stage(sentence.before) or _first_stage(sentence.lead) or "application"


@lru_cache(maxsize=64)  # the days of one clause ask the same
def _said(part: str) -> str:
    if _OTHER.search(part):
        return "other"
    if _APPLY.search(part):
        return "apply"
    return "weak" if _WEAK.search(part) else "unknown"


def _last_stage(part: str) -> StageName | None:
    names = [_stage_of(match[0]) for match in _ANY_STAGE.finditer(part)]
    return names[-1] if names else None


def _first_stage(part: str) -> StageName | None:
    match = _ANY_STAGE.search(part)
    return _stage_of(match[0]) if match else None


def _stage_of(word: str) -> StageName:
    return next(name for name, pattern in _STAGE if pattern.search(word))
