"""Which programme fits which project: gates with reasons, relevance as a calibrated score. Pure, no I/O.

`NOTICE` (German, English) says once what lexical mode, matching without a sentence model, cannot see.
"""

from matcher.encoders import encoder
from matcher.engine import EXPLAINED, Known, Matcher
from matcher.gates import GATES
from matcher.score import shipped
from matcher.semantic import Encoder, Model, VectorCache
from matcher.signals import SIGNALS

_GERMAN = (
    "Ohne Sprachmodell werden Wörter verglichen, nicht Bedeutungen; englische Aufrufe finden sich über ein "
    'Fachwörterbuch. Besser: `pip install "passgenau[semantic]"`.'
)
_ENGLISH = (
    "Without a sentence model words are compared, not meanings; calls in English are found by a glossary. "
    'Better: `pip install "passgenau[semantic]"`.'
)
NOTICE = (_GERMAN, _ENGLISH)

# Differs when equal input may give other matches: stored ones are then made anew. Raise RULES when code decides anew.
RULES = 11
VERSION = f"{RULES} {shipped('lexical')} {shipped('semantic')}"

__all__ = [
    "EXPLAINED", "GATES", "NOTICE", "SIGNALS", "VERSION", "Encoder", "Known", "Matcher", "Model", "VectorCache",
    "encoder",
]  # fmt: skip
