"""`init`: a folder in which passgenau can work."""

import os
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


@click.command()
@click.argument("folder", metavar="ORDNER", type=click.Path(path_type=Path, file_okay=False))
@city_options
def init(folder: Path, **given: Any) -> int:
    """Einen Arbeitsordner anlegen: Einstellungen, ein erstes Profil, die Datenbank.

    Was als Option angegeben ist, wird nicht gefragt; Vorhandenes wird nicht überschrieben.

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
    click.echo("Die nächsten drei Schritte:")
    click.echo(
        f"  1. Vorhaben eintragen:   {city} im Editor öffnen (oder `passgenau profiles add-project {city.stem}`)"
    )
    click.echo(f"  2. Programme holen:      cd {folder} && passgenau profiles check && passgenau crawl")
    click.echo(f"  3. Passendes ansehen:    passgenau matches --city {city.stem}")
    return 0


def _writable(folder: Path) -> None:
    """Before the first question: nobody shall answer in vain."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise InputError(f"In {there} lässt sich nichts anlegen; anderen Ordner wählen.")
