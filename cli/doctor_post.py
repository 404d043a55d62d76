"""What `doctor` finds in the post and the timetable."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from cli.outboxing import said_period
from cli.settings import BERLIN, Settings
from db import JobRuns, Outbox
from digest.ways import way
from funding import PassgenauError
from funding.outbox import Posted
from funding.records import JobRun
from schedule.timetable import titled

_STALE = timedelta(minutes=10)  # the schedule leaves a sign of life every minute
_WAITED = timedelta(hours=24)
_ALL = 100_000  # mails
_RECENT = timedelta(days=31)  # what failed before that nobody will mend any more


class Finding(NamedTuple):
    """One thing looked at; `todo` says what to do where it is not ok."""

    what: str
    state: Literal["ok", "warning", "error"]
    told: str
    todo: str = ""


def post(settings: Settings) -> Iterator[Finding]:
    """The way for mails, and what did not arrive."""
    try:
        if settings.mail:
            way(settings.mail, os.environ, settings.mail_cafile)
            yield Finding("Mailweg", "ok", settings.mail)
        else:
            yield Finding("Mailweg", "warning", "keiner eingestellt", "`mail` in passgenau.toml (docs/settings.md).")
    except PassgenauError as error:
        yield Finding("Mailweg", "error", str(error), "Die Einstellung berichtigen.")
    if settings.db.is_file():
        yield from _outbox(settings)


def timetable(settings: Settings) -> Iterator[Finding]:
    """Whether the schedule lives, and which of its steps did not end well."""
    if not settings.db.is_file():
        return
    try:
        with settings.store() as store:
            beat, last = JobRuns(store).heartbeat(), JobRuns(store).last()
    except PassgenauError:
        return  # told by the check of the database
    if beat is not None:
        alive = settings.now - beat < _STALE
        told = f"letztes Lebenszeichen {beat.astimezone(BERLIN):%d.%m.%Y %H:%M}"
        yield Finding("Zeitplan", "ok" if alive else "error", told, "" if alive else "`passgenau schedule` starten.")
    yield from (_step(run) for run in last.values() if run.outcome in {"failed", "aborted"})


def _step(run: JobRun) -> Finding:
    told = f"{run.started.astimezone(BERLIN):%d.%m.%Y %H:%M}: {run.reason or 'abgebrochen'}"
    todo = "Die Ursache beheben; der Zeitplan versucht es wieder."
    return Finding(f"Schritt {titled(run.job)}", "error", told, todo)


def _outbox(settings: Settings) -> Iterator[Finding]:
    try:
        with settings.store() as store:
            outbox = Outbox(store)
            failed, waiting = outbox.listed("failed", limit=1000), outbox.listed("ready", "claimed", limit=_ALL)
    except PassgenauError:
        return  # told by the check of the database
    failed = [mail for mail in failed if settings.now - mail.created < _RECENT]
    for mail in failed[:5]:
        period = said_period(mail.period) or mail.period
        again = f"Adresse im Profil prüfen, dann `passgenau digest retry {mail.id}`."
        todo = again if mail.message_id else "Adresse im Profil berichtigen."
        yield Finding("Mail", "error", f"an {mail.recipient} ({period}) gescheitert: {mail.error}", todo)
    if len(failed) > 5:
        yield Finding("Mail", "error", f"{len(failed) - 5} weitere gescheitert", "`passgenau digest outbox` lesen.")
    if waiting:
        oldest = min(mail.created for mail in waiting)
        late = settings.now - oldest > _WAITED
        todo = "`passgenau digest send`, und den Mailserver prüfen." if late else ""
        yield Finding("Mail", "error" if late else "ok", _waiting(waiting, oldest), todo)


def _waiting(mails: list[Posted], oldest: datetime) -> str:
    since = f"{oldest.astimezone(BERLIN):%d.%m.%Y %H:%M}"
    told = f"1 wartet seit {since}" if len(mails) == 1 else f"{len(mails)} warten, die älteste seit {since}"
    reason = next((mail.error for mail in mails if mail.error), "")
    return f"{told}: {reason}" if reason else told
