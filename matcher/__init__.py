"""Which programme fits which project: gates with reasons, relevance as a calibrated score. Pure, no I/O.

`NOTICE` (German, English) says once what this mode cannot see.
"""

from matcher.engine import EXPLAINED, Matcher
from matcher.gates import GATES
from matcher.score import shipped
from matcher.signals import SIGNALS

NOTICE = (
    "Verglichen werden Wörter, nicht Bedeutungen; englische Aufrufe finden sich nur über Namen und Fremdwörter.",
    "Words are compared, not meanings; calls in English are found only by names and international words.",
)

# Differs when equal input may give other matches: stored ones are then made anew. Raise RULES when code decides anew.
RULES = 3
VERSION = f"{RULES} {shipped()}"

__all__ = ["EXPLAINED", "GATES", "NOTICE", "SIGNALS", "VERSION", "Matcher"]
