"""What stands twice in a profile, or in two profiles: allowed, but probably not meant."""

from collections.abc import Iterable, Iterator
from typing import Any

from funding import CityProfile
from funding.text import fold
from profiles.checking import blocks
from profiles.reading import Step
from profiles.said import Said, say

_Said = Iterator[tuple[tuple[Step, ...], Said]]


def twice(profile: CityProfile, data: Any) -> _Said:
    """Partners, recipients and values of lists that stand there more than once; `data` is the file's own."""
    yield from _partners(profile, data)
    yield from _recipients(profile, data)
    yield from _values(data, ())


def _partners(profile: CityProfile, data: Any) -> _Said:
    seen: set[tuple[str, str]] = set()
    for n, _ in blocks(data, "partnerships"):
        tie = profile.partnerships[n]
        key = fold(tie.city), tie.country
        if key in seen:
            yield ("partnerships", n), say(*_PARTNER, city=tie.city[:60], country=tie.country)
        seen.add(key)


def _recipients(profile: CityProfile, data: Any) -> _Said:
    seen: set[str] = set()
    for n, _ in blocks(data, "recipients"):
        email = profile.recipients[n].email
        if email.casefold() in seen:
            yield ("recipients", n), say(*_RECIPIENT, email=email)
        seen.add(email.casefold())


def _values(value: Any, path: tuple[Step, ...]) -> _Said:
    """Of every list of words or numbers, however deep."""
    seen: set[object] = set()
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict | list):
            yield from _values(inner, (*path, step))
        elif isinstance(value, list):
            if inner in seen:
                yield (*path, step), say(*_VALUE, value=str(inner)[:60])
            seen.add(inner)


def other_with(ags: str, files: Iterable[str]) -> Said:
    """Two cities with one official key."""
    return say(*_AGS, ags=ags, files=", ".join(files)[:200])


def misnamed(slug: str, file: str, other: str) -> Said:
    """A city in a file of another name, though some other city's file has its name."""
    return say(*_MISNAMED, slug=slug, file=file[:100], other=other[:100])


_PARTNER = (
    "{city} ({country}) steht schon weiter oben unter partnerships; wohl eine Zeile zu viel",
    "{city} ({country}) stands in partnerships further up already; probably one entry too many",
)
_RECIPIENT = (
    "{email} steht schon weiter oben unter recipients; wohl ein Eintrag zu viel",
    "{email} stands in recipients further up already; probably one entry too many",
)
_VALUE = ("„{value}“ steht schon in dieser Liste", "“{value}” stands in this list already")
_AGS = (
    "den AGS {ags} trägt auch die Stadt in {files}; jede Kommune hat einen eigenen",
    "the city in {files} has the AGS {ags} too; every municipality has one of its own",
)
_MISNAMED = (
    "das Kürzel (slug) „{slug}“ passt nicht zu {file}, aber {other} ist eine andere Stadt; wohl vertauscht",
    "the slug “{slug}” does not fit {file}, but {other} is another city; probably mixed up",
)
