"""Parts of the portal's search. A part and its complement are the whole, whatever its rows hold."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

TYPES = ("1", "2", "8")  # topic, external action, call of a funded project
STATUSES = ("31094501", "31094502")  # forthcoming, open
PERIODS = ("2021 - 2027", "2028 - 2034")  # the calls of the next one come up before this one ends
_MOMENT = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """Rows with one of these codes in the field."""

    field: str
    codes: tuple[str, ...]

    def query(self) -> dict[str, Any]:
        """As the search wants it."""
        return {"terms": {self.field: list(self.codes)}}


@dataclass(frozen=True, slots=True)
class Since:
    """Rows with a date in the field from this day on."""

    field: str
    day: str

    def query(self) -> dict[str, Any]:
        """As the search wants it: only the index's own way of writing a moment compares."""
        return {"range": {self.field: {"gte": f"{self.day}T00:00:00.000+0000"}}}


Clause = Terms | Since


@dataclass(frozen=True, slots=True)
class Partition:
    """What all of `must` and none of `never` fits, of the open and forthcoming calls."""

    must: tuple[Clause, ...] = ()
    never: tuple[Clause, ...] = ()

    def query(self) -> dict[str, Any]:
        """The JSON of the part `query`."""
        must = [
            Terms("type", TYPES).query(), Terms("status", STATUSES).query(),
            Terms("programmePeriod", PERIODS).query(), *(clause.query() for clause in self.must),
        ]  # fmt: skip
        never = {"must_not": [clause.query() for clause in self.never]} if self.never else {}
        return {"bool": {"must": must} | never}

    def admits(self, programme: str) -> bool:
        """Whether rows of a programme may lie here."""
        told = [(clause, True) for clause in self.must] + [(clause, False) for clause in self.never]
        return all(
            (programme in clause.codes) is wanted
            for clause, wanted in told
            if isinstance(clause, Terms) and clause.field == "frameworkProgramme"
        )

    def within(self, clause: Clause) -> "Partition":
        """What fits the clause as well."""
        return replace(self, must=(*self.must, clause))

    def without(self, clause: Clause) -> "Partition":
        """The rest; a row that lacks the clause's field is here."""
        return replace(self, never=(*self.never, clause))


WHOLE = Partition()


def counted(rows: Iterable[Row], field: str) -> Counter[str]:
    """How many rows have each code of a field."""
    return Counter(code for row in rows for code in values(row, field))


def last_day(row: Row, field: str) -> str:
    """The last day in a field of dates: by it `Since` judges; "" where there is none that a query could name."""
    return max((value[:10] for value in values(row, field) if _MOMENT.match(value)), default="")


def values(row: Row, field: str) -> tuple[str, ...]:
    """The texts of a row's field; a few rows have their fields without `metadata`."""
    inner = row.get("metadata")
    found = inner.get(field) if isinstance(inner, Mapping) else row.get(field)
    listed = found if isinstance(found, list) else [found]
    return tuple(value for value in listed if isinstance(value, str))
