import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import Facts, read_text
from facts.dates import days

PIECES = st.sampled_from(
    [
        "Anträge", "sind", "bis zum", "31.10.", "31. Oktober", "des Vorjahres", "2026",
        ".", "\n", "- ", "### Fristen", "EUR",
        "50.000", "1,150", "80 Prozent", "der Kosten", "Eigenanteil", "mindestens",
        "6 Wochen vor Beginn", "Frist:", "jederzeit",
        "nicht mehr möglich", "zwischen", "und", "ab dem", "<p>", "</li>", "\xa0", "?",
        "\u2028", "Projektskizzen", "konnten", "v. H.",
        "Ende", "Mitte", "September", "12:00 Uhr", "1.", "99.99.9999", "0", "Uhr", "Bagatellgrenze", "Mio. €", "ß", "İ",
    ]
)  # fmt: skip


def quotes(facts: Facts) -> list[str]:
    figures = (facts.rate_max, facts.own_share_min, facts.amount_max, facts.amount_min)
    words = [*facts.mode_words, *([facts.shut] if facts.shut else [])]
    return [stage.quote for stage in facts.stages] + [f.quote for f in figures if f] + [w.quote for w in words]


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_quotes_are_verbatim_and_every_day_stands_in_the_text(text: str) -> None:
    facts = read_text(text)
    plain = text if "<" not in text else None
    for words in quotes(facts):
        assert words
        assert plain is None or words in plain
    for stage in facts.stages:
        named = {(day.day, day.month) for day in days(stage.quote)}
        if stage.closes:
            assert (stage.closes.day, stage.closes.month) in named
            assert plain is None or str(stage.closes.year) in plain
        if stage.recurring:
            assert (stage.recurring.day, stage.recurring.month) in named
        assert 0 < stage.confidence <= 1
        assert [stage.closes, stage.recurring, stage.before_start].count(None) >= 2


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read_text(text) == read_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 60_000,
        "1.1." * 15_000,
        "1.1. und " * 8_000,
        "bis " * 15_000,
        "Antrag bis 31.10. des Vorjahres und " * 1_500,
        "Antrag bis 31.10. des " + "1." * 20_000 + " und der 30.4.",
        "Der Zuschuss setzt sich " * 2_000 + "20 Prozent Land",
        "Antrag zum 1. eines " * 3_000,
        "zwischen 1 " * 6_000,
        "EUR 1.000 " * 6_000,
        "(" * 30_000 + "Antrag",
        "<p" * 20_000,
        "<" * 50_000,
        " " * 60_000 + "Antrag bis 1.1.2026",
        "\n" * 60_000,
        "Antrag " * 9_000 + "jederzeit",
        "vor " * 15_000 + "Beginn",
        "mindestens 6 Wochen vor " * 3_000,
        "je pro " * 9_000 + "EUR 5",
        "Prozent " * 8_000 + "80 Prozent der " * 500,
        "nicht mehr " * 6_000,
        "- " * 30_000,
        "#" * 60_000,
        "1" * 60_000 + " Euro",
        "1.000" * 12_000 + " €",
        "Antragsfrist, " * 5_000 + "1.1.",
    ],
    ids=lambda text: repr(text[:18]),
)
def test_long_hostile_texts_end(text: str) -> None:
    """No time is asked: a pattern that backtracks without end would never come back, the suite would hang."""
    assert isinstance(read_text(text), Facts)


def test_dates_of_another_year_do_not_leak_into_a_yearless_day() -> None:
    facts = read_text("Das Programm 2021-2027 fördert Wege. Anträge sind bis zum 31.10. des Vorjahres zu stellen.")
    assert facts.stages[0].closes is None
