"""Data -> CityProfile by the annotations in `funding.city`; each error with its place, in words."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from funding import City, CityProfile, Department, Partnership, Project, Recipient, StartWindow
from profiles import guessing
from profiles.decoding import Found
from profiles.reading import Step, Tree
from profiles.said import NOTHING, Said, say

Path = tuple[Step, ...]
_Valid = TypeVar("_Valid")
TABLES: Mapping[str, type] = {
    "": CityProfile,
    "city": City,
    "partnerships": Partnership,
    "projects": Project,
    "start": StartWindow,
    "departments": Department,
    "recipients": Recipient,
}
_ISO = Said('zwei Großbuchstaben nach ISO 3166, zum Beispiel "FR"', 'two capital letters by ISO 3166, for example "FR"')
_PATTERNS = {
    "ags": Said(
        'acht Ziffern in Anführungszeichen, zum Beispiel "14713000"', 'eight digits in quotes, for example "14713000"'
    ),
    "slug": Said("Kleinbuchstaben, Ziffern und einzelne Bindestriche", "lower-case letters, digits and single hyphens"),
    "department": Said("das Kürzel (slug) einer Abteilung", "the slug of a department"),
    "departments": Said("Kürzel (slug) von Abteilungen", "slugs of departments"),
    "country": _ISO,
    "countries": _ISO,
    "nuts": Said("ein NUTS-Code wie DE80N", "a NUTS code such as DE80N"),
    "email": Said("eine Adresse wie name@stadt.example", "an address such as name@stadt.example"),
    "handlungsfelder": Said("hf01 bis hf11", "hf01 to hf11"),
}


def validate(
    adapter: TypeAdapter[_Valid], data: Any, tree: Tree, tables: Mapping[str, type] = TABLES
) -> _Valid | list[Found]:
    """The value, or everything that is wrong with it.

    `tables`: the class of the blocks under a key, and of the whole under "".
    """
    if not isinstance(data, dict):
        return [(tree.place(()), _NO_BLOCK)]
    try:
        return adapter.validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return [_found(tree, detail, tables) for detail in details]


_NO_BLOCK = Said(
    "erwartet werden Angaben wie „city:“ und „projects:“, keine Liste, kein Text",
    "expected are keys such as “city:” and “projects:”, no list, no text",
)


def _found(tree: Tree, detail: ErrorDetails, tables: Mapping[str, type]) -> Found:
    path = detail["loc"]
    if detail["type"] == "unexpected_keyword_argument":
        owner = next((tables[step] for step in map(str, reversed(path[:-1])) if step in tables), tables[""])
        return tree.place(path, key=True), _unknown(path, owner)
    where = tree.place(path[:-1]) if detail["type"] == "missing" else tree.place(path)
    return where, _SAY.get(detail["type"], _other)(path, detail, tree)


def _field(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _word(path: Path, detail: ErrorDetails, tree: Tree) -> str:
    """The value as it stands in the file."""
    value = detail.get("input")
    return tree.raw.get(path) or (value if isinstance(value, str) else "")


def _is(path: Path, detail: ErrorDetails, tree: Tree, allowed: Said, guess: Said = NOTHING) -> Said:
    text = tree.raw.get(path) or json.dumps(detail.get("input"), ensure_ascii=False, default=str)
    shown = text if len(text) <= 60 else text[:59] + "…"
    return say(
        "„{field}“ ist {shown}; erlaubt: {allowed}{guess}",
        "“{field}” is {shown}; allowed: {allowed}{guess}",
        field=_field(path), shown=shown, allowed=allowed, guess=guess or guessing.value(
            _field(path), _word(path, detail, tree)
        ),
    )  # fmt: skip


def _unknown(path: Path, owner: Any) -> Said:
    known = [field.name for field in fields(owner)]
    guess = guessing.key(str(path[-1]), known)
    allowed = Said(" Erlaubt sind", " Allowed are") if guess else Said("; erlaubt sind", "; allowed are")
    return say(
        "unbekannte Angabe „{key}“{guess}{allowed} {known}", "unknown key “{key}”{guess}{allowed} {known}",
        key=str(path[-1])[:60], guess=guess, allowed=allowed, known=", ".join(known),
    )  # fmt: skip


def _missing(path: Path, _detail: ErrorDetails, _tree: Tree) -> Said:
    return say("die Angabe „{key}“ fehlt", "the key “{key}” is missing", key=path[-1])


def _text(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    raw = tree.raw.get(path)
    hint = (
        _LINE if raw is None else say('bitte in Anführungszeichen: "{raw}"', 'please use quotes: "{raw}"', raw=raw[:60])
    )
    return say(
        "„{field}“ muss Text sein, gelesen wird {kind}; {hint}",
        "“{field}” has to be text, but reads as {kind}; {hint}",
        field=_field(path), kind=_TYPES.get(type(detail.get("input")), _ELSE), hint=hint,
    )  # fmt: skip


_LINE = Said("erlaubt ist eine Zeile Text", "allowed is one line of text")
_ELSE = Said("etwas anderes", "something else")
_TYPES: dict[type, Said] = {
    bool: Said("ja/nein (true/false)", "yes/no (true/false)"),
    int: Said("eine Zahl", "a number"),
    float: Said("eine Zahl", "a number"),
    list: Said("eine Liste", "a list"),
    dict: Said("ein Block", "a block"),
}


def _pattern(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    visible = Said("sichtbare Zeichen in einer Zeile", "visible characters in one line")
    return _is(path, detail, tree, _PATTERNS.get(_field(path), visible))


def _choice(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    names = ", ".join(allowed)
    return _is(path, detail, tree, Said(names, names), guessing.meant(_word(path, detail, tree), allowed))


def _limit(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    least, most = Said("mindestens", "at least"), Said("höchstens", "at most")
    limits = {"ge": least, "le": most, "min_length": least, "max_length": most}
    context: dict[str, Any] = detail.get("ctx", {})
    unit = Said(" Zeichen", " characters") if "string" in detail["type"] else NOTHING
    bounds = (
        say("{w} {n}{u}", "{w} {n}{u}", w=w, n=context[name], u=unit) for name, w in limits.items() if name in context
    )
    return _is(path, detail, tree, next(bounds, NOTHING))


def _other(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    return _is(path, detail, tree, Said(detail["msg"][:80], detail["msg"][:80]))


_Say = Callable[[Path, ErrorDetails, Tree], Said]


def _expect(de: str, en: str) -> _Say:
    return lambda path, detail, tree: _is(path, detail, tree, Said(de, en))


_DATE = _expect("ein Datum wie 2027-03-31", "a date such as 2027-03-31")
_NUMBER = _expect(
    "eine ganze Zahl ohne Punkt und Anführungszeichen, zum Beispiel 250000",
    "a whole number without point and quotes, for example 250000",
)
_GOAL = _expect("Nummern der Ziele, 1 bis 17", "numbers of the goals, 1 to 17")


def _whole(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    return (_GOAL if _field(path) == "sdgs" else _NUMBER)(path, detail, tree)


_SAY: dict[str, _Say] = {
    "missing": _missing,
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "greater_than_equal": _limit,
    "less_than_equal": _limit,
    "string_too_short": _limit,
    "string_too_long": _limit,
    "int_type": _whole,
    "int_parsing": _whole,
    "int_parsing_size": _whole,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "bool_type": _expect("true (ja) oder false (nein)", "true (yes) or false (no)"),
    "tuple_type": _expect("eine Liste, jede Zeile mit „- “", "a list, every line with “- ”"),
    "dataclass_type": _expect("ein eingerückter Block mit Angaben", "an indented block of keys"),
}
