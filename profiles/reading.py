"""YAML bytes -> plain data with places, strictly: what YAML guesses is refused and not guessed.

No aliases, anchors or tags, no key twice, at most 64 KiB and 12 levels; `NO` and `05315000` stay what they are in YAML
(no, a number), so that the schema can say that quotes are missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
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

from profiles.fault import Fault

LARGEST = 64 * 1024
_DEEPEST = 12
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_INTEGER = re.compile(r"[-+]?\d[\d_]{0,30}")
_DECIMAL = re.compile(r"[-+]?(\d[\d_]*)?\.\d[\d_]*|[-+]?\d[\d_]*(\.\d*)?[eE][-+]?\d+")
_BOOLEAN = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_EMPTY = {"", "~", "null"}

Step = str | int
Place = tuple[int, int]


@dataclass(slots=True)
class Tree:
    """The data, and where each value (and each key) stands; `raw` keeps unquoted words as written."""

    data: Any = None
    values: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    raw: dict[tuple[Step, ...], str] = field(default_factory=dict)

    def place(self, path: tuple[Step, ...], *, key: bool = False) -> Place:
        """Where a value stands; the nearest thing above where there is none."""
        for end in range(len(path), -1, -1):
            found = (self.keys if key and end == len(path) else self.values).get(path[:end])
            if found:
                return found
        return 1, 1


class _RefusedError(Exception):
    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place, self.message = place, message


def read(file: Path) -> Tree | Fault:
    """The content of a file, or what is wrong with it; never raises for what a file holds."""
    try:
        text = _decode(_bytes(file))
        return _Builder(text).tree()
    except _RefusedError as refused:
        return Fault(file, *refused.place, refused.message)
    except OSError as error:
        return Fault(file, None, None, f"nicht lesbar: {error.strerror}")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place: Place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Fault(
            file, *place, f"kein gültiges YAML ({_first_line(error.problem)}); bitte Einrückung und „:“ prüfen"
        )
    except Exception as error:  # noqa: BLE001 - whatever hostile bytes do to the YAML parser is the file's fault
        return Fault(file, 1, 1, f"kein gültiges YAML ({_first_line(str(error)) or type(error).__name__})")


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0][:120]


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise _RefusedError((1, 1), "keine gewöhnliche Datei")
    with file.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _RefusedError((1, 1), "größer als 64 KiB; erlaubt ist eine Stadt je Datei bis 64 KiB")
    return content


def _decode(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _RefusedError(place, "Zeichen nicht in UTF-8; bitte die Datei als UTF-8 speichern") from error
    for pattern, message in (
        (_CONTROL, "Steuerzeichen; erlaubt sind nur sichtbare Zeichen und Zeilenumbrüche"),
        (_TAB, "Tabulator in der Einrückung; erlaubt sind nur Leerzeichen"),
    ):
        if found := pattern.search(text):
            raise _RefusedError(_place_of(text, found.end() - 1), message)
    return text


def _place_of(text: str, offset: int) -> Place:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Builder:
    """Builds the data from YAML's events with a stack of its own, so that nothing is constructed that was not asked."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
        self._tree = Tree()

    def tree(self) -> Tree:
        documents = 0
        for event in self._events:
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                raise _RefusedError(_start(event), "zweites YAML-Dokument („---“); erlaubt ist eine Stadt je Datei")
            if isinstance(event, NodeEvent):
                self._tree.data = self._node(event, ())
        if self._tree.data is None:
            raise _RefusedError(
                (1, 1), "leere Datei; erwartet werden mindestens „city:“ mit slug, name, ags, land, population"
            )
        return self._tree

    def _node(self, event: Event, path: tuple[Step, ...]) -> Any:
        _refuse_tricks(event, path)
        self._tree.values[path] = _start(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return [self._node(item, (*path, n)) for n, item in enumerate(self._until_end())]
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
            value = self._node(next(self._events), (*path, key))
            found[key] = value
        return {key: value for key, value in found.items() if value is not None}

    def _key(self, event: Event, path: tuple[Step, ...], found: dict[str, Any]) -> str:
        _refuse_tricks(event, path)
        if not isinstance(event, ScalarEvent):
            raise _RefusedError(
                _start(event), "eine Liste oder ein Block als Schlüssel; erlaubt ist ein Wort vor dem „:“"
            )
        key = str(event.value)
        if len(key.splitlines()) != 1:
            raise _RefusedError(_start(event), "kein Wort vor dem „:“; erlaubt ist eine Angabe wie „city:“")
        if key in found:
            line = self._tree.keys[(*path, key)][0]
            raise _RefusedError(
                _start(event), f"„{key[:60]}“ steht zweimal (zuerst in Zeile {line}); erlaubt ist es einmal"
            )
        self._tree.keys[(*path, key)] = _start(event)
        return key

    def _scalar(self, event: Any, path: tuple[Step, ...]) -> Any:
        text = str(event.value)
        if _CONTROL.search(text):
            raise _RefusedError(_start(event), "Steuerzeichen in einem Text; erlaubt sind nur sichtbare Zeichen")
        if event.style is not None:
            return text
        self._tree.raw[path] = text
        return _plain(text, _start(event))


def _refuse_tricks(event: Any, path: tuple[Step, ...]) -> None:
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise _RefusedError(
            _start(event), "Anker (&) oder Verweis (*); bitte den Inhalt ausschreiben oder „“ darum setzen"
        )
    if event.tag is not None:
        raise _RefusedError(
            _start(event), "YAML-Typangabe („!…“); bitte weglassen oder den Text in Anführungszeichen setzen"
        )
    if len(path) > _DEEPEST:
        raise _RefusedError(_start(event), f"zu tief verschachtelt; erlaubt sind {_DEEPEST} Ebenen")


def _start(event: Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _plain(text: str, place: Place) -> Any:
    """An unquoted word as YAML (1.1 or 1.2) reads it."""
    word = text.lower()
    if word in _EMPTY:
        return None
    if word in _BOOLEAN:
        return _BOOLEAN[word]
    if _INTEGER.fullmatch(text):
        return int(text.replace("_", ""))
    if _DECIMAL.fullmatch(text):
        raise _RefusedError(
            place, f"Zahl mit Punkt ({text[:40]}); erlaubt sind ganze Zahlen ohne Punkt, Text in Anführungszeichen"
        )
    return text
