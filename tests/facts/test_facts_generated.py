"""Generated days, times, sums and shares, written in every form, are read back; hostile texts cost bounded work."""

import importlib
import pkgutil
import re
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, time, timedelta
from re import _constants, _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import facts
from facts import read_text
from facts.money import malformed

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
ENGLISH = "January February March April May June July August September October November December".split()
DAYS = st.dates(date(2001, 1, 1), date(2059, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2027, 12, 31), date(2028, 1, 1), date(2027, 3, 28), date(2027, 10, 31)]
)
FORMS = (
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}. {d.month:02}. {d.year}",
    lambda d: d.isoformat(),
)
few = settings(deadline=None, max_examples=80)


@few
@given(DAYS, st.sampled_from(FORMS))
def test_a_german_day(day: date, form: Any) -> None:
    (stage,) = read_text(f"Anträge sind bis zum {form(day)} einzureichen.").stages
    assert stage.closes == day


@few
@given(DAYS, st.booleans())
def test_an_english_day(day: date, american: bool) -> None:
    month = ENGLISH[day.month - 1]
    words = f"{month} {day.day}, {day.year}" if american else f"{day.day} {month} {day.year}"
    (stage,) = read_text(f"Applications must be submitted by {words}.", language="en").stages
    assert stage.closes == day


@few
@given(DAYS, st.times(), st.sampled_from(["{:%H:%M} Uhr", "{:%H.%M} Uhr", "um {:%H:%M} Uhr"]))
def test_a_time_of_day(day: date, at: time, form: str) -> None:
    (stage,) = read_text(f"Anträge sind bis zum {day:%d.%m.%Y}, {form.format(at)} einzureichen.").stages
    assert (stage.closes, stage.closes_at) == (day, at.replace(second=0, microsecond=0))


@few
@given(DAYS, st.sampled_from([("des Vorjahres", "previous_year"), ("eines jeden Jahres", "any")]))
def test_a_yearly_day(day: date, words: tuple[str, str]) -> None:
    (stage,) = read_text(f"Anträge sind bis zum {day.day}. {MONTHS[day.month - 1]} {words[0]} zu stellen.").stages
    rule = stage.recurring
    assert rule is not None
    assert (rule.month, rule.day, rule.of) == (day.month, day.day, words[1])


@few
@given(st.integers(100, 99_999_999), st.sampled_from(["EUR {}", "{} Euro", "{} €", "{},00 €", "Euro {}", "{} EUR"]))
def test_a_sum(euros: int, form: str) -> None:
    words = form.format(f"{euros:,}".replace(",", "."))
    found = read_text(f"Der Zuschuss beträgt höchstens {words}.").amount_max
    assert found is not None
    assert found.value == euros


@few
@given(st.integers(1, 999), st.sampled_from([("Mio. Euro", 10**5), ("Millionen Euro", 10**5), ("Tsd. Euro", 100)]))
def test_a_sum_in_words(tenths: int, unit: tuple[str, int]) -> None:
    found = read_text(f"Der Zuschuss beträgt höchstens {tenths // 10},{tenths % 10} {unit[0]}.").amount_max
    assert found is not None
    assert found.value == tenths * unit[1]


@few
@given(st.integers(1, 100), st.sampled_from(["{} Prozent", "{} %", "{}%", "{} v. H.", "{} v.H.", "{} vom Hundert"]))
def test_a_share(percent: int, form: str) -> None:
    found = read_text(f"Der Fördersatz beträgt bis zu {form.format(percent)} der Kosten.").rate_max
    assert found is not None
    assert found.value == percent


@few
@given(st.integers(1, 999), st.integers(100, 999))
def test_a_sum_with_a_wrong_separator_is_a_problem_and_no_figure(left: int, right: int) -> None:
    text = f"Der Zuschuss beträgt höchstens EUR {left},{right}."
    assert read_text(text).amount_max is None
    assert list(malformed(text)) == [f"EUR {left},{right}"]


HOSTILE = (
    "bis zum 1.1. und ", "Antrag ", "1.2.2027, ", "80 Prozent, ", "EUR 1.000 bis ", "je ", "Antragsberechtigt sind ",
    "(((", "mindestens drei Partner aus ", "der der der ", "zwischen 1 und ", "nicht mehr möglich, ", "<b>", "**",
    "a\n", "- x\n", "Anträge laufend ", "erhöht sich um 5 ", "vor Beginn der ", "bis zu ", "1 1 1 ", ".,", "a.b.",
    "ab 5.000 Einwohner ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_steps_grow_no_faster_than_the_text(piece: str) -> None:
    short, long = _steps(piece * (3_000 // len(piece))), _steps(piece * (12_000 // len(piece)))
    assert long < 6 * short + 2_000


def _steps(text: str) -> int:
    count = 0

    def step(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        read_text(text)
    finally:
        sys.setprofile(before)
    return count


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(facts.__path__):
        for name, value in vars(importlib.import_module(f"facts.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


@pytest.mark.parametrize(
    ("name", "pattern"), list(patterns()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_no_pattern_repeats_a_repetition_without_end(name: str, pattern: re.Pattern[str]) -> None:
    assert not _explodes(_parser.parse(pattern.pattern, pattern.flags), inside=False), name


def _explodes(tree: Any, *, inside: bool) -> bool:
    for code, argument in tree:
        endless = code in {_constants.MAX_REPEAT, _constants.MIN_REPEAT} and argument[1] == _constants.MAXREPEAT
        if endless and inside:
            return True
        if any(_explodes(part, inside=inside or endless) for part in _parts(argument)):
            return True
    return False


def _parts(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _parts(part)


@few
@given(st.integers(1, 31), st.integers(1, 12), st.integers(2026, 2032))
def test_a_year_named_apart_makes_a_date_only_where_there_is_such_a_day(day: int, month: int, year: int) -> None:
    stages = read_text(f"Im Jahr {year} sind Anträge bis zum {day}.{month}. einzureichen.").stages
    assert [stage.closes for stage in stages] == ([date(year, month, day)] if day <= monthrange(year, month)[1] else [])


@few
@given(st.dates(date(2026, 1, 2), date(2032, 12, 31)))
def test_what_must_arrive_before_a_day_closes_the_day_before(day: date) -> None:
    (stage,) = read_text(f"Anträge müssen vor dem {day:%d.%m.%Y} eingehen.").stages
    assert stage.closes == day - timedelta(days=1)
