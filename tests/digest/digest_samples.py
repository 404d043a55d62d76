"""A small town hall of our own: two projects, six programmes, one Monday."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import digest
from funding import (
    City,
    CityProfile,
    Contact,
    Department,
    Evidence,
    Link,
    Match,
    Programme,
    Project,
    Recipient,
    Recurring,
    Span,
    Stage,
    StartWindow,
    Verdict,
)  # fmt: skip
from funding.outbox import Telling, Told

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
LAST_WEEK = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
SENDER = "passgenau <passgenau@hafenstadt.example>"
OCCASION = digest.Occasion(kind="digest", period="2026-W48")
LICENCE = "Förderdatenbank, BMWE, CC BY-ND 4.0"
SOURCES = (
    digest.Source(portal="fdb", title="Förderdatenbank", last_good=date(2026, 11, 22), attribution=LICENCE),
    digest.Source(portal="skew", title="SKEW", last_good=date(2026, 11, 2), silent=True),
)

SOLAR = Project(
    slug="solar", title="Solarstrom auf Schuldächern", cost_eur=400_000, department="klima",
    start=StartWindow(earliest=date(2027, 6, 1)),
)  # fmt: skip
PARTNER = Project(slug="partner", title="Trinkwasser mit der Partnerstadt", cost_eur=120_000, department="welt")
RECIPIENT = Recipient(email="amt@hafenstadt.example", name="Jördis Ünal", departments=("klima", "welt"))


def yes(sentence: str, weight: float = 10.0, english: str = "") -> Evidence:
    return Evidence(criterion="text", verdict=Verdict.YES, weight=weight, sentence=sentence, sentence_en=english)


def unclear(sentence: str) -> Evidence:
    return Evidence(criterion="partner", verdict=Verdict.UNCLEAR, sentence=sentence)


def programme(key: str, title: str, **facts: Any) -> Programme:
    facts.setdefault("url", f"https://www.foerderdatenbank.example/{key}.html")
    return Programme(portal=facts.pop("portal", "fdb"), key=key, title=title, **facts)


ROOFS = programme(
    "roofs", "Klimaschutz in kommunalen Gebäuden", funder="Ministerium für Energie", funder_level="land",
    kinds=("grant",), rate_max=60.0, amount_min=10_000, amount_max=250_000,
    summary="Wenn Sie als Gemeinde Schulen und Kitas mit erneuerbarer Energie versorgen, können Sie einen Zuschuss "
    "bekommen. Gefördert werden Anlagen, Speicher und die Planung, soweit sie bis 2029 abgeschlossen werden können.",
    stages=(Stage(closes=date(2026, 12, 14), quote="bis zum 14. Dezember 2026", source="deadlines_text"),),
    contacts=(Contact(name="Energieagentur Nordufer", email="rat@energie.example", phone="03831 1234-0"),),
    attribution=LICENCE,
)  # fmt: skip
WATER = programme(
    "water", "Kommunale Wasserpartnerschaften", portal="skew", funder="Servicestelle Eine Welt", kinds=("grant",),
    rate_max=90.0, stages=(
        Stage(stage="eoi", closes=date(2027, 1, 8), closes_at=time(12), confidence=0.6, quote="bis 8.1., 12 Uhr"),
        Stage(stage="application", closes=date(2027, 3, 31)),
    ),
)  # fmt: skip
YEARLY = programme(
    "yearly", "Stadtgrün im Quartier", kinds=("grant",), amount_max=50_000,
    stages=(Stage(recurring=Recurring(month=10, day=31, of="previous_year"), quote="bis 31.10. des Vorjahres"),),
)  # fmt: skip
ROLLING = programme("rolling", "Energieberatung für Gemeinden", kinds=("in_kind",), modes=("rolling",))
BEFORE = programme(
    "before", "Jugend trifft Partnerstadt", kinds=("exchange",), modes=("before_start",),
    stages=(Stage(before_start=Span(amount=6, unit="weeks")),),
)  # fmt: skip
UNKNOWN = programme("unknown", "Europe for local democracy", language="en", links=(Link(title="x", url="ftp://x"),))
CLOSED = programme("closed", "Vorbei", stages=(Stage(closes=date(2026, 11, 22), source="portal"),))
ALL = (ROOFS, WATER, YEARLY, ROLLING, BEFORE, UNKNOWN, CLOSED)


def match(project: Project, found: Programme, score: float, *evidence: Evidence, no: bool = False) -> Match:
    return Match(
        project=project.slug, programme=found.id, score=score, evidence=evidence,
        eligibility=Verdict.NO if no else Verdict.UNCLEAR,
    )  # fmt: skip


REASONS = (
    yes("Schwach: beide liegen am Meer.", 1), yes("Beide handeln von Solarstrom auf Schulen.", 30, "Both: solar."),
    yes("Gemeinden in Ihrem Land dürfen Anträge stellen.", 5), unclear("Ob der Ratsbeschluss vorliegt, ist offen."),
)  # fmt: skip
MATCHES = {
    "solar": [
        match(SOLAR, ROOFS, 81.4, *REASONS), match(SOLAR, ROLLING, 55, yes("Beratung hilft der Planung.")),
        match(SOLAR, YEARLY, 40), match(SOLAR, CLOSED, 95),
    ],
    "partner": [
        match(PARTNER, WATER, 77, yes("Ihre Partnerschaft ist verlangt."), unclear("Ist der Partner DAC-Land?")),
        match(PARTNER, ROOFS, 45), match(PARTNER, BEFORE, 44), match(PARTNER, UNKNOWN, 43),
    ],
}  # fmt: skip


def profile(*projects: Project, recipient: Recipient = RECIPIENT) -> CityProfile:
    return CityProfile(
        city=City(slug="hafenstadt", name="Hafenstadt", ags="13073088", land="X", population=57_000),
        projects=projects or (SOLAR, PARTNER), recipients=(recipient,),
        departments=(Department(slug="klima", name="Klimaschutz"), Department(slug="welt", name="Eine Welt")),
    )  # fmt: skip


def built(**changed: Any) -> digest.Digest:
    """The sample digest with something changed: recipient=…, matches=…, programmes=…, told=…, today=…, profile=…."""
    recipient = changed.get("recipient", RECIPIENT)
    return digest.build(
        changed.get("profile", profile(recipient=recipient)), recipient, changed.get("matches", MATCHES),
        {p.id: p for p in changed.get("programmes", ALL)}, changed.get("sources", SOURCES),
        changed.get("today", TODAY), told=changed.get("told", {}), changed=changed.get("changed", {}),
        gone={p.id: p for p in changed.get("gone", ())}, pages=changed.get("pages", ()),
    )  # fmt: skip


def told(*tellings: Telling, at: datetime = LAST_WEEK) -> dict[str, Told]:
    """What the recipient knows by a mail of last week."""
    return {one.programme: Told(last=one, at=at) for one in tellings}


def after(made: digest.Digest, at: datetime = LAST_WEEK, **changed: Any) -> dict[str, Told]:
    """What the recipient knows after this digest, with every telling changed."""
    return told(*(replace(one, **changed) for one in made.tellings()), at=at)


def one(found: Programme, project: Project = SOLAR, **changed: Any) -> digest.Digest:
    """A digest of one programme for one project."""
    matches = {project.slug: [match(project, found, changed.pop("score", 60), *changed.pop("evidence", ()))]}
    recipient = changed.pop("recipient", RECIPIENT)
    return built(profile=profile(project), matches=matches, programmes=(found,), recipient=recipient, **changed)


def asked(**changed: Any) -> Recipient:
    """The sample recipient, changed."""
    return replace(RECIPIENT, **changed)
