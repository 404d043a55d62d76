"""Single pages and imports know less than the portal: what they leave out does not erase what is known."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crawl.reading import DEFAULTS, bare, with_facts
from db import Known
from funding import Programme


def completed(known: Mapping[str, Known], programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    """Programmes of a part, their silent fields filled from what the portal said before."""
    return tuple(
        _merged(known[programme.key].programme, programme) if programme.key in known else programme
        for programme in programmes
    )


def _merged(old: Programme, new: Programme) -> Programme:
    before, now = bare(old), bare(new)
    told = {name: getattr(now, name) for name in DEFAULTS if getattr(now, name)}
    return with_facts(replace(before, **told))[0]
