"""What the Städtetag's paper on cities' international work names, and what becomes of it here (`systems.yaml`)."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

State = Literal["collected", "watched", "card", "profile", "none"]
STATES: dict[str, tuple[str, str]] = {
    "collected": ("gelesen", "collected"),
    "watched": ("beobachtet", "watched"),
    "card": ("Karte", "card"),
    "profile": ("im Profil", "in the profile"),
    "none": ("nein", "no"),
}
_FILE = Path(__file__).with_name("systems.yaml")


class System(BaseModel):
    """One name of the paper; `by`: the portals, cards (`card:KEY`) and pages (`page:KEY`) that bring it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    gives: str
    state: State
    by: tuple[str, ...] = ()
    why: str
    why_en: str


@lru_cache
def systems() -> tuple[System, ...]:
    """All, in the order of the file."""
    return TypeAdapter(tuple[System, ...]).validate_python(YAML(typ="safe").load(_FILE))
