"""`demo`: the whole way on sample portals, offline."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import click
from crawl.run import CrawlOptions
from rich.console import Console

import demo as sample
import profiles as samples
from cli.crawling import crawl_all, report
from cli.digests import write
from cli.matching import city_rows
from cli.output import console, euros, german
from cli.settings import Settings
from crawl.base import portal_classes
from db import Store
from demo.server import SamplePortals
from funding import CityProfile, CrawlRun, Verdict
from funding.vocabulary import STATUSES, label
from profiles import load
from schedule import jobs

_BEST = 3
_NEWS = {"new", "opened", "reopened", "back"}


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("passgenau-demo"), metavar="ORDNER",
    show_default=True, help="Wohin Datenbank und Übersichten geschrieben werden.",
)  # fmt: skip
@click.pass_obj
def demo(settings: Settings, out: Path) -> int:
    """Alles einmal zeigen: Beispiel-Portale abrufen, drei Städte abgleichen, Übersichten schreiben.

    Beispiel: passgenau demo
    """
    screen = console()
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
        written = _digests(screen, store, settings, {run.id for run in runs})
    _next(screen, settings, out, written)
    return 0


def _crawl(screen: Console, settings: Settings, now: datetime) -> list[CrawlRun]:
    screen.print("1. Portale abrufen (Beispiel-Server auf diesem Rechner)")
    with SamplePortals() as portals:
        size = (len(portals.content) // 2, len(portals.content) * 2)
        options = CrawlOptions(sample_server=portals.url, expect=size, now=now, verbose=settings.verbose)
        runs = crawl_all(settings, list(portal_classes()), options)
    report(runs, None)
    news = sum(run.new + run.changed for run in runs)
    screen.print(f"   Neu oder geändert seit dem letzten Lauf: {news or 'nichts'}\n")
    return runs


def _match(screen: Console, store: Store, settings: Settings, now: datetime) -> None:
    screen.print("2. Was passt zu den Projekten der drei Städte?")
    cities = load(settings.profiles).profiles
    with screen.status("Abgleich …"):
        list(jobs.match_all(store, cities, settings.day, now))
    for profile in cities:
        _show_city(screen, store, profile, settings)


def _show_city(screen: Console, store: Store, profile: CityProfile, settings: Settings) -> None:
    known = {programme.id: programme for programme in store.programmes()}
    rows = list(city_rows(store, profile, known, settings.day, limit=_BEST, least=jobs.THRESHOLD))
    screen.print(
        f"\n{profile.city.name} ({profile.city.population:,} Einwohner, {profile.city.land})".replace(",", ".", 1)
    )
    for project in profile.projects:
        screen.print(f"  {project.title}")
        mine = [row for row in rows if row["project"] == profile.project_id(project)]
        for row in mine:
            gate = (
                "" if row["next_gate"] is None else f", Frist {german(datetime.fromisoformat(row['next_gate']).date())}"
            )
            share = "" if row["own_share_eur"] is None else f", Eigenanteil {euros(row['own_share_eur'])}"
            screen.print(f"    {row['score']:3.0f}  {row['title']}")
            screen.print(f"         {label(STATUSES, row['status'])}{gate}{share}")
            for evidence in [e for e in row["evidence"] if e["verdict"] == Verdict.YES][:2]:
                screen.print(f"         + {evidence['sentence']}", style="dim")
        if not mine:
            screen.print("    nichts Passendes – auch das ist eine Antwort", style="dim")


def _digests(screen: Console, store: Store, settings: Settings, runs: set[int]) -> list[Path]:
    screen.print("\n3. Übersichten für die Zuständigen")
    known = {programme.id: programme for programme in store.programmes()}
    start = min(run.started for run in store.runs(limit=len(runs)) if run.id in runs)
    fresh = frozenset(e.programme for e in store.events(start) if e.kind in _NEWS) if runs else frozenset()
    written: list[Path] = []
    for profile in load(settings.profiles).profiles:
        for recipient in profile.recipients:
            made = jobs.digest_for(store, profile, recipient, known, settings.day, fresh=fresh)
            written += write(settings.db.parent, profile, recipient, made, settings)
    for path in written:
        screen.print(f"   {path}")
    return written


def _next(screen: Console, settings: Settings, out: Path, written: list[Path]) -> None:
    page = next((path for path in written if path.suffix == ".html"), out)
    profile = load(settings.profiles).profiles[0]
    project = profile.project_id(profile.projects[0])
    given = f"--db {settings.db} --today {settings.day}"
    screen.print("\nWie weiter?")
    for line in (
        f"Übersicht ansehen:         {page} im Browser öffnen",
        f"Mehr Treffer zeigen:       passgenau matches --city {profile.city.slug} {given}",
        f"Einen Treffer begründen:   passgenau explain {project} KENNUNG {given}",
        f"Im Volltext suchen:        passgenau programmes search Radverkehr {given}",
        "Die eigene Stadt anlegen:  eine Datei in profiles/ nach dem Muster der drei Beispiele",
        "Echte Portale abrufen:     passgenau crawl",
    ):
        screen.print(f"  {line}")
