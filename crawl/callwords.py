"""What is new on a page and speaks of a call: sentences compared as a set, words from `callwords.yaml`. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from facts.sentences import sentences
from funding.text import fold, squash

MOST = 3  # sentences told of one change
_SHORT = 4  # a menu's entry has fewer words, and no figure
_FIGURE = re.compile(r"\d")
_NOT_WORD = re.compile(r"[\W_]+")
_DATE = re.compile(
    r"""\d{1,2}\.\ ?(?:\d{1,2}\.|[a-z]{3,9}\b) | \d{4}-\d{2}-\d{2}
    | \b\d{1,2}\ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*""",
    re.VERBOSE,
)
# News have dates too; a rule says what is to be done by one, or for which projects it holds.
_RULE = re.compile(
    r"""\b(?:spaetestens|termin\w*|einreich\w*|einzureichen|eingereicht|antr(?:ag|aeg)\w*|stellen|gestellt|bewerb\w*
    |beginn\w*|quartal\w*|halbjahr\w*|vorjahr\w*|until|by|before|submit\w*|appl(?:y|ications?)|start(?:ing|s)?)\b
    |^(?!.*\bvo[mn]\b).*\bbis\b""",
    re.VERBOSE,
)
_MONEY = re.compile(r"\d\ ?(?:€|eur\b|euro\b|%|prozent\b|percent\b)|(?:€|eur)\ ?\d")


def news(old: str, new: str) -> tuple[str, ...]:
    """The first sentences of `new` that are not in `old` and speak of a call; order and spelling do not count."""
    found = [sentence for sentence in _only_in(new, old) if speaks(sentence)]
    return tuple(found[:MOST])


def touched(old: str, new: str) -> bool:
    """Whether a sentence came or went that speaks of a call, of a day to apply by, a sum or a rate."""
    return any(_is_rule(sentence) for sentence in (*_only_in(new, old), *_only_in(old, new)))


def _is_rule(sentence: str) -> bool:
    folded = fold(sentence)
    dated = _DATE.search(folded) and _RULE.search(folded)
    return bool(speaks(sentence) or dated or _MONEY.search(folded))


def stands(sentence: str, text: str) -> bool:
    """Whether a sentence, or the beginning of it that was kept, is in a text."""
    return _key(sentence) in _key(text)


def left_out(lines: Iterable[str], text: str) -> list[str]:
    """The lines that speak of a call and do not stand in a text."""
    whole, known = _key(text), {_key(line) for line in text.splitlines()}
    return [line for line in lines if speaks(line) and (key := _key(line)) not in known and key not in whole]


def speaks(sentence: str) -> bool:
    """Whether it speaks of a call and is more than the label of a link."""
    folded = _key(sentence)
    enough = len(folded.split()) >= _SHORT or _FIGURE.search(folded)
    return bool(enough and _pattern("call").search(folded) and not _pattern("unless").search(folded))


def has_word(line: str) -> bool:
    """Whether a line has a word of a call at all."""
    return bool(_pattern("call").search(_key(line)))


def _only_in(text: str, other: str) -> Iterator[str]:
    known = {_key(sentence) for sentence in _split(other)}
    for sentence in _split(text):
        if (key := _key(sentence)) not in known:
            known.add(key)
            yield sentence


def _split(text: str) -> Iterator[str]:
    return (squash(sentence.text).lstrip("-•* ") for sentence in sentences(text, lambda _: True))


def _key(sentence: str) -> str:
    return _NOT_WORD.sub(" ", fold(sentence)).strip()


@lru_cache
def _pattern(name: str) -> re.Pattern[str]:
    words = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))[name]
    return re.compile(rf"\b(?:{'|'.join(_expressions(words))})\b")


def _expressions(words: Iterable[str]) -> Iterator[str]:
    return (re.escape(word).replace(r"\*", r"\w*") for word in words)
