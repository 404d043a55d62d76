"""German (and simple English) funding prose -> deadlines, modes, rates, sums, with verbatim quotes.

Pure functions, no network, no clock: whether a day is past is asked by whoever knows today.
"""

from facts.found import Facts, Figure, Words
from facts.guide import SURE, as_guide
from facts.reader import VERSION, problems, read, read_text

__all__ = ["SURE", "VERSION", "Facts", "Figure", "Words", "as_guide", "problems", "read", "read_text"]
