"""Answers of the search service: rows, counts and details, or the reason why they are none of these."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from crawl.base import Blocked
from crawl.sedia.partition import STATUSES, TYPES, Row, values
from funding import PassgenauError
from funding.text import squash

WINDOW = 10_000  # rows of one search that can be read; our searches have far fewer
_WALL = re.compile(r"captcha|access denied|not a robot|request blocked|unusual traffic", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_SHOWN = 80

Identity = tuple[str, str, str]  # (DATASOURCE, reference, language)


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of a search."""

    total: int
    rows: tuple[Any, ...]


def answer(body: bytes) -> Answer:
    """A page of results. Raises PassgenauError, or Blocked, where this is none, or not what was asked for."""
    told = document(body, "Die Suche des EU-Portals")
    total, rows = told.get("totalResults"), told.get("results")
    if not isinstance(total, int) or not isinstance(rows, list):
        raise PassgenauError(f"Die Suche des EU-Portals antwortet anders als sonst: {_start(body)}")
    if total > WINDOW or any(_foreign(row) for row in rows):
        raise PassgenauError(f"Die Suche des EU-Portals beachtet unsere Bedingungen nicht mehr ({total} Treffer).")
    return Answer(total, tuple(rows))


def counts(body: bytes) -> dict[str, dict[str, int]]:
    """Facet -> code -> number of rows. Raises PassgenauError, or Blocked, where this is no answer of facets."""
    facets = document(body, "Die Facettensuche des EU-Portals").get("facets")
    if not isinstance(facets, list):
        raise PassgenauError(f"Die Facettensuche des EU-Portals antwortet anders als sonst: {_start(body)}")
    return {
        str(facet.get("name")): {
            str(entry["rawValue"]): entry["count"]
            for entry in facet.get("values") or ()
            if isinstance(entry, dict) and "rawValue" in entry and isinstance(entry.get("count"), int)
        }
        for facet in facets
        if isinstance(facet, dict)
    }


def details(body: bytes, name: str) -> dict[str, Any]:
    """The document of the topic of that identifier (lower case). Raises PassgenauError where this is none."""
    told = document(body, "Die Einzelheiten dieses Aufrufs")
    inner = told.get("TopicDetails")
    if not isinstance(inner, dict):
        raise PassgenauError(f"Die Einzelheiten dieses Aufrufs sind anders aufgebaut als sonst: {_start(body)}")
    about = inner.get("identifier")
    if isinstance(about, str) and squash(about).lower() != name:
        raise PassgenauError(f"Statt der Einzelheiten dieses Aufrufs kamen die von „{squash(about)[:_SHOWN]}“.")
    return told


def document(body: bytes, what: str) -> dict[str, Any]:
    """A JSON object. Raises Blocked for a page that keeps us out, PassgenauError for anything else."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _no_json(body, what) from error
    if not isinstance(told, dict):
        raise PassgenauError(f"{what}: statt der Daten kam {_start(body)}")
    return told


def identity(row: object) -> Identity:
    """What tells a row from all others; a row without a reference is told by its content."""
    if not isinstance(row, Mapping):
        return "", sha256(repr(row).encode()).hexdigest(), ""
    reference = row.get("reference") or next(iter(values(row, "REFERENCE")), None)
    if not isinstance(reference, str):
        reference = sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
    language = row.get("language")
    return next(iter(values(row, "DATASOURCE")), ""), reference, language if isinstance(language, str) else ""


def _foreign(row: Row | object) -> bool:
    """A row that no search of ours asks for: the service has ignored the query."""
    if not isinstance(row, Mapping):
        return False
    asked = (("type", TYPES), ("status", STATUSES))
    return any(told and not set(told) & set(codes) for name, codes in asked if (told := values(row, name)))


def _no_json(body: bytes, what: str) -> PassgenauError:
    text = body[:20_000].decode("utf-8", "replace")
    if text.lstrip().startswith("<"):
        title = _TITLE.search(text)
        page = f"eine HTML-Seite „{squash(title[1])[:_SHOWN]}“" if title else "eine HTML-Seite"
        return (Blocked if _WALL.search(text) else PassgenauError)(f"{what}: statt der Daten kam {page}.")
    if text.lstrip().startswith(("{", "[")):
        return PassgenauError(f"{what}: die Daten sind unvollständig ({len(body)} Bytes); bitte später noch einmal.")
    return PassgenauError(f"{what}: statt der Daten kam {_start(body)}")


def _start(body: bytes) -> str:
    return f"„{squash(body[:400].decode('utf-8', 'replace'))[:_SHOWN]}“"
