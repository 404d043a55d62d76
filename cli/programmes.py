"""`programmes`: what is known, listed and searched."""

from datetime import date
from typing import Any

import click

from cli.match_rows import short, shown_title
from cli.output import Form, emit, german, output_options
from cli.settings import Settings, hint
from cli.showing import show
from cli.twins import apart, twins
from funding import InputError, Programme, next_gate, status
from funding.cards import caution
from funding.text import fold
from funding.vocabulary import STATUSES, label

COLUMNS = {
    "status": "Stand", "next_gate": "nächste Frist", "title": "Programm und Kennung", "regions": "Gebiet",
}  # fmt: skip
HITS = {"title": "Programm und Kennung", "snippet": "Fundstelle"}
IDS = {"programme": "Kennung", "caution": "Vorsicht"}


class StatusWord(click.ParamType[str, Any]):
    """A status as the tables show it (`offen`) or as JSON does (`open`)."""

    name = "STAND"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or a usage error that names all words."""
        for code, (german_word, _) in STATUSES.items():
            if fold(value) in {code, fold(german_word)}:
                return code
        words = ", ".join(f"„{word}“" for word, _ in STATUSES.values())
        raise click.BadParameter(f"{value!r} ist kein Stand; erlaubt: {words}", ctx, param)


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
@click.option("--status", "wanted", type=StatusWord(), help="Nur mit diesem Stand, z. B. offen.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="Höchstens so viele.")
@output_options
@click.pass_obj
def list_(
    settings: Settings, portal: str | None = None, wanted: str | None = None, limit: int = 50, form: Form | None = None
) -> int:
    """Programme auflisten.

    Beispiel: passgenau programmes list --status offen --limit 20
    """
    with settings.filled_store() as store:
        if portal is not None and portal not in store.portals():
            raise InputError(f"Aus einem Portal {portal!r} ist nichts gespeichert.{hint(portal, store.portals())}")
        rows = [_row(programme, settings.day) for programme in store.programmes(portal=portal)]
    chosen = [row for row in rows if wanted in {None, row["status"]}]
    shown = _readable if form is None else _in_words if form == "csv" else dict
    columns = COLUMNS | IDS if form else COLUMNS
    emit([shown(row) for row in chosen[:limit]], columns, form, nothing="Keine Programme.")
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


programmes.add_command(show)
programmes.add_command(twins)
programmes.add_command(apart)


def _row(programme: Programme, today: date) -> dict[str, Any]:
    gate = next_gate(programme.stages, today)
    return {
        "programme": programme.id, "title": shown_title(programme), "url": programme.url,
        "status": str(status(programme, today)), "next_gate": None if gate is None else gate.day.isoformat(),
        "regions": programme.regions, "applicants": programme.applicants, "funder": programme.funder,
        "caution": caution(programme, today),
    }  # fmt: skip


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"status": label(STATUSES, row["status"])}


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    day = row["next_gate"]
    gate = german(None if day is None else date.fromisoformat(day))
    return _in_words(row) | {
        "next_gate": gate,
        "title": "\n".join(filter(None, (row["title"], short(row["programme"]), row["caution"]))),
    }
