"""`_defaults.yaml`: departments and recipients of all cities of a folder, and values that a city need not repeat."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, make_dataclass
from typing import Annotated, Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter

from funding import City, CityProfile, Project, Recipient
from funding.fields import told
from profiles.checking import blocks, check, defined, no_department
from profiles.decoding import Found
from profiles.keys import TABLES
from profiles.reading import Step, Tree
from profiles.said import Said, say
from profiles.validation import validate

FILE_NAME = "_defaults.yaml"
_ONLY = Said("gilt nur in Städten mit dieser Abteilung", "holds only in cities with this department")
_CONFIG = {"__pydantic_config__": ConfigDict(extra="forbid")}


@dataclass(frozen=True, slots=True)
class Shared:
    """What every city of a folder gets; `odd`: what may be meant otherwise; `broken`: the file cannot be used."""

    departments: tuple[dict[str, Any], ...] = ()
    recipients: tuple[dict[str, Any], ...] = ()
    city: Mapping[str, Any] = field(default_factory=dict)
    project: Mapping[str, Any] = field(default_factory=dict)
    recipient: Mapping[str, Any] = field(default_factory=dict)
    odd: tuple[Found, ...] = ()
    broken: bool = False

    def merged(self, data: Any) -> Any:
        """A city's data with what it does not say itself; what it says wins.

        A department for all projects is left out where the city has no such department.
        """
        if not isinstance(data, dict):
            return data
        made = dict(data)
        if isinstance(data.get("city"), dict):
            made["city"] = {**self.city, **data["city"]}
        self._add(made, "departments", self.departments, "slug")
        self._add(made, "recipients", self.recipients, "email")
        slugs = {block.get("slug") for _, block in blocks(made, "departments")}
        project = {key: value for key, value in self.project.items() if key != "department" or value in slugs}
        for name, values in (("projects", project), ("recipients", self.recipient)):
            if values and isinstance(made.get(name), list):
                made[name] = [{**values, **item} if isinstance(item, dict) else item for item in made[name]]
        return made

    def _add(self, made: dict[str, Any], name: str, common: tuple[dict[str, Any], ...], key: str) -> None:
        own = made.get(name, [])
        if common and isinstance(own, list):
            taken = {block.get(key) for _, block in blocks(made, name)}
            made[name] = own + [block for block in common if block[key] not in taken]


def read_shared(tree: Tree) -> Shared | list[Found]:
    """The shared part in a file's data, or everything that is wrong with it."""
    found = validate(_ADAPTER, tree.data, tree, _TABLES)
    wrong = tree.refused + (found if isinstance(found, list) else []) + check(tree.data, tree)
    if wrong:
        return wrong
    values = tree.data.get("defaults", {})
    return Shared(
        departments=tuple(tree.data.get("departments", ())),
        recipients=tuple(tree.data.get("recipients", ())),
        **{name: values.get(name, {}) for name in ("city", "project", "recipient")},
        odd=(*tree.odd, *_odd(tree)),
    )


def _odd(tree: Tree) -> Iterator[Found]:
    """Departments that are not defined here; a city may define them, so that this is no fault."""
    known = defined(tree.data)
    named: dict[tuple[Step, ...], str] = {
        ("recipients", n, "departments", m): slug
        for n, block in blocks(tree.data, "recipients")
        for m, slug in enumerate(block.get("departments", ()))
    }
    if default := tree.data.get("defaults", {}).get("project", {}).get("department"):
        named |= {("defaults", "project", "department"): default}
    for path, slug in named.items():
        if slug not in known:
            yield tree.place(path), say("{said}; {only}", "{said}; {only}", said=no_department(slug, known), only=_ONLY)


def _part(name: str, whole: type, *names: str, **more: Any) -> type:
    """Some fields of a class, none of them required, and others."""
    hints = get_type_hints(whole, include_extras=True)
    chosen = [(one.name, hints[one.name], _default(one)) for one in fields(whole) if one.name in names]
    others = [(key, kind, field(default=None)) for key, kind in more.items()]
    return make_dataclass(name, [*chosen, *others], kw_only=True, namespace=dict(_CONFIG))


def _default(one: "Field[Any]") -> Any:
    return field(default=one.default) if one.default is not MISSING else field(default_factory=one.default_factory)


_PARTS = {
    "city": _part("CityDefaults", City, "budget", "memberships", "areas", "lead_time_weeks", "own_share_capacity_eur"),
    "project": _part("ProjectDefaults", Project, "kind", "maturity", "department", "exclusions"),
    "recipient": _part(
        "RecipientDefaults",
        Recipient,
        "language",
        "rhythm",
        "weekday",
        "threshold",
        "max_items",
        "reminder_weeks",
        "when_nothing",
    ),
}
_WORDS = {
    "city": told("Gilt für jede Stadt, die es nicht selbst angibt.", {"lead_time_weeks": 6}),
    "project": told("Gilt für jedes Vorhaben, das es nicht selbst angibt.", {"kind": "grant"}),
    "recipient": told("Gilt für alle, bei denen es nicht selbst steht.", {"weekday": "thu"}),
}
_VALUES = make_dataclass(
    "Defaults",
    [(name, Annotated[part | None, _WORDS[name]], field(default=None)) for name, part in _PARTS.items()],
    kw_only=True,
    namespace=dict(_CONFIG),
)
SharedFile = _part(
    "SharedFile", CityProfile, "departments", "recipients",
    defaults=Annotated[
        _VALUES | None, told("Werte, die eine Stadt nicht wiederholen muss.", {"city": {"lead_time_weeks": 6}})
    ],
)  # fmt: skip
_TABLES = {**TABLES, **_PARTS, "defaults": _VALUES, "": SharedFile}
_ADAPTER: TypeAdapter[Any] = TypeAdapter(SharedFile)
