"""An officer's own list of programmes (JSONL, CSV, XLSX): about a third of the Länder's programmes are in no portal.

Nothing is dropped in silence and nothing guessed: an unknown column, label, number or date is a Problem with its line
and value, and the rest of the list goes on.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from crawl import lists_dates as dates
from crawl import lists_numbers as numbers
from crawl import lists_values as values
from crawl.lists_columns import fields_of, refusal
from crawl.lists_faults import Fault, StrangeError, quoted
from crawl.lists_files import Row, load
from crawl.lists_keys import Keys
from crawl.lists_tables import Unsaved
from crawl.lists_words import spelled
from funding import InputError, Problem, Programme, Stage
from funding.text import fold, squash

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
_SAVE_FIRST = "in Excel öffnen, speichern und noch einmal importieren"
_PORTAL = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(kw_only=True, slots=True)
class _Draft:
    """A row on its way to a programme: the fields that could be read."""

    line: int
    told: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)

    def lose(self, message: str, name: str, value: str | None = None) -> None:
        """Note why the row is missing."""
        self.faults.append(Fault(message=message, line=self.line, field=name, value=value, lost=True))


class Listed(NamedTuple):
    """What a list holds: its programmes, what could not be taken, and how many rows are missing altogether."""

    programmes: list[Programme]
    problems: list[Problem]
    lost: int


def read(path: Path, portal: str, stored: Mapping[str, Programme] | None = None) -> Listed:
    """The programmes of a list under the portal's name. `stored`: what an earlier list brought, by key.

    Raises InputError where the file is no list at all. A row without a title is left out (a Problem); of two rows with
    one key the first counts.
    """
    if not _PORTAL.fullmatch(portal):
        raise InputError(f"„{portal}“ ist kein Portalname. Erlaubt sind Kleinbuchstaben, Ziffern, - und _.")
    sheet = load(path)
    drafts = [_draft(row) for row in sheet.rows]
    faults = [*sheet.faults, *_unused_columns(sheet.rows)]
    problems = [fault.problem(portal) for fault in faults]
    keys = Keys((draft.told for draft in drafts), stored or {})
    first: dict[str, _Draft] = {}
    for draft in drafts:
        key = keys.of(draft.told)
        if "title" not in draft.told:
            draft.lose("kein Titel; die Zeile fehlt.", "title")
        elif key in first:
            draft.lose(_twin(draft, first[key], key), "key", key)
        else:
            first[key] = draft
        problems += [fault.problem(portal, key) for fault in draft.faults]
        faults += draft.faults
    programmes = [Programme(portal=portal, **(draft.told | {"key": key})) for key, draft in first.items()]
    return Listed(programmes, problems, sum(fault.lost for fault in faults))


def _twin(draft: _Draft, first: _Draft, key: str) -> str:
    same = fold(draft.told["title"]) == fold(first.told["title"])
    which = "steht schon in" if same else f"hat denselben Schlüssel {quoted(key)} wie"
    return f"{which} Zeile {first.line}; nur die erste zählt."


def _draft(row: Row) -> _Draft:
    draft = _Draft(line=row.line, told={})
    for name, field_name in fields_of(row.cells).items():
        if not _says_nothing(row.cells[name]):
            _take(draft, field_name, name, row.cells[name])
    _set_stages(draft)
    draft.told = {name: value for name, value in draft.told.items() if value not in (None, "", ())}
    return draft


def _take(draft: _Draft, name: str, column: str, value: Any) -> None:
    if isinstance(value, Unsaved):
        message = f"Zelle {value.place}: Formel ohne gespeicherten Wert; {_SAVE_FIRST}"
        draft.faults.append(Fault(message=message, field=name, value=value))
        return
    try:
        draft.told[name] = _PARSERS[name](value)
    except StrangeError as strange:
        draft.faults += [
            Fault(message=_told(column, message, part), line=draft.line, field=name, value=part)
            for message, part in strange.faults
        ]
        draft.told[name] = strange.kept


def _told(column: str, message: str, value: Any) -> str:
    """With the value in it, so that the officer finds the cell again."""
    return message if "„" in message else f"{squash(column)[:60]} {quoted(value)} {message}"


def _set_stages(draft: _Draft) -> None:
    told: dates.Deadline = draft.told.pop("deadline", None) or dates.Deadline()
    modes = (*(["fixed"] if told.stages else []), *(["rolling"] if told.rolling else []))
    stages = _opened(draft, told.stages, draft.told.pop("opens", None))
    draft.told |= {"stages": stages, "modes": modes, "deadlines_text": told.prose}


def _opened(draft: _Draft, stages: tuple[Stage, ...], start: Stage | None) -> tuple[Stage, ...]:
    if start is None or start.opens is None:
        return stages
    if any(stage.closes is not None and stage.closes < start.opens for stage in stages):
        message = f"Beginn {quoted(start.quote)} liegt nach der Frist; nicht übernommen"
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
