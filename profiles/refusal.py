"""Where the YAML parser gave up, and what stood before."""

import re
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.tokens import AliasToken, FlowMappingEndToken, FlowSequenceEndToken, ScalarToken, Token

from profiles.decoding import Place

_INDENT = re.compile(r" *")
_DASHES = re.compile(r" *(?:- +)*")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The parser's complaint over a text: `at` where it stopped, `began` where what it could not end begins."""

    text: str
    problem: str
    at: Place
    began: Place | None

    def line(self, number: int) -> str:
        """A line by its number, empty where there is none."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @property
    def here(self) -> str:
        """The line where the parser stopped."""
        return self.line(self.at[0])

    @property
    def sign(self) -> str:
        """The character there."""
        return self.here[self.at[1] - 1 : self.at[1]]


def open_quote(refusal: Refusal) -> Place | None:
    """Where a quote begins that ends lines later, just before the parser stopped."""
    last = last_token(refusal)
    if not isinstance(last, ScalarToken) or last.style not in {"'", '"'} or last.start_mark.line == last.end_mark.line:
        return None
    return last.start_mark.line + 1, last.start_mark.column + 1


def last_token(refusal: Refusal) -> Token | None:
    """The text, alias or closed bracket that ends last before the parser stopped."""
    last: Token | None = None
    try:
        for token in YAML(typ="safe", pure=True).scan(refusal.text):
            if (token.start_mark.line + 1, token.start_mark.column + 1) >= refusal.at:
                break
            if isinstance(token, ScalarToken | AliasToken | FlowMappingEndToken | FlowSequenceEndToken):
                last = token
    except MarkedYAMLError:
        pass
    return last


def start(refusal: Refusal, number: int) -> Place:
    """Where a line begins."""
    return number, indent(refusal.line(number)) + 1


def indent(line: str) -> int:
    """The blanks before the first sign."""
    found = _INDENT.match(line)
    return found.end() if found else 0


def inside(line: str) -> int:
    """The column (from 0) in which the words of a line begin, after the dashes of a list."""
    found = _DASHES.match(line)
    return found.end() if found else 0
