"""The table of gates. A new criterion is a new line here and a small function with its sentences."""

from typing import NamedTuple

from funding import Evidence, Verdict
from matcher import sides
from matcher.areas import area, land
from matcher.case import Case, Rule, sentences
from matcher.money import budget, maximum, minimum, own_money
from matcher.offer import abroad, excluded, kind
from matcher.partners import partner
from matcher.preconditions import climate, concept, council, membership
from matcher.sides import Sides
from matcher.ties import consortium, partnership
from matcher.when import application, lead_time, started
from matcher.who import applicant, population


class Criterion(NamedTuple):
    """A gate; `decisive`: whether the programme is unclear as long as this is. The others only advise.

    `sides`: what the rule's verdict depends on; where that is not said (`EVERYTHING`) each pair is judged by itself.
    """

    rule: Rule
    decisive: bool
    sides: Sides = sides.EVERYTHING

    def weighs(self) -> bool:
        """Whether eligibility depends on it."""
        return self.decisive or any(key.startswith(Verdict.NO.value) for key in sentences(self.rule))


GATES = (
    Criterion(applicant, decisive=True, sides=sides.PROGRAMME),
    Criterion(land, decisive=True, sides=sides.LAND),
    Criterion(partner, decisive=True, sides=sides.PARTNER),
    Criterion(partnership, decisive=True, sides=sides.PARTNERSHIP),
    Criterion(climate, decisive=True, sides=sides.CLIMATE_TIE),
    Criterion(consortium, decisive=True, sides=sides.CONSORTIUM),
    Criterion(population, decisive=True, sides=sides.POPULATION),
    Criterion(application, decisive=True, sides=sides.APPLICATION),
    Criterion(started, decisive=True, sides=sides.STARTED),
    Criterion(excluded, decisive=True, sides=sides.EXCLUDED),
    Criterion(minimum, decisive=True, sides=sides.MINIMUM),
    Criterion(area, decisive=True, sides=sides.AREA),
    Criterion(council, decisive=True, sides=sides.COUNCIL_SAID),
    Criterion(concept, decisive=True, sides=sides.PROGRAMME),
    Criterion(membership, decisive=True, sides=sides.MEMBERSHIP),
    Criterion(abroad, decisive=True, sides=sides.ABROAD),
    Criterion(lead_time, decisive=False),
    Criterion(kind, decisive=False),
    Criterion(budget, decisive=False),
    Criterion(own_money, decisive=False),
    Criterion(maximum, decisive=False),
)
_DECISIVE = frozenset(gate.rule.__name__ for gate in GATES if gate.decisive)


def judge(case: Case) -> tuple[Evidence, ...]:
    """What every gate that has something to say found, in the table's order."""
    found = (gate.rule(case) for gate in GATES)
    return tuple(evidence for evidence in found if evidence is not None)


def eligibility(evidence: tuple[Evidence, ...]) -> Verdict:
    """No if any gate says no, yes if every decisive one says yes, else unclear."""
    if any(item.verdict is Verdict.NO for item in evidence):
        return Verdict.NO
    open_ = any(item.verdict is Verdict.UNCLEAR and item.criterion in _DECISIVE for item in evidence)
    return Verdict.UNCLEAR if open_ else Verdict.YES
