"""The same three forms of output for every list: table, JSON, CSV."""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from funding.text import harmless

Form = Literal["table", "json", "csv"]
Row = Mapping[str, Any]
_Function = TypeVar("_Function", bound=Callable[..., Any])
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_C1 = re.compile("[\x7f-\x9f]")
_WIDTH = 120
_NARROW = 100  # columns below which a table would break words and numbers
_FEW = 2  # columns of a table that is readable all the same
_PROSE = {
    "title", "snippet", "why_not", "told", "todo", "old", "new", "homepage", "best", "regions", "what", "groups",
    "result", "subject", "error", "step", "why", "name", "gives", "example", "faults",
}  # fmt: skip


def output_options(function: _Function) -> _Function:
    """Add --json and --csv to a command; it receives `form`."""
    for flag, form, words in (
        ("--csv", "csv", "Als CSV ausgeben (UTF-8, Semikolon, für Tabellenprogramme)."),
        ("--json", "json", "Als JSON ausgeben."),
    ):
        function = click.option(flag, "form", flag_value=form, default=None, help=words)(function)
    return function


def language_option(function: _Function) -> _Function:
    """Add --lang to a command; it receives `lang`."""
    choice = click.Choice(["de", "en"])
    return click.option("--lang", type=choice, default="de", show_default=True, help="Sprache der Meldungen.")(function)


class Screen(Console):
    """A terminal that scraped text cannot steer; as wide as it is, or 120 columns where the output is piped."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)
        if not self.is_terminal and "COLUMNS" not in os.environ:
            self.width = _WIDTH

    def print(self, *objects: Any, **how: Any) -> None:
        """Like rich's, without control signs; long lines are left to the terminal, so that they can be copied."""
        shown = (harmless(item) if isinstance(item, str) else item for item in objects)
        super().print(*shown, **({"soft_wrap": True} | how if all(isinstance(o, str) for o in objects) else how))


def emit(rows: Sequence[Row], columns: Mapping[str, str], form: Form | None, *, nothing: str) -> None:
    """Print rows; `columns` (key -> heading) are those of table and CSV, JSON has all. `nothing` is said of no rows."""
    if form == "json":
        click.echo(
            _C1.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        )
    elif form == "csv":
        click.echo(as_csv(rows, columns), nl=False)
    elif not rows:
        click.echo(nothing)
    else:
        screen = Screen()
        show = _blocks if screen.width < _NARROW and len(columns) > _FEW else _table
        screen.print(show(rows, columns))


def as_csv(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    """For a German spreadsheet: UTF-8 with its mark, semicolons, decimal commas, ISO dates.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\n")
    writer.writerow(columns.values())
    writer.writerows([_cell(row.get(key)) for key in columns] for row in rows)
    return f"\ufeff{sheet.getvalue()}"


def german(day: date | None) -> str:
    """23.11.2026, or a dash where no date is known."""
    return "–" if day is None else day.strftime("%d.%m.%Y")


def euros(amount: int | None) -> str:
    """12.500 €, or a dash where the sum is unknown."""
    return "–" if amount is None else f"{amount:,} €".replace(",", ".")


def say(message: str) -> None:
    """A remark beside the output: on stderr, so that pipes stay clean."""
    click.echo(harmless(message), err=True)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = "" if value is None else harmless(_joined(value))
    return f"'{text}" if not isinstance(value, int) and text.startswith(_FORMULA) else text


def _table(rows: Sequence[Row], columns: Mapping[str, str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for key, heading in columns.items():
        numeric = all(isinstance(row.get(key), int | float | None) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold", no_wrap=key not in _PROSE)
    for row in rows:
        table.add_row(*(Text(_shown(row.get(key))) for key in columns))
    return table


def _blocks(rows: Sequence[Row], columns: Mapping[str, str]) -> Text:
    """One row below the other, for a terminal too narrow for a table."""
    lines = (
        "\n".join(f"{heading}: {_shown(row.get(key))}" for key, heading in columns.items() if row.get(key) is not None)
        for row in rows
    )
    return Text("\n\n".join(lines) + "\n")


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return german(value)
    return "–" if value is None else harmless(_joined(value))


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
