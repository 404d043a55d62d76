"""`portals`: where passgenau looks, when it last saw each source whole, and what it makes of the paper's names."""

import inspect
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from cli.crawling import OUTCOMES
from cli.output import Form, emit, output_options
from cli.settings import Settings
from crawl.base import PortalSpider, portal_classes
from crawl.cards import cards
from crawl.systems import STATES, systems
from crawl.watch import pages
from funding import CrawlRun
from funding.vocabulary import label

_SOURCES = {
    "portal": "Quelle", "title": "Titel", "rhythm": "Abruf", "last_good": "zuletzt vollständig", "state": "Stand",
}  # fmt: skip
_CSV = _SOURCES | {"covers": "umfasst", "way_in": "Weg", "terms": "Bedingungen", "homepage": "Adresse"}
_WATCHED = {"kind": "Art", "key": "Kennung", "title": "Titel", "checked": "geprüft am", "seen": "zuletzt gelesen"}
_KINDS = {"page": "Seite", "card": "Karte"}
_SYSTEMS = {"name": "Name", "state": "Stand", "why": "Warum"}
_SYSTEMS_CSV = {"name": "Name", "gives": "gibt", "state": "Stand", "by": "über", "why": "Warum"}
_RHYTHMS = {"daily": "täglich", "weekly": "wöchentlich"}


@click.group(invoke_without_command=True)
@click.pass_context
def portals(ctx: click.Context) -> None:
    """Die Quellen nennen, und was aus dem Papier des Städtetags gelesen wird.

    Beispiel: passgenau portals systems
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@portals.command(name="list")
@output_options
@click.pass_obj
def list_(settings: Settings, form: Form | None = None) -> int:
    """Die Quellen: was sie umfassen, wie sie gelesen werden, wann zuletzt vollständig.

    Beispiel: passgenau portals list --csv
    """
    rows = list(_rows(settings, form))
    emit(rows, _CSV if form == "csv" else _SOURCES, form, nothing="Keine Quellen.")
    return 0


@portals.command()
@output_options
@click.pass_obj
def watched(settings: Settings, form: Form | None = None) -> int:
    """Die beobachteten Seiten und die Regelkarten, und wann ihre Quelle zuletzt gelesen wurde.

    Beispiel: passgenau portals watched
    """
    seen = _last_seen(settings)
    found: list[dict[str, Any]] = [
        {"kind": "page", "key": page.key, "title": page.title, "checked": None, "url": page.url} for page in pages()
    ]
    found += [
        {"kind": "card", "key": card.key, "title": card.title, "checked": card.checked, "url": card.page}
        for card in cards()
    ]
    rows = [row | {"seen": seen.get(row["key"])} for row in found]
    if form != "json":
        rows = [row | {"kind": _KINDS[row["kind"]]} for row in rows]
    emit(rows, _WATCHED if form is None else _WATCHED | {"url": "Adresse"}, form, nothing="Nichts wird beobachtet.")
    return 0


@portals.command(name="systems")
@output_options
@click.pass_obj
def systems_(settings: Settings, form: Form | None = None) -> int:  # noqa: ARG001 - every command gets them
    """Jede Stelle, die das Papier des Städtetags nennt, und ihr Stand hier.

    Beispiel: passgenau portals systems --json
    """
    rows: list[dict[str, Any]] = [system.model_dump() for system in systems()]
    if form != "json":
        rows = [row | {"state": label(STATES, row["state"])} for row in rows]
    emit(rows, _SYSTEMS_CSV if form == "csv" else _SYSTEMS, form, nothing="")
    return 0


def _rows(settings: Settings, form: Form | None) -> Iterator[dict[str, Any]]:
    spiders = portal_classes()
    runs, good, lists = _history(settings, list(spiders))
    for name, spider in spiders.items():
        yield _row(name, spider, runs.get(name), good.get(name), form)
    for name in lists:
        yield {"portal": name, "title": "eigene Liste", "rhythm": "Import", "last_good": good[name],
               "state": _state(runs.get(name), form)}  # fmt: skip


def _last_seen(settings: Settings) -> dict[str, date]:
    """By key of the page, or of the card whose source it is."""
    if not settings.db.is_file():
        return {}
    with settings.store() as store:
        known = store.known("page_watch") | store.known("rule_cards")
    read = {key.removesuffix(".quelle"): old for key, old in known.items() if old.programme.origin == "page"}
    return {key: old.last_seen.date() for key, old in read.items()}


def _history(settings: Settings, names: list[str]) -> tuple[dict[str, CrawlRun], dict[str, Any], list[str]]:
    """Of each source the last run and the day of the last good one; the lists that were imported."""
    if not settings.db.is_file():
        return {}, {}, []
    with settings.store() as store:
        known = store.portals()
        runs = {name: run for name in known for run in store.runs(name, limit=1)}
        good = {name: moment.date() if (moment := store.last_good(name)) else None for name in known}
    return runs, good, [name for name in known if name not in names]


def _row(name: str, spider: type[PortalSpider], run: CrawlRun | None, good: Any, form: Form | None) -> dict[str, Any]:
    return {
        "portal": name, "title": spider.title,
        "rhythm": spider.rhythm if form == "json" else _RHYTHMS[spider.rhythm],
        "last_good": good, "state": _state(run, form), "covers": inspect.getdoc(spider), "way_in": spider.way_in,
        "terms": spider.terms, "homepage": spider.homepage, "attribution": spider.attribution,
    }  # fmt: skip


def _state(run: CrawlRun | None, form: Form | None) -> str | None:
    if run is None:
        return None if form == "json" else "noch nie abgerufen"
    return run.outcome if form == "json" else OUTCOMES[run.outcome]
