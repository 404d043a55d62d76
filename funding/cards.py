"""How far a rule card may be trusted on a day: written down by people, it grows old, and its source may change."""

from calendar import month_name
from datetime import date, timedelta

from funding.programme import Programme
from funding.vocabulary import Language

KEEPS = timedelta(days=365)  # so long a check is worth something


def caution(programme: Programme, today: date, language: Language = "de") -> str | None:
    """Why a card or a hint is doubtful, as a short phrase; None for a card checked within a year, and for all else.

    A source that has changed since the card was checked comes before the card's age.
    """
    if programme.origin == "hint":
        return _SAID["hint"][language == "en"]
    if programme.origin != "card":
        return None
    changed, checked = programme.source_changed, programme.checked
    if changed is not None and (checked is None or checked <= changed):
        return _SAID["changed"][language == "en"].format(day=_day(changed, language))
    if checked is None:
        return _SAID["never"][language == "en"]
    old = today - checked > KEEPS
    return _SAID["old"][language == "en"].format(day=_day(checked, language)) if old else None


def standing(programme: Programme, today: date, language: Language = "de") -> str | None:
    """What is to be said of any card: why it is doubtful, or when it was checked; None for what is no card."""
    if programme.origin != "card" or programme.checked is None:
        return caution(programme, today, language)
    checked = _SAID["checked"][language == "en"].format(day=_day(programme.checked, language))
    return caution(programme, today, language) or checked


def _day(day: date, language: Language) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}" if language == "en" else f"{day:%d.%m.%Y}"


_SAID = {
    "hint": ("nur eine Meldung; maßgeblich ist die Seite des Fördergebers", "news only; the funder's page decides"),
    "changed": ("zu prüfen: die Quelle hat sich am {day} geändert", "to be checked: the source changed on {day}"),
    "never": ("ungeprüft", "unchecked"),
    "old": ("ungeprüft (zuletzt geprüft am {day})", "unchecked (last checked on {day})"),
    "checked": ("geprüft am {day}", "checked on {day}"),
}
