"""`digest outbox` and `digest retry`: what waits, went and failed."""

import click

from cli.output import Form, emit, output_options
from cli.settings import Settings
from db import Outbox
from funding import InputError
from funding.outbox import STATES, MailState, Posted

LABELS: dict[MailState, str] = {
    "ready": "wartet", "claimed": "wird verschickt", "sent": "verschickt", "failed": "gescheitert",
    "withdrawn": "zurückgezogen",
}  # fmt: skip
COLUMNS = {
    "mail": "Mail", "state": "Zustand", "recipient": "an", "kind": "Art", "period": "für", "subject": "Betreff",
    "attempts": "Versuche", "error": "Grund",
}  # fmt: skip


@click.command()
@click.option("--state", type=click.Choice(STATES), help="Nur Mails in diesem Zustand.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Höchstens so viele.")
@output_options
@click.pass_obj
def outbox(settings: Settings, state: MailState | None, limit: int, form: Form | None) -> int:
    """Den Postausgang zeigen, die neueste Mail zuerst.

    Beispiel: passgenau digest outbox --state failed
    """
    with settings.filled_store() as store:
        found = Outbox(store).listed(*([state] if state else []), limit=limit)
    emit([_row(mail, form) for mail in found], COLUMNS, form, nothing="Der Postausgang ist leer.")
    return 0


@click.command()
@click.argument("mail", type=int, required=False, metavar="MAIL")
@click.option("--all", "every", is_flag=True, help="Alle gescheiterten Mails.")
@click.pass_obj
def retry(settings: Settings, mail: int | None, every: bool) -> int:
    """Eine gescheiterte Mail noch einmal in den Postausgang legen.

    Wo inzwischen eine neuere an dieselbe Adresse entstand, geht das nicht: sie enthält, was die alte sagen wollte.

    Beispiel: passgenau digest retry 17
    """
    if (mail is None) is not every:
        raise InputError("Bitte die Nummer einer Mail angeben (siehe `passgenau digest outbox`) oder --all.")
    with settings.filled_store() as store:
        out = Outbox(store)
        wanted = [one.id for one in out.listed("failed", limit=1_000_000)] if mail is None else [mail]
        again = [number for number in wanted if out.retry(number, settings.now)]
    if mail is not None and not again:
        raise InputError(f"Mail {mail} ist nicht gescheitert, es gibt sie nicht, oder eine neuere ersetzt sie.")
    click.echo(f"{len(again)} von {len(wanted)} gescheiterten Mails liegen wieder im Postausgang.")
    return 0


def _row(mail: Posted, form: Form | None) -> dict[str, object]:
    return {
        "mail": mail.id, "state": mail.state if form == "json" else LABELS[mail.state], "recipient": mail.recipient,
        "kind": mail.kind, "period": mail.period, "subject": mail.subject, "attempts": mail.attempts,
        "error": mail.error or None, "created": mail.created, "due": mail.due, "sent": mail.sent,
    }  # fmt: skip
