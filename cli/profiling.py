"""`profiles`: checking and understanding the cities' files."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter

from cli.app import Day
from cli.files import write_whole
from cli.finding import chosen_cities
from cli.output import Form, Screen, emit, euros, output_options, say
from cli.profile_diff import MOVES, rows_of
from cli.profile_writing import add_project, import_partnerships, new
from cli.settings import Settings
from funding import CityProfile
from funding.places import country_name
from funding.reference import GROUPS
from funding.vocabulary import PARTNERSHIP_TYPES, Language, label
from profiles import Fault, Loaded, load, load_files
from profiles.derived import Derived, derive
from profiles.dumping import dump
from profiles.schema import schema_text

_ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)
FAULTS = {"file": "Datei", "line": "Zeile", "column": "Spalte", "severity": "Art", "message": "Meldung"}
CITY = {
    "city": "Stadt", "name": "Name", "ags": "AGS", "land": "Land", "nuts": "NUTS", "population": "Einwohner",
    "partnerships": "Partner", "projects": "Vorhaben", "kez_possible": "KEZ möglich",
}  # fmt: skip
PARTNERS = {
    "city": "Partnerschaft", "country": "Land", "type": "Art", "dac": f"DAC {GROUPS['dac'].as_of}", "eu": "EU",
    "groups": "weitere Gruppen",
}  # fmt: skip
PROJECTS = {"slug": "Vorhaben", "title": "Titel", "countries": "Länder", "cost": "Kosten", "department": "Abteilung",
            "kez": "KEZ"}  # fmt: skip
RECIPIENTS = {"email": "Empfänger", "projects": "Vorhaben", "rhythm": "Rhythmus", "language": "Sprache"}
_RHYTHMS = {"daily": "täglich", "weekly": "wöchentlich", "monthly": "monatlich"}
_SUMMARY: dict[Language, str] = {
    "de": "Dateien: {files}, Städte in Ordnung: {good}, Fehler: {faults}, Hinweise: {warnings}",
    "en": "files: {files}, cities all right: {good}, faults: {faults}, warnings: {warnings}",
}
_WORDS: dict[Language, tuple[str, str]] = {"de": ("Fehler", "Hinweis"), "en": ("fault", "warning")}


@click.group()
def profiles() -> None:
    """Die Profile der Städte prüfen, zeigen, anlegen und ergänzen.

    Beispiel: passgenau profiles check
    """


@profiles.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[DATEI …]")
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Sprache der Meldungen.")
@output_options
@click.pass_obj
def check(settings: Settings, files: tuple[Path, ...], lang: Language, form: Form | None) -> int:
    """Alle Fehler und Hinweise in den Profilen zeigen, mit Datei, Zeile und Spalte.

    Ohne Angabe alle Dateien des Profil-Ordners. Endet mit 1, wenn etwas falsch ist; Hinweise zählen nicht.

    Beispiel: passgenau profiles check profiles/greifswald.yaml --lang en
    """
    loaded = _load(settings, files)
    told = [(fault, _WORDS[lang][0]) for fault in loaded.faults]
    told += [(warning, _WORDS[lang][1]) for warning in loaded.warnings]
    if form:
        emit([_fault_row(fault, word, lang) for fault, word in told], FAULTS, form, nothing="")
        return int(bool(loaded.faults))
    for fault, word in told:
        click.echo(f"{word}: {fault.shown(lang)}\n")
    counted = {fault.file for fault in loaded.faults} | set(loaded.files)
    counts = {"files": len(counted), "good": len(loaded.profiles), "faults": len(loaded.faults)}
    click.echo(_SUMMARY[lang].format(**counts, warnings=len(loaded.warnings)))
    return int(bool(loaded.faults))


@profiles.command()
@click.argument("city", metavar="STADT")
@click.option("--yaml", "as_yaml", is_flag=True, help="Das ganze Profil als YAML, mit allem aus _defaults.yaml.")
@output_options
@click.pass_obj
def show(settings: Settings, city: str, as_yaml: bool, form: Form | None) -> int:
    """Zeigen, wie ein Profil verstanden wird und was daraus folgt (DAC, EU, KEZ).

    Beispiel: passgenau profiles show greifswald
    """
    loaded = settings.loaded()
    for fault in loaded.faults:
        say(f"Profil übergangen: {fault}")
    (profile,) = chosen_cities(loaded.profiles, city, settings)
    found = derive(profile)
    if as_yaml:
        click.echo(dump(profile), nl=False)
    elif form:
        emit([_city_row(profile, found)], CITY, form, nothing="")
    else:
        _print_city(profile, found)
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
    else:
        click.echo(write_whole(out, schema_text().encode()))
    return 0


@profiles.command()
@click.argument("city", metavar="STADT", required=False)
@click.option("--since", type=Day(), metavar="DATUM", help="Mit der Fassung vergleichen, die an diesem Tag galt.")
@output_options
@click.pass_obj
def diff(settings: Settings, city: str | None, since: date | None, form: Form | None) -> int:
    """Zeigen, was eine Änderung an den Treffern ändert, bevor jemand davon liest.

    Verglichen wird mit der letzten anderen Fassung, die abgeglichen wurde; beide gegen die Programme von heute.

    Beispiel: passgenau profiles diff greifswald
    """
    with settings.filled_store() as store:
        cities = chosen_cities(settings.loaded().profiles, city, settings)
        rows = list(rows_of(store, cities, settings.day, since))
    emit(rows, MOVES, form, nothing="An den Treffern ändert sich nichts.")
    return 0


for command in (new, add_project, import_partnerships):
    profiles.add_command(command)


def _load(settings: Settings, files: tuple[Path, ...]) -> Loaded:
    if len(files) == 1 and files[0].is_dir():
        return load(files[0], today=settings.day)
    return load_files(files, today=settings.day) if files else settings.loaded()


def _fault_row(fault: Fault, severity: str, lang: Language) -> dict[str, Any]:
    return {
        "file": str(fault.file), "line": fault.line, "column": fault.column, "severity": severity,
        "message": fault.said[lang], "source": fault.source,
    }  # fmt: skip


def _city_row(profile: CityProfile, found: Derived) -> dict[str, Any]:
    city = profile.city
    return {
        "city": city.slug, "name": city.name, "ags": city.ags, "land": city.land, "nuts": found.nuts,
        "population": city.population, "partnerships": len(profile.partnerships), "projects": len(profile.projects),
        "kez_possible": bool(found.kez), "dac_list": GROUPS["dac"].as_of, "derived": asdict(found),
        "profile": _ADAPTER.dump_python(profile, mode="json"),
    }  # fmt: skip


def _print_city(profile: CityProfile, found: Derived) -> None:
    city, out = profile.city, Screen()
    people = f"{city.population:,}".replace(",", ".")
    out.print(f"{city.name} ({city.slug}), {city.land}, {people} Einwohner")
    out.print(f"AGS {city.ags}, das ist {found.land_of_ags}; NUTS {found.nuts}{'' if city.nuts else ' (Land)'}")
    out.print(f"Haushaltslage {city.budget}; ein Antrag braucht {city.lead_time_weeks} Wochen")
    for words, names in (("Netzwerke", city.memberships), ("Fördergebiete", city.areas)):
        if names:
            out.print(f"{words}: {', '.join(names)}")
    kez = f"ja, mit {', '.join(found.kez)}" if found.kez else "nein, kein aktiver Partner in einem Land der Liste"
    out.print(f"KEZ möglich: {kez} ({GROUPS['dac'].dated()})\n")
    partners = [asdict(partner) | _readable(asdict(partner)) for partner in found.partners]
    emit(partners, PARTNERS, None, nothing="Keine Partnerschaften.\n")
    emit(_project_rows(profile, found), PROJECTS, None, nothing="Keine Vorhaben.\n")
    emit(_recipient_rows(profile), RECIPIENTS, None, nothing="Keine Empfänger.")


def _readable(partner: dict[str, Any]) -> dict[str, Any]:
    others = [GROUPS[key].dated() for key in partner["groups"] if key not in {"dac", "eu"}]
    status = "" if partner["status"] == "active" else {"dormant": " (ruht)", "ended": " (beendet)"}[partner["status"]]
    return {
        "country": country_name(partner["country"]), "type": label(PARTNERSHIP_TYPES, partner["type"]) + status,
        "dac": "ja" if partner["dac"] else "nein", "eu": "ja" if partner["eu"] else "nein", "groups": others,
    }  # fmt: skip


def _project_rows(profile: CityProfile, found: Derived) -> list[dict[str, Any]]:
    return [
        {
            "slug": project.slug,
            "title": project.title,
            "countries": project.countries,
            "cost": euros(project.cost_eur),
            "department": project.department,
            "kez": "ja" if project.slug in found.kez_projects else "nein",
        }
        for project in profile.projects
    ]


def _recipient_rows(profile: CityProfile) -> list[dict[str, Any]]:
    return [
        {
            "email": recipient.email,
            "projects": len(profile.projects_of(recipient)),
            "rhythm": _RHYTHMS[recipient.rhythm],
            "language": recipient.language,
        }
        for recipient in profile.recipients
    ]
