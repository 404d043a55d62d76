"""`demo`: the whole way on sample portals, offline."""

import os
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click
from rich.console import Console

import demo as sample
import profiles as samples
from cli.crawling import crawl_all, report
from cli.digests import write
from cli.match_rows import city_rows, readable
from cli.output import Screen, german
from cli.settings import Settings
from crawl.base import portal_classes
from crawl.run import CrawlOptions
from db import Store
from demo.server import SamplePortals
from funding import CityProfile, CrawlRun, Verdict
from profiles import load
from schedule import jobs, keeping

_AT_ONCE = 3  # portals: most of a small crawl is the start of its process
_BEST = 2  # matches shown of each project
_PAGES = 5  # digests named
_WHOLE = 3  # cities shown with all their projects
_SIZE = (1, 500)  # sample portals are small


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("passgenau-demo"), metavar="ORDNER",
    show_default=True, help="Wohin Datenbank und Übersichten geschrieben werden.",
)  # fmt: skip
@click.pass_obj
def demo(settings: Settings, out: Path) -> int:
    """Alles einmal zeigen, mit Beispiel-Portalen auf diesem Rechner.

    Abrufen, acht Städte abgleichen, Übersichten schreiben; ohne Netz.

    Beispiel: passgenau demo
    """
    screen = Screen()
    settings = replace(
        settings, db=out / "demo.sqlite", profiles=Path(samples.__file__).parent, today=settings.today or sample.TODAY
    )
    began = datetime.combine(settings.day, time(6), UTC)
    screen.print(f"passgenau-Demo: erfundene Texte über wirkliche Programme, heute ist der {german(settings.day)}.\n")
    runs = _crawl(screen, settings, began)
    if any(run.outcome != "ok" for run in runs):
        return 1
    with settings.store() as store:
        _match(screen, store, settings, began)
        written = _digests(screen, store, settings)
        example = _example(store, settings)
    _next(screen, settings, out, written, example)
    return 0


def _crawl(screen: Console, settings: Settings, now: datetime) -> list[CrawlRun]:
    screen.print("1. Portale abrufen (Beispiel-Server auf diesem Rechner)")
    with SamplePortals() as portals:
        options = CrawlOptions(sample_server=portals.url, expect=_SIZE, now=now, verbose=settings.verbose)
        runs = crawl_all(settings, list(portal_classes()), options, at_once=_AT_ONCE)
    report(runs, None)
    news = sum(run.new + run.changed for run in runs)
    screen.print(f"   Neu oder geändert seit dem letzten Lauf: {news or 'nichts'}\n")
    return runs


def _match(screen: Console, store: Store, settings: Settings, now: datetime) -> None:
    cities = _in_order(keeping.keep(store, load(settings.profiles), now).profiles)
    screen.print(f"2. Was passt zu den Projekten der {len(cities)} Städte? Drei davon ganz:")
    with screen.status("Abgleich …"):
        list(jobs.match_all(store, cities, settings.day, now))
    known = {programme.id: programme for programme in store.programmes()}
    rows = {
        p.city.slug: list(city_rows(store, p, known, settings.day, limit=_BEST, least=jobs.THRESHOLD)) for p in cities
    }
    for profile in cities[:_WHOLE]:
        _show_city(screen, profile, rows[profile.city.slug])
    screen.print("\nDie anderen Städte, mit ihrem besten Treffer:")
    for profile in cities[_WHOLE:]:
        _show_briefly(screen, profile, rows[profile.city.slug])


def _in_order(cities: tuple[CityProfile, ...]) -> tuple[CityProfile, ...]:
    """A large, a middling and a small city first: those are shown whole."""
    ranked = sorted(cities, key=lambda profile: -profile.city.population)
    first = ranked[0], ranked[len(ranked) // 2], ranked[-1]
    return *first, *(profile for profile in cities if profile not in first)


def _headline(profile: CityProfile) -> str:
    people = f"{profile.city.population:,}".replace(",", ".")
    return f"{profile.city.name} ({people} Einwohner, {profile.city.land})"


def _show_briefly(screen: Console, profile: CityProfile, rows: list[dict[str, Any]]) -> None:
    best = max(rows, key=lambda row: row["score"], default=None)
    told = "nichts Passendes" if best is None else f"{best['score']:.0f}  {best['title']}"
    screen.print(f"  {_headline(profile)}")
    screen.print(f"    {told}", no_wrap=True, overflow="ellipsis")


def _show_city(screen: Console, profile: CityProfile, rows: list[dict[str, Any]]) -> None:
    screen.print(f"\n{_headline(profile)}", style="bold")
    for project in profile.projects:
        screen.print(f"  {project.title}")
        mine = [row for row in rows if row["project"] == profile.project_id(project)]
        for row in mine:
            _show_match(screen, row)
        if not mine:
            screen.print("    nichts Passendes – auch das ist eine Antwort", style="dim")


def _show_match(screen: Console, row: dict[str, Any]) -> None:
    shown = readable(row)
    gate = "" if row["next_gate"] is None else f", Frist {shown['next_gate']}"
    share = "" if row["own_share_eur"] is None else f", Eigenanteil {shown['own_share_eur']}"
    screen.print(f"    {shown['score']:3}  {row['title']}")
    screen.print(f"         {shown['status']}{gate}{share}")
    reasons = sorted((e for e in row["evidence"] if e["verdict"] == Verdict.YES), key=lambda e: -e["weight"])
    for evidence in reasons[:2]:
        screen.print(f"         + {evidence['sentence']}", style="dim")


def _digests(screen: Console, store: Store, settings: Settings) -> list[Path]:
    screen.print("\n3. Übersichten für die Zuständigen")
    known = {programme.id: programme for programme in store.programmes()}
    written: list[Path] = []
    for profile in _in_order(load(settings.profiles).profiles):
        for recipient in profile.recipients:
            made = jobs.digest_for(store, profile, recipient, known, settings.day)
            written += write(settings.db.parent, profile, recipient, made, settings)
    pages = [path for path in written if path.suffix == ".html"]
    for page in pages[:_PAGES]:
        endings = [path.suffix for path in written if path.stem == page.stem]
        screen.print(f"   {page.with_suffix('')} {' '.join(endings)}")
    screen.print(f"   … und {len(pages) - _PAGES} weitere in {settings.db.parent}")
    return written


def _example(store: Store, settings: Settings) -> str:
    """Project and programme of the best match: the words that `explain` takes."""
    known = {programme.id: programme for programme in store.programmes()}
    rows = (row for p in load(settings.profiles).profiles for row in city_rows(store, p, known, settings.day, limit=1))
    best = max(rows, key=lambda row: row["score"])
    return f"{best['project']} {best['programme'].rpartition('/')[2]}"


def _next(screen: Console, settings: Settings, out: Path, written: list[Path], example: str) -> None:
    page = next((path for path in written if path.suffix == ".html"), out)
    profile = _in_order(load(settings.profiles).profiles)[0]
    here = Path("profiles").resolve() == settings.profiles.resolve()
    where = "" if here else f" PASSGENAU_PROFILES={settings.profiles}"
    call = "uv run passgenau" if "UV" in os.environ else "passgenau"
    screen.print("\nWie weiter? Eine Übersicht im Browser öffnen, zum Beispiel")
    screen.print(f"  {page}")
    screen.print("oder weiter mit der Demo arbeiten:")
    for line in (
        f"export PASSGENAU_DB={settings.db} PASSGENAU_TODAY={settings.day}{where}",
        f"{call} matches --city {profile.city.slug}         # mehr Treffer",
        f"{call} explain {example}   # einen Treffer begründen",
        f"{call} programmes search Radverkehr       # im Volltext suchen",
    ):
        screen.print(f"  {line}")
    screen.print("Die eigene Stadt: eine Datei in profiles/ nach dem Muster der Beispiele (docs/profiles.md).")
    screen.print(f"Echte Portale: {call} crawl (in einem neuen Terminal, ohne diese Variablen).")
