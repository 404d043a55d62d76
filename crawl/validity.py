"""Field by field, whether what a spider made can be true: for people who write or mend one. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from funding import Programme, Stage

_LEFT_OUT = {"portal", "lossy", "sources", "currency"}
_NEEDED = {"key", "title", "url", "funder", "funder_level", "kinds", "attribution"}
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*[ >/]|&(?:nbsp|amp|[aou]uml|szlig|#\d+);", re.IGNORECASE)
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf]|â€")
_LONGEST_TITLE = 300
_FAR = 8  # years: no call closes later
_EXAMPLE = 60  # characters


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldReport:
    """One field over all programmes: percent filled (0-100), how many different values, the first one, its faults."""

    field: str
    filled: float
    distinct: int
    example: str
    faults: tuple[str, ...]


def validity(programmes: Sequence[Programme], today: date) -> list[FieldReport]:
    """Every field that is filled anywhere, or has to be; nothing for no programmes."""
    reports = (_report(f.name, f.default, programmes, today) for f in fields(Programme) if f.name not in _LEFT_OUT)
    return [report for report in reports if programmes and (report.filled or report.field in _NEEDED)]


def _report(field: str, default: Any, programmes: Sequence[Programme], today: date) -> FieldReport:
    values = [getattr(programme, field) for programme in programmes]
    filled = [value for value in values if value not in (default, None, (), "")]
    faults = [*_missing(field, len(values) - len(filled)), *_strange(field, filled, today), *_alike(field, filled)]
    return FieldReport(
        field=field, filled=round(100 * len(filled) / max(1, len(values)), 1), distinct=len(set(map(repr, filled))),
        example=_short(filled[0]) if filled else "", faults=tuple(faults),
    )  # fmt: skip


def _missing(field: str, missing: int) -> Iterator[str]:
    if missing and field in _NEEDED:
        yield f"fehlt {missing}-mal"


def _strange(field: str, filled: Sequence[Any], today: date) -> Iterator[str]:
    check = _CHECKS.get(field, _text if filled and isinstance(filled[0], str) else None)
    if check is None:
        return
    told = Counter(fault for value in filled for fault in check(value, today))
    yield from (f"{fault} ({times}-mal)" for fault, times in told.most_common())


def _alike(field: str, filled: Sequence[Any]) -> Iterator[str]:
    """One text on most pages is the frame of the page, not the programme."""
    if field not in {"title", "url", "summary", "text"} or len(filled) < 3:
        return
    (value, times), *_ = Counter(map(repr, filled)).most_common(1)
    if times > len(filled) / 2:
        yield f"{times}-mal dasselbe: {_short(value)}"


def _text(value: str, _: date) -> Iterator[str]:
    if _MARKUP.search(value):
        yield "enthält HTML"
    if _MOJIBAKE.search(value) or "\ufffd" in value:
        yield "falscher Zeichensatz"
    if value != value.strip():
        yield "Leerzeichen am Rand"


def _title(value: str, today: date) -> Iterator[str]:
    yield from _text(value, today)
    if len(value) > _LONGEST_TITLE or "\n" in value:
        yield "zu lang für einen Titel"


def _url(value: str, _: date) -> Iterator[str]:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield "ist keine Webadresse"


def _key(value: str, _: date) -> Iterator[str]:
    if value != "".join(value.split()):
        yield "Schlüssel mit Leerzeichen: ist das der des Portals?"
    if value.isdigit() and len(value) < 3:
        yield "Schlüssel ist eine laufende Nummer: sie verschiebt sich"


def _stages(value: tuple[Stage, ...], today: date) -> Iterator[str]:
    for stage in value:
        if stage.opens and stage.closes and stage.opens > stage.closes:
            yield "schließt, bevor es öffnet"
        if stage.closes and not 2000 <= stage.closes.year <= today.year + _FAR:
            yield f"Frist im Jahr {stage.closes.year}"


def _percent(value: float, _: date) -> Iterator[str]:
    if not 0 < value <= 100:
        yield "liegt nicht zwischen 0 und 100 Prozent"


def _euros(value: int, _: date) -> Iterator[str]:
    if not 0 < value < 10_000_000_000:
        yield "unglaubhafte Summe"


_CHECKS: dict[str, Callable[[Any, date], Iterator[str]]] = {
    "key": _key, "title": _title, "url": _url, "stages": _stages, "rate_max": _percent, "own_share_min": _percent,
    "amount_min": _euros, "amount_max": _euros,
}  # fmt: skip


def _short(value: Any) -> str:
    """The first words of a value, on one line."""
    shown = value
    if isinstance(value, tuple):
        first = value[0]
        shown = getattr(first, "closes", None) or getattr(first, "url", None) or first
    line = " ".join(str(shown).split())
    return line if len(line) <= _EXAMPLE else f"{line[: _EXAMPLE - 1]}…"
