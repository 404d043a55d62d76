"""Files -> profiles, faults, warnings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from funding import CityProfile, InputError
from profiles import decoding, reading
from profiles.cautions import BYTE_ORDER_MARK, cautions
from profiles.checking import check
from profiles.decoding import Found, Place, RefusedError
from profiles.fault import Fault, Loaded
from profiles.reading import Tree
from profiles.said import say
from profiles.shared import FILE_NAME, Shared, read_shared
from profiles.validation import validate
from profiles.yaml_words import EMPTY_FILE

_MOST = 100  # faults told of one file
_ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)


def load(folder: Path, *, today: date | None = None) -> Loaded:
    """Every `*.yaml` and `*.yml` of a folder but those whose names begin with `_` or `.`, by name.

    A file with a fault is left out; of two cities with one slug the first file counts. What stands in `_defaults.yaml`
    is added to every city. `today` is for warnings about dates. Raises InputError where folder or
    every file is missing.
    """
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError as error:
        msg = f"Profil-Ordner {folder} ist nicht lesbar ({error.strerror}); bitte mit --profiles einen Ordner nennen"
        raise InputError(msg) from error
    files = [path for path in names if not path.name.startswith(("_", "."))]
    if not files:
        msg = f"im Profil-Ordner {folder} liegt keine .yaml-Datei; je Stadt wird eine gebraucht"
        raise InputError(msg)
    return load_files(files, today=today)


def load_files(files: Sequence[Path], *, today: date | None = None) -> Loaded:
    """As `load`, for these files; beside each its folder's `_defaults.yaml` is read."""
    return _Loader(today).loaded(files)


@dataclass(slots=True)
class _File:
    """One file while it is read; whatever is found gets its line."""

    path: Path
    content: bytes = b""
    found: list[Fault] = field(default_factory=list)

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


class _Loader:
    def __init__(self, today: date | None) -> None:
        self._today = today
        self._shared: dict[Path, Shared] = {}
        self._faults: list[Fault] = []
        self._warnings: list[Fault] = []
        self._good: dict[str, tuple[Path, CityProfile]] = {}

    def loaded(self, files: Sequence[Path]) -> Loaded:
        for path in files:
            shared = self._shared_of(path.parent)
            if path.name != FILE_NAME:
                self._city(_File(path), shared)
        return Loaded(
            profiles=tuple(profile for _, profile in self._good.values()),
            faults=tuple(self._faults),
            warnings=tuple(self._warnings),
            files=tuple(path for path, _ in self._good.values()),
            shared_broken=any(shared.broken for shared in self._shared.values()),
        )

    def _shared_of(self, folder: Path) -> Shared:
        if folder not in self._shared:
            file = _File(folder / FILE_NAME)
            self._shared[folder] = _shared(file) if file.path.exists() else Shared()
            self._faults += file.found
            self._warnings += file.faults(self._shared[folder].odd)
        return self._shared[folder]

    def _city(self, file: _File, shared: Shared) -> None:
        tree = file.tree()
        if tree is not None:
            data = shared.merged(tree.data)
            profile = validate(_ADAPTER, data, tree)
            wrong = profile if isinstance(profile, list) else []
            file.found += file.faults(tree.refused + wrong + check(data, tree, departments=not shared.broken))
            if isinstance(profile, CityProfile) and not file.found:
                self._keep(file, tree, profile)
        self._faults += file.found

    def _keep(self, file: _File, tree: Tree, profile: CityProfile) -> None:
        first, _ = self._good.setdefault(profile.city.slug, (file.path, profile))
        if first != file.path:
            said = say(*_SLUG_TAKEN, slug=profile.city.slug, first=first.name)
            file.found += file.faults([(tree.place(("city", "slug")), said)])
            return
        odd: list[Found] = [((1, 1), BYTE_ORDER_MARK)] if decoding.has_mark(file.content) else []
        self._warnings += file.faults(odd + cautions(profile, tree.data, tree, self._today))


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


_SLUG_TAKEN = (
    "das Kürzel (slug) „{slug}“ trägt schon die Stadt in {first}; bitte ein anderes",
    "the slug “{slug}” belongs to the city in {first} already; please use another",
)
