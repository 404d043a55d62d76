"""The step that a day belongs to: sketch, expression of interest, registration, application."""

import re
from dataclasses import dataclass

from facts.dates import days
from facts.rules import any_of
from facts.sentences import Sentence
from facts.subjects import DEADLINES, STAGES
from funding.programme import StageName

_OF_DEADLINES = any_of([DEADLINES])
# One pattern whose matching group names the step: a word cut out of its sentence would no longer tell ("Interesse" is
# a step only where it is "bekundet").
_ANY_STAGE = re.compile("|".join(f"(?P<{name}>{rule.words})" for name, rule in STAGES), re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:(?P<first>(?:1\.|ersten?)\s\w{0,9}stufe|stage\s(?:1|one)|first\sstage)|(?:2\.|zweiten?)\s\w{0,9}stufe|"
    r"stage\s(?:2|two)|second\sstage)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,;]\s|\s[–—?]\s|\b(?:und|sowie|beziehungsweise)\s(?=(?:die|der|das|sie|ihr|es|ein|eine|endet|werden|wird)\s)",
    re.IGNORECASE,
)
# What a bracket right behind a day names: "31. Juli 2026, 12 Uhr (Interessenbekundung)"; "(nach Skizze)" names nothing.
_BRACKET = re.compile(
    r"[\w.,: ]{3,40}\(\s?(?:(?:für|zur|zum|bei|die|der|den|das|eine?r?|nur)\s){0,2}"
    r"(?P<named>[A-ZÄÖÜ][\w-]+(?:\s(?:der|des|von)\s[A-ZÄÖÜ][\w-]+)?)\s?\)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence in which a place lies."""

    start: int
    end: int
    text: str


def clause_at(text: str, place: int) -> Clause:
    """The stretch between the commas (and the like) around a place."""
    start = 0
    for mark in _CLAUSE_END.finditer(text):
        if mark.start() >= place:
            return Clause(start, mark.start(), text[start : mark.start()])
        start = mark.end()
    return Clause(start, len(text), text[start:])


def is_about_deadlines(heading: str) -> bool:
    """Whether a heading promises deadlines."""
    return bool(heading) and _OF_DEADLINES.search(heading) is not None


def stage_at(sentence: Sentence, place: int, clause: str) -> StageName:
    """The step that a date belongs to: named in a bracket behind it, else by the nearest word before it in its clause,
    then after it there.

    `clause` is as long as the sentence, with blanks outside. Where it is silent: the nearest before it, then after it,
    then in the sentence before.
    """
    within = _in_bracket(sentence.text, place) or _last_stage(clause[:place]) or _first_stage(clause[place:])
    if within:
        return within
    before = _last_stage(sentence.text[:place])
    after = _first_stage(sentence.text[place:])
    told = before or after or _last_stage(sentence.before) or _first_stage(sentence.lead)
    return told or _numbered(sentence.text[:place]) or "application"


def _in_bracket(text: str, place: int) -> StageName | None:
    bracket = _BRACKET.match(text, place)
    if bracket is None or len(days(bracket[0])) != 1:
        return None
    return _first_stage(bracket["named"])


def _numbered(part: str) -> StageName | None:
    """ "1. Stufe: 3.2., 2. Stufe: 4.6.": of steps without a name the first is a sketch."""
    steps = list(_NUMBERED.finditer(part))
    return ("sketch" if steps[-1]["first"] else "application") if steps else None


def _last_stage(part: str) -> StageName | None:
    found = [_stage_of(match) for match in _ANY_STAGE.finditer(part)]
    return found[-1] if found else None


def _first_stage(part: str) -> StageName | None:
    match = _ANY_STAGE.search(part)
    return _stage_of(match) if match else None


def _stage_of(match: re.Match[str]) -> StageName:
    return next(name for name, _ in STAGES if match[name])
