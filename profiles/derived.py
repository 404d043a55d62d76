"""What follows from a profile: DAC, EU, country groups, whether joint development work (KEZ) is possible."""

from dataclasses import dataclass

from funding import CityProfile, Project
from funding.places import DAC, NUTS_OF_LAND, groups_of, land_of_ags


@dataclass(frozen=True, slots=True)
class Partner:
    """A tie with what its country means to funders; `groups` are keys of `funding.reference.GROUPS`."""

    city: str
    country: str
    type: str
    status: str
    dac: bool
    eu: bool
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """`kez`: active partners in DAC countries; `kez_projects`: projects with such a country."""

    land_of_ags: str | None
    nuts: str | None
    partners: tuple[Partner, ...]
    kez: tuple[str, ...]
    kez_projects: tuple[str, ...]


def derive(profile: CityProfile) -> Derived:
    """KEZ is what is done together with a municipality of the Global South: it needs a partner in a DAC country."""
    city, ties = profile.city, profile.partnerships
    partners = tuple(Partner(t.city, t.country, t.type, t.status, t.dac, t.eu, groups_of(t.country)) for t in ties)
    return Derived(
        land_of_ags=land_of_ags(city.ags),
        nuts=city.nuts or NUTS_OF_LAND.get(city.land),
        partners=partners,
        kez=tuple(partner.city for partner in partners if partner.dac and partner.status == "active"),
        kez_projects=tuple(project.slug for project in profile.projects if _southern(profile, project)),
    )


def _southern(profile: CityProfile, project: Project) -> bool:
    of_partner = {tie.country for tie in profile.partnerships if tie.city == project.partnership}
    return bool(DAC & (of_partner | set(project.countries)))
