"""How a rule is written down: what it means, the words it looks for and one example that a test holds it to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`words` is a small regular expression (case is ignored); `example` must contain a match."""

    means: str
    words: str
    example: str


def any_of(rules: Iterable[Rule]) -> re.Pattern[str]:
    """One pattern that finds what any of the rules finds."""
    return re.compile("|".join(f"(?:{rule.words})" for rule in rules), re.IGNORECASE)


def named(kinds: Mapping[str, Iterable[Rule]], flags: int = 0) -> re.Pattern[str]:
    """One pattern for rules of several kinds; the name of the group that matched is the kind.

    All of them begin with a word: within one, none of the many is tried.
    """
    groups = (f"(?P<{name}>{'|'.join(f'(?:{rule.words})' for rule in rules)})" for name, rules in kinds.items())
    return re.compile(rf"\b(?=\w)(?:{'|'.join(groups)})", flags)


@dataclass(frozen=True, slots=True)
class Needles:
    """Small letters of which at least one stands in every text worth a closer look; far quicker than a pattern."""

    any: tuple[str, ...]

    def hit(self, low: str) -> bool:
        """Whether one of them stands in a text that was put in small letters."""
        for needle in self.any:  # noqa: SIM110 - a loop is twice as fast as any() here, and this is the hot path
            if needle in low:
                return True
        return False


def needles(text: str) -> Needles:
    """Needles from a list parted by blanks; "_" stands for a blank."""
    return Needles(tuple(word.replace("_", " ") for word in text.split()))
