"""Rows that a copy of the former portal still calls open although they ended long ago."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from crawl.sedia.dates import moment, opening
from crawl.sedia.rows import FORMER, Row, StrangeRow, read

_ENDLESS = timedelta(days=365)  # a call that names no deadline may go on for so long


def current(rows: Iterable[Any], today: date) -> Iterator[Any]:
    """The rows without relics: from a copy of the former portal, still "open" and over for all that they say.

    Hundreds of them are there on some days and none on others. What is no row or has a date that cannot be read stays,
    to become a Problem.
    """
    for raw in rows:
        try:
            over = _over(read(raw), today)
        except StrangeRow:
            over = False
        if not over:
            yield raw


def _over(row: Row, today: date) -> bool:
    """Of the former portal, and each deadline past; without any, opened more than a year ago."""
    if row.first("DATASOURCE") != FORMER:
        return False
    told = row.all("deadlineDate") or row.planned("deadlineDates")
    ends = [moment(text, row.type) for text in told]
    if ends:
        return all(end is not None and end.day < today for end in ends)
    opened = opening(row)
    return opened is not None and opened + _ENDLESS < today
