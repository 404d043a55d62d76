"""What is wrong in a profile, or odd, and where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from funding import CityProfile
from funding.text import harmless
from funding.vocabulary import Language
from profiles.said import Said

_WIDTH = 100  # characters of a shown line
_BEFORE = 60  # of them left of the caret where the line is longer
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """For the person who keeps the file; line and column count from 1, None where there is no place.

    `source` is the whole offending line as it stands in the file, empty where there is none.
    """

    file: Path
    line: int | None
    column: int | None
    said: Said
    source: str = ""

    @property
    def message(self) -> str:
        """What is wrong and what is allowed, in German."""
        return self.said.de

    def __str__(self) -> str:
        return self.told()

    def told(self, language: Language = "de") -> str:
        """One line: file, place, what is wrong."""
        place = "" if self.line is None else f":{self.line}:{self.column}"
        name = " ".join(harmless(self.file.name).split())
        return f"{name}{place}: {self.said[language]}"

    def shown(self, language: Language = "de") -> str:
        """As `told`, with the offending line and a caret under the place."""
        if self.line is None or self.column is None or not self.source.strip():
            return self.told(language)
        text, at = _window(_UNSHOWABLE.sub(" ", self.source), self.column - 1)
        margin = f"{self.line:>6} | "
        return f"{self.told(language)}\n{margin}{text}\n{' ' * (len(margin) - 2)}| {' ' * at}^"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The profiles that are right, what is wrong in other files (`faults`), what is odd in any (`warnings`).

    `files` holds the file of each profile, in their order; `shared_broken`: a `_defaults.yaml` cannot be used, so that
    the profiles lack what stands there; `broken`: by what names people may look for the city of a file with a fault.
    """

    profiles: tuple[CityProfile, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    files: tuple[Path, ...] = ()
    shared_broken: bool = False
    broken: Mapping[Path, frozenset[str]] = field(default_factory=dict)

    def faults_of(self, name: str) -> tuple[Fault, ...]:
        """What keeps a city from being read, by its slug, its name or its file's; empty where nothing does."""
        files = {file for file, names in self.broken.items() if name in {*names, file.name, str(file)}}
        return tuple(fault for fault in self.faults if fault.file in files)


def _window(line: str, at: int) -> tuple[str, int]:
    start = max(0, min(at - _BEFORE, len(line) - _WIDTH)) if len(line) > _WIDTH else 0
    cut = ("…" if start else "") + line[start + bool(start) : start + _WIDTH]
    return cut + ("…" if start + _WIDTH < len(line) else ""), min(at - start, len(cut))
