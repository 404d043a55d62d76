"""Settings: an option wins over the environment, that over passgenau.toml, that over the default."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, TypeAdapter, ValidationError
from rapidfuzz import process

from funding import InputError

if TYPE_CHECKING:
    from db import Store
    from profiles import Loaded

CONFIG_FILE = "passgenau.toml"
_TEXT = "erwartet wird Text in Anführungszeichen."
_EXPECTED = {
    "today": "erwartet wird ein Tag wie 2026-11-23.", "verbose": "erwartet wird true oder false.",
}  # fmt: skip
_YEARS = range(2000, 2101)  # rules of yearly rounds look years ahead and back
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. Every field is also an environment variable (PASSGENAU_DB …) and a key of passgenau.toml.

    db: the SQLite file; profiles: the folder with the cities' YAML; today: the day that counts as today (for trying
    out; empty = the real one in Europe/Berlin); sender: the address that digests come from; mail: the way they go
    (digest/ways.py), mail_cafile: certificates to trust besides the system's; operator: who hears of broken profiles;
    model: the sentence model (empty: the shipped one where it is installed; "ohne": none; else one by its name);
    contact: what portals see in the crawler's name; sample_server: a server on this machine that answers for every
    portal (demo, tests).
    """

    __pydantic_config__ = ConfigDict(extra="forbid")
    db: Path = Path("passgenau.sqlite")
    profiles: Path = Path("profiles")
    today: date | None = None
    sender: str = "passgenau@localhost"
    mail: str = ""
    mail_cafile: Path | None = None
    operator: str = ""
    model: str = ""
    contact: str = ""
    sample_server: str = ""
    verbose: bool = False

    @property
    def day(self) -> date:
        """Today, or the day that was set."""
        return self.today or datetime.now(BERLIN).date()

    @property
    def now(self) -> datetime:
        """The moment that is written down: on the set day, or now."""
        moment = datetime.now(UTC)
        if self.today is None:
            return moment
        return datetime.combine(self.today, moment.astimezone(BERLIN).time(), BERLIN).astimezone(UTC)

    def store(self) -> "Store":
        """Open the database, made anew where there is none."""
        from db import Store

        return Store(self.db)

    def filled_store(self) -> "Store":
        """Open the database for reading what a crawl put there."""
        if self.db.is_dir():
            raise InputError(f"{self.db} ist ein Ordner; --db nennt die Datei der Datenbank.")
        if not self.db.is_file():
            raise InputError(f"Keine Datenbank {self.db}: zuerst `passgenau crawl` aufrufen oder --db angeben.")
        return self.store()

    def loaded(self) -> "Loaded":
        """The profiles with their faults; one that cannot be read never stops the others."""
        from profiles import load

        return load(self.profiles, today=self.day)


_ADAPTER: TypeAdapter[Settings] = TypeAdapter(Settings)
NAMES = tuple(field.name for field in fields(Settings))


def read_settings(given: Mapping[str, object], environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the options given, the environment and passgenau.toml of this folder (or PASSGENAU_CONFIG)."""
    named = environment.get("PASSGENAU_CONFIG")
    path = Path(named or CONFIG_FILE)
    if named and not path.is_file():
        raise InputError(f"PASSGENAU_CONFIG nennt {path}, aber diese Datei gibt es nicht.")
    settings = _of_file(path) if path.is_file() else Settings()
    told = {name: environment[_variable(name)] for name in NAMES if environment.get(_variable(name))}
    chosen = _chosen(_validated(told, lambda name: f"Umgebung: {_variable(name)}"), told)
    made = replace(settings, **chosen | {name: value for name, value in given.items() if value})
    if made.today is not None and made.today.year not in _YEARS:
        raise InputError(f"today: {made.today} liegt zu fern; erwartet wird ein Tag von {_YEARS[0]} bis {_YEARS[-1]}.")
    return made


def hint(word: str, known: list[str], least: int = 60) -> str:
    """ " Meinten Sie …?" where something known is near (`least` of 100), else nothing."""
    near = process.extractOne(word, known, score_cutoff=least)
    return f" Meinten Sie {near[0]!r}?" if near else ""


def _variable(name: str) -> str:
    return f"PASSGENAU_{name.upper()}"


def _of_file(path: Path) -> Settings:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _validated(tomllib.loads(text), lambda name: f"{path}, Zeile {_line_of(name, text)}: {name}")
    except OSError as error:
        raise InputError(f"{path} lässt sich nicht öffnen; bitte die Leserechte prüfen.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}, Zeile {line}: ein Zeichen ist nicht lesbar; bitte als UTF-8 speichern.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(_broken(path, text, str(error))) from error


def _broken(path: Path, text: str, said: str) -> str:
    """What the parser says in English, with the place, as one line of what to do; values are never shown."""
    place = re.search(r"at line (\d+)", said)
    line = int(place[1]) if place else max(1, len(text.splitlines()))
    rows = text.splitlines()
    name = re.match(r"\s*(\w{1,40})\s*=", rows[line - 1]) if len(rows) >= line else None
    where = f"{path}, Zeile {line}" + (f" ({name[1]!r})" if name else "")
    if "overwrite" in said:
        return f"{where}: steht zweimal da; bitte eine der Zeilen streichen."
    return f'{where}: nicht lesbar; erwartet wird NAME = "WERT", Text in Anführungszeichen, etwa db = "x.sqlite".'


def _line_of(name: str, text: str) -> int:
    key = re.compile(rf"\s*[\[\"']*{re.escape(name.partition('.')[0])}\b")
    return next((n for n, row in enumerate(text.splitlines(), 1) if key.match(row)), 1)


def _chosen(settings: Settings, told: Mapping[str, object]) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in told}


def _validated(values: Mapping[str, object], where: Callable[[str], str]) -> Settings:
    try:
        return _ADAPTER.validate_python(dict(values))
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        if name in NAMES:
            raise InputError(f"{where(name)}: {_EXPECTED.get(name, _TEXT)}") from error
        known = f"Erlaubt: {', '.join(NAMES)}.{hint(name, list(NAMES))}"
        raise InputError(f"{where(name)}: diese Einstellung gibt es nicht. {known}") from error
