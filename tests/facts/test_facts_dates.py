from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.dates import days, time_after

LONG = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
SHORT = "Jan. Febr. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split()
ENGLISH = "January February March April May June July August September October November December".split()
FORMS = [
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}. {d.month}. {d.year}",
    lambda d: f"{d.day}. {LONG[d.month - 1]} {d.year}",
    lambda d: f"{d:%d}. {SHORT[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}.\xa0{LONG[d.month - 1]}\xa0{d.year}",
]


@settings(deadline=None, max_examples=200)
@given(
    st.dates(date(2010, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMS), st.sampled_from(["{}", "bis {} um", "({})"])
)
def test_dates_in_every_written_form_are_read_back(day: date, form, around: str) -> None:
    text = around.format(form(day))
    assert [found.date() for found in days(text)] == [day]


@settings(deadline=None, max_examples=100)
@given(st.dates(date(2023, 1, 1), date(2023, 12, 31)), st.sampled_from(["{0}.{1}.", "{0}. {2}", "{0:02}.{1:02}."]))
def test_days_without_a_year(day: date, form: str) -> None:
    (found,) = days(f"bis zum {form.format(day.day, day.month, LONG[day.month - 1])} jeden Jahres")
    assert (found.day, found.month, found.year) == (day.day, day.month, None)


@pytest.mark.parametrize(
    "text",
    ["31.4.2026", "30. Februar 2026", "29.2.2025", "32.1.2026", "12.13.2026", "0.5.2026", "2026-02-30", "31.11."],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nummer 2.3.1 der Anlage", "EUR 1.500.000", "Version 1.10.2.4", "im Abschnitt 2 may apply", "§ 44.1 LHO",
        "1.250,50 EUR", "Tel. 0611/3219", "2021-2027", "3. Stufe", "12.00 Uhr", "Artikel 5 Absatz 2", "3. Maßnahme",
    ],
)  # fmt: skip
def test_numbers_that_are_no_days(text: str) -> None:
    assert days(text) == []


def test_a_month_alone_is_its_last_day_and_vague() -> None:
    assert [(d.day, d.month, d.year, d.vague) for d in days("Ende September und Ende Februar 2028, Mitte Mai")] == [
        (30, 9, None, True), (29, 2, 2028, True), (15, 5, None, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (", 12.00 Uhr", time(12)), (" um 14:30 Uhr", time(14, 30)), (", 24:00 Uhr", time(23, 59)),
        (" at 17:00", time(17)),
        (" um 9 Uhr", time(9)), (" 17:00 CEST", time(17)), (" 25:00 Uhr", None), (" für 12 Monate", None), ("", None),
        (", 5 Exemplare", None),
    ],
)  # fmt: skip
def test_times_after_a_date(text: str, expected: time | None) -> None:
    assert time_after(text, 0)[0] == expected


def test_a_day_that_america_reads_otherwise_is_to_be_checked() -> None:
    for text, vague in (("04/03/2027", True), ("04/04/2027", False), ("15/04/2027", False), ("04.03.2027", False)):
        assert [day.vague for day in days(text)] == [vague]
