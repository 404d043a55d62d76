"""The linker on a labelled set, and what it promises whatever it is given."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twin_samples import PORTALS, Pair, figures, pairs

from crawl.twins import groups, judge, traits
from crawl.twins.addresses import canonical, identifiers
from crawl.twins.groups import candidates
from funding import Link, Programme, Stage

HERE = Path(__file__).parent
LABELLED, UNSEEN = pairs(HERE / "twins.yaml"), pairs(HERE / "twins_unseen.yaml")


@pytest.mark.parametrize(("rows", "least"), [(LABELLED, 0.95), (UNSEEN, 0.9)], ids=["labelled", "unseen"])
def test_a_wrong_merge_is_rarer_than_one_in_a_hundred(rows: list[Pair], least: float) -> None:
    for row in rows:
        if not row.right:
            print("missed:" if row.same else "WRONG:", row.why, "|", row.one.title, "|", row.other.title)
    precision, recall = figures(rows)
    assert precision >= 0.99
    assert recall >= least
    assert sum(not row.same for row in rows) * 2 >= len(rows)


def test_the_sixteen_programmes_of_one_title_stay_sixteen() -> None:
    from funding.places import LAENDER

    states = [
        Programme(portal=f"p{number % 2}", key=land, title="Denkmalschutz-Sonderprogramm", regions=(land,))
        for number, land in enumerate(LAENDER)
    ]
    assert groups(states) == []


EVERY = [programme for row in LABELLED for programme in (row.one, row.other)]
SOME = st.lists(st.sampled_from(EVERY), min_size=2, max_size=30, unique_by=lambda p: p.id)


@given(SOME, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_groups_are_the_same_in_any_order_and_hold_no_contradiction(found: list[Programme], by: random.Random) -> None:
    made = groups(found)
    shuffled = found[:]
    by.shuffle(shuffled)
    assert groups(shuffled) == made
    known = {programme.id: programme for programme in found}
    ids = [member for group in made for member in group.members]
    assert len(ids) == len(set(ids))
    for group in made:
        members = [known[member] for member in group.members]
        assert len({programme.portal for programme in members}) == len(members) > 1
        assert all(link.one in group.members and link.other in group.members for link in group.links)


@given(st.sampled_from(EVERY), st.sampled_from(EVERY))
@settings(max_examples=100, deadline=None)
def test_it_does_not_matter_which_of_two_comes_first(one: Programme, other: Programme) -> None:
    assert judge(traits(one), traits(other)) == judge(traits(other), traits(one))


def _call(portal: str, title: str, day: date | None = None, *links: str, key: str = "k") -> Programme:
    stages = () if day is None else (Stage(closes=day, source="portal"),)
    return Programme(
        portal=portal, key=key, title=title, stages=stages, regions=("Hessen",), funder="Land Hessen",
        links=tuple(Link(title="Seite", url=url) for url in links), url=f"https://{portal}.example/{key}",
    )  # fmt: skip


def test_no_chain_joins_two_editions() -> None:
    undated = _call("b", "Radwege an Landesstraßen")
    old, new = (
        _call("a", "Radwege an Landesstraßen", date(2025, 3, 1)),
        _call("c", "Radwege an Landesstraßen", date(2027, 3, 1)),
    )
    assert judge(traits(old), traits(undated))
    assert judge(traits(undated), traits(new))
    assert all(len(group.members) < 3 for group in groups([old, undated, new]))


def test_a_third_one_does_not_join_two_rounds() -> None:
    undated, first, second = (
        _call(portal, "Radwege an Landesstraßen", day)
        for portal, day in (("b", None), ("a", date(2027, 3, 1)), ("c", date(2027, 5, 1)))
    )
    assert [len(group.members) for group in groups([undated, first, second])] == [2]


def test_which_of_two_equal_ones_is_meant_nobody_knows() -> None:
    news = _call("news", "Radwege an Landesstraßen")
    twice = [_call("portal", "Radwege an Landesstraßen", key="x"), _call("portal", "Radwege an Landesstraßen", key="y")]
    assert groups([news, *twice]) == []


def test_what_the_operator_has_parted_stays_apart() -> None:
    one, other = _call("a", "Radwege an Landesstraßen"), _call("b", "Radwege an Landesstraßen")
    (group,) = groups([one, other])
    assert group.members == ("a:k", "b:k")
    assert group.links[0].reason.kind == "title"
    assert groups([one, other], parted=[("b:k", "a:k")]) == []


def test_a_watched_page_takes_no_part() -> None:
    page = Programme(portal="pages", key="k", title="Radwege an Landesstraßen", origin="page", regions=("Hessen",))
    assert groups([page, _call("a", "Radwege an Landesstraßen")]) == []


def _many(count: int) -> list[Programme]:
    """As many programmes of three portals, each title of words that many others have too."""
    by = random.Random(count)
    words = [
        f"{a}{b}"
        for a in ("rad", "wald", "schul", "klima", "kultur", "sport")
        for b in ("wege", "bau", "netz", "hilfe")
    ]
    words += [f"sonderwort{number}" for number in range(count // 4)]
    portals = [PORTALS[name] for name in ("fdb", "eu", "list")]
    return [
        _call(portals[number % 3], " ".join(by.sample(words, 5)), date(2027, 1 + number % 12, 1), key=str(number))
        for number in range(count)
    ]


def test_ten_times_as_many_make_about_ten_times_as_many_pairs_to_compare() -> None:
    few, many = (len(candidates({one.id: one for one in map(traits, _many(count))})) for count in (300, 3_000))
    assert few < many < 20 * few  # all with all would be a hundred times as many


_HOSTILE = st.text(max_size=200) | st.text("<>()[]„“\"'–-:/%?#&=0123456789ABCDEF2026 \u202e\x00\ud800", max_size=300)
_ANY = st.builds(
    Programme, portal=st.sampled_from(["a", "b"]), key=st.text(min_size=1, max_size=9), title=_HOSTILE,
    url=st.none() | _HOSTILE, call=st.none() | _HOSTILE, funder=st.none() | _HOSTILE, text=st.none() | _HOSTILE,
    links=st.lists(st.builds(Link, title=_HOSTILE, url=_HOSTILE), max_size=2).map(tuple),
    origin=st.sampled_from(["official", "hint"]),
)  # fmt: skip


@given(st.lists(_ANY, max_size=4, unique_by=lambda one: one.id))
@settings(max_examples=150, deadline=None)
def test_whatever_a_portal_says_it_is_read(found: list[Programme]) -> None:
    assert all(len(group.members) > 1 for group in groups(found))


def test_a_page_that_is_written_in_many_ways_is_one() -> None:
    ways = [
        "https://www.x.de/de/foerderung/a-b/?utm_source=brief&gclid=1#oben", "http://x.de/foerderung/a-b",
        "https://x.de/en/foerderung/A-b.html?print=1", "https://www.x.de/foerderung/a-b/index.html",
        "HTTPS://WWW.X.DE/de-DE/foerderung/a%2Db/",
    ]  # fmt: skip
    assert {canonical(way) for way in ways} == {"x.de/foerderung/a-b"}
    assert canonical("https://x.de/foerderung/a-b?id=2") != canonical("https://x.de/foerderung/a-b?id=3")
    assert [canonical(bad) for bad in (None, "", "a/b", "mailto:a@b.de", "http://[", "javascript:x")] == [""] * 6


def test_a_slug_is_no_identifier_and_an_identifier_in_an_address_is_one() -> None:
    assert not identifiers(
        "https://x.de/foerderaufruf-staedtepartnerschaften-2025 am 24-11-2026, ISBN 3-2026-1, DE-2026"
    )
    topic = "https://x.eu/topic-details/cerv-2027-citizens-town-tt;callCode=null"
    assert identifiers(topic) == {"CERV-2027-CITIZENS-TOWN-TT"}
    assert identifiers("(HORIZON-MISS-2026-04-CIT-01), EuropeAid/186001/DD/ACT/UA.") == {
        "HORIZON-MISS-2026-04-CIT-01", "EUROPEAID/186001/DD/ACT/UA",
    }  # fmt: skip
