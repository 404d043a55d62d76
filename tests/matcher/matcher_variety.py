"""Random towns and programmes whose every field comes from a small pool, so that pairs agree and differ in all ways."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from matcher_samples import TODAY

from funding import City, CityProfile, ConsortiumRule, PartnerRule, Partnership, Programme, Project, Quote, Stage
from funding.city import StartWindow
from funding.programme import MunicipalityRule, Recurring, Span
from funding.vocabulary import Verdict

Pool = Mapping[str, Sequence[Any]]
_COUNTRIES = ("FR", "PL", "TZ", "US")
_PROSE = (
    None, "Radwege am Bahnhof.", "Gefördert wird der Austausch mit der Partnerstadt in Frankreich und Tansania.",
    "Ausgaben im Ausland sind förderfähig.", "Nur im Inland. Zu beantragen vor dem Beginn der Maßnahme.",
    "Antragsberechtigt sind Vereine und Kommunen, auch gemeinsam.", "Förmlich besiegelte Städtepartnerschaft.",
    "Nur in GRW-Fördergebieten.", "Nur für weniger entwickelte Regionen in Bayern.",
    "Der Freistaat Bayern fördert Unternehmen und Betriebe, Forschung und Technologie.",
)  # fmt: skip
_STAGES = (
    (), (Stage(closes=TODAY + timedelta(days=30), source="portal"),), (Stage(closes=TODAY, source="portal"),),
    (Stage(closes=TODAY - timedelta(days=3), source="text"),), (Stage(opens=TODAY + timedelta(days=2)),),
    (Stage(recurring=Recurring(month=3, day=31, of="previous_year", starts=(1, 6))), Stage(closes=TODAY, round=1)),
    (Stage(recurring=Recurring(month=11, day=24)),), (Stage(before_start=Span(amount=10, unit="weeks")),),
    (Stage(stage="sketch", closes=TODAY + timedelta(days=1)), Stage(closes=TODAY + timedelta(days=90))),
)  # fmt: skip
_PROGRAMME: Pool = {
    "language": ("de", "de", "en"),
    "title": ("Radverkehr", "Interreg Alpenraum", "Städtepartnerschaften in Bayern", "Darlehen für Kommunen"),
    "text": _PROSE,
    "summary": (None, None, *_PROSE),
    "funder": (None, "Freistaat Bayern"),
    "funder_level": (None, "eu", "bund", "land"),
    "kinds": ((), ("grant",), ("loan",), ("loan", "grant"), ("guarantee",), ("exchange",)),
    "regions": (None, ("bundesweit",), ("Bayern",), ("Sachsen", "Bayern"), ("EU",), ("Alpenraum",), ("DED4",), ("DE2",),
                ("Sonstige",)),
    "applicants": (None, ("kommune",), ("unternehmen",), ("oeffentliche_einrichtung",), ("verein", "unternehmen")),
    "municipality": (None, None, None, *(MunicipalityRule(verdict=verdict, role="partner") for verdict in Verdict)),
    "topics": ((), ("Bürgschaft", "Radverkehr")),
    "call": (None, "EuropeAid/180001/DD/ACT/TZ"),
    "partner_rule": (None, None, *(PartnerRule(rule=r, only_for=o) for r in ("none", "any", "dac", "eu") for o in
                     (None, "Radverkehrsprojekte")), *(PartnerRule(rule="list", countries=(c,)) for c in _COUNTRIES)),
    "consortium_rule": (None, ConsortiumRule(partners_min=2), ConsortiumRule(countries_min=3, eu_min=2)),
    "preconditions": ((), ("ratsbeschluss",), ("kommunale_klimapartnerschaft",), ("staedtepartnerschaft",),
                      ("partnerschaftsvertrag",), ("mobilitaetskonzept",), ("Eurocities",), ("gnk", "ratsbeschluss")),
    "population_min": (None, None, 20_000, 100_000),
    "population_max": (None, None, 50_000),
    "stages": _STAGES,
    "modes": ((), ("rolling",)),
    "source_status": (None, None, None, "closed", "exhausted", "forthcoming", "open"),
    "amount_min": (None, 0, 10_000, 50_000),
    "amount_min_kind": (None, "grant", "cost"),
    "amount_max": (None, 20_000),
    "currency": ("EUR", "EUR", "USD"),
    "quotes": ((), *((Quote(field=field, words="Laut Text", source="text"),) for field in (
        "regions", "applicants", "partner_rule", "preconditions", "population_min", "population_max", "source_status",
        "amount_min", "kinds"))),
}  # fmt: skip
_CITY: Pool = {
    "ags": ("14521000", "09162000", "99000000"),
    "population": (8_000, 40_000, 200_000),
    "nuts": (None, "DED45", "DE21"),
    "budget": ("normal", "haushaltssicherung"),
    "memberships": ((), ("Eurocities",), ("Global Nachhaltige Kommune",)),
    "areas": ((), ("Alpenraum",), ("GRW-Fördergebiet",), ("Interreg Mitteleuropa", "Übergangsregion")),
}
_PROJECT: Pool = {
    "title": ("Radwege", "Städtepartnerschaft pflegen", "Forschung zum Klima", "Radverkehrsprojekte"),
    "description": ("", "Mit Partnern in Europa.", "Wege zum Bahnhof für alle Kinder.", "Austausch mit Tansania."),
    "kind": (None, "grant", "exchange"),
    "partnership": (None, None, "Lyon", "Stadt 3"),
    "countries": ((), (), ("FR",), ("TZ",), ("US", "FR")),
    "start": tuple(StartWindow(earliest=a, latest=b) for a, b in (
        (None, None), (date(2027, 2, 1), None), (date(2027, 1, 1), date(2027, 9, 1)), (date(2026, 12, 1), None))),
    "cost_eur": (None, 5_000, 30_000, 500_000),
    "grant_wanted_eur": (None, 4_000, 200_000),
    "own_share_eur": (None, 1_000),
    "council_resolution": (None, True, False),
    "started": (False, False, True),
    "exclusions": ((), (), ("Darlehen",), ("Bürgschaften", "Radverkehr")),
}  # fmt: skip
_TIE: Pool = {
    "city": ("Lyon", "Stadt 3", "Mwanza"),
    "country": _COUNTRIES,
    "type": ("staedtepartnerschaft", "staedtefreundschaft", "projektpartnerschaft", "klimapartnerschaft"),
    "formal": (None, True, False),
    "status": ("active", "active", "dormant"),
    "klimapartnerschaft": (False, True),
}


def programmes(chance: random.Random, count: int) -> list[Programme]:
    """So many, with different ids and a few different words in each."""
    made = [Programme(portal="test", key=f"{at:03}", **_picked(_PROGRAMME, chance)) for at in range(count)]
    chance.shuffle(made)
    return [replace(one, title=f"{one.title} {chance.choice('ABCD') * 4}") for one in made]


def towns(chance: random.Random, count: int) -> list[CityProfile]:
    """So many, with one to three projects each."""
    return [_town(at, chance) for at in range(count)]


def edited(one: Programme, chance: random.Random) -> Programme:
    """The same programme with another value in one field."""
    return replace(one, **_one(_PROGRAMME, chance))


def moved(town: CityProfile, chance: random.Random) -> CityProfile:
    """The same town with another value in one field of the city or of a project."""
    if chance.random() < 0.5:
        return replace(town, city=replace(town.city, **_one(_CITY, chance)))
    at = chance.randrange(len(town.projects))
    changed = replace(town.projects[at], **_one(_PROJECT, chance))
    return replace(town, projects=(*town.projects[:at], changed, *town.projects[at + 1 :]))


def _town(at: int, chance: random.Random) -> CityProfile:
    return CityProfile(
        city=City(slug=f"t{at}", name=f"Ort {at}", land="Sachsen", **_picked(_CITY, chance)),
        partnerships=tuple(Partnership(**_picked(_TIE, chance)) for _ in range(chance.randrange(3))),
        projects=tuple(Project(slug=f"p{n}", **_picked(_PROJECT, chance)) for n in range(chance.randrange(1, 4))),
    )


def _picked(pool: Pool, chance: random.Random) -> dict[str, Any]:
    return {field: chance.choice(values) for field, values in pool.items()}


def _one(pool: Pool, chance: random.Random) -> dict[str, Any]:
    field = chance.choice(sorted(pool))
    return {field: chance.choice(pool[field])}
