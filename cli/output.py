"""The same three forms of output for every list: table, JSON, CSV."""

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

Form = Literal["table", "json", "csv"]
Row = Mapping[str, Any]
_Function = TypeVar("_Function", bound=Callable[..., Any])
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTH = 120
_PROSE = {"title", "snippet", "why_not", "told", "todo", "old", "new", "homepage", "best", "regions", "what"}


def output_options(function: _Function) -> _Function:
    """Add --json and --csv to a command; it receives `form`."""
    for flag, form, words in (
        ("--csv", "csv", "Als CSV ausgeben (UTF-8, Semikolon, für Tabellenprogramme)."),
        ("--json", "json", "Als JSON ausgeben."),
    ):
        function = click.option(flag, "form", flag_value=form, default=None, help=words)(function)
    return function


def console(*, stderr: bool = False) -> Console:
    """A terminal as wide as it is, or 120 columns where the output is piped."""
    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    return (
        made if made.is_terminal else Console(stderr=stderr, highlight=False, markup=False, emoji=False, width=_WIDTH)
    )


def emit(rows: Sequence[Row], columns: Mapping[str, str], form: Form | None, *, nothing: str) -> None:
    """Print rows; `columns` (key -> heading) are those of table and CSV, JSON has all. `nothing` is said of no rows."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    elif form == "csv":
        click.echo(as_csv(rows, columns), nl=False)
    elif rows:
        console().print(_table(rows, columns))  # narrow columns stay whole, titles and reasons wrap
    else:
        click.echo(nothing)


def as_csv(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    """Headings are the stable keys; a cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(key)) for key in columns] for row in rows)
    return sheet.getvalue()


def german(day: date | None) -> str:
    """23.11.2026, or a dash where no date is known."""
    return "–" if day is None else day.strftime("%d.%m.%Y")


def euros(amount: int | None) -> str:
    """12.500 €, or a dash where the sum is unknown."""
    return "–" if amount is None else f"{amount:,} €".replace(",", ".")


def say(message: str) -> None:
    """A remark beside the output: on stderr, so that pipes stay clean."""
    click.echo(message, err=True)


def is_terminal() -> bool:
    """Whether somebody watches."""
    return sys.stderr.isatty()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _table(rows: Sequence[Row], columns: Mapping[str, str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for key, heading in columns.items():
        numeric = all(isinstance(row.get(key), int | float | None) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold", no_wrap=key not in _PROSE)
    for row in rows:
        table.add_row(*(Text(_shown(row.get(key))) for key in columns))
    return table


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return german(value)
    return "–" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
