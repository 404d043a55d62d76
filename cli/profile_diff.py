"""`profiles diff`: which version a city's file is compared with, and the rows that are shown."""

from datetime import date
from typing import Any

from cli.match_rows import shown_title
from cli.output import german, say
from db import KeptProfile, Store
from funding import CityProfile
from schedule.comparing import Move, compare

MOVES = {"project": "Vorhaben", "change": "was", "before": "bisher", "after": "jetzt", "title": "Programm"}
_CHANGES = {"new": "neu", "lost": "entfällt", "moved": "verschoben"}


def rows_of(
    store: Store, cities: tuple[CityProfile, ...], today: date, since: date | None
) -> list[dict[str, Any]] | None:
    """The moves of every city that has another version, None where none has; what was compared is said on stderr."""
    titles = {programme.id: shown_title(programme) for programme in store.programmes()}
    rows: list[dict[str, Any]] | None = None
    for profile in cities:
        old = _baseline(store, profile, since)
        if old is None:
            say(f"{profile.city.name}: keine andere Fassung bekannt; `passgenau match` merkt sich die heutige.")
            continue
        say(f"{profile.city.name}: verglichen mit der Fassung vom {german(old.at.date())}.")
        rows = (rows or []) + [_row(profile, move, titles) for move in compare(store, old.profile, profile, today)]
    return rows


def _baseline(store: Store, profile: CityProfile, since: date | None) -> KeptProfile | None:
    """The version that counted on a day, or the newest that says something else than the file."""
    versions = store.profile_versions(profile.city.slug)
    if since is not None:
        return next((kept for kept in versions if kept.at.date() <= since), None)
    return next((kept for kept in versions if kept.profile != profile), None)


def _row(profile: CityProfile, move: Move, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "project": f"{profile.city.slug}/{move.project}", "kind": move.kind, "change": _CHANGES[move.kind],
        "before": None if move.before is None else round(move.before),
        "after": None if move.after is None else round(move.after),
        "programme": move.programme, "title": titles[move.programme],
    }  # fmt: skip
