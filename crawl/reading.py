"""What facts/ read from a programme's prose, told apart from what its portal states."""

import hashlib
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import facts
from crawl.conditions import FILE as CONDITIONS
from crawl.reasons import bug
from db import Known
from funding import Problem, Programme
from funding.fingerprint import fingerprint

DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Programme)}
# What a portal may state although the fingerprint leaves it out.
_TOLD = """
    modes rate_max own_share_min amount_min amount_min_kind amount_max source_status attribution lossy municipality
    consortium_rule
    """.split()


@lru_cache
def reader() -> str:
    """Names the version of facts/ and of our curated conditions by their content: no change can be forgotten."""
    folder = Path(facts.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    content = b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in [*files, CONDITIONS])
    return hashlib.sha256(content).hexdigest()


def with_facts(programme: Programme) -> tuple[Programme, tuple[Problem, ...]]:
    """The programme as facts/ reads it. Where it stumbles over a sentence, the portal's own words are kept."""
    try:
        return facts.read(programme), facts.problems(programme)
    except Exception as error:  # noqa: BLE001 - told as a Problem, with its place
        message = bug(error, "den Fakten dieses Programms")
        return programme, (Problem(portal=programme.portal, key=programme.key, message=message),)


def still_says(known: Known, programme: Programme) -> bool:
    """Whether the portal told the same of a programme last time, so that reading it again would give the same."""
    if known.missed or known.vanished or known.fingerprint != fingerprint(programme):
        return False
    before = bare(known.programme)
    return all(getattr(before, name) == getattr(programme, name) for name in _TOLD)


def bare(programme: Programme) -> Programme:
    """The programme without what facts/ read from its prose: only the portal's own words."""
    told = {quote.field for quote in programme.quotes if quote.source == "portal"}
    read = {quote.field for quote in programme.quotes} | {"modes"}
    read |= {"amount_min_kind"} if "amount_min" in read else set()
    return replace(
        programme,
        quotes=tuple(quote for quote in programme.quotes if quote.source == "portal"),
        stages=tuple(stage for stage in programme.stages if stage.source == "portal"),
        **{name: DEFAULTS[name] for name in read - told - {"stages", "quotes"}},
    )
