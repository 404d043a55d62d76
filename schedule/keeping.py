"""A broken profile never stops a city: its last good version goes on, and the operator is told once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import KeptProfile, Store
from funding import CityProfile
from profiles import Fault, Loaded


@dataclass(frozen=True, slots=True)
class Standing:
    """The profiles that count today; `held` are those among them whose file is broken."""

    profiles: tuple[CityProfile, ...]
    held: tuple[KeptProfile, ...]


def keep(store: Store, loaded: Loaded, now: datetime) -> Standing:
    """Store what is good, note what is broken, and fall back to the last good version of that.

    Writes only where something changed, so that a question need not wait for a crawl that is just being stored.
    """
    fresh = {} if loaded.shared_broken else _unlike(store.kept_profiles(), loaded)
    broken = _names(fault.file for fault in loaded.faults)
    if fresh or broken != {known.file for known in store.broken_files()}:
        with store.writing():
            for file, profile in fresh.items():
                store.keep_profile(file, profile, now)
            store.note_broken(broken, now)
    return standing(store, loaded)


def standing(store: Store, loaded: Loaded) -> Standing:
    """What counts today, by file; writes nothing.

    While `_defaults.yaml` is broken every city stands as it last did with it; one never seen before counts as it is.
    """
    broken = _names(fault.file for fault in loaded.faults)
    broken |= _names(loaded.files) if loaded.shared_broken else set()
    good = {_name(file): profile for file, profile in zip(loaded.files, loaded.profiles, strict=True)}
    fresh = {profile.city.slug for name, profile in good.items() if name not in broken}
    held = tuple(k for k in store.kept_profiles() if k.file in broken and k.profile.city.slug not in fresh)
    counting = good | {kept.file: kept.profile for kept in held}
    return Standing(tuple(counting[name] for name in sorted(counting)), held)


def untold(store: Store, loaded: Loaded) -> tuple[Fault, ...]:
    """The faults of files of which the operator has not heard since they broke.

    Whoever sends them calls `told` afterwards, not before: what counts as told is what was sent.
    """
    silent = {broken.file for broken in store.broken_files() if broken.told is None}
    return tuple(fault for fault in loaded.faults if _name(fault.file) in silent)


def told(store: Store, faults: Iterable[Fault], now: datetime) -> None:
    """The operator has been sent these faults; no more of their files until they were mended and break again."""
    store.mark_told(_names(fault.file for fault in faults), now)


def _unlike(kept: Iterable[KeptProfile], loaded: Loaded) -> dict[str, CityProfile]:
    known = {one.file: one.profile for one in kept}
    pairs = zip(map(_name, loaded.files), loaded.profiles, strict=True)
    return {file: profile for file, profile in pairs if known.get(file) != profile}


def _names(files: Iterable[Path]) -> set[str]:
    return {_name(file) for file in files}


def _name(file: Path) -> str:
    return str(file.resolve())
