"""Tables as Excel and its relatives write them: CSV with any separator, XLSX."""

import csv
import io
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from crawl.lists_columns import fields_of
from crawl.lists_faults import Fault, quoted
from funding import InputError
from funding.text import squash

Line = tuple[int, list[Any]]

MOST_ROWS, MOST_COLUMNS = 50_000, 200
LARGEST_UNPACKED = 500_000_000  # bytes
_HEADER_WITHIN = 10  # rows; lists often begin with a heading and a date
_DELIMITERS = ";,\t"
# openpyxl reports a broken workbook by whatever its parsers happened to raise.
_BROKEN = (
    BadZipFile, zlib.error, OSError, EOFError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    SyntaxError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A cell whose formula was never computed: a program wrote the workbook and no Excel ever saved it."""

    place: str
    formula: str

    def __str__(self) -> str:
        return self.formula


def header_of(path: Path, lines: list[Line]) -> tuple[int, list[str]]:
    """Which line is the header (the one with most known columns, title among them), and its names."""
    best = max(range(len(lines[:_HEADER_WITHIN])), key=lambda at: _score(lines[at][1]), default=None)
    if best is None or not _score(lines[best][1]):
        first = ", ".join(f"„{name}“" for name in _names(lines[0][1])[:8]) if lines else "nichts"
        raise InputError(f"{path}: keine Kopfzeile mit einer Spalte „Titel“ gefunden (gelesen: {first}).")
    return best, _names(lines[best][1])


def csv_lines(path: Path, text: str) -> list[Line]:
    """The records of a CSV file; the separator is the one that makes the best header."""
    delimiter = max(_DELIMITERS, key=lambda sign: _promise(text, sign))
    try:
        return list(_records(text, delimiter, strict=True))
    except csv.Error as error:
        raise InputError(f"{path}: kein sauberes CSV ({error}). Bitte neu als CSV oder XLSX speichern.") from error


def xlsx_lines(path: Path) -> tuple[list[Line], list[Fault]]:
    """The rows of the first sheet. Formulas are not computed: what Excel last showed is taken."""
    try:
        _refuse_bomb(path)
        with path.open("rb") as stream, warnings.catch_warnings(action="ignore"):
            values, formulas = (
                load_workbook(stream, read_only=True, data_only=computed, keep_links=False).worksheets[0]
                for computed in (True, False)
            )
            return _sheet_lines(path, values, formulas)
    except _BROKEN as error:
        raise InputError(f"{path} ist keine lesbare Excel-Datei. Bitte neu als .xlsx oder CSV speichern.") from error


def _refuse_bomb(path: Path) -> None:
    with ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            raise InputError(f"{path} ist ausgepackt größer als {LARGEST_UNPACKED // 1_000_000} MB.")


def _sheet_lines(path: Path, values: Any, formulas: Any) -> tuple[list[Line], list[Fault]]:
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # files not written by Excel often state a wrong size
    lines, faults = [], []
    both = zip(values.iter_rows(max_col=MOST_COLUMNS), formulas.iter_rows(max_col=MOST_COLUMNS), strict=True)
    for number, (row, written) in enumerate(both, start=1):
        if number > MOST_ROWS:
            raise InputError(f"{path} hat mehr als {MOST_ROWS} Zeilen. Bitte in kleinere Listen teilen.")
        broken = [cell for cell in row if cell.value is not None and cell.data_type == "e"]
        faults += [
            Fault(message=f"Zelle {cell.coordinate}: Excel-Fehler {quoted(cell.value)}", value=cell.value)
            for cell in broken
        ]
        cells = list(map(_cell, row, written))
        if any(cell is not None for cell in cells):
            lines.append((number, cells))
    return lines, faults


def _cell(cell: Any, written: Any) -> Any:
    """Excel stores 80 % as 0.8; the sign is in the number's format only. A formula that gave "" is of type "str"."""
    if cell.value is None and cell.data_type != "str" and written.data_type == "f":
        return Unsaved(written.coordinate, str(getattr(written.value, "text", written.value)))
    if cell.value is None or cell.data_type == "e":
        return None
    if isinstance(cell.value, int | float) and "%" in str(cell.number_format):
        return f"{cell.value * 100:.6g} %"
    return cell.value


def _records(text: str, delimiter: str, *, strict: bool) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, list(cells)
        line = reader.line_num + 1


def _promise(text: str, delimiter: str) -> int:
    try:
        heads = [cells for _, (_, cells) in zip(range(_HEADER_WITHIN), _records(text, delimiter, strict=False))]  # noqa: B905
    except csv.Error:
        return 0
    return max(map(_score, heads), default=0)


def _score(cells: list[Any]) -> int:
    fields = fields_of(_names(cells)).values()
    return len(fields) if "title" in fields else 0


def _names(cells: list[Any]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = squash(str(cell))[:60] if cell is not None else ""
        names.append(name if name and name not in names else f"{name or 'ohne Überschrift'} ({number})")
    return names
