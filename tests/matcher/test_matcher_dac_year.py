"""Where the DAC list decides, its year is shown."""

import pytest
from matcher_samples import TODAY, profile, programme

from funding import Evidence, PartnerRule
from funding.reference import GROUPS
from matcher import Matcher

YEAR = GROUPS["dac"].as_of
TIE = {"city": "Pomerode", "country": "BR", "type": "staedtepartnerschaft"}


def evidence(rule: str, text: str, **project: object) -> dict[str, Evidence]:
    city = profile(project=project, partnerships=[TIE])
    call = programme(partner_rule=PartnerRule(rule=rule, quote="Q"), text=text)
    found = Matcher([call], TODAY).explain(city, city.projects[0], call.id)
    return {one.criterion: one for one in found.evidence}


@pytest.mark.parametrize("countries", [["BR"], ["FR"], []])
def test_the_gate_names_the_list_with_its_year(countries: list[str]) -> None:
    found = evidence("dac", "Kommunen", countries=countries)["partner"]
    assert YEAR in found.sentence
    assert YEAR in found.sentence_en


def test_the_score_names_the_list_with_its_year() -> None:
    text = "Entwicklungszusammenarbeit mit dem Globalen Süden."
    found = evidence("any", text, countries=["BR"], title="Entwicklungszusammenarbeit")["global_south"]
    assert YEAR in found.sentence
    assert YEAR in found.sentence_en
