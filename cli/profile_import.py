"""`profiles import-partnerships`: ties from the lists of others."""

from pathlib import Path
from typing import Any

import click

from cli.output import Form, emit, output_options, say
from cli.profile_writing import checked
from cli.settings import Settings
from funding import CityProfile
from profiles.editing import add
from profiles.partners import Row, read_rows

IMPORTED = {
    "city": "Stadt", "partner": "Partner", "country": "Land", "type": "Art", "since": "seit", "result": "Ergebnis",
}  # fmt: skip
_NEW = "neu"


@click.command(name="import-partnerships")
@click.argument("path", metavar="CSV", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Nur zeigen, nichts schreiben.")
@output_options
@click.pass_obj
def import_partnerships(settings: Settings, path: Path, dry_run: bool, form: Form | None) -> int:
    """Partnerschaften aus einer Liste (CSV, wie die von RGRE und SKEW) in die Profile übernehmen.

    Übernommen wird, was zu einer Stadt der Profile gehört und dort noch fehlt; alles andere bleibt, wie es ist. Endet
    mit 1, wenn eine Zeile nicht zu übernehmen war oder ein Profil nicht zu lesen ist.

    Beispiel: passgenau profiles import-partnerships partnerschaften.csv --dry-run
    """
    rows = read_rows(path)
    loaded = settings.loaded()
    for fault in loaded.faults:
        say(f"Profil übergangen: {fault}")
    told: list[dict[str, Any]] = []
    write = []
    for file, profile in zip(loaded.files, loaded.profiles, strict=True):
        mine = list(_judged([row for row in rows if row.is_of(profile)], profile))
        if fresh := [row for row, result in mine if result.startswith(_NEW)]:
            write.append(checked(file, _with(file.read_bytes(), fresh)))
        told += [_imported(profile, row, result) for row, result in mine]
    for one in () if dry_run else write:
        one()
    say(f"{len(rows)} Zeilen gelesen, {len(told)} gehören zu Städten in {settings.profiles}.")
    emit(told, IMPORTED, form, nothing="Nichts zu übernehmen.")
    return int(bool(loaded.faults) or any(row["country"] is None for row in told))


def _judged(rows: list[Row], profile: CityProfile) -> list[tuple[Row, str]]:
    """Every row with what becomes of it; of several with one tie the first counts."""
    first: dict[tuple[str, str | None], int] = {}
    return [(row, _result(row, profile, first.setdefault(row.tie, row.line))) for row in rows]


def _result(row: Row, profile: CityProfile, first: int) -> str:
    if not row.partner:
        return f"Zeile {row.line}: keine Partnerkommune, übergangen"
    if row.country is None:
        return f"Zeile {row.line}: unbekanntes Land{_quoted(row.country_word)}, übergangen"
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


def _with(content: bytes, rows: list[Row]) -> bytes:
    for row in rows:
        content = add(content, "partnerships", row.values())
    return content


def _imported(profile: CityProfile, row: Row, result: str) -> dict[str, Any]:
    return {
        "city": profile.city.slug, "partner": row.partner, "country": row.country, "type": row.type, "since": row.since,
        "result": result,
    }  # fmt: skip
