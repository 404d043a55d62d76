"""What is handed in by a day: told in its clause, those beside it, the sentence before, the words above a list."""

import re

from facts.nouns import Noun, kind_of, nouns
from facts.parts import Clause
from facts.spots import Owner, Spot, has_subject, is_denied
from facts.verbs import Verb

_OLD = re.compile(
    r"(?:gestellt|eingereicht|eingegangen|beantragt|vorgelegt|submitted|received)\s+(?:worden\s+)?(?:sind|"
    r"wurden?|waren|ist|war)\b"
)
_DEALT_WITH = re.compile(
    r"\b(?:sind|ist|wurden?|waren?)\b.{0,60}\b(?:beschieden|bewilligt|entschieden|bearbeitet|abgelehnt|ausgewählt)\b"
)
_WHERE_IT_WAS = re.compile(r"\W*(?:Wurden?|Waren?|War)\s(?:der|die|das|ein\w*|Ihr\w*|Anträge)\s")
_CHOSEN = re.compile(
    r"berücksichtig|ber[aä]t|bewert|begutacht|bearbeit|beschied|entsch[ie]|behandel|teilnehm|nehmen|einbezogen|"
    r"geprüft|ausgewählt|assess|evaluat|consider",
    re.IGNORECASE,
)
_DONE = re.compile(r"submitted|received|made|sent|handed", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:bisher|bislang|seit\s(?:19|20)\d\d|so\sfar)\b", re.IGNORECASE)
_BYGONE = re.compile(r"\balte[mnr]?\s|bisherig|vorherig|unberührt|gültig|frühere|weiterhin", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:er|sie|es|diese[rsn]?|dies|it|they|these|this)\b", re.IGNORECASE)


def handed(spot: Spot, at: int, clause: Clause, verb: Verb) -> Owner:
    """Whether what is handed in (sent, registered, taken in) by the day is an application."""
    if verb.noun and _DEALT_WITH.search(clause.text):
        return ""
    if verb.noun:
        return "handing" if kind_of(verb.noun) in {"ours", "papers"} else ""
    if (
        is_denied(spot, clause)
        or _WHERE_IT_WAS.match(clause.text)
        or _COUNTED.search(clause.text)
        or (_OLD.search(clause.text) and _is_bygone(spot, at))
    ):
        return ""
    thing = _thing(spot, at, clause, verb)
    return (
        "handing" if thing in {"ours", "papers", "window", "label"} or (thing == "" and verb.kind == "strong") else ""
    )


def _is_bygone(spot: Spot, at: int) -> bool:
    """ "Anträge, die bis dahin gestellt wurden, bleiben gültig" tells of old ones; "… werden bewertet" does not."""
    found = spot.found
    rest = " ".join(clause.text for index, clause in enumerate(found) if index != at)
    if found[at].kind != "side":
        return re.search(r"\bwurden?\b|\bwaren\b|\bwere\b", found[at].text) is not None and "nehm" not in rest
    if not re.match(r"\s*(?:die|der|das|welche|that|which)\b", found[at].text):
        return False
    return _CHOSEN.search(rest) is None or _BYGONE.search(rest) is not None


def _thing(spot: Spot, at: int, clause: Clause, verb: Verb) -> str:
    """What is handed in: told in the clause, the ones beside it, the sentence before, the words a list hangs on."""
    own = _of_clause(clause, spot.english, verb)
    if own:
        return own
    found = spot.found
    if clause.kind == "side" and at:
        last = [
            noun.kind
            for noun in nouns(found[at - 1].text, english=spot.english)
            if noun.kind in {"ours", "other", "papers"}
        ]
        if last:
            return last[-1]
    order = [*range(at - 1, -1, -1), *range(at + 1, len(found))]
    for other in order:
        told = _of_clause(found[other], spot.english, verb)
        if told in {"ours", "other"} or (told == "papers" and other < at and not has_subject(clause.text)):
            return told
    if verb.kind == "strong":
        return ""
    return _told_before(spot, clause)


def _told_before(spot: Spot, clause: Clause) -> str:
    sentence = spot.sentence
    if not (_PRONOUN.search(clause.text) or sentence.item or not has_subject(clause.text)):
        return ""
    for text in (sentence.before, sentence.lead):
        kinds = [
            noun.kind for noun in nouns(text, english=spot.english) if noun.kind in {"ours", "other", "label", "papers"}
        ]
        if kinds:
            return (
                "ours"
                if kinds[0] in {"ours", "label"} or (kinds[0] == "papers" and "ours" in kinds)
                else "other"
                if kinds[0] == "other"
                else "papers"
            )
    return "ours" if spot.expected else ""


def _of_clause(clause: Clause, english: bool, verb: Verb) -> str:
    given = nouns(clause.text, english=english)
    kinds = [noun.kind for noun in given if not noun.ruled or _is_object_of(noun, verb, clause.text)]
    for kind in ("ours", "other", "papers", "window"):
        if kind in kinds:
            return kind
    return ""


def _is_object_of(noun: Noun, verb: Verb, text: str) -> bool:
    """Of nouns that hang on others: "results of proposals submitted by", "Eingang des Antrags"."""
    if noun.ruled and noun.alone and noun.kind in {"ours", "papers"} and text.startswith("wend", verb.start):
        return True
    if noun.kind != "ours":
        return False
    close = (
        _DONE.match(text, verb.start) is not None
        and verb.start >= noun.end
        and text[noun.end : verb.start].strip() == ""
    )
    return close or noun.by in {"ours", "papers", "label"} or verb.kind == "inviting"
