"""A funding programme as its portal tells it, with the facts read from its prose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from funding.vocabulary import (
    Applicant,
    FunderLevel,
    Kind,
    Language,
    Mode,
    Origin,
    PartnershipType,
    SourceStatus,
    Verdict,
)

StageName = Literal["sketch", "eoi", "registration", "application"]
SECTIONS = ("deadlines_text", "summary", "text", "conditions", "procedure", "documents", "legal_text")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurring:
    """A yearly date without a year: "bis 31.10. des Vorjahres" is (10, 31, previous_year).

    `starts`: the first and last month (1-12) of the project starts for which alone it holds, None for all:
    "Projektstart im 1. Quartal: 30. September des Vorjahres" is (9, 30, previous_year, (1, 3)).
    """

    month: int
    day: int
    of: Literal["year", "previous_year", "any"] = "any"
    starts: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A span before the project starts: "mindestens 6 Wochen vor Beginn" is (6, weeks)."""

    amount: int
    unit: Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """One gate of an application. At most one of closes, recurring and before_start says when it shuts.

    Stages of one `round` follow each other (sketch, then application); equal stages of one round are cut-offs.
    `source` names the field of the programme in which `quote` stands, or is "portal" for a portal's own date field.
    """

    stage: StageName = "application"
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    zone: str = "Europe/Berlin"
    recurring: Recurring | None = None
    before_start: Span | None = None
    round: int = 0
    quote: str = ""
    source: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerRule:
    """Which partner country a programme demands. `only_for` names the kind of project that the rule binds."""

    rule: Literal["none", "any", "dac", "eu", "list"]
    countries: tuple[str, ...] = ()
    only_for: str | None = None
    quote: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsortiumRule:
    """How many partners, from how many countries, how many of them in the EU; None where the text does not say."""

    partners_min: int | None = None
    countries_min: int | None = None
    eu_min: int | None = None
    quote: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MunicipalityRule:
    """Whether a municipality may take part, from a portal's own field or a curated rule; never read from prose alone.

    `role` is how (None: either or unknown), `reason` the sentence for officers in German and `reason_en` in English,
    `quote` verbatim words of the portal, `source` where the rule stands (a row of a table, a field), `document` the
    call document that decides.
    """

    verdict: Verdict
    role: Literal["lead", "partner"] | None = None
    reason: str = ""
    reason_en: str = ""
    quote: str = ""
    source: str = ""
    document: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Whom to ask."""

    name: str
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    website: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A page or document that the portal names."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """The verbatim words from which `field` of the programme was read; `source` and `confidence` as in Stage."""

    field: str
    words: str
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRef:
    """A place where a programme was found: its id there, its page, who must be named, the digest of what it says."""

    id: str
    portal: str
    title: str
    origin: Origin = "official"
    url: str | None = None
    attribution: str | None = None
    fingerprint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """What is known of one programme. Unknown is None and never means "no", 0 or "laufend".

    Rates and shares are percent (0-100), money is whole euros. `key` is the portal's own stable key.

    `origin`: the funder's or a portal's own page (official), a rule card of ours (card), news about another's call
    (hint), or a watched page that is no programme at all and is told only when it changes (page). `checked` is the day
    on which people last read the source of a card, `source_changed` the day on which that source has changed since.
    `partnership_types` and `formal_partnership` say which tie is demanded, `costs_paid` that costs are borne and no
    grant is paid. `sources`: every place of a call that was found in several, the most trusted first; made when it is
    read (funding/merging.py), never stored. Its id is then the one under which it was first known.
    """

    portal: str
    key: str
    title: str
    origin: Origin = "official"
    url: str | None = None
    language: Language = "de"
    funder: str | None = None
    funder_level: FunderLevel | None = None
    kinds: tuple[Kind, ...] = ()
    summary: str | None = None
    text: str | None = None
    conditions: str | None = None
    procedure: str | None = None
    processing_time: str | None = None
    documents: str | None = None
    deadlines_text: str | None = None
    legal_text: str | None = None
    status_note: str | None = None
    source_status: SourceStatus | None = None
    regions: tuple[str, ...] | None = None
    applicants: tuple[Applicant, ...] | None = None
    municipality: MunicipalityRule | None = None
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    call: str | None = None
    parents: tuple[str, ...] = ()
    handlungsfelder: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    partner_rule: PartnerRule | None = None
    consortium_rule: ConsortiumRule | None = None
    partnership_types: tuple[PartnershipType, ...] = ()
    formal_partnership: bool | None = None
    preconditions: tuple[str, ...] = ()
    population_min: int | None = None
    population_max: int | None = None
    stages: tuple[Stage, ...] = ()
    modes: tuple[Mode, ...] = ()
    rate_max: float | None = None
    rate_normal: float | None = None  # of a city in no need, where needy ones get more
    own_share_min: float | None = None
    own_share_normal: float | None = None  # of a city in no need, where needy ones bear less
    amount_min: int | None = None
    amount_min_kind: Literal["grant", "cost"] | None = None
    amount_max: int | None = None
    costs_paid: bool | None = None
    currency: str = "EUR"
    contacts: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    quotes: tuple[Quote, ...] = ()
    attribution: str | None = None
    checked: date | None = None
    source_changed: date | None = None
    lossy: bool = False  # characters above U+00FF were lost at the source and stand as "?"
    sources: tuple[SourceRef, ...] = ()

    @property
    def id(self) -> str:
        """`portal:key`, unique over all portals."""
        return f"{self.portal}:{self.key}"

    def sections(self) -> Iterator[tuple[str, str]]:
        """(field, text) in the order in which facts are believed: Fristen first, Rechtsgrundlage last."""
        for field in SECTIONS:
            text = getattr(self, field)
            if text:
                yield field, text

    def was_read(self, field: str) -> bool:
        """Whether `field` was read from prose, not stated by the portal: enough for *unclear*, never for *no*."""
        return any(quote.field == field and quote.source in SECTIONS for quote in self.quotes)

    def quote(self, field: str) -> str | None:
        """The words from which a fact was read."""
        return next((quote.words for quote in self.quotes if quote.field == field), None)
