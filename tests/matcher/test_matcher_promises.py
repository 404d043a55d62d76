"""What the gates promise for any profile and any programme."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import TODAY

from funding import (
    City,
    CityProfile,
    ConsortiumRule,
    Contact,
    PartnerRule,
    Partnership,
    Programme,
    Project,
    Quote,
    Stage,
    Verdict,
)
from funding.vocabulary import APPLICANTS, KINDS, PARTNERSHIP_TYPES
from matcher.case import Case
from matcher.gates import GATES, eligibility, judge
from matcher.steps import ASKS, steps

COUNTRIES = ["FR", "PL", "KE", "BR", "US", "DE", "XX"]
PROSE = [
    "Antragsberechtigt sind Träger der Jugendhilfe.", "Nur Vorhaben im Inland.", "Reisen ins Ausland",
    "Interreg Nordsee",
    "Die Städtepartnerschaft muss förmlich vereinbart sein.", "finanzschwache Kommunen", "im GRW-Gebiet\n\n* gemeinsam",
    "vor Beginn der Maßnahme", "nur in Übergangsregionen", "{} {0} %s \x00 …", "",
]  # fmt: skip
READABLE = (
    "applicants", "regions", "partner_rule", "consortium_rule", "preconditions", "population_min", "population_max",
    "kinds", "amount_min", "amount_max", "rate_max", "source_status",
)  # fmt: skip
amounts = st.one_of(st.none(), st.integers(0, 10**9))
percents = st.one_of(st.none(), st.floats(0, 100))
country = st.sampled_from(COUNTRIES)


def some(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


ties = st.builds(
    Partnership, city=st.sampled_from(["Albi", "Kisumu", "{x}"]), country=country,
    type=st.sampled_from([*PARTNERSHIP_TYPES]),
    formal=st.sampled_from([True, False, None]), status=st.sampled_from(["active", "dormant", "ended"]),
    klimapartnerschaft=st.booleans(),
)  # fmt: skip
cities = st.builds(
    City, slug=st.just("x"), name=st.just("X"), ags=st.sampled_from(["14521000", "09363000", "99000000"]),
    land=st.just("Sachsen"), population=st.integers(1, 4_000_000), nuts=st.sampled_from([None, "DED", "DED45"]),
    budget=st.sampled_from(["normal", "haushaltssicherung", "haushaltsnotlage"]),
    memberships=some("Global Nachhaltige Kommune", "{}"), areas=some("GRW", "Interreg", "Lausitz"),
    lead_time_weeks=st.integers(0, 104), own_share_capacity_eur=amounts,
)  # fmt: skip
projects = st.builds(
    Project, slug=st.just("p"), title=st.sampled_from(["Radwege", "Jugendaustausch mit Albi", "{0}"]),
    description=st.sampled_from(PROSE), kind=st.sampled_from([None, *KINDS]),
    partnership=st.sampled_from([None, "Albi", "Nirgends"]), countries=some(*COUNTRIES), cost_eur=amounts,
    grant_wanted_eur=amounts, own_share_eur=amounts, council_resolution=st.sampled_from([True, False, None]),
    started=st.booleans(), exclusions=some("Darlehen", "loan", "Forschung", "("),
)  # fmt: skip
profiles = st.builds(
    CityProfile, city=cities, partnerships=st.lists(ties, max_size=4).map(tuple),
    projects=projects.map(lambda one: (one,))
)  # fmt: skip
partner_rules = st.builds(
    PartnerRule, rule=st.sampled_from(["none", "any", "dac", "eu", "list"]), countries=some("FR", "KE", "XX"),
    only_for=st.sampled_from([None, "Partnerschaftsprojekte", "{}"]), quote=st.sampled_from(PROSE),
)  # fmt: skip
consortia = st.builds(
    ConsortiumRule, partners_min=st.sampled_from([None, 1, 2, 9]), countries_min=st.sampled_from([None, 2, 4]),
    eu_min=st.sampled_from([None, 1, 3]),
)  # fmt: skip
days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
stages = st.builds(Stage, closes=days, source=st.sampled_from(["portal", "text"]))
programmes = st.builds(
    Programme, portal=st.just("t"), key=st.just("k"),
    title=st.sampled_from(["Radwege", "Interreg {}", "Bayern fördert"]),
    language=st.sampled_from(["de", "en"]), funder=st.sampled_from([None, "Amt"]),
    funder_level=st.sampled_from([None, "land", "eu", "stiftung"]), kinds=some(*KINDS),
    summary=st.sampled_from([None, *PROSE]),
    text=st.sampled_from([None, *PROSE]),
    regions=st.one_of(st.none(), some("Sachsen", "Bayern", "EU", "DED4", "DE3", "Lausitz", "")),
    applicants=st.one_of(st.none(), some(*APPLICANTS)), call=st.sampled_from([None, "EuropeAid/1/DD/ACT/KE", "X"]),
    partner_rule=st.one_of(st.none(), partner_rules), consortium_rule=st.one_of(st.none(), consortia),
    preconditions=some("Ratsbeschluss", "Klimapartnerschaft", "Städtepartnerschaft", "Konzept", "GNK", "{}", ""),
    population_min=amounts, population_max=amounts, stages=st.lists(stages, max_size=2).map(tuple),
    source_status=st.sampled_from([None, "closed", "exhausted", "open"]), rate_max=percents, rate_normal=percents,
    own_share_min=percents, own_share_normal=percents, amount_min=amounts, amount_max=amounts,
    amount_min_kind=st.sampled_from([None, "grant", "cost"]),
    contacts=st.just((Contact(name="Stelle {}"),)), lossy=st.booleans(),
)  # fmt: skip
limits = settings(deadline=None, max_examples=120)


def case(profile: CityProfile, programme: Programme) -> Case:
    return Case(profile, profile.projects[0], programme, TODAY)


@limits
@given(profiles, programmes)
def test_any_profile_and_any_programme_give_evidence(profile: CityProfile, programme: Programme) -> None:
    found = judge(case(profile, programme))
    assert {item.criterion for item in found} >= {"applicant", "land", "application"}
    for item in found:
        assert item.sentence.strip()
        assert item.sentence_en.strip()
    assert len(steps(found, programme)) <= 3


@limits
@given(profiles, programmes)
def test_what_was_read_from_prose_never_says_no(profile: CityProfile, programme: Programme) -> None:
    read = tuple(Quote(field=name, words="so steht es im Text", source="text") for name in READABLE)
    told = tuple(replace(stage, source="text") for stage in programme.stages)
    found = judge(case(profile, replace(programme, quotes=read, stages=told, call=None)))
    assert [item for item in found if item.verdict is Verdict.NO] == []


@limits
@given(profiles, programmes)
def test_prose_alone_shuts_nobody_out(profile: CityProfile, programme: Programme) -> None:
    plain = Programme(portal="t", key="k", title=programme.title, summary=programme.summary, text=programme.text)
    assert eligibility(judge(case(profile, plain))) is not Verdict.NO


@limits
@given(profiles, programmes)
def test_only_a_no_excludes(profile: CityProfile, programme: Programme) -> None:
    found = judge(case(profile, programme))
    assert (eligibility(found) is Verdict.NO) == any(item.verdict is Verdict.NO for item in found)


@limits
@given(profiles, programmes)
def test_steps_answer_what_is_unclear_and_nothing_else(profile: CityProfile, programme: Programme) -> None:
    found = judge(case(profile, programme))
    unclear = {item.criterion for item in found if item.verdict is Verdict.UNCLEAR}
    todo = steps(found, programme)
    assert {step.criterion for step in todo} <= unclear
    if eligibility(found) is Verdict.UNCLEAR:
        assert todo
    order = list(ASKS)
    assert [order.index(step.criterion) for step in todo] == sorted(order.index(step.criterion) for step in todo)


def test_every_gate_has_a_step() -> None:
    assert {gate.rule.__name__ for gate in GATES} == set(ASKS)
