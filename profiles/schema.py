"""The JSON Schema of a city's file and of `_defaults.yaml`, for editors: completion, hover, errors while typing."""

import json
from typing import Any

from pydantic import TypeAdapter

from funding import CityProfile
from profiles.shared import SharedFile

FILE_NAME = "schema.json"
EDITOR_LINE = f"# yaml-language-server: $schema={FILE_NAME}"
_TITLE = "Profil einer Stadt für passgenau"
_NOTE = (
    "Was ein Editor nicht sieht, sagt `passgenau profiles check`: ob es ein Kürzel eines Staates gibt, ob eine Zahl "
    'mit Punkt geschrieben ist (59.000 ist in YAML 59), ob Norwegen in Anführungszeichen steht ("NO"), ob Land und AGS '
    "zusammenpassen, ob Genanntes auch da ist."
)
_CITY_ONLY = ("city", "projects", "partnerships")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """One schema for both kinds of files: with `city` it is a city's, without the shared one."""
    city, shared = _schema(CityProfile), _schema(SharedFile)
    defs = {**city.pop("$defs"), **shared.pop("$defs"), "CityProfile": city, "SharedFile": shared}
    return {
        "$schema": _DIALECT,
        "title": _TITLE,
        "description": _NOTE,
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
    made: dict[str, Any] = _with_nothing(_without_noise(TypeAdapter(kind).json_schema()))
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


def _with_nothing(part: Any) -> Any:
    """As the loader takes it: a key that need not be there may stand there without a value."""
    if isinstance(part, list):
        return [_with_nothing(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: _with_nothing(value) for key, value in part.items()}
    for key in set(made.get("properties", {})) - set(made.get("required", ())):
        made["properties"][key] = _or_nothing(made["properties"][key])
    return made


def _or_nothing(field: dict[str, Any]) -> dict[str, Any]:
    if {"type": "null"} in field.get("anyOf", ()):
        return field
    if field.get("type") == "array":  # not by anyOf: its errors would be told of the list, not of the item
        return {**field, "type": ["array", "null"]}
    told = {"default", "description", "examples"} & set(field)
    rule = {key: value for key, value in field.items() if key not in told}
    return {"anyOf": [rule, {"type": "null"}], **{key: field[key] for key in sorted(told)}}
