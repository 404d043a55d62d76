"""Rows of the EU portal for tests, and a portal that answers as badly as it may."""

import json
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from crawl.sedia.answers import identity
from crawl.sedia.listing import Ask
from crawl.sedia.search import Facets, Search
from demo.sedia.query import compiled

OPEN = "31094502"


def topic(number: int, **fields: Any) -> dict[str, Any]:
    """A row of type 1 as the search gives it; None leaves a field out."""
    told = {
        "identifier": [f"CERV-2027-{number}"], "type": ["1"], "status": [OPEN], "DATASOURCE": ["SEDIA"],
        "title": [f"Aufruf {number}"], "startDate": ["2026-10-01T00:00:00.000+0000"], "language": ["en"],
        "deadlineDate": ["2027-02-11T00:00:00.000+0000"], "deadlineModel": ["single-stage"],
        "frameworkProgramme": ["43251589"], "programmePeriod": ["2021 - 2027"],
    }  # fmt: skip
    told |= {name: value if isinstance(value, list) else [value] for name, value in fields.items() if value}
    left = {name: value for name, value in told.items() if fields.get(name, "") is not None}
    return {"reference": f"{52_000_000 + number}TOPICSen", "language": "en", "summary": "", "url": "", "metadata": left}


class Portal:
    """Answers searches of its rows: complete pages in disorder, longer results in pages that overlap.

    `shorten`: how often (0 to 1) an answer lacks some of its rows.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]], seed: int = 0, shorten: float = 0.0) -> None:
        self.rows = list(rows)
        self.chance, self.shorten = Random(seed), shorten
        self.asked = 0
        self.forgotten: set[str] = set()  # programmes that the facets do not count

    def answer(self, ask: Ask) -> bytes:
        self.asked += 1
        matching = [row for row in self.rows if compiled(ask.part.query())(row)]
        size = min(len(matching) - (ask.page - 1) * 100, 100)
        shown = self.chance.sample(matching, max(size, 0))
        if self.chance.random() < self.shorten:
            shown = shown[: self.chance.randrange(len(shown) + 1)]
        return json.dumps({"totalResults": len(matching), "results": shown}).encode()

    def facets(self) -> bytes:
        counted: dict[str, dict[str, int]] = {"frameworkProgramme": {}, "type": {}, "status": {}}
        for row in self.rows:
            for name, codes in counted.items():
                for code in row["metadata"].get(name, ()):
                    if code not in self.forgotten:
                        codes[code] = codes.get(code, 0) + 1
        return json.dumps({"facets": [
            {"name": name, "values": [{"rawValue": c, "value": f"Wort {c}", "count": n} for c, n in codes.items()]}
            for name, codes in counted.items()
        ]}).encode()  # fmt: skip


def searched(portal: Portal, before: Sequence[Any] = (), facets: bytes | None = None) -> Search:
    """A search of the portal, to its end."""
    search = Search(before, facets)
    asks = search.begin()
    while asks:
        ask = asks.pop(0)
        asks += search.take_facets(portal.facets()) if isinstance(ask, Facets) else search.take(ask, portal.answer(ask))
    assert search.done
    return search


def identities(rows: Iterable[Any]) -> set[tuple[str, str, str]]:
    return {identity(row) for row in rows}
