"""Programmes and cities for measuring speed: as many as wanted, different, of our own words, the same for a seed."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zlib import crc32

import numpy as np

from funding import City, CityProfile, ConsortiumRule, PartnerRule, Partnership, Programme, Project, Stage
from funding.city import StartWindow
from funding.places import LAENDER, LAND_OF_AGS
from funding.programme import Recurring, Span
from matcher import Model
from matcher.semantic import Vectors

DAY = date(2026, 11, 22)
_VECTORS = np.random.default_rng(1).standard_normal((4096, 384))  # as long as the shipped sentence model's
_STARTS = ("Neubau", "Sanierung", "Ausbau", "Planung", "Betrieb", "Erneuerung", "Umbau", "Beschaffung", "Erprobung")
_WORDS = """
    Radwege Abstellanlagen Kreuzungen Bahnhof Busse; Hochwasser Deiche Rückhaltebecken Warnung Bäche; Schulhof
    Spielgeräte Bäume Schatten Kinder; Bibliothek Lesungen Bücher Senioren Medien; Wärmenetz Leitungen
    Geothermie Speicher Haushalte; Jugendliche Austausch Begegnung Sprache Reisen; Partnerstadt Verwaltung
    Fachleute Klima Brunnen; Moor Gehölze Insekten Wiesen Artenvielfalt; Feuerwehr Fahrzeuge Gerätehaus
    Löschwasser Übungen; Theater Bühne Musik Ensembles Festival; Innenstadt Leerstand Läden Händler Plätze;
    Kita Räume Küche Erzieher Spiel; Trinkwasser Quellen Filter Rohre Messung; Breitband Glasfaser Masten
    Server Daten; Wohnungen Mieten Grundrisse Aufzüge Balkone; Sporthalle Boden Duschen Vereine Tribüne;
    Denkmal Fassade Dachstuhl Stuck Glocken; Pflege Besuche Nachbarn Tagespflege Ehrenamt; Abfall Kompost
    Wertstoffe Behälter Reparatur; Tourismus Wanderwege Schilder Quartiere Gäste
"""
_ENGLISH = """
    cycling lanes parking junctions stations; floods dikes basins warning streams; schoolyards shade trees
    children play; libraries readings media seniors archives; heating networks storage pipes households; youth
    exchange languages encounters travel; twinned towns administrations climate wells; peat hedges insects
    meadows biodiversity; fire engines water drills volunteers; theatre stages music festivals ensembles
"""
_THEMES = [part.split() for part in _WORDS.split(";")]
_THEMES_EN = [part.split() for part in _ENGLISH.split(";")]
_SYLLABLES = "ba be do fa ge ha ka li lo ma mi na no pe ra ri sa so ta ti to ve wa wi zu".split()
_SAYINGS = (
    "Gefördert werden {a} und {b}, wenn sie den Menschen im Ort {n} dienen.",
    "Die {start} von {a} braucht {b} und {c}; {n} ist ein Beispiel.",
    "Unterstützt wird, wer {a} mit {b} verbindet und {c} einbezieht, etwa in {n}.",
    "Bis zu {x} Prozent trägt das Land, den Rest die Gemeinde mit {a} und {n}.",
    "Der Antrag beschreibt {b}, {c} und die {start} in {n}.",
)
_SAYINGS_EN = (
    "Support goes to {a} and {b} in places like {n}.",
    "Proposals combine {a} with {b} and {c}, for instance in {n}.",
    "Up to {x} per cent is paid for {a}, {c} and {n} of local authorities.",
)


def programmes(count: int, seed: int = 1) -> list[Programme]:
    """Two of three German, about 1,200 characters each, with the fields that portals have."""
    chance = random.Random(seed)
    return [_programme(number, chance) for number in range(count)]


def asking(count: int, seed: int = 2) -> Iterator[tuple[CityProfile, Project]]:
    """So many projects, three of each city."""
    chance = random.Random(seed)
    for city in range(-(-count // 3)):
        profile = _profile(city, chance, min(3, count - 3 * city))
        yield from ((profile, project) for project in profile.projects)


def model() -> Model:
    """Vectors as long as a sentence model's, kept in memory; a text's are made of its words, quickly."""
    return Model(_Words(), _Kept())


def _programme(number: int, chance: random.Random) -> Programme:
    english = chance.random() < 1 / 3
    theme = chance.choice(_THEMES_EN if english else _THEMES)
    text = " ".join(_said(theme, _SAYINGS_EN if english else _SAYINGS, chance) for _ in range(16))
    kinds = chance.choices([(), ("grant",), ("loan",), ("grant", "exchange")], [3, 10, 2, 1])[0]
    return Programme(
        portal="bench", key=str(number), text=text,
        title=f"{' '.join(chance.sample(theme, 2))} {_name(chance)} {number}",
        language="en" if english else "de", funder_level=chance.choice(["eu", "bund", "land", None]), kinds=kinds,
        regions=chance.choices([None, ("Bundesweit",), (chance.choice(LAENDER),), ("EU",)], [3, 2, 5, 2])[0],
        applicants=chance.choices([None, ("kommune",), ("kommune", "verein"), ("unternehmen",)], [4, 4, 2, 3])[0],
        topics=tuple(chance.sample(theme, 2)), stages=_stages(chance), **_demands(chance),
    )  # fmt: skip


def _demands(chance: random.Random) -> dict[str, Any]:
    """What one of several programmes demands, and most do not."""
    country = chance.choice(["FR", "PL", "US", "TZ", "BR", "UA"])
    rules = [PartnerRule(rule="dac"), PartnerRule(rule="eu"), PartnerRule(rule="list", countries=(country,))]
    asked: dict[str, Any] = {
        "partner_rule": chance.choice(rules),
        "consortium_rule": ConsortiumRule(partners_min=chance.randint(2, 5), countries_min=chance.randint(2, 4)),
        "population_min": chance.choice([5_000, 10_000, 20_000, 50_000]),
        "preconditions": (chance.choice(["ratsbeschluss", "klimapartnerschaft", "kommunales Konzept"]),),
        "amount_min": chance.choice([5_000, 10_000, 25_000, 50_000, 100_000]),
        "amount_max": chance.choice([50_000, 200_000, 1_000_000]),
        "source_status": "closed",
    }
    return {field: value for field, value in asked.items() if chance.random() < 0.15}


def _stages(chance: random.Random) -> tuple[Stage, ...]:
    day = DAY + timedelta(days=chance.randint(-60, 400))
    yearly = Recurring(month=chance.randint(1, 12), day=chance.choice([1, 15, 28]), of="any")
    ways = [(), (Stage(closes=day, source="portal"),), (Stage(recurring=yearly),), (Stage(before_start=_span(chance)),)]
    return chance.choices(ways, [4, 10, 2, 1])[0]


def _span(chance: random.Random) -> Span:
    return Span(amount=chance.choice([6, 8, 12]), unit="weeks")


def _profile(number: int, chance: random.Random, projects: int) -> CityProfile:
    key, land = chance.choice(sorted(LAND_OF_AGS.items()))
    return CityProfile(
        city=City(
            slug=f"stadt-{number}", name=_name(chance), ags=f"{key}{number % 10**6:06}", land=land,
            population=int(10 ** chance.uniform(3.2, 6)), areas=chance.choice([(), (), ("GRW",), ("Interreg",)]),
            budget=chance.choice(["normal", "normal", "haushaltssicherung"]),
        ),
        partnerships=tuple(_tie(chance) for _ in range(chance.randint(0, 3))),
        projects=tuple(_project(at, chance) for at in range(projects)),
    )  # fmt: skip


def _tie(chance: random.Random) -> Partnership:
    kind = chance.choice(["staedtepartnerschaft", "staedtefreundschaft", "projektpartnerschaft"])
    return Partnership(city=_name(chance), country=chance.choice(["FR", "PL", "US", "TZ", "BR", "GB"]), type=kind,
                       formal=chance.choice([True, None]))  # fmt: skip


def _project(number: int, chance: random.Random) -> Project:
    theme = chance.choice(_THEMES)
    start = date(2027 + chance.randint(0, 1), chance.randint(1, 12), 1)
    cost = chance.randint(4, 400) * 5_000
    return Project(
        slug=f"p{number}", title=f"{chance.choice(_STARTS)} von {theme[0]} und {chance.choice(theme[1:])}",
        description=" ".join(_said(theme, _SAYINGS, chance) for _ in range(4)), topics=(chance.choice(theme),),
        countries=chance.choices([(), ("FR",), ("TZ",)], [6, 1, 1])[0], cost_eur=chance.choice([None, cost]),
        grant_wanted_eur=chance.choice([None, cost // 2]), started=chance.random() < 0.1,
        start=StartWindow(earliest=start, latest=chance.choice([None, start + timedelta(days=180)])),
        exclusions=chance.choices([(), ("Darlehen",)], [4, 1])[0],
        council_resolution=chance.choice([None, True, False]),
    )  # fmt: skip


def _said(theme: Sequence[str], sayings: Sequence[str], chance: random.Random) -> str:
    a, b, c = chance.sample(theme, 3)
    return chance.choice(sayings).format(a=a, b=b, c=c, n=_name(chance), x=chance.randint(2, 9) * 10,
                                         start=chance.choice(_STARTS))  # fmt: skip


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()


class _Words:
    name = "bench words"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A text's vector points where those of its words do."""
        numbers = [[crc32(word.encode()) % len(_VECTORS) for word in text.split()] for text in texts]
        rows = np.stack([_VECTORS[some].sum(axis=0) for some in numbers])
        vectors: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return vectors

    encode_passages = encode_queries


class _Kept:
    def __init__(self) -> None:
        self._vectors: dict[str, bytes] = {}

    def get_many(self, _: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {key: self._vectors[key] for key in keys if key in self._vectors}

    def put_many(self, _: str, vectors: Mapping[str, bytes]) -> None:
        self._vectors.update(vectors)
