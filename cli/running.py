"""`runs`: what past crawls found, could not read, and got as raw pages."""

from pathlib import Path

import click

from cli.crawling import COLUMNS, row_of
from cli.output import Form, emit, output_options
from cli.settings import Settings
from crawl.replay import replay
from db import Store
from funding import CrawlRun, InputError

SHOWN = {"run": "Lauf", "day": "am"} | COLUMNS
PROBLEMS = {"message": "Problem", "key": "Programm", "field": "Angabe", "value": "Wert"}


@click.group(invoke_without_command=True)
@click.pass_context
def runs(ctx: click.Context) -> None:
    """Vergangene Abrufe: was sie fanden und was sie nicht lesen konnten.

    Beispiel: passgenau runs problems 17
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@runs.command(name="list")
@click.option("--portal", metavar="NAME", help="Nur von diesem Portal.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Höchstens so viele.")
@output_options
@click.pass_obj
def list_(settings: Settings, portal: str | None = None, limit: int = 20, form: Form | None = None) -> int:
    """Die letzten Abrufe nennen, den neuesten zuerst.

    Beispiel: passgenau runs list --portal foerderdatenbank
    """
    with settings.filled_store() as store:
        found = store.runs(portal, limit=limit)
    rows = [row_of(run, form) | {"day": run.started.date()} for run in found]
    emit(rows, SHOWN | {"reason": "Grund"}, form, nothing="Noch kein Abruf.")
    return 0


@runs.command()
@click.argument("run", type=int, metavar="LAUF")
@output_options
@click.pass_obj
def problems(settings: Settings, run: int, form: Form | None) -> int:
    """Zeigen, was ein Abruf nicht lesen konnte, mit dem Wert.

    Beispiel: passgenau runs problems 17
    """
    with settings.filled_store() as store:
        _known(store, run)
        found = store.problems(run)
    rows = [{"message": p.message, "key": p.key, "field": p.field, "value": p.value} for p in found]
    emit(rows, PROBLEMS, form, nothing=f"Lauf {run} konnte alles lesen.")
    return 0


@runs.command()
@click.argument("run", type=int, metavar="LAUF")
@click.argument("target", type=click.Path(path_type=Path), metavar="ZIEL")
@click.pass_obj
def raw(settings: Settings, run: int, target: Path) -> int:
    """Die aufbewahrten Seiten eines Abrufs schreiben, als Ordner oder (mit .zip am Ende) als ZIP.

    Was geschrieben ist, liest `passgenau crawl PORTAL --from ZIEL` noch einmal, ohne Netz.

    Beispiel: passgenau runs raw 17 lauf17.zip
    """
    with settings.filled_store() as store:
        _known(store, run)
        count = replay(store, run, target)
    click.echo(f"{count} Dateien in {target}")
    return 0


def _known(store: Store, number: int) -> CrawlRun:
    for run in store.runs(limit=1_000_000):
        if run.id == number:
            return run
    raise InputError(f"Einen Lauf {number} gibt es nicht. Alle nennt `passgenau runs`.")
