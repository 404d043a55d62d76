"""German (and simple English) funding prose -> deadlines, modes, rates, sums, with verbatim quotes.

Pure functions, no network, no clock: whether a day is past is asked by whoever knows today.
"""

from facts.found import Facts, Figure, Words
from facts.reader import VERSION, read, read_text

__all__ = ["VERSION", "Facts", "Figure", "Words", "read", "read_text"]
