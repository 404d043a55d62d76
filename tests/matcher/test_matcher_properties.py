"""Promises that hold for whatever a portal or a profile says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import TODAY, profile, programme

from funding import PartnerRule, Programme, Quote, Stage, Verdict, next_gate
from funding.places import REGIONS
from funding.vocabulary import APPLICANTS, KINDS
from matcher import Matcher
from matcher.case import Case
from matcher.gates import eligibility, judge

COUNTRIES = ("FR", "PL", "TN", "US", "TZ")
FEW = {"max_size": 3, "unique": True}
WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60) | st.sampled_from(
    ["Radweg am Bahnhof", "Städtepartnerschaft mit Frankreich", "{0} {land} %s", "research", "Wenn Sie", "\x00\u2028?"]
)
RULES = st.builds(
    PartnerRule,
    rule=st.sampled_from(["none", "any", "dac", "eu", "list"]),
    countries=st.lists(st.sampled_from(COUNTRIES), **FEW).map(tuple),
    only_for=st.none() | st.just("Partnerschaftsprojekte"),
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
STAGES = st.builds(
    Stage, opens=st.none() | DAYS, closes=st.none() | DAYS, source=st.sampled_from(["portal", "text"]), quote=WORDS
)
PROGRAMMES = st.builds(
    Programme,
    portal=st.just("test"),
    key=st.uuids().map(str),
    title=WORDS,
    language=st.sampled_from(["de", "en"]),
    text=st.none() | WORDS,
    applicants=st.none() | st.lists(st.sampled_from(sorted(APPLICANTS)), **FEW).map(tuple),
    regions=st.none() | st.lists(st.sampled_from([*REGIONS, "Alpenraum"]), **FEW).map(tuple),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), **FEW).map(tuple),
    partner_rule=st.none() | RULES,
    population_min=st.none() | st.integers(1, 10**6),
    population_max=st.none() | st.integers(1, 10**6),
    stages=st.lists(STAGES, max_size=2).map(tuple),
    source_status=st.none() | st.sampled_from(["closed", "exhausted", "suspended", "archived", "open", "forthcoming"]),
    quotes=st.sampled_from([(), (Quote(field="source_status", words="ist beendet", source="text"),)]),
    modes=st.sampled_from([(), ("rolling",)]),
    lossy=st.booleans(),
)
TOWNS = st.builds(
    profile,
    st.fixed_dictionaries({"ags": st.sampled_from(["14521000", "05515000", "99000000"])}),
    st.fixed_dictionaries(
        {
            "description": WORDS.map(lambda text: text.strip()),
            "countries": st.lists(st.sampled_from(COUNTRIES), **FEW),
            "kind": st.none() | st.sampled_from(sorted(KINDS)),
            "started": st.booleans(),
        }
    ),
    st.lists(
        st.fixed_dictionaries(
            {
                "city": st.just("Partnerstadt"),
                "country": st.sampled_from(COUNTRIES),
                "status": st.sampled_from(["active", "dormant", "ended"]),
            }
        ),
        max_size=2,
    ),
)


def gates(town: Any, one: Programme) -> Any:
    return judge(Case(town, town.projects[0], one, TODAY))


@settings(deadline=None, max_examples=80)
@given(TOWNS, PROGRAMMES)
def test_gates_never_raise_and_always_speak(town: Any, one: Programme) -> None:
    for item in gates(town, one):
        assert item.sentence
        assert item.sentence_en
        assert item.weight == 0


@settings(deadline=None, max_examples=80)
@given(TOWNS, PROGRAMMES)
def test_only_explicit_fields_say_no(town: Any, one: Programme) -> None:
    """Without the portal's own fields, whatever the prose says, nothing is excluded."""
    inferred = replace(
        one, applicants=None, regions=None, partner_rule=None, population_min=None, population_max=None,
        source_status=one.source_status if one.quotes else None,
        stages=tuple(replace(stage, source="text") for stage in one.stages),
    )  # fmt: skip
    assert all(item.verdict is not Verdict.NO for item in gates(town, inferred))


@settings(deadline=None, max_examples=80)
@given(TOWNS, PROGRAMMES)
def test_unclear_never_excludes(town: Any, one: Programme) -> None:
    evidence = gates(town, one)
    excluded = any(item.verdict is Verdict.NO for item in evidence)
    assert (eligibility(evidence) is Verdict.NO) == excluded


@settings(deadline=None, max_examples=30)
@given(TOWNS, st.lists(PROGRAMMES, max_size=6, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_order_is_total_and_does_not_depend_on_the_input(town: Any, many: list[Programme], shuffler: Any) -> None:
    shuffled = list(many)
    shuffler.shuffle(shuffled)
    first = Matcher(many, TODAY).match(town, town.projects[0])
    assert first == Matcher(shuffled, TODAY).match(town, town.projects[0])
    days = {one.id: next_gate(one.stages, TODAY) for one in many}
    keys = [(-m.score, gate.day if (gate := days[m.programme]) else date.max, m.programme) for m in first]
    assert keys == sorted(keys)
    assert {m.programme for m in first} == {one.id for one in many}


@settings(deadline=None, max_examples=30)
@given(TOWNS, st.lists(PROGRAMMES, min_size=1, max_size=4, unique_by=lambda one: one.id))
def test_score_is_a_percentage_and_explain_agrees_with_match(town: Any, many: list[Programme]) -> None:
    matcher = Matcher(many, TODAY)
    for match in matcher.match(town, town.projects[0]):
        assert 0 <= match.score <= 100
        full = matcher.explain(town, town.projects[0], match.programme)
        assert (full.score, full.eligibility) == (match.score, match.eligibility)
        assert full.evidence[: len(match.evidence)] == match.evidence
        assert any(item.criterion == "topic" for item in full.evidence)


HOSTILE = (
    "a" * 100_000,
    "Wenn Sie " * 20_000,
    "Wenn Sie " + "x, " * 50_000,
    "<script>alert(1)</script> {0.__class__} %(x)s \u202e\x00\u2028",
    "?" * 50_000,
    "ä\u0308" * 30_000,
    ". " * 50_000,
    "\n" * 50_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_texts_are_just_texts(text: str) -> None:
    town = profile(project={"title": "Radweg {land}", "description": text[:9_000].replace("\x00", "")})
    one = programme(title=text[:300] or "x", text=text, regions=[text[:50] or "x"], status_note=text, lossy=True)
    (match,) = Matcher([one], TODAY).match(town, town.projects[0])
    assert match.eligibility is Verdict.UNCLEAR
    assert all(len(item.city_side) <= 500 for item in match.evidence)


IRRELEVANT = st.lists(
    st.builds(
        programme,
        key=st.uuids().map(str),
        title=st.sampled_from(["Melktechnik", "Seeschiffe", "Quantum sensors", "Opernstipendien"]),
        text=st.just("Zxqv " * 20),
        language=st.sampled_from(["de", "en"]),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)
# What a signal looks up in the whole corpus (how rare a word is); the others look at one pair only.
CORPUS_STATISTICS = {"likeness", "stems", "headline", "vocabulary"}


@settings(deadline=None, max_examples=25)
@given(TOWNS, st.lists(PROGRAMMES, min_size=2, max_size=5, unique_by=lambda one: one.id), IRRELEVANT)
def test_irrelevant_programmes_move_the_others_by_the_rarity_of_words_only(
    town: Any, many: list[Programme], more: list[Programme]
) -> None:
    before = Matcher(many, TODAY).signals(town, town.projects[0])
    after = Matcher([*many, *more], TODAY).signals(town, town.projects[0])
    for name in before.keys() - CORPUS_STATISTICS:
        assert before[name].tolist() == after[name][: len(many)].tolist()
    for name in CORPUS_STATISTICS:
        shared = before[name] > 0
        assert shared.tolist() == (after[name][: len(many)] > 0).tolist()


def test_the_order_of_clearly_different_programmes_survives_a_hundred_irrelevant_ones() -> None:
    town = profile(project={"title": "Radwege zum Bahnhof", "description": "Abstellanlagen für Fahrräder."})
    few = [
        programme(key="a", title="Radwege und Abstellanlagen am Bahnhof", applicants=["kommune"]),
        programme(key="b", title="Bahnhof", text="Umbau von Bahnhöfen."),
        programme(key="c", title="Melktechnik", text="Ställe."),
    ]
    noise = [programme(key=f"n{at}", title=f"Seeschiffe {at}", text="Reedereien bauen um.") for at in range(100)]
    orders = [
        [match.programme for match in Matcher(some, TODAY).match(town, town.projects[0]) if match.programme[5] in "abc"]
        for some in (few, [*few, *noise])
    ]
    assert orders[0] == orders[1] == ["test:a", "test:b", "test:c"]


def test_equal_input_gives_equal_matches() -> None:
    town = profile(project={"title": "Radwege", "description": "Abstellanlagen für Fahrräder."})
    many = [programme(key=str(at), title=f"Radwege {at % 3}", text="Bahnhof") for at in range(20)]
    assert Matcher(many, TODAY).match(town, town.projects[0]) == Matcher(many, TODAY).match(town, town.projects[0])
