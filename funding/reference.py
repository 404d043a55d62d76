"""Dated facts of the field, read from `funding/data/*.toml`: Länder, country groups, Handlungsfelder, SDGs, networks.

Every table there carries `as_of` and `source`; a test demands both.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from funding.vocabulary import Language

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Land:
    """One of the 16 Länder. `ags`: first two digits of its municipalities' keys; `nuts`: its code at NUTS level 1."""

    ags: str
    nuts: str
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Group:
    """Countries (ISO 3166, two letters) that a funder treats alike, as they stood at `as_of`."""

    de: str
    en: str
    as_of: str
    source: str
    codes: frozenset[str]

    def dated(self, language: Language = "de") -> str:
        """The name with its date, as it has to stand wherever the group decides."""
        return f"{getattr(self, language)} {self.as_of}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A Handlungsfeld or an SDG: official title and words of our own that people use for it."""

    de: str
    en: str
    words: tuple[str, ...]

    def title(self, language: Language = "de") -> str:
        """The title in that language."""
        return self.en if language == "en" else self.de


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _group(entry: dict[str, str]) -> Group:
    return Group(**{**entry, "codes": frozenset(entry["codes"].split())})  # type: ignore[arg-type]


def _topics(table: dict[str, Any]) -> dict[str, Topic]:
    entries = {code: entry for code, entry in table.items() if isinstance(entry, dict)}
    return {
        code: Topic(de=entry["de"], en=entry["en"], words=tuple(entry["words"].replace(";", ",").split(", ")))
        for code, entry in entries.items()
    }


_COUNTRIES, _TOPICS = _read("countries"), _read("topics")
STATES: tuple[Land, ...] = tuple(Land(**entry) for entry in _read("laender")["laender"])
GROUPS: dict[str, Group] = {key: _group(entry) for key, entry in _COUNTRIES["groups"].items()}
SPELLINGS: dict[str, str] = _COUNTRIES["spellings"]
HANDLUNGSFELDER: dict[str, Topic] = _topics(_TOPICS["handlungsfelder"])
SDGS: dict[int, Topic] = {int(number): topic for number, topic in _topics(_TOPICS["sdgs"]).items()}
NETWORKS: tuple[str, ...] = tuple(_read("networks")["names"])
