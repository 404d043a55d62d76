"""The verb that owns a day of an English clause: what stands before it, else what stands behind it."""

import re

from facts.frame_verbs import (
    ENGLISH_ANY,
    ENGLISH_ENDING,
    ENGLISH_FILLING,
    ENGLISH_HANDING,
    ENGLISH_MOVING,
    ENGLISH_STARTING,
)
from facts.rules import named

ENGLISH = named(
    {
        "moving": ENGLISH_MOVING, "starting": ENGLISH_STARTING, "ending": ENGLISH_ENDING, "handing": ENGLISH_HANDING,
        "filling": ENGLISH_FILLING, "other": ENGLISH_ANY,
    },
    re.IGNORECASE,
)  # fmt: skip
_OURS = re.compile(
    r"\b(?:can|may|must|should|to|you|please|applicants|cities|municipalities|towns)\s+(?:\w+\s+)?$|^\W*$",
    re.IGNORECASE,
)
_OF_A_DEADLINE = re.compile(
    r"\b(?:deadlines?|dates?|days?|time|window|chance|opportunity)\s(?:for\s\w+\s)?to\s$", re.IGNORECASE
)
_HAVE_UNTIL = re.compile(r"\b(?:have|has|had|got)\s(?:\w+\s){0,2}(?:until|till|up\sto|to)\s(?:the\s)?$", re.IGNORECASE)
_TO_APPLY = re.compile(
    r"\s(?:\w+\s){0,3}to\s(?:submit|apply|send|register|upload|propose|express|hand|enter|deliver|file|lodge|"
    r"(?:complete|fill|prepare|finali[sz]e|finish|make|put|get)\s(?:\w+\s){0,4}(?:applications?|proposals?|forms?|bids?|entr))",
    re.IGNORECASE,
)


def english_verb(text: str, start: int, end: int) -> tuple[str, int]:
    """Kind and place of the verb that owns the day at text[start:end]; ("", 0) where there is none."""
    if _HAVE_UNTIL.search(text, 0, start) and _TO_APPLY.search(text, end):
        return "strong", start
    left = [match for match in ENGLISH.finditer(text, 0, start) if not _OF_A_DEADLINE.search(text, 0, match.start())]
    right = [] if left else list(ENGLISH.finditer(text, end))
    chosen = left[-1] if left else right[0] if right else None
    if chosen is None:
        return "", 0
    if chosen.lastgroup == "handing" and chosen[0].lower().startswith("appl"):
        return ("strong" if _OURS.search(text[: chosen.start()]) else "other"), chosen.start()
    return chosen.lastgroup or "", chosen.start()
