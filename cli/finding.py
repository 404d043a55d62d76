"""Cities, projects and programmes by the names that people type."""

from cli.output import say
from cli.settings import Settings, hint
from db import Store
from funding import CityProfile, InputError, Programme, Project


def checked_cities(settings: Settings, only: str | None) -> tuple[CityProfile, ...]:
    """The profiles; faults of others are told, the rest goes on."""
    for fault in settings.loaded().faults:
        say(f"Profil übergangen: {fault}")
    return settings.cities(only)


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
    raise InputError(f"Kein Projekt {name!r} in den Profilen.{hint(name, list(all_projects))}")


def find_programme(store: Store, name: str) -> Programme:
    """The programme with that id, or with an id that ends so where only one does."""
    record = store.programme(name)
    if record is not None:
        return record.programme
    fitting = [p for p in store.programmes(include_vanished=True) if p.id.endswith(f"/{name}") or p.key == name]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(f"{name!r} gibt es mehrmals: {', '.join(p.id for p in fitting[:5])}.")
    raise InputError(f"Kein Programm {name!r}. Suchen: `passgenau programmes search WORT`.")
