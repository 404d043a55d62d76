"""What the portal knows on one day, and how its replicas answer."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from typing import Any
from urllib.parse import quote

from demo.sedia.labels import LABELS
from demo.sedia.parts import BadRequestError
from demo.sedia.query import Row, compiled, values
from demo.sedia.topics import expired_row

API_VERSION = "2.151"
LARGEST_PAGE = 100
WINDOW = 10_000
FACETS = "frameworkProgramme programmeDivision programmePeriod status type typesOfAction mission destination".split()
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """What a client asks: the three JSON parts (None: not sent), the text, the page (from 1) and its size."""

    query: Any = None
    languages: Any = None
    sort: Any = None
    text: str = "***"
    page: int = 1
    size: int = 10


class SediaIndex:
    """The portal's rows and topic details on one day.

    `rows`: results as the search gives them; `details`: `TopicDetails` documents by identifier, in any case of
    letters; `labels`: field -> code -> label (default: `LABELS`); `seed`: makes the disorder repeatable.
    `shuffled`: rows that the sort leaves tied come in another order at every request, so that pages repeat some rows
    and miss others, and two reads differ. Without a `sort` all rows are tied; sorted by `identifier`, as good as none.
    `overlap`: share (0 to 1) of rows that stand elsewhere at every request whatever the sort.
    `jitter`: the seconds of deadlines of type 2 change with every request.
    """

    def __init__(
        self, rows: Iterable[Row], details: Mapping[str, Mapping[str, Any]] | None = None, labels: Labels | None = None,
        *, seed: int = 0, shuffled: bool = True, jitter: bool = True, overlap: float = 0.0,
    ) -> None:  # fmt: skip
        self.rows = tuple(rows)
        self.details = {name.lower(): detail for name, detail in (details or {}).items()}
        self.labels = LABELS if labels is None else labels
        self.seed, self.shuffled, self.jitter, self.overlap = seed, shuffled, jitter, overlap
        self._requests = count()

    def failing(self, extra: int = 500) -> "SediaIndex":
        """The same day with a broken index: so many rows more, "open" and long expired."""
        rows = (*self.rows, *(expired_row(number) for number in range(extra)))
        return SediaIndex(
            rows, self.details, self.labels,
            seed=self.seed, shuffled=self.shuffled, jitter=self.jitter, overlap=self.overlap,
        )  # fmt: skip

    def search(self, asked: Search) -> dict[str, Any]:
        """The answer to a search; raises `BadRequestError` for what the portal refuses."""
        size = min(max(asked.size, 1), LARGEST_PAGE)
        if asked.page < 1 or asked.page * size > WINDOW:
            raise BadRequestError(f"Result window is too large: at most {WINDOW} rows can be read")
        chance = random.Random(f"{self.seed}/{next(self._requests)}")  # noqa: S311 - repeatable disorder is the purpose
        found = self._ordered(_sorts(asked.sort), self._matching(asked), chance)
        rows = found[(asked.page - 1) * size : asked.page * size]
        return {
            "apiVersion": API_VERSION, "terms": asked.text, "responseTime": 41, "totalResults": len(found),
            "pageNumber": asked.page, "pageSize": size, "sort": json.dumps(asked.sort) if asked.sort else "",
            "groupByField": None, "queryLanguage": {"language": "en", "probability": 0.0}, "spellingSuggestion": "",
            "bestBets": [], "results": [self._told(row, chance) for row in rows], "warnings": [],
        }  # fmt: skip

    def facet(self, asked: Search) -> dict[str, Any]:
        """Codes, labels and counts of the rows that match; a code without a label stands for itself."""
        rows = self._matching(asked)
        counts = {name: Counter(value for row in rows for value in values(row, name)) for name in FACETS}
        facets = [self._facet(name, counted) for name, counted in counts.items() if counted]
        return {"apiVersion": API_VERSION, "terms": asked.text, "responseTime": 17, "facets": facets}

    def detail(self, name: str) -> bytes | None:
        """The topic's document by its identifier in lower case; another case of letters is another file."""
        found = self.details.get(name)
        return None if found is None else json.dumps(found, ensure_ascii=False).encode()

    def _matching(self, asked: Search) -> list[Row]:
        test = compiled(asked.query)
        languages = asked.languages
        if languages is not None and not isinstance(languages, list):
            raise BadRequestError("languages: a list expected")
        words = asked.text.replace("*", " ").casefold().split()
        return [
            row for row in self.rows
            if test(row) and (languages is None or row.get("language") in languages) and _mentions(row, words)
        ]  # fmt: skip

    def _ordered(self, sorts: list[tuple[str, bool]], rows: list[Row], chance: random.Random) -> list[Row]:
        if self.shuffled:
            chance.shuffle(rows)
        for field, descending in reversed(sorts):
            rows = sorted((row for row in rows if values(row, field)), key=lambda row: values(row, field)[0])
            if descending:
                rows.reverse()
        for _ in range(ceil(self.overlap * len(rows))):
            rows.insert(chance.randrange(len(rows)), rows.pop(chance.randrange(len(rows))))
        return rows

    def _told(self, row: Row, chance: random.Random) -> Row:
        if not self.jitter or values(row, "type") != ["2"] or "metadata" not in row:
            return row
        moved = [f"{day[:17]}{chance.randrange(60):02}{day[19:]}" for day in values(row, "deadlineDate")]
        return {**row, "metadata": {**row["metadata"], "deadlineDate": moved}}

    def _facet(self, name: str, counted: Counter[str]) -> dict[str, Any]:
        labels = self.labels.get(name, {})
        listed = [
            {"apiVersion": API_VERSION, "rawValue": code, "value": _half_encoded(labels.get(code, code)), "count": rows}
            for code, rows in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        return {"apiVersion": API_VERSION, "database": "SEDIA", "name": name, "rawName": name, "count": len(listed),
                "values": listed}  # fmt: skip


def _sorts(sort: Any) -> list[tuple[str, bool]]:
    listed: Sequence[Any] = sort if isinstance(sort, list) else [] if sort is None else [sort]
    if not all(isinstance(entry, dict) and isinstance(entry.get("field"), str) for entry in listed):
        raise BadRequestError('sort: {"field": …, "order": "ASC" or "DESC"} expected')
    return [(entry["field"], str(entry.get("order", "ASC")).upper() == "DESC") for entry in listed]


def _mentions(row: Row, words: list[str]) -> bool:
    if not words:
        return True
    text = f"{row.get('summary')} {row.get('content')} {values(row, 'identifier')} {values(row, 'title')}".casefold()
    return all(word.strip('"') in text for word in words)


def _half_encoded(label: str) -> str:
    """As the portal's labels arrive: `&` and letters beyond ASCII URL-encoded, `+` lost."""
    return quote(label, safe=" '(),-./:;%").replace("%2B", " ")
