"""`init`: a folder in which passgenau can work."""

import os
import shlex
from pathlib import Path
from typing import Any

import click

from cli.files import write_whole
from cli.profile_questions import ask_city, city_options
from cli.profile_writing import undone, write_city
from cli.settings import CONFIG_FILE
from db import Store
from funding import InputError

_TOML = """\
# Einstellungen von passgenau; gelesen, wenn Sie in diesem Ordner arbeiten. Alles darf fehlen.
# Eine Umgebungsvariable (PASSGENAU_DB …) gilt vor dieser Datei, eine Option auf der Befehlszeile vor beiden.
db = "passgenau.sqlite"        # die Datenbank: eine Datei, mehr ist nicht zu sichern
profiles = "profiles"          # Ordner mit einer YAML-Datei je Stadt
# sender = "foerderung@stadt.example.org"   # Absender der Übersichten
# contact = "foerderung@stadt.example.org"  # sehen die Portale, wenn passgenau sie abruft
"""
_PROJECT = "passgenau profiles add-project"


@click.command()
@click.argument("folder", metavar="ORDNER", type=click.Path(path_type=Path, file_okay=False))
@city_options
def init(folder: Path, **given: Any) -> int:
    """Einen Arbeitsordner anlegen: Einstellungen, ein erstes Profil, die Datenbank.

    Fragt am Terminal, was nicht als Option angegeben ist. In einem Skript gelten nur die Optionen; dann sind --name,
    --ags und --population nötig. Vorhandenes wird nicht überschrieben.

    Beispiel: passgenau init foerderung --name Greifswald --ags 13075039 --population 59000
    """
    config = folder / CONFIG_FILE
    _writable(folder)
    if config.exists():
        raise InputError(f"{config} gibt es schon; hier ist alles angelegt. Weitere Städte: `passgenau profiles new`.")
    cities, database = folder / "profiles", folder / "passgenau.sqlite"
    answers = ask_city(cities, **given)
    with undone(folder, cities, database, folder / f"{database.name}.lock", config):
        write_whole(config, _TOML.encode())
        Store(database).close()
        city = write_city(cities, answers)
    click.echo(f"Angelegt: {config}, {city}, {database}\n")
    here = city.relative_to(folder)
    click.echo("Die nächsten drei Schritte:")
    click.echo(f"  1. In den Ordner gehen:  cd {shlex.quote(str(folder))}")
    click.echo(
        f"  2. Vorhaben eintragen:   {here} im Editor (oder {_PROJECT} {city.stem}), dann passgenau profiles check"
    )
    click.echo(f"  3. Abrufen und ansehen:  passgenau crawl && passgenau matches --city {city.stem}")
    return 0


def _writable(folder: Path) -> None:
    """Before the first question: nobody shall answer in vain."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise InputError(f"In {there} lässt sich nichts anlegen; anderen Ordner wählen.")
