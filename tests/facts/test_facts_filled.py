"""What is read from prose stands beside what the portal states, and never against it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import read, read_text
from funding import Programme, own_share

PLAIN = Programme(
    portal="p", key="k", title="t",
    text="Der Zuschuss beträgt 60 Prozent der Ausgaben, für finanzschwache Kommunen 90 Prozent. Der Eigenanteil "
    "beträgt mindestens 20 Prozent, in Haushaltsnotlage 10 Prozent. Die Zuwendung beträgt mindestens 5.000 Euro. Die "
    "Zuwendung beträgt höchstens 80.000 Euro.",
)  # fmt: skip


def test_where_the_portal_says_nothing_both_rates_are_read() -> None:
    found = read(PLAIN)
    assert (found.rate_max, found.rate_normal) == (90, 60)
    assert (found.own_share_min, found.own_share_normal) == (10, 20)
    assert (found.amount_min, found.amount_min_kind, found.amount_max) == (5_000, "grant", 80_000)


def test_a_rate_of_the_portal_holds_for_all_cities() -> None:
    found = read(replace(PLAIN, rate_max=75.0, own_share_min=25.0))
    assert (found.rate_max, found.rate_normal, found.quote("rate_normal")) == (75, None, None)
    assert (found.own_share_min, found.own_share_normal, found.quote("own_share_normal")) == (25, None, None)
    assert own_share(10_000, found).eur == own_share(10_000, found, "haushaltsnotlage").eur == 2_500


@pytest.mark.parametrize(
    ("stated", "least", "most"),
    [
        ({"amount_max": 4_000}, None, 4_000),
        ({"amount_max": 6_000}, 5_000, 6_000),
        ({"amount_min": 90_000, "amount_min_kind": "cost"}, 90_000, None),
        ({"amount_min": 100}, 100, 80_000),
    ],
)
def test_no_read_sum_contradicts_one_of_the_portal(stated: dict[str, object], least: int, most: int) -> None:
    found = read(replace(PLAIN, **stated))
    assert (found.amount_min, found.amount_max) == (least, most)
    assert found.amount_min_kind == stated.get("amount_min_kind", "grant" if least == 5_000 else None)


def test_reading_twice_is_reading_once() -> None:
    for programme in (PLAIN, replace(PLAIN, rate_max=75.0), replace(PLAIN, amount_max=4_000)):
        assert read(read(programme)) == read(programme)


SENTENCES = (
    "Anträge sind bis zum 31. Mai 2027 einzureichen.", "Anträge sind jeweils bis zum 31.10. des Vorjahres zu stellen.",
    "Skizzen müssen spätestens 6 Wochen vor Beginn der Maßnahme vorliegen.", "Anträge sind jederzeit möglich.",
    "Der Zuschuss beträgt bis zu 80 Prozent, höchstens 50.000 Euro.", "Der Eigenanteil beträgt mindestens 10 Prozent.",
    "Derzeit können keine Anträge gestellt werden.", "Die Zuwendung beträgt mindestens 5.000 Euro.",
    "Antragsberechtigt sind Städte mit mehr als 20.000 Einwohnern.", "Ein Ratsbeschluss ist vorzulegen.",
    "Das Konsortium umfasst mindestens drei Partner aus drei Mitgliedstaaten.", "Das Vorhaben ist schön.",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join)


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_changed_text_is_read_as_if_it_were_the_first(old: str, new: str, frist: str, later: str) -> None:
    known = read(Programme(portal="p", key="k", title="t", text=old, deadlines_text=frist))
    assert read(replace(known, text=new, deadlines_text=later)) == read(
        Programme(portal="p", key="k", title="t", text=new, deadlines_text=later)
    )


@pytest.mark.parametrize("text", [SENTENCES[0], SENTENCES[1], SENTENCES[2], SENTENCES[11]])
def test_a_mode_that_only_a_date_or_silence_showed_goes_with_it(text: str) -> None:
    known = read(Programme(portal="p", key="k", title="t", text=text))
    assert known.modes
    assert read(replace(known, text=SENTENCES[3])).modes == ("rolling",)


def test_modes_that_the_portal_states_stay() -> None:
    told = read(replace(PLAIN, modes=("recurring",), text=SENTENCES[0]))
    assert read(replace(told, text=SENTENCES[3])).modes == ("recurring",)


@pytest.mark.parametrize("text", [
    "Der Zuschuss beträgt 70 Prozent. Finanzschwache Kommunen erhalten 90 Prozent.",
    "Förderquote: 70 Prozent; finanzschwache Kommunen bis zu 90 Prozent",
    "Förderquote: 70 Prozent (finanzschwache Kommunen: 90 Prozent)",
    "Der Fördersatz beträgt 70 Prozent und 90 Prozent für finanzschwache Kommunen.",
    "Der Fördersatz liegt bei 90 Prozent für finanzschwache Kommunen und 70 Prozent für alle übrigen.",
])  # fmt: skip
def test_the_rate_of_towns_in_need_and_of_the_others(text: str) -> None:
    found = read_text(text)
    assert found.rate_max is not None
    assert found.rate_normal is not None
    assert (found.rate_max.value, found.rate_normal.value) == (90, 70)
