"""`doctor`: what is wrong with this installation, and what to do."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import packages_distributions
from typing import Literal

import click

from cli.crawling import OUTCOMES
from cli.doctor_post import Finding, post, timetable
from cli.output import Form, emit, german, output_options
from cli.settings import Settings
from funding import PassgenauError
from funding.vocabulary import Language
from profiles import Loaded
from schedule import jobs, keeping

PACKAGES = (
    "cli", "crawl", "db", "demo", "digest", "facts", "funding", "matcher", "profiles", "schedule", "spiders",
)  # fmt: skip
_LEAST_SQLITE = (3, 37, 0)  # STRICT tables; the trigram tokenizer came with 3.34
_LEAST_FREE = 500_000_000  # bytes: the export, its database and room for one migration
_WORDS = {"ok": "in Ordnung", "warning": "Hinweis", "error": "Fehler"}


@click.command()
@click.option(
    "--lang", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Sprache der Profilfehler."
)
@output_options
@click.pass_obj
def doctor(settings: Settings, lang: Language, form: Form | None) -> int:
    """Die Installation, die Datenbank, die Profile und die Quellen prüfen.

    Beispiel: passgenau doctor
    """
    found = [finding for check in CHECKS for finding in check(settings)]
    found += _profiles(settings, lang)
    rows = [finding._asdict() | {"state": finding.state if form else _WORDS[finding.state]} for finding in found]
    emit(rows, {"what": "Was", "state": "Stand", "told": "Befund", "todo": "zu tun"}, form, nothing="")
    return int(any(finding.state == "error" for finding in found))


def _machine(_: Settings) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    new = sys.version_info >= (3, 11)
    yield Finding("Python", "ok" if new else "error", python, "" if new else "Python 3.11 oder neuer nehmen.")
    good = sqlite3.sqlite_version_info >= _LEAST_SQLITE
    yield Finding("SQLite", "ok" if good else "error", sqlite3.sqlite_version, "" if good else "SQLite ab 3.37 nötig.")


def _packages(_: Settings) -> Iterator[Finding]:
    """The top-level names are plain words: another distribution may ship the same."""
    owners = packages_distributions()
    for name in PACKAGES:
        strangers = sorted(set(owners.get(name, [])) - {"passgenau"})
        if strangers:
            todo = "passgenau in einer eigenen Umgebung installieren (uv tool install, pipx)."
            yield Finding("Pakete", "error", f"{name!r} kommt auch aus {', '.join(strangers)}", todo)


def _model(settings: Settings) -> Iterator[Finding]:
    try:
        name = jobs.model_name()
    except PassgenauError as error:
        yield Finding("Sprachmodell", "error", str(error), "Ein anderes einstellen (model) oder keines (ohne).")
        return
    if name:
        yield Finding("Sprachmodell", "ok", name)
    elif settings.model:
        yield Finding("Sprachmodell", "ok", "keines, wie eingestellt: verglichen werden Wörter")
    else:
        told = "keines: verglichen werden Wörter"
        yield Finding("Sprachmodell", "warning", told, 'pip install "passgenau[semantic]"')


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.db.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state: Literal["ok", "warning"] = "ok" if free > _LEAST_FREE else "warning"
    yield Finding("Platz", state, f"{free / 1e9:.1f} GB frei in {folder}", "" if state == "ok" else "Platz schaffen.")


def _database(settings: Settings) -> Iterator[Finding]:
    if not settings.db.is_file():
        yield Finding("Datenbank", "warning", f"{settings.db} gibt es noch nicht", "`passgenau crawl` legt sie an.")
        return
    try:
        with settings.store() as store:
            wrong = store.check()
            count = len(store.programmes())
    except PassgenauError as error:
        yield Finding("Datenbank", "error", str(error), "Datei prüfen, notfalls aus der Sicherung holen.")
        return
    if wrong:
        yield Finding("Datenbank", "error", "; ".join(wrong), "Aus der Sicherung holen.")
    else:
        empty = "" if count else "`passgenau crawl` füllt sie."
        yield Finding("Datenbank", "ok" if count else "warning", f"{settings.db}: unversehrt, {count} Programme", empty)


def _sources(settings: Settings) -> Iterator[Finding]:
    if not settings.db.is_file():
        return
    try:
        with settings.store() as store:
            told = jobs.sources(store, settings.day)
            last = {source.portal: store.runs(source.portal, limit=1)[0] for source in told}
    except PassgenauError:
        return  # told by _database
    for source in told:
        run = last[source.portal]
        words = _last_read(source.last_good, settings.day)
        outcome = "" if run.outcome == "ok" else f"; letzter Lauf: {OUTCOMES[run.outcome]}"
        reason = f"{outcome} ({run.reason})" if outcome and run.reason else outcome
        wrong = source.silent or run.outcome not in {"ok", "running"}
        todo = f"`passgenau crawl {source.portal}` und die Meldung lesen." if wrong else ""
        yield Finding(f"Quelle {source.portal}", "error" if wrong else "ok", words + reason, todo)


def _last_read(day: date | None, today: date) -> str:
    if day is None:
        return "noch nie gelesen"
    age = (today - day).days
    return f"zuletzt gelesen am {german(day)}" + (f", vor {age} Tagen" if age > jobs.SILENT_AFTER_DAYS else "")


def _profiles(settings: Settings, lang: Language) -> Iterator[Finding]:
    try:
        loaded = settings.loaded()
    except PassgenauError as error:
        yield Finding("Profile", "error", str(error), "Ordner anlegen oder --profiles angeben.")
        return
    projects = sum(len(profile.projects) for profile in loaded.profiles)
    yield Finding("Profile", "ok", f"{len(loaded.profiles)} Städte mit {projects} Projekten in {settings.profiles}")
    for fault in loaded.faults:
        yield Finding("Profile", "error", fault.told(lang), "Die Datei an dieser Stelle berichtigen.")
    yield from _kept(settings, loaded)
    for warning in loaded.warnings:
        yield Finding("Profile", "warning", warning.told(lang), "Prüfen, ob es so gemeint ist.")


def _kept(settings: Settings, loaded: Loaded) -> Iterator[Finding]:
    """Cities whose file is broken or gone."""
    if not settings.db.is_file():
        return
    try:
        with settings.store() as store:
            held, gone = keeping.standing(store, loaded).held, keeping.gone(store, loaded)
    except PassgenauError:
        return  # told by _database
    for kept in held:
        told = f"{kept.profile.city.name} gilt weiter in der Fassung vom {german(kept.at.date())}"
        yield Finding("Profile", "warning", told, "Endet, sobald die Datei berichtigt ist.")
    for kept in gone:
        told = f"{kept.file} gibt es nicht mehr: {kept.profile.city.name} wird nicht mehr abgeglichen"
        yield Finding("Profile", "warning", told, "Ist das gewollt, nichts; sonst die Datei aus der Sicherung holen.")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _machine, _packages, _model, _disk, _database, _sources, post, timetable,
)  # fmt: skip
