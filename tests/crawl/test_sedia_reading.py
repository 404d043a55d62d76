"""Reading the EU portal whole: parts that cover everything, pages that may not shuffle, a second witness."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sedia_samples import OPEN, Portal, identities, searched, topic

from crawl.sedia.answers import Answer
from crawl.sedia.cutting import PAGE, SPARE, by_programme, planned, split
from crawl.sedia.listing import TRIES, Listing
from crawl.sedia.partition import WHOLE, last_day
from crawl.sedia.search import Search
from demo.sedia.query import compiled
from funding import PassgenauError

DAYS = st.sampled_from([f"2026-{month:02}-{day:02}T10:00:00.000+0000" for month in (9, 10) for day in (1, 2, 15)])
DATES = st.one_of(st.none(), st.lists(DAYS, min_size=1, max_size=3))
CODES = st.one_of(
    st.none(), st.lists(st.sampled_from(["43251589", "43108390", "43252405", "1", "2"]), min_size=1, max_size=2)
)
FIELDS = st.fixed_dictionaries({
    "startDate": DATES, "deadlineDate": DATES, "frameworkProgramme": CODES, "type": st.sampled_from("128"),
    "status": st.sampled_from([OPEN, "31094501"]),
})  # fmt: skip


@st.composite
def portals(draw: st.DrawFn, most: int = 300) -> list[dict[str, Any]]:
    """Few different rows, many times: ties everywhere."""
    kinds = draw(st.lists(FIELDS, min_size=1, max_size=12))
    sizes = [draw(st.integers(0, most // len(kinds))) for _ in kinds]
    numbers = iter(range(10_000))
    return [topic(next(numbers), **fields) for fields, size in zip(kinds, sizes, strict=True) for _ in range(size)]


@settings(deadline=None, max_examples=25)
@given(portals(), portals())
def test_parts_made_for_yesterday_cover_whatever_there_is_today(
    before: list[dict[str, Any]], today: list[dict[str, Any]]
) -> None:
    ways = [planned(before) if before else [WHOLE], by_programme({"43108390": 80, "1": 60})]
    if before:
        ways.append(split(WHOLE, before[:100], 5 * len(before)))
    for parts in ways:
        tests = [compiled(part.query()) for part in parts]
        assert all(any(test(row) for test in tests) for row in today)


@settings(deadline=None, max_examples=15)
@given(portals(220), st.integers(0, 9), st.sampled_from([0.0, 0.0, 0.2, 0.9]))
def test_all_rows_or_a_failure(rows: list[dict[str, Any]], seed: int, shorten: float) -> None:
    try:
        search = searched(Portal(rows, seed, shorten))
        assert identities(search.rows) == identities(rows)
        again = searched(Portal(rows, seed + 1), search.rows, search.facets)
    except PassgenauError:
        return  # of many rows that nothing tells apart five reads may miss one
    assert identities(again.rows) == identities(rows)


def realistic(number: int) -> list[dict[str, Any]]:
    """Rows in the proportions of the real portal: two of three in one programme, calls of many topics with one date."""
    return [
        topic(
            n, startDate=f"2026-{1 + n // 7 % 9:02}-{1 + n // 20 % 28:02}T00:00:00.000+0000",
            deadlineDate=f"2027-{1 + n // 30 % 9:02}-{1 + n // 11 % 28:02}T00:00:00.000+0000",
            frameworkProgramme="43108390" if n % 3 else str(n % 17),
        )
        for n in range(number)
    ]  # fmt: skip


def test_the_first_day_and_a_day_with_few_changes() -> None:
    rows = realistic(1200)
    first = Portal(rows)
    search = searched(first)
    assert identities(search.rows) == identities(rows)
    assert first.asked <= 45
    rows[100] = topic(100, deadlineDate="2027-09-01T00:00:00.000+0000")
    rows[3:5] = [topic(number, frameworkProgramme="43108390") for number in (5000, 5001)]
    second = Portal(rows, seed=1)
    again = searched(second, search.rows, search.facets)
    assert identities(again.rows) == identities(second.rows)
    assert second.asked == 13, "1,200 rows in pages of 100 with room to grow"
    assert again.facets == search.facets, "not asked for again"


def test_rows_that_nothing_tells_apart_are_read_page_by_page() -> None:
    rows = [topic(number) for number in range(150)]
    portal = Portal(rows)
    assert identities(searched(portal).rows) == identities(rows)
    assert portal.asked > 3, "no two pages of one read show all"


def test_a_portal_that_changes_between_two_pages_is_read_anew() -> None:
    rows = [topic(number) for number in range(150)]
    listing = Listing()
    (look,) = listing.read([WHOLE])
    first, second = listing.take(look, Answer(150, tuple(rows[:100])))
    assert listing.take(first, Answer(150, tuple(rows[:100]))) == []
    (look,) = listing.take(second, Answer(149, tuple(rows[100:])))
    assert not listing.done
    first, second = listing.take(look, Answer(150, tuple(rows[:100])))
    listing.take(first, Answer(150, tuple(rows[:100])))
    (look,) = listing.take(second, Answer(150, tuple(rows[60:110])))
    first, second = listing.take(look, Answer(110, tuple(rows[:100])))
    listing.take(first, Answer(110, tuple(rows[:100])))
    assert listing.take(second, Answer(110, tuple(rows[:10]))), "what was seen of 150 says nothing of 110"


def test_only_the_programme_that_is_counted_otherwise_is_read_again() -> None:
    rows = [topic(n, frameworkProgramme=str(n % 3)) for n in range(270)]
    late, gone = rows[3], topic(999, frameworkProgramme="1")
    portal = Portal(rows)
    truth = portal.facets()
    portal.facets = lambda: truth  # type: ignore[method-assign]
    portal.rows = [row for row in rows if row is not late] + [gone]

    def answer(ask: Any) -> bytes:
        if portal.asked == 3:
            portal.rows = rows
        return Portal.answer(portal, ask)

    portal.answer = answer  # type: ignore[method-assign]
    assert identities(searched(portal).rows) == identities([*rows, gone])
    assert portal.asked < 9, "the third programme is not read again"


def test_a_row_without_a_programme_is_missed_by_its_status() -> None:
    rows = [*(topic(n, frameworkProgramme="7") for n in range(30)), topic(50, frameworkProgramme=None)]
    portal = Portal(rows)
    truth = portal.facets()
    portal.facets = lambda: truth  # type: ignore[method-assign]

    def answer(ask: Any) -> bytes:
        portal.rows = rows if portal.asked else rows[:-1]
        return Portal.answer(portal, ask)

    portal.answer = answer  # type: ignore[method-assign]
    assert identities(searched(portal).rows) == identities(rows)


def test_rows_of_two_indexes_are_two_although_they_share_a_reference() -> None:
    rows = [topic(1), topic(1, DATASOURCE="SEDIA_PRD_CENTRICITY"), {**topic(1), "language": "fr"}]
    assert len(searched(Portal(rows)).rows) == 3


def test_dates_that_no_query_can_name_do_not_cut() -> None:
    days = ["2026-10-01T00:00:00.000+0000", "2027-02-11T00:00:00.000+0000", "2999", "11 February 2029"]
    assert last_day(topic(1, startDate=days), "startDate") == "2027-02-11"
    assert last_day(topic(1, startDate=days[2:]), "startDate") == ""


def test_a_programme_that_the_facets_forget_loses_no_row() -> None:
    rows = [topic(n, frameworkProgramme=str(n % 7)) for n in range(60)]
    portal = Portal(rows)
    portal.forgotten = {"3", "6"}
    assert identities(searched(portal).rows) == identities(rows)


def test_a_new_code_is_looked_up_and_a_day_unlike_the_last_needs_a_second_witness() -> None:
    rows = [topic(n) for n in range(40)]
    search = searched(Portal(rows))
    new = Portal([*rows, topic(99, frameworkProgramme="77")])
    assert b"Wort 77" in (searched(new, search.rows, search.facets).facets or b"")
    other = Portal([topic(n) for n in range(20, 90)])
    assert b'"count": 70' in (searched(other, search.rows, search.facets).facets or b"")


def test_what_is_counted_but_never_shown_is_a_failure() -> None:
    shown = [topic(n) for n in range(40)]
    portal = Portal(shown)
    more = Portal([topic(n) for n in range(60)]).facets()
    portal.facets = lambda: more  # type: ignore[method-assign]
    with pytest.raises(PassgenauError, match="zeigt 40 Treffer, zählt aber 60"):
        searched(portal)


def test_a_few_that_are_counted_but_not_shown_are_told() -> None:
    portal = Portal([topic(n) for n in range(40)])
    more = Portal([topic(n) for n in range(43)]).facets()
    portal.facets = lambda: more  # type: ignore[method-assign]
    assert [problem.value for problem in searched(portal).told()] == ["43"]
    assert list(searched(Portal([topic(n) for n in range(40)])).told()) == []


def test_a_portal_that_never_shows_the_same_is_a_failure() -> None:
    portal = Portal([])
    shown = iter(range(10_000))

    def answer(ask: object) -> bytes:
        return json.dumps({"totalResults": 1, "results": [topic(next(shown))]}).encode()

    portal.answer = answer  # type: ignore[method-assign]
    with pytest.raises(PassgenauError, match="bei jedem Lesen andere Treffer"):
        searched(portal)


def test_pages_that_stay_short_are_a_failure() -> None:
    portal = Portal([topic(n) for n in range(40)], shorten=1.0)
    with pytest.raises(PassgenauError, match=f"in {TRIES} Versuchen nicht alle"):
        searched(portal)


def test_a_filter_on_dates_that_is_not_heeded_ends_in_time() -> None:
    rows = realistic(400)

    class Deaf(Portal):
        def answer(self, ask: Any) -> bytes:
            self.asked += 1
            return json.dumps({"totalResults": 400, "results": self.chance.sample(self.rows, 100)}).encode()

    with pytest.raises(PassgenauError, match="ließ sich mit 200 Anfragen nicht ganz lesen"):
        searched(Deaf(rows))


def test_an_empty_portal_is_read_as_empty() -> None:
    assert searched(Portal([])).rows == []


def test_no_part_is_larger_than_a_page_where_dates_part_the_rows() -> None:
    rows = realistic(900)
    sizes = [sum(map(compiled(part.query()), rows)) for part in planned(rows)]
    assert sum(sizes) == 900
    assert max(sizes) <= PAGE - SPARE
    assert len(planned(realistic(PAGE - 1))) == 2, "a page that is full today overflows tomorrow"
    assert max(sizes) - min(sizes) < PAGE // 2, "each has room for what comes tomorrow"


@pytest.mark.parametrize(("body", "words"), [
    (b"<html><title>Wartung</title>", "eine HTML-Seite „Wartung“"),
    (b"<html><title>x</title>please solve the CAPTCHA", "eine HTML-Seite „x“"),
    (b'{"totalResults": 3, "results": [{"refe', "unvollständig"),
    (b"", "statt der Daten kam"),
    (b"[]", "statt der Daten kam"),
    (b'{"type": "throwable"}', "antwortet anders als sonst"),
    (b'{"totalResults": "3", "results": []}', "antwortet anders als sonst"),
    (b'{"totalResults": 650000, "results": []}', "beachtet unsere Bedingungen nicht mehr"),
    (b'{"totalResults": 1, "results": [{"metadata": {"type": ["0"]}}]}', "beachtet unsere Bedingungen nicht mehr"),
    (b"[" * 100_000, "unvollständig"),
], ids=str)  # fmt: skip
def test_an_answer_that_is_none_says_why(body: bytes, words: str) -> None:
    portal = Portal([])
    portal.answer = lambda ask: body  # type: ignore[method-assign]
    with pytest.raises(PassgenauError, match=words) as error:
        searched(portal)
    assert (type(error.value).__name__ == "Blocked") is (b"CAPTCHA" in body)


NAMES = st.sampled_from(["reference", "language", "metadata", "type", "DATASOURCE", "startDate", "REFERENCE"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner),
    max_leaves=12,
)


@settings(deadline=None, max_examples=50)
@given(ANYTHING)
def test_no_row_is_too_strange_to_be_read(row: Any) -> None:
    portal = Portal([])
    portal.answer = lambda ask: json.dumps({"totalResults": 2, "results": [row, topic(1)]}).encode()  # type: ignore[method-assign]
    try:
        search = searched(portal)
    except PassgenauError:
        return
    assert identities([row, topic(1)]) == identities(search.rows)
    assert isinstance(Search(search.rows, search.facets).begin(), list)
