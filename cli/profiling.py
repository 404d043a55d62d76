"""`profiles`: checking and understanding the cities' files."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from cli.app import Day
from cli.files import write_whole
from cli.finding import one_city
from cli.output import Form, emit, language_option, output_options, say
from cli.profile_diff import MOVES, rows_of
from cli.profile_import import import_partnerships
from cli.profile_show import city_row, columns, print_city
from cli.profile_writing import add_project, new
from cli.settings import Settings
from funding import InputError
from funding.vocabulary import Language
from profiles import Fault, Loaded, load, load_files
from profiles.dumping import dump
from profiles.schema import schema_text
from profiles.shared import FILE_NAME

FAULTS = {"file": "Datei", "line": "Zeile", "column": "Spalte", "severity": "Art", "message": "Meldung"}
_SUMMARY: dict[Language, str] = {
    "de": "Dateien: {files}, Städte in Ordnung: {good}, Fehler: {faults}, Hinweise: {warnings}",
    "en": "files: {files}, cities all right: {good}, faults: {faults}, warnings: {warnings}",
}
_ELSEWHERE: dict[Language, str] = {
    "de": "Fehler in anderen Dateien: {faults} ({files}); `passgenau profiles check` zeigt sie.",
    "en": "faults in other files: {faults} ({files}); `passgenau profiles check --lang en` shows them.",
}
_PASSED_OVER: dict[Language, str] = {"de": "Profil übergangen", "en": "profile passed over"}
_WORDS: dict[Language, tuple[str, str]] = {"de": ("Fehler", "Hinweis"), "en": ("fault", "warning")}


@click.group()
def profiles() -> None:
    """Die Profile der Städte prüfen, zeigen, anlegen und ergänzen.

    Beispiel: passgenau profiles check
    """


@profiles.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[DATEI …]")
@language_option
@output_options
@click.pass_obj
def check(settings: Settings, files: tuple[Path, ...], lang: Language, form: Form | None) -> int:
    """Alle Fehler und Hinweise in den Profilen zeigen, mit Datei, Zeile und Spalte.

    Ohne Angabe alle Dateien des Profil-Ordners. Endet mit 1, wenn etwas falsch ist, mit 2, wenn es eine Datei nicht
    gibt; Hinweise zählen nicht.

    Beispiel: passgenau profiles check profiles/greifswald.yaml --lang en
    """
    loaded = _load(settings, files)
    told = [(fault, _WORDS[lang][0]) for fault in loaded.faults]
    told += [(warning, _WORDS[lang][1]) for warning in loaded.warnings]
    code = 2 if any(not file.exists() for file in files) else int(bool(loaded.faults))
    if form:
        emit([_fault_row(fault, word, lang) for fault, word in told], FAULTS, form, nothing="")
        return code
    for fault, word in told:
        click.echo(f"{word}: {fault.shown(lang)}\n")
    counts = {"files": _read(loaded), "good": len(loaded.profiles), "faults": len(loaded.faults)}
    click.echo(_SUMMARY[lang].format(**counts, warnings=len(loaded.warnings)))
    return code


@profiles.command()
@click.argument("city", metavar="STADT")
@click.option("--yaml", "as_yaml", is_flag=True, help="Das ganze Profil als YAML, mit allem aus _defaults.yaml.")
@language_option
@output_options
@click.pass_obj
def show(settings: Settings, city: str, as_yaml: bool, lang: Language, form: Form | None) -> int:
    """Zeigen, wie ein Profil verstanden wird und was daraus folgt (DAC, EU, KEZ).

    Beispiel: passgenau profiles show greifswald
    """
    loaded = settings.loaded()
    profile = one_city(loaded, city, settings, lang)
    if loaded.faults:
        files = {fault.file for fault in loaded.faults}
        say(_ELSEWHERE[lang].format(faults=len(loaded.faults), files=", ".join(sorted(file.name for file in files))))
    if as_yaml:
        click.echo(dump(profile), nl=False)
    elif form:
        emit([city_row(profile)], columns(lang), form, nothing="")
    else:
        print_city(profile, lang)
    return 0


@profiles.command()
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="DATEI", help="In eine Datei schreiben."
)
def schema(out: Path | None) -> int:
    """Das JSON-Schema der Profile ausgeben, für Editoren und Prüfprogramme.

    Beispiel: passgenau profiles schema --out profiles/schema.json
    """
    if out is None:
        click.echo(schema_text(), nl=False)
    elif not out.parent.is_dir():
        raise InputError(f"Den Ordner {out.parent} gibt es nicht; bitte anlegen oder einen anderen nennen.")
    else:
        click.echo(write_whole(out, schema_text().encode()))
    return 0


@profiles.command()
@click.argument("city", metavar="STADT", required=False)
@click.option("--since", type=Day(), metavar="DATUM", help="Mit der Fassung vergleichen, die an diesem Tag galt.")
@language_option
@output_options
@click.pass_obj
def diff(settings: Settings, city: str | None, since: date | None, lang: Language, form: Form | None) -> int:
    """Zeigen, was eine Änderung an den Treffern ändert, bevor jemand davon liest.

    Verglichen wird mit der letzten anderen Fassung, die abgeglichen wurde; beide gegen die Programme von heute. Gezeigt
    wird, was eine Übersicht zeigen kann: ab der niedrigsten Schwelle derer, die von einem Vorhaben lesen.

    Beispiel: passgenau profiles diff greifswald
    """
    loaded = settings.loaded()
    cities = loaded.profiles if city is None else (one_city(loaded, city, settings, lang),)
    _passed_over(loaded, lang)
    with settings.filled_store() as store:
        rows = rows_of(store, cities, settings.day, since)
    same = "Nichts verglichen." if rows is None else "An den Treffern ändert sich nichts."
    emit(rows or [], MOVES, form, nothing=same)
    return 0


for command in (new, add_project, import_partnerships):
    profiles.add_command(command)


def _read(loaded: Loaded) -> int:
    """How many files were read: of each city, and what they share."""
    cities = {*loaded.files, *loaded.broken}
    folders = {file.parent for file in (*cities, *(fault.file for fault in loaded.faults))}
    return len(cities) + sum((folder / FILE_NAME).exists() for folder in folders)


def _passed_over(loaded: Loaded, lang: Language) -> None:
    for fault in loaded.faults:
        say(f"{_PASSED_OVER[lang]}: {fault.told(lang)}")


def _load(settings: Settings, files: tuple[Path, ...]) -> Loaded:
    if len(files) == 1 and files[0].is_dir():
        return load(files[0], today=settings.day)
    return load_files(files, today=settings.day) if files else settings.loaded()


def _fault_row(fault: Fault, severity: str, lang: Language) -> dict[str, Any]:
    return {
        "file": str(fault.file), "line": fault.line, "column": fault.column, "severity": severity,
        "message": fault.said[lang], "source": fault.source,
    }  # fmt: skip
