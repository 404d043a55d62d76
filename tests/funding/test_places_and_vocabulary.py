"""Closed lists: Länder by AGS, countries, groups, labels."""

from typing import get_args

import pytest

from funding.places import DAC, EU27, LAENDER, REGIONS, country_name, is_country, land_of_ags
from funding.vocabulary import APPLICANTS, FUNDER_LEVELS, KINDS, STATUSES, Applicant, FunderLevel, Kind, Status, label


@pytest.mark.parametrize(
    ("ags", "land"),
    [("13075039", "Mecklenburg-Vorpommern"), ("05315000", "Nordrhein-Westfalen"), ("99000000", None), ("", None)],
)
def test_land_of_ags(ags: str, land: str | None) -> None:
    assert land_of_ags(ags) == land


def test_groups_do_not_overlap_and_hold_countries() -> None:
    assert len(LAENDER) == 16
    assert len(set(REGIONS)) == len(REGIONS) == 19
    assert len(EU27) == 27
    assert len(DAC) == 141
    assert not DAC & EU27
    assert all(is_country(code) for code in DAC | EU27)


def test_the_dac_list_is_the_oecds(shared: object) -> None:
    import csv
    from pathlib import Path

    path = Path(str(shared)) / "data" / "countries" / "dac_recipients_2024.csv"
    with path.open(encoding="utf-8") as file:
        assert {row["iso2"] for row in csv.DictReader(file)} == DAC


@pytest.mark.parametrize(
    ("code", "german", "english"), [("FR", "Frankreich", "France"), ("ET", "Äthiopien", "Ethiopia")]
)
def test_country_names(code: str, german: str, english: str) -> None:
    assert (country_name(code), country_name(code, "en")) == (german, english)
    assert country_name("Q!") == "Q!"


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "no", "N0", "", "DEU"])
def test_groups_and_nonsense_are_no_countries(code: str) -> None:
    assert not is_country(code)


def test_every_code_has_its_words() -> None:
    assert set(APPLICANTS) == set(get_args(Applicant))
    assert set(KINDS) == set(get_args(Kind))
    assert set(FUNDER_LEVELS) == set(get_args(FunderLevel))
    assert set(STATUSES) == {status.value for status in Status}
    assert label(KINDS, "grant", "en") == "grant"
    assert label(KINDS, "unheard") == "unheard"
