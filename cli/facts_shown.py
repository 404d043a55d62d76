"""What was read from a programme's prose, each fact with its words, its section and whether to check it."""

from collections.abc import Iterator
from typing import Any

from cli.output import euros
from facts import SURE, problems
from funding import ConsortiumRule, PartnerRule, Programme, Quote, Recurring, Stage
from funding.places import country_name
from funding.programme import SECTIONS
from funding.vocabulary import STAGES, label

NAMES = {
    "rate_max": "Förderquote", "rate_normal": "Förderquote ohne Notlage", "own_share_min": "Eigenanteil",
    "own_share_normal": "Eigenanteil ohne Notlage", "amount_max": "Höchstbetrag", "amount_min": "Mindestbetrag",
    "source_status": "Stand", "modes": "Antrag", "partner_rule": "Partner im Ausland", "consortium_rule": "Verbund",
    "preconditions": "Voraussetzung", "population_min": "Einwohner mindestens", "population_max": "Einwohner höchstens",
}  # fmt: skip
WHERE = {
    "deadlines_text": "Fristen", "summary": "Kurztext", "text": "Volltext", "conditions": "Voraussetzungen",
    "procedure": "Verfahren", "documents": "Unterlagen", "legal_text": "Rechtsgrundlage",
}  # fmt: skip
_MONEY = {"amount_max", "amount_min"}
_PERCENT = {"rate_max", "rate_normal", "own_share_min", "own_share_normal"}
_OF = {"previous_year": "des Vorjahres", "year": "des laufenden Jahres", "any": "jedes Jahres"}
_UNIT = {"days": "Tag", "weeks": "Woche", "months": "Monat", "years": "Jahr"}
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_UNITS = {"days": "Tage", "weeks": "Wochen", "months": "Monate", "years": "Jahre"}
_PARTNERS = {"dac": "Land der DAC-Liste", "eu": "EU-Mitgliedstaat", "any": "im Ausland", "none": "nicht nötig"}
_STATES = {"closed": "geschlossen", "exhausted": "Mittel ausgeschöpft"}
_KINDS = {"grant": "Zuschuss", "cost": "Kosten"}
_LONGEST = 200  # characters of a quote


def read_facts(programme: Programme) -> Iterator[str]:
    """One line per fact in German, and one per sum that nobody can read; empty where nothing was read."""
    lines = [*map(_stage_line, _read_stages(programme)), *_quote_lines(programme), *_problem_lines(programme)]
    if lines:
        yield "\nAus dem Text gelesen"
        yield from lines


def when(stage: Stage) -> str:
    """When a gate shuts: "bis 15.01.2027, 23:59 Uhr", "bis 31.10. des Vorjahres", "spätestens 6 Wochen vor Beginn"."""
    at = f", {stage.closes_at:%H:%M} Uhr" if stage.closes_at else ""
    if stage.closes is not None:
        opens = f"ab {stage.opens:%d.%m.%Y} " if stage.opens else ""
        return f"{opens}bis {stage.closes:%d.%m.%Y}{at}"
    if stage.recurring is not None:
        return f"bis {stage.recurring.day}.{stage.recurring.month}. {_OF[stage.recurring.of]}{_starts(stage.recurring)}"
    if stage.before_start is not None:
        amount, unit = stage.before_start.amount, stage.before_start.unit
        return f"spätestens {amount} {_UNIT[unit] if amount == 1 else _UNITS[unit]} vor Beginn"
    return f"ab {stage.opens:%d.%m.%Y}" if stage.opens else ""


def _starts(yearly: Recurring) -> str:
    """ ", für Projekte mit Beginn Januar bis März" where the day holds for some starts only."""
    if yearly.starts is None:
        return ""
    first, last = (_MONTHS[month - 1] for month in yearly.starts)
    return f", für Projekte mit Beginn {first} bis {last}" if first != last else f", für Projekte mit Beginn {first}"


def doubt(confidence: float) -> str:
    """ "bitte prüfen" where the reading is not sure."""
    return "  bitte prüfen" if confidence < SURE else ""


def _read_stages(programme: Programme) -> list[Stage]:
    return [stage for stage in programme.stages if stage.source in SECTIONS]


def _stage_line(stage: Stage) -> str:
    return _line(label(STAGES, stage.stage), when(stage), stage.quote, stage.source, stage.confidence)


def _quote_lines(programme: Programme) -> Iterator[str]:
    dates = {stage.quote for stage in _read_stages(programme)}  # told already; they are the words of a mode as well
    for quote in programme.quotes:
        if quote.source in SECTIONS and not (quote.field == "modes" and quote.words in dates):
            value = _value(programme, quote)
            yield _line(NAMES.get(quote.field, quote.field), value, quote.words, quote.source, quote.confidence)


def _problem_lines(programme: Programme) -> Iterator[str]:
    for problem in problems(programme):
        yield _line("Problem", problem.message, problem.value or "", problem.field or "", 1.0)


def demand(value: Any) -> str:
    """A demand in German words: "mindestens 3 Partner aus mindestens 3 Ländern", "Land der DAC-Liste", "50.000"."""
    if isinstance(value, ConsortiumRule):
        parts = [f"mindestens {value.partners_min} Partner" if value.partners_min else "Partner"]
        parts += [f"aus mindestens {value.countries_min} Ländern"] if value.countries_min else []
        return " ".join(parts) + (f", davon mindestens {value.eu_min} in der EU" if value.eu_min else "")
    if isinstance(value, PartnerRule):
        where = ", ".join(map(country_name, value.countries)) or _PARTNERS.get(value.rule, "")
        return f"{where} (nur {value.only_for})" if value.only_for else where
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def _value(programme: Programme, quote: Quote) -> str:
    value = getattr(programme, quote.field, None)
    if quote.field in _MONEY:
        kind = _KINDS.get(programme.amount_min_kind or "") if quote.field == "amount_min" else None
        return f"{euros(value)} ({kind})" if kind else euros(value)
    if quote.field in _PERCENT:
        return f"{value:g} %"
    if quote.field == "source_status":
        return _STATES.get(value or "", "")
    return demand(value) if isinstance(value, int | PartnerRule | ConsortiumRule) else ""


def _line(name: str, value: str, words: str, source: str, confidence: float) -> str:
    short = " ".join(words.split())
    short = short if len(short) <= _LONGEST else f"{short[:_LONGEST]} …"
    told = f"{value}  " if value else ""
    return f"  {name + ':':25} {told}„{short}“ ({WHERE.get(source, source)}){doubt(confidence)}"
