"""Single pages and imports know less than the portal: what they leave out does not erase what is known."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

import facts
from db import Known
from funding import Programme

READ = frozenset("modes rate_max own_share_min amount_min amount_max source_status".split())
_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Programme)}


def completed(known: Mapping[str, Known], programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    """Programmes of a part, their silent fields filled from what the portal said before."""
    return tuple(
        _merged(known[programme.key].programme, programme) if programme.key in known else programme
        for programme in programmes
    )


def bare(programme: Programme) -> Programme:
    """The programme without what facts/ read from its prose: only the portal's own words."""
    told = {quote.field for quote in programme.quotes if quote.source == "portal"}
    read = {quote.field for quote in programme.quotes} | {"modes"}
    return replace(
        programme,
        quotes=tuple(quote for quote in programme.quotes if quote.source == "portal"),
        stages=tuple(stage for stage in programme.stages if stage.source == "portal"),
        amount_min_kind=None if "amount_min" in read - told else programme.amount_min_kind,
        **{name: _DEFAULTS[name] for name in READ & (read - told)},
    )


def _merged(old: Programme, new: Programme) -> Programme:
    before, now = bare(old), bare(new)
    told = {name: getattr(now, name) for name in _DEFAULTS if getattr(now, name)}
    return facts.read(replace(before, **told))
