"""A broken profile never stops a city: its last good version goes on, and the operator is told once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import KeptProfile, Store
from funding import CityProfile
from funding.vocabulary import Language
from profiles import Fault, Loaded

_SHOWN = 20  # faults of one file in the operator's mail


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail to the operator: plain text, one line of subject; `faults` are what counts as told once it is sent."""

    subject: str
    text: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The profiles that count today; `held` are those among them whose file is broken."""

    profiles: tuple[CityProfile, ...]
    held: tuple[KeptProfile, ...]


def keep(store: Store, loaded: Loaded, now: datetime) -> Standing:
    """Store what is good, note what is broken, and fall back to the last good version of that.

    What was noted of another folder with the same database stays. Writes only where something changed, so that a
    question need not wait for a crawl that is just being stored.
    """
    fresh = {} if loaded.shared_broken else _unlike(store.kept_profiles(), loaded)
    known = {known.file for known in store.broken_files()}
    broken = _names(fault.file for fault in loaded.faults) | _elsewhere(known, loaded)
    if fresh or broken != known:
        with store.writing():
            for file, profile in fresh.items():
                store.keep_profile(file, profile, now)
            store.note_broken(broken, now)
    return standing(store, loaded)


def standing(store: Store, loaded: Loaded) -> Standing:
    """What counts today, by file; writes nothing.

    Of a city that two broken files had, the newer version counts.
    While `_defaults.yaml` is broken every city stands as it last did with it; one never seen before counts as it is.
    """
    broken = _names(fault.file for fault in loaded.faults)
    broken |= _names(loaded.files) if loaded.shared_broken else set()
    good = {_name(file): profile for file, profile in zip(loaded.files, loaded.profiles, strict=True)}
    fresh = {profile.city.slug for name, profile in good.items() if name not in broken}
    kept = (k for k in store.kept_profiles() if k.file in broken and k.profile.city.slug not in fresh)
    newest = {k.profile.city.slug: k for k in sorted(kept, key=lambda k: k.at)}
    held = tuple(sorted(newest.values(), key=lambda k: k.file))
    counting = {profile.city.slug: (name, profile) for name, profile in good.items()}
    counting |= {kept.profile.city.slug: (kept.file, kept.profile) for kept in held}
    return Standing(tuple(profile for _, profile in sorted(counting.values(), key=lambda one: one[0])), held)


def gone(store: Store, loaded: Loaded) -> tuple[KeptProfile, ...]:
    """The last good versions of cities whose file is no longer in the folders looked at, under no other name either."""
    there = _names((*loaded.files, *(fault.file for fault in loaded.faults)))
    folders = {Path(name).parent for name in there}
    cities = {profile.city.slug for profile in loaded.profiles}
    kept = (one for one in store.kept_profiles() if one.file not in there and one.profile.city.slug not in cities)
    return tuple(one for one in kept if Path(one.file).parent in folders and not Path(one.file).exists())


def notice(store: Store, loaded: Loaded, language: Language = "de") -> Notice | None:
    """What the operator has to hear of broken files now, or None.

    After `keep` and once it is sent, and only then: `told(store, notice.faults, now)`. A mail that did not go out is
    made again at the next call; a file that stays broken is told once, one that was mended and breaks again anew.
    """
    faults = untold(store, loaded)
    if not faults:
        return None
    words, files = _WORDS[language], list(dict.fromkeys(fault.file for fault in faults))
    subject = words["one"] if len(files) == 1 else words["many"].format(n=len(files))
    held = standing(store, loaded).held
    kept = [words["kept"].format(city=k.profile.city.name, day=k.at.strftime(words["day"])) for k in held]
    parts = [words["intro"], *(_told_of(file, faults, language) for file in files), "\n".join(kept), words["todo"]]
    return Notice(subject, "\n\n".join(filter(None, parts)) + "\n", faults)


def _told_of(file: Path, faults: Iterable[Fault], language: Language) -> str:
    """Every fault of a file with its line; very many are counted."""
    mine = [fault.shown(language) for fault in faults if fault.file == file]
    more = [_WORDS[language]["more"].format(n=len(mine) - _SHOWN)] if len(mine) > _SHOWN else []
    return "\n".join([str(file.parent), *mine[:_SHOWN], *more])


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


def _elsewhere(known: Iterable[str], loaded: Loaded) -> set[str]:
    """What is known to be broken in folders that were not looked at now."""
    files = (*loaded.files, *(fault.file for fault in loaded.faults))
    folders = {Path(name).parent for name in _names(files)}
    return {name for name in known if Path(name).parent not in folders}


def _names(files: Iterable[Path]) -> set[str]:
    return {_name(file) for file in files}


def _name(file: Path) -> str:
    """A linked file counts where its link stands: that is the folder that was looked at."""
    return str(file.parent.resolve() / file.name)


_WORDS: dict[Language, dict[str, str]] = {
    "de": {
        "one": "passgenau: ein Stadtprofil ist fehlerhaft",
        "many": "passgenau: {n} Stadtprofile sind fehlerhaft",
        "intro": "Diese Dateien lassen sich nicht mehr lesen, wie sie sind. Alle anderen gelten wie immer.",
        "kept": "{city}: Es gilt weiter die Fassung vom {day}.",
        "day": "%d.%m.%Y",
        "more": "… und {n} weitere Fehler",
        "todo": "Bitte an diesen Stellen berichtigen und mit `passgenau profiles check` prüfen. "
        "Diese Nachricht kommt zu jeder Datei nur einmal.",
    },
    "en": {
        "one": "passgenau: a city profile is broken",
        "many": "passgenau: {n} city profiles are broken",
        "intro": "These files cannot be read as they are. All others count as ever.",
        "kept": "{city}: the version of {day} goes on.",
        "day": "%Y-%m-%d",
        "more": "… and {n} more faults",
        "todo": "Please mend them at these places and check with `passgenau profiles check --lang en`. "
        "This message comes once for each file.",
    },
}
