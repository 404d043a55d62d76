"""German text -> sentences that know their list, heading and place, so that quotes stay verbatim."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from facts.rules import needles

MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Jänner Feber Jan Feb Febr Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez "
    "January February March May June July October December Mar Oct Dec"
).split()
_ABBREVIATIONS = frozenset(
    """
    abs nr art ziff ziffer vgl gem ggf bzw ca max mind inkl einschl zzgl usw evtl sog tel str st dr prof hl
    z b u a d h i v o s e g mio mrd tsd v.h z.b u.a d.h i.d.r e.v i.v.m i.h.v o.g s.o s.u v.a buchst hs lit rn
    jan feb febr mär mrz apr jun jul aug sep sept okt nov dez oct dec
    kap anl no approx incl etc bspw insb zuzügl jährl monatl
    """.split()
)
_MAY_END = frozenset("v e.v h v.h usw etc mio mrd tsd".split())
_OPENER = re.compile(r"(?:Der|Die|Das|Diese[rs]?|Sie|Ihre?n?|Es|Wenn|Bei|Für|Im|In|Eine?|Anträge|Davon|Bitte)\b")
# Some exports glue sentences together: "… of criteria.Proposals should …".
_STOP = re.compile(r"[.!?;](?:(?=[\"“”)»]?\s+\S)|(?<=[a-zäöü]{3}\.)(?=[A-Z][a-z]{1,20}[ ,]))")
_TOKEN_BEFORE = re.compile(r"[^\s(,;:„\"]{1,40}$")
_ORDINAL = re.compile(r"\d{1,2}$")
_BULLET = re.compile(r"(\s*)[*+•·‣◦–-]\s+(?=\S)")
_MARKS = re.compile(r"#{1,6}\s+")
_WORTH = needles(
    """
    0 1 2 3 4 5 6 7 8 9 frist jederzeit laufend ständig ganzjährig durchgehend jahr_über jahr_hindurch möglich schöpft
    braucht griffen vergeben laufen verstrichen eingestellt ausgesetzt geschlossen beendet geöffnet aufruf
    bekanntmachung ausschreibung stopp vor_ begonnen wochen monat quartal ende_ mitte_ vollfinanz continuous rolling
    closed deadline any_time stichtag termin before_
    at_least partner konsort consort beschluss legal_ent hälfte quart halbjahr voller_ llständig keine_
    drittel viertel fünftel sechstel achtel zehntel
    no_appl no_new no_furth currently zeitpunkt jeder_zeit suspended paused discontinued expired
    allocated exhausted committed spent ruht ruhen pausiert gestoppt
    stoppen auf_weiteres unabhängig calls bevor solange verplant vorübergehend wann_
    derzeit zurzeit zur_zeit aktuell momentan gegenwärtig vorerst nicht_mehr year_round
    hälftig prozent hundert third half_ konzept strategie zustimmung entwicklungsl schwellenl südens global_south
    aufforderung runde bewilligung
    """
)
_LONGEST = 1200  # characters; hostile text without a full stop is cut, never read as one sentence
_HEADING_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` is its offset in the text; `lead` the words a list item hangs on; `before` the sentence
    ahead of it; `low` is the text in small letters.
    """

    text: str
    start: int
    heading: str = ""
    lead: str = ""
    before: str = ""
    item: bool = False
    low: str = ""


def worth_reading(line: str) -> bool:
    """Whether a line has a digit or a word that facts are told with."""
    return _WORTH.hit(line.lower())


def sentences(text: str, worth: Callable[[str], bool] = worth_reading) -> Iterator[Sentence]:
    """Every sentence of the lines that are worth it, in order."""
    heading = lead = parent = ""
    for start, line in _lines(text):
        bullet = _BULLET.match(line)
        if bullet is None and _is_heading(line):
            heading, lead, parent = line.lstrip("# "), line.lstrip("# "), ""
            yield Sentence(line, start, low=line.lower())
            continue
        if bullet is None:
            lead, parent = _last_sentence(line), ""
        if worth(line):
            place = Sentence("", start, heading, _lead(lead, parent, bullet), item=bullet is not None)
            yield from _split(line, bullet.end() if bullet else 0, place)
        if bullet is not None and not bullet[1]:
            parent = line[-200:]


def _last_sentence(line: str) -> str:
    """What a list hangs on is the sentence right above it."""
    tail = line[-300:]
    return tail[max((end for _, end in _bounds(tail[:-1], 0) if end < len(tail) - 1), default=0) :]


def _lead(lead: str, parent: str, bullet: re.Match[str] | None) -> str:
    if bullet is None:
        return ""
    return f"{lead} {parent}" if bullet[1] else lead


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with their offsets; a line that goes on in lower case is one with the line before."""
    start, held = 0, ""
    at = 0
    for line in text.splitlines(keepends=True):
        if held and not (line[:1].islower() and held.endswith("\n") and held.strip()):
            yield from _stripped(start, held)
            start, held = at, ""
        held += line
        at += len(line)
    yield from _stripped(start, held)


def _stripped(start: int, line: str) -> Iterator[tuple[int, str]]:
    kept = line.rstrip()
    if kept.strip():
        yield start, kept


def _is_heading(line: str) -> bool:
    if _MARKS.match(line):
        return True
    return len(line) <= _HEADING_LENGTH and line[-1] not in ".!?;,:)" and not any(sign.isdigit() for sign in line)


def _split(line: str, begin: int, place: Sentence) -> Iterator[Sentence]:
    before = ""
    for start, end in _bounds(line, begin):
        piece = line[start:end]
        yield replace(place, text=piece, start=place.start + start, before=before, low=piece.lower())
        before = piece


def _bounds(line: str, begin: int) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(line, begin):
        if stop.start() - begin > _LONGEST:
            yield from _cut(line, begin, stop.end())
            begin = stop.end()
        elif _ends(line, stop.start()):
            yield from _trimmed(line, begin, stop.end())
            begin = stop.end()
    yield from _cut(line, begin, len(line))


def _cut(line: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for start in range(begin, end, _LONGEST):
        yield from _trimmed(line, start, min(end, start + _LONGEST))


def _trimmed(line: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    piece = line[begin:end]
    shift = len(piece) - len(piece.lstrip())
    if shift < len(piece):
        yield begin + shift, begin + len(piece.rstrip())


def _ends(line: str, at: int) -> bool:
    """Whether the stop at this place ends a sentence: not after "Nr.", "z. B.", "31." or before a small letter."""
    if line[at] != ".":
        return True
    following = line[at + 1 : at + 40].lstrip('"“”)» \t\xa0')
    if following[:1].islower() or (following[:1] in "-–—" and line[at - 1 : at].isdigit()):
        return False
    token = _TOKEN_BEFORE.search(line, max(0, at - 40), at)
    word = token[0].casefold() if token else ""
    if word in _MAY_END and _OPENER.match(following):
        return True
    return word not in _ABBREVIATIONS and not _ORDINAL.fullmatch(word)
