"""Files -> profiles, faults, warnings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from funding import CityProfile, InputError
from profiles import decoding, reading
from profiles.cautions import BYTE_ORDER_MARK, cautions
from profiles.checking import check, lost_departments
from profiles.decoding import Found, Place, RefusedError
from profiles.fault import Fault, Loaded
from profiles.reading import Tree
from profiles.said import Said, say
from profiles.shared import FILE_NAME, Shared, read_shared
from profiles.twice import misnamed, other_with
from profiles.validation import validate
from profiles.yaml_words import EMPTY_FILE

_MOST = 100  # faults told of one file
_ALMOST = re.compile(r"\.(?!(?:yaml|yml)$)(?i:ya?ml(?:\.txt)?)$")
_ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)


def load(folder: Path, *, today: date | None = None) -> Loaded:
    """Every `*.yaml` and `*.yml` of a folder but those whose names begin with `_` or `.`, by name.

    A file with a fault is left out; of two with one slug the one counts that bears its name, else neither. What stands
    in `_defaults.yaml` is added to every city. `today` is for warnings about dates. Raises InputError where folder or
    every file is missing.
    """
    try:
        everything = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        msg = f"Profil-Ordner {folder} ist nicht lesbar ({error.strerror}); bitte mit --profiles einen Ordner nennen"
        raise InputError(msg) from error
    files = [path for path in everything if path.suffix in {".yaml", ".yml"} and not path.name.startswith("_")]
    unread = [Fault(path, None, None, _unread(path)) for path in everything if _ALMOST.search(path.name)]
    if not files:
        msg = f"im Profil-Ordner {folder} liegt keine .yaml-Datei; je Stadt wird eine gebraucht"
        raise InputError(f"{msg}. {unread[0]}" if unread else msg)
    loaded = load_files(files, today=today)
    return replace(loaded, warnings=(*loaded.warnings, *unread))


def _unread(path: Path) -> Said:
    name = f"{_ALMOST.sub('', path.name)[:60]}.yaml"
    return say(*(_SMALL if path.suffix.lower() != ".txt" else _RENAME), name=name)


def load_files(files: Sequence[Path], *, today: date | None = None) -> Loaded:
    """As `load`, for these files; beside each its folder's `_defaults.yaml` is read."""
    return _Loader(today).loaded(files)


@dataclass(slots=True)
class _File:
    """One file while it is read; whatever is found gets its line."""

    path: Path
    content: bytes = b""
    found: list[Fault] = field(default_factory=list)
    odd: list[Fault] = field(default_factory=list)
    profile: CityProfile | None = None
    names: tuple[str, ...] = ()  # what people call the city: first the slug, the file's name where that is unknown
    place: Place = (1, 1)  # of the slug
    ags_place: Place = (1, 1)

    @property
    def ags(self) -> str:
        """The city's key, empty where it could not be read."""
        return self.profile.city.ags if self.profile else ""

    def tree(self) -> Tree | None:
        """The data, or None after the reason was noted."""
        try:
            self.content = decoding.content(self.path)
            return reading.parse(decoding.text(self.content))
        except RefusedError as refused:
            self.found += self.faults([(refused.place, refused.said)])
        except OSError as error:
            told = say("nicht lesbar: {why}", "not readable: {why}", why=error.strerror)
            self.found.append(Fault(self.path, None, None, told))
        return None

    def faults(self, found: Iterable[Found]) -> list[Fault]:
        """Each place with its line; more than a hundred are counted."""
        listed = sorted(found, key=lambda one: one[0])
        lines = decoding.lines(self.content) if listed else []
        told = [Fault(self.path, *place, said, _line(lines, place)) for place, said in listed[:_MOST]]
        if len(listed) > _MOST:
            more = say("… und {n} weitere Fehler", "… and {n} more faults", n=len(listed) - _MOST)
            told.append(Fault(self.path, None, None, more))
        return told

    def read(self, shared: Shared, today: date | None) -> "_File":
        """The profile, or all that is wrong with it."""
        self.names = (self.path.stem,) if self.path.exists() else ()
        tree = self.tree()
        if tree is None:
            return self
        data = shared.merged(tree.data)
        self._name(tree)
        profile = validate(_ADAPTER, data, tree)
        wrong = profile if isinstance(profile, list) else []
        first = tree.refused + ([] if shared.broken else lost_departments(data, tree))
        places = {place for place, _ in first}  # of what is refused anyway nothing else need be told
        self.found += self.faults(first + [one for one in wrong + check(data, tree) if one[0] not in places])
        if isinstance(profile, CityProfile) and not self.found:
            self.profile = profile
            odd: list[Found] = [((1, 1), BYTE_ORDER_MARK)] if decoding.has_mark(self.content) else []
            self.odd = self.faults(odd + cautions(profile, tree.data, tree, today))
        return self

    def _name(self, tree: Tree) -> None:
        city = tree.data.get("city") if isinstance(tree.data, dict) else None
        told = [city.get(key) for key in ("slug", "name")] if isinstance(city, dict) else []
        self.names = (*(word for word in told if isinstance(word, str)), self.path.stem)
        self.place, self.ags_place = tree.place(("city", "slug")), tree.place(("city", "ags"))


class _Loader:
    def __init__(self, today: date | None) -> None:
        self._today = today
        self._shared: dict[Path, Shared] = {}
        self._faults: list[Fault] = []
        self._warnings: list[Fault] = []
        self._cities: list[_File] = []

    def loaded(self, files: Sequence[Path]) -> Loaded:
        for path in dict.fromkeys(files):
            shared = self._shared_of(path.parent)
            if path.name != FILE_NAME:
                self._cities.append(_File(path).read(shared, self._today))
        for slug, claiming in _claims(self._cities).items():
            _settle(slug, claiming)
        _compare(self._cities)
        good = [(file.path, file.profile) for file in self._cities if file.profile and not file.found]
        return Loaded(
            profiles=tuple(profile for _, profile in good),
            faults=(*self._faults, *(fault for file in self._cities for fault in file.found)),
            warnings=(*self._warnings, *(odd for file in self._cities if not file.found for odd in file.odd)),
            files=tuple(path for path, _ in good),
            shared_broken=any(shared.broken for shared in self._shared.values()),
            broken={file.path: frozenset(file.names) for file in self._cities if file.found},
        )

    def _shared_of(self, folder: Path) -> Shared:
        if folder not in self._shared:
            file = _File(folder / FILE_NAME)
            self._shared[folder] = _shared(file) if file.path.exists() else Shared()
            self._faults += file.found
            self._warnings += file.faults(self._shared[folder].odd)
        return self._shared[folder]


def _claims(cities: Iterable[_File]) -> dict[str, list[_File]]:
    """The files that want to be a city, by its slug; a file that cannot be read wants the one of its name."""
    claims: dict[str, list[_File]] = {}
    for file in cities:
        if file.names:
            claims.setdefault(file.names[0], []).append(file)
    return claims


def _settle(slug: str, claiming: list[_File]) -> None:
    """Of several files with one slug that one counts which bears its name; else none, so that no copy takes a city."""
    named = [file for file in claiming if file.path.stem == slug]
    owner = named[0] if len(named) == 1 else None
    for file in claiming:
        if len(claiming) > 1 and file is not owner:
            others = owner.path.name if owner else ", ".join(one.path.name for one in claiming if one is not file)
            said = say(*(_SLUG_TAKEN if owner else _SLUG_UNDECIDED), slug=slug[:60], others=others[:200])
            file.found += file.faults([(file.place, said)])


def _compare(cities: list[_File]) -> None:
    """What is odd only beside other files: one official key twice, two files with each other's name."""
    good = [file for file in cities if file.profile and not file.found]
    names = {file.path.stem: file.path.name for file in cities}
    by_ags: dict[str, list[_File]] = {}
    for file in good:
        by_ags.setdefault(file.ags, []).append(file)
    for file in good:
        slug = file.names[0]
        if others := [other.path.name for other in by_ags[file.ags] if other is not file]:
            file.odd += file.faults([(file.ags_place, other_with(file.ags, others))])
        if slug != file.path.stem and slug in names:
            file.odd += file.faults([(file.place, misnamed(slug, file.path.name, names[slug]))])


def _shared(file: _File) -> Shared:
    tree = file.tree()
    if tree is None:
        empty = [fault.said for fault in file.found] == [EMPTY_FILE]
        file.found = [] if empty else file.found
        return Shared(broken=not empty)
    found = read_shared(tree)
    if isinstance(found, Shared):
        return found
    file.found += file.faults(found)
    return Shared(broken=True)


def _line(lines: list[str], place: Place) -> str:
    return lines[place[0] - 1] if place[0] <= len(lines) else ""


_RENAME = (
    "diese Datei wird nicht gelesen; bitte in {name} umbenennen",
    "this file is not read; please rename it to {name}",
)
_SMALL = (
    "diese Datei wird nicht gelesen, die Endung muss klein geschrieben sein; bitte in {name} umbenennen",
    "this file is not read, its ending has to be in lower case; please rename it to {name}",
)
_SLUG_TAKEN = (
    "das Kürzel (slug) „{slug}“ trägt schon die Stadt in {others}; bitte ein anderes, oder diese Datei löschen",
    "the slug “{slug}” belongs to the city in {others} already; please use another, or delete this file",
)
_SLUG_UNDECIDED = (
    "das Kürzel (slug) „{slug}“ steht auch in {others}, keine gilt; nur eine soll bleiben, am besten als {slug}.yaml",
    "the slug “{slug}” stands in {others} too, none counts; keep only one, best as {slug}.yaml",
)
