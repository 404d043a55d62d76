"""One sentence -> the gates it sets: closing days, yearly days, spans before the start."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from facts.dates import days, time_after, time_before, zone
from facts.frames import Spot, clause_text, owner
from facts.gate_words import PAST, STILL
from facts.marks import Mark, marks
from facts.quarters import period_ends
from facts.rules import any_of, needles
from facts.sentences import Sentence
from facts.spans import Ahead, spans
from facts.starts import start_months
from facts.topics import stage_at
from facts.years import Place, YearRule, year_rule
from funding.programme import Recurring, Stage, StageName

_PAST, _STILL = any_of(PAST), any_of(STILL)
_ROUND = re.compile(
    r"\b(?:(?P<number>[1-9])\.|(?P<word>erste|zweite|dritte|vierte)\w{0,2})\s+(?:\w{0,20}runde|Call|Aufruf|"
    r"Tranche|Auswahlrunde)",
    re.IGNORECASE,
)
_WILL_CLOSE = re.compile(r"\b(?:wird|werden)\b.{0,80}\bgeschlossen\b", re.IGNORECASE)
_COUNTED = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4}
# Where none of these stands near, nobody is told to apply, whatever dates there are.
_SIGNS = needles(
    """
    antr bewerb ausschreib skizze anfrage vorschl teilnahme bekundung reich meld frist schluss stichtag termin call
    aufruf gelad appl propos submi deadline open fenster runde idee registr vorzulegen zeitr interest concept outline
    letter unterlage formular abgab abgeb eingeh zugeh zugega eingeg übersend einsend send_ vorlieg vorzuleg clos
    cut-off vordruck zurückzu zusend send_us sent_to projektstart maßnahmenbeginn register express bekund interess
    gilt_der maßgeblich hochzu hochgel
    """
)
_OPENING_SIGNS = needles("open_on open_from ab_ vom_ seit_ frühestens öffn opens from_ starting")
_FIRST_YEAR, _LAST_YEAR = 2000, 2060


@dataclass(frozen=True, slots=True)
class GateFound:
    """A stage as read; `past`: the text itself says that it is over; `item`: it stands in a list."""

    stage: Stage
    past: bool = False
    item: bool = False


def gates(sentence: Sentence, *, expected: bool) -> list[GateFound]:
    """All gates of a sentence. `expected`: it stands in a section that is about deadlines."""
    marked = marks(sentence, expected=expected)
    ahead = list(_spans_of(sentence, expected))
    yearly = list(_period_ends(sentence, expected))
    past = bool(marked or ahead) and _PAST.search(sentence.text) is not None
    found = [gate for mark in marked for gate in _dated(sentence, mark, marked, past and _is_past(sentence, mark))]
    return found + yearly + [GateFound(_spanned(sentence, span), item=sentence.item) for span in ahead if not past]


def _is_past(sentence: Sentence, mark: Mark) -> bool:
    """Of a sentence that tells the past somewhere: whether this day's own clause does not speak of now or later."""
    clause = clause_text(_spot_of(sentence, mark.day.start, mark.day.end))
    if _WILL_CLOSE.search(clause):
        return False
    return _PAST.search(clause) is not None or _STILL.search(clause) is None


def _spot_of(sentence: Sentence, start: int, end: int, *, expected: bool = False) -> Spot:
    named = [(day.start, day.end) for day in days(sentence.text)]
    taken = sorted({(start, end), *(span for span in named if span[1] <= start or span[0] >= end)})
    return Spot(sentence, tuple(taken), start, end, expected)


def _step(sentence: Sentence, start: int, end: int) -> StageName:
    return stage_at(sentence, start, clause_text(_spot_of(sentence, start, end)))


def may_apply(low: str) -> bool:
    """A quick look at a text in small letters: whether somebody could be told to apply."""
    return _SIGNS.hit(low)


def tells_the_past(sentence: Sentence) -> bool:
    """Whether a sentence speaks of what was ("konnten", "endete")."""
    return _PAST.search(sentence.text) is not None


def opening(sentence: Sentence, *, expected: bool) -> Stage | None:
    """The first day that only opens: "Anträge können ab dem 1.3.2026 gestellt werden"."""
    if not _OPENING_SIGNS.hit(sentence.low):
        return None
    for mark in marks(sentence, expected=expected):
        opens = mark.day.date()
        if mark.role == "opens" and opens is not None:
            return _stage(sentence, mark, mark.day.end, opens=opens)
    return None


def _spans_of(sentence: Sentence, expected: bool) -> Iterator[Ahead]:
    for ahead in spans(sentence.text):
        if owner(_spot_of(sentence, ahead.start, ahead.end, expected=expected)) in {"handing", "label"}:
            yield ahead


def _period_ends(sentence: Sentence, expected: bool) -> Iterator[GateFound]:
    for ends in period_ends(sentence.text):
        if owner(_spot_of(sentence, ends.start, ends.end, expected=expected)) in {"handing", "label"}:
            quote, stage = sentence.text[ends.start : ends.end], _step(sentence, ends.start, ends.end)
            for month, day in ends.days:
                rule = Recurring(month=month, day=day)
                yield GateFound(Stage(stage=stage, recurring=rule, quote=quote, confidence=0.8))


def _spanned(sentence: Sentence, ahead: Ahead) -> Stage:
    return Stage(
        stage=_step(sentence, ahead.start, ahead.end), before_start=ahead.span, confidence=0.9,
        quote=sentence.text[ahead.start : ahead.end],
    )  # fmt: skip


def _dated(sentence: Sentence, mark: Mark, marked: list[Mark], past: bool) -> Iterator[GateFound]:
    if mark.role != "closes":
        return
    rule = year_rule(sentence.text, _place(mark, marked))
    if rule is None:
        return
    years = rule.years if mark.day.year is None else (mark.day.year,)
    if not years and not past:
        yield GateFound(_yearly(sentence, mark, rule, marked))
    for year in years:
        day = replace(mark.day, year=year)
        if day.date() is not None and _FIRST_YEAR <= year <= _LAST_YEAR:
            yield GateFound(_fixed(sentence, replace(mark, day=day), _opens(mark, marked)), past)


def _place(mark: Mark, marked: list[Mark]) -> Place:
    """Days of one list share what leads to them: their cue begins at the same place."""
    head = next(one for one in marked if one.cue.start == mark.cue.start)
    at = marked.index(head)
    behind = marked[at - 1].day.end if at else 0
    start = mark.day.start if head is mark else head.day.start
    return Place(start, mark.day.end, mark.until, marked[0].day.start, behind)


def _opens(mark: Mark, marked: list[Mark]) -> date | None:
    place = marked.index(mark)
    ahead = marked[place - 1] if place and mark.cue.kind in {"range", "closes", "list", "is", "on"} else None
    return ahead.day.date() if ahead is not None and ahead.role == "opens" else None


def _fixed(sentence: Sentence, mark: Mark, opens: date | None) -> Stage:
    at, end = time_after(sentence.text, mark.day.end)
    at = at or time_before(sentence.text, mark.day.start)
    closes = mark.day.date()
    stage = _stage(sentence, mark, end, opens=opens if opens and closes and opens <= closes else None)
    return replace(stage, closes=closes, closes_at=at, zone=zone(sentence.text))


def _yearly(sentence: Sentence, mark: Mark, rule: YearRule, marked: list[Mark]) -> Stage:
    stage = _stage(sentence, mark, rule.end)
    at = marked.index(mark)
    before = marked[at - 1].day.end if at else 0
    after = marked[at + 1].day.start if at + 1 < len(marked) else len(sentence.text)
    starts = start_months(sentence.text, before, mark.day.start, mark.day.end, after)
    sure = stage.confidence if rule.sure or starts else round(stage.confidence - 0.3, 2)
    yearly = Recurring(month=mark.day.month, day=mark.day.day, of=rule.of, starts=starts)
    return replace(stage, recurring=yearly, confidence=sure)


def _stage(sentence: Sentence, mark: Mark, end: int, opens: date | None = None) -> Stage:
    start = mark.cue.start
    confidence = 0.4 if mark.day.vague else 0.95 if mark.cue.kind in {"closes", "range"} else 0.85
    return Stage(
        stage=_step(sentence, mark.day.start, mark.day.end), opens=opens, round=_round(sentence.text, mark.day.start),
        quote=sentence.text[start:end].strip(), confidence=round(confidence, 2),
    )  # fmt: skip


def _round(text: str, place: int) -> int:
    """The number of a named round ("1. Einreichungsrunde"), 0 where none is named before the day."""
    named = [match for match in _ROUND.finditer(text) if match.start() < place]
    if not named:
        return 0
    last = named[-1]
    return int(last["number"]) if last["number"] else _COUNTED[last["word"].casefold()]
