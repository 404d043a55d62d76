"""`profiles new`, `add-project`, `import-partnerships`: writing files that admins then keep by hand."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cli.files import write_whole
from cli.finding import chosen_cities
from cli.output import Form, emit, output_options, say
from cli.settings import Settings
from funding import CityProfile, InputError
from funding.places import country_words
from funding.text import fold
from profiles import load_files
from profiles.editing import add
from profiles.guessing import slug as slug_of
from profiles.partners import Row, read_rows
from profiles.schema import FILE_NAME, schema_text
from profiles.template import Answers, land_of, partner, template

_Function = TypeVar("_Function", bound=Callable[..., Any])
IMPORTED = {
    "city": "Stadt", "partner": "Partner", "country": "Land", "type": "Art", "since": "seit", "result": "Ergebnis",
}  # fmt: skip


def city_options(function: _Function) -> _Function:
    """The questions for a new city, as options."""
    for option in reversed((
        click.option("--name", metavar="NAME", help="Name der Stadt."),
        click.option("--ags", metavar="AGS", help="Amtlicher Gemeindeschlüssel, acht Ziffern."),
        click.option("--population", type=click.IntRange(1, 10_000_000), metavar="ZAHL", help="Einwohnerzahl."),
        click.option("--email", metavar="ADRESSE", help="Wer die Übersicht bekommt."),
        click.option("--partner", "partners", multiple=True, metavar="STADT:LAND",
                     help="Partnerstadt, z. B. Pomerode:BR."),
        click.option("--project", metavar="TITEL", help="Titel des ersten Vorhabens."),
    )):  # fmt: skip
        function = option(function)
    return function


def ask_city(
    name: str | None, ags: str | None, population: int | None, email: str | None, partners: tuple[str, ...],
    project: str | None,
) -> Answers:  # fmt: skip
    """What was not given is asked, where somebody is there to answer."""
    return Answers(
        name=name or asked("Name der Stadt", "--name"),
        ags=ags or asked("Amtlicher Gemeindeschlüssel (acht Ziffern)", "--ags", land_of),
        population=population or int(asked("Einwohnerzahl (ohne Punkt)", "--population", _count)),
        email=_optional(email, "E-Mail-Adresse für die Übersicht (leer: später)"),
        partners=partners
        or tuple(filter(None, [_optional(None, "Eine Partnerstadt als Stadt:Land (leer: keine)", partner)])),
        project=_optional(project, "Titel des ersten Vorhabens (leer: später)"),
    )


def asked(question: str, option: str, check: Callable[[str], object] = str) -> str:
    """The answer, asked again while `check` refuses it; an InputError names the option where nobody can answer."""
    if not sys.stdin.isatty():
        raise InputError(f"Es fehlt {option}.")
    return _prompted(question, check)


def write_city(folder: Path, answers: Answers) -> Path:
    """The city's file and the schema beside it. Raises InputError where the file is there, or would be wrong."""
    short = slug_of(answers.name)
    path = folder / f"{short}.yaml"
    if there := _holder(folder, short):
        raise InputError(f"{there} gibt es schon; sie bleibt, wie sie ist. Anderen Namen oder Ordner wählen.")
    write_checked(path, template(answers).encode())
    if not (folder / FILE_NAME).exists():
        write_whole(folder / FILE_NAME, schema_text().encode())
    return path


def write_checked(path: Path, content: bytes) -> None:
    """Write a profile that is right; one that is not leaves everything as it was.

    It is checked in its own folder, with the `_defaults.yaml` there; a link stays one, its target is written.
    """
    trial = write_whole(path.with_name(f".{path.stem}.neu.yaml"), content)
    try:
        wrong = [fault for fault in load_files([trial]).faults if fault.file == trial]
    finally:
        trial.unlink(missing_ok=True)
    if wrong:
        raise InputError(f"So würde {path.name} falsch: {wrong[0].message}")
    write_whole(path.resolve(), content)


@click.command()
@city_options
@click.pass_obj
def new(settings: Settings, /, **given: Any) -> int:
    """Eine neue Stadt anlegen: fragt das Nötigste und schreibt eine Datei mit Erklärungen.

    Was als Option angegeben ist, wird nicht gefragt. Eine vorhandene Datei bleibt, wie sie ist.

    Beispiel: passgenau profiles new --name Greifswald --ags 13075039 --population 59000 --partner Pomerode:BR
    """
    path = write_city(settings.profiles, ask_city(**given))
    click.echo(path)
    say(f"Als Nächstes: {path} ergänzen, dann `passgenau profiles check`.")
    return 0


@click.command(name="add-project")
@click.argument("city", metavar="STADT")
@click.option("--title", metavar="TITEL", help="Titel des Vorhabens.")
@click.option("--slug", metavar="KÜRZEL", help="Kürzel (Vorgabe: aus dem Titel).")
@click.option("--description", metavar="TEXT", help="Was getan wird, mit wem, für wen.")
@click.option("--country", "countries", multiple=True, metavar="LAND", help="Beteiligtes Land, z. B. BR.")
@click.option("--partnership", metavar="STADT", help="Partnerkommune, wie im Profil.")
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="Nachhaltigkeitsziel.")
@click.option("--cost", type=click.IntRange(0), metavar="EURO", help="Gesamtkosten.")
@click.option("--department", metavar="KÜRZEL", help="Zuständige Abteilung.")
@click.pass_obj
def add_project(
    settings: Settings, city: str, title: str | None, slug: str | None, description: str | None,
    countries: tuple[str, ...], partnership: str | None, sdgs: tuple[int, ...], cost: int | None,
    department: str | None,
) -> int:  # fmt: skip
    """Einer Stadt ein Vorhaben hinzufügen; Kommentare und Reihenfolge der Datei bleiben.

    Beispiel: passgenau profiles add-project greifswald --title "Radwege mit Pomerode" --country BR
    """
    path, _ = city_file(settings, city)
    title = title or asked("Titel des Vorhabens", "--title")
    told = {
        "slug": slug or slug_of(title or ""), "title": title,
        "description": _optional(description, "Beschreibung (leer: später)"), "partnership": partnership,
        "countries": [_code(word) for word in countries], "sdgs": list(sdgs), "cost_eur": cost,
        "department": department,
    }  # fmt: skip
    values = {key: value for key, value in told.items() if value not in (None, "", [])}
    write_checked(path, add(path.read_bytes(), "projects", values))
    click.echo(f"{path}: {values['slug']}")
    return 0


@click.command(name="import-partnerships")
@click.argument("path", metavar="CSV", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Nur zeigen, nichts schreiben.")
@output_options
@click.pass_obj
def import_partnerships(settings: Settings, path: Path, dry_run: bool, form: Form | None) -> int:
    """Partnerschaften aus einer Liste (CSV, wie die von RGRE und SKEW) in die Profile übernehmen.

    Übernommen wird, was zu einer Stadt der Profile gehört und dort noch fehlt; alles andere bleibt, wie es ist.

    Beispiel: passgenau profiles import-partnerships partnerschaften.csv --dry-run
    """
    rows = read_rows(path)
    loaded = settings.loaded()
    told: list[dict[str, Any]] = []
    for file, profile in zip(loaded.files, loaded.profiles, strict=True):
        mine = [(row, _result(row, profile)) for row in rows if row.is_of(profile)]
        fresh = list({row.tie: row for row, result in mine if result == "neu"}.values())
        if fresh and not dry_run:
            _write_partners(file, fresh)
        told += [_imported(profile, row, result) for row, result in mine]
    say(f"{len(rows)} Zeilen gelesen, {len(told)} gehören zu Städten in {settings.profiles}.")
    emit(told, IMPORTED, form, nothing="Nichts zu übernehmen.")
    return 0


def city_file(settings: Settings, name: str) -> tuple[Path, CityProfile]:
    """The file of a city that can be read."""
    loaded = settings.loaded()
    (profile,) = chosen_cities(loaded.profiles, name, settings)
    return loaded.files[loaded.profiles.index(profile)], profile


def _holder(folder: Path, short: str) -> Path | None:
    """The file that has this slug already, or would for its name if it were right."""
    named = (folder / f"{short}{ending}" for ending in (".yaml", ".yml"))
    loaded = load_files([path for path in sorted(folder.glob("*.y*ml")) if not path.name.startswith(("_", "."))])
    slugs = {profile.city.slug: file for file, profile in zip(loaded.files, loaded.profiles, strict=True)}
    return slugs.get(short) or next((path for path in named if path.exists() or path.is_symlink()), None)


def _optional(given: str | None, question: str, check: Callable[[str], object] = str) -> str:
    if given is not None or not sys.stdin.isatty():
        return given or ""
    return _prompted(question, lambda word: check(word) if word else None, default="")


def _prompted(question: str, check: Callable[[str], object], default: str | None = None) -> str:
    while True:
        answer = str(click.prompt(question, default=default, show_default=False, err=True)).strip()
        try:
            check(answer)
        except InputError as error:
            say(str(error))
        else:
            return answer


def _count(word: str) -> None:
    if not (word.isascii() and word.isdecimal() and 0 < int(word) <= 10_000_000):
        raise InputError(f"{word!r} ist keine Einwohnerzahl; erlaubt sind nur Ziffern, zum Beispiel 59000.")


def _code(word: str) -> str:
    return country_words().get(fold(word), word)


def _result(row: Row, profile: CityProfile) -> str:
    if row.country is None:
        return f"Zeile {row.line}: unbekanntes Land, übergangen"
    return "schon da" if row.is_known_to(profile) else "neu"


def _write_partners(file: Path, rows: list[Row]) -> None:
    content = file.read_bytes()
    for row in rows:
        content = add(content, "partnerships", row.values())
    write_checked(file, content)


def _imported(profile: CityProfile, row: Row, result: str) -> dict[str, Any]:
    return {
        "city": profile.city.slug, "partner": row.partner, "country": row.country, "type": row.type, "since": row.since,
        "result": result,
    }  # fmt: skip
