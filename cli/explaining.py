"""`explain`: one project and one programme, with everything that speaks for and against."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from cli.finding import checked_cities, find_programme, find_project
from cli.match_rows import COLUMNS, match_row, readable
from cli.output import Form, Screen, emit, euros, language_option, output_options
from cli.settings import Settings
from funding import Evidence, Match, Status, Verdict
from funding.vocabulary import STATUSES, VERDICTS, Language, label
from matcher.steps import ASKS
from schedule import jobs

_WORDS: dict[str, tuple[str, str]] = {
    "head": (
        "Projekt {project}: {score} von 100 Punkten, passt: {eligibility}",
        "Project {project}: {score} of 100 points, fits: {eligibility}",
    ),
    "state": (
        "Stand: {status}, nächste Frist: {gate}, Eigenanteil: {own}\n",
        "Status: {status}, next deadline: {gate}, own share: {own}\n",
    ),
    "gates": ("Kann die Kommune es bekommen?", "Can the municipality get it?"),
    "reasons": ("\nPasst es zum Vorhaben?", "\nDoes it suit the project?"),
    "missing": ("\nWas fehlt oder unklar ist", "\nWhat is missing or unclear"),
    "steps": ("\nDie nächsten Schritte", "\nWhat to do next"),
    "rest": ("übrige Merkmale und Ausgangswert", "other signals and starting value"),
    "points": ("Punkte", "points"),
    "city": ("Stadt", "City"),
    "programme": ("Programm", "Programme"),
    "unknown": ("unbekannt ({reason})", "unknown ({reason})"),
    "no_address": ("ohne Adresse", "no address"),
}


@click.command()
@click.argument("project", metavar="PROJEKT")
@click.argument("programme", metavar="PROGRAMM")
@language_option
@output_options
@click.pass_obj
def explain(settings: Settings, project: str, programme: str, lang: Language, form: Form | None) -> int:
    """Erklären, warum ein Programm zu einem Projekt passt oder nicht.

    Gezeigt wird auch, was fehlt und was als Nächstes zu tun ist.

    Beispiel: passgenau explain greifswald/rad foerderdatenbank:FDB/Content/DE/Foerderprogramm/Bund/…/name
    """
    with settings.filled_store() as store:
        profile, chosen = find_project(checked_cities(settings, store, None), project)
        record = find_programme(store, programme)
        found = jobs.explain(store, profile, chosen, record.id, settings.day)
    row = match_row(profile, chosen, found, record, settings.day)
    if form:
        emit([row], COLUMNS, form, nothing="")
    else:
        out = Screen()
        for line, style in _lines(row, found, lang):
            out.print(line, style=style)
    return 0


def _lines(row: dict[str, Any], found: Match, lang: Language) -> Iterator[tuple[str, str | None]]:
    yield f"{row['title']}\n{row['url'] or _word('no_address', lang)}\n", None
    yield from ((line, None) for line in _head(row, lang))
    gates = [item for item in found.evidence if _is_gate(item)]
    for heading, items in (("gates", gates), ("reasons", [i for i in found.evidence if not _is_gate(i)])):
        yield _word(heading, lang), "bold"
        yield from _evidence(items, lang)
    rest = round(found.score) - sum(round(item.weight) for item in found.evidence)
    if rest:
        yield f"          {_word('rest', lang)} [{rest:+d} {_word('points', lang)}]", "dim"
    yield from _listed("missing", [i.say(lang) for i in gates if i.verdict is not Verdict.YES], lang, "–")
    told = [step["sentence_en" if lang == "en" else "sentence"] for step in row["steps"]]
    yield from _listed("steps", told, lang, "")


def _head(row: dict[str, Any], lang: Language) -> Iterator[str]:
    shown, english = readable(row), lang == "en"
    day = row["next_gate"] if english else shown["next_gate"]
    reason = row["own_share_reason_en"] if english else row["own_share_reason"]
    unknown = _word("unknown", lang).format(reason=reason)
    yield _word("head", lang).format(
        project=row["project"], score=shown["score"], eligibility=label(VERDICTS, row["eligibility"], lang)
    )
    yield _word("state", lang).format(
        status=label(STATUSES, row["status"], lang) if english else shown["status"],
        gate=day if row["status"] != Status.CLOSED and day else "–",
        own=unknown if row["own_share_eur"] is None else _money(row["own_share_eur"], lang),
    )


def _evidence(items: Iterable[Evidence], lang: Language) -> Iterator[tuple[str, str | None]]:
    for item in items:
        points = f" [{item.weight:+.0f} {_word('points', lang)}]" if item.weight else ""
        yield f"  {label(VERDICTS, item.verdict, lang):7} {item.say(lang)}{points}", None
        for side, words in (("city", item.city_side), ("programme", item.programme_side)):
            if words:
                yield f"          {_word(side, lang)}: {words}", "dim"


def _listed(heading: str, told: list[str], lang: Language, sign: str) -> Iterator[tuple[str, str | None]]:
    if told:
        yield _word(heading, lang), "bold"
    for number, line in enumerate(told, start=1):
        yield f"  {sign or f'{number}.'} {line}", None


def _is_gate(item: Evidence) -> bool:
    return item.criterion in ASKS or item.criterion == "feedback"


def _money(amount: int, lang: Language) -> str:
    return f"€{amount:,}" if lang == "en" else euros(amount)


def _word(name: str, lang: Language) -> str:
    return _WORDS[name][lang == "en"]
