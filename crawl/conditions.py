"""Conditions that people have written down: what decides, as data and not as prose.

`conditions.yaml` holds them for programmes that a spider reads, by portal and key; rule cards carry their own.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML

from funding import ConsortiumRule, PartnerRule, Programme, Quote
from funding.fields import CountryCode, Handlungsfeld, Line, Sdg
from funding.vocabulary import Applicant, Kind, PartnershipType

CURATED = "curated"
EVERY = "*"  # in place of a key: all programmes of the portal that have no entry of their own
FILE = Path(__file__).with_name("conditions.yaml")
_AS_THEY_ARE = """
    partnership_types formal_partnership preconditions population_min population_max applicants kinds costs_paid
    handlungsfelder sdgs
    """.split()
Count = Annotated[int, Field(ge=1, le=100_000_000)]


class Conditions(BaseModel):
    """What a programme demands and offers. What is left out is unknown, or as the source's own text says.

    `partner`: whose partner is needed (none, any country abroad, dac, eu, or the countries by code), for `only_for`
    alone where that stands. `costs_paid`: costs are borne, no grant is paid. `said`: the condition in a sentence of
    ours, shown as the programme's side of a gate. `source`: where it can be read, `checked`: when somebody last
    found it right there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    partner: Literal["none", "any", "dac", "eu"] | tuple[CountryCode, ...] | None = None
    only_for: Line | None = None
    partnership_types: tuple[PartnershipType, ...] = ()
    formal_partnership: bool | None = None
    preconditions: tuple[Line, ...] = ()
    partners_min: Count | None = None
    countries_min: Count | None = None
    eu_min: Count | None = None
    population_min: Count | None = None
    population_max: Count | None = None
    applicants: tuple[Applicant, ...] | None = None
    kinds: tuple[Kind, ...] = ()
    costs_paid: bool | None = None
    handlungsfelder: tuple[Handlungsfeld, ...] = ()
    sdgs: tuple[Sdg, ...] = ()
    said: Line | None = None
    source: str | None = None
    checked: date | None = None

    def stated(self) -> dict[str, Any]:
        """The fields of a programme that these conditions fill."""
        found: dict[str, Any] = {name: getattr(self, name) for name in _AS_THEY_ARE}
        found |= {"partner_rule": self._partner(), "consortium_rule": self._consortium()}
        return {name: value for name, value in found.items() if value not in (None, ())}

    @property
    def quote(self) -> str:
        """The sentence for the programme's side, with its source and day."""
        if self.checked is None:
            return self.said or ""
        return f"{self.said or 'Angabe der Quelle'} (geprüft am {self.checked:%d.%m.%Y})"

    def _partner(self) -> PartnerRule | None:
        match self.partner:
            case None:
                return None
            case str() as rule:
                return PartnerRule(rule=rule, only_for=self.only_for, quote=self.quote)
            case countries:
                return PartnerRule(rule="list", countries=countries, only_for=self.only_for, quote=self.quote)

    def _consortium(self) -> ConsortiumRule | None:
        counts = {name: getattr(self, name) for name in ("partners_min", "countries_min", "eu_min")}
        return ConsortiumRule(**counts, quote=self.quote) if any(counts.values()) else None


@lru_cache
def curated() -> dict[str, dict[str, Conditions]]:
    """Conditions by portal and key of the programme."""
    return TypeAdapter(dict[str, dict[str, Conditions]]).validate_python(YAML(typ="safe").load(FILE) or {})


def with_conditions(programme: Programme) -> Programme:
    """The programme with what people wrote down about it, which outranks what its prose seems to say.

    Each field so filled carries a quote with the source "curated": explicit enough for a *no*, but no news.
    """
    of_portal = curated().get(programme.portal, {})
    known = of_portal.get(programme.key) or of_portal.get(EVERY)
    if known is None:
        return programme
    stated = known.stated()
    quotes = [quote for quote in programme.quotes if quote.source != CURATED and quote.field not in stated]
    quotes += [Quote(field=name, words=known.quote, source=CURATED) for name in stated]
    return replace(programme, quotes=tuple(quotes), **stated)
