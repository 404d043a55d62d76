"""`match` and `matches`: what fits which project."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

import matcher
from cli.finding import checked_cities, find_project
from cli.match_rows import COLUMNS, SHOWN, city_rows, in_words, readable, shown_title
from cli.output import Form, emit, output_options, say
from cli.settings import Settings
from db import Store
from funding import CityProfile, Programme, Project, Verdict
from schedule import answers, jobs

SUMMARY = {"project": "Projekt", "fitting": "passend", "best_score": "Punkte", "best": "bestes Programm"}


@click.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@output_options
@click.pass_obj
def match(settings: Settings, city: str | None, form: Form | None) -> int:
    """Alle Projekte mit allen Programmen abgleichen und das Ergebnis speichern.

    Beispiel: passgenau match --city greifswald
    """
    with settings.filled_store() as store:
        cities = checked_cities(settings, store, city)
        if not jobs.model_name():
            say(matcher.NOTICE[0])
        list(jobs.match_all(store, cities, settings.day, settings.now, anew=True))
        known = {programme.id: programme for programme in store.programmes()}
        rows = [_summary(store, p, project, known, settings.day) for p in cities for project in p.projects]
    emit(rows, SUMMARY, form, nothing="Keine Projekte in den Profilen.")
    return 0


@click.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@click.option("--project", metavar="PROJEKT", help="Nur dieses Projekt (projekt oder stadt/projekt).")
@click.option(
    "--min-score",
    type=click.IntRange(0, 100),
    metavar="0…100",
    help="Nur ab so vielen Punkten (Vorgabe: wie in der Übersicht).",
)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=10, show_default=True, help="Höchstens so viele je Projekt."
)
@click.option("--all", "everything", is_flag=True, help="Auch Geschlossenes und Ausgeschlossenes, mit dem Grund.")
@output_options
@click.pass_obj
def matches(
    settings: Settings, city: str | None, project: str | None, min_score: int, limit: int,
    everything: bool, form: Form | None,
) -> int:  # fmt: skip
    """Die am besten passenden Programme je Projekt zeigen.

    Beispiel: passgenau matches --city greifswald --min-score 40
    """
    least = jobs.THRESHOLD if min_score is None and not everything else min_score or 0
    with settings.filled_store() as store:
        cities = checked_cities(settings, store, city)
        wanted = None if project is None else _full_name(cities, project)
        list(jobs.match_all(store, cities, settings.day, settings.now))
        known = {programme.id: programme for programme in store.programmes()}
        if not known:
            say("Noch sind keine Programme gespeichert; `passgenau crawl` oder `passgenau import` bringt sie.")
        rows = [
            row
            for profile in cities
            for row in city_rows(store, profile, known, settings.day, everything=everything, limit=limit, least=least)
            if wanted in {None, row["project"]}
        ]
    if form:
        shown = rows if form == "json" else [in_words(row) for row in rows]
        emit(shown, COLUMNS | {"why_not": "Grund"} if everything else COLUMNS, form, nothing="")
    else:
        names = [p.project_id(x) for p in cities for x in p.projects if wanted in {None, p.project_id(x)}]
        _print_matches(names, rows, least, everything=everything)
    return 0


def _full_name(cities: tuple[CityProfile, ...], name: str) -> str:
    profile, project = find_project(cities, name)
    return profile.project_id(project)


def _print_matches(names: list[str], rows: list[dict[str, Any]], least: int, *, everything: bool) -> None:
    columns = SHOWN | {"why_not": "Grund"} if everything else SHOWN
    if not names:
        click.echo("In den Profilen stehen keine Projekte.")
    for name in names:
        click.echo(name)
        mine = [readable(row) for row in rows if row["project"] == name]
        emit(mine, columns, None, nothing=f"  nichts Passendes ab {least} Punkten (--min-score 0 zeigt mehr)\n")


def _summary(
    store: Store, profile: CityProfile, project: Project, known: Mapping[str, Programme], today: date
) -> dict[str, Any]:
    found = answers.by_project(store, profile, today)[project.slug]
    fitting = [m for m in found if m.eligibility != Verdict.NO and m.score >= jobs.THRESHOLD]
    best = fitting[0] if fitting else None
    return {
        "project": profile.project_id(project), "fitting": len(fitting),
        "best_score": None if best is None else round(best.score),
        "best": None if best is None else shown_title(known[best.programme]),
    }  # fmt: skip
