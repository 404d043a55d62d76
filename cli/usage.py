"""Usage errors as one German line: what is wrong, what is allowed, where help is."""

import re

import click

from cli.settings import hint

# click's own words -> ours; groups are kept.
_SENTENCES = (
    (r"(.+) is not in the range (.+?)\.", r"\1 liegt nicht im Bereich \2"),
    (r"(.+) is not a valid (?:integer|int)(?: range)?\.", r"\1 ist keine ganze Zahl"),
    (r"(.+) is not one of (.+?)\.", r"\1 gibt es nicht; erlaubt: \2"),
    (r"Directory (.+) is a file\.", r"\1 ist eine Datei und kein Ordner"),
    (r"No such command (.+?)\..*", r"Diesen Befehl gibt es nicht: \1"),
    (r"Got unexpected extra arguments? \((.+)\)", r"zu viel angegeben: \1"),
    (r"Option (.+) requires an argument\.", r"Die Option \1 braucht einen Wert"),
)


def in_german(error: click.ClickException) -> str:
    """The error's line, with the call that shows the help."""
    if not isinstance(error, click.UsageError):
        return error.format_message()
    more = f". Hilfe: {error.ctx.command_path if error.ctx else 'passgenau'} -h"
    if isinstance(error, click.NoSuchOption):
        near = f" (meinten Sie {error.possibilities[0]}?)" if error.possibilities else ""
        return f"Die Option {error.option_name} gibt es nicht{near}{more}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"Es fehlt {_name(error.param)}{more}"
    where = f"{_name(error.param)}: " if isinstance(error, click.BadParameter) and error.param is not None else ""
    near = _near(error)
    return f"{where}{_translated(error.message)}{near}{more}"


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))


def _near(error: click.UsageError) -> str:
    command = re.match(r"No such command '(.+?)'", error.message)
    group = error.ctx.command if error.ctx else None
    known = group.list_commands(error.ctx) if error.ctx and isinstance(group, click.Group) else []
    near = hint(command[1], known) if command else ""
    return f" ({near[1:2].lower()}{near[2:]})" if near else ""


def _translated(message: str) -> str:
    for english, german in _SENTENCES:
        if re.fullmatch(english, message, re.DOTALL):
            return re.sub(english, german, message, flags=re.DOTALL)
    return message.rstrip(".")
