"""The cities' profiles: one YAML file each in this folder, and their loader.

A wrong file is told by file, line and column in German and never stops the others.
"""

from pathlib import Path

from funding import CityProfile, InputError
from profiles.checking import check
from profiles.fault import Fault, Loaded
from profiles.reading import read
from profiles.schema import validate

__all__ = ["Fault", "Loaded", "load"]


def load(folder: Path) -> Loaded:
    """Every `*.yaml` and `*.yml` of a folder but those whose names begin with `_` or `.`, by name.

    A file with a fault is left out; of two cities with one slug the first file counts.
    Raises InputError where the folder or every file is missing.
    """
    profiles: dict[str, tuple[Path, CityProfile]] = {}
    faults: list[Fault] = []
    for file in _files(folder):
        profile = _one(file, faults)
        if profile is None:
            continue
        first, _ = profiles.setdefault(profile.city.slug, (file, profile))
        if first != file:
            message = (
                f"das Kürzel (slug) „{profile.city.slug}“ trägt schon die Stadt in {first.name}; bitte ein anderes"
            )
            faults.append(Fault(file, None, None, message))
    return Loaded(profiles=tuple(profile for _, profile in profiles.values()), faults=tuple(faults))


def _files(folder: Path) -> list[Path]:
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError as error:
        msg = f"Profil-Ordner {folder} ist nicht lesbar ({error.strerror}); bitte mit --profiles einen Ordner nennen"
        raise InputError(msg) from error
    files = [path for path in names if not path.name.startswith(("_", "."))]
    if not files:
        msg = f"im Profil-Ordner {folder} liegt keine .yaml-Datei; je Stadt wird eine gebraucht"
        raise InputError(msg)
    return files


def _one(file: Path, faults: list[Fault]) -> CityProfile | None:
    tree = read(file)
    if isinstance(tree, Fault):
        faults.append(tree)
        return None
    profile = validate(file, tree)
    found = check(file, tree, profile) if isinstance(profile, CityProfile) else profile
    faults.extend(found)
    return profile if isinstance(profile, CityProfile) and not found else None
