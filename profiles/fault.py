"""What is wrong in a profile, and where."""

from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from funding import CityProfile


@dataclass(frozen=True, slots=True)
class Fault:
    """One line for the person who keeps the file; line and column count from 1, None where there is no place."""

    file: Path
    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        place = "" if self.line is None else f":{self.line}:{self.column}"
        return f"{self.file.name}{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The profiles that are right, and what is wrong in the other files."""

    profiles: tuple[CityProfile, ...]
    faults: tuple[Fault, ...]


def meant(word: str, known: list[str]) -> str:
    """ "; meinten Sie …?" for a word that nearly is a known one, else nothing."""
    best = process.extractOne(word, known, score_cutoff=60) if word else None
    return f"; meinten Sie „{best[0]}“?" if best else ""
