"""Deadlines of a row -> stages. The portal's times are of three kinds, told apart by the type of the row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crawl.sedia.rows import EXTERNAL, Row
from funding import Stage
from funding.programme import StageName

ZONE = "Europe/Brussels"
USUAL = time(17)  # o'clock in Brussels, where the portal gives only a day
_BRUSSELS = ZoneInfo(ZONE)
_MODELS: dict[str, tuple[StageName, ...]] = {
    "single-stage": ("application",),
    "two-stage": ("sketch", "application"),
    "multiple cut-off": ("application",),
    "multiple-cut-off": ("application",),
}
_MORNING = 8  # earlier hours are the evening before of somebody far in the west
_DOUBTFUL = 0.5
_EARLIEST, _LATEST = 1990, 2100
_FORMS = ("%d %B %Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in Brussels and a time of it, to the minute; None where the portal gives only the day."""

    day: date
    at: time | None
    said: str
    sure: bool = True


def stages(row: Row) -> tuple[Stage, ...]:
    """The gates of a row. One that cannot be read takes all of them with it: a wrong deadline is worse than none."""
    opens = opening(row)
    told = row.all("deadlineDate") or row.planned("deadlineDates")
    moments = [moment(text, row.type) for text in told]
    for text, found in zip(told, moments, strict=True):
        if found is None:
            row.fault("deadlineDate", text)
    known = sorted({found for found in moments if found}, key=lambda found: (found.day, found.at or USUAL))
    if not known or len(known) < len(set(moments)):
        return (Stage(opens=opens, zone=ZONE, source="portal"),) if opens and not told else ()
    return _ordered(row, known, opens)


def opening(row: Row) -> date | None:
    """The day from which applications are taken, as planned or as it was."""
    for name in ("startDate", "plannedOpeningDate"):
        text = row.first(name) or next(iter(row.planned(name)), "")
        found = moment(text, row.type) if text else None
        if text and found is None:
            row.fault(name, text)
        if found is not None:
            return found.day
    return None


def moment(text: str, type_: str) -> Moment | None:
    """A day and time as the portal writes them ("2026-09-17T00:00:00.000+0000"), or None.

    Topics and cascade calls: midnight means a day alone; any other time is the clock's in Brussels although it is
    labelled UTC (17:00 in summer and winter alike). External actions: real UTC, with random seconds.
    """
    stamp = _parsed(text.strip())
    if stamp is None or not _EARLIEST <= stamp.year <= _LATEST:
        return None
    said = stamp.strftime("%Y-%m-%dT%H:%M")
    local = stamp.astimezone(_BRUSSELS)
    if stamp.time() == time.min:
        return Moment(stamp.date(), None, said)
    if type_ == EXTERNAL:
        return _of_the_day(local, said)
    if type_ == "1" and (local.hour, local.minute) == (0, 0):
        return Moment(local.date(), None, said)
    return Moment(stamp.date(), stamp.time().replace(microsecond=0), said, sure=stamp.hour >= _MORNING)


def _of_the_day(local: datetime, said: str) -> Moment:
    """Midnight is the end of the day before."""
    if (local.hour, local.minute) == (0, 0):
        return Moment(local.date() - timedelta(days=1), time(23, 59), said)
    return Moment(local.date(), time(local.hour, local.minute), said)


def _parsed(text: str) -> datetime | None:
    """A moment in UTC, without its seconds."""
    if text.isascii() and text.isdigit() and len(text) in {12, 13}:  # milliseconds
        return datetime.fromtimestamp(int(text) / 1000, UTC).replace(second=0, microsecond=0)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = next((day for form in _FORMS if (day := _as(text, form))), None)  # type: ignore[assignment]
    try:
        aware = found and (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC))
    except OverflowError:
        return None
    return aware.replace(second=0, microsecond=0) if aware else None


def _as(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - a day alone has no zone
    except ValueError:
        return None


def _ordered(row: Row, known: Sequence[Moment], opens: date | None) -> tuple[Stage, ...]:
    model = row.first("deadlineModel").strip().lower()
    names = _MODELS.get(model)
    if names is None and (model or len(known) > 1):
        row.fault("deadlineModel", model or "fehlt")
        names = ("application",)
    if model == "two-stage":
        return _two(known, opens)
    return tuple(
        _stage("application", found, number, opens if found.day >= (opens or found.day) else None)
        for number, found in enumerate(known)
    )


def _two(known: Sequence[Moment], opens: date | None) -> tuple[Stage, ...]:
    """Pairs of a first and a second step; one left over is a first step whose second is not dated yet."""
    return tuple(
        _stage("sketch" if number % 2 == 0 else "application", found, number // 2, opens if number == 0 else None)
        for number, found in enumerate(known)
    )


def _stage(name: StageName, found: Moment, round_: int, opens: date | None) -> Stage:
    """A gate. The portal's stamp, in UTC or not, would only confuse beside it; a doubtful one is shown."""
    return Stage(
        stage=name, opens=opens, closes=found.day, closes_at=found.at or USUAL, zone=ZONE, round=round_,
        quote="" if found.sure else found.said, source="portal", confidence=1.0 if found.sure else _DOUBTFUL,
    )  # fmt: skip
