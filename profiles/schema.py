"""The JSON Schema of a city's file and of `_defaults.yaml`, for editors: completion, hover, errors while typing."""

import json
from typing import Any

from pydantic import TypeAdapter

from funding import CityProfile
from profiles.shared import SharedFile

FILE_NAME = "schema.json"
EDITOR_LINE = f"# yaml-language-server: $schema={FILE_NAME}"
_TITLE = "Profil einer Stadt für passgenau"
_CITY_ONLY = ("city", "projects", "partnerships")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """One schema for both kinds of files: with `city` it is a city's, without the shared one."""
    city, shared = _schema(CityProfile), _schema(SharedFile)
    defs = {**city.pop("$defs"), **shared.pop("$defs"), "CityProfile": city, "SharedFile": shared}
    return {
        "$schema": _DIALECT,
        "title": _TITLE,
        "type": "object",
        "if": {"minProperties": 1, "not": {"anyOf": [{"required": [key]} for key in _CITY_ONLY]}},
        "then": {"$ref": "#/$defs/SharedFile"},
        "else": {"$ref": "#/$defs/CityProfile"},
        "$defs": dict(sorted(defs.items())),
    }


def schema_text() -> str:
    """The schema as it is stored in `profiles/schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _schema(kind: Any) -> dict[str, Any]:
    made: dict[str, Any] = _without_noise(TypeAdapter(kind).json_schema())
    return made


def _without_noise(part: Any) -> Any:
    """Without the titles that only repeat the key, and without defaults that say nothing."""
    if isinstance(part, list):
        return [_without_noise(item) for item in part]
    if not isinstance(part, dict):
        return part
    quiet = {key for key in ("title", "default") if key in part and isinstance(part[key], str | None)}
    if part.get("default"):
        quiet.discard("default")
    return {key: _without_noise(value) for key, value in part.items() if key not in quiet}
