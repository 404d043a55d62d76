"""Data -> CityProfile by the annotations in `funding.city`; each error with its place, in words."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from profiles import guessing, slip_words
from profiles.decoding import Found
from profiles.keys import TABLES, Path, meant, owner_of, unknown, unknown_and_empty
from profiles.reading import OTHER_BOOLEANS, Tree
from profiles.said import NOTHING, Said, say

_Valid = TypeVar("_Valid")
_OTHER_DASHES = tuple("–—−•·‣▪*+")
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
        valid = adapter.validate_json(json.dumps(data), strict=True)
        return unknown_and_empty(tree, tables) or valid
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        known = {path for detail in details if (path := meant(detail, tables))}
        told = (detail for detail in details if detail["type"] != "missing" or detail["loc"] not in known)
        return [_found(tree, detail, tables) for detail in told] + unknown_and_empty(tree, tables)


_NO_BLOCK = Said(
    "erwartet werden Angaben wie „city:“ und „projects:“, keine Liste, kein Text",
    "expected are keys such as “city:” and “projects:”, no list, no text",
)


def _found(tree: Tree, detail: ErrorDetails, tables: Mapping[str, type]) -> Found:
    path = detail["loc"]
    if detail["type"] == "unexpected_keyword_argument":
        return tree.place(path, key=True), unknown(path, owner_of(path, tables))
    if detail["type"] == "missing":
        return tree.place(path if path in tree.values else path[:-1]), _missing(path, tree)
    return tree.place(path), _SAY.get(detail["type"], _other)(path, detail, tree)


def _field(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _word(path: Path, detail: ErrorDetails, tree: Tree) -> str:
    """The value as it stands in the file."""
    value = detail.get("input")
    return tree.raw.get(path) or (value if isinstance(value, str) else "")


def _is(path: Path, detail: ErrorDetails, tree: Tree, allowed: Said, guess: Said | None = NOTHING) -> Said:
    """What stands there, what is allowed, and what may be meant; None: nothing."""
    value, word = detail.get("input"), _word(path, detail, tree)
    text = tree.raw.get(path) or json.dumps(value, ensure_ascii=False, default=str)
    shown = _TYPES[type(value)] if isinstance(value, dict | list) else text if len(text) <= 60 else text[:59] + "…"
    return say(
        "„{field}“ ist {shown}; erlaubt: {allowed}{guess}",
        "“{field}” is {shown}; allowed: {allowed}{guess}",
        field=_field(path), shown=shown, allowed=allowed,
        guess=say(
            "{why}{guess}", "{why}{guess}", why=_CURLY if guessing.curly(word) else NOTHING,
            guess=NOTHING if guess is None else guess or _guess(path, word, tree),
        ),
    )  # fmt: skip


_CURLY = Said("; typographische Anführungszeichen zählen nicht als solche", "; curly quotes do not count as quotes")


def _guess(path: Path, word: str, tree: Tree) -> Said:
    return _key_of(word, tree) if _field(path) == "ags" else guessing.value(_field(path), word)


def _key_of(word: str, tree: Tree) -> Said:
    """An AGS with the quotes that it needs, where it fits the Land."""
    found = guessing.ags(word, _land(tree))
    return say('; meinten Sie "{found}"?', '; did you mean "{found}"?', found=found) if found else NOTHING


def _land(tree: Tree) -> str:
    city = tree.data.get("city")
    land = city.get("land") if isinstance(city, dict) else None
    return land if isinstance(land, str) else ""


def _missing(path: Path, tree: Tree) -> Said:
    if path in tree.values:
        return say(*_EMPTY, key=path[-1])
    return say("die Angabe „{key}“ fehlt", "the key “{key}” is missing", key=path[-1])


_EMPTY = (
    "„{key}“ ist leer; bitte ausfüllen (was nach einem „#“ steht, ist nur Anmerkung)",
    "“{key}” is empty; please fill it in (what follows a “#” is but a comment)",
)


def _text(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    raw = tree.raw.get(path)
    if raw and _field(path) == "handlungsfelder":
        return _pattern(path, detail, tree)
    shown = guessing.ags(raw, _land(tree)) if raw and _field(path) == "ags" else raw
    quoted = say('bitte in Anführungszeichen: "{raw}"', 'please use quotes: "{raw}"', raw=(shown or "")[:60])
    hint = quoted if shown else say("{a}{b}", "{a}{b}", a=_ALLOWED, b=_PATTERNS["ags"]) if raw else _LINE
    return say(
        "„{field}“ muss Text sein, gelesen wird {kind}; {hint}",
        "“{field}” has to be text, but reads as {kind}; {hint}",
        field=_field(path), kind=_kind(raw, detail.get("input")), hint=hint,
    )  # fmt: skip


def _kind(raw: str | None, value: Any) -> Said:
    return _TYPES[bool] if raw and raw.lower() in OTHER_BOOLEANS else _TYPES.get(type(value), _ELSE)


_LINE = Said("erlaubt ist eine Zeile Text", "allowed is one line of text")
_ALLOWED = Said("erlaubt: ", "allowed: ")
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
    word = _word(path, detail, tree)
    return _is(path, detail, tree, Said(names, names), guessing.choice(_field(path), word, allowed))


def _limit(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    least, most = Said("mindestens", "at least"), Said("höchstens", "at most")
    limits = {"ge": least, "le": most, "min_length": least, "max_length": most}
    context: dict[str, Any] = detail.get("ctx", {})
    unit = Said(" Zeichen", " characters") if "string" in detail["type"] else NOTHING
    bounds = (
        say("{w} {n}{u}", "{w} {n}{u}", w=w, n=context[name], u=unit) for name, w in limits.items() if name in context
    )
    return _is(path, detail, tree, next(bounds, NOTHING), NOTHING if unit else None)


def _other(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    return _is(path, detail, tree, Said(detail["msg"][:80], detail["msg"][:80]))


_Say = Callable[[Path, ErrorDetails, Tree], Said]


def _expect(de: str, en: str) -> _Say:
    return lambda path, detail, tree: _is(path, detail, tree, Said(de, en))


_DAY = Said("ein Datum wie 2027-03-31", "a date such as 2027-03-31")
_NO_SUCH_DAY = Said("; diesen Tag gibt es im Kalender nicht", "; the calendar has no such day")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}", re.ASCII)


def _date(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    guess = _guess(path, word := _word(path, detail, tree), tree)
    return _is(path, detail, tree, _DAY, _NO_SUCH_DAY if not guess and _WHOLE_DAY.fullmatch(word) else guess)


_EXAMPLES = {
    "threshold": 40, "since": 1991, "until": 2028, "max_items": 5, "lead_time_weeks": 6, "reminder_weeks": 4,
    "population": 59000,
}  # fmt: skip
_GOAL = _expect("Nummern der Ziele, 1 bis 17", "numbers of the goals, 1 to 17")


def _whole(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    if _field(path) == "sdgs":
        return _GOAL(path, detail, tree)
    example = _EXAMPLES.get(_field(path), 250000)
    de, en = "eine ganze Zahl ohne Punkt und Anführungszeichen", "a whole number without point and quotes"
    return _is(path, detail, tree, Said(f"{de}, zum Beispiel {example}", f"{en}, for example {example}"))


def _list(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    guess = guessing.listed(_field(path), _word(path, detail, tree))
    first = next(iter(value), "") if isinstance(value := detail.get("input"), dict) else ""
    if first.startswith("-"):
        return slip_words.NO_BLANK_AFTER_DASH
    if first[:1] in _OTHER_DASHES:
        return say(slip_words.BULLET.de, slip_words.BULLET.en, word=first[0])
    return _is(path, detail, tree, Said("eine Liste, jede Zeile mit „- “", "a list, every line with “- ”"), guess)


def _block(path: Path, detail: ErrorDetails, tree: Tree) -> Said:
    guess = guessing.block(_field(path), _word(path, detail, tree))
    return _is(path, detail, tree, Said("ein eingerückter Block mit Angaben", "an indented block of keys"), guess)


_SAY: dict[str, _Say] = {
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
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "bool_type": _expect("true (ja) oder false (nein)", "true (yes) or false (no)"),
    "tuple_type": _list,
    "dataclass_type": _block,
}
