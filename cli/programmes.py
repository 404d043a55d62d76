"""`programmes` and `changes`: what is known and what happened."""

from datetime import UTC, date, datetime, time
from typing import Any

import click
from rich.text import Text

from cli.app import Day
from cli.facts_shown import read_facts
from cli.finding import find_programme
from cli.match_rows import short, shown_title
from cli.output import Form, console, emit, euros, german, output_options
from cli.settings import Settings
from funding import Event, Programme, next_gate, status
from funding.text import repair_lost_characters
from funding.vocabulary import APPLICANTS, KINDS, STAGES, STATUSES, label

COLUMNS = {
    "status": "Stand", "next_gate": "nächste Frist", "title": "Programm und Kennung", "regions": "Gebiet",
}  # fmt: skip
HITS = {"title": "Programm und Kennung", "snippet": "Fundstelle"}
IDS = {"programme": "Kennung"}
CHANGES = {"at": "am", "kind": "was", "title": "Programm", "field": "Angabe", "old": "bisher", "new": "jetzt"}
EVENTS = {
    "new": "neu", "changed": "geändert", "opened": "eröffnet", "reopened": "wieder offen", "closed": "geschlossen",
    "deadline_moved": "Frist verschoben", "exhausted": "ausgeschöpft", "vanished": "verschwunden", "back": "wieder da",
}  # fmt: skip
_CUT = 160


@click.group(invoke_without_command=True)
@click.pass_context
def programmes(ctx: click.Context) -> None:
    """Gespeicherte Programme auflisten, durchsuchen, zeigen.

    Beispiel: passgenau programmes search Radverkehr
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@programmes.command(name="list")
@click.option("--portal", metavar="NAME", help="Nur aus diesem Portal.")
@click.option("--status", "wanted", type=click.Choice(list(STATUSES)), help="Nur mit diesem Stand.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="Höchstens so viele.")
@output_options
@click.pass_obj
def list_(
    settings: Settings, portal: str | None = None, wanted: str | None = None, limit: int = 50, form: Form | None = None
) -> int:
    """Programme auflisten.

    Beispiel: passgenau programmes list --status open --limit 20
    """
    with settings.filled_store() as store:
        rows = [_row(programme, settings.day) for programme in store.programmes(portal=portal)]
    chosen = [row for row in rows if wanted in {None, row["status"]}]
    emit(
        chosen[:limit] if form else [_readable(row) for row in chosen[:limit]],
        COLUMNS | IDS if form else COLUMNS,
        form,
        nothing="Keine Programme.",
    )
    if form is None and len(chosen) > limit:
        click.echo(f"… und {len(chosen) - limit} weitere (--limit {len(chosen)} zeigt alle).")
    return 0


@programmes.command()
@click.argument("words", nargs=-1, required=True, metavar="WORT…")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Höchstens so viele.")
@output_options
@click.pass_obj
def search(settings: Settings, words: tuple[str, ...], limit: int, form: Form | None) -> int:
    """Im Volltext suchen; Umlaute, Groß- und Kleinschreibung und Wortteile sind gleich.

    Beispiel: passgenau programmes search Radweg Brücke
    """
    with settings.filled_store() as store:
        hits = store.search(" ".join(words), limit=limit)
    rows = [
        {"title": hit.title if form else f"{hit.title}\n{short(hit.id)}", "snippet": hit.snippet, "programme": hit.id}
        for hit in hits
    ]
    emit(rows, HITS | IDS if form else HITS, form, nothing=f"Nichts gefunden zu {' '.join(words)!r}.")
    return 0


@programmes.command()
@click.argument("programme", metavar="KENNUNG")
@click.option("--history", is_flag=True, help="Auch zeigen, was sich wann geändert hat.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben.")
@click.pass_obj
def show(settings: Settings, programme: str, history: bool, as_json: bool) -> int:
    """Ein Programm mit allem zeigen, was von ihm bekannt ist.

    Beispiel: passgenau programmes show stadtgruen-kommunen --history
    """
    from pydantic_core import to_jsonable_python

    with settings.filled_store() as store:
        found = find_programme(store, programme)
        record = store.programme(found.id)
        changed = store.history(found.id) if history else []
    if as_json:
        seen = None if record is None else {"first_seen": record.first_seen, "last_seen": record.last_seen}
        whole = to_jsonable_python({"programme": found, "seen": seen, "history": changed})
        emit([whole], {}, "json", nothing="")
        return 0
    _print(found, settings.day)
    emit([_history_row(entry) for entry in changed], {"at": "am", "field": "Angabe", "old": "bisher", "new": "jetzt"},
         None, nothing="Keine Änderung bekannt." if history else "")  # fmt: skip
    return 0


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
        events = store.events(datetime.combine(since, time(), UTC))
    rows = [_event_row(event, titles, form) for event in events]
    emit(rows if form else [_cut(row) for row in rows], CHANGES, form, nothing=f"Nichts Neues seit {german(since)}.")
    return 0


def _event_row(event: Event, titles: dict[str, str], form: Form | None) -> dict[str, Any]:
    return {
        "at": event.at.date().isoformat() if form else event.at.date(),
        "kind": event.kind if form else EVENTS[event.kind],
        "programme": event.programme, "title": titles.get(event.programme, event.programme),
        "field": event.field, "old": event.old, "new": event.new,
    }  # fmt: skip


def _row(programme: Programme, today: date) -> dict[str, Any]:
    gate = next_gate(programme.stages, today)
    return {
        "programme": programme.id, "title": shown_title(programme), "url": programme.url,
        "status": str(status(programme, today)), "next_gate": None if gate is None else gate.day.isoformat(),
        "regions": programme.regions, "applicants": programme.applicants, "funder": programme.funder,
    }  # fmt: skip


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    day = row["next_gate"]
    gate = german(None if day is None else date.fromisoformat(day))
    return row | {
        "status": label(STATUSES, row["status"]),
        "next_gate": gate,
        "title": f"{row['title']}\n{short(row['programme'])}",
    }


def _cut(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: f"{value[:_CUT]} …" if isinstance(value, str) and len(value) > _CUT else value
        for key, value in row.items()
    }


def _history_row(entry: Any) -> dict[str, Any]:
    return _cut({"at": entry.at.date(), "field": entry.field, "old": entry.old, "new": entry.new})


def _print(programme: Programme, today: date) -> None:
    out = console()
    out.print(Text(shown_title(programme), style="bold"))
    for name, value in _facts(programme, today):
        if value:
            out.print(f"{name + ':':18} {value}")
    for line in read_facts(programme):
        out.print(line)
    for heading, text in (
        ("Kurztext", programme.summary),
        ("Fristen", programme.deadlines_text),
        ("Text", programme.text),
    ):
        if text:
            out.print(f"\n{heading}\n{repair_lost_characters(text) if programme.lossy else text}")
    out.print(f"\n{programme.attribution or ''}", style="dim")


def _facts(programme: Programme, today: date) -> list[tuple[str, str | None]]:
    rate, most = programme.rate_max, programme.amount_max
    return [
        ("Kennung", programme.id),
        ("Adresse", programme.url),
        ("Fördergeber", programme.funder),
        ("Art", ", ".join(label(KINDS, kind) for kind in programme.kinds)),
        ("Stand", label(STATUSES, status(programme, today))),
        ("Hinweis", programme.status_note),
        ("nächste Frist", _gate_words(programme, today)),
        ("Gebiet", ", ".join(programme.regions or ())),
        ("Berechtigte", ", ".join(label(APPLICANTS, code) for code in programme.applicants or ())),
        ("Themen", ", ".join(programme.topics)),
        ("Förderquote", None if rate is None else f"bis zu {rate:g} %"),
        ("Höchstbetrag", None if most is None else euros(most)),
        ("Ansprechpunkt", "; ".join(contact.name for contact in programme.contacts)),
    ]


def _gate_words(programme: Programme, today: date) -> str | None:
    gate = next_gate(programme.stages, today)
    if gate is None:
        return None
    words = f", gelesen aus: „{gate.quote}“" if gate.quote else ""
    return f"{label(STAGES, gate.stage)} bis {german(gate.day)}{words}"
