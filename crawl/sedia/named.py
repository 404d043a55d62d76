"""Sentences of a topic that ask for cities or authorities to take part, or that shut them out. English."""

import re
from collections.abc import Iterator
from functools import lru_cache

from crawl.sedia.naming_words import (
    ASKED,
    DECLINED,
    DEMANDED,
    FOR_OTHERS,
    INELIGIBLE,
    NOT_SHUT,
    RESULTS,
    SHUT,
    STRONG,
    TITLES,
    TOWN,
    WHO,
)
from crawl.sedia.sections import parts

_LONGEST, _SHORTEST = 700, 20  # characters of a quote
_FOOTNOTE = re.compile(r"\[\[(?:(?!\[\[).){0,2000}?\]\]", re.DOTALL)
_NOTE = re.compile(r"\[\d{1,3}\]\s")
_EUROPE = re.compile(r"\bEU\b|\bEurope|member state", re.IGNORECASE)
_STOP = re.compile(r"(?<=[.;!?])\s+|(?<=[a-z)\]]\.)(?=[A-Z][a-z])|(?<=:)(?=[A-Z][a-z])|(?<=;)(?=[A-Za-z])|\n+")


def asked_for(conditions: str, description: str) -> str | None:
    """The sentence that asks cities or authorities to take part, verbatim; None where none does.

    What a project shall achieve for them ("Expected Outcome") is no invitation. Of several sentences the one that
    demands most counts, then the first. None as well where one says that they are not expected to take part.
    """
    spoken = [sentence for sentence in _sentences(conditions, description) if WHO.search(sentence)]
    if any(DECLINED.search(sentence) for sentence in spoken):
        return None
    return max(filter(_is_asked, spoken), key=_weight, default=None)


def shut_out(conditions: str, description: str) -> str | None:
    """The sentence by which only others can apply, verbatim, or None."""
    return next((sentence for sentence in _sentences(conditions, description) if _is_shut(sentence)), None)


@lru_cache(maxsize=2)
def _sentences(conditions: str, description: str) -> tuple[str, ...]:
    texts = [conditions, *(text for title, text in parts(description) if not RESULTS.search(title))]
    return tuple(sentence for text in texts for sentence in _split(text))


def _split(text: str) -> Iterator[str]:
    for sentence in _STOP.split(_FOOTNOTE.sub("", text)):
        plain = sentence.strip(" -")
        if _SHORTEST <= len(plain) <= _LONGEST and not _NOTE.match(plain):
            yield plain


def _is_asked(sentence: str) -> bool:
    plain = TITLES.sub(" ", sentence)
    signs = (WHO, ASKED, DEMANDED)
    return all(sign.search(plain) for sign in signs) and not FOR_OTHERS.search(plain)


def _is_shut(sentence: str) -> bool:
    return bool(SHUT.search(sentence)) and (bool(INELIGIBLE.search(sentence)) or not NOT_SHUT.search(sentence))


def _weight(sentence: str) -> tuple[bool, bool, int]:
    plain = TITLES.sub(" ", sentence)
    strong = {word.lower() for word in STRONG.findall(plain)}
    return bool(TOWN.search(plain)), bool(_EUROPE.search(sentence)), len(strong)
