"""`match`, `matches`, `explain`: what fits which project, and why."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

import matcher
from cli.output import Form, console, emit, euros, german, output_options, say
from cli.settings import Settings, hint
from db import Store
from funding import CityProfile, InputError, Match, Programme, Project, Status, Verdict, next_gate, own_share, status
from funding.text import repair_lost_characters
from funding.vocabulary import STATUSES, VERDICTS, label
from schedule import jobs

COLUMNS = {
    "project": "Projekt", "score": "Punkte", "eligibility": "passt", "status": "Stand", "next_gate": "nächste Frist",
    "own_share_eur": "Eigenanteil", "programme": "Kennung", "title": "Programm",
}  # fmt: skip
SHUT = {Status.CLOSED, Status.EXHAUSTED}
SUMMARY = {"project": "Projekt", "fitting": "passend", "best_score": "Punkte", "best": "bestes Programm"}


@click.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@output_options
@click.pass_obj
def match(settings: Settings, city: str | None, form: Form | None) -> int:
    """Alle Projekte mit allen Programmen abgleichen und das Ergebnis speichern.

    Beispiel: passgenau match --city greifswald
    """
    with settings.filled_store() as store:
        cities = checked_cities(settings, city)
        say(matcher.NOTICE[0])
        list(jobs.match_all(store, cities, settings.day, settings.now, anew=True))
        known = {programme.id: programme for programme in store.programmes()}
        rows = [_summary(store, p, project, known) for p in cities for project in p.projects]
    emit(rows, SUMMARY, form, nothing="Keine Projekte in den Profilen.")
    return 0


@click.command()
@click.option("--city", metavar="STADT", help="Nur diese Stadt.")
@click.option("--project", metavar="PROJEKT", help="Nur dieses Projekt (projekt oder stadt/projekt).")
@click.option("--min-score", type=click.IntRange(0, 100), default=0, help="Nur ab dieser Punktzahl (0 bis 100).")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=10, show_default=True, help="Höchstens so viele je Projekt."
)
@click.option("--all", "everything", is_flag=True, help="Auch Geschlossenes und Ausgeschlossenes, mit dem Grund.")
@output_options
@click.pass_obj
def matches(
    settings: Settings, city: str | None, project: str | None, min_score: int, limit: int,
    everything: bool, form: Form | None,
) -> int:  # fmt: skip
    """Die am besten passenden Programme je Projekt zeigen.

    Beispiel: passgenau matches --city greifswald --min-score 40
    """
    with settings.filled_store() as store:
        cities = checked_cities(settings, city)
        wanted = None if project is None else find_project(cities, project)[1]
        list(jobs.match_all(store, cities, settings.day, settings.now))
        known = {programme.id: programme for programme in store.programmes()}
        rows = [
            row
            for profile in cities
            for row in city_rows(
                store, profile, known, settings.day, everything=everything, limit=limit, least=min_score
            )
            if wanted is None or row["project"] == profile.project_id(wanted)
        ]
    columns = COLUMNS | {"why_not": "Grund"} if everything else COLUMNS
    emit(rows if form else [readable(row) for row in rows], columns, form, nothing="Nichts Passendes gefunden.")
    return 0


@click.command()
@click.argument("project", metavar="PROJEKT")
@click.argument("programme", metavar="PROGRAMM")
@output_options
@click.pass_obj
def explain(settings: Settings, project: str, programme: str, form: Form | None) -> int:
    """Erklären, warum ein Programm zu einem Projekt passt oder nicht.

    Beispiel: passgenau explain greifswald/rad foerderdatenbank:FDB/Content/DE/Foerderprogramm/Bund/…/name
    """
    with settings.filled_store() as store:
        profile, chosen = find_project(checked_cities(settings, None), project)
        record = find_programme(store, programme)
        found = jobs.explain(store, profile, chosen, record.id, settings.day)
    row = match_row(profile, chosen, found, record, settings.day)
    if form:
        emit([row], COLUMNS, form, nothing="")
    else:
        _print_explanation(row, found)
    return 0


def checked_cities(settings: Settings, only: str | None) -> tuple[CityProfile, ...]:
    """The profiles; faults of others are told, the rest goes on."""
    for fault in settings.loaded().faults:
        say(f"Profil übergangen: {fault}")
    return settings.cities(only)


def find_project(cities: tuple[CityProfile, ...], name: str) -> tuple[CityProfile, Project]:
    """The project of that slug, or of `city/slug` where several cities have one of that name."""
    all_projects = {
        profile.project_id(project): (profile, project) for profile in cities for project in profile.projects
    }
    fitting = [full for full in all_projects if name == full or name == full.split("/")[1]]
    if len(fitting) == 1:
        return all_projects[fitting[0]]
    if fitting:
        raise InputError(f"{name!r} gibt es mehrmals: {', '.join(fitting)}. Bitte mit Stadt angeben.")
    raise InputError(f"Kein Projekt {name!r} in den Profilen.{hint(name, list(all_projects))}")


def find_programme(store: Store, name: str) -> Programme:
    """The programme with that id, or with an id that ends so where only one does."""
    record = store.programme(name)
    if record is not None:
        return record.programme
    fitting = [p for p in store.programmes(include_vanished=True) if p.id.endswith(f"/{name}") or p.key == name]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(f"{name!r} gibt es mehrmals: {', '.join(p.id for p in fitting[:5])}.")
    raise InputError(f"Kein Programm {name!r}. Suchen: `passgenau programmes search WORT`.")


def city_rows(
    store: Store, profile: CityProfile, known: Mapping[str, Programme], today: date, *,
    everything: bool = False, limit: int, least: float = 0,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The stored matches of a city, best first within each project; what seems closed comes last."""
    by_project = jobs.by_project(profile, store.matches(profile.city.slug))
    for project in profile.projects:
        fitting = (m for m in by_project[project.slug] if everything or m.eligibility != Verdict.NO)
        shown = [m for m in fitting if m.score >= least and m.programme in known]
        for found in sorted(shown, key=lambda m: status(known[m.programme], today) in SHUT)[:limit]:
            yield match_row(profile, project, found, known[found.programme], today)


def match_row(
    profile: CityProfile, project: Project, found: Match, programme: Programme, today: date
) -> dict[str, Any]:
    """The stable JSON form of a match, described in docs/matching.md."""
    gate = next_gate(programme.stages, today, project.start.earliest)
    share = own_share(project.cost_eur, programme)
    return {
        "project": profile.project_id(project), "city": profile.city.slug, "programme": programme.id,
        "title": shown_title(programme), "url": programme.url, "score": round(found.score, 1),
        "eligibility": str(found.eligibility), "status": str(status(programme, today)),
        "next_gate": None if gate is None else gate.day.isoformat(), "own_share_eur": share.eur,
        "own_share_reason": share.reason,
        "evidence": [
            {
                "criterion": e.criterion, "verdict": str(e.verdict), "weight": round(e.weight, 1),
                "city_side": e.city_side, "programme_side": e.programme_side,
                "sentence": e.sentence, "sentence_en": e.sentence_en,
            }
            for e in found.evidence
        ],
        "why_not": "; ".join(e.sentence for e in found.evidence if e.verdict == Verdict.NO),
    }  # fmt: skip


def shown_title(programme: Programme) -> str:
    """The title as people should read it."""
    return repair_lost_characters(programme.title) if programme.lossy else programme.title


def readable(row: dict[str, Any]) -> dict[str, Any]:
    day = row["next_gate"]
    guessed = row["status"] in SHUT and row["eligibility"] != Verdict.NO
    return row | {
        "score": round(row["score"]),
        "eligibility": label(VERDICTS, row["eligibility"]),
        "status": f"{'wohl ' if guessed else ''}{label(STATUSES, row['status'])}",
        "next_gate": german(None if day is None else date.fromisoformat(day)),
        "own_share_eur": euros(row["own_share_eur"]),
    }


def _summary(store: Store, profile: CityProfile, project: Project, known: Mapping[str, Programme]) -> dict[str, Any]:
    found = jobs.by_project(profile, store.matches(profile.city.slug))[project.slug]
    fitting = [m for m in found if m.eligibility != Verdict.NO and m.score >= jobs.THRESHOLD]
    best = fitting[0] if fitting else None
    return {
        "project": profile.project_id(project), "fitting": len(fitting),
        "best_score": None if best is None else round(best.score),
        "best": None if best is None else shown_title(known[best.programme]),
    }  # fmt: skip


def _print_explanation(row: dict[str, Any], found: Match) -> None:
    shown, out = readable(row), console()
    out.print(f"{row['title']}\n{row['url'] or 'ohne Adresse'}\n")
    out.print(f"Projekt {row['project']}: {shown['score']} von 100 Punkten, passt: {shown['eligibility']}")
    gate = shown["next_gate"] if row["status"] != Status.CLOSED else "–"
    own = shown["own_share_eur"] if row["own_share_eur"] is not None else f"unbekannt ({row['own_share_reason']})"
    out.print(f"Stand: {shown['status']}, nächste Frist: {gate}, Eigenanteil: {own}\n")
    for evidence in found.evidence:
        points = f" [{evidence.weight:+.0f} Punkte]" if evidence.weight else ""
        out.print(f"  {label(VERDICTS, evidence.verdict):7} {evidence.sentence}{points}")
        for side, words in (("Stadt", evidence.city_side), ("Programm", evidence.programme_side)):
            if words:
                out.print(f"          {side}: {words}", style="dim")
