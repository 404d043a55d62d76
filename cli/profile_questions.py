"""The questions for a new city: as options or at the keyboard, each answer checked where it is given."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cli.output import say
from funding import InputError
from profiles import load_files
from profiles.answers import MOST_PEOPLE, Answers, address, land_of, named, partner, people

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Check = Callable[[str], object]


def city_options(function: _Function) -> _Function:
    """The questions for a new city, as options."""
    for option in reversed((
        once("--name", metavar="NAME", help="Name der Stadt."),
        once("--ags", metavar="AGS", help="Amtlicher Gemeindeschlüssel, acht Ziffern."),
        once("--population", type=click.IntRange(1, MOST_PEOPLE), metavar="ZAHL", help="Einwohnerzahl."),
        click.option("--email", "emails", multiple=True, metavar="ADRESSE",
                     help="Wer die Übersicht bekommt; auch mehrmals."),
        click.option("--partner", "partners", multiple=True, metavar="STADT:LAND",
                     help="Partnerstadt mit Staat als Name oder ISO-Kürzel, z. B. Pomerode:BR; auch mehrmals."),
        click.option("--project", "projects", multiple=True, metavar="TITEL",
                     help="Titel eines Vorhabens; auch mehrmals."),
    )):  # fmt: skip
        function = option(function)
    return function


def ask_city(
    folder: Path, name: str | None, ags: str | None, population: int | None, emails: tuple[str, ...],
    partners: tuple[str, ...], projects: tuple[str, ...],
) -> Answers:  # fmt: skip
    """What was not given is asked, where somebody is there to answer; what was given is checked before.

    Raises InputError for an option that cannot be used, and for a city that `folder` has already.
    """

    def fresh(words: str) -> None:
        is_new(folder, named(words))

    told = ((name,), fresh), ((ags,), land_of), (emails, address), (partners, partner), (projects, named)
    for given, check in told:
        for words in filter(None, given):
            check(words)
    _needed({"--name": name, "--ags": ags, "--population": population})
    return Answers(
        name=name or prompted("Name der Stadt", fresh),
        ags=ags or prompted("Amtlicher Gemeindeschlüssel (acht Ziffern)", land_of),
        population=population or int(prompted("Einwohnerzahl (ohne Punkt)", people)),
        emails=emails or _one("E-Mail-Adresse für die Übersicht (leer: später)", address),
        partners=partners or _one("Eine Partnerstadt als Stadt:Land (leer: keine)", partner),
        projects=projects or _one("Titel des ersten Vorhabens (leer: später)", named),
    )


def once(*names: str, **told: Any) -> Callable[[_Function], _Function]:
    """An option that is given at most once: of two values none is silently lost."""

    def single(context: click.Context, option: click.Parameter, given: tuple[Any, ...]) -> Any:
        if len(given) > 1:
            raise click.BadParameter(f"{len(given)}-mal angegeben, erlaubt ist es einmal", context, option)
        return given[0] if given else None

    return click.option(*names, multiple=True, callback=single, **told)


def _one(question: str, check: _Check) -> tuple[str, ...]:
    return tuple(filter(None, [optional(None, question, check)]))


def is_new(folder: Path, short: str) -> None:
    """Raises InputError where a file has this slug already, or would for its name if it were right."""
    files = [path for path in sorted(folder.glob("*.y*ml")) if not path.name.startswith(("_", "."))]
    loaded = load_files(files)
    slugs = {profile.city.slug: file for file, profile in zip(loaded.files, loaded.profiles, strict=True)}
    slugs |= {name: file for file, names in loaded.broken.items() for name in names}
    links = {path.stem: path for path in files if path.is_symlink()}
    if there := slugs.get(short) or links.get(short):
        raise InputError(f"{there} gibt es schon; sie bleibt, wie sie ist. Anderen Namen oder Ordner wählen.")


def asked(question: str, option: str, check: _Check = str) -> str:
    """The answer, asked again while `check` refuses it; an InputError names the option where nobody can answer."""
    _needed({option: None})
    return prompted(question, check)


def optional(given: str | None, question: str, check: _Check = str) -> str:
    """What was given, else the answer, which may be empty; nothing where nobody can answer."""
    if given is not None or not sys.stdin.isatty():
        return given or ""
    return prompted(question, lambda word: check(word) if word else None, default="")


def prompted(question: str, check: _Check, default: str | None = None) -> str:
    """The answer to one question, asked again while `check` refuses it."""
    while True:
        try:
            answer = str(click.prompt(question, default=default, show_default=False, err=True)).strip()
            check(answer)
        except click.Abort:
            click.echo(err=True)
            raise
        except InputError as error:
            say(str(error))
        else:
            return answer


def _needed(options: dict[str, object]) -> None:
    missing = [option for option, given in options.items() if not given]
    if missing and not sys.stdin.isatty():
        told = f"Es fehl{'t' if len(missing) == 1 else 'en'} {', '.join(missing)}"
        raise InputError(f"{told} (gefragt wird nur am Terminal).")
