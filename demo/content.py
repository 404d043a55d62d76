"""The sample programmes as data: `programmes.yaml` read into small dataclasses."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from funding import Status

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A ministry, bank or office: funder of some programmes, contact of others."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    key: str
    name: str
    road: str = ""
    house: str = ""
    zip: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Web:
    """A page that a programme names."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    title: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What a careful reader finds on `demo.TODAY`; None where the text does not say it.

    `gate`: first day by which to act, without a project's start; `rate`: highest share in percent.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    status: Status
    gate: date | None = None
    rate: float | None = None
    amount_max: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleProgramme:
    """One programme in the portal's own terms; codes as in its category paths, texts in the markup of `demo.markup`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: str
    folder: str
    title: str
    funder: Body
    expected: Expected
    regions: tuple[str, ...]
    applicants: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[str, ...] = ("zuschuss",)
    areas: tuple[str, ...] = ()
    contacts: tuple[Body, ...] = ()
    links: tuple[Web, ...] = ()
    keywords: str = ""
    status_note: str = ""
    summary: str = ""
    text: str = ""
    conditions: str = ""
    procedure: str = ""
    processing: str = ""
    documents: str = ""
    deadlines: str = ""
    legal: str = ""
    issued: date = field(default=date(2025, 3, 3))
    archived: bool = False

    @property
    def level(self) -> Literal["bund", "land", "eu"]:
        """Who pays, as the portal's code."""
        head = self.folder.partition("/")[0].lower()
        return "land" if head == "land" else "eu" if head == "eu" else "bund"

    @property
    def path(self) -> str:
        """The document's folder below `/BMWI`."""
        return f"/FDB/Content/DE/{'Archiv' if self.archived else 'Foerderprogramm'}/{self.folder}"

    @property
    def page(self) -> str:
        """The path of its HTML page."""
        return f"{self.path}/{self.slug}.html"


@lru_cache
def programmes() -> tuple[SampleProgramme, ...]:
    """The sample programmes, in a fixed order."""
    data = YAML(typ="safe").load(Path(__file__).with_name("programmes.yaml"))
    bodies = {key: {"key": key, **body} for key, body in data["bodies"].items()}
    return TypeAdapter(tuple[SampleProgramme, ...]).validate_python(
        [_complete(entry, bodies, data["paragraphs"]) for entry in data["programmes"]]
    )


def _complete(entry: dict[str, Any], bodies: dict[str, Any], paragraphs: dict[str, str]) -> dict[str, Any]:
    legal = entry.get("legal", "")
    for name, paragraph in paragraphs.items():
        legal = legal.replace(f"{{{name}}}", paragraph)
    named = {"funder": bodies[entry["funder"]], "contacts": [bodies[key] for key in entry.get("contacts", [])]}
    return {**entry, **named, "legal": legal}
