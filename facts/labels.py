"""Days that a deadline, or the end of what is open for a while, falls on."""

import re
from functools import lru_cache

from facts.nouns import Noun, complement, is_bare, kind_of, nouns
from facts.parts import AUX, Clause
from facts.spots import Owner, Spot, context, has_subject, is_denied
from facts.verbs import Verb, is_english, is_silent, verbs_in

_LAST_DAY = re.compile(
    r"\b(?:letzte[rnm]?\s+(?:\w*tag|(?P<what>antrags|bewerbungs|einreich\w*)?(?:möglichkeit|termin|gelegenheit|"
    r"chance))|(?P<english>(?:closing|due|cut-?off)\s(?:dates?|days?))|last\s(?:day|date))\b",
    re.IGNORECASE,
)
_TO_APPLY = re.compile(r"\s(?:for\s\w+\s)?(?:to|for)\s(?:apply|applying|submi|send|register|enter)", re.IGNORECASE)
_RELATIVE_END = re.compile(r",\s(?:die|der|das|welche\w?|which|that)\W*$")
_FORM = re.compile(r"formular$|vordruck$|\bform$", re.IGNORECASE)
_APPLYING = re.compile(r"antrags|bewerbungs|förder|online|einreich|anmelde|application", re.IGNORECASE)
_ARRIVAL = re.compile(r"eing[aä]ng|abgabe|vorlage|einreichung|receipt", re.IGNORECASE)
_PROLONGED = re.compile(r"\bverlängerung\s+(?:der|dieser)\s+(?P<what>[A-ZÄÖÜ]\w+)", re.IGNORECASE)


def subjects(spot: Spot, at: int, clause: Clause) -> list[Noun]:
    """What a clause is about; where it names nothing, the main clause that it goes on from ("… und endet am …")."""
    own = [noun for noun in nouns(clause.text, english=spot.english) if not noun.ruled]
    if own or at == 0 or clause.kind != "main" or has_subject(clause.text):
        return own
    before = next((spot.found[other] for other in range(at - 1, -1, -1) if spot.found[other].kind == "main"), None)
    return own if before is None else [noun for noun in nouns(before.text, english=spot.english) if not noun.ruled]


def labelled(spot: Spot, at: int, clause: Clause, verb: Verb) -> Owner:
    """A deadline, or something open for a while, rules the day: named in its clause, or in one that it goes on from."""
    given = nouns(clause.text, english=spot.english)
    prolonged = _PROLONGED.search(clause.text)
    if prolonged and verb.kind in {"", "moving"} and kind_of(prolonged["what"]) in {"label", "window"}:
        return "label"
    last_day = _LAST_DAY.search(clause.text)
    if last_day and last_day["english"] and any(noun.kind == "other" and not noun.ruled for noun in given):
        return ""
    if last_day:
        return "label" if last_day["what"] or last_day["english"] or context(spot) else ""
    heads = [noun for noun in given if not noun.ruled or _is_last(noun, clause.text)]
    going_on = verb if heads or verb.kind != "setting" else Verb("ending")
    for noun in heads or subjects(spot, at, clause):
        told = _head(spot, clause, going_on, noun)
        if told is not None:
            return told
    if any(
        noun.kind == "ours" and not noun.ruled and (verb.kind == "" or _ARRIVAL.search(noun.word)) for noun in heads
    ):
        return "handing" if not is_denied(spot, clause) else ""
    return _gone_on(spot, at, clause, verb, given)


def offered(spot: Spot, at: int, clause: Clause) -> Owner:
    """A chance, a portal or a form that is there until the day; the sentence must say that it is for applying."""
    heads = [noun for noun in subjects(spot, at, clause) if noun.kind == "window" or _FORM.search(noun.word)]
    told = nouns(spot.sentence.text, english=spot.english)
    if not heads or is_denied(spot, clause) or any(noun.kind == "other" for noun in told):
        return ""
    sure = any(noun.kind == "ours" for noun in told) or any(
        not is_bare(noun.word) for noun in heads if noun.kind == "window"
    )
    return "handing" if sure or any(_APPLYING.match(noun.word) for noun in heads) or spot.expected else ""


def _head(spot: Spot, clause: Clause, verb: Verb, noun: Noun) -> Owner | None:
    """What one noun makes of the day; None where it decides nothing."""
    if noun.kind == "other":
        return None if noun.ruled else ""
    if noun.kind == "label":
        return "label" if _is_ours(spot, clause, verb, noun) else ""
    runs = verb.kind in {"ending", "moving", "starting"} or (verb.kind in {"", "setting"} and noun.kind == "window")
    return "label" if runs and not noun.ruled and _runs(spot, noun) else None


def _is_last(noun: Noun, text: str) -> bool:
    """ "als Stichtag", "Ende der Frist", "mit Ablauf der Frist"."""
    return (
        re.search(r"\b(?:als|Ende\sder|Ende\sdes|Ablauf\sder|end\sof\sthe)\s+(?:\w+\s)?$", text[: noun.start])
        is not None
    )


def _runs(spot: Spot, noun: Noun) -> bool:
    if noun.kind == "ours":
        return True
    if noun.kind != "window":
        return False
    return not is_bare(noun.word) or noun.word.lower().startswith("portal") or context(spot)


def _is_ours(spot: Spot, clause: Clause, verb: Verb, label: Noun) -> bool:
    what = complement(clause.text, label)
    if what == "other":
        return False
    if (
        not is_bare(label.word)
        or _TO_APPLY.match(clause.text, label.end)
        or what in {"ours", "window", "label"}
        or context(spot)
    ):
        return True
    if re.match("frist", label.word, re.IGNORECASE) and verb.kind in {"ending", "moving"}:
        return True
    return (
        what is None
        and verb.kind != "setting"
        and not label.word.lower().startswith("termin")
        and not _names_more(clause.text.replace(label.word, ""))
    )


def _gone_on(spot: Spot, at: int, clause: Clause, verb: Verb, given: tuple[Noun, ...]) -> Owner:
    """ "Die erste Frist endete am …, die zweite endet am …"; "Für 2027 gilt der …"; the items of a list."""
    if any(noun.kind == "other" and not noun.ruled for noun in given):
        return ""
    sentence, english = spot.sentence, spot.english
    for other in range(at - 1, -1, -1):
        if any(
            noun.kind == "label" and _is_ours(spot, spot.found[other], Verb("ending"), noun)
            for noun in nouns(spot.found[other].text, english=english)
        ):
            return "label"
    if verb.kind in {"ending", "starting", "moving", "setting"} or AUX.search(clause.text):
        told = nouns(sentence.before, english=english)
        unruled = [noun for noun in told if noun.kind in {"label", "ours"}]
        goes_on = (
            bool(unruled)
            and re.match(r"\W*(?:Für|For|Der|Die|In|Im)\b", clause.text) is not None
            and not _names_more(clause.text)
        )
        closing = spot.expected and verb.kind == "ending" and not given  # "opened on … and will close on …"
        return "label" if goes_on or closing else ""
    if sentence.lead and lead_frame(sentence.lead):
        return "label"
    return "label" if spot.expected and is_silent(clause.text) else ""


@lru_cache(maxsize=64)  # the items of one list ask the same
def lead_frame(lead: str) -> str:
    """What the words a list hangs on promise: "handing" where they tell to apply, "label" where they name deadlines."""
    english = is_english(lead)
    named = nouns(lead, english=english)
    if named and named[-1].kind == "other" and _RELATIVE_END.search(lead):
        return ""
    told = {noun.kind for noun in named if noun.kind != "label" or not is_bare(noun.word)}
    if {"handing", "strong"} & set(verbs_in(lead, english=english)) and told & {"ours", "papers"}:
        return "handing"
    return "label" if told & {"ours", "label", "window"} and "other" not in told else ""


def _names_more(text: str) -> bool:
    """Whether a clause names a thing of its own beside the years it is about."""
    rest = re.sub(r"^\W*(?:Für|For|In|Im)\s(?:das\s|the\s)?(?:\w*[Jj]ahr\w*\s)?(?:20\d\d)?", "", text.strip())
    return re.search(r"(?<![\w])(?!Der\b|Die\b)[A-ZÄÖÜ][a-zäöü]{3,}", rest) is not None
