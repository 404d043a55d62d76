"""`digest feed`: what fits, to subscribe to instead of mails or beside them."""

from pathlib import Path

import click

from cli.addressees import cities_with
from cli.files import write_whole
from cli.settings import Settings
from schedule import jobs


@click.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@click.option("--recipient", metavar="ADRESSE", help="Nur diese E-Mail-Adresse.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="ORDNER", required=True,
              help="Wohin die Dateien geschrieben werden, je Person eine .atom und eine .ics.")  # fmt: skip
@click.pass_obj
def feed(settings: Settings, city: str | None, recipient: str | None, out: Path) -> int:
    """Alles Passende zum Abonnieren schreiben: einen Atom-Feed und einen Kalender der Fristen.

    Beides zeigt alle passenden Programme, ob gemailt oder nicht. Die Dateien nennen Vorhaben: öffentlich sind sie erst,
    wenn jemand sie auf einen Webserver legt.

    Beispiel: passgenau digest feed --city greifswald --out abo
    """
    from cli.digests import chosen, stem  # that file lists this command

    with settings.filled_store() as store:
        cities = cities_with(settings, store, city, recipient)
        readers = list(chosen(cities, recipient))
        list(jobs.match_all(store, cities, settings.day, settings.now))
        known = {programme.id: programme for programme in store.programmes()}
        for profile, reader in readers:
            atom, calendar = jobs.feed_for(store, profile, reader, known, settings.day, settings.now)
            for ending, content in (("atom", atom), ("ics", calendar)):
                click.echo(write_whole(out / f"{stem(profile, reader)}-abo.{ending}", content))
    return 0
