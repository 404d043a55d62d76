"""What single fields cannot know: the Land follows from the AGS, names must point to something.

Works on the data and not on the profile, so that these faults are told together with those of single fields.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from funding.places import LAENDER, NUTS_OF_LAND, is_country, land_of_ags
from profiles import guessing
from profiles.decoding import Found
from profiles.reading import Step, Tree
from profiles.said import NOTHING, Said, say

_Said = Iterator[tuple[tuple[Step, ...], Said]]
_Block = dict[str, Any]


def check(data: Any, tree: Tree) -> list[Found]:
    """The faults between the fields of one city; values of a wrong type are the validation's.

    `data` is the tree's with what other files add.
    """
    if not isinstance(data, dict):
        return []
    rules = (_land(data), _countries(data), _slugs(data), _partners(data), _spans(data))
    return [(tree.place(path), said) for rule in rules for path, said in rule]


def lost_departments(data: Any, tree: Tree) -> list[Found]:
    """Departments that nothing defines, by the file's own words: what `_defaults.yaml` says wrongly is told there.

    `data` as in `check`. Whatever else is wrong with such a word need not be told too.
    """
    return [(tree.place(path), said) for path, said in _departments(tree.data, defined(data))]


def defined(data: Any) -> dict[str, str]:
    """The departments that may be referred to -> their names."""
    return {slug: _text(block, "name") for _, block in blocks(data, "departments") if (slug := _text(block, "slug"))}


def blocks(data: Any, name: str) -> Iterator[tuple[int, _Block]]:
    """The blocks of a list with their numbers, whatever else stands there left out."""
    found = data.get(name) if isinstance(data, dict) else None
    for n, block in enumerate(found if isinstance(found, list) else ()):
        if isinstance(block, dict):
            yield n, block


def _text(block: _Block, key: str) -> str:
    value = block.get(key)
    return value if isinstance(value, str) else ""


def _texts(block: _Block, key: str) -> Iterator[tuple[int, str]]:
    found = block.get(key)
    return ((n, word) for n, word in enumerate(found if isinstance(found, list) else ()) if isinstance(word, str))


def _land(data: _Block) -> _Said:
    city = data.get("city")
    if not isinstance(city, dict) or not re.fullmatch(r"[0-9]{8}", ags := _text(city, "ags")):
        return
    land, named = land_of_ags(ags), _text(city, "land")
    if land is None:
        yield ("city", "ags"), say(*_NO_LAND_OF_AGS, start=ags[:2])
    elif named and named not in LAENDER:
        meant = guessing.land(named)
        named = named[:60] if meant in {None, land} else f"{named[:60]} ({meant})"
        told = _NO_LAND if meant in {None, land} else _OTHER_LAND
        yield ("city", "land"), say(*told, named=named, ags=ags, land=land, guess=guessing.asked(meant or ""))
    elif named and named != land:
        yield ("city", "land"), say(*_OTHER_LAND, named=named, ags=ags, land=land)
    nuts = _text(city, "nuts")
    if land and nuts and not nuts.startswith(NUTS_OF_LAND[land]):
        yield ("city", "nuts"), say(*_OTHER_NUTS, nuts=nuts[:20], land=land, start=NUTS_OF_LAND[land])


def _countries(data: _Block) -> _Said:
    for n, block in blocks(data, "partnerships"):
        if unknown := _no_country(_text(block, "country")):
            yield ("partnerships", n, "country"), unknown
    for n, block in blocks(data, "projects"):
        for m, code in _texts(block, "countries"):
            if unknown := _no_country(code):
                yield ("projects", n, "countries", m), unknown


def _no_country(code: str) -> Said | None:
    if not re.fullmatch("[A-Z]{2}", code) or is_country(code):
        return None
    return say(*_NO_COUNTRY, code=code, guess=guessing.value("country", code))


def _slugs(data: _Block) -> _Said:
    for name in ("projects", "departments"):
        seen: set[str] = set()
        for n, block in blocks(data, name):
            slug = _text(block, "slug")
            if slug and slug in seen:
                yield (name, n, "slug"), say(*_SLUG_TWICE, slug=slug[:60], name=name)
            seen.add(slug)


def _departments(data: Any, known: dict[str, str]) -> _Said:
    for n, block in blocks(data, "projects"):
        if (slug := _text(block, "department")) and slug not in known:
            yield ("projects", n, "department"), no_department(slug, known)
    for n, block in blocks(data, "recipients"):
        for m, slug in _texts(block, "departments"):
            if slug not in known:
                yield ("recipients", n, "departments", m), no_department(slug, known)


def no_department(slug: str, known: dict[str, str]) -> Said:
    """A department that nothing defines; it may be meant by its slug or by its name (`known`: slug -> name)."""
    by_name = {name: short for short, name in known.items() if name}
    near = guessing.nearest(slug, known) or by_name.get(guessing.nearest(slug, by_name) or "")
    guess = guessing.asked(near or "") if known else guessing.value("slug", slug)
    guess = NOTHING if guess == guessing.asked(slug) else guess
    return say(*_NO_DEPARTMENT, slug=slug[:60], there=_listed(known), guess=guess)


def _listed(names: Iterable[str]) -> Said:
    return Said(", ".join(names) or "noch keine", ", ".join(names) or "none yet")


def _partners(data: _Block) -> _Said:
    names = [_text(block, "city") for _, block in blocks(data, "partnerships")]
    for n, block in blocks(data, "projects"):
        if (partner := _text(block, "partnership")) and partner not in names:
            there, guess = _listed(names), guessing.meant(partner, names)
            yield ("projects", n, "partnership"), say(*_NO_PARTNER, partner=partner[:60], there=there, guess=guess)


def _spans(data: _Block) -> _Said:
    for n, block in blocks(data, "projects"):
        start = block.get("start")
        first, last = (_day(start, key) if isinstance(start, dict) else "" for key in ("earliest", "latest"))
        if first and last and first > last:
            yield ("projects", n, "start"), say(*_START_AFTER_END, first=first, last=last)
    for n, block in blocks(data, "partnerships"):
        since, until = block.get("since"), block.get("until")
        if isinstance(since, int) and isinstance(until, int) and since > until:
            yield ("partnerships", n), say(*_ENDED_BEFORE, since=since, until=until)


def _day(block: _Block, key: str) -> str:
    text = _text(block, key)
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else ""


_NO_LAND_OF_AGS = (
    "kein Land hat AGS, die mit {start} beginnen; erlaubt ist 01 bis 16",
    "no Land has AGS that begin with {start}; allowed is 01 to 16",
)
_NO_LAND = (
    "„{named}“ ist kein Land; nach dem AGS {ags} ist es {land}{guess}",
    "“{named}” is no Land; by the AGS {ags} it is {land}{guess}",
)
_OTHER_LAND = (
    "Land {named} passt nicht zum AGS {ags}; dessen Land ist {land}",
    "Land {named} does not fit the AGS {ags}; its Land is {land}",
)
_OTHER_NUTS = (
    "NUTS-Code {nuts} passt nicht zu {land}; dort beginnt er mit {start}",
    "NUTS code {nuts} does not fit {land}; there it begins with {start}",
)
_NO_COUNTRY = (
    "„{code}“ ist kein Staat nach ISO 3166; erlaubt sind Kürzel wie FR, PL, GB, GR, ET{guess}",
    "“{code}” is no country by ISO 3166; allowed are codes such as FR, PL, GB, GR, ET{guess}",
)
_SLUG_TWICE = (
    "das Kürzel (slug) „{slug}“ gibt es in {name} schon; jedes nur einmal",
    "the slug “{slug}” stands in {name} already; each only once",
)
_NO_DEPARTMENT = (
    "Abteilung „{slug}“ steht nicht unter departments (dort: {there}){guess}",
    "department “{slug}” does not stand under departments (there: {there}){guess}",
)
_NO_PARTNER = (
    "Partnerschaft „{partner}“ steht nicht unter partnerships (dort: {there}){guess}",
    "partnership “{partner}” does not stand under partnerships (there: {there}){guess}",
)
_START_AFTER_END = (
    "Beginn frühestens {first} liegt nach spätestens {last}",
    "start at the earliest {first} is after at the latest {last}",
)
_ENDED_BEFORE = (
    "Partnerschaft seit {since} endet schon {until}",
    "partnership since {since} ends in {until} already",
)
