"""The keys of the blocks in a file: which there are, and what was meant by those that there are not."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pydantic_core import ErrorDetails

from funding import City, CityProfile, Department, Partnership, Project, Recipient, StartWindow
from profiles import guessing
from profiles.decoding import Found
from profiles.reading import Step, Tree
from profiles.said import Said, say

Path = tuple[Step, ...]
TABLES: Mapping[str, type] = {
    "": CityProfile,
    "city": City,
    "partnerships": Partnership,
    "projects": Project,
    "start": StartWindow,
    "departments": Department,
    "recipients": Recipient,
}


def meant(detail: ErrorDetails, tables: Mapping[str, type]) -> Path | None:
    """The place of the key that an unknown one was meant to be: that is not missing too."""
    path = detail["loc"]
    if detail["type"] != "unexpected_keyword_argument":
        return None
    name = guessing.key(str(path[-1]), keys(owner_of(path, tables)))
    return (*path[:-1], name) if name else None


def keys(owner: Any) -> list[str]:
    """The keys that a block may have."""
    return [field.name for field in fields(owner)]


def unknown_and_empty(tree: Tree, tables: Mapping[str, type] = TABLES) -> list[Found]:
    """Keys that do not exist, though nothing follows them: of those the data know nothing."""
    found = []
    for path in tree.empty:
        owner = owner_of(path, tables)
        if path[-1] not in keys(owner):
            found.append((tree.place(path, key=True), unknown(path, owner)))
    return found


def owner_of(path: Path, tables: Mapping[str, type]) -> Any:
    """The class of the block in which a key stands."""
    return next((tables[step] for step in map(str, reversed(path[:-1])) if step in tables), tables[""])


def unknown(path: Path, owner: Any) -> Said:
    """A key that does not exist, with what was meant and what is allowed."""
    known = keys(owner)
    word, colon, _ = str(path[-1]).partition(":")
    if colon and word in known:
        return say("nach „{word}:“ fehlt ein Leerzeichen", "a blank is missing after “{word}:”", word=word)
    guess = guessing.asked(guessing.key(str(path[-1]), known) or "")
    allowed = Said(" Erlaubt sind", " Allowed are") if guess else Said("; erlaubt sind", "; allowed are")
    return say(
        "unbekannte Angabe „{key}“{guess}{allowed} {known}", "unknown key “{key}”{guess}{allowed} {known}",
        key=str(path[-1])[:60], guess=guess, allowed=allowed, known=", ".join(known),
    )  # fmt: skip
