"""The Förderdatenbank's category codes and labels -> our words. Both arrive: codes in the export, labels on pages."""

import json
import re
from collections.abc import Container, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from funding.places import ELSEWHERE, LAENDER, NATIONWIDE
from funding.text import fold
from funding.vocabulary import Applicant, FunderLevel, Kind

KINDS: dict[str, Kind] = {
    "zuschuss": "grant",
    "darlehen": "loan",
    "buergschaft": "guarantee",
    "garantie": "guarantee",
    "beteiligung": "equity",
    "sonstige": "other",
}
LEVELS: dict[str, FunderLevel] = {"eu": "eu", "bund": "bund", "land": "land"}
_APPLICANTS: dict[str, Applicant] = {code: code for code in get_args(Applicant)}
_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 4  # commas within one label, plus one


def known(classifier: str, code: str) -> str | None:
    """The portal's label of a code, or None for a code that the built-in table does not have."""
    return _table().get(classifier, {}).get(code)


def code_of(classifier: str, words: str) -> str | None:
    """The code that a label or code means, in any spelling (umlauts, transcribed, `&` or `und`, `_bundesweit`)."""
    return _spellings(classifier).get(_spelling(words))


def split(classifier: str, words: str) -> tuple[list[str], list[str]]:
    """A page's comma-separated list -> (codes, words that no label explains). Labels themselves may hold commas."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    codes: list[str] = []
    strange: list[str] = []
    while parts:
        length, code = _longest(classifier, parts)
        (strange if code is None else codes).append(code or parts[0])
        del parts[:length]
    return codes, strange


def fields(codes: Mapping[str, Iterable[str]], incomplete: Container[str]) -> dict[str, Any]:
    """The programme's kinds, regions and applicants from (classifier -> known codes).

    Regions and applicants can shut a city out, so a list that is `incomplete` (it held an unknown code as well) counts
    as not stated; `left_out` says what it had.
    """
    whole = {name: () if name in incomplete else given for name, given in codes.items()}
    return {
        "kinds": _mapped(codes, "Foerderart", KINDS),
        "regions": _mapped(whole, "Foerdergebiet", _regions()) or None,
        "applicants": _mapped(whole, "Foerderberechtigte", _APPLICANTS) or None,
    }


def left_out(codes: Mapping[str, Iterable[str]], incomplete: Container[str]) -> list[str]:
    """The known codes of incomplete lists, as `taxonomy/code`."""
    lists = (name for name in ("Foerdergebiet", "Foerderberechtigte") if name in incomplete)
    return [f"{name}/{code}" for name in lists for code in codes.get(name, ())]


def level(codes: Iterable[str], path: str) -> FunderLevel | None:
    """Who funds. Of several (a Land's programme with EU money) the one in whose folder the programme lies."""
    levels = dict.fromkeys(LEVELS[code] for code in codes if code in LEVELS)
    folder = next((LEVELS[part.lower()] for part in path.split("/") if part.lower() in LEVELS), None)
    if len(levels) == 1:
        return next(iter(levels))
    return folder if not levels or folder in levels else None


def _longest(classifier: str, parts: list[str]) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(parts)), 0, -1):
        code = code_of(classifier, ", ".join(parts[:length]))
        if code is not None:
            return length, code
    return 1, None


def _spelling(words: str) -> str:
    return " ".join(word for word in _WORDS.findall(fold(words)) if word != "und")


def _mapped(codes: Mapping[str, Iterable[str]], classifier: str, table: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table[code] for code in codes.get(classifier, ()) if code in table))


@cache
def _regions() -> dict[str, str]:
    """Our names are the portal's labels; "Sonstige" means abroad."""
    ours = {NATIONWIDE, ELSEWHERE, *LAENDER}
    return {code: name for code, name in _table()["Foerdergebiet"].items() if name in ours}


@cache
def _spellings(classifier: str) -> dict[str, str]:
    table = _table().get(classifier, {})
    return {_spelling(words): code for code, name in table.items() for words in (name, code)}


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = files("crawl").joinpath("fdb_categories.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = json.loads(text)
    return table
