"""Our own lists in YAML, an entry a key: read whole and checked, a mistake told in one line."""

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from funding import InputError
from funding.fields import Slug
from funding.places import LAENDER


def _land(name: str) -> str:
    if name not in LAENDER:
        raise ValueError("kein Land; erlaubt: " + ", ".join(LAENDER))
    return name


LandOf = Annotated[str, AfterValidator(_land)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[a-z]{2,}(/\S*)?$", max_length=300)]
_WORDS = {"missing": "fehlt", "extra_forbidden": "gibt es hier nicht"}


class Entry(BaseModel):
    """Something with a key of its own, unique in its file and never used for anything else later."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Slug


E = TypeVar("E", bound=Entry)


def entries(path: Path, model: type[E]) -> tuple[E, ...]:
    """Every entry in the order of the file. Raises InputError with file, entry, field and what is wrong."""
    try:
        table = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise InputError(f"{path.name}, Zeile {line}: kein lesbares YAML ({error.problem}).") from error
    if not isinstance(table, dict):
        raise InputError(f"{path.name}: erwartet sind Einträge der Form „kürzel: …“.")
    return tuple(_entry(path, key, fields, model) for key, fields in table.items())


def _entry(path: Path, key: object, fields: object, model: type[E]) -> E:
    if not isinstance(fields, dict):
        raise InputError(f"{path.name}, „{key}“: hat keine Felder.")
    try:
        return model.model_validate({**fields, "key": key})
    except ValidationError as error:
        raise InputError(f"{path.name}, „{key}“, {_said(error.errors()[0])}") from None


def _said(fault: ErrorDetails) -> str:
    place = ".".join(map(str, fault["loc"])) or "als Ganzes"
    words = _WORDS.get(fault["type"]) or f"{fault['input']!r} geht nicht ({fault['msg']})"
    return f"„{place}“: {' '.join(words.split())}."
