"""`recipients`: who gets the digests, and who no longer wants to."""

from collections.abc import Iterator
from datetime import datetime

import click

from cli.finding import checked_cities
from cli.output import Form, emit, output_options, say
from cli.settings import Settings, hint
from db import Outbox, Store
from funding import InputError, PassgenauError
from schedule import keeping

RHYTHMS = {"daily": "täglich", "weekly": "wöchentlich", "monthly": "monatlich"}
_BACK = "ist wieder angemeldet; was inzwischen nicht ging, kommt mit dem nächsten Versand."
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

    Gemerkt wird auch eine Adresse, die in keinem Profil steht; das wird gesagt, denn es kann ein Tippfehler sein.

    Beispiel: passgenau recipients unsubscribe name@stadt.example.org
    """
    wanted = list(_checked(addresses))
    with settings.filled_store() as store:
        known = _known(settings, store)
        for address in wanted:
            fresh = Outbox(store).unsubscribe(address, settings.now)
            click.echo(f"{address} {'bekommt nichts mehr.' if fresh else 'war schon abgemeldet.'}")
            if known and address.casefold() not in known:
                say(f"{address} steht in keinem Profil; die Abmeldung ist trotzdem gemerkt.{_meant(address, known)}")
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
            click.echo(f"{address} {_BACK if back else 'war nicht abgemeldet.'}")
    return 0


def _known(settings: Settings, store: Store) -> set[str]:
    """The addresses of all profiles that count; none where the profiles cannot be read: leaving must be possible."""
    try:
        standing = keeping.standing(store, settings.loaded())
    except PassgenauError:
        return set()
    return {recipient.email.casefold() for profile in standing.profiles for recipient in profile.recipients}


def _meant(address: str, known: set[str]) -> str:
    """Which of the profiles' addresses is near; that of the same office, not any at the same mail server."""
    return hint(address.casefold(), sorted(known), least=85)


def _checked(addresses: tuple[str, ...]) -> Iterator[str]:
    for address in addresses:
        name, at, place = address.strip().rpartition("@")
        if not (name and at and "." in place) or not address.strip().isprintable() or " " in address.strip():
            raise InputError(f"{address!r} ist keine E-Mail-Adresse; erwartet wird name@ort.example.")
        yield address.strip()


def _day(moment: datetime | None) -> object:
    return None if moment is None else moment.date()
