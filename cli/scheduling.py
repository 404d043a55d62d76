"""`schedule`: one process that crawls, matches and mails every day."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import click

from cli.output import Form, emit, output_options
from cli.settings import BERLIN, Settings
from crawl.base import portal_classes
from digest.envelope import mailbox_address
from digest.transport import Transport
from digest.ways import way
from funding import InputError
from funding.text import harmless
from schedule import running
from schedule.office import Office
from schedule.timetable import DIGESTS, Step, ahead, timetable, titled

_DAYS = 14
_COLUMNS = {"day": "Tag", "time": "Uhrzeit", "step": "Schritt"}
_GERMAN = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@click.command()
@click.option("--once", is_flag=True, help="Nur tun, was jetzt fällig ist, und enden (für cron und systemd-Timer).")
@click.option("--dry-run", is_flag=True, help=f"Nur zeigen, was in den nächsten {_DAYS} Tagen wann geschieht.")
@output_options
@click.pass_obj
def schedule(settings: Settings, once: bool, dry_run: bool, form: Form | None) -> int:
    """Jeden Tag abrufen, abgleichen und Übersichten verschicken.

    Was versäumt wurde, wird nachgeholt. Läuft, bis der Vorgang beendet wird (Strg+C oder SIGTERM): dann noch bis zum
    Ende des Schritts, an dem er ist.

    Beispiel: passgenau schedule --dry-run
    """
    steps = timetable({name: spider.rhythm for name, spider in portal_classes().items()})
    if dry_run:
        coming = _coming(steps, settings.now)
        emit(coming if form else _together(coming), _COLUMNS, form, nothing="In diesen Tagen geschieht nichts.")
        return 0
    stop = threading.Event()
    rota = _rota(settings, steps, stop)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with running.alone(settings.db):
        if once:
            return int(not rota.catch_up())
        click.echo(f"Der Zeitplan läuft, {len(steps)} Schritte; was kommt, zeigt `passgenau schedule --dry-run`.")
        running.keep(rota, stop)
    return 0


def transport(settings: Settings) -> Callable[[], Transport] | None:
    """How mails go, checked once now, and with it who is told what went wrong; None where nothing is set."""
    if not settings.mail:
        return None
    if settings.operator:
        mailbox_address("operator", settings.operator)
    way(settings.mail, os.environ, settings.mail_cafile)
    return lambda: way(settings.mail, os.environ, settings.mail_cafile)


def office(settings: Settings, ending: Callable[[], bool] = lambda: False) -> Office:
    """The steps on the database, profiles and way for mails of these settings."""
    return Office(
        db=settings.db, load=settings.loaded, sender=settings.sender, way=transport(settings),
        operator=settings.operator, clock=lambda: settings.now, ending=ending,
        sample_server=settings.sample_server or None,
    )  # fmt: skip


def _rota(settings: Settings, steps: tuple[Step, ...], stop: threading.Event) -> running.Rota:
    if settings.db.is_dir():
        raise InputError(f"{settings.db} ist ein Ordner; --db nennt die Datei der Datenbank.")
    work = office(settings, stop.is_set)
    return running.Rota(
        db=settings.db, steps=steps, do=work.do, clock=work.clock, say=_say(work.clock), ending=stop.is_set
    )


def _say(clock: Callable[[], datetime]) -> Callable[[str], None]:
    """A line in the log, with its time."""
    return lambda line: click.echo(harmless(f"{clock().astimezone(BERLIN):%d.%m.%Y %H:%M} {line}"))


def _coming(steps: tuple[Step, ...], now: datetime) -> list[dict[str, object]]:
    """Every step of the next days; one that comes several times a day stands once with its first and last hour."""
    found: dict[tuple[object, str], list[datetime]] = {}
    for moment, step in ahead(steps, now, _DAYS):
        found.setdefault((moment.date(), step.name), []).append(moment)
    return [
        {"day": f"{_GERMAN[moments[0].weekday()]} {moments[0]:%d.%m.%Y}", "time": _times(moments), "step": _named(step)}
        for (_, step), moments in sorted(found.items(), key=lambda one: one[1][0])
    ]


def _together(coming: list[dict[str, object]]) -> list[dict[str, object]]:
    """For people: what happens at one time of a day in one row."""
    rows: dict[tuple[object, object], list[str]] = {}
    for row in coming:
        rows.setdefault((row["day"], row["time"]), []).append(str(row["step"]))
    return [{"day": day, "time": time, "step": _listed(steps)} for (day, time), steps in rows.items()]


def _listed(steps: list[str]) -> str:
    """Steps of one kind name it once: "Abruf bmftr, skew"."""
    kinds: dict[str, list[str]] = {}
    for step in steps:
        kind, _, name = step.partition(" ")
        kinds.setdefault(kind, []).append(name)
    return "; ".join(f"{kind} {', '.join(names)}".strip() for kind, names in kinds.items())


def _named(step: str) -> str:
    return f"{titled(step)} machen und verschicken" if step == DIGESTS else titled(step)


def _times(moments: list[datetime]) -> str:
    first, last = moments[0], moments[-1]
    if last - first < timedelta(hours=1):
        return f"{first:%H:%M}"
    return f"{first:%H:%M} bis {last:%H:%M}, stündlich"
