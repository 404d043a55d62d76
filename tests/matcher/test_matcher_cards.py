"""The rule cards before the matcher: the bilateral fund of the partner's country comes first, others are shut out."""

from dataclasses import replace
from datetime import date

import pytest
from matcher_samples import TODAY, profile

from crawl.cards import cards
from funding import CityProfile, Verdict, next_gate
from matcher import Matcher

CARDS = [card.as_programme("rule_cards", None) for card in cards()]
TIES = {
    "FR": {"city": "Lyon", "country": "FR", "type": "staedtepartnerschaft", "formal": True},
    "PL": {"city": "Kraków", "country": "PL", "type": "staedtepartnerschaft", "formal": True},
    "CZ": {"city": "Plzeň", "country": "CZ", "type": "staedtepartnerschaft", "formal": True},
}


def meeting(country: str, text: str, **start: date) -> CityProfile:
    """A town that plans a meeting with its partner town."""
    project = {
        "title": f"Begegnung mit {TIES[country]['city']}", "description": text, "handlungsfelder": ["hf03"],
        "kind": "exchange", "countries": [country], "partnership": TIES[country]["city"], "start": start,
    }  # fmt: skip
    return profile(project=project, partnerships=[TIES[country]])


@pytest.mark.parametrize(
    ("country", "text", "first"),
    [
        ("FR", "Bürgerinnen und Bürger beider Städte feiern ein Fest.", "deutsch-franzoesischer-buergerfonds"),
        ("PL", "Jugendliche beider Städte verbringen eine Woche zusammen.", "dpjw-jugendbegegnungen"),
        ("CZ", "Vereine beider Städte stellen ein Kulturprojekt auf die Beine.", "deutsch-tschechischer-zukunftsfonds"),
    ],
)  # fmt: skip
def test_the_fund_of_the_partners_country_comes_first(country: str, text: str, first: str) -> None:
    city = meeting(country, text)
    found = Matcher(CARDS, TODAY).match(city, city.projects[0])
    assert found[0].programme == f"rule_cards:{first}"
    verdicts = {match.programme.partition(":")[2]: match.eligibility for match in found}
    others = {"FR": "dpjw-jugendbegegnungen", "PL": "deutsch-tschechischer-zukunftsfonds",
              "CZ": "deutsch-franzoesischer-buergerfonds"}  # fmt: skip
    assert verdicts[others[country]] is Verdict.NO


def test_a_town_friendship_is_not_enough_for_a_card_that_asks_for_a_treaty() -> None:
    city = meeting("FR", "Ein Fest mit der Partnerstadt.")
    saxony_anhalt = replace(city, city=replace(city.city, ags="15003000", land="Sachsen-Anhalt"))
    loose = replace(saxony_anhalt.partnerships[0], type="staedtefreundschaft", formal=False)
    for ties, verdict in ((saxony_anhalt.partnerships, Verdict.YES), ((loose,), Verdict.NO)):
        town = replace(saxony_anhalt, partnerships=ties)
        match = Matcher(CARDS, TODAY).explain(town, town.projects[0], "rule_cards:st-kommunalpartnerschaften")
        found = {item.criterion: item.verdict for item in match.evidence}
        assert found["partnership"] is verdict
        assert found["land"] is Verdict.YES


def test_a_project_that_starts_in_may_is_asked_for_the_end_of_december() -> None:
    city = meeting("CZ", "Ein Kulturprojekt.", earliest=date(2027, 5, 1), latest=date(2027, 5, 31))
    fund = next(card for card in CARDS if card.key == "deutsch-tschechischer-zukunftsfonds")
    start = city.projects[0].start
    gate = next_gate(fund.stages, TODAY, start.earliest, start.latest)
    assert gate is not None
    assert (gate.day, gate.derived) == (date(2026, 12, 31), True)
