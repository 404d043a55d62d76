"""`init`: a folder in which passgenau can work."""

from pathlib import Path
from typing import Any

import click

from cli.files import write_whole
from cli.profile_writing import ask_city, city_options, write_city
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
    if config.exists():
        raise InputError(f"{config} gibt es schon; hier ist alles angelegt. Weitere Städte: `passgenau profiles new`.")
    city = write_city(folder / "profiles", ask_city(**given))
    write_whole(config, _TOML.encode())
    Store(folder / "passgenau.sqlite").close()
    click.echo(f"Angelegt: {config}, {city}, {folder / 'passgenau.sqlite'}\n")
    click.echo("Die nächsten drei Schritte:")
    click.echo(
        f"  1. Vorhaben eintragen:   {city} im Editor öffnen (oder `passgenau profiles add-project {city.stem}`)"
    )
    click.echo(f"  2. Programme holen:      cd {folder} && passgenau profiles check && passgenau crawl")
    click.echo(f"  3. Passendes ansehen:    passgenau matches --city {city.stem}")
    return 0
