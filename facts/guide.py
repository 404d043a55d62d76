"""The facts of one text in the form in which they are labelled by hand: the keys of GUIDE.md plus `confidence`."""

from typing import Any

from facts.found import Facts, Figure
from funding.programme import Stage

SURE = 0.6  # below it a person must look: "bitte prüfen"
_UNCLEAR = "unclear"
_CHECKED = {
    "rate_max": ("rate_max_percent", "Förderquote"), "own_share_min": ("own_share_min_percent", "Eigenanteil"),
    "amount_max": ("amount_max_eur", "Höchstbetrag"), "amount_min": ("amount_min_eur", "Mindestbetrag"),
}  # fmt: skip


def as_guide(facts: Facts) -> dict[str, Any]:
    """Plain values for JSON; dates as ISO, sums in whole euros, shares in percent, unknown as null."""
    dated = [stage for stage in facts.stages if stage.closes or stage.recurring]
    ahead = [stage for stage in facts.stages if stage.before_start]
    return {
        "modes": list(facts.modes),
        "closed": facts.closed,
        "deadlines": [_deadline(stage) for stage in dated],
        "relative": [_span(stage) for stage in ahead],
        "rate_max_percent": _value(facts.rate_max),
        "rate_quote": _quote(facts.rate_max),
        "own_share_min_percent": _value(facts.own_share_min),
        "amount_max_eur": _value(facts.amount_max),
        "amount_max_quote": _quote(facts.amount_max),
        "amount_min_eur": _value(facts.amount_min),
        "amount_min_kind": facts.amount_min_kind,
        "kommune": facts.kommune.code if facts.kommune else _UNCLEAR,
        "note": note(facts),
        "confidence": _confidence(facts, dated, ahead),
    }


def note(facts: Facts) -> str:
    """German: what a person should look at, and sums that could not be read; empty where all is clear."""
    unsure = [name for field, (_, name) in _CHECKED.items() if _is_unsure(getattr(facts, field))]
    unsure += ["Frist"] if any(stage.confidence < SURE for stage in facts.stages) else []
    told = [f"bitte prüfen: {', '.join(unsure)}"] if unsure else []
    return "; ".join(told + [f"Betrag nicht lesbar: {words}" for words in facts.malformed])


def _is_unsure(figure: Figure | None) -> bool:
    return figure is not None and figure.confidence < SURE


def _confidence(facts: Facts, dated: list[Stage], ahead: list[Stage]) -> dict[str, Any]:
    figures = {key: getattr(facts, field) for field, (key, _) in _CHECKED.items()}
    return {
        "deadlines": [stage.confidence for stage in dated],
        "relative": [stage.confidence for stage in ahead],
        **{key: None if figure is None else figure.confidence for key, figure in figures.items()},
        "modes": facts.modes_confidence,
        "closed": facts.shut.confidence if facts.shut else 0.9,
        "kommune": facts.kommune.confidence if facts.kommune else 0.5,
    }


def _deadline(stage: Stage) -> dict[str, Any]:
    rule = stage.recurring
    return {
        "stage": stage.stage,
        "date": stage.closes.isoformat() if stage.closes else None,
        "time": f"{stage.closes_at:%H:%M}" if stage.closes_at else None,
        "recurring": None if rule is None else {"month": rule.month, "day": rule.day, "of": rule.of},
        "quote": stage.quote,
    }


def _span(stage: Stage) -> dict[str, Any]:
    span = stage.before_start
    return {"amount": span and span.amount, "unit": span and span.unit, "quote": stage.quote}


def _value(figure: Figure | None) -> float | int | None:
    if figure is None:
        return None
    return int(figure.value) if figure.value == int(figure.value) else figure.value


def _quote(figure: Figure | None) -> str | None:
    return None if figure is None else figure.quote
