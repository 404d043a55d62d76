"""`digest`: what each officer would read today, and the way there."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

import digest as mail
from cli.addressees import cities_with, is_named
from cli.feeding import feed
from cli.files import write_whole
from cli.outboxing import outbox, retry
from cli.output import say
from cli.posting import send
from cli.settings import Settings
from db import Outbox
from funding import CityProfile, InputError, Recipient
from funding.text import fold
from schedule import jobs


@click.group()
def digest() -> None:
    """Die Übersichten für die Zuständigen.

    Beispiel: passgenau digest preview --out vorschau
    """


for command in (send, outbox, retry, feed):
    digest.add_command(command)


@digest.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@click.option("--recipient", metavar="ADRESSE", help="Nur diese E-Mail-Adresse.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="ORDNER",
              help="Als .eml, .html, .txt und .ics in diesen Ordner schreiben, statt den Text zu zeigen.")  # fmt: skip
@click.pass_obj
def preview(settings: Settings, city: str | None, recipient: str | None, out: Path | None) -> int:
    """Zeigen, was die Zuständigen heute zu lesen bekämen; es wird nichts verschickt.

    Beispiel: passgenau digest preview --city greifswald --out vorschau
    """
    with settings.filled_store() as store:
        cities = cities_with(settings, store, city, recipient)
        readers = list(chosen(cities, recipient))
        gone = Outbox(store).unsubscribed()
        list(jobs.match_all(store, cities, settings.day, settings.now))
        known = {programme.id: programme for programme in store.programmes()}
        for profile, reader in readers:
            if reader.email.casefold() in gone:
                say(f"{reader.email} hat sich abgemeldet: verschickt wird davon nichts.")
            made = jobs.digest_for(store, profile, reader, known, settings.day)
            if out is None:
                click.echo(f"{mail.render(made).subject}\n\n{mail.render(made).text}")
            else:
                for path in write(out, profile, reader, made, settings):
                    click.echo(path)
    return 0


def write(
    folder: Path, profile: CityProfile, recipient: Recipient, made: mail.Digest, settings: Settings
) -> list[Path]:
    """The mail as .eml, its parts as .html and .txt, its gates (if any) as .ics; each file whole or not at all."""
    rendered, calendar = mail.render(made), mail.calendar(made, settings.now)
    occasion = mail.Occasion(kind="preview", period=settings.day.isoformat())
    message = mail.message(rendered, recipient, settings.sender, settings.now, calendar, occasion=occasion)
    parts: Mapping[str, bytes] = {
        "eml": message.as_bytes(), "html": rendered.html.encode(), "txt": rendered.text.encode(), "ics": calendar,
    }  # fmt: skip
    return [
        write_whole(folder / f"{stem(profile, recipient)}.{ending}", content)
        for ending, content in parts.items()
        if content
    ]


def stem(profile: CityProfile, recipient: Recipient) -> str:
    """What the files of a recipient are called."""
    return f"{profile.city.slug}-{re.sub('[^a-z0-9]+', '-', fold(recipient.email)).strip('-')}"


def chosen(cities: tuple[CityProfile, ...], address: str | None) -> Iterator[tuple[CityProfile, Recipient]]:
    """Every recipient of these cities, or the one of that address (`cities_with` has made sure of it)."""
    pairs = [(profile, recipient) for profile in cities for recipient in profile.recipients]
    fitting = [pair for pair in pairs if is_named(address, pair[1])]
    if not fitting:
        raise InputError("In diesen Profilen stehen keine Empfänger (recipients): für eine Vorschau eintragen.")
    yield from fitting
