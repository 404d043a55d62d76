"""A day in its sentence: its clause, the verb that owns it, and what is told around it."""

import re
from dataclasses import dataclass
from typing import Literal

from facts.nouns import is_bare, nouns
from facts.parts import AUX, DAY, Clause, clause_of, clauses, resumed
from facts.sentences import Sentence
from facts.verbs import Verb, is_english, verb_at, verb_of

Owner = Literal["handing", "label", "starting", ""]
Taken = tuple[tuple[int, int], ...]
_DENIED = re.compile(
    r"\b(?:nicht|kein\w{0,2}|not|no)\b(?!\s(?:später|nach\b|nur|mehr\sals|weniger|zuletzt|later|only|after|"
    r"more\sthan|less))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A day (or a span before a start) in its sentence."""

    sentence: Sentence
    taken: Taken
    start: int
    end: int
    expected: bool
    denied: bool = False  # whether "not" may stand beside it: "Nach dem 1.3. eingehende Anträge werden nicht …"

    @property
    def found(self) -> tuple[Clause, ...]:
        """All clauses of the sentence."""
        return clauses(self.sentence.text, self.taken)

    @property
    def index(self) -> int:
        """Which of them holds the day."""
        return clause_of(self.found, self.start)

    @property
    def english(self) -> bool:
        """Whether the sentence is English."""
        return is_english(self.sentence.text)


def clause_text(spot: Spot) -> str:
    """The clause of a day, as long as the sentence, days masked."""
    return resumed(spot.found, spot.index).text


def hangs(spot: Spot) -> bool:
    """Whether the clause of a day only says more of another: "…, die ab dem 1.1. eingehen, …"."""
    return spot.found[spot.index].kind == "side"


def verb_at_spot(spot: Spot, clause: Clause) -> Verb:
    """The verb that owns the day in its clause."""
    end = spot.end
    while end < len(clause.text) and clause.text[end] == DAY:
        end += 1
    start = spot.start
    while start > 0 and clause.text[start - 1] == DAY:
        start -= 1
    return verb_at(clause.text, start, end, english=spot.english)


def borrowed(spot: Spot, at: int) -> Verb | None:
    """Of clauses that share their verb: "der Antrag bis … und der Bericht bis … einzureichen"."""
    found = spot.found
    text = found[at].text
    helps = AUX.search(text) is not None
    right = [index for index in range(at + 1, len(found)) if found[index].kind == "main"]
    left = [index for index in range(at - 1, -1, -1) if found[index].kind == "main"]
    for index in (*right[:2], *left) if helps else (*left, *right[:2]):
        verb = verb_of(found[index].text, english=spot.english)
        if verb.kind in {"handing", "strong", "possible", "other", "unknown"}:
            return Verb(verb.kind)
        if verb.kind:
            return None
    return None


def is_denied(spot: Spot, clause: Clause) -> bool:
    """Whether "nicht", "kein" deny what a main clause says."""
    return not spot.denied and clause.kind != "side" and _DENIED.search(clause.text) is not None


def has_subject(text: str) -> bool:
    """Whether a clause names a thing with an article: one that goes on from another does not."""
    return (
        re.search(
            r"\b(?:Der|Die|Das|Ein|Eine|der|die|das|ein|eine|Alle|alle|The|the)\s(?:[a-zäöü]\w+\s)?[A-ZÄÖÜa-z]\w+", text
        )
        is not None
    )


def context(spot: Spot) -> bool:
    """Whether something around says that one applies."""
    sentence = spot.sentence
    told = (sentence.text, sentence.before, sentence.lead, sentence.heading)
    return spot.expected or any(speaks_of_applying(text, english=spot.english) for text in told)


def speaks_of_applying(text: str, *, english: bool) -> bool:
    """Whether a text names an application, or a deadline or window that says of what it is one."""
    return any(
        noun.kind == "ours" or (noun.kind in {"label", "window"} and not is_bare(noun.word))
        for noun in nouns(text, english=english)
    )
