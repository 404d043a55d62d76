"""An officer's own list of programmes (JSONL, CSV, XLSX): about a third of the Länder's programmes are in no portal.

Nothing is dropped in silence and nothing guessed: an unknown column, label, number or date is a Problem with its line
and value, and the rest of the list goes on.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crawl import lists_dates as dates
from crawl import lists_numbers as numbers
from crawl import lists_values as values
from crawl.lists_columns import fields_of, refusal
from crawl.lists_faults import Fault, StrangeError
from crawl.lists_files import Row, load
from crawl.lists_words import spelled
from funding import InputError, Problem, Programme, Stage
from funding.text import fold

_PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "key": values.line, "title": values.line, "url": values.url, "language": values.language, "text": values.prose,
    "summary": values.prose, "conditions": values.prose, "procedure": values.prose, "documents": values.prose,
    "legal_text": values.prose, "funder": values.line, "funder_level": values.level, "applicants": values.applicants,
    "regions": values.regions, "topics": values.names, "keywords": values.names, "call": values.line,
    "parents": values.names, "deadline": dates.deadline, "opens": dates.opening, "kinds": values.kinds,
    "rate_max": numbers.rate, "own_share_min": numbers.share, "amount_max": numbers.euros,
    "amount_min": numbers.euros, "partner_rule": values.partner_rule, "contacts": values.contacts,
    "status_note": values.prose,
}  # fmt: skip
_NOTHING = {"k a", "n a", "keine angabe", "unbekannt", "unknown"}
_PORTAL = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LONGEST_KEY = 80  # characters


@dataclass(kw_only=True, slots=True)
class _Draft:
    """A row on its way to a programme: the fields that could be read."""

    line: int
    told: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)


def read(path: Path, portal: str) -> tuple[list[Programme], list[Problem]]:
    """The programmes of a list under the portal's name, and what could not be taken of it.

    Raises InputError where the file is no list at all. A row without a title is left out (a Problem). A missing key is
    made from the address, or from the title where rows share an address; of two rows with one key the first counts.
    """
    if not _PORTAL.fullmatch(portal):
        raise InputError(f"„{portal}“ ist kein Portalname. Erlaubt sind Kleinbuchstaben, Ziffern, - und _.")
    sheet = load(path)
    drafts = [_draft(row) for row in sheet.rows]
    problems = [fault.problem(portal) for fault in (*sheet.faults, *_unused_columns(sheet.rows))]
    programmes: dict[str, Programme] = {}
    shared = Counter(draft.told.get("url") for draft in drafts)
    for draft in drafts:
        key = _key(draft, shared)
        if "title" not in draft.told:
            draft.faults.append(Fault(message="kein Titel; die Zeile fehlt.", line=draft.line, field="title"))
        elif key in programmes:
            message = "Schlüssel schon vergeben; nur die erste Zeile zählt."
            draft.faults.append(Fault(message=message, line=draft.line, field="key", value=key))
        else:
            programmes[key] = Programme(portal=portal, **(draft.told | {"key": key}))
        problems += [fault.problem(portal, key) for fault in draft.faults]
    return list(programmes.values()), problems


def _draft(row: Row) -> _Draft:
    draft = _Draft(line=row.line, told={})
    for name, field_name in fields_of(row.cells).items():
        if not _says_nothing(row.cells[name]):
            _take(draft, field_name, row.cells[name])
    _set_stages(draft)
    draft.told = {name: value for name, value in draft.told.items() if value not in (None, "", ())}
    return draft


def _take(draft: _Draft, name: str, value: Any) -> None:
    try:
        draft.told[name] = _PARSERS[name](value)
    except StrangeError as strange:
        draft.faults += [
            Fault(message=message, line=draft.line, field=name, value=part) for message, part in strange.faults
        ]
        draft.told[name] = strange.kept


def _set_stages(draft: _Draft) -> None:
    told: dates.Deadline = draft.told.pop("deadline", None) or dates.Deadline()
    modes = (*(["fixed"] if told.stages else []), *(["rolling"] if told.rolling else []))
    stages = _opened(draft, told.stages, draft.told.pop("opens", None))
    draft.told |= {"stages": stages, "modes": modes, "deadlines_text": told.prose}


def _opened(draft: _Draft, stages: tuple[Stage, ...], start: Stage | None) -> tuple[Stage, ...]:
    if start is None or start.opens is None:
        return stages
    if any(stage.closes is not None and stage.closes < start.opens for stage in stages):
        message = "Beginn nach der Frist; nicht übernommen"
        draft.faults.append(Fault(message=message, line=draft.line, field="opens", value=start.quote))
        return stages
    return tuple(replace(stage, opens=start.opens) for stage in stages) or (start,)


def _unused_columns(rows: list[Row]) -> Iterator[Fault]:
    """One for each column that was not taken, with how many rows have something in it."""
    counts: Counter[str] = Counter()
    samples: dict[str, Any] = {}
    for row in rows:
        taken = fields_of(row.cells)
        for name in (name for name in row.cells if name not in taken):
            counts[name] += 1
            samples.setdefault(name, row.cells[name])
    for name, count in counts.items():
        yield Fault(message=f"{refusal(name)} Betroffene Zeilen: {count}.", field=name, value=samples[name])


def _says_nothing(value: Any) -> bool:
    """A dash, a question mark, "k. A.": the officer does not know either."""
    short = isinstance(value, str) and len(value) < 20
    return short and (spelled(value) in _NOTHING or not any(map(str.isalnum, value)))


def _key(draft: _Draft, shared: Counter[Any]) -> str:
    given: str | None = draft.told.get("key")
    if given:
        return given if len(given) <= _LONGEST_KEY else _slug(given)
    url: str | None = draft.told.get("url")
    title: str = draft.told.get("title", "")
    return _slug(url.split("//", 1)[1].removeprefix("www.") if url and shared[url] == 1 else title)


def _slug(text: str) -> str:
    """Readable where it is short, unique in any case."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if slug and len(slug) <= _LONGEST_KEY:
        return slug
    return f"{slug[:60]}-{hashlib.sha256(text.encode()).hexdigest()[:10]}".strip("-")
