"""`changes`: what happened to programmes, in an officer's words."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import click

from cli.app import Day
from cli.match_rows import shown_title
from cli.output import Form, emit, german, output_options
from cli.settings import BERLIN, Settings
from db import HistoryEntry, Store
from funding import Event
from funding.vocabulary import APPLICANTS, KINDS, STATUSES, label

CHANGES = {"at": "am", "kind": "was", "title": "Programm", "field": "Angabe", "old": "bisher", "new": "jetzt"}
HISTORY = {"at": "am", "field": "Angabe", "old": "bisher", "new": "jetzt"}
EVENTS = {
    "new": "neu", "changed": "geändert", "opened": "eröffnet", "reopened": "wieder offen", "closed": "geschlossen",
    "deadline_moved": "Frist verschoben", "exhausted": "ausgeschöpft", "vanished": "verschwunden", "back": "wieder da",
    "page_changed": "Seite geändert",
}  # fmt: skip
FIELDS = {
    "title": "Titel", "url": "Adresse", "language": "Sprache", "funder": "Fördergeber", "funder_level": "Ebene",
    "kinds": "Art", "summary": "Kurztext", "text": "Text", "conditions": "Voraussetzungen", "procedure": "Verfahren",
    "processing_time": "Bearbeitungsdauer", "documents": "Unterlagen", "deadlines_text": "Fristen",
    "legal_text": "Rechtsgrundlage", "status_note": "Hinweis", "source_status": "Stand der Quelle",
    "regions": "Gebiet", "applicants": "Berechtigte", "topics": "Themen", "categories": "Einordnung",
    "keywords": "Schlagwörter", "call": "Aufruf", "parents": "Programm", "partner_rule": "Partnerland",
    "stages": "Frist", "status": "Stand", "contacts": "Ansprechpunkt", "links": "Links",
    "source_changed": "Quelle der Regelkarte geändert am",
}  # fmt: skip
_WORDS = {"status": STATUSES, "kinds": KINDS, "applicants": APPLICANTS}
_CUT = 160


@click.command()
@click.option("--since", type=Day(), required=True, metavar="DATUM", help="Ab diesem Tag, z. B. 2026-11-01.")
@output_options
@click.pass_obj
def changes(settings: Settings, since: date, form: Form | None) -> int:
    """Zeigen, was sich seit einem Tag geändert hat.

    Beispiel: passgenau changes --since 2026-11-01
    """
    with settings.filled_store() as store:
        titles = {p.id: shown_title(p) for p in store.programmes(include_vanished=True)}
        events = store.events(datetime.combine(since, time(), BERLIN))
        titles |= _of_pages(store, events)
    rows = [_event_row(event, titles, form) for event in events]
    emit(
        rows if form == "json" else [_worded(row) for row in rows],
        CHANGES,
        form,
        nothing=f"Nichts Neues seit {german(since)}.",
    )
    return 0


def history_row(entry: HistoryEntry) -> dict[str, Any]:
    """A change of one field, as people read it."""
    return _worded({"at": entry.at.date(), "field": entry.field, "old": entry.old, "new": entry.new})


def _of_pages(store: Store, events: Sequence[Event]) -> dict[str, str]:
    records = (store.programme(event.programme) for event in events if event.kind == "page_changed")
    return {record.programme.id: shown_title(record.programme) for record in records if record is not None}


def _event_row(event: Event, titles: dict[str, str], form: Form | None) -> dict[str, Any]:
    return {
        "at": event.at.date().isoformat() if form else event.at.date(), "kind": event.kind,
        "programme": event.programme, "title": titles.get(event.programme, event.programme),
        "field": event.field, "old": event.old, "new": event.new,
    }  # fmt: skip


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    field = row["field"]
    words = {"old": _value(field, row["old"]), "new": _value(field, row["new"]), "field": FIELDS.get(field, field)}
    return row | words | ({"kind": EVENTS[row["kind"]]} if "kind" in row else {})


def _value(field: str | None, value: str | None) -> str | None:
    """Dates and words for codes and JSON; long texts cut, as the history keeps them whole."""
    if value is None:
        return None
    if field in {"stages", "source_changed"}:
        return _days(value)
    if field in _WORDS:
        return ", ".join(label(_WORDS[field], code) for code in value.split(", "))
    return f"{value[:_CUT]} …" if len(value) > _CUT else value


def _days(value: str) -> str:
    """`2027-03-31`, or the closing days of a list of stages in JSON."""
    try:
        stages = json.loads(value) if value.startswith("[") else [{"closes": value}]
        days = [date.fromisoformat(stage["closes"]) for stage in stages if stage.get("closes")]
    except (ValueError, TypeError, AttributeError):
        return value
    return ", ".join(german(day) for day in days) or "ohne festes Datum"
