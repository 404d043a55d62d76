"""How a rule is written down: what it means, the words it looks for and one example that a test holds it to."""

import re
from collections.abc import Iterable
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


def words(text: str) -> str:
    """A blank-separated list of alternatives as a regular expression."""
    return "(?:" + "|".join(text.split()) + ")"
