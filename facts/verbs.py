"""The verb that owns a day: what stands behind it in a German clause, before it in an English one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from facts.english_verbs import ENGLISH, english_verb
from facts.frame_verbs import (
    ENDING,
    EXISTING,
    FILLING,
    HANDING,
    INVITING,
    LIGHT,
    MOVING,
    OTHER_VERBS,
    POSSIBLE,
    SETTING,
    STARTING,
    STRONG,
)  # fmt: skip
from facts.nouns import kind_of
from facts.parts import AUX, DAY
from facts.rules import named

_GERMAN = named(
    {
        "other": OTHER_VERBS, "light": LIGHT, "possible": POSSIBLE, "strong": STRONG, "moving": MOVING,
        "ending": ENDING, "starting": STARTING, "setting": SETTING, "inviting": INVITING, "handing": HANDING,
        "filling": FILLING, "existing": EXISTING,
    }
)  # fmt: skip
_IS_ENGLISH = re.compile(
    r"\b(?:the|by|until|and|of|must|be|to|for|are|is|on|at|from|before|due|your|our|than|submit|deadlines?|"
    r"closing|date|will|may|can|applications?|proposals?)\b",
    re.IGNORECASE,
)
_IS_GERMAN = re.compile(
    r"\b(?:der|die|das|und|bis|zum|für|den|dem|ist|sind|am|ab|im|von|vom|zu|Frist\w*|Antr\w+|Sie)\b", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    rf"{DAY},?\s+(?:(?:bei[m]?|in|im|an|dort|hier|der|dem|den|vollständig|schriftlich|elektronisch|rechtzeitig|"
    rf"form\w+|\w+(?:amt|stelle|behörde|regierung|träger|portal))\s+){{0,4}}"
    r"(?P<word>[a-zäöüß]+(?:te|ene|nde|ige)(?:n|r|s|m)?)\s+(?:\w+\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_ARTICLE_END = re.compile(
    r"\b(?:der|die|das|dem|den|des|eine[rnms]?|im|in|beim?|an|zum|zur|für|ihre\w?)\s+$", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"(?:unter$|hinter$|heute|bitte|leute|weite|breite|dritt|viert|fünft|sechst|letzt|zweit|erst|best|sonstig|"
    r"vollständig|jeweilig|endgültig|dortig|hiesig|einmalig|richtig|nächst|gesamt)"
)
_PARTICLE = re.compile(
    r"\s(?P<particle>ein|ab|an|vor|zu|entgegen|hoch|mit|aus|nach|weiter|zurück|fest|bekannt|statt|bei|durch|auf|"
    r"teil|los)\s*[.!,;:]?\s*$"
)
_PARTED = {
    "ein": r"reich|send|schick|geh|stell|treff|triff|gib|geb|liefer|bring|werf|wirf|trag|träg|pfleg",
    "entgegen": r"nehm|nimm", "an": r"nehm|nimm|meld|zeig", "ab": r"geb|gib|schick|send|liefer",
    "zu": r"geh|send|schick|leit|stell", "hoch": r"lad|läd", "vor": r"leg|lieg|schlag|schläg|bring", "aus": "füll",
    "zurück": r"send|schick", "teil": r"nehm|nimm", "mit": "mach", "auf": "ruf|geb", "los": "schick|send",
}  # fmt: skip
_PARTED_BEFORE = re.compile(
    "|".join(
        rf"\b(?:{stems})\w{{0,3}}\b[^¤]{{1,120}}\s{particle}(?=[,;.:]|\s(?:bis|zum|spätestens|am|ab|vom|"
        r"nämlich)\b|\s*$)"
        for particle, stems in _PARTED.items()
    ),
    re.IGNORECASE,
)
_FIRST_VERB = re.compile(r"\b[A-Za-zÄÖÜäöüß]{3,}en\s(?:Sie|wir)\b|(?<![\w-])[a-zäöüß]{3,}t(?![\w-])")
_PARTED_END = re.compile(r"\bl(?:äuf|auf|ief)\w*|\bend\w+", re.IGNORECASE)
_LAST_WORDS = re.compile(r"(?<![\w-])([a-zäöüß]{3,})\W*$")
_TAIL = re.compile(
    r"(?:\s{1,60}(?:werden|wird|worden|wurden?|sein|haben|hat|können|kann|konnten?|müssen|muss|mussten?|sollen|soll|"
    r"sollten|dürfen|darf|sind|ist|waren?|zu)){0,8}\W*$"
)
_NO_VERB = frozenset(
    """
    nicht jetzt erst bereits zuletzt direkt gesamt selbst sonst fast fest mit seit bitte schriftlich digital online
    elektronisch postalisch formlos dort hier zunächst zuerst vorab spätestens einschließlich zusammen insgesamt uns
    ihnen werden worden sein haben nacheinander pünktlich eintreffend vollständig gemeinsam allein weiterhin dann danach
    letztmals letztmalig erneut noch nur auch sowie oder und per beim bei von vom zum zur für unter jedoch aber
    kostenlos unterzeichnet unterschrieben ausgefüllt hingegen jeweils jährlich genau mitternacht gerechnet
    ersten zweiten dritten
    eigenen weiteren beiden allen anderen seinen ihren einen keinen diesen jeden welchen deren wegen neben
    zwischen gegen
    """.split()
)
_IMPERATIVE = re.compile(r"\b(?P<verb>[A-Za-zÄÖÜäöüß]{3,}en)\s+Sie\b")
_THIRD = re.compile(r"(?<![\w-])[a-zäöüß]{3,}t(?![\w-])")
_GERMAN_EITHER_CASE = re.compile(_GERMAN.pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verb:
    """What is done, at text[start:end]; `kind`: "" where no verb is to be found, "unknown" where it is none of ours."""

    kind: str
    start: int = 0
    noun: str = ""  # of a participle before a noun: "bis zum 1.3. eingegangene Anträge"


def is_silent(text: str) -> bool:
    """Whether no German verb in the third person stands in a text."""
    return _THIRD.search(text) is None


@lru_cache(maxsize=64)  # all days of a sentence ask the same
def is_english(text: str) -> bool:
    """Whether a sentence looks English rather than German."""
    return len(_IS_ENGLISH.findall(text)) > len(_IS_GERMAN.findall(text))


def verb_at(text: str, start: int, end: int, *, english: bool) -> Verb:
    """The verb that owns the masked day at text[start:end] of a clause."""
    return Verb(*english_verb(text, start, end)) if english else _german(text, start, end)


def verb_of(text: str, *, english: bool) -> Verb:
    """The verb of a clause whatever its day: the last one told."""
    day = text.find(DAY)
    start = day if day >= 0 else len(text)
    end = start + len(text[start:]) - len(text[start:].lstrip(DAY))
    return verb_at(text, start, end, english=english)


def verbs_in(text: str, *, english: bool) -> list[str]:
    """The kinds of all verbs known in a text, in order."""
    if english:
        return [match.lastgroup or "" for match in ENGLISH.finditer(text)]
    return [match.lastgroup or "" for match in _GERMAN_EITHER_CASE.finditer(text) if not _is_attribute(text, match)]


def _german(text: str, start: int, end: int) -> Verb:
    attribute = _ATTRIBUTE.match(text, end - 1) if end else None
    if attribute and not _ORDINAL.match(attribute["word"]) and not _ARTICLE_END.search(text[: attribute.start("word")]):
        known = _GERMAN.match(attribute["word"])
        came = known is not None and known.lastgroup == "handing"
        return Verb("handing" if came else "unknown", attribute.start("word"), attribute["noun"])
    right = _first_known(text, end)
    particle = _PARTICLE.search(text, end)
    if particle:
        return _with_particle(text, particle)
    if right is not None:
        return Verb(right.lastgroup or "", right.start())
    if _ends_in_a_verb(text[end:]):
        return Verb("unknown")
    return _to_the_left(text, start)


def _first_known(text: str, end: int) -> re.Match[str] | None:
    """The first verb behind; of "ausgefüllt zurückzusenden" the one that hands in."""
    found = list(_known_verbs(text, end))
    weak = bool(found) and found[0].lastgroup in {"filling", "existing"}
    strong = [match for match in found if match.lastgroup in {"handing", "strong"}] if weak else []
    return next(iter(strong or found), None)


def _known_verbs(text: str, end: int) -> Iterator[re.Match[str]]:
    for match in _GERMAN.finditer(text, end):
        if text[match.end() : match.end() + 1].isalpha():
            continue
        if (
            not re.match(r"\w*(?:te|ten|ter|tes|ene|enen)\s+(?!Sie\b|Ihr|Wir\b)[A-ZÄÖÜ]", text[match.start() :])
            or match.lastgroup != "handing"
        ):
            yield match


def _with_particle(text: str, particle: re.Match[str]) -> Verb:
    stems = _PARTED.get(particle["particle"])
    if particle["particle"] in {"ab", "aus"}:
        ends = _PARTED_END.search(text)
        if ends:
            return Verb("ending", ends.start())
    found = re.search(rf"\b(?:{stems})\w{{0,3}}\b", text, re.IGNORECASE) if stems else None
    if found is None:
        return Verb("") if stems and _FIRST_VERB.search(text[: particle.start()]) is None else Verb("unknown")
    stem = found[0].lower()[:3]
    return Verb({"mel": "strong", "ruf": "inviting"}.get(stem, "handing"), found.start())


def _ends_in_a_verb(rest: str) -> bool:
    tail = _TAIL.search(rest)
    core = rest[: tail.start()] if tail else rest
    last = _LAST_WORDS.search(core)
    if last is None or last[1] in _NO_VERB or last.end() < len(core.rstrip()):
        return False
    helped = tail is not None and AUX.search(tail[0]) is not None
    return helped or re.search(r"(?:en|ern|eln|t|bar)$", last[1]) is not None


def _to_the_left(text: str, start: int) -> Verb:
    known = [match for match in _GERMAN_EITHER_CASE.finditer(text, 0, start) if _may_own(text, match)]
    imperative = list(_IMPERATIVE.finditer(text, 0, start))
    if imperative and (not known or imperative[-1].start() > known[-1].start()):
        return Verb("unknown", imperative[-1].start())
    parted = list(_PARTED_BEFORE.finditer(text, 0, start))
    if parted and (not known or parted[-1].start() >= known[-1].start()):
        return Verb("inviting" if parted[-1][0].lower().startswith("ruf") else "handing", parted[-1].start())
    third = [
        match
        for match in _THIRD.finditer(text, 0, start)
        if match[0] not in _NO_VERB and not AUX.fullmatch(match[0]) and not text.startswith(":", match.end())
    ]
    if third and (not known or third[-1].start() > known[-1].start()):
        return Verb("unknown", third[-1].start())
    return Verb(known[-1].lastgroup or "", known[-1].start()) if known else Verb("")


def _may_own(text: str, match: re.Match[str]) -> bool:
    """Neither before its noun nor before a colon ("es gilt: Anträge bis …")."""
    return not _is_attribute(text, match) and not text.startswith(":", match.end())


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    if match[0][0].isupper() and not re.match(r"\w+\s+(?:Sie|uns|bitte|wir)\b", text[match.start() :]):
        word = re.match(r"[\w-]+", text[match.start() :])
        if text[: match.start()].strip() != "" or (word and kind_of(word[0]) != ""):
            return True
    return re.match(r"\w*(?:te|ten|ter|tes|ene|enen)\s+(?!Sie\b|Ihr|Wir\b)[A-ZÄÖÜ]", text[match.start() :]) is not None
