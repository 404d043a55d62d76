"""What is wrong with a list: a value, a row, a column."""

from dataclasses import dataclass
from typing import Any

from funding import Problem
from funding.text import squash

SHOWN = 200  # characters of a value
_QUOTED = 60  # of one within a message


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A Problem in the making, with its place in the file. `line` counts as editors and Excel do, from 1.

    `lost`: the whole row is missing because of it.
    """

    message: str
    line: int | None = None
    field: str | None = None
    value: Any = None
    lost: bool = False

    def problem(self, portal: str, key: str | None = None) -> Problem:
        """The same as it is stored and shown."""
        place = "" if self.line is None else f"Zeile {self.line}: "
        return Problem(portal=portal, message=place + self.message, key=key, field=self.field, value=shown(self.value))


class StrangeError(Exception):
    """A value that cannot be taken. `kept`: what can be taken of it all the same, or None.

    Each fault is a message and the value; a message that does not quote the value goes on after it: "ist kein Datum".
    """

    def __init__(self, *faults: tuple[str, Any], kept: Any = None) -> None:
        super().__init__(*faults)
        self.faults = faults
        self.kept = kept


def quoted(value: Any) -> str:
    """A value as part of a sentence: one line, cut where it is long."""
    text = squash(str(value)) or "(leer)"
    return f"„{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}“"


def shown(value: Any) -> str | None:
    """A value as people read it, cut where it is long."""
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
