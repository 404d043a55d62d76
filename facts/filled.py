"""Facts -> the fields of a programme: what the portal stated stays, what was read before is read anew."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from facts.found import Facts, Figure, mode_of
from funding.programme import Programme, Quote
from funding.vocabulary import SourceStatus

FIGURES = ("rate_max", "rate_normal", "own_share_min", "own_share_normal", "amount_max", "amount_min")
_READ = (*FIGURES, "modes", "source_status", "partner_rule", "consortium_rule", "population_min", "population_max")
_OF_A_PAIR = {"rate_normal": "rate_max", "own_share_normal": "own_share_min"}
_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Programme)}
_CONDITION = 0.7  # of what is demanded beside money and dates


def unread(programme: Programme) -> Programme:
    """The programme as the portal told it: fields that carry a quote of ours are emptied.

    So is the mode "none", which has no words to quote: only a reader of the whole text can say it.
    """
    ours = {quote.field for quote in programme.quotes if quote.source != "portal"}
    ours |= {"modes"} if programme.modes == ("none",) else set()
    kept = tuple(quote for quote in programme.quotes if quote.source == "portal")
    told = tuple(stage for stage in programme.stages if stage.source == "portal")
    emptied = {name: _DEFAULTS[name] for name in (*_READ, "preconditions") if name in ours}
    if "amount_min" in ours:
        emptied["amount_min_kind"] = None
    return replace(programme, stages=told, quotes=kept, **emptied)


def filled(plain: Programme, found: Facts) -> Programme:
    """The programme with what was found where the portal said nothing, and a quote for each field so filled."""
    values, quotes = _figures(plain, found)
    conditions, told = _conditions(plain, found)
    quotes += [*_statements(plain, found), *told]
    return replace(
        plain,
        stages=plain.stages or found.stages,
        modes=plain.modes or found.modes,
        source_status=plain.source_status or _status(plain, found),
        amount_min_kind=found.amount_min_kind if "amount_min" in values else plain.amount_min_kind,
        quotes=plain.quotes + tuple(quote for quote in quotes if quote.words),
        **values,
        **conditions,
    )


def _figures(plain: Programme, found: Facts) -> tuple[dict[str, Any], list[Quote]]:
    values: dict[str, Any] = {}
    quotes: list[Quote] = []
    for name in FIGURES:
        figure: Figure | None = getattr(found, name)
        if figure is not None and getattr(plain, name) is None and _fits(plain, name, figure):
            values[name] = int(figure.value) if name.startswith("amount") else figure.value
            quotes.append(Quote(field=name, words=figure.quote, source=figure.source, confidence=figure.confidence))
    return values, quotes


def _fits(plain: Programme, name: str, figure: Figure) -> bool:
    """Whether a figure may stand beside what the portal states: not the rate without need beside a rate of the portal's
    own, which holds for all, and no smallest sum above the portal's largest (nor the other way round).
    """
    if name in _OF_A_PAIR:
        return getattr(plain, _OF_A_PAIR[name]) is None
    if name == "amount_min" and plain.amount_max is not None:
        return figure.value <= plain.amount_max
    return name != "amount_max" or plain.amount_min is None or plain.amount_min <= figure.value


def _conditions(plain: Programme, found: Facts) -> tuple[dict[str, Any], list[Quote]]:
    """The first demand of each kind; all preconditions."""
    values: dict[str, Any] = {}
    quotes: list[Quote] = []
    for one, source in found.conditions:
        several = one.field == "preconditions"
        if getattr(plain, one.field) or (one.field in values and (not several or one.value in values[one.field])):
            continue
        values[one.field] = (*values.get(one.field, ()), one.value) if several else one.value
        quotes.append(Quote(field=one.field, words=one.quote, source=source, confidence=_CONDITION))
    return values, quotes


def _statements(plain: Programme, found: Facts) -> Iterator[Quote]:
    shut = found.shut
    if shut is not None and plain.source_status is None and _status(plain, found):
        yield Quote(field="source_status", words=shut.quote, source=shut.source, confidence=shut.confidence)
    if not plain.modes:
        yield from _modes(found)


def _modes(found: Facts) -> Iterator[Quote]:
    """The words of each mode; of one that a date shows, those of its first date."""
    for words in found.mode_words:
        yield Quote(field="modes", words=words.quote, source=words.source, confidence=words.confidence)
    told = {words.code for words in found.mode_words}
    for stage in found.stages:
        if mode_of(stage) not in {"", *told}:
            told.add(mode_of(stage))
            yield Quote(field="modes", words=stage.quote, source=stage.source, confidence=stage.confidence)


def _status(plain: Programme, found: Facts) -> SourceStatus | None:
    """What the text says of today; where the portal itself dates a step, that date tells it and prose does not."""
    if found.shut is None or plain.stages:
        return None
    return "exhausted" if found.shut.code == "exhausted" else "closed"
