"""What single fields cannot know: the Land follows from the AGS, names must point to something."""

from collections.abc import Iterator
from pathlib import Path

from funding import CityProfile
from funding.places import LAENDER, is_country, land_of_ags
from profiles.fault import Fault, meant
from profiles.reading import Step, Tree

_Found = Iterator[tuple[tuple[Step, ...], str]]


def check(file: Path, tree: Tree, profile: CityProfile) -> list[Fault]:
    """The faults between the fields of a profile that is valid field by field."""
    rules = (_land, _countries, _slugs, _departments, _partnerships, _spans)
    return [Fault(file, *tree.place(path), message) for rule in rules for path, message in rule(profile)]


def _land(profile: CityProfile) -> _Found:
    city, land = profile.city, land_of_ags(profile.city.ags)
    if land is None:
        yield ("city", "ags"), f"kein Land hat AGS, die mit {city.ags[:2]} beginnen; erlaubt ist 01 bis 16"
    elif city.land not in LAENDER:
        guess = meant(city.land, list(LAENDER))
        yield ("city", "land"), f"„{city.land}“ ist kein Land; nach dem AGS {city.ags} ist es {land}{guess}"
    elif city.land != land:
        yield ("city", "land"), f"Land {city.land} passt nicht zum AGS {city.ags}; dessen Land ist {land}"


def _countries(profile: CityProfile) -> _Found:
    for n, partnership in enumerate(profile.partnerships):
        if not is_country(partnership.country):
            yield ("partnerships", n, "country"), _no_country(partnership.country)
    for n, project in enumerate(profile.projects):
        for m, code in enumerate(project.countries):
            if not is_country(code):
                yield ("projects", n, "countries", m), _no_country(code)


def _no_country(code: str) -> str:
    return f"„{code}“ ist kein Staat nach ISO 3166; erlaubt sind Kürzel wie FR, PL, GB, GR, ET"


def _slugs(profile: CityProfile) -> _Found:
    tables = {"projects": [p.slug for p in profile.projects], "departments": [d.slug for d in profile.departments]}
    for name, slugs in tables.items():
        for n, slug in enumerate(slugs):
            if slug in slugs[:n]:
                yield (name, n, "slug"), f"das Kürzel (slug) „{slug}“ gibt es in {name} schon; jedes nur einmal"


def _departments(profile: CityProfile) -> _Found:
    known = [department.slug for department in profile.departments]
    for n, project in enumerate(profile.projects):
        if project.department is not None and project.department not in known:
            yield ("projects", n, "department"), _no_department(project.department, known)
    for n, recipient in enumerate(profile.recipients):
        for m, slug in enumerate(recipient.departments):
            if slug not in known:
                yield ("recipients", n, "departments", m), _no_department(slug, known)


def _no_department(slug: str, known: list[str]) -> str:
    names = ", ".join(known) or "noch keine"
    return f"Abteilung „{slug}“ steht nicht unter departments (dort: {names}){meant(slug, known)}"


def _partnerships(profile: CityProfile) -> _Found:
    known = [partnership.city for partnership in profile.partnerships]
    for n, project in enumerate(profile.projects):
        if project.partnership is not None and project.partnership not in known:
            message = f"Partnerschaft „{project.partnership}“ steht nicht unter partnerships"
            yield ("projects", n, "partnership"), message + meant(project.partnership, known)


def _spans(profile: CityProfile) -> _Found:
    for n, project in enumerate(profile.projects):
        first, last = project.start.earliest, project.start.latest
        if first and last and first > last:
            yield ("projects", n, "start"), f"Beginn frühestens {first} liegt nach spätestens {last}"
    for n, partnership in enumerate(profile.partnerships):
        since, until = partnership.since, partnership.until
        if since and until and since > until:
            yield ("partnerships", n), f"Partnerschaft seit {since} endet schon {until}"
