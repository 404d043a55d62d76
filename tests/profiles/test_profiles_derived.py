"""What follows from a profile: KEZ needs an active partner in a country of the DAC list."""

from pathlib import Path

import pytest
from profile_samples import GOOD, read

from profiles.derived import Derived, derive


def derived(folder: Path, more: str) -> Derived:
    (profile,) = read(folder, GOOD + more).profiles
    return derive(profile)


@pytest.mark.parametrize(
    ("tie", "kez"),
    [
        ("{city: Jendouba, country: TN, type: kontakt}", ("Jendouba",)),
        ("{city: Jendouba, country: TN, type: kontakt, status: dormant}", ()),
        ("{city: Pau, country: FR}", ()),
    ],
)
def test_kez(tmp_path: Path, tie: str, kez: tuple[str, ...]) -> None:
    assert derived(tmp_path, f"partnerships: [{tie}]\n").kez == kez


def test_projects_with_a_southern_country_or_partner(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        "partnerships: [{city: Jendouba, country: TN, type: kontakt}, {city: Pau, country: FR}]\n"
        "projects: [{slug: a, title: A, countries: [BR]}, {slug: b, title: B, partnership: Jendouba}, "
        "{slug: c, title: C, countries: [FR], partnership: Pau}]\n",
    )
    assert found.kez_projects == ("a", "b")
    assert [(partner.dac, partner.eu) for partner in found.partners] == [(True, False), (False, True)]
    assert found.partners[0].groups == ("dac", "horizon", "maghreb")


def test_the_region_follows_from_the_land_unless_given(tmp_path: Path) -> None:
    assert (derived(tmp_path, "").nuts, derived(tmp_path, "").land_of_ags) == ("DED", "Sachsen")
    assert derived(tmp_path, "  nuts: DED51\n").nuts == "DED51"
