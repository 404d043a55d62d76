"""The next gate in words, with everything that makes it doubtful."""

from collections.abc import Iterator
from datetime import date

from digest.catalogue import words
from digest.content import Item
from digest.formats import clock, counted, long_day, short_day
from digest.hygiene import one_line
from digest.words import Words
from funding import Gate, Programme, Status, status
from funding.text import repair_lost_characters
from funding.vocabulary import STAGES, Language, label

_SHUT = {Status.CLOSED, Status.EXHAUSTED}
SURE = 0.8  # a gate read with less confidence is to be checked by the reader


def doubtful(gate: Gate, programme: Programme) -> bool:
    """Whether the reader must check the date: read with little confidence or reckoned from a rule that was read.

    The rule of a card was written down by people; of a doubtful card another line tells.
    """
    return programme.origin != "card" and (gate.derived or gate.confidence < SURE)


def quoted(gate: Gate, programme: Programme, language: Language, limit: int) -> Iterator[str]:
    """The words from which the date was read, or the rule of a card."""
    w = words(language)
    said = repair_lost_characters(gate.quote) if programme.lossy else gate.quote
    if quote := one_line(said, limit):
        yield (w.by_rule if programme.origin == "card" else w.in_text).format(quote=quote.join(w.quotes))


def looks_shut(state: str, language: Language) -> str:
    """That nobody can apply any more, by our reading of the source's text."""
    return words(language).looks_exhausted if state == Status.EXHAUSTED else words(language).looks_closed


def deadline(item: Item, today: date, language: Language, *, counting: bool = True) -> Iterator[str]:
    """When it opens, weekday, date, days and weeks left, and what is doubtful; or why no date is known."""
    w = words(language)
    if item.gate is None:
        yield from _undated(item.programme, today, w, language)
        return
    yield from _opening(item.programme, today, w, language)
    until = _until(item.gate, w, language)
    yield f"{until}, {_left(item.gate.days_left(today), w)}" if counting else until
    if item.missed_start:
        yield w.missed_start
    if item.start is not None and _hangs_on_start(item.gate, item.programme):
        yield w.reckoned.format(day=short_day(item.start, language))
    if doubtful(item.gate, item.programme):
        yield w.check
    if item.gate.derived or doubtful(item.gate, item.programme):
        yield from quoted(item.gate, item.programme, language, 120)


def _hangs_on_start(gate: Gate, programme: Programme) -> bool:
    """Whether another start of the project would give another day."""
    rules = [stage for stage in programme.stages if gate.derived and stage.quote == gate.quote]
    return any(
        rule.before_start or (rule.recurring and (rule.recurring.of != "any" or rule.recurring.starts))
        for rule in rules
    )


def at_a_glance(item: Item, today: date, language: Language) -> Iterator[str]:
    """The next gate of what the reader knows already, as briefly as can be."""
    w = words(language)
    if item.gate is None:
        yield from _undated_briefly(item.programme, today, w)
        return
    yield w.by.format(day=short_day(item.gate.day, language))
    if doubtful(item.gate, item.programme):
        yield w.check_briefly


def _until(gate: Gate, w: Words, language: Language) -> str:
    day = long_day(gate.day, language)
    when = f"{day}, {clock(gate.closes_at, gate.zone, language)}" if gate.closes_at else day
    return w.until.format(stage=label(STAGES, gate.stage, language), day=when)


def _left(days: int, w: Words) -> str:
    if days == 0:
        return w.today
    left = counted(w.days, days)
    return f"{left} ({counted(w.weeks, round(days / 7))})" if days >= 7 else left


def _opening(programme: Programme, today: date, w: Words, language: Language) -> Iterator[str]:
    ahead = [stage.opens for stage in programme.stages if stage.opens and stage.opens > today]
    if ahead and status(programme, today) is Status.FORTHCOMING:
        yield w.opens.format(day=long_day(min(ahead), language))


def _undated(programme: Programme, today: date, w: Words, language: Language) -> Iterator[str]:
    now = status(programme, today)
    if now in _SHUT:
        yield looks_shut(now, language)
    else:
        yield {Status.FORTHCOMING: w.forthcoming, Status.ROLLING: w.rolling}.get(now, w.deadline_unknown)
    yield from _opening(programme, today, w, language)
    if now not in _SHUT:
        yield from _ahead_of_start(programme, w)


def _undated_briefly(programme: Programme, today: date, w: Words) -> Iterator[str]:
    rolling = status(programme, today) is Status.ROLLING
    yield next(_ahead_of_start(programme, w), w.rolling if rolling else w.no_deadline)


def _ahead_of_start(programme: Programme, w: Words) -> Iterator[str]:
    spans = [stage.before_start for stage in programme.stages if stage.before_start]
    if spans:
        yield w.before_start.format(span=counted(w.spans[spans[0].unit], spans[0].amount))
