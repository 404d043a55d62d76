"""`facts`: what the reader finds in texts that somebody brings along."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

import click

from cli.facts_shown import doubt, when
from cli.output import Screen
from facts import Facts, as_guide, read_text
from funding import InputError
from funding.vocabulary import STAGES, Language, label

_LANGUAGES = get_args(Language)
_ENGLISH = (" the ", " and ", " of ", " for ")
_GERMAN = (" der ", " und ", " die ", " für ")
_FIGURES = (
    ("rate_max", "Förderquote", "{:g} %"), ("own_share_min", "Eigenanteil", "mindestens {:g} %"),
    ("amount_max", "Höchstbetrag", "{:,.0f} €"), ("amount_min", "Mindestbetrag", "{:,.0f} €"),
)  # fmt: skip
_MAY = {"yes": "ja", "no": "wohl nicht"}
_MODES = {"rolling": "laufend möglich", "before_start": "vor Beginn", "elsewhere": "Fristen stehen im Aufruf"}
Record = dict[str, Any]


@click.command()
@click.argument("file", metavar="DATEI.jsonl", type=click.Path(allow_dash=True))
@click.option("--text", "readable", is_flag=True, help="Lesbar mit Zitaten statt als JSON.")
def facts(file: str, readable: bool) -> int:
    """Fristen, Quoten, Beträge und mehr aus Texten lesen (JSONL).

    Jede Zeile ist ein JSON-Objekt mit "id" und "text", dazu wahlweise "title", "language" (de oder en) und "crawled".
    Zu jeder Zeile wird ein JSON-Objekt ausgegeben; "-" liest von der Standardeingabe.

    Beispiel: passgenau facts texte.jsonl > fakten.jsonl
    """
    with _opened(file) as lines:
        records = list(_records(lines, Path(file).name))
    for record in records:
        found = read_text(record["text"], title=record.get("title"), language=_language(record))
        if readable:
            _print(record, found)
        else:
            click.echo(json.dumps({"id": record["id"], **as_guide(found)}, ensure_ascii=False))
    return 0


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except FileNotFoundError:
        raise InputError(f"{file} gibt es nicht.") from None
    except OSError as error:
        raise InputError(f"{file} lässt sich nicht lesen ({error.strerror}).") from None


def _records(lines: BinaryIO, name: str) -> Iterator[Record]:
    """Every line, checked; raises InputError with file and line of the first that is wrong."""
    seen = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            seen += 1
            yield _record(line, f"{name}:{number}")
    if not seen:
        raise InputError(f"{name}: keine Zeile mit einem JSON-Objekt gefunden.")


def _record(line: bytes, where: str) -> Record:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{where}: kein UTF-8; bitte die Datei in UTF-8 speichern.") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: kein gültiges JSON ({error}); erwartet wird ein Objekt je Zeile.") from None
    if not isinstance(record, dict):
        raise InputError(f'{where}: kein JSON-Objekt; erwartet wird z. B. {{"id": "1", "text": "…"}}.')
    _check(record, where)
    return {key: _printable(value) if isinstance(value, str) else value for key, value in record.items()}


def _printable(text: str) -> str:
    """JSON can carry half of a character pair, which no output can."""
    return text.encode("utf-8", "replace").decode()


def _check(record: Record, where: str) -> None:
    if not isinstance(record.get("id"), str | int):
        raise InputError(f'{where}: "id" fehlt oder ist weder Text noch Zahl.')
    if not isinstance(record.get("text"), str):
        raise InputError(f'{where}: "text" fehlt oder ist kein Text.')
    if not isinstance(record.get("title"), str | None):
        raise InputError(f'{where}: "title" ist kein Text.')
    if record.get("language") not in {None, *_LANGUAGES}:
        raise InputError(f'{where}: "language" ist {record["language"]!r}; erlaubt sind {" und ".join(_LANGUAGES)}.')


def _language(record: Record) -> Language:
    """What the line says, else what its small words say; German where neither tells."""
    said: Literal["de", "en"] | None = record.get("language")
    if said is not None:
        return said
    low = record["text"].lower()
    return "en" if sum(map(low.count, _ENGLISH)) > sum(map(low.count, _GERMAN)) else "de"


def _print(record: Record, found: Facts) -> None:
    out = Screen()
    out.print(f"{record['id']}  {record.get('title') or ''}".rstrip(), style="bold")
    for name, value, quote, confidence in _told(found):
        out.print(f"  {name + ':':14} {value}{doubt(confidence)}" + (f"  „{' '.join(quote.split())}“" if quote else ""))
    for words in found.malformed:
        out.print(f"  {'Problem:':14} Betrag nicht lesbar  „{words}“")


def _told(found: Facts) -> Iterator[tuple[str, str, str, float]]:
    for stage in found.stages:
        yield label(STAGES, stage.stage), when(stage), stage.quote, stage.confidence
    if found.shut is not None:
        yield "Stand", "geschlossen", found.shut.quote, found.shut.confidence
    for words in found.mode_words:
        yield "Antrag", _MODES[words.code], words.quote, words.confidence
    for field, name, form in _FIGURES:
        figure = getattr(found, field)
        if figure is not None:
            yield name, form.format(figure.value).replace(",", "."), figure.quote, figure.confidence
    if found.kommune is not None:
        yield "Kommune", _MAY[found.kommune.code], found.kommune.quote, found.kommune.confidence
