"""The table of gates. A new criterion is a new line here and a small function with its sentences."""

from typing import NamedTuple

from funding import Evidence, Verdict
from matcher.areas import area, land
from matcher.case import Case, Rule
from matcher.money import budget, maximum, minimum, own_money
from matcher.offer import abroad, excluded, kind
from matcher.partners import partner
from matcher.preconditions import climate, concept, council, membership
from matcher.ties import consortium, partnership
from matcher.when import application, lead_time, started
from matcher.who import applicant, population


class Criterion(NamedTuple):
    """A gate; `decisive`: whether the programme is unclear as long as this is. The others only advise."""

    rule: Rule
    decisive: bool


GATES = (
    Criterion(applicant, decisive=True),
    Criterion(land, decisive=True),
    Criterion(partner, decisive=True),
    Criterion(partnership, decisive=True),
    Criterion(climate, decisive=True),
    Criterion(consortium, decisive=True),
    Criterion(population, decisive=True),
    Criterion(application, decisive=True),
    Criterion(started, decisive=True),
    Criterion(excluded, decisive=True),
    Criterion(minimum, decisive=True),
    Criterion(area, decisive=True),
    Criterion(council, decisive=True),
    Criterion(concept, decisive=True),
    Criterion(membership, decisive=True),
    Criterion(abroad, decisive=True),
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
