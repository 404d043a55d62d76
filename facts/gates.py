"""One sentence -> the gates it sets: closing days, yearly days, spans before the start."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from facts.cues import Cue, cue
from facts.dates import Day, days, time_after, zone
from facts.rules import Rule, any_of, needles
from facts.sentences import Sentence
from facts.spans import Ahead, spans
from facts.topics import announces_deadlines, clause_at, stage_at, topic_at
from facts.years import YearRule, year_rule
from funding.programme import Recurring, Stage

PAST = (
    Rule("could", r"\bkonnten?\b", "Skizzen konnten bis zum 6.5.2024 eingereicht werden"),
    Rule("had to", r"\bmussten?\b", "mussten eingereicht werden"),
    Rule("ended", r"\bendeten?\b|\blief(?:en)?\b.{0,80}\b(?:ab|aus|bis)\b", "Die Frist endete am 14.2.2025"),
    Rule("is over", r"abgelaufen|verstrichen|\bvorbei\b|geschlossen", "Die Frist ist abgelaufen"),
    Rule("was", r"\b(?:war|waren)\b", "Der Call war bis 15. Dezember 2025 geöffnet"),
    Rule(
        "were taken in",
        r"\bwurden?\b.{0,120}(?:entgegengenommen|angenommen)",
        "wurden bis zum 1.3. entgegengenommen",
    ),
    Rule("English", r"\bclosed\b|\bended\b|\bwas open\b|\bhas passed\b", "the call closed on 3 May 2024"),
)
DUE = (
    Rule(
        "a word that makes a bare day a deadline",
        r"frist|schluss\b|stichtag|abgabetermin|deadline|einreichungsrunde|antragsrunde|"
        r"antragstermin|antragszeitr|fenster|geöffnet|\bis open\b|\bclose\b",
        "Antragsfrist ist der 15.11.",
    ),
)
_PAST, _DUE = any_of(PAST), any_of(DUE)
_ROUND = re.compile(
    r"\b(?:(?P<number>[1-9])\.|(?P<word>erste|zweite|dritte|vierte)\w{0,2})\s+(?:\w{0,20}runde|Call|Aufruf|Tranche|Auswahlrunde)",
    re.IGNORECASE,
)
_ARRIVED = re.compile(r"(?:eingegangen|eingereicht|gestellt)\s+sein|\bvorliegen|\bvorzuliegen", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:förderabschnitt|laufzeit|förderperiode|bewilligungszeitraum\w{0,2}|förderzeitraum\w{0,2}|projektzeitraum\w{0,2})"
    r"\s?(?:\(|von|vom|ab)\s?(?:dem\s)?$",
    re.IGNORECASE,
)
_PERIOD_GOES_ON = re.compile(r"\d\s?(?:[-–?]|bis|bis\szum)\s?$", re.IGNORECASE)
_COUNTED = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4}
# Where none of these stands near, nobody is told to apply, whatever dates there are.
_SIGNS = needles(
    """
    antr bewerb skizze anfrage vorschl teilnahme bekundung reich meld frist schluss stichtag termin call aufruf gelad
    appl propos submi deadline open fenster runde idee registr vorzulegen zeitr
    """
)
_OPENING_SIGNS = needles("ab_ vom_ seit_ frühestens öffn opens from_ starting")
_FIRST_YEAR, _LAST_YEAR = 2000, 2060


@dataclass(frozen=True, slots=True)
class GateFound:
    """A stage as read; `past`: the text itself says that it is over."""

    stage: Stage
    past: bool = False


@dataclass(frozen=True, slots=True)
class _Marked:
    """A day with what its words make of it; `until`: where its qualifiers must have ended."""

    day: Day
    cue: Cue
    until: int
    role: str = "none"


def gates(sentence: Sentence, *, expected: bool) -> list[GateFound]:
    """All gates of a sentence. `expected`: it stands in a section that is about deadlines."""
    if not (expected or may_apply(sentence.low) or may_apply(sentence.lead.lower())):
        return []
    marked = _marked(sentence, expected)
    ahead = list(_spans_of(sentence, expected))
    past = bool(marked or ahead) and _PAST.search(sentence.text) is not None
    found = [gate for mark in marked for gate in _dated(sentence, mark, marked, past)]
    return found + [GateFound(_spanned(sentence, span)) for span in ahead if not past]


def may_apply(low: str) -> bool:
    """A quick look at a text in small letters: whether somebody could be told to apply."""
    return _SIGNS.hit(low)


def opening(sentence: Sentence, *, expected: bool) -> Stage | None:
    """The first day that only opens: "Anträge können ab dem 1.3.2026 gestellt werden"."""
    if not _OPENING_SIGNS.hit(sentence.low):
        return None
    for mark in _marked(sentence, expected):
        opens = mark.day.date()
        if mark.role == "opens" and opens is not None:
            return _stage(sentence, mark, mark.day.end, opens=opens)
    return None


def _spans_of(sentence: Sentence, expected: bool) -> Iterator[Ahead]:
    for ahead in spans(sentence.text):
        if topic_at(sentence, ahead.start, expected=expected) == "apply":
            yield ahead


def _spanned(sentence: Sentence, ahead: Ahead) -> Stage:
    return Stage(
        stage=stage_at(sentence, ahead.start), before_start=ahead.span, confidence=0.9,
        quote=sentence.text[ahead.start : ahead.end],
    )  # fmt: skip


def _marked(sentence: Sentence, expected: bool) -> list[_Marked]:
    """The days of a sentence with their roles; years are handed back along a list ("15.4. und 15.10.2026")."""
    found = _without_periods(sentence.text)
    cues = [cue(sentence.text, day, found[at - 1] if at else None) for at, day in enumerate(found)]
    ends = ([day.start for day in found[1:]] + [len(sentence.text)]) if found else []
    marked = [_Marked(*parts) for parts in zip(_with_years(found, cues), cues, ends, strict=True)]
    return _with_roles(sentence, _reaching(marked), expected)


def _without_periods(text: str) -> list[Day]:
    """The days of a sentence but for those that only say how long something runs ("Laufzeit vom 1.1. bis 31.12.")."""
    kept: list[Day] = []
    skipping = False
    for day in days(text):
        left = text[kept[-1].end if kept else 0 : day.start]
        skipping = bool(_PERIOD.search(left[-80:])) or (skipping and _PERIOD_GOES_ON.search(left[-30:]) is not None)
        kept += [] if skipping else [day]
    return kept


def _with_years(found: list[Day], cues: list[Cue]) -> list[Day]:
    dated = list(found)
    for at in range(len(dated) - 2, -1, -1):
        later = dated[at + 1]
        if dated[at].year is None and later.year is not None and cues[at + 1].kind in {"list", "range"}:
            crossing = cues[at + 1].kind == "range" and (dated[at].month, dated[at].day) > (later.month, later.day)
            dated[at] = replace(dated[at], year=later.year - crossing)
    return dated


def _reaching(marked: list[_Marked]) -> list[_Marked]:
    """What qualifies the last day of a list qualifies all of it, and what leads to its first leads to all."""
    reaching = list(marked)
    for at in range(1, len(reaching)):
        if reaching[at].cue.kind in {"list", "range"}:
            reaching[at] = replace(reaching[at], cue=replace(reaching[at].cue, start=reaching[at - 1].cue.start))
    for at in range(len(reaching) - 2, -1, -1):
        if reaching[at + 1].cue.kind in {"list", "range"}:
            reaching[at] = replace(reaching[at], until=reaching[at + 1].until)
    return reaching


def _with_roles(sentence: Sentence, marked: list[_Marked], expected: bool) -> list[_Marked]:
    roles: list[_Marked] = []
    for at, mark in enumerate(marked):
        role = _role(sentence, mark, roles[-1] if roles else None, expected)
        if at + 1 < len(marked) and marked[at + 1].cue.kind == "range":
            role = "opens" if role != "none" or mark.cue.kind in {"label", "none"} else role
        if role != "none" and topic_at(sentence, mark.day.start, expected=expected) != "apply":
            role = "none"
        roles.append(replace(mark, role=role))
    return roles


def _role(sentence: Sentence, mark: _Marked, previous: _Marked | None, expected: bool) -> str:
    kind = mark.cue.kind
    if kind in {"opens", "closes"}:
        return kind
    if kind == "between":
        return "opens"
    if kind == "range":
        return "closes" if previous is None or previous.role != "none" else "none"
    if kind == "list" and previous is not None:
        return "closes" if previous.cue.kind == "between" else previous.role
    return "closes" if _is_due(sentence, mark, expected) else "none"


def _is_due(sentence: Sentence, mark: _Marked, expected: bool) -> bool:
    """A bare day ("ist der 15.11.", "Frist: 1.3.", "zum 15.9.") needs a word that makes it a deadline."""
    if mark.cue.kind == "at":
        return True
    if mark.cue.kind == "on":
        return _ARRIVED.search(sentence.text) is not None
    if mark.cue.kind in {"is", "label"}:
        said = clause_at(sentence.text, mark.cue.start).text if mark.cue.kind == "label" else sentence.text
        return bool(_DUE.search(said) or _DUE.search(sentence.lead) or _DUE.search(sentence.heading)) or (
            expected and mark.cue.kind == "label" and announces_deadlines(sentence)
        )
    return False


def _dated(sentence: Sentence, mark: _Marked, marked: list[_Marked], past: bool) -> Iterator[GateFound]:
    if mark.role != "closes":
        return
    rule = year_rule(sentence.text, mark.day.start, mark.day.end, mark.until)
    if rule is None:
        return
    day = mark.day if mark.day.year is not None or rule.year is None else replace(mark.day, year=rule.year)
    if day.year is None:
        if not past:
            yield GateFound(_yearly(sentence, mark, rule))
    elif _FIRST_YEAR <= day.year <= _LAST_YEAR:
        yield GateFound(_fixed(sentence, replace(mark, day=day), _opens(mark, marked)), past)


def _opens(mark: _Marked, marked: list[_Marked]) -> date | None:
    place = marked.index(mark)
    ahead = marked[place - 1] if place and mark.cue.kind in {"range", "closes", "list"} else None
    return ahead.day.date() if ahead is not None and ahead.role == "opens" else None


def _fixed(sentence: Sentence, mark: _Marked, opens: date | None) -> Stage:
    at, end = time_after(sentence.text, mark.day.end)
    closes = mark.day.date()
    stage = _stage(sentence, mark, end, opens=opens if opens and closes and opens <= closes else None)
    return replace(stage, closes=closes, closes_at=at, zone=zone(sentence.text))


def _yearly(sentence: Sentence, mark: _Marked, rule: YearRule) -> Stage:
    stage = _stage(sentence, mark, rule.end)
    sure = stage.confidence if rule.sure else round(stage.confidence - 0.3, 2)
    return replace(stage, recurring=Recurring(month=mark.day.month, day=mark.day.day, of=rule.of), confidence=sure)


def _stage(sentence: Sentence, mark: _Marked, end: int, opens: date | None = None) -> Stage:
    start = mark.cue.start
    confidence = 0.4 if mark.day.vague else 0.95 if mark.cue.kind in {"closes", "range"} else 0.85
    return Stage(
        stage=stage_at(sentence, mark.day.start), opens=opens, round=_round(sentence.text, mark.day.start),
        quote=sentence.text[start:end].strip(), confidence=round(confidence, 2),
    )  # fmt: skip


def _round(text: str, place: int) -> int:
    """The number of a named round ("1. Einreichungsrunde"), 0 where none is named before the day."""
    named = [match for match in _ROUND.finditer(text) if match.start() < place]
    if not named:
        return 0
    last = named[-1]
    return int(last["number"]) if last["number"] else _COUNTED[last["word"].casefold()]
