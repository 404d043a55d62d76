"""A JSONL, CSV or XLSX file -> rows of named cells, each with its line. Raises InputError where it is none of these."""

import codecs
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawl.lists_faults import Fault, quoted
from crawl.lists_kinds import refuse
from crawl.lists_tables import Line, csv_lines, header_of, xlsx_lines
from funding import InputError

LARGEST = 100_000_000  # bytes; the whole Förderdatenbank in JSONL is about half of it


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """`cells` by column name, the empty ones left out."""

    line: int
    cells: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a file holds, and what of it could not be read."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def load(path: Path) -> Sheet:
    """The rows of a list. The format is told by the content, not by the name."""
    raw = _bytes(path)
    refuse(path, raw)
    if raw.startswith(b"PK\x03\x04"):
        return _table(path, *xlsx_lines(path))
    text, faults = _decoded(path, raw)
    if text.lstrip().startswith(("{", "[")):
        return _jsonl(path, text, faults)
    return _table(path, csv_lines(path, text), faults)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError(f"{path} ist keine Datei. Bitte eine Liste als JSONL, CSV oder XLSX angeben.")
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} ist größer als {LARGEST // 1_000_000} MB. Bitte in kleinere Listen teilen.")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} lässt sich nicht lesen: {error.strerror}.") from error
    if not raw.strip():
        raise InputError(f"{path} ist leer.")
    return raw


def _decoded(path: Path, raw: bytes) -> tuple[str, list[Fault]]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(path, raw, "utf-16"), []
    if b"\x00" in raw:
        raise InputError(f"{path} ist keine Textdatei. Bitte eine Liste als JSONL, CSV oder XLSX angeben.")
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = Fault(message="Die Datei ist nicht in UTF-8; sie wurde als Windows-1252 gelesen. Bitte Umlaute prüfen.")
        return _strictly(path, raw, "cp1252"), [note]


def _strictly(path: Path, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{path} ist weder in UTF-8 noch in Windows-1252 geschrieben. Bitte neu speichern.") from error


def _jsonl(path: Path, text: str, faults: list[Fault]) -> Sheet:
    sheet = Sheet(faults=faults)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            _object(sheet, number, line)
    if not sheet.rows:
        raise InputError(f"{path}: keine Zeile ist ein JSON-Objekt. Bitte je Programm eine Zeile {{…}} schreiben.")
    return sheet


def _object(sheet: Sheet, number: int, line: str) -> None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        _lost(sheet, number, line, "kein gültiges JSON")
        return
    if isinstance(value, dict):
        sheet.rows.append(Row(line=number, cells={name: cell for name, cell in value.items() if filled(cell)}))
    else:
        _lost(sheet, number, line, "kein JSON-Objekt {…}")


def _lost(sheet: Sheet, number: int, line: str, why: str) -> None:
    message = f"{quoted(line)} ist {why}; die Zeile fehlt."
    sheet.faults.append(Fault(message=message, line=number, value=line, lost=True))


def _table(path: Path, lines: list[Line], faults: list[Fault]) -> Sheet:
    at, names = header_of(path, lines)
    rows = (Row(line=number, cells=_named(names, cells)) for number, cells in lines[at + 1 :])
    sheet = Sheet(rows=[row for row in rows if row.cells], faults=faults)
    if not sheet.rows:
        raise InputError(f"{path} hat unter der Kopfzeile keine Zeilen.")
    return sheet


def _named(names: list[str], cells: list[Any]) -> dict[str, Any]:
    more = [f"ohne Überschrift ({number})" for number in range(len(names) + 1, len(cells) + 1)]
    return {name: cell for name, cell in zip([*names, *more], cells, strict=False) if filled(cell)}


def filled(cell: Any) -> bool:
    """Whether anything stands in a cell."""
    return bool(cell.strip()) if isinstance(cell, str) else cell not in (None, [], {})
