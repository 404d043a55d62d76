import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.money import number_in, shares, sums


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


FORMS = [
    lambda n: f"EUR {dotted(n)}",
    lambda n: f"{dotted(n)} EUR",
    lambda n: f"{dotted(n)} Euro",
    lambda n: f"{dotted(n)},00 €",
    lambda n: f"{dotted(n)},- Euro",
    lambda n: f"€ {dotted(n)}",
    lambda n: f"EUR {n}",
    lambda n: f"EUR {f'{n:,}'.replace(',', ' ')}",
    lambda n: f"{dotted(n)}\xa0€",
]


@settings(deadline=None, max_examples=200)
@given(
    st.integers(1, 999_999_999), st.sampled_from(FORMS), st.sampled_from(["{}", "bis zu {}.", "({})", "maximal {}, je"])
)
def test_sums_in_every_written_form_are_read_back(number: int, form, around: str) -> None:
    assert [found.euros for found in sums(around.format(form(number)))] == [number]


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 9_999), st.sampled_from([
       ("TEUR {}", 1000), ("{} TEUR", 1000), ("{} Tsd. Euro", 1000), ("{} T€", 1000),
       ("{} Mio. Euro", 10**6), ("EUR {} Millionen", 10**6), ("{} Mio€", 10**6), ("{} Mrd. EUR", 10**9)]))  # fmt: skip
def test_scales(number: int, form: tuple[str, int]) -> None:
    assert [found.euros for found in sums(form[0].format(number))] == [number * form[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5 Mio. Euro", [1_500_000]), ("EUR 1,5 Millionen", [1_500_000]), ("EUR 1,25 Million", [1_250_000]),
        ("zwischen 50.000 und 250.000 Euro", [50_000, 250_000]), ("zwischen EUR 5.000 und EUR 25.000", [5_000, 25_000]),
        ("1 bis 2,5 Mio. Euro", [1_000_000, 2_500_000]), ("630,00 EUR je Hektar", [630]), ("EUR 2,50", [2]),
        ("5.000 Euro bis 10.000 Euro", [5_000, 10_000]), ("EUR 750 000", [750_000]),
    ],
)  # fmt: skip
def test_german_sums(text: str, expected: list[int]) -> None:
    assert [found.euros for found in sums(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "EUR 1,150",
        "4.500.00 €",
        "1.50 Euro",
        "12.5000 EUR",
        "1.234,567 €",
        "Europa 2027",
        "25.000 Einwohner",
        "0150 000 Stück",
    ],
)
def test_malformed_sums_and_other_numbers_give_nothing(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(("text", "expected"), [("EUR 1,150", [1150]), ("€60,000", [60_000]), ("EUR 1.150", [])])
def test_english_grouping(text: str, expected: list[int]) -> None:
    assert [found.euros for found in sums(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80 Prozent", [80]), ("60 v. H.", [60]), ("60 v.H.", [60]), ("33,3 %", [33.3]), ("90%", [90]),
        ("75 vom Hundert", [75]),
        ("85 per cent", [85]), ("5 Prozentpunkte", []), ("250 Prozent", []), ("1.5.2026 %", []), ("10 %-Punkte", []),
    ],
)  # fmt: skip
def test_percentages(text: str, expected: list[float]) -> None:
    assert [share.percent for share in shares(text)] == expected


def test_numbers_by_language() -> None:
    assert (number_in("1.150"), number_in("1,150"), number_in("1,150", "en")) == (1150, None, 1150)
