"""A sentence -> its clauses, with the days masked: who says what of which day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from facts.starts import STARTS

DAY = "¤"  # stands for every character of a day, of its time and of the list it is in
_NOISE = re.compile(
    rf"(?:\s?,?\s?\(?(?:um|at|,)?\s?\d{{1,2}}(?:[:.]\d\d)?\s?(?:Uhr|h\b|CES?T|MES?Z|a\.m\.|p\.m\.|am\b|pm\b))|"
    rf"(?<={DAY})\s?,?\s?\d{{1,2}}:\d\d",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day),?\s(?:(?:de[rmn]|the|,)\s)?(?=¤)"
)
_JOINED = re.compile(
    rf"(?<={DAY})\s*(?:,|und|sowie|oder|bzw\.|beziehungsweise|&|/|[-–—?]|bis|to|and|or|until|,\s?and)"
    rf"(?:\s?(?:de[rmn]|zum|am|bis|the|jeweils|und|ab|spätestens|einschließlich|on|by)\s){{0,3}}\s*(?={DAY})"
)
_ASIDE = re.compile(r"\(([^()]{0,300})\)")
_CANDIDATE = re.compile(
    r"(?P<hard>;\s|\s[–—]\s|\s-\s)|(?P<colon>:\s)|(?P<comma>,\s)|\s(?P<joint>und|sowie|oder|bzw\.|"
    r"beziehungsweise|and|or|but|aber|sondern|denn|doch|then)\s"
)
_AUX = (
    r"ist|sind|war|waren|sei|seien|wird|werden|wurden?|worden|muss|müssen|mussten?|kann|können|konnten?|"
    r"könnten?|soll|sollen|sollten?|darf|dürfen|hat|haben|hatten?"
    r"|bleib(?:t|en)|is|are|was|were|will|shall|must|should|may|can|has|have|had"
)
AUX = re.compile(rf"\b(?:{_AUX})\b")
_FINITE = re.compile(
    rf"\b(?:{_AUX}|(?:ende|entscheide|gelte|leite|lade|biete|tage|finde|erhalte|sende|lautet|bitte|reiche|"
    r"stelle|richte|gebe|nehme|melde|beginne|starte|öffne|schließe|laufe|liege|zahle"
    r"|schicke|rufe|teile|informiere|prüfe|fördere|erwarte|gehe|unterstütze|veröffentliche|besteht|dauer|trete|"
    r"erreiche|bewerbe|trage|rechne|beantworte|wähle|hilft|steht|stehe"
    r"|veranstalte|verlängere|verschiebe|ersetze|lege|beantrage|wende|nutze|beachte|stehe)(?:n|t)?\b|endete\w*|"
    r"gilt|galt|läuft|lief(?:en)?|nimmt|gibt|erhält|tritt|trat|folgt|zählt|wählt|prüft|fördert"
    r"|beginnt|öffnet|startet|schließt|schloss|endet|entscheidet|tagt|findet|bietet|lädt|stellt|reicht|berät|"
    r"teilt|ruft|zahlt|liegt|geht|sieht|bewirbt|meldet|verfällt|verschiebt|ersetzt|legt|rechnet|beantwortet"
    r"|closes?|opens?|ends?|starts?|begins?|takes?|applies|runs?|ran|decides?)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\s*(?:dass|damit|wenn|falls|sofern|soweit|sobald|solange|nachdem|bevor|ehe|während|weil|da|obwohl|wobei|"
    r"wodurch|ob|wer|wie|um|ohne|statt|anstatt|so\s?dass|auch\swenn|nur\swenn"
    r"|welche[rsmn]?|deren|dessen|denen|(?:mit|bei|für|in|zu|an|von|nach|vor|durch|über|auf)\s(?:de(?:m|r|nen|"
    r"ren|ssen)|das|die)(?=\s[a-zäöü¤])|which|who|that|if|when|where|after|before|so|provided|whose|wo|"
    r"worüber)\b"
)
_RELATIVE = re.compile(r"\s*(?:der|die|das|dem|den)\s(?![A-ZÄÖÜ])")
_OF_WHICH = re.compile(r"\s*(?:für|mit|bei|in|zu|an|von|nach|vor|durch|über|auf)\s(?:das|die|den|dem|der)\s")
_WHICH_YOU = re.compile(
    r"\s*(?:für|mit|bei|in|zu|an|von|nach|vor|durch|über|auf)\s(?:das|die|den|dem|der)\s(?:Sie|wir|Ihr\w*|"
    r"ein\w*)\s"
)
_FINITE_END = re.compile(rf"(?:^|\s)(?:{_AUX}|[a-zäöüß]{{3,}}t)\W*$")
_VERBAL_END = re.compile(r"(?:^|\s)([a-zäöüß]{3,}(?:en|ern|eln|t)|ist|sind|hat|war)\W*$")
_ONLY_DAYS = re.compile(rf"\s*{DAY}[{DAY}\s–-]*\W*$")
_APPOSED = re.compile(rf"\s*(?:de[mrn]|und\szwar\s\w+|nämlich(?:\s\w+)?|spätestens(?:\s\w+)?)\s{DAY}")
_THING_UNTIL = re.compile(
    rf"\s*(?:the\s)?(?:full\s)?(?:applications?|proposals?|bids?|solche|jene|diejenigen)\s(?:until|by|on|before|bis)\s[^¤]{{0,12}}{DAY}"
)
_LOWER_START = re.compile(r"\s*[a-zäöüß¤]")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` is as long as the sentence, with blanks where other clauses are; "side": it hangs on another."""

    text: str
    start: int
    kind: str = "main"


def masked(text: str, taken: Sequence[tuple[int, int]]) -> str:
    """The sentence with its days and all that only belongs to them as signs of the same length."""
    if not taken:
        return text
    letters = list(text)
    for start, end in taken:
        letters[start:end] = DAY * (end - start)
    covered = _ASIDE.sub(_unless_dated, STARTS.sub(_as_blank, "".join(letters)))
    for pattern in (_NOISE, _WEEKDAY, _JOINED):
        covered = pattern.sub(_as_day, covered)
    return covered


def _as_blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _unless_dated(match: re.Match[str]) -> str:
    return match[0] if DAY in match[1] else " " * len(match[0])


def _as_day(match: re.Match[str]) -> str:
    return DAY * len(match[0])


@lru_cache(maxsize=16)  # the days of one sentence ask the same
def clauses(text: str, taken: tuple[tuple[int, int], ...]) -> tuple[Clause, ...]:
    """All clauses in order; what stands in brackets is one of its own."""
    covered = masked(text, taken)
    asides = [match for match in _ASIDE.finditer(covered) if DAY in match[1]]
    plain = _ASIDE.sub(lambda match: " " * len(match[0]), covered)
    pieces = [
        Clause(_only(plain, _after_which(plain, start, kind), end), start, kind) for start, end, kind in _pieces(plain)
    ]
    pieces += [Clause(_only(covered, match.start(1), match.end(1)), match.start(1), "aside") for match in asides]
    return tuple(sorted(pieces, key=lambda clause: clause.start))


def _after_which(text: str, start: int, kind: str) -> int:
    """Behind "für das", "in der": they rule no noun of the clause that they lead into."""
    which = _OF_WHICH.match(text, start) if kind == "side" else None
    return which.end() if which else start


def _only(text: str, start: int, end: int) -> str:
    return " " * start + text[start:end] + " " * (len(text) - end)


Piece = tuple[int, int, str]


def _pieces(text: str) -> Iterator[Piece]:
    candidates = list(_CANDIDATE.finditer(text))
    start, side = 0, _SIDE.match(text) is not None
    for at, cut in enumerate(candidates):
        end = candidates[at + 1].start() if at + 1 < len(candidates) else len(text)
        left, right = text[start : cut.start()], text[cut.end() : end]
        if not _parts(cut, left, right, side):
            continue
        yield start, cut.start(), "side" if side else "main"
        start = cut.end()
        side = cut.lastgroup in {"comma", "joint"} and _hangs(right)
    yield start, len(text), "side" if side else "main"


def _parts(cut: re.Match[str], left: str, right: str, side: bool) -> bool:
    """Whether a comma or a joining word parts two clauses."""
    if cut.lastgroup == "hard":
        return True
    if cut.lastgroup == "colon":
        return _FINITE.search(right) is not None and not _SIDE.match(right)
    if cut.lastgroup == "comma":
        return side or _hangs(right) or _stands_alone(right)
    return (DAY in left or _FINITE.search(left) is not None) and (DAY in right or _tells(right))


def _tells(text: str) -> bool:
    """Whether a finite verb stands in it elsewhere than at its end, where an infinitive looks the same."""
    return any(re.match(r"\W*$", text[match.end() :]) is None for match in _FINITE.finditer(text))


def _hangs(right: str) -> bool:
    if (
        _SIDE.match(right)
        or (_OF_WHICH.match(right) and _FINITE_END.search(right.rstrip(" .")))
        or _WHICH_YOU.match(right)
    ):
        return True
    return _RELATIVE.match(right) is not None and _VERBAL_END.search(right.rstrip(" .")) is not None


def _stands_alone(right: str) -> bool:
    if _APPOSED.match(right) or _ONLY_DAYS.match(right):
        return False
    if _tells(right) or _THING_UNTIL.match(right):
        return True
    return (
        DAY in right
        and re.search(r"[A-ZÄÖÜ][a-zäöü]{2,}|[a-z]\w+(?:en|t)\W*$|\bnext\b|\bfull\b|\bfür\b", right) is not None
    )


def clause_of(found: Sequence[Clause], place: int) -> int:
    """The index of the clause in which a place lies."""
    inside = [at for at, clause in enumerate(found) if clause.start <= place and clause.text[place : place + 1].strip()]
    return inside[-1] if inside else max((at for at, clause in enumerate(found) if clause.start <= place), default=0)


def resumed(found: Sequence[Clause], at: int) -> Clause:
    """A main clause together with what of it stands before or after a clause that hangs on it."""
    clause = found[at]
    if clause.kind != "main":
        return clause
    before = _partner(found, at, -1)
    if before is not None and _LOWER_START.match(clause.text[clause.start :]):
        return replace(clause, text=_overlaid(found[before].text, clause.text), start=found[before].start)
    after = _partner(found, at, 1)
    if after is not None and _LOWER_START.match(found[after].text[found[after].start :]):
        return replace(clause, text=_overlaid(clause.text, found[after].text))
    return clause


def _partner(found: Sequence[Clause], at: int, step: int) -> int | None:
    """The main clause on the other side of those that hang on it."""
    other = at + step
    while 0 <= other < len(found) and found[other].kind in {"side", "aside"}:
        other += step
    passed = abs(other - at) > 1
    return (
        other
        if passed and 0 <= other < len(found) and any(one.kind == "side" for one in _between(found, at, other))
        else None
    )


def _between(found: Sequence[Clause], at: int, other: int) -> Sequence[Clause]:
    return found[min(at, other) + 1 : max(at, other)]


def _overlaid(one: str, other: str) -> str:
    return "".join(right if left == " " else left for left, right in zip(one, other, strict=True))
