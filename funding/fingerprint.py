"""Whether a programme changed, judged on what the portal says and not on how it spells it (design 3.2)."""

import hashlib
import json
from dataclasses import fields, replace
from typing import Any

from pydantic import TypeAdapter

from funding.programme import Programme
from funding.records import Change
from funding.text import squash

# Read from the source's own texts by facts/, or from our own table of rules: a better reader or table must not look
# like news from the portal.
_READ = frozenset(
    """
    modes rate_max rate_normal own_share_min own_share_normal amount_min amount_min_kind amount_max quotes lossy
    attribution municipality checked sources
    """.split()
)
_MAYBE_READ = ("partner_rule", "consortium_rule", "preconditions", "population_min", "population_max")
_IDENTITY = {"portal", "key"}
COMPARED = tuple(f.name for f in fields(Programme) if f.name not in _READ | _IDENTITY)
SCHEME = hashlib.sha256(" ".join(COMPARED).encode()).hexdigest()[:8]
_ADAPTER: TypeAdapter[Programme] = TypeAdapter(Programme)


def fingerprint(programme: Programme) -> str:
    """A digest of the normalised content: order, white space and seconds of a deadline do not count."""
    content = json.dumps(normalised(programme), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def stamp(programme: Programme) -> str:
    """The fingerprint of every source with a mark of the fields compared, to be kept: another list is no news."""
    told = sorted(f"{name}={said}" for name, said in _sources(programme).items())
    return f"{SCHEME}:{','.join(told)}"


def same_content(kept: str, programme: Programme) -> bool | None:
    """Whether a programme still says what it said when it was stamped; None where the two cannot be compared.

    Only sources of both moments count: one that came or went says nothing about the others.
    """
    scheme, _, told = kept.partition(":")
    before = dict(pair.split("=", 1) for pair in told.split(",") if "=" in pair)
    now = _sources(programme)
    if scheme != SCHEME or not before.keys() & now.keys():
        return None
    return all(before[name] == now[name] for name in before.keys() & now.keys())


def _sources(programme: Programme) -> dict[str, str]:
    """The fingerprint by source, under a short name; news about a call counts where there is nothing else."""
    if not programme.sources:
        return {_short(programme.id): fingerprint(programme)}
    better = [one for one in programme.sources if one.origin != "hint"]
    return {_short(one.id): one.fingerprint for one in better or programme.sources}


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:10]


def normalised(programme: Programme) -> dict[str, Any]:
    """The compared fields in a form in which equal content is equal."""
    content = _ADAPTER.dump_python(_told(programme), mode="json", include=set(COMPARED))
    return {name: _plain(value) for name, value in content.items()}


def changes(old: Programme, new: Programme) -> tuple[Change, ...]:
    """The fields that differ, before and after."""
    before, after = normalised(old), normalised(new)
    return tuple(
        Change(field=name, old=_shown(before[name]), new=_shown(after[name]))
        for name in COMPARED
        if before[name] != after[name]
    )


def _told(programme: Programme) -> Programme:
    """What the portal itself states in the fields that facts/ fills as well."""
    stages = tuple(stage for stage in programme.stages if stage.source == "portal")
    read = any(quote.field == "source_status" and quote.source != "portal" for quote in programme.quotes)
    unread = {f.name: f.default for f in fields(Programme) if f.name in _MAYBE_READ and programme.was_read(f.name)}
    ours = {quote.field for quote in programme.quotes if quote.source == "curated"}
    unread |= {f.name: f.default for f in fields(Programme) if f.name in ours}
    if programme.consortium_rule is not None and not programme.consortium_rule.quote:
        unread["consortium_rule"] = None  # without words of the source it is from our own table
    told = replace(programme, stages=stages, source_status=None if read else programme.source_status)
    return replace(told, **unread)  # type: ignore[arg-type]


def _plain(value: object) -> Any:
    if isinstance(value, str):
        return squash(value) or None
    if isinstance(value, dict):
        return {key: _minute(key, _plain(item)) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True)) or None
    return value


def _minute(key: str, value: Any) -> Any:
    return value[:5] if key == "closes_at" and isinstance(value, str) else value


def _shown(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
