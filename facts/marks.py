"""The days of a sentence with what their words make of them: opening, closing or nothing."""

import re
from dataclasses import dataclass, replace
from datetime import time, timedelta

from facts.cues import Cue, cue
from facts.dates import Day, days, time_after
from facts.frames import Spot, clause_text, hangs, owner
from facts.gate_words import MOVED, OPENS
from facts.rules import any_of
from facts.sentences import Sentence

_MOVED, _OPENS = any_of(MOVED), any_of(OPENS)
_ARRIVED = re.compile(
    r"(?:eingegangen|eingereicht|gestellt|abgesandt|abgeschickt|zugegangen|abgegeben|hochgeladen)\s+sein|"
    r"\bvorliegen|\bvorzuliegen|\bda\ssein"
    r"|\bdue\b|\b(?:be|have)\s(?:received|arrived|submitted)|\b(?:must|has\sto|have\sto)\s(?:reach|arrive)|"
    r"\bletzte\w*\s(?:tag|mal)|\bletztmal(?:s|ig)\b|\bzum\sletzten\sMal",
    re.IGNORECASE,
)
_FULL_ONES_ON = re.compile(r"^\W*(?:the\s)?(?:full\s)?(?:applications?|proposals?)\son\s¤", re.IGNORECASE)
_SET_OFF = re.compile(r"\b(?:open|offen|geöffnet|möglich)[,:]?\s$", re.IGNORECASE)
_VERB_OF_HANDING = re.compile(r"\b(?:haben?|hat|wurden?|ha[sd]|were|was)\b", re.IGNORECASE)
_SHUT_UNTIL = re.compile(r"\bgeschlossen\b|\bclosed\b", re.IGNORECASE)
_IN_A_NEW_WAY = re.compile(
    r"\bohne\b|\bnur\s(?:noch|über|per|mit|digital|online)|\bausschließlich\b|\bwithout\b|\bonly\b|"
    r"\bneue[snm]?\s(?:formular|portal|verfahren|muster)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:statt|anstatt|anstelle|instead\sof|rather\sthan|ursprünglich\w*(?:\s\w+)?|bisherige\w?(?:\s\w+)?|"
    r"nicht(?:\smehr)?|not)\s"
    r"(?:(?:bis|am|zum|vom|des|den|der|on|by|the)\s){0,2}$",
    re.IGNORECASE,
)
_TOO_LATE = re.compile(
    r"\bnicht\b|\bkein\w{0,2}\b|ausgeschlossen|abgelehnt|unberücksichtigt|zurückgewiesen|unzulässig|verspätet|"
    r"\bnot\b|\bno\slonger\b|rejected|ineligible",
    re.IGNORECASE,
)
_DUE_BEFORE = re.compile(
    r"\b(?:eingehen|eingegangen\s+sein|eingereicht\s+(?:werden|sein)|einzureichen|einzugehen|gestellt\s+(?:werden|sein)"
    r"|zu\s+stellen|beantragt\s+werden|vorliegen|vorzulegen|(?:reichen|stellen|senden)\s+sie|be\s+(?:submitted|received)"
    r"|^\W*(?:please\s)?(?:get|submit|send|apply|hand|upload|register|enter|complete)\b"
    r"|(?:must|have\s+to|has\s+to)\s+(?:reach|arrive|submit|apply)|zugehen|zugegangen\s+sein|abgegeben\s+(?:werden|sein))",
    re.IGNORECASE,
)
_NOT_DUE_BEFORE = re.compile(
    r"\b(?:nicht|kein\w*|frühestens|können|kann|wurden?|waren|worden|not|may\s+(?:not|only))\b"
    r"|(?:tage?n?|wochen?|monate?n?|jahre?n?|days?|weeks?|months?)\s+(?:vor|before)\s",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\b(?:kein\w{0,2}\s.{0,60}\bmehr|nicht\s+mehr|no\s+(?:more|longer|further))\b", re.IGNORECASE)
_ONE_WAY = re.compile(
    r"\bper\s|papier|\bpost|\bfax|schriftlich|rückwirkend|nachträglich|\bby\s(?:post|mail)", re.IGNORECASE
)
_FROM_ON = re.compile(r"(?:ab|from)\b", re.IGNORECASE)
_COMMON_YEAR = 2023  # no leap year: before a yearless 1 March lies 28 February
_PERIOD = re.compile(
    r"(?:förderabschnitt|laufzeit|förderperiode|bewilligungszeitraum\w{0,2}|förderzeitraum\w{0,2}|"
    r"projektzeitraum\w{0,2})"
    r"\s?(?:\(|von|vom|ab)\s?(?:dem\s)?$",
    re.IGNORECASE,
)
_PERIOD_GOES_ON = re.compile(r"\d\s?(?:[-–?]|bis|bis\szum)\s?$", re.IGNORECASE)
_TO_A_NEW_DAY = re.compile(r"\b(?:auf|to)\s+(?:den\s+|the\s+)?$", re.IGNORECASE)
_SECTION = re.compile(r"[#*\s-]*")
_TITLE = re.compile(r"\s+[A-ZÄÖÜ](?!\w*(?:frist|schluss|stichtag|termin|deadline))")
_IN_CHARGE = re.compile(r"^\s?(?:zuständig\w+|geltend\w+|gültig\w+|laufend\w+|bestehend\w+)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its cue; `until`: where its qualifiers must have ended; `role`: "opens", "closes" or "none"."""

    day: Day
    cue: Cue
    until: int
    role: str = "none"


def marks(sentence: Sentence, *, expected: bool) -> list[Mark]:
    """The days of a sentence with their roles; years are handed back along a list ("15.4. und 15.10.2026")."""
    found = _without_periods(sentence.text)
    cues = [cue(sentence.text, day, found[at - 1] if at else None) for at, day in enumerate(found)]
    ends = ([day.start for day in found[1:]] + [len(sentence.text)]) if found else []
    marked = [Mark(*parts) for parts in zip(_with_years(found, cues), cues, ends, strict=True)]
    return [
        mark if _has_hour(sentence.text, mark) else _day_before(mark)
        for mark in _moved(sentence.text, _with_roles(sentence, _reaching(marked), expected))
    ]


def _has_hour(text: str, mark: Mark) -> bool:
    """ "Before 26 February, 15:00" is that day's afternoon; before its midnight is the day ahead of it."""
    return mark.cue.kind == "before" and (time_after(text, mark.day.end)[0] or time.min) != time.min


def _day_before(mark: Mark) -> Mark:
    """What must be there before a day closes on the day ahead of it, as does what ends from that day on.

    Of 1 January only where a year is given.
    """
    if mark.cue.kind not in {"before", "opens"} or mark.role != "closes":
        return mark
    day = replace(mark.day, year=mark.day.year or _COMMON_YEAR).date()
    ahead = day - timedelta(days=1) if day else None
    if ahead is None or (mark.day.year is None and ahead.year != _COMMON_YEAR):
        return replace(mark, role="none")
    year = None if mark.day.year is None else ahead.year
    return replace(mark, day=replace(mark.day, day=ahead.day, month=ahead.month, year=year))


def _without_periods(text: str) -> list[Day]:
    """The days of a sentence but for those that only say how long something runs ("Laufzeit vom 1.1. bis 31.12.")."""
    kept: list[Day] = []
    skipping = False
    for day in days(text):
        left = text[kept[-1].end if kept else 0 : day.start]
        skipping = bool(_PERIOD.search(left[-80:])) or (skipping and _PERIOD_GOES_ON.search(left[-30:]) is not None)
        numbered = day.year is None and _SECTION.fullmatch(text[: day.start]) and _TITLE.match(text, day.end)
        kept += [] if numbered or skipping or _IN_CHARGE.match(text[day.end : day.end + 40]) else [day]
    return kept


def _with_years(found: list[Day], cues: list[Cue]) -> list[Day]:
    dated = list(found)
    for at in range(len(dated) - 2, -1, -1):
        later = dated[at + 1]
        if dated[at].year is None and later.year is not None and cues[at + 1].kind in {"list", "range"}:
            crossing = cues[at + 1].kind == "range" and (dated[at].month, dated[at].day) > (later.month, later.day)
            dated[at] = replace(dated[at], year=later.year - crossing)
    return dated


def _reaching(marked: list[Mark]) -> list[Mark]:
    """What qualifies the last day of a list qualifies all of it, and what leads to its first leads to all."""
    reaching = list(marked)
    for at in range(1, len(reaching)):
        if reaching[at].cue.kind in {"list", "range"}:
            reaching[at] = replace(reaching[at], cue=replace(reaching[at].cue, start=reaching[at - 1].cue.start))
    for at in range(len(reaching) - 2, -1, -1):
        if reaching[at + 1].cue.kind in {"list", "range"}:
            reaching[at] = replace(reaching[at], until=reaching[at + 1].until)
    return reaching


def _with_roles(sentence: Sentence, marked: list[Mark], expected: bool) -> list[Mark]:
    taken = tuple((day.start, day.end) for day in days(sentence.text))
    roles: list[Mark] = []
    for at, mark in enumerate(marked):
        follows = at + 1 < len(marked) and marked[at + 1].cue.kind == "range"
        spot = Spot(sentence, taken, mark.day.start, mark.day.end, expected, denied=_may_be_denied(sentence, mark))
        role = _role(sentence, mark, roles[-1] if roles else None, spot)
        if follows and (role == "closes" or (role == "none" and _is_open_from(sentence, mark, spot))):
            role = "opens"
        roles.append(replace(mark, role=role))
    return roles


def _is_open_from(sentence: Sentence, mark: Mark, spot: Spot) -> bool:
    """ "The call is open, 17 March - 17 June": nothing but a comma leads to the first day of what is open."""
    set_off = mark.cue.kind == "none" and _SET_OFF.search(sentence.text, 0, mark.day.start) is not None
    return set_off and owner(spot) == "handing"


def _may_be_denied(sentence: Sentence, mark: Mark) -> bool:
    return mark.cue.kind == "after" or (mark.cue.kind == "opens" and _NO_MORE.search(sentence.text) is not None)


def _role(sentence: Sentence, mark: Mark, previous: Mark | None, spot: Spot) -> str:
    kind, told = mark.cue.kind, owner(spot)
    if kind in {"list", "next"} and previous is not None and previous.role != "none":
        return "closes" if previous.cue.kind == "between" else previous.role
    if told == "" or _INSTEAD.search(sentence.text, max(0, mark.day.start - 40), mark.day.start):
        return "none"
    clause = clause_text(spot)
    if kind == "range" and previous is not None and previous.role == "none":
        return "none"
    if kind in {"opens", "between"} or (told == "starting" and kind not in {"range", "closes"}):
        return "none" if hangs(spot) else _opening_role(sentence, mark, clause)
    if kind in {"on", "is"} and _OPENS.match(sentence.text[mark.day.end :]):
        return "opens"
    due = not _SHUT_UNTIL.search(clause) if kind in {"closes", "range"} else _is_due(sentence, mark, told, clause)
    return "closes" if due else "none"


def _opening_role(sentence: Sentence, mark: Mark, clause: str) -> str:
    if _NO_MORE.search(clause):
        ends = mark.day.year and _FROM_ON.match(sentence.text, mark.cue.start) and not _ONE_WAY.search(clause)
        return "closes" if ends else "none"
    return "none" if _IN_A_NEW_WAY.search(clause) else "opens"


def _is_due(sentence: Sentence, mark: Mark, told: str, clause: str) -> bool:
    """A bare day ("ist der 15.11.", "Frist: 1.3.", "zum 15.9.") needs more than a word of handing in."""
    kind = mark.cue.kind
    if kind == "before":
        return _is_due_before(clause)
    if kind == "after":
        return _TOO_LATE.search(sentence.text) is not None
    if kind == "at" or told == "label":
        return True
    if kind == "label":
        return told == "handing" and not _VERB_OF_HANDING.search(clause)
    return _ARRIVED.search(clause) is not None or (told == "handing" and _FULL_ONES_ON.search(clause) is not None)


def _is_due_before(clause: str) -> bool:
    """ "Muss vor dem 1. Mai eingehen" tells a last day; "nicht vor dem" and "drei Monate vor dem" do not."""
    return _DUE_BEFORE.search(clause) is not None and not _NOT_DUE_BEFORE.search(clause)


def _moved(text: str, marked: list[Mark]) -> list[Mark]:
    """Of a deadline that was moved ("vom 31. März auf den 30. April verlängert") only the new day counts."""
    if len(marked) < 1 or not _MOVED.search(text):
        return marked
    new = [at for at, mark in enumerate(marked) if _TO_A_NEW_DAY.search(text[: mark.day.start])]
    if not new:
        return marked
    return [replace(mark, role="closes" if at in new else "none") for at, mark in enumerate(marked)]
