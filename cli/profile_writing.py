"""`profiles new`, `add-project`: writing files that admins then keep by hand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from cli.files import write_whole
from cli.finding import one_city
from cli.output import say
from cli.profile_questions import ask_city, asked, city_options, is_new, once, optional
from cli.settings import Settings
from funding import CityProfile, InputError
from funding.places import country_words
from funding.text import fold
from profiles import load_files
from profiles.answers import Answers, named
from profiles.editing import add
from profiles.schema import FILE_NAME, schema_text
from profiles.template import template


def write_city(folder: Path, answers: Answers) -> Path:
    """The city's file and the schema beside it. Raises InputError where the file is there, or would be wrong."""
    short = named(answers.name)
    is_new(folder, short)
    path, scheme = folder / f"{short}.yaml", folder / FILE_NAME
    with undone(folder, path, scheme):
        write_checked(path, template(answers).encode())
        if not scheme.exists():
            write_whole(scheme, schema_text().encode())
    return path


@contextmanager
def undone(*paths: Path) -> Iterator[None]:
    """Take away what was not there before, if the work in between fails: nothing is left half made."""
    fresh = [path for path in paths if not path.exists() and not path.is_symlink()]
    try:
        yield
    except BaseException:
        for path in sorted(fresh, reverse=True):  # what lies in a folder goes before it
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
            elif path.is_file():
                path.unlink()
        raise


def write_checked(path: Path, content: bytes) -> None:
    """Write a profile that is right; one that is not leaves everything as it was."""
    checked(path, content)()


def checked(path: Path, content: bytes) -> Callable[[], object]:
    """What writes a profile that was found right now. Raises InputError where it would be wrong.

    It is checked in its own folder, with the `_defaults.yaml` there; a link stays one, its target is written.
    """
    trial = write_whole(path.with_name(f".{path.stem}.neu.yaml"), content)
    try:
        wrong = [fault for fault in load_files([trial]).faults if fault.file == trial]
    finally:
        trial.unlink(missing_ok=True)
    if wrong:
        raise InputError(f"So würde {path.name} falsch: {wrong[0].message}")
    return partial(write_whole, path.resolve(), content)


def added(path: Path, name: str, blocks: Iterable[Mapping[str, Any]]) -> Callable[[], object]:
    """What writes a city's file with more blocks in a list; an InputError names the file."""
    content = path.read_bytes()
    for values in blocks:
        try:
            content = add(content, name, values)
        except InputError as error:
            raise InputError(f"{path.name}: {error}") from error
    return checked(path, content)


@click.command()
@city_options
@click.pass_obj
def new(settings: Settings, /, **given: Any) -> int:
    """Eine neue Stadt anlegen: fragt das Nötigste und schreibt eine Datei mit Erklärungen.

    Fragt am Terminal, was nicht als Option angegeben ist. In einem Skript gelten nur die Optionen; dann sind --name,
    --ags und --population nötig. Eine vorhandene Datei bleibt, wie sie ist.

    Beispiel: passgenau profiles new --name Greifswald --ags 13075039 --population 59000 --partner Pomerode:BR
    """
    path = write_city(settings.profiles, ask_city(settings.profiles, **given))
    click.echo(path)
    say(f"Als Nächstes: {path} ergänzen, dann `passgenau profiles check`.")
    return 0


@click.command(name="add-project")
@click.argument("city", metavar="STADT")
@once("--title", metavar="TITEL", help="Titel des Vorhabens.")
@once("--slug", metavar="KÜRZEL", help="Kürzel (Vorgabe: aus dem Titel).")
@once("--description", metavar="TEXT", help="Was getan wird, mit wem, für wen.")
@click.option("--country", "countries", multiple=True, metavar="LAND", help="Beteiligtes Land, z. B. BR.")
@once("--partnership", metavar="STADT", help="Partnerkommune, wie im Profil.")
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="Nachhaltigkeitsziel.")
@once("--cost", type=click.IntRange(0), metavar="EURO", help="Gesamtkosten.")
@once("--department", metavar="KÜRZEL", help="Zuständige Abteilung.")
@click.pass_obj
def add_project(
    settings: Settings, city: str, title: str | None, slug: str | None, description: str | None,
    countries: tuple[str, ...], partnership: str | None, sdgs: tuple[int, ...], cost: int | None,
    department: str | None,
) -> int:  # fmt: skip
    """Einer Stadt ein Vorhaben hinzufügen; Kommentare und Reihenfolge der Datei bleiben.

    Beispiel: passgenau profiles add-project greifswald --title "Radwege mit Pomerode" --country BR
    """
    path, profile = city_file(settings, city)
    free = partial(_free_slug, profile)
    if title and not slug:
        free(title)
    title = title or asked("Titel des Vorhabens", "--title", str if slug else free)
    told = {
        "slug": slug or named(title), "title": title,
        "description": optional(description, "Beschreibung (leer: später)"), "partnership": partnership,
        "countries": [_code(word) for word in countries], "sdgs": list(sdgs), "cost_eur": cost,
        "department": department,
    }  # fmt: skip
    values = {key: value for key, value in told.items() if value not in (None, "", [])}
    added(path, "projects", [values])()
    click.echo(f"{path}: {values['slug']}")
    return 0


def city_file(settings: Settings, name: str) -> tuple[Path, CityProfile]:
    """The file of a city that can be read."""
    loaded = settings.loaded()
    profile = one_city(loaded, name, settings)
    return loaded.files[loaded.profiles.index(profile)], profile


def _free_slug(profile: CityProfile, title: str) -> None:
    if (short := named(title)) in {project.slug for project in profile.projects}:
        raise InputError(f"Das Kürzel {short!r} gibt es in projects schon; anderen Titel oder ein --slug wählen.")


def _code(word: str) -> str:
    return country_words().get(fold(word), word)
