"""A profile as YAML text that loads as the same profile; only what differs from the defaults is written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from funding import CityProfile

_ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)


def dump(profile: CityProfile) -> str:
    """The YAML text; every text in double quotes, so that nothing in it is taken for a number, a date or a country."""
    values = _ADAPTER.dump_python(profile, exclude_defaults=True)
    return "".join(f"{line}\n" for line in block(values))


def block(values: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The lines of a block; lists of blocks one item under the other."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from block(value, f"{indent}  ")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            yield f"{indent}{key}:"
            for part in value:
                yield from item(part, f"{indent}  ")
        else:
            yield f"{indent}{key}: {scalar(value)}"


def item(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    """The lines of one block in a list."""
    first, *rest = block(values, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def scalar(value: object) -> str:
    """A value as YAML: JSON's quotes are YAML's, dates stand plain."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(scalar, value))}]"
    return json.dumps(value, ensure_ascii=False)
