"""`facts`: what the reader finds in texts that somebody brings along."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

import click

from cli.facts_shown import NAMES, demand, doubt, when
from cli.output import Screen, say
from facts import Facts, as_guide, read_text
from funding import InputError
from funding.vocabulary import STAGES, Language, label

_LANGUAGES = get_args(Language)
_ENGLISH = (" the ", " and ", " of ", " for ")
_GERMAN = (" der ", " und ", " die ", " für ")
_FIGURES = (
    ("rate_max", "Förderquote", "{:g} %"), ("rate_normal", "ohne Notlage", "{:g} %"),
    ("own_share_min", "Eigenanteil", "mindestens {:g} %"), ("own_share_normal", "ohne Notlage", "mindestens {:g} %"),
    ("amount_max", "Höchstbetrag", "{:,.0f} €"), ("amount_min", "Mindestbetrag", "{:,.0f} €"),
)  # fmt: skip
_MAY = {"yes": "ja", "no": "wohl nicht"}
_MODES = {"rolling": "laufend möglich", "before_start": "vor Beginn", "elsewhere": "Fristen stehen im Aufruf"}
_LONGEST = 20_000_000  # bytes of a line
_EXPECTED = 'erwartet wird je Zeile ein Objekt wie {"id": "1", "text": "…"}.'
Record = dict[str, Any]


@click.command()
@click.argument("file", metavar="DATEI.jsonl", type=click.Path(allow_dash=True))
@click.option("--text", "readable", is_flag=True, help="Lesbar mit Zitaten statt als JSON.")
def facts(file: str, readable: bool) -> int:
    """Fristen, Quoten, Beträge und mehr aus Texten lesen (JSONL).

    Jede Zeile ist ein JSON-Objekt mit "id" und "text", dazu wahlweise "title", "language" (de oder en) und "crawled".
    Zu jeder Zeile wird ein JSON-Objekt ausgegeben; "-" liest von der Standardeingabe. Zeilen, die sich nicht lesen
    lassen, werden mit ihrer Nummer gemeldet; die übrigen werden trotzdem ausgegeben (Exit-Code 1).

    Beispiel: passgenau facts texte.jsonl > fakten.jsonl
    """
    name = Path(file).name
    with _opened(file) as lines:
        seen = broken = 0
        for number, line in _lines(lines):
            seen += 1
            try:
                _tell(_record(line), readable=readable)
            except _LineError as error:
                broken += 1
                say(f"Fehler: {name}, Zeile {number}: {error}")
    if not seen:
        raise InputError(f"{name}: keine Zeile mit einem JSON-Objekt gefunden.")
    return int(broken > 0)


class _LineError(Exception):
    """One line that cannot be read; the message says what is wrong and what to do."""


def _tell(record: Record, *, readable: bool) -> None:
    found = read_text(record["text"], title=record.get("title"), language=_language(record))
    if readable:
        _print(record, found)
    else:
        click.echo(json.dumps({"id": record["id"], **as_guide(found)}, ensure_ascii=False))


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except FileNotFoundError:
        raise InputError(f"{file} gibt es nicht.") from None
    except OSError as error:
        raise InputError(f"{file} lässt sich nicht lesen ({error.strerror}).") from None


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Every line that is not empty, with its number; of one that is too long only the beginning."""
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        rest = line
        while len(rest) == _LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST)
        if line.strip():
            yield number, line


def _record(line: bytes) -> Record:
    if len(line) == _LONGEST:
        raise _LineError(f"länger als {_LONGEST // 10**6} MB; bitte den Text kürzen oder auf mehrere Zeilen verteilen.")
    try:
        record = json.loads(line.rstrip().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _LineError("kein UTF-8; bitte die Datei in UTF-8 speichern.") from None
    except json.JSONDecodeError as error:
        raise _LineError(f"kein gültiges JSON ab Zeichen {error.pos + 1}; {_EXPECTED}") from None
    except (ValueError, RecursionError):
        raise _LineError(f"kein gültiges JSON (zu tief verschachtelt oder eine zu lange Zahl); {_EXPECTED}") from None
    if not isinstance(record, dict):
        raise _LineError(f"kein JSON-Objekt; {_EXPECTED}")
    _check(record)
    return {key: _printable(value) if isinstance(value, str) else value for key, value in record.items()}


def _printable(text: str) -> str:
    """JSON can carry half of a character pair, which no output can."""
    return text.encode("utf-8", "replace").decode()


def _check(record: Record) -> None:
    if not isinstance(record.get("id"), str | int) or isinstance(record["id"], bool):
        raise _LineError('"id" fehlt oder ist weder Text noch ganze Zahl; bitte ergänzen.')
    if not isinstance(record.get("text"), str):
        raise _LineError('"text" fehlt oder ist kein Text; bitte ergänzen.')
    if not isinstance(record.get("title"), str | None):
        raise _LineError('"title" ist kein Text; bitte in Anführungszeichen setzen oder weglassen.')
    if record.get("language") not in (None, *_LANGUAGES):
        shown = json.dumps(record["language"], ensure_ascii=False)[:40]
        raise _LineError(f'"language" ist {shown}; erlaubt sind {" und ".join(_LANGUAGES)}, oder bitte weglassen.')


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
        out.print(f"  {name + ':':22} {value}{doubt(confidence)}" + (f"  „{' '.join(quote.split())}“" if quote else ""))
    for words in found.malformed:
        out.print(f"  {'Problem:':22} Betrag nicht lesbar  „{words}“")


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
    for one, _ in found.conditions:
        yield NAMES[one.field], demand(one.value), one.quote, 1.0
    if found.kommune is not None:
        yield "Kommune", _MAY[found.kommune.code], found.kommune.quote, found.kommune.confidence
