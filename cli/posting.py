"""`digest send`: make the mails that are due and send what waits."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from cli.addressees import cities_with
from cli.outboxing import said_period
from cli.output import Form, emit, output_options, say
from cli.scheduling import office, transport
from cli.settings import Settings
from crawl.twins.linking import relink
from db import Outbox, Store
from digest.ways import FORMS
from funding import CityProfile, InputError
from schedule import jobs, mailing
from schedule.mailing import Made, Round
from schedule.sending import alone

OUTCOMES: dict[mailing.Outcome, str] = {
    "ready": "gemacht", "nothing": "nichts Neues", "there": "gibt es schon", "later": "noch nicht an der Reihe",
    "unsubscribed": "abgemeldet", "refused": "geht nicht", "seen": "gilt als mitgeteilt",
}  # fmt: skip
_BRIEF = {"recipient": "an", "period": "für", "outcome": "Ergebnis", "subject": "Betreff"}
_ALL = 100_000  # mails
COLUMNS = {"city": "Stadt", "recipient": "an", "period": "für", "outcome": "Ergebnis", "subject": "Betreff"}


@click.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@click.option("--recipient", metavar="ADRESSE", help="Nur diese E-Mail-Adresse.")
@click.option("--early", is_flag=True, help="Auch an die, die erst an einem anderen Tag an der Reihe sind.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was verschickt würde; nichts wird geschrieben.")
@click.option("--mark-seen", is_flag=True, help="Nichts schicken: alles, was heute passt, gilt als mitgeteilt.")
@output_options
@click.pass_obj
def send(
    settings: Settings, city: str | None, recipient: str | None, early: bool, dry_run: bool, mark_seen: bool,
    form: Form | None,
) -> int:  # fmt: skip
    """Die fälligen Übersichten machen und verschicken, jede einmal; dazu, was noch im Postausgang liegt.

    Wer an einem Tag nicht an der Reihe war, bekommt am nächsten alles, was er noch nicht weiß.
    Vor dem ersten Versand an einer alten Datenbank: --mark-seen, dann kommt nur, was sich ab jetzt tut.

    Beispiel: passgenau digest send --dry-run
    """
    asked = Round(
        sender=settings.sender,
        day=settings.day,
        now=settings.now,
        only=recipient and recipient.strip(),
        early=early,
        seen=mark_seen,
    )
    if not (settings.mail or dry_run or mark_seen):
        raise InputError(f"Kein Weg für Mails ist eingestellt: `mail` in passgenau.toml oder PASSGENAU_MAIL. {FORMS}")
    transport(settings)  # a wrong way is told before anything is made
    with _ground(settings, dry_run=dry_run) as chosen, chosen.filled_store() as store:
        made = _made(chosen, store, cities_with(chosen, store, city, recipient), asked)
        emit(
            [_row(one, form) for one in made],
            COLUMNS if form else _BRIEF,
            form,
            nothing="Heute ist niemand an der Reihe.",
        )
        if dry_run or mark_seen:
            return 0
        went = _went(settings, store, form)
    return int(not went or any(one.outcome == "refused" for one in made))


def _went(settings: Settings, store: Store, form: Form | None) -> bool:
    """Send what waits and say how that went; False where a server refused a mail for good."""
    before = {mail.id for mail in Outbox(store).listed("failed", limit=_ALL)}
    told = office(settings).send()
    failed = [mail for mail in Outbox(store).listed("failed", limit=_ALL) if mail.id not in before]
    if form is None:
        click.echo(told)
    for mail in failed:
        say(f"Gescheitert an {mail.recipient}: {mail.error}. Was zu tun ist, sagt `passgenau doctor`.")
    return not failed


def _made(settings: Settings, store: Store, cities: tuple[CityProfile, ...], asked: Round) -> list[Made]:
    relink(store)  # where a crawl died or found the database busy before it could
    list(jobs.match_all(store, cities, settings.day, settings.now))
    with alone(store):
        return list(mailing.compose(store, cities, asked))


@contextmanager
def _ground(settings: Settings, *, dry_run: bool) -> Iterator[Settings]:
    """The settings; for a dry run with a copy of the database, so that whatever happens leaves no trace."""
    if not dry_run:
        yield settings
        return
    with tempfile.TemporaryDirectory() as folder, settings.filled_store() as store:
        copy = Path(folder) / "copy.sqlite"
        store.copy_to(copy)
        yield replace(settings, db=copy)


def _row(made: Made, form: Form | None) -> dict[str, object]:
    return {
        "city": made.city, "recipient": made.recipient, "subject": made.subject or None,
        "period": made.period if form else said_period(made.period),
        "outcome": made.outcome if form == "json" else OUTCOMES[made.outcome],
    }  # fmt: skip
