"""`programmes show`: one programme with all that is known of it."""

from collections.abc import Sequence
from datetime import date

import click
from rich.text import Text

from cli.changing import HISTORY, history_row
from cli.facts_shown import read_facts
from cli.finding import find_programme
from cli.match_rows import mended, shown_title
from cli.output import Screen, emit, euros, german
from cli.settings import Settings
from cli.twins import given_by, source_lines
from digest.formats import clock
from funding import MunicipalityRule, Programme, Verdict, next_gate, status
from funding.cards import standing
from funding.vocabulary import APPLICANTS, KINDS, STAGES, STATUSES, label

_LINKS = 3  # of news; the funder's page is mostly the first


@click.command()
@click.argument("programme", metavar="KENNUNG")
@click.option("--history", is_flag=True, help="Auch zeigen, was sich wann geändert hat.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben.")
@click.pass_obj
def show(settings: Settings, programme: str, history: bool, as_json: bool) -> int:
    """Ein Programm mit allem zeigen, was von ihm bekannt ist.

    Beispiel: passgenau programmes show stadtgruen-kommunen --history
    """
    from pydantic_core import to_jsonable_python

    with settings.filled_store() as store:
        found = find_programme(store, programme)
        record = store.programme(found.id)
        changed = store.history(found.id) if history else []
        places = store.places(found.id)
    if as_json:
        seen = None if record is None else {"first_seen": record.first_seen, "last_seen": record.last_seen}
        whole = to_jsonable_python({"programme": found, "seen": seen, "history": changed, "given_by": given_by(places)})
        emit([whole], {}, "json", nothing="")
        return 0
    _print(found, places, settings.day)
    if history:
        emit([history_row(entry) for entry in changed], HISTORY, None, nothing="Keine Änderung bekannt.")
    return 0


def _print(programme: Programme, places: Sequence[Programme], today: date) -> None:
    out = Screen()
    out.print(Text(shown_title(programme), style="bold"))
    for name, value in _facts(programme, today):
        if value:
            out.print(f"{name + ':':18} {value}")
    for line in read_facts(programme):
        out.print(line)
    for heading, text in (
        ("Kurztext", programme.summary),
        ("Fristen", programme.deadlines_text),
        ("Text", programme.text),
    ):
        if text:
            out.print(f"\n{heading}\n{mended(programme, text)}")
    if len(places) < 2:
        out.print(f"\n{programme.attribution or ''}", style="dim")
    for line in source_lines(places):
        out.print(line, style="dim")


def _facts(programme: Programme, today: date) -> list[tuple[str, str | None]]:
    rate, most, rule = programme.rate_max, programme.amount_max, programme.municipality
    return [
        ("Kennung", programme.id),
        ("Adresse", programme.url),
        ("Fördergeber", mended(programme, programme.funder or "")),
        ("Art", ", ".join(label(KINDS, kind) for kind in programme.kinds)),
        ("Herkunft", _origin(programme, today)),
        ("Stand", None if programme.origin == "page" else label(STATUSES, status(programme, today))),
        ("Verweise", ", ".join(link.url for link in programme.links[:_LINKS]) if programme.origin == "hint" else None),
        ("Hinweis", programme.status_note),
        ("nächste Frist", _gate_words(programme, today)),
        ("Gebiet", ", ".join(programme.regions or ())),
        ("Kommunen", _municipality(rule)),
        ("Aufruf", None if rule is None or rule.document == programme.url else rule.document),
        ("Berechtigte", ", ".join(label(APPLICANTS, code) for code in programme.applicants or ())),
        ("Bedingung", "; ".join(dict.fromkeys(quote.words for quote in programme.quotes if quote.source == "curated"))),
        ("Themen", ", ".join(programme.topics)),
        ("Förderquote", None if rate is None else f"bis zu {rate:g} %"),
        ("Höchstbetrag", None if most is None else euros(most)),
        ("Ansprechpunkt", "; ".join(mended(programme, contact.name) for contact in programme.contacts)),
    ]


def _origin(programme: Programme, today: date) -> str | None:
    if programme.origin == "page":
        return "beobachtete Seite, kein Programm; gemeldet werden neue Sätze über Aufrufe"
    if programme.origin == "hint":
        return "Meldung über den Aufruf eines anderen; maßgeblich ist dessen Seite"
    return f"Regelkarte, {standing(programme, today)}" if programme.origin == "card" else None


def _gate_words(programme: Programme, today: date) -> str | None:
    gate = next_gate(programme.stages, today)
    if gate is None:
        return None
    at = f", {clock(gate.closes_at, gate.zone, 'de')}" if gate.closes_at else ""
    how = "nach der Regel" if programme.origin == "card" else "gelesen aus"
    words = f", {how}: „{gate.quote}“" if gate.quote else ""
    return f"{label(STAGES, gate.stage)} bis {german(gate.day)}{at}{words}"


def _municipality(rule: MunicipalityRule | None) -> str | None:
    """The verdict of the portal or of a curated table, with its reason."""
    if rule is None:
        return None
    way = {"lead": ", als Antragsteller", "partner": ", als Partner"}.get(rule.role or "", "")
    verdict = {Verdict.YES: f"ja{way}", Verdict.UNCLEAR: "zu klären", Verdict.NO: "nein"}[rule.verdict]
    quote = f" „{rule.quote}“" if rule.quote else ""
    return f"{verdict}. {rule.reason}{quote}"
