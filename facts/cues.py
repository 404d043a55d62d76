"""Which words before a day say that it closes, opens, ends a range or goes on a list."""

import re
from dataclasses import dataclass
from typing import Literal

from facts.dates import Day
from facts.years import joins_with_its_own

# closes: bis, spätestens; opens: ab, vom; between: zwischen; range: the second day of "1.3. bis 30.4.";
# list: "… und 31.8."; at: zum, zu den Stichtagen; is: "ist der", "endet am"; on: "muss am … eingegangen sein";
# label: "Frist:" or nothing before it; before: "vor dem 1. Mai"; after: "nach dem 1. Mai";
# next: the second day of "31.10. des Vorjahres und 30. April", whose first says its own year
Kind = Literal[
    "closes", "opens", "between", "range", "list", "at", "is", "on", "label", "before", "after", "next", "none"
]

# They may stand between the telling word and the day and change nothing: "bis (spätestens zum Stichtag) 31.3."
_FILLERS = frozenset(
    """
    zum zur zu dem den der am im um die das des jeweils jeweiligen einschließlich einschl einschl. inklusive inkl.
    jährlichen jährlich stichtag stichtage stichtagen termin termine terminen folgenden mit ablauf normalerweise
    grundsätzlich voraussichtlich montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday
    wednesday thursday friday saturday sunday the on uhr noon midnight nämlich also brussels time cet cest local hrs
    hours h pm p.m. a.m. zwei drei vier fünf beiden kommenden nächsten
    """.split()
)
_WORDS: tuple[tuple[Kind, str], ...] = (
    ("closes", "bis spätestens längstens by until till due than"),
    ("opens", "ab vom von seit frühestens erstmals erstmalig öffnet öffnete eröffnet startet beginnt"),
    ("opens", "from starting since opens"),
    ("between", "zwischen between"),
    ("is", "ist sind war waren endet endete endeten enden lautet läuft schließt schließen schloss"),
    ("before", "vor before"),
    ("after", "nach after"),
    ("is", "gilt gelten galt galten lautet lauten fällt fallen wurde wird als"),
    ("is", "is are was ends ended closes closed close"),
)
_TELLING: dict[str, Kind] = {word: kind for kind, words in _WORDS for word in words.split()}
_JOINING = frozenset("und oder sowie bzw. beziehungsweise , / and or & ; ".split()) | {""}
_CLOCK = (
    ["uhr"],
    ["noon"],
    ["brussels"],
    ["cet"],
    ["cest"],
    ["local"],
    ["hrs"],
    ["hours"],
    ["h"],
    ["pm"],
    ["p.m."],
    ["a.m."],
    ["am"],
    ["on"],
)
_AT = frozenset("zum zu".split())
_RANGE = re.compile(
    r"\s{0,2}(?:[-–—?]|bis(?:\s(?:zum|spätestens|zu|einschließlich)){0,2}|to|until)\s{0,2}", re.IGNORECASE
)
_ENDS_ALREADY = re.compile(r"\bbis\s(?:spätestens\s)?(?:zum\s)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\s(]{1,40}")
_HOUR = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?$")
_FROM_TO = re.compile(
    r"\b(?:zwischen|between)\s(?:dem\s|the\s)?\d{1,2}\.?\s(?:und|and)\s(?:dem\s|the\s)?$", re.IGNORECASE
)
_REACH = 110  # characters; a telling word further off tells of something else


@dataclass(frozen=True, slots=True)
class Cue:
    """`start`: where its words begin, so that a quote can hold them."""

    kind: Kind
    start: int


def cue(text: str, day: Day, previous: Day | None) -> Cue:
    """What the words before a day make of it."""
    begin = max(previous.end if previous else 0, day.start - _REACH)
    left = text[begin : day.start]
    if previous is not None and _RANGE.fullmatch(left):
        return Cue("closes" if _is_second_end(text, previous, left) else "range", day.start)
    if previous is not None and joins_with_its_own(left):
        return Cue("next", day.start)
    spread = _FROM_TO.search(left)
    if spread is not None:
        return Cue("closes", begin + spread.start())
    tokens = [(match[0].lower(), begin + match.start()) for match in _WORD.finditer(left)]
    return _told(tokens, day.start, joined=previous is not None)


def _is_second_end(text: str, previous: Day, left: str) -> bool:
    """ "Nach Interessenbekundung bis 31. Juli bis 30. September": two ends, and no time between them."""
    return (
        "bis" in left.lower() and _ENDS_ALREADY.search(text[max(0, previous.start - 30) : previous.start]) is not None
    )


def _told(tokens: list[tuple[str, int]], start: int, *, joined: bool) -> Cue:
    passed: list[str] = []
    while tokens and (tokens[-1][0].rstrip(",") in _FILLERS or (passed[-1:] in _CLOCK and _HOUR.match(tokens[-1][0]))):
        word, start = tokens.pop()
        passed.append(word.rstrip(","))
    word, place = tokens[-1] if tokens else ("", start)
    if word == "to" and len(tokens) > 1 and tokens[-2][0] == "up":
        return Cue("closes", tokens[-2][1])
    kind = _kind(word, passed, joined=joined and len(tokens) <= 1)
    if kind == "closes":
        return Cue(kind, _widened(tokens))
    return Cue(kind, place if word in _TELLING and kind != "at" else start)


def _kind(word: str, passed: list[str], *, joined: bool) -> Kind:
    telling = _TELLING.get(word, "none")
    if telling not in {"none", "is"}:
        return telling
    if joined and word in _JOINING:
        return "list"
    if any(filler in _AT for filler in passed):
        return "at"
    if telling == "is":
        return "is"
    if word == "" or word.endswith(":"):
        return "label"
    return "on" if "am" in passed else "none"


def _widened(tokens: list[tuple[str, int]]) -> int:
    """ "Bis spätestens" is one cue of two words."""
    if len(tokens) > 1 and _TELLING.get(tokens[-2][0]) == "closes":
        return tokens[-2][1]
    return tokens[-1][1]
