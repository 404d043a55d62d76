"""The portal's own words for its codes, from the answer of its facet search."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from funding import PassgenauError
from funding.text import squash

_ABBREVIATION = re.compile(r"\(\s*([A-Z][A-Za-z0-9-]*)[^()]*\)$")


@dataclass(frozen=True, slots=True)
class Labels:
    """`codes`: facet -> code -> label. A code without a word of its own has none."""

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, facet: str, code: str) -> str | None:
        """The label of a code, or None where the portal has no word for it."""
        return self.codes.get(facet, {}).get(code)

    def knows(self, facet: str, code: str) -> bool:
        """Whether the portal lists this code at all, or has not told its codes of that facet."""
        return facet not in self.codes or code in self.codes[facet]


def labels(facet_answer: bytes) -> Labels:
    """Labels by facet and code. Raises PassgenauError where the answer is none: without words no row can be read."""
    try:
        told = json.loads(facet_answer)
        facets = {name: dict(_words(values)) for name, values in _facets(told)}
    except (ValueError, TypeError, RecursionError) as error:
        raise PassgenauError("Die Antwort der Facettensuche ist nicht lesbar; bitte später noch einmal.") from error
    if not any(facets.values()):
        raise PassgenauError(
            "Die Facettensuche nennt keine einzige Bezeichnung; das Portal antwortet anders als sonst."
        )
    return Labels({name: words for name, words in facets.items() if words})


def abbreviation(label: str) -> str:
    """`LIFE` of "Programme for the Environment and Climate Action (LIFE)"; "" where there is none."""
    found = _ABBREVIATION.search(label)
    return found[1].upper() if found else ""


def _facets(told: Any) -> Iterator[tuple[str, Any]]:
    """Facets come as a list of named ones; some copies have them as an object by name."""
    if not isinstance(told, dict):
        raise TypeError(type(told).__name__)
    listed = told.get("facets")
    if isinstance(listed, list):
        yield from ((str(one.get("name")), one.get("values")) for one in listed if isinstance(one, dict))
    else:
        yield from ((name, values) for name, values in told.items() if isinstance(values, list))


def _words(values: Any) -> Iterator[tuple[str, str]]:
    for entry in values if isinstance(values, list) else ():
        if isinstance(entry, dict) and entry.get("rawValue") is not None:
            yield str(entry["rawValue"]), _label(entry.get("value"))


def _label(value: Any) -> str:
    """Labels are percent-encoded with blanks for signs that were lost: "Erasmus  (ERASMUS )"."""
    return squash(unquote(value)).replace(" )", ")") if isinstance(value, str) else ""
