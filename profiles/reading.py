"""YAML text -> plain data with places, strictly: what YAML guesses is refused and not guessed.

No aliases, anchors or tags, no key twice, at most 12 levels; `05315000` stays the number that it is in YAML, and `NO`
is neither text nor truth (YAML 1.1 and 1.2 differ), so that the validation can say that quotes are missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from profiles import slips
from profiles import yaml_words as words
from profiles.decoding import CONTROL, Found, Place, RefusedError
from profiles.said import Said, say

_DEEPEST = 12
_INTEGER = re.compile(r"[-+]?\d{1,31}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(\d[\d_]*)?\.\d[\d_]*|[-+]?\d[\d_]*(\.\d*)?[eE][-+]?\d+", re.ASCII)
_BOOLEAN = {"true": True, "false": False}
OTHER_BOOLEANS = {"yes", "no", "on", "off"}  # booleans in YAML 1.1, text in YAML 1.2 and so in most editors
_EMPTY = {"", "~", "null"}
_LIKE_TEXT = re.compile(r"([ \t]+)#[^\s#]")
_LIKE_VALUE = re.compile(r"([^:#]*:[ \t]+)#[^\s#]")
_NEITHER = 0.5  # stands for what no field takes: a number with a point, a `yes` or `NO`; `raw` says which it was

Step = str | int


@dataclass(slots=True)
class Tree:
    """The data, and where each value (and each key) stands.

    `raw` keeps unquoted words as written; `empty` are the keys after which nothing stands; `refused` holds what must
    not stand there, though the rest can be read; `odd` what is right to YAML, but reads as if something else was meant.
    """

    data: Any = None
    values: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    raw: dict[tuple[Step, ...], str] = field(default_factory=dict)
    empty: list[tuple[Step, ...]] = field(default_factory=list)
    refused: list[Found] = field(default_factory=list)
    odd: list[Found] = field(default_factory=list)

    def place(self, path: tuple[Step, ...], *, key: bool = False) -> Place:
        """Where a value stands; the nearest thing above where there is none."""
        for end in range(len(path), -1, -1):
            found = (self.keys if key and end == len(path) else self.values).get(path[:end])
            if found:
                return found
        return 1, 1


def parse(text: str) -> Tree:
    """The data in a YAML text. Raises RefusedError, whatever the text does to the YAML parser."""
    try:
        return _Builder(text).tree()
    except RefusedError:
        raise
    except MarkedYAMLError as error:
        raise RefusedError(*slips.diagnose(text, error)) from error
    except Exception as error:  # whatever hostile bytes do to the YAML parser is the file's fault
        raise RefusedError((1, 1), slips.NOT_YAML) from error


class _Builder:
    """Builds the data from YAML's events with a stack of its own, so that nothing is constructed that was not asked."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
        self._tree = Tree()
        self._lines = text.splitlines()

    def tree(self) -> Tree:
        documents = 0
        for event in self._events:
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                raise RefusedError(_start(event), words.SECOND)
            if isinstance(event, NodeEvent):
                self._tree.data = self._node(event, ())
        if self._tree.data is None:
            raise RefusedError(*(self._tree.refused or [((1, 1), words.EMPTY_FILE)])[0])
        return self._tree

    def _node(self, event: Event, path: tuple[Step, ...]) -> Any:
        self._refuse_tricks(event, path)
        self._tree.values[path] = _start(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return [self._node(item, (*path, n)) for n, item in enumerate(self._until_end())]
        if isinstance(event, AliasEvent):
            return None
        return self._scalar(event, path)

    def _until_end(self) -> Iterator[Event]:
        for event in self._events:
            if isinstance(event, CollectionEndEvent | MappingEndEvent):
                return
            yield event

    def _mapping(self, path: tuple[Step, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._until_end():
            key = self._key(event, path, found)
            place_of = f"{key}\0" if key in found else key  # of two values with one key the first counts
            value = self._node(next(self._events), (*path, place_of))
            if value is None and key not in found:
                self._empty((*path, key))
            found.setdefault(key, value)
        return {key: value for key, value in found.items() if value is not None}

    def _empty(self, path: tuple[Step, ...]) -> None:
        """YAML puts the nothing after a key where the next word begins; for people it is at the key."""
        self._tree.empty.append(path)
        tagged = any(place == self._tree.values[path] for place, _ in self._tree.refused[-1:])
        if self._tree.raw.get(path) == "" and not tagged:
            self._tree.values[path] = self._tree.keys[path]

    def _key(self, event: Event, path: tuple[Step, ...], found: dict[str, Any]) -> str:
        self._refuse_tricks(event, path)
        if not isinstance(event, ScalarEvent):
            raise RefusedError(_start(event), words.BLOCK_AS_KEY)
        key = str(event.value)
        if len(key.splitlines()) != 1:
            raise RefusedError(_start(event), words.NO_KEY)
        if key in found:
            line = self._tree.keys[(*path, key)][0]
            told = words.TWICE_IN_LIST if path and isinstance(path[-1], int) else words.TWICE
            self._refuse(event, say(*told, key=key[:60], line=line))
            return key
        self._tree.keys[(*path, key)] = _start(event)
        return key

    def _scalar(self, event: Any, path: tuple[Step, ...]) -> Any:
        text = str(event.value)
        if CONTROL.search(text):
            self._refuse(event, words.CONTROL_IN_TEXT)
            return CONTROL.sub(" ", text)
        if event.style is not None:
            return text
        self._tree.raw[path] = text
        value = plain(text)
        if isinstance(value, str) or not text:
            line, column = self._tree.keys.get(path, (0, 0)) if not text else _end(event)
            self._cut(line, column - 1, _LIKE_TEXT if text else _LIKE_VALUE)
        return value

    def _cut(self, line: int, start: int, pattern: re.Pattern[str]) -> None:
        """A `#` that looks like a part of the text, though YAML ends the text before it."""
        shown = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        if found := pattern.match(shown, start):
            rest = shown[found.end(1) :].rstrip()[:40]
            self._tree.odd.append(((line, found.end(1) + 1), say(*words.CUT, rest=rest)))

    def _refuse(self, event: Event, said: Said) -> None:
        self._tree.refused.append((_start(event), said))

    def _refuse_tricks(self, event: Any, path: tuple[Step, ...]) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self._refuse(event, words.ALIAS)
        elif event.tag is not None:
            self._refuse(event, words.TAG)
        if len(path) > _DEEPEST:
            raise RefusedError(_start(event), say(*words.TOO_DEEP, most=_DEEPEST))


def _start(event: Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _end(event: Event) -> Place:
    return event.end_mark.line + 1, event.end_mark.column + 1


def plain(text: str) -> Any:
    """An unquoted word as YAML (1.1 or 1.2) reads it."""
    word = text.lower()
    if word in _EMPTY:
        return None
    if word in _BOOLEAN:
        return _BOOLEAN[word]
    if _INTEGER.fullmatch(text):
        return int(text)
    if word in OTHER_BOOLEANS or _DECIMAL.fullmatch(text):
        return _NEITHER
    return text
