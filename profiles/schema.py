"""Data -> CityProfile by the annotations in `funding.city`; each error as a German line with its place."""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from funding import City, CityProfile, Department, Partnership, Project, Recipient, StartWindow
from profiles.fault import Fault, meant
from profiles.reading import Tree

_ADAPTER = TypeAdapter(CityProfile)
_MOST = 20
_TABLES: dict[str, type] = {
    "city": City,
    "partnerships": Partnership,
    "projects": Project,
    "start": StartWindow,
    "departments": Department,
    "recipients": Recipient,
}
_PATTERNS = {
    "ags": 'acht Ziffern in Anführungszeichen, zum Beispiel "14713000"',
    "slug": "Kleinbuchstaben, Ziffern und einzelne Bindestriche",
    "department": "das Kürzel (slug) einer Abteilung",
    "departments": "Kürzel (slug) von Abteilungen",
    "country": 'zwei Großbuchstaben nach ISO 3166, zum Beispiel "FR"',
    "countries": 'zwei Großbuchstaben nach ISO 3166, zum Beispiel "FR"',
    "email": "eine Adresse wie name@stadt.example",
    "handlungsfelder": "hf01 bis hf11",
}


def validate(file: Path, tree: Tree) -> CityProfile | list[Fault]:
    """The profile, or everything that is wrong with it (at most 20 faults)."""
    if not isinstance(tree.data, dict):
        return [
            Fault(file, *tree.place(()), "erwartet werden Angaben wie „city:“ und „projects:“, keine Liste, kein Text")
        ]
    try:
        return _ADAPTER.validate_json(json.dumps(tree.data), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return sorted((_fault(file, tree, detail) for detail in details[:_MOST]), key=lambda f: (f.line, f.column))


def _fault(file: Path, tree: Tree, detail: ErrorDetails) -> Fault:
    path = detail["loc"]
    unknown = detail["type"] == "unexpected_keyword_argument"
    say = _SAY.get(detail["type"], _other)
    where = tree.place(path[:-1]) if detail["type"] == "missing" else tree.place(path, key=unknown)
    return Fault(file, *where, say(path, detail, tree))


_Path = tuple[int | str, ...]


def _field(path: _Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _shown(detail: ErrorDetails, path: _Path, tree: Tree) -> str:
    text = tree.raw.get(path) or json.dumps(detail.get("input"), ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _unknown(path: _Path, _detail: ErrorDetails, _tree: Tree) -> str:
    owner = next((_TABLES[step] for step in reversed(path[:-1]) if step in _TABLES), CityProfile)
    known = [field.name for field in fields(owner)]
    guess = meant(str(path[-1]), known)
    return f"unbekannte Angabe „{str(path[-1])[:60]}“{guess or '; erlaubt sind ' + ', '.join(known)}"


def _missing(path: _Path, _detail: ErrorDetails, _tree: Tree) -> str:
    return f"die Angabe „{path[-1]}“ fehlt"


def _text(path: _Path, detail: ErrorDetails, tree: Tree) -> str:
    raw = tree.raw.get(path)
    hint = f'bitte in Anführungszeichen: "{raw[:60]}"' if raw else "erlaubt ist eine Zeile Text"
    return f"„{_field(path)}“ muss Text sein, gelesen wird {_json(detail)}; {hint}"


def _json(detail: ErrorDetails) -> str:
    value = detail.get("input")
    kinds: dict[type, str] = {bool: "ja/nein (true/false)", int: "eine Zahl", list: "eine Liste", dict: "ein Block"}
    return kinds.get(type(value), "etwas anderes")


def _pattern(path: _Path, detail: ErrorDetails, tree: Tree) -> str:
    allowed = _PATTERNS.get(_field(path), "sichtbare Zeichen in einer Zeile")
    return f"„{_field(path)}“ ist {_shown(detail, path, tree)}; erlaubt: {allowed}"


def _choice(path: _Path, detail: ErrorDetails, tree: Tree) -> str:
    allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    guess = meant(str(detail.get("input")), allowed)
    return f"„{_field(path)}“ ist {_shown(detail, path, tree)}; erlaubt: {', '.join(allowed)}{guess}"


def _limit(path: _Path, detail: ErrorDetails, tree: Tree) -> str:
    limits = {"ge": "mindestens", "le": "höchstens", "min_length": "mindestens", "max_length": "höchstens"}
    context: dict[str, Any] = detail.get("ctx", {})
    bounds = " und ".join(f"{word} {context[name]}" for name, word in limits.items() if name in context)
    unit = " Zeichen" if "string" in detail["type"] else ""
    return f"„{_field(path)}“ ist {_shown(detail, path, tree)}; erlaubt: {bounds}{unit}"


def _expect(what: str) -> "_Say":
    def say(path: _Path, detail: ErrorDetails, tree: Tree) -> str:
        return f"„{_field(path)}“ ist {_shown(detail, path, tree)}; erlaubt: {what}"

    return say


def _other(path: _Path, detail: ErrorDetails, tree: Tree) -> str:
    return f"„{_field(path)}“ ist {_shown(detail, path, tree)}, das ist nicht erlaubt ({detail['msg'][:80]})"


_Say = Callable[[_Path, ErrorDetails, Tree], str]
_DATE = _expect("ein Datum wie 2027-03-31")
_WHOLE = _expect("eine ganze Zahl ohne Punkt und Anführungszeichen, zum Beispiel 250000")
_SAY: dict[str, _Say] = {
    "unexpected_keyword_argument": _unknown,
    "missing": _missing,
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "greater_than_equal": _limit,
    "less_than_equal": _limit,
    "string_too_short": _limit,
    "string_too_long": _limit,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "bool_type": _expect("true (ja) oder false (nein)"),
    "tuple_type": _expect("eine Liste, jede Zeile mit „- “"),
    "dataclass_type": _expect("ein eingerückter Block mit Angaben"),
}
