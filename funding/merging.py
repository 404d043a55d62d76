"""One programme from several sources: each field from the most trusted one that has it (docs/duplicates.md)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

from funding.fingerprint import fingerprint
from funding.programme import Programme, SourceRef

# What is only true together comes from one source whole: the most trusted that has anything of it.
_BLOCKS: tuple[tuple[str, ...], ...] = (
    ("stages", "modes"),
    ("rate_max", "rate_normal", "own_share_min", "own_share_normal"),
    ("amount_max", "amount_min", "amount_min_kind", "currency"),
    ("population_min", "population_max"),
)
_NO_DATE = frozenset({"elsewhere", "none"})  # modes that tell no day
_STATE = ("source_status", "status_note")
_WORDS = ("title", "language")
_TEXTS = ("summary", "text")
_OF_THE_FIRST = ("portal", "key", "origin", "checked", "source_changed", "sources", "quotes", "lossy")
_TOGETHER = {name for block in (*_BLOCKS, _STATE, _WORDS, _TEXTS) for name in block}
_ALONE = tuple(f.name for f in fields(Programme) if f.name not in _TOGETHER and f.name not in _OF_THE_FIRST)
_EMPTY: tuple[object, ...] = (None, (), "")
_SHOWN = (*_WORDS, *_TEXTS, "conditions", "procedure", "documents", "deadlines_text", "legal_text", "funder")


def merge(found: Sequence[Programme], name: str) -> Programme:
    """One programme under the id `name` from the same call as several portals tell it, the most trusted first.

    A value is never lost to an unknown one. Deadlines come from one source whole, never mixed, and only from a less
    trusted one where the better ones give none; so do rates and sums. Title and text are German where any source is.
    `sources` lists every place, in the order of trust.
    """
    giver = givers(found)
    values = {field: getattr(found[place], field) for field, place in giver.items()}
    portal, _, key = name.partition(":")
    quotes = tuple(q for place, one in enumerate(found) for q in one.quotes if giver.get(q.field, 0) == place)
    lossy = any(found[giver[field]].lossy for field in _SHOWN if field in giver)
    first = replace(found[0], portal=portal, key=key, quotes=quotes, lossy=lossy, sources=tuple(_places(found)))
    return replace(first, **values)


def givers(found: Sequence[Programme]) -> dict[str, int]:
    """Which of the sources, the most trusted first, gives each field of the merged programme; by place in `found`."""
    chosen = {field: place for field in _ALONE for place in _having(found, field)[:1]}
    for block in _BLOCKS:
        place = next((place for place, one in enumerate(found) if _tells(one, block)), None)
        chosen |= {} if place is None else dict.fromkeys(block, place)
    speaker = _speaker(found)
    chosen |= dict.fromkeys(_WORDS, speaker)
    chosen |= {field: place for field in _TEXTS for place in _having(found, field, speaker)[:1]}
    return chosen | _state(found, chosen)


def differing(found: Sequence[Programme]) -> Mapping[str, int]:
    """The fields that another than the first source gives a value for."""
    given = givers(found).items()
    return {field: place for field, place in given if place and getattr(found[place], field) not in _EMPTY}


def _having(found: Sequence[Programme], field: str, before: int = 0) -> list[int]:
    """The sources with a value, the most trusted first, and that of place `before` ahead of all."""
    places = [place for place, one in enumerate(found) if getattr(one, field) not in _EMPTY]
    return sorted(places, key=lambda place: place != before)


def _tells(one: Programme, block: tuple[str, ...]) -> bool:
    values = (getattr(one, field) for field in block if field not in {"currency", "modes"})
    return any(value not in _EMPTY for value in values) or ("modes" in block and bool(set(one.modes) - _NO_DATE))


def _speaker(found: Sequence[Programme]) -> int:
    """Who gives title and text: the most trusted with a text, a German one where there is any."""
    telling = [place for place, one in enumerate(found) if one.text or one.summary]
    return next((place for place in telling if found[place].language == "de"), (telling or [0])[0])


def _state(found: Sequence[Programme], chosen: Mapping[str, int]) -> dict[str, int]:
    """The state as the source itself says it, from nobody less trusted than who gives the deadlines."""
    last = chosen.get("stages", len(found) - 1)
    return {field: place for field in _STATE for place in _having(found[: last + 1], field)[:1]}


def _places(found: Sequence[Programme]) -> Iterator[SourceRef]:
    for one in found:
        yield from one.sources or (_place(one),)


def _place(one: Programme) -> SourceRef:
    return SourceRef(
        id=one.id, portal=one.portal, title=one.title, origin=one.origin, url=one.url, attribution=one.attribution,
        fingerprint=fingerprint(one),
    )  # fmt: skip
