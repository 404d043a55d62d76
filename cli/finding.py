"""Cities, projects and programmes by the names that people type."""

import click
from rapidfuzz import process

from cli.match_rows import short
from cli.output import german, say
from cli.settings import Settings, hint
from db import Store
from funding import CityProfile, InputError, Programme, Project
from funding.vocabulary import Language
from profiles import Loaded
from schedule import keeping

FAULTS = "passgenau.faults"  # in a call's context: how many profiles could not be read


def checked_cities(settings: Settings, store: Store, only: str | None) -> tuple[CityProfile, ...]:
    """The profiles that count, all or the one named; faults are told, the last good version of a broken file goes on.

    An unknown name is an InputError.
    """
    loaded = settings.loaded()
    standing = keeping.keep(store, loaded, settings.now)
    for fault in loaded.faults:
        say(f"Profil übergangen: {fault}")
    click.get_current_context().meta[FAULTS] = len(loaded.faults)
    for kept in standing.held:
        say(f"{kept.profile.city.name}: es gilt weiter die Fassung vom {german(kept.at.date())}.")
    if loaded.faults and not standing.profiles:
        raise InputError(f"Kein Profil in {settings.profiles} ist lesbar; bitte die Fehler oben berichtigen.")
    if only is not None and only not in {word for p in standing.profiles for word in (p.city.slug, p.city.name)}:
        refuse_broken(loaded, only)
    return chosen_cities(standing.profiles, only, settings)


def one_city(loaded: Loaded, name: str, settings: Settings, language: Language = "de") -> CityProfile:
    """The city of that slug or name; where its file is broken, its faults are shown and it is an InputError."""
    if not any(name in {p.city.slug, p.city.name} for p in loaded.profiles):
        for fault in loaded.faults_of(name):
            say(f"{fault.shown(language)}\n")
        refuse_broken(loaded, name)
    found = chosen_cities(loaded.profiles, name, settings)
    if len(found) > 1:
        raise InputError(f"{name!r} heißen mehrere: {', '.join(p.city.slug for p in found)}. Bitte das Kürzel nennen.")
    return found[0]


def refuse_broken(loaded: Loaded, name: str) -> None:
    """Raises InputError where the file of that city has faults, which have been told before."""
    if faults := loaded.faults_of(name):
        files = ", ".join(dict.fromkeys(fault.file.name for fault in faults))
        raise InputError(f"{name!r} lässt sich nicht lesen: {len(faults)} Fehler in {files}, siehe oben.")


def chosen_cities(found: tuple[CityProfile, ...], only: str | None, settings: Settings) -> tuple[CityProfile, ...]:
    """All, or the one of that slug or name."""
    chosen = tuple(p for p in found if only in {None, p.city.slug, p.city.name})
    if only is not None and not chosen:
        raise InputError(f"Keine Stadt {only!r} in {settings.profiles}.{hint(only, [p.city.slug for p in found])}")
    return chosen


def find_project(cities: tuple[CityProfile, ...], name: str) -> tuple[CityProfile, Project]:
    """The project of that slug, or of `city/slug` where several cities have one of that name."""
    all_projects = {
        profile.project_id(project): (profile, project) for profile in cities for project in profile.projects
    }
    fitting = [full for full in all_projects if name == full or name == full.split("/")[1]]
    if len(fitting) == 1:
        return all_projects[fitting[0]]
    if fitting:
        raise InputError(f"{name!r} gibt es mehrmals: {', '.join(fitting)}. Bitte mit Stadt angeben.")
    known = hint(name, list(all_projects)) or f" Es gibt: {', '.join(list(all_projects)[:12])}."
    raise InputError(f"Kein Projekt {name!r} in den Profilen.{known}")


def find_programme(store: Store, name: str) -> Programme:
    """The programme with that id, or with an id that ends so where only one does."""
    record = store.programme(name)
    if record is not None:
        return record.programme
    everything = store.programmes(include_vanished=True)
    fitting = [p for p in everything if any(_ends(known, name) for known in (p.id, *(s.id for s in p.sources)))]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(f"{name!r} gibt es mehrmals: {', '.join(p.id for p in fitting[:5])}.")
    near = process.extractOne(name, [short(p.id) for p in everything], score_cutoff=60)
    guess = f" Meinten Sie {near[0]!r}?" if near else ""
    raise InputError(f"Kein Programm {name!r}.{guess} Suchen: `passgenau programmes search WORT`.")


def _ends(programme_id: str, name: str) -> bool:
    return programme_id.endswith(f"/{name}") or programme_id.partition(":")[2] == name
