"""The command group, its global options, and how errors are told."""

import io
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from cli.settings import read_settings
from cli.usage import in_german
from funding import PassgenauError
from funding.text import harmless

# One file per command group, imported when one of its commands is called: `passgenau -h` stays quick.
COMMANDS = {
    "init": ("cli.starting", "init", "Einen Arbeitsordner anlegen: Einstellungen, ein erstes Profil, die Datenbank."),
    "crawl": ("cli.crawling", "crawl", "Portale abrufen und die Programme speichern."),
    "import": ("cli.crawling", "import_", "Programme aus einer eigenen Liste übernehmen (JSONL, CSV, XLSX)."),
    "crawl-worker": ("cli.working", "crawl_worker", ""),
    "portals": ("cli.portals", "portals", "Die Quellen nennen, und was aus dem Papier des Städtetags gelesen wird."),
    "portal": ("cli.portal", "portal", "Eine Quelle anlegen oder prüfen (im Quellcode von passgenau)."),
    "runs": ("cli.running", "runs", "Vergangene Abrufe: was sie fanden und was sie nicht lesen konnten."),
    "match": ("cli.matching", "match", "Alle Projekte mit allen Programmen abgleichen und das Ergebnis speichern."),
    "matches": ("cli.matching", "matches", "Die am besten passenden Programme je Projekt zeigen."),
    "explain": ("cli.explaining", "explain", "Erklären, warum ein Programm zu einem Projekt passt oder nicht."),
    "feedback": ("cli.feedback", "feedback", "Sagen, ob ein Programm passt; das Gesagte zeigen."),
    "programmes": ("cli.programmes", "programmes", "Gespeicherte Programme auflisten, durchsuchen, zeigen."),
    "changes": ("cli.changing", "changes", "Zeigen, was sich seit einem Tag geändert hat."),
    "facts": ("cli.fact_reading", "facts", "Fristen, Quoten, Beträge und mehr aus Texten lesen (JSONL)."),
    "profiles": ("cli.profiling", "profiles", "Die Profile der Städte prüfen, zeigen, anlegen und ergänzen."),
    "digest": ("cli.digests", "digest", "Die Übersichten für die Zuständigen."),
    "recipients": ("cli.recipients", "recipients", "Wer die Übersichten bekommt, und wer nicht mehr."),
    "schedule": ("cli.scheduling", "schedule", "Jeden Tag abrufen, abgleichen und Übersichten verschicken."),
    "doctor": ("cli.doctoring", "doctor", "Die Installation, die Datenbank, die Profile und die Quellen prüfen."),
    "demo": ("cli.demonstrating", "demo", "Alles einmal zeigen, mit Beispiel-Portalen auf diesem Rechner."),
}
_WITH_VALUE = ("--db", "--profiles", "--today")
_FLAGS = ("-v", "--verbose")


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order in which a user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of the command that was called."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The first line of each command's help, without importing it."""
        with formatter.section("Befehle"):
            formatter.write_dl([(name, told) for name, (_, _, told) in COMMANDS.items() if told])


class Day(click.ParamType[date, Any]):
    """A date as people write it: 2026-11-23 or 23.11.2026."""

    name = "Datum"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that shows the two forms."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007
            except ValueError:
                continue
        raise click.BadParameter(f"{value!r} ist kein Datum; erlaubt: 2026-11-23 oder 23.11.2026", ctx, param)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", type=click.Path(path_type=Path), help="Datenbank-Datei (Vorgabe: passgenau.sqlite).")
@click.option("--profiles", type=click.Path(path_type=Path), help="Ordner der Stadtprofile (Vorgabe: profiles).")
@click.option("--today", type=Day(), metavar="DATUM", help="Diesen Tag als heute nehmen, z. B. 2026-11-23.")
@click.option("-v", "--verbose", is_flag=True, help="Mehr sagen: Protokoll und vollständige Fehlermeldungen.")
@click.version_option(version("passgenau"), "--version", prog_name="passgenau", help="Version zeigen.")
@click.pass_context
def app(ctx: click.Context, db: Path | None, profiles: Path | None, today: date | None, verbose: bool) -> None:
    """Passende öffentliche Förderung für die Projekte einer Stadt finden.

    Beispiel: passgenau crawl && passgenau matches --city greifswald
    """
    settings = ctx.obj = read_settings({"db": db, "profiles": profiles, "today": today, "verbose": verbose})
    if settings.model:
        os.environ["PASSGENAU_MODEL"] = settings.model  # the timetable and its processes match with the same


@app.result_callback()
@click.pass_context
def _finish(ctx: click.Context, /, code: int | None, **_: object) -> int:
    """A call that had to pass over a profile has done its work, and is not in order."""
    return max(code or 0, int(bool(ctx.meta.get("passgenau.faults"))))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors become one line on stderr and exit code 1 or 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without umlauts must not end a command
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(words))


def run(words: list[str]) -> int:
    """The exit code of a call."""
    verbose = any(flag in words for flag in _FLAGS)
    try:
        return int(app.main(global_first(words), prog_name="passgenau", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        return _told(in_german(error), error.exit_code)
    except PassgenauError as error:
        if verbose:
            raise
        return _told(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _told("abgebrochen.", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def global_first(words: list[str]) -> list[str]:
    """Let --db, --profiles, --today and -v stand anywhere: move them in front of the command."""
    front: list[str] = []
    rest: list[str] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word in {"--", "crawl-worker"}:
            return [*front, *rest, word, *queue]
        if word in _WITH_VALUE and queue:
            front += [word, queue.pop(0)]
        elif word in _FLAGS or word.startswith(tuple(f"{option}=" for option in _WITH_VALUE)):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def _told(message: str, code: int) -> int:
    click.echo(harmless(f"Fehler: {' '.join(message.split())}"), err=True)
    return code
