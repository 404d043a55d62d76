"""`profiles import-partnerships`: ties from the lists of others."""

from pathlib import Path
from typing import Any

import click

from cli.output import Form, emit, output_options, say
from cli.profile_writing import added
from cli.settings import Settings
from funding import CityProfile, InputError
from profiles.partners import Row, read_rows

IMPORTED = {
    "city": "Stadt", "partner": "Partner", "country": "Land", "type": "Art", "since": "seit", "result": "Ergebnis",
}  # fmt: skip
_NEW = "neu"
_HOME = "DE"
_FEW = 5  # names and lines that are listed
_NOT_WRITTEN = "nicht eingefügt, siehe oben"


@click.command(name="import-partnerships")
@click.argument("path", metavar="CSV", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Nur zeigen, nichts schreiben.")
@output_options
@click.pass_obj
def import_partnerships(settings: Settings, path: Path, dry_run: bool, form: Form | None) -> int:
    """Partnerschaften aus einer Liste (CSV, wie die von RGRE und SKEW) in die Profile übernehmen.

    Übernommen wird, was zu einer Stadt der Profile gehört und dort noch fehlt; alles andere bleibt, wie es ist. Endet
    mit 1, wenn eine Zeile einer Stadt nicht zu übernehmen oder ein Profil nicht zu lesen oder zu ergänzen war.

    Beispiel: passgenau profiles import-partnerships partnerschaften.csv --dry-run
    """
    rows = read_rows(path)
    loaded = settings.loaded()
    for fault in loaded.faults:
        say(f"Profil übergangen: {fault}")
    cities = dict(zip(loaded.profiles, loaded.files, strict=True))
    owners = {row.line: [profile for profile in cities if row.is_of(profile)] for row in rows}
    told = [_ambiguous(row, owners[row.line]) for row in rows if len(owners[row.line]) > 1]
    failed, write = bool(loaded.faults or told), []
    for profile, file in cities.items():
        mine = list(_judged([row for row in rows if owners[row.line] == [profile]], profile))
        fresh = [row for row, result in mine if result.startswith(_NEW)]
        try:
            write += [(file, added(file, "partnerships", [row.values() for row in fresh]))] if fresh else []
        except InputError as error:
            say(f"Nichts übernommen: {error}")
            failed = True
            mine = [(row, f"Zeile {row.line}: {_NOT_WRITTEN}" if row in fresh else result) for row, result in mine]
        told += [_imported(profile, row, result) for row, result in mine]
    for _, one in () if dry_run else write:
        one()
    strange = [row for row in rows if not owners[row.line]]
    _summary(rows, strange, [] if dry_run else [file for file, _ in write], settings)
    if dry_run:
        say("Nichts geschrieben (--dry-run).")
    emit(told, IMPORTED, form, nothing="Nichts zu übernehmen.")
    return int(failed or any(not row["partner"] or row["country"] in {None, _HOME} for row in told))


def _summary(rows: list[Row], strange: list[Row], files: list[Path], settings: Settings) -> None:
    """On stderr: what was read, which rows are of no city, which files changed."""
    mine = len(rows) - len(strange)
    read = f"{len(rows)} {'Zeile' if len(rows) == 1 else 'Zeilen'} gelesen"
    say(f"{read}, {mine} {'gehört' if mine == 1 else 'gehören'} zu Städten in {settings.profiles}.")
    if strange:
        names = list(dict.fromkeys(row.city for row in strange))
        more = f" und {len(names) - _FEW} weitere" if len(names) > _FEW else ""
        say(f"Zu keiner Stadt: {', '.join(name[:40] for name in names[:_FEW])}{more} ({_lines(strange)}).")
    if files:
        say(f"Geändert: {', '.join(map(str, files))}")


def _lines(rows: list[Row]) -> str:
    numbers = ", ".join(str(row.line) for row in rows[:_FEW])
    return f"Zeile{'' if len(rows) == 1 else 'n'} {numbers}{' …' if len(rows) > _FEW else ''}"


def _judged(rows: list[Row], profile: CityProfile) -> list[tuple[Row, str]]:
    """Every row with what becomes of it; of several with one tie the first counts."""
    first: dict[tuple[str, str | None], int] = {}
    return [(row, _result(row, profile, first.setdefault(row.tie, row.line))) for row in rows]


def _result(row: Row, profile: CityProfile, first: int) -> str:
    if not row.partner:
        return f"Zeile {row.line}: keine Partnerkommune, übergangen"
    if row.country is None:
        return f"Zeile {row.line}: unbekanntes Land{_quoted(row.country_word)}, übergangen"
    if row.country == _HOME:
        return f"Zeile {row.line}: Partner in Deutschland, übergangen"
    if row.is_known_to(profile):
        return "schon da"
    if row.line != first:
        return f"Zeile {row.line}: steht schon in Zeile {first}, übergangen"
    lost = [
        f"{name}{_quoted(word)} nicht lesbar, bleibt leer"
        for name, word, read in (("Art", row.type_word, row.type), ("Jahr", row.since_word, row.since))
        if word and read is None
    ]
    return f"{_NEW}; Zeile {row.line}: {'; '.join(lost)}" if lost else _NEW


def _quoted(word: str) -> str:
    return f" „{word[:40]}“" if word else ""


def _ambiguous(row: Row, owners: list[CityProfile]) -> dict[str, Any]:
    """A row whose city's name several have; which is meant only people know."""
    names = ", ".join(profile.city.slug for profile in owners)
    return _imported(None, row, f"Zeile {row.line}: „{row.city[:40]}“ heißen mehrere ({names}), übergangen")


def _imported(profile: CityProfile | None, row: Row, result: str) -> dict[str, Any]:
    return {
        "city": profile.city.slug if profile else None, "partner": row.partner, "country": row.country,
        "type": row.type, "since": row.since, "result": result,
    }  # fmt: skip
