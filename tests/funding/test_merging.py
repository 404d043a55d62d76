"""One programme from several sources: nothing lost, nothing mixed that belongs together."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from funding import Programme, Quote, Stage
from funding.fingerprint import same_content, stamp
from funding.merging import differing, givers, merge

MAY = (Stage(closes=date(2027, 5, 31), source="portal"),)
JUNE = (Stage(closes=date(2027, 6, 30), source="text"),)
OFFICIAL = Programme(portal="eu", key="t", title="Town-Twinning", language="en", text="Meetings of citizens.")
GERMAN = Programme(portal="cerv", key="x", title="Städtepartnerschaften", origin="hint", text="Begegnungen.")


def test_every_field_comes_from_the_most_trusted_source_that_has_it() -> None:
    made = merge([replace(OFFICIAL, rate_max=80.0), replace(GERMAN, rate_max=90.0, funder="EACEA")], "eu:t")
    assert (made.rate_max, made.funder, made.id) == (80.0, "EACEA", "eu:t")
    assert [one.id for one in made.sources] == ["eu:t", "cerv:x"]


def test_title_and_text_are_german_where_any_source_is() -> None:
    made = merge([OFFICIAL, GERMAN], "eu:t")
    assert (made.title, made.language, made.text) == ("Städtepartnerschaften", "de", "Begegnungen.")
    assert merge([OFFICIAL, replace(GERMAN, text=None)], "eu:t").title == "Town-Twinning"


def test_a_hints_date_never_replaces_an_official_one() -> None:
    assert merge([replace(OFFICIAL, stages=MAY), replace(GERMAN, stages=JUNE)], "eu:t").stages == MAY
    assert merge([OFFICIAL, replace(GERMAN, stages=JUNE)], "eu:t").stages == JUNE
    rolling = merge([replace(OFFICIAL, modes=("rolling",)), replace(GERMAN, stages=JUNE)], "eu:t")
    assert (rolling.stages, rolling.modes) == ((), ("rolling",))


def test_a_less_trusted_source_does_not_close_what_a_better_one_dates() -> None:
    made = merge([replace(OFFICIAL, stages=MAY), replace(GERMAN, source_status="closed")], "eu:t")
    assert made.source_status is None
    assert merge([OFFICIAL, replace(GERMAN, source_status="closed")], "eu:t").source_status == "closed"


def test_quotes_go_with_their_fields() -> None:
    one = replace(OFFICIAL, rate_max=80.0, quotes=(Quote(field="rate_max", words="80 %", source="text"),))
    other = replace(GERMAN, rate_max=90.0, population_min=500, quotes=(
        Quote(field="rate_max", words="90 v. H.", source="text"),
        Quote(field="population_min", words="500", source="text"),
    ))  # fmt: skip
    assert [quote.words for quote in merge([one, other], "eu:t").quotes] == ["80 %", "500"]
    assert differing([one, other])["population_min"] == 1


def test_what_is_left_of_two_keeps_the_id() -> None:
    made = merge([GERMAN], "eu:t")
    assert (made.id, made.title, [one.id for one in made.sources]) == ("eu:t", GERMAN.title, ["cerv:x"])


def test_a_second_place_is_no_change_and_a_change_in_one_is() -> None:
    alone, news = stamp(OFFICIAL), replace(GERMAN, text="Neu.")
    assert same_content(alone, merge([OFFICIAL, GERMAN], "eu:t")) is True
    assert same_content(alone, merge([GERMAN], "eu:t")) is None
    assert same_content(alone, merge([replace(OFFICIAL, text="Other."), GERMAN], "eu:t")) is False
    assert same_content(stamp(merge([OFFICIAL, GERMAN], "eu:t")), merge([OFFICIAL, news], "eu:t")) is True
    second = replace(GERMAN, origin="official")
    both = stamp(merge([OFFICIAL, second], "eu:t"))
    assert same_content(both, merge([OFFICIAL, replace(second, text="Neu.")], "eu:t")) is False
    assert same_content(both, OFFICIAL) is True
    assert same_content("other:abc", OFFICIAL) is None


_STAGES = st.sampled_from([(), MAY, JUNE])
_SOURCE = st.builds(
    Programme, portal=st.sampled_from(["a", "b", "c"]), key=st.just("k"), title=st.text("xyz", min_size=1, max_size=3),
    origin=st.sampled_from(["official", "card", "hint"]), language=st.sampled_from(["de", "en"]),
    text=st.none() | st.text("pq", min_size=1, max_size=3), summary=st.none() | st.just("s"), stages=_STAGES,
    modes=st.sampled_from([(), ("rolling",), ("none",)]), rate_max=st.none() | st.just(80.0),
    own_share_min=st.none() | st.just(20.0), amount_max=st.none() | st.integers(1, 3), funder=st.none() | st.just("f"),
    source_status=st.sampled_from([None, "open", "closed"]), deadlines_text=st.none() | st.just("bald"),
    regions=st.none() | st.just(("EU",)), costs_paid=st.none() | st.booleans(),
)  # fmt: skip
SOURCES = st.lists(_SOURCE, min_size=1, max_size=3, unique_by=lambda one: one.portal)
_LONE = {"stages", "modes", "rate_max", "own_share_min", "amount_max", "source_status", "sources", "portal", "key"}


@given(SOURCES)
@settings(max_examples=150, deadline=None)
def test_nothing_is_made_up_or_lost(found: Sequence[Programme]) -> None:
    made, giver = merge(found, "a:k"), givers(found)
    for field in (f.name for f in fields(Programme)):
        values = [getattr(one, field) for one in found]
        if field not in {"sources", "portal", "key"}:
            assert getattr(made, field) in values
        if field not in _LONE and any(value not in (None, ()) for value in values):
            assert getattr(made, field) not in (None, ())
    assert any((made.stages, made.modes) == (one.stages, one.modes) for one in found)
    assert bool(made.stages or made.modes) or not any(one.stages for one in found)
    assert set(giver.values()) <= set(range(len(found)))


@given(SOURCES)
@settings(max_examples=100, deadline=None)
def test_merging_again_changes_nothing(found: Sequence[Programme]) -> None:
    made = merge(found, "a:k")
    assert merge([made], "a:k") == made
    assert stamp(merge([made], "a:k")) == stamp(made)
