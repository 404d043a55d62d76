"""`digest outbox` and `digest retry`: what waits, went and failed."""

import re

import click

from cli.output import Form, emit, output_options
from cli.settings import BERLIN, Settings
from db import Outbox
from db.outbox import SEEN
from funding import InputError
from funding.outbox import STATES, MailState, Posted

LABELS: dict[MailState, str] = {
    "ready": "wartet", "claimed": "wird verschickt", "sent": "verschickt", "failed": "gescheitert",
    "withdrawn": "zurückgezogen",
}  # fmt: skip
_BRIEF = {"mail": "Mail", "state": "Zustand", "recipient": "an", "period": "für", "told": "Betreff oder Grund"}
COLUMNS = {
    "mail": "Mail", "state": "Zustand", "recipient": "an", "kind": "Art", "period": "für", "subject": "Betreff",
    "attempts": "Versuche", "error": "Grund", "created": "gemacht", "due": "fällig", "sent": "verschickt",
}  # fmt: skip


@click.command()
@click.option("--state", type=click.Choice(STATES), help="Nur Mails in diesem Zustand.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Höchstens so viele.")
@output_options
@click.pass_obj
def outbox(settings: Settings, state: MailState | None, limit: int, form: Form | None) -> int:
    """Den Postausgang zeigen, die neueste Mail zuerst.

    Alle Angaben, auch Art, Versuche und Zeiten, haben --json und --csv.

    Beispiel: passgenau digest outbox --state failed
    """
    with settings.filled_store() as store:
        found = Outbox(store).listed(*([state] if state else []), limit=limit)
    emit([_row(mail, form) for mail in found], COLUMNS if form else _BRIEF, form, nothing="Der Postausgang ist leer.")
    return 0


@click.command()
@click.argument("mail", type=click.IntRange(1, 2**63 - 1), required=False, metavar="MAIL")
@click.option("--all", "every", is_flag=True, help="Alle gescheiterten Mails.")
@click.pass_obj
def retry(settings: Settings, mail: int | None, every: bool) -> int:
    """Eine gescheiterte Mail noch einmal gehen lassen, eine wartende sofort.

    Wo inzwischen eine neuere an dieselbe Adresse entstand, geht das nicht: sie enthält, was die alte sagen wollte.

    Beispiel: passgenau digest retry 17
    """
    if (mail is None) is not every:
        raise InputError("Bitte die Nummer einer Mail angeben (siehe `passgenau digest outbox`) oder --all.")
    with settings.filled_store() as store:
        click.echo(_all_again(Outbox(store), settings) if mail is None else _again(Outbox(store), mail, settings))
    return 0


def _all_again(outbox: Outbox, settings: Settings) -> str:
    wanted = outbox.listed("failed", limit=1_000_000)
    again = sum(outbox.retry(one.id, settings.now) for one in wanted)
    if not wanted:
        return "Keine Mail ist gescheitert."
    replaced = "" if again == len(wanted) else " Die übrigen haben keinen Inhalt oder sind durch neuere ersetzt."
    return f"{again} von {len(wanted)} gescheiterten Mails liegen wieder im Postausgang.{replaced}"


def _again(outbox: Outbox, number: int, settings: Settings) -> str:
    if outbox.retry(number, settings.now):
        return f"Mail {number} liegt wieder im Postausgang und geht mit dem nächsten Versand (`passgenau digest send`)."
    if outbox.hasten(number, settings.now):
        return f"Mail {number} wartete schon; sie geht jetzt mit dem nächsten Versand (`passgenau digest send`)."
    mail = outbox.get(number)
    if mail is None:
        raise InputError(f"Es gibt keine Mail {number}; die Nummern zeigt `passgenau digest outbox`.")
    raise InputError(f"Mail {number} {_why_not(mail)}")


def _why_not(mail: Posted) -> str:
    """Why a mail cannot go again."""
    if mail.state == "sent":
        return f"ist schon verschickt; zweimal geht keine ({said_period(mail.period) or mail.kind})."
    if mail.state == "claimed":
        return "wird gerade verschickt."
    if mail.state == "withdrawn":
        return f"ist zurückgezogen ({mail.error}); die nächste Übersicht sagt, was offen blieb."
    if not mail.message_id:
        return f"konnte nicht gemacht werden ({mail.error}); bitte die Adresse im Profil berichtigen."
    return "ist durch eine neuere an dieselbe Adresse ersetzt; die sagt, was die alte sagen wollte."


def said_period(period: str) -> str | None:
    """A mail's key in German: KW 48/2026, 23.11.2026, 11/2026; None for a key that says nothing to a reader."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", period):
        return f"KW {week[2]}/{week[1]}"
    if day := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", period):
        return ".".join(part for part in (day[3], day[2]) if part) + ("." if day[3] else "/") + day[1]
    return "bisher" if period.startswith(SEEN) else None


def _row(mail: Posted, form: Form | None) -> dict[str, object]:
    row: dict[str, object] = {
        "mail": mail.id, "state": mail.state if form == "json" else _state(mail), "recipient": mail.recipient,
        "kind": mail.kind, "period": mail.period if form else said_period(mail.period), "subject": mail.subject,
        "attempts": mail.attempts, "error": mail.error or None, "created": mail.created, "due": mail.due,
        "sent": mail.sent,
    }  # fmt: skip
    return row if form else row | {"told": _told(mail)}


def _state(mail: Posted) -> str:
    """In German; of a row that notes why there is no mail, just that."""
    return LABELS[mail.state] if mail.message_id or mail.state != "withdrawn" else "keine Mail"


def _told(mail: Posted) -> str:
    """What is to be known of it: where something is amiss, what; else its subject."""
    if mail.state == "ready" and mail.error:
        return f"{mail.error}; nächster Versuch ab {mail.due.astimezone(BERLIN):%d.%m.%Y %H:%M}"
    return mail.error if mail.error and mail.state != "sent" else mail.subject
