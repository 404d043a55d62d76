"""`crawl` and `import`: programmes come in."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.output import Form, Screen, emit, output_options, say
from cli.settings import Settings, hint
from crawl.base import portal_classes
from crawl.imports import import_list
from crawl.run import CrawlOptions, CrawlProgress
from crawl.run import crawl as crawl_portal
from funding import CrawlRun, InputError, PassgenauError, Problem

COLUMNS = {
    "portal": "Portal", "outcome": "Ergebnis", "found": "gefunden", "new": "neu", "changed": "geändert",
    "vanished": "verschwunden", "problems": "Probleme", "seconds": "Sekunden",
}  # fmt: skip
OUTCOMES = {
    "ok": "in Ordnung", "suspect": "verdächtig", "blocked": "gesperrt", "failed": "gescheitert",
    "aborted": "abgebrochen", "running": "läuft",
}  # fmt: skip
_SHOWN_PROBLEMS = 20
_ABSENT = (
    "Programm aus früheren Importen steht nicht in dieser Datei; es bleibt",
    "Programme aus früheren Importen stehen nicht in dieser Datei; sie bleiben",
)


class Size(click.ParamType[tuple[int, int], Any]):
    """How many programmes a full run is expected to bring: `1500-4000`."""

    name = "MIN-MAX"

    def convert(
        self, value: str | tuple[int, int], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The two numbers, or a usage error."""
        if isinstance(value, tuple):
            return value
        low, _, high = value.partition("-")
        if not (low.isdigit() and high.isdigit() and 0 < int(low) <= int(high)):
            self.fail(f"{value!r} ist keine Spanne; erlaubt ist zum Beispiel 1500-4000", param, ctx)
        return int(low), int(high)


@click.command()
@click.argument("portals", nargs=-1, metavar="[PORTAL]…")
@click.option("--list", "list_only", is_flag=True, help="Nur die bekannten Portale nennen.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="PFAD",
    help="Statt aus dem Netz aus einer Export-Datei (ZIP) oder einem Ordner gespeicherter Seiten lesen; ein PORTAL.",
)  # fmt: skip
@click.option("--expect", type=Size(), help="Erwartete Zahl der Programme (sonst die des Portals).")
@click.option("--accept", is_flag=True, help="Einen verdächtigen Lauf gelten lassen, nachdem man ihn geprüft hat.")
@output_options
@click.pass_obj
def crawl(
    settings: Settings, portals: tuple[str, ...], list_only: bool, source: Path | None,
    expect: tuple[int, int] | None, accept: bool, form: Form | None,
) -> int:  # fmt: skip
    """Portale abrufen und die Programme speichern.

    Beispiel: passgenau crawl foerderdatenbank
    """
    known = portal_classes()
    if list_only:
        emit([{"portal": n, "title": c.title, "homepage": c.homepage} for n, c in known.items()],
             {"portal": "Portal", "title": "Titel", "homepage": "Adresse"}, form, nothing="Keine Portale.")  # fmt: skip
        return 0
    options = CrawlOptions(
        source=source, sample_server=settings.sample_server or None, expect=expect, accept=accept, now=settings.now,
        verbose=settings.verbose,
    )  # fmt: skip
    runs = crawl_all(settings, _chosen(portals, list(known), source), options)
    report(runs, form)
    return int(any(run.outcome != "ok" for run in runs))


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), metavar="DATEI")
@click.option("--portal", default="liste", metavar="NAME", help="Unter welchem Namen die Liste geführt wird.")
@output_options
@click.pass_obj
def import_(settings: Settings, file: Path, portal: str, form: Form | None) -> int:
    """Programme aus einer eigenen Liste übernehmen (JSONL, CSV, XLSX).

    Eine Liste fügt nur hinzu. Fehlt danach eine ihrer Zeilen, ist der Fehlercode 1.

    Beispiel: passgenau import landesprogramme.xlsx --portal land
    """
    if portal in portal_classes():
        raise InputError(f"{portal!r} ist ein Portal mit eigenem Abruf; für die Liste einen anderen --portal wählen.")
    with settings.store() as store:
        done = import_list(store, file, portal, settings.now)
    show_problems(done.problems)
    texts = [problem.message for problem in done.problems]
    emit([row_of(done.run, form) | {"lost": done.lost, "problem_texts": texts}], COLUMNS, form, nothing="")
    explain([done.run], form)
    if done.lost:
        say(f"{_counted(done.lost, 'Zeile fehlt', 'Zeilen fehlen')}: nicht lesbar oder doppelt.")
    if done.absent and done.run.outcome == "ok":
        say(f"{_counted(done.absent, *_ABSENT)} gespeichert.")
    return int(done.run.outcome != "ok" or done.lost > 0)


def crawl_all(settings: Settings, portals: list[str], options: CrawlOptions, *, at_once: int = 1) -> list[CrawlRun]:
    """`at_once` portals at a time, in processes of their own, with a progress bar where somebody watches."""
    if settings.contact:
        os.environ["PASSGENAU_CONTACT"] = settings.contact  # read by crawl.settings in the crawl's own process
    with _bar() as show:
        if at_once > 1:
            with ThreadPoolExecutor(at_once) as pool:
                return list(pool.map(lambda name: _one_of_many(name, settings, options, show(name)), portals))
        if len(portals) == 1:
            return [crawl_portal(portals[0], db=settings.db, options=options, progress=show(portals[0]))]
        return [_one_of_many(portal, settings, options, show(portal)) for portal in portals]


def _one_of_many(
    portal: str, settings: Settings, options: CrawlOptions, progress: Callable[[CrawlProgress], None]
) -> CrawlRun:
    """A portal that cannot even begin (its lock is held) must not keep the others from being read."""
    try:
        return crawl_portal(portal, db=settings.db, options=options, progress=progress)
    except PassgenauError as error:
        return CrawlRun(id=0, portal=portal, started=settings.now, outcome="failed", reason=str(error))


def report(runs: list[CrawlRun], form: Form | None) -> None:
    """One line per portal, then the reason of everything that was not in order."""
    emit([row_of(run, form) for run in runs], COLUMNS, form, nothing="Kein Portal abgerufen.")
    explain(runs, form)


def explain(runs: list[CrawlRun], form: Form | None) -> None:
    """The reason of what was not in order, and where the problems are."""
    for run in runs:
        if run.reason and form is None:
            say(f"{run.portal}: {run.reason}")
        if run.problems and form is None:
            noun = "Problem" if run.problems == 1 else "Probleme"
            say(f"{run.portal}: {run.problems} {noun}, zu lesen mit `passgenau runs problems {run.id}`.")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def show_problems(problems: Sequence[Problem]) -> None:
    """The first problems of a list, each with its place and value."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        say(f"Problem: {problem.message}")
    if len(problems) > _SHOWN_PROBLEMS:
        say(f"… und {len(problems) - _SHOWN_PROBLEMS} weitere Probleme.")


def _chosen(portals: tuple[str, ...], known: list[str], source: Path | None) -> list[str]:
    for name in portals:
        if name not in known:
            raise InputError(f"Kein Portal {name!r}.{hint(name, known)} Alle nennt `passgenau crawl --list`.")
    if source is None or len(known) == 1:
        portals = tuple(dict.fromkeys(portals)) or tuple(known)
    if source is None:
        return list(portals)
    if len(portals) != 1:
        raise InputError("--from braucht genau ein Portal, z. B. `passgenau crawl foerderdatenbank --from export.zip`.")
    if not source.exists():
        raise InputError(f"--from: {source} gibt es nicht.")
    return list(portals)


def row_of(run: CrawlRun, form: Form | None) -> dict[str, Any]:
    """A run as JSON has it, or (without a form) as people read it."""
    seconds = None if run.seconds is None else round(run.seconds, 1)
    outcome = run.outcome if form else OUTCOMES[run.outcome]
    return {
        "portal": run.portal, "outcome": outcome, "found": run.found, "new": run.new, "changed": run.changed,
        "vanished": run.vanished, "problems": run.problems, "seconds": seconds, "reason": run.reason,
        "started": run.started.isoformat(), "run": run.id,
    }  # fmt: skip


@contextmanager
def _bar() -> Iterator[Callable[[str], Callable[[CrawlProgress], None]]]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Screen(stderr=True), transient=True) as bar:

        def show(portal: str) -> Callable[[CrawlProgress], None]:
            task = bar.add_task(portal, total=None)

            def update(step: CrawlProgress) -> None:
                bar.update(task, completed=step.found, total=step.total, description=f"{portal}: {step.doing}")

            return update

        yield show
