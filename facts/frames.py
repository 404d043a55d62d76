"""Whose day a day is: ours only where its own clause says that something is handed in or that a deadline ends."""

import re
from dataclasses import replace
from functools import lru_cache

from facts.labels import labelled, lead_frame, offered, subjects
from facts.nouns import kind_of, nouns
from facts.parts import Clause, resumed
from facts.rules import any_of
from facts.spots import Owner, Spot, borrowed, clause_text, hangs, is_denied, verb_at_spot
from facts.starts import STARTS
from facts.subjects import EVENTS, SIGNING_UP
from facts.things import handed
from facts.verbs import Verb

__all__ = ["Owner", "Spot", "clause_text", "hangs", "owner"]

_EVENT, _SIGNING_UP = any_of([EVENTS]), any_of([SIGNING_UP])
_AT_REST = re.compile(r"\bwartung|\bmaintenance|nicht\szur\sverfügung|nicht\serreichbar", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"^\W*(?:Die|Das|Der)\s(?:[a-zäöü]\w+\s)?(?:\w*regierung(?:en)?|\w*ministeri\w+|\w*behörden?|\w*stellen?|"
    r"Land|Länder|\w*träger|\w*bank|\w*ämter|\w*amt)\s"
    r"(?:leg|übermittel|reich|leit|meld)(?:en|t)\b"
)
_RULED_DAY = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)\s+(?:(?P<of>vom|von|dated|of)|bis|ab|zum|am|seit|until|from)\s*(?:(?:zum|dem|"
    r"den|einschließlich|spätestens|the)\s*){0,2}$"
)
_MUST = re.compile(r"\b(?:zu\s\w+|\w{2,6}zu\w{3,}|müss(?:en|t)|muss)(?:en|n|t)?\b")
_TO_SOMEBODY = re.compile(
    r"\b(?:beim|bei\s(?:der|dem|den|uns|unserer|Ihrer)|an\s(?:die|das|den|uns|unsere)|gegenüber\s(?:der|dem|den))\b"
)
_DEALING = re.compile(
    r"prüf|bearbeit|bewert|begutacht|entsch|besch[ei]|berat|auswähl|sicht|archiv|lager|abhol|zurück|änder|ergänz|korrig|"
    r"überarbeit|bewahr|einseh|frag|genehm|bewillig|besser|abgeschl|abzuschl|vernicht|lösch|behandel|begründ|zugestimm|"
    r"zustimm|mitzuteil|nachweis|nachzu|weiter|widerruf|kündig|veröffentlich|aushäng|auslieg|ausgeleg|offenleg",
    re.IGNORECASE,
)
_OF_THE_DAY = re.compile(r"(?<!date)(?<!line)(?<!lines)(?<!end)(?<!day)\s(?:of|dated)\s(?:the\s)?$", re.IGNORECASE)
_INVITED = re.compile(
    r"\b(?:eingeladen|aufgerufen)\s*,\s(?P<to>[^.;,]{0,120}\s(?:zu\sbewerben|einzureichen|vorzuschlagen|einzusenden))\b",
    re.IGNORECASE,
)
_START_NAMED = re.compile(rf"(?:{STARTS.pattern}):\s(?:bis\s)?(?:zum\s|spätestens\s){{0,2}}$", re.IGNORECASE)


@lru_cache(maxsize=64)  # closing and opening days ask the same
def owner(spot: Spot) -> Owner:
    """Whether one applies until (or from) the day, a deadline ends on it, or neither."""
    at = spot.index
    clause = resumed(spot.found, at)
    verb = verb_at_spot(spot, clause)
    if clause.kind == "aside" and verb.kind == "" and not nouns(clause.text, english=spot.english):
        named = nouns(spot.sentence.text[: clause.start], english=spot.english)
        return (
            "handing"
            if named and named[-1].kind in {"ours", "window"}
            else "label"
            if named and named[-1].kind == "label"
            else ""
        )
    if _START_NAMED.search(spot.sentence.text, 0, spot.start):
        return "label"
    if _belongs_to_a_noun(spot, clause) or _is_an_event(spot, clause):
        return ""
    if _AT_REST.search(clause.text) or _AUTHORITY.search(clause.text):
        return ""
    if verb.kind == "" and spot.sentence.item and lead_frame(spot.sentence.lead) == "handing":
        return "label"
    if verb.kind == "" and not any(noun.kind == "label" for noun in nouns(clause.text, english=spot.english)):
        verb = borrowed(spot, at) or verb
    return "handing" if _is_invited(spot, clause, verb) else _decided(spot, at, clause, verb)


def _belongs_to_a_noun(spot: Spot, clause: Clause) -> bool:
    """ "eine Laufzeit bis …", "die Richtlinie vom …"."""
    if spot.english and _OF_THE_DAY.search(clause.text, 0, spot.start):
        return True
    ruling = _RULED_DAY.search(clause.text, max(0, spot.start - 60), spot.start)
    if ruling is None:
        return False
    if kind_of(ruling["noun"]) == "other":
        return True
    return bool(ruling["of"]) and kind_of(ruling["noun"]) in {"", "window", "ours"} and not _is_a_range(spot)


def _is_a_range(spot: Spot) -> bool:
    return (
        re.match(r"\s?(?:[-–—]|bis\b|to\b|until\b|ein\b|an\b|entgegen\b)", spot.sentence.text[spot.end :]) is not None
    )


def _is_an_event(spot: Spot, clause: Clause) -> bool:
    """Whether a clause asks to register and for nothing else, and what one registers for is an event."""
    rest, count = _SIGNING_UP.subn(" ", clause.text)
    if not count or any(
        noun.kind in {"ours", "papers"} and not noun.ruled for noun in nouns(rest, english=spot.english)
    ):
        return False
    return _EVENT.search(f"{spot.sentence.before} {spot.sentence.text}") is not None


def _brings(text: str) -> bool:
    """Whether something has to be brought to somebody, whatever the verb ("beim Amt anzubringen")."""
    return _MUST.search(text) is not None and _TO_SOMEBODY.search(text) is not None and not _DEALING.search(text)


def _is_invited(spot: Spot, clause: Clause, verb: Verb) -> bool:
    """Whether people are invited to hand in something of their own: "bis … eingeladen, ihre Themen einzureichen"."""
    invited = _INVITED.search(spot.sentence.text, spot.end) if verb.kind == "inviting" else None
    if invited is None or is_denied(spot, clause):
        return False
    return all(noun.kind not in {"other", "papers"} for noun in nouns(invited["to"], english=spot.english))


def _decided(spot: Spot, at: int, clause: Clause, verb: Verb) -> Owner:
    if verb.kind == "unknown" and _brings(clause.text):
        verb = replace(verb, kind="filling")
    if verb.kind in {"other", "unknown"}:
        return ""
    if verb.kind in {"handing", "strong", "inviting"}:
        if re.match(r"meld", clause.text[verb.start :], re.IGNORECASE) and re.search(r"\bsich\b", clause.text):
            verb = replace(verb, kind="strong")
        return handed(spot, at, clause, verb)
    heads = {noun.kind for noun in subjects(spot, at, clause)}
    if verb.kind == "filling":
        return handed(spot, at, clause, verb) if "ours" in heads and "other" not in heads else ""
    if verb.kind == "existing":
        return offered(spot, at, clause)
    if verb.kind in {"possible", "light"}:
        open_now = "ours" in heads or (verb.kind == "possible" and "other" not in heads and heads & {"window", "label"})
        return "handing" if open_now and not is_denied(spot, clause) else ""
    told = labelled(spot, at, clause, verb)
    return "starting" if told and verb.kind == "starting" else told
