"""What one application can get. The portal's table lists the whole call: only the lines of the own action count."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawl.sedia.rows import Row

_GREATEST = 10**11  # euros; more is a mistake
_NUMBER = re.compile(r"\d+(?:\.0*)?")


def amounts(row: Row) -> tuple[int | None, int | None]:
    """The least and the greatest contribution to one project in euros; 0 and nothing mean "not stated"."""
    least, most = [], []
    for line in own_lines(row):
        least += _euros(row, line.get("minContribution"))
        most += _euros(row, line.get("maxContribution"))
    floor, ceiling = min(least, default=None), max(most, default=None)
    if floor is not None and ceiling is not None and floor > ceiling:
        row.fault("budgetOverview", f"minContribution {floor} > maxContribution {ceiling}")
        return None, None
    return floor, ceiling


def own_lines(row: Row) -> Iterator[Mapping[str, Any]]:
    """The lines of the budget table whose action begins with the row's identifier."""
    mine = re.compile(re.escape(row.identifier) + r"(?![\w-])", re.IGNORECASE) if row.identifier else None
    for line in _lines(row):
        action = line.get("action")
        if mine and isinstance(action, str) and mine.match(action.strip()):
            yield line


def _lines(row: Row) -> Iterator[Mapping[str, Any]]:
    table = row.parsed("budgetOverview") or row.details.get("budgetOverviewJSONItem")
    topics = table.get("budgetTopicActionMap") if isinstance(table, Mapping) else None
    if table and topics is None:
        row.fault("budgetOverview", table)
    for lines in topics.values() if isinstance(topics, Mapping) else ():
        yield from (line for line in (lines if isinstance(lines, list) else ()) if isinstance(line, Mapping))


def _euros(row: Row, value: object) -> list[int]:
    text = str(value).strip() if isinstance(value, int | float | str) and not isinstance(value, bool) else ""
    if not text:
        return []
    found = int(text.split(".")[0]) if _NUMBER.fullmatch(text) and len(text) < 20 else None
    if found is None or found > _GREATEST:
        row.fault("budgetOverview", text)
        return []
    return [found] if found else []
