"""A city's profile: who it is, whom it knows, what it plans and who is to be told.

The annotations are the schema of the YAML files in `profiles/`: pydantic reads them, so a rule stands once.
Descriptions are German: they are shown in the editors of those who keep the files.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from funding.fields import (
    Address,
    Ags,
    CountryCode,
    Euro,
    Handlungsfeld,
    LandName,
    Line,
    Nuts,
    Percent,
    Prose,
    Sdg,
    Slug,
    Weeks,
    Year,
    told,
    whether,
)
from funding.places import DAC, EU27
from funding.vocabulary import Kind, Language, PartnershipType

CityKind = Literal["kreisfrei", "kreisangehoerig", "landkreis", "stadtstaat", "bezirk"]
Budget = Literal["normal", "haushaltssicherung", "haushaltsnotlage"]
Rhythm = Literal["daily", "weekly", "monthly"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri"]
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True, slots=True)
class City:
    """Die Kommune selbst."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: Annotated[Slug, told("Kürzel für Befehle: Kleinbuchstaben, Ziffern, Bindestriche.", "greifswald")]
    name: Annotated[Line, told("Name, wie er in den Übersichten steht.", "Greifswald")]
    ags: Annotated[Ags, told("Amtlicher Gemeindeschlüssel: acht Ziffern, immer in Anführungszeichen.", "13075039")]
    land: Annotated[LandName, told("Das Land; es muss zum AGS passen.", "Mecklenburg-Vorpommern")]
    population: Annotated[int, Field(ge=1, le=10_000_000), told("Einwohnerzahl, ohne Punkt.", 59000)]
    kind: Annotated[CityKind | None, told("Art der Kommune.", "kreisfrei")] = None
    nuts: Annotated[Nuts | None, told("NUTS-Code der Region (Ebene 1 bis 3).", "DE80N")] = None
    budget: Annotated[Budget, told("Haushaltslage; sie verändert Fördersätze und Eigenanteile.", "normal")] = "normal"
    memberships: Annotated[tuple[Line, ...], told("Netzwerke und Verbände.", ["Eurocities", "Klima-Bündnis"])] = ()
    areas: Annotated[
        tuple[Line, ...], told("Fördergebiete: GRW, Interreg, EU-Regionenkategorie.", ["EFRE Übergangsregion"])
    ] = ()
    lead_time_weeks: Annotated[
        int, Field(ge=0, le=104), told("So viele Wochen braucht die Kommune für einen Antrag.", 6)
    ] = 4
    own_share_capacity_eur: Annotated[Euro | None, told("Höchster Eigenanteil je Vorhaben, in Euro.", 60000)] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Partnership:
    """Eine Verbindung zu einer Kommune im Ausland; die Arten sind nicht dasselbe."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    city: Annotated[Line, told("Die Partnerkommune.", "Pomerode")]
    country: Annotated[CountryCode, told('Land, zwei Großbuchstaben nach ISO 3166; Norwegen als "NO".', "BR")]
    type: Annotated[
        PartnershipType,
        told(
            "Art: Städtepartnerschaft (schriftlich, unbefristet), Städtefreundschaft (befristet), Projektpartnerschaft "
            "(ein gemeinsames Vorhaben), Kontakt, Klima-, Solidaritäts- oder Betreiberpartnerschaft.",
            "staedtepartnerschaft",
        ),
    ] = "kontakt"
    formal: Annotated[bool | None, whether("Ob es eine schriftliche Vereinbarung gibt.")] = None
    since: Annotated[Year | None, told("Seit welchem Jahr.", 1991)] = None
    until: Annotated[Year | None, told("Bis zu welchem Jahr, wenn befristet.", 2028)] = None
    status: Annotated[
        Literal["active", "dormant", "ended"], told("active: lebendig, dormant: ruht, ended: beendet.", "active")
    ] = "active"
    topics: Annotated[tuple[Line, ...], told("Worum es geht.", ["Mobilität", "Jugend"])] = ()
    klimapartnerschaft: Annotated[bool, whether("Ob sie auch eine Kommunale Klimapartnerschaft ist.")] = False

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
    """Wann das Vorhaben beginnen könnte."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    earliest: Annotated[date | None, told("Frühestens, als Jahr-Monat-Tag.", "2027-04-01")] = None
    latest: Annotated[date | None, told("Spätestens, als Jahr-Monat-Tag.", "2027-09-30")] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """Ein Vorhaben, für das Förderung gesucht wird. Beträge in ganzen Euro."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: Annotated[Slug, told("Kürzel für Befehle, in dieser Stadt nur einmal.", "rad")]
    title: Annotated[Line, told("Titel, wie er in den Übersichten steht.", "Radwege mit der Partnerstadt")]
    description: Annotated[
        Prose,
        told(
            "Was getan wird, mit wem, für wen: zwei bis fünf Sätze. Danach wird gesucht.",
            "Wir bauen mit der Partnerstadt sichere Radwege zu Schulen. Beide Verwaltungen planen gemeinsam.",
        ),
    ] = ""
    handlungsfelder: Annotated[
        tuple[Handlungsfeld, ...], told("Handlungsfelder der internationalen Arbeit, hf01 bis hf11.", ["hf03"])
    ] = ()
    sdgs: Annotated[tuple[Sdg, ...], told("Ziele für nachhaltige Entwicklung, 1 bis 17.", [11, 13])] = ()
    topics: Annotated[tuple[Line, ...], told("Stichwörter.", ["Radverkehr", "Mobilität"])] = ()
    kind: Annotated[Kind | None, told("Gesuchte Art der Förderung.", "grant")] = None
    place: Annotated[Line | None, told("Ortsteil oder Ort.", "Altstadt")] = None
    partnership: Annotated[Line | None, told("Partnerkommune, wie sie unter partnerships heißt.", "Pomerode")] = None
    countries: Annotated[tuple[CountryCode, ...], told("Beteiligte Länder nach ISO 3166.", ["BR"])] = ()
    target_groups: Annotated[tuple[Line, ...], told("Für wen.", ["Jugendliche"])] = ()
    start: Annotated[StartWindow, told("Zeitfenster für den Beginn.", {"earliest": "2027-04-01"})] = field(
        default_factory=StartWindow
    )
    cost_eur: Annotated[Euro | None, told("Gesamtkosten in Euro.", 180000)] = None
    grant_wanted_eur: Annotated[Euro | None, told("Gewünschter Zuschuss in Euro.", 160000)] = None
    own_share_eur: Annotated[Euro | None, told("Vorgesehener Eigenanteil in Euro.", 20000)] = None
    maturity: Annotated[
        Literal["idea", "planned", "ready"] | None, told("idea: Idee, planned: geplant, ready: antragsreif.", "planned")
    ] = None
    council_resolution: Annotated[bool | None, whether("Ob der Rat zugestimmt hat.")] = None
    started: Annotated[bool, whether("Ob schon begonnen wurde; das schließt die meisten Zuschüsse aus.")] = False
    department: Annotated[Slug | None, told("Zuständige Abteilung, wie unter departments.", "umwelt")] = None
    exclusions: Annotated[tuple[Line, ...], told("Was nicht in Frage kommt.", ["Darlehen"])] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """Eine Abteilung im Rathaus, zu der Vorhaben gehören."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    slug: Annotated[Slug, told("Kürzel der Abteilung.", "umwelt")]
    name: Annotated[Line, told("Name der Abteilung.", "Amt für Umweltschutz")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Wer die Übersicht bekommt: zu den Vorhaben seiner Abteilungen, ohne Angabe zu allen."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    email: Annotated[Address, told("Adresse für die Übersicht.", "foerderung@stadt.example.org")]
    name: Annotated[Line | None, told("Name oder Stelle für die Anrede.", "Fördermittelstelle")] = None
    departments: Annotated[tuple[Slug, ...], told("Nur Vorhaben dieser Abteilungen; leer: alle.", ["umwelt"])] = ()
    language: Annotated[Language, told("Sprache der Übersicht.", "de")] = "de"
    rhythm: Annotated[Rhythm, told("Wie oft: täglich, wöchentlich, monatlich.", "weekly")] = "weekly"
    weekday: Annotated[Weekday, told("An welchem Wochentag (mon bis fri).", "tue")] = "mon"
    threshold: Annotated[Percent | None, told("Nur Treffer ab so vielen Punkten (0 bis 100).", 40)] = None
    max_items: Annotated[int, Field(ge=1, le=50), told("Höchstens so viele Treffer je Vorhaben.", 5)] = 5
    reminder_weeks: Annotated[
        tuple[Weeks, ...], told("So viele Wochen vor einer Frist wird erinnert.", [8, 4, 2, 1])
    ] = (8, 4, 2, 1)
    when_nothing: Annotated[
        Literal["skip", "line"], told("Wenn es nichts Neues gibt: skip: keine Mail, line: eine Zeile.", "skip")
    ] = "skip"


@dataclass(frozen=True, kw_only=True, slots=True)
class CityProfile:
    """Eine Stadt: eine YAML-Datei im Ordner profiles/."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    city: Annotated[City, told("Die Kommune: wer sie ist und wo sie liegt.", {"slug": "greifswald"})]
    partnerships: Annotated[
        tuple[Partnership, ...],
        told("Verbindungen zu Kommunen im Ausland.", [{"city": "Pomerode", "country": "BR"}]),
    ] = ()
    projects: Annotated[
        tuple[Project, ...],
        told("Vorhaben, für die Förderung gesucht wird.", [{"slug": "rad", "title": "Radwege mit der Partnerstadt"}]),
    ] = ()
    departments: Annotated[
        tuple[Department, ...],
        told("Abteilungen, auf die sich andere Angaben beziehen.", [{"slug": "umwelt", "name": "Umweltamt"}]),
    ] = ()
    recipients: Annotated[
        tuple[Recipient, ...], told("Wer die Übersicht bekommt.", [{"email": "foerderung@stadt.example.org"}])
    ] = ()

    def project_id(self, project: Project) -> str:
        """`city/project`, unique over all cities."""
        return f"{self.city.slug}/{project.slug}"

    def projects_of(self, recipient: Recipient) -> tuple[Project, ...]:
        """The projects that a recipient answers for; one without a department belongs to everybody."""
        mine = set(recipient.departments)
        return tuple(p for p in self.projects if not mine or p.department is None or p.department in mine)
