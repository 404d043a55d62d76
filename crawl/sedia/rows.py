"""A result row as it came -> its values. Every value is a list of texts, some of them JSON; any of it may be broken."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crawl.sedia import PORTAL
from funding import Problem
from funding.text import squash

TOPIC, EXTERNAL, CASCADE = "1", "2", "8"
FORMER = "SEDIA_PRD_CENTRICITY"  # a copy of the former portal
LONGEST = 400_000  # characters of one value; the longest real description has 60,000
_GREATEST = 10**18  # of a number that stands where a text should
_TELLING = """
    title descriptionByte description topicConditions deadlineDate startDate deadlineModel budgetOverview actions
    typesOfAction keywords links callIdentifier status frameworkProgramme
    """.split()


_IN_DETAILS = {
    "descriptionByte": "description",
    "topicConditions": "conditions",
    "supportInfo": "supportInfo",
    "callIdentifier": "callIdentifier",
    "callTitle": "callTitle",
    "destinationDescription": "destinationDescription",
    "keywords": "keywords",
    "tags": "tags",
}


class StrangeRow(ValueError):  # noqa: N818 - what it is
    """Nothing can be made of a row; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `faults` are (field, value) that could not be taken. `details` fill what the row leaves out."""

    reference: str
    language: str
    summary: str
    url: str
    values: Mapping[str, tuple[str, ...]]
    details: Mapping[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The first text of a value, or ""."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every text of a value."""
        return self.values.get(name, ())

    def parsed(self, name: str) -> Any:
        """The JSON in a value, or None; broken JSON is a fault."""
        text = self.first(name)
        try:
            return json.loads(text) if text else None
        except (ValueError, RecursionError):
            return self.fault(name, text)

    def actions(self) -> list[Mapping[str, Any]]:
        """The list of actions, of the row or its document."""
        told = self.parsed("actions") or self.details.get("actions")
        return [action for action in told if isinstance(action, Mapping)] if isinstance(told, list) else []

    def planned(self, name: str) -> tuple[str, ...]:
        """The texts of a date field of the actions, for rows that leave their own out."""
        return tuple(text for action in self.actions() for text in _texts(name, action.get(name), self.faults))

    def fault(self, name: str, value: object) -> None:
        """Note a value that cannot be taken."""
        self.faults.append((name, shown(value)))

    def with_details(self, document: object) -> "Row":
        """The row with a topicDetails document: what the row does not say itself is taken from there."""
        inner = document.get("TopicDetails", document) if isinstance(document, Mapping) else None
        if not isinstance(inner, Mapping):
            if document is not None:
                self.fault("topicDetails", document)
            return self
        told = {name: tuple(_texts(name, inner.get(other), [])) for name, other in _IN_DETAILS.items()}
        missing = {name: texts for name, texts in told.items() if texts and not self.values.get(name)}
        return replace(self, values={**self.values, **missing}, details=inner)

    @property
    def type(self) -> str:
        """1: topic, 2: external action, 8: call of a funded project (cascade)."""
        return self.first("type")

    @property
    def identifier(self) -> str:
        """What the portal calls the topic; calls of one project share that of their parent."""
        return squash(self.first("identifier"))

    @property
    def description(self) -> str:
        """The HTML that says what it is about; calls that are no topics tell more in a second text."""
        told = self.first("descriptionByte") or self.first("description")
        return told if self.type == TOPIC else "\n".join(filter(None, (told, self.first("furtherInformation"))))

    @property
    def key(self) -> str:
        """The stable key: the identifier, or for a cascade call its own reference without the language."""
        if self.type != CASCADE and self.identifier:
            return self.identifier
        ending = self.language if self.language and self.reference.lower().endswith(self.language.lower()) else ""
        return self.reference[: len(self.reference) - len(ending)]

    def problems(self) -> Iterator[Problem]:
        """One Problem for each value that could not be taken."""
        for name, value in dict.fromkeys(self.faults):
            yield Problem(portal=PORTAL, key=self.key, field=name, value=value, message="Angabe nicht lesbar.")


def read(raw: object) -> Row:
    """A row's values. Raises StrangeRow where it has no reference, no metadata or no type."""
    if not isinstance(raw, Mapping):
        raise StrangeRow("Zeile ist kein Objekt.")
    metadata = raw.get("metadata", raw if "type" in raw else None)  # some cascade calls have no level between
    if not isinstance(metadata, Mapping):
        raise StrangeRow("Zeile ohne metadata.")
    faults: list[tuple[str, str]] = []
    values = {str(name): tuple(_texts(str(name), value, faults)) for name, value in metadata.items()}
    row = Row(
        reference=squash(_text(raw.get("reference")) or "".join(values.get("REFERENCE", ())[:1])),
        language=squash(_text(raw.get("language")) or "".join(values.get("language", ())[:1])),
        summary=_text(raw.get("summary")), url=_text(raw.get("url")), values=values, faults=faults,
    )  # fmt: skip
    if not row.reference or not row.type or not row.key:
        raise StrangeRow("Zeile ohne reference, identifier oder type.")
    return row


def richest(rows: Iterable[Row]) -> Row:
    """The row of one topic that tells most; where two tell as much, the order in which they came does not matter."""
    return max(rows, key=_richness)


def shown(value: object) -> str:
    """A value for a Problem, cut to 500 characters; what is too deep or too large to be written shows its type."""
    try:
        return str(value)[:500]
    except (RecursionError, ValueError):
        return type(value).__name__


def _richness(row: Row) -> tuple[bool, int, bool, bool, str, str]:
    told = sum(bool(row.first(name)) for name in _TELLING)
    current = row.first("DATASOURCE") != FORMER
    fresh = bool(row.first("REFERENCE"))  # rows that the former portal left behind have none, and old deadlines
    content = json.dumps([row.reference, *sorted(row.values.items())], ensure_ascii=False)
    return row.language == "en", told, fresh, current, max(row.all("deadlineDate"), default=""), content


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _texts(name: str, value: object, faults: list[tuple[str, str]]) -> Iterator[str]:
    for part in value if isinstance(value, list | tuple) else (value,):
        if isinstance(part, str) and len(part) <= LONGEST:
            if part.strip():
                yield part
        elif isinstance(part, int | float) and not isinstance(part, bool) and abs(part) < _GREATEST:
            yield str(part)
        elif part is not None:
            faults.append((name, shown(part)))
