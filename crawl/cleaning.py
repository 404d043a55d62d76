"""Hostile or broken characters, taken out once where programmes and problems come in.

Half a surrogate pair ("\\ud800" in sloppy JSON) cannot be written anywhere; control characters steer terminals.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from funding import Problem, Programme

LOST = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIRTY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_Record = TypeVar("_Record")


def clean(text: str) -> str:
    """Text without control characters (line breaks and tabs stay); half a surrogate pair becomes U+FFFD."""
    if not _DIRTY.search(text):
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", whole)


def cleaned(record: _Record) -> _Record:
    """A dataclass, sequence or text with every text in it clean; the same object where nothing was dirty."""
    result: Any = record
    if isinstance(record, str):
        result = clean(record)
    elif isinstance(record, tuple | list):
        parts = type(record)(map(cleaned, record))
        result = record if all(new is old for new, old in zip(parts, record, strict=True)) else parts
    elif is_dataclass(record) and not isinstance(record, type):
        before = {field.name: getattr(record, field.name) for field in fields(record)}
        told = {name: new for name, old in before.items() if (new := cleaned(old)) is not old}
        result = replace(record, **told) if told else record
    return result  # type: ignore[no-any-return]


def texts(value: object) -> list[str]:
    """Every text in a record, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for part in value for text in texts(part)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return []


def unreadable(programme: Programme) -> Iterator[Problem]:
    """A wrong charset raises nothing: it shows as U+FFFD in the texts, like half a surrogate pair."""
    for field in fields(programme):
        text = "\n".join(text for text in texts(getattr(programme, field.name)) if LOST in text)
        if text:
            at = text.index(LOST)
            yield Problem(
                portal=programme.portal, key=programme.key, field=field.name, value=text[max(0, at - 40) : at + 40],
                message=f"{text.count(LOST)} unlesbare Zeichen (U+FFFD): falscher Zeichensatz?",
            )  # fmt: skip
