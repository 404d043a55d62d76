"""A city's profile: who it is, whom it knows, what it plans and who is to be told.

The annotations are the schema of the YAML files in `profiles/`: pydantic reads them, so a rule stands once.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, StringConstraints

from funding.places import DAC, EU27
from funding.vocabulary import Kind, Language, PartnershipType

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True, pattern=r"^[^\x00-\x1f]*$")
]
Prose = Annotated[str, StringConstraints(max_length=10_000, strip_whitespace=True)]
Ags = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Euro = Annotated[int, Field(ge=0, le=100_000_000_000)]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$", max_length=254)]
Handlungsfeld = Annotated[str, StringConstraints(pattern=r"^hf(0[1-9]|1[01])$")]
Sdg = Annotated[int, Field(ge=1, le=17)]
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True, slots=True)
class City:
    """The municipality itself. `ags`: official key, 8 digits in quotes; `lead_time_weeks`: how long to apply."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: Slug
    name: Line
    ags: Ags
    land: Line
    population: Annotated[int, Field(ge=1, le=10_000_000)]
    kind: Literal["kreisfrei", "kreisangehoerig", "landkreis", "stadtstaat", "bezirk"] | None = None
    budget: Literal["normal", "haushaltssicherung", "haushaltsnotlage"] = "normal"
    memberships: tuple[Line, ...] = ()
    areas: tuple[Line, ...] = ()
    lead_time_weeks: Annotated[int, Field(ge=0, le=104)] = 4
    own_share_capacity_eur: Euro | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Partnership:
    """A tie to a municipality abroad; the types are not synonyms (written and unlimited, limited, for one project)."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    city: Line
    country: CountryCode
    type: PartnershipType = "kontakt"
    formal: bool | None = None
    since: Annotated[int, Field(ge=1900, le=2100)] | None = None
    until: Annotated[int, Field(ge=1900, le=2100)] | None = None
    status: Literal["active", "dormant", "ended"] = "active"
    topics: tuple[Line, ...] = ()
    klimapartnerschaft: bool = False

    @property
    def dac(self) -> bool:
        """Whether the partner's country is on the OECD DAC list ("Globaler Süden")."""
        return self.country in DAC

    @property
    def eu(self) -> bool:
        """Whether the partner's country is a member of the EU."""
        return self.country in EU27


@dataclass(frozen=True, kw_only=True, slots=True)
class StartWindow:
    """When the project could begin."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """Something the city wants to do. A started measure kills most grants; costs are whole euros."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: Slug
    title: Line
    description: Prose = ""
    handlungsfelder: tuple[Handlungsfeld, ...] = ()
    sdgs: tuple[Sdg, ...] = ()
    topics: tuple[Line, ...] = ()
    kind: Kind | None = None
    place: Line | None = None
    partnership: Line | None = None
    countries: tuple[CountryCode, ...] = ()
    target_groups: tuple[Line, ...] = ()
    start: StartWindow = field(default_factory=StartWindow)
    cost_eur: Euro | None = None
    grant_wanted_eur: Euro | None = None
    own_share_eur: Euro | None = None
    maturity: Literal["idea", "planned", "ready"] | None = None
    council_resolution: bool | None = None
    started: bool = False
    department: Slug | None = None
    exclusions: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """A unit of the town hall to which projects belong."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: Slug
    name: Line


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """An officer who gets the digest: of the projects of `departments`, or of all where that is empty.

    `threshold` is the lowest score (0-100) shown, `reminder_weeks` the ladder before a gate closes.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    email: Address
    name: Line | None = None
    departments: tuple[Slug, ...] = ()
    language: Language = "de"
    rhythm: Literal["daily", "weekly", "monthly"] = "weekly"
    weekday: Literal["mon", "tue", "wed", "thu", "fri"] = "mon"
    threshold: Annotated[int, Field(ge=0, le=100)] | None = None
    max_items: Annotated[int, Field(ge=1, le=50)] = 5
    reminder_weeks: tuple[Annotated[int, Field(ge=1, le=52)], ...] = (8, 4, 2, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class CityProfile:
    """One YAML file of `profiles/`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    city: City
    partnerships: tuple[Partnership, ...] = ()
    projects: tuple[Project, ...] = ()
    departments: tuple[Department, ...] = ()
    recipients: tuple[Recipient, ...] = ()

    def project_id(self, project: Project) -> str:
        """`city/project`, unique over all cities."""
        return f"{self.city.slug}/{project.slug}"

    def projects_of(self, recipient: Recipient) -> tuple[Project, ...]:
        """The projects that a recipient answers for; one without a department belongs to everybody."""
        mine = set(recipient.departments)
        return tuple(p for p in self.projects if not mine or p.department is None or p.department in mine)
