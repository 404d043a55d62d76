"""Days, times, sums and counts as people of either language write them."""

from datetime import date, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.numbers import format_currency, format_decimal

from digest.catalogue import words
from digest.words import Plural
from funding.vocabulary import Language

_LOCALES: dict[Language, str] = {"de": "de_DE", "en": "en_GB"}


def counted(pair: Plural, n: int, **names: object) -> str:
    """The right number of a pair, filled in: counted(("{n} Tag", "{n} Tage"), 2) is "2 Tage"."""
    return pair[n != 1].format(n=n, **names)


def long_day(day: date, language: Language) -> str:
    """With its weekday: "Montag, 30. November 2026"."""
    return format_date(day, "full", locale=_locale(language))


def short_day(day: date, language: Language) -> str:
    """Without its weekday: "30.11.2026"."""
    return format_date(day, "medium", locale=_locale(language))


def clock(at: time, zone: str, language: Language) -> str:
    """ "15:00 Uhr", with the place where it is not Germany's own clock."""
    said = words(language).clock.format(time=f"{at:%H:%M}")
    if zone == "Europe/Berlin":
        return said
    return f"{said} ({words(language).local_time.format(place=_place(zone, language))})"


def money(amount: int, currency: str, language: Language) -> str:
    """Whole units: "250.000 €"; the blank does not break."""
    form = "¤#,##0" if language == "en" else "#,##0\xa0¤"
    return format_currency(amount, currency, form, locale=_locale(language), currency_digits=False)


def percent(rate: float, language: Language) -> str:
    """ "66,67 %" or "66.67%"; rates are percent already."""
    return format_decimal(rate, "#,##0.##", locale=_locale(language)) + ("%" if language == "en" else "\xa0%")


def _place(zone: str, language: Language) -> str:
    try:
        return get_timezone_location(ZoneInfo(zone), locale=_locale(language), return_city=True)
    except (ZoneInfoNotFoundError, ValueError):
        return zone


@lru_cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])
