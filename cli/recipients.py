"""`recipients`: who gets the digests, and who no longer wants to."""

from collections.abc import Iterator
from datetime import datetime

import click

from cli.finding import checked_cities
from cli.output import Form, emit, output_options
from cli.settings import Settings
from db import Outbox
from funding import InputError

RHYTHMS = {"daily": "täglich", "weekly": "wöchentlich", "monthly": "monatlich"}
COLUMNS = {
    "email": "Adresse", "city": "Stadt", "rhythm": "wie oft", "language": "Sprache", "unsubscribed": "abgemeldet am",
}  # fmt: skip


@click.group(invoke_without_command=True)
@click.pass_context
def recipients(ctx: click.Context) -> None:
    """Wer die Übersichten bekommt, und wer nicht mehr.

    Beispiel: passgenau recipients unsubscribe name@stadt.example.org
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@recipients.command(name="list")
@output_options
@click.pass_obj
def list_(settings: Settings, form: Form | None = None) -> int:
    """Alle nennen, die in den Profilen stehen oder sich abgemeldet haben.

    Beispiel: passgenau recipients list --csv
    """
    with settings.filled_store() as store:
        gone = Outbox(store).unsubscribed()
        rows = [
            {"email": r.email, "city": p.city.name, "rhythm": r.rhythm if form == "json" else RHYTHMS[r.rhythm],
             "language": r.language, "unsubscribed": _day(gone.get(r.email.casefold()))}
            for p in checked_cities(settings, store, None) for r in p.recipients
        ]  # fmt: skip
    listed = {str(row["email"]).casefold() for row in rows}
    rows += [{"email": email, "unsubscribed": _day(at)} for email, at in gone.items() if email not in listed]
    emit(rows, COLUMNS, form, nothing="In den Profilen stehen keine Empfänger (recipients).")
    return 0


@recipients.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADRESSE...")
@click.pass_obj
def unsubscribe(settings: Settings, addresses: tuple[str, ...]) -> int:
    """An diese Adressen nichts mehr schicken, auch nicht, was schon im Postausgang liegt.

    Beispiel: passgenau recipients unsubscribe name@stadt.example.org
    """
    wanted = list(_checked(addresses))
    with settings.filled_store() as store:
        for address in wanted:
            fresh = Outbox(store).unsubscribe(address, settings.now)
            click.echo(f"{address} {'bekommt nichts mehr.' if fresh else 'war schon abgemeldet.'}")
    return 0


@recipients.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADRESSE...")
@click.pass_obj
def resubscribe(settings: Settings, addresses: tuple[str, ...]) -> int:
    """An diese Adressen wieder schicken, wenn sie in den Profilen stehen.

    Beispiel: passgenau recipients resubscribe name@stadt.example.org
    """
    wanted = list(_checked(addresses))
    with settings.filled_store() as store:
        for address in wanted:
            back = Outbox(store).resubscribe(address)
            click.echo(f"{address} {'ist wieder angemeldet.' if back else 'war nicht abgemeldet.'}")
    return 0


def _checked(addresses: tuple[str, ...]) -> Iterator[str]:
    for address in addresses:
        name, at, place = address.strip().rpartition("@")
        if not (name and at and "." in place) or not address.strip().isprintable() or " " in address.strip():
            raise InputError(f"{address!r} ist keine E-Mail-Adresse; erwartet wird name@ort.example.")
        yield address.strip()


def _day(moment: datetime | None) -> object:
    return None if moment is None else moment.date()
