"""What the verdict of each gate depends on: of the city with its project, and of the programme.

Thousands of pairs share few different values, so a gate is asked once for each pair of values (`matcher.verdicts`).
A side may hold more than the gate reads, which costs time; holding less would be wrong, and a property test looks for
it. Words that a gate only quotes are no part of it.
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import NamedTuple

from funding import CityProfile, Programme, Project, Status, next_gate, status
from funding.gates import shut_by_source
from funding.places import land_of_ags
from funding.text import fold
from matcher.areas import demanded_area
from matcher.demand import demanded
from matcher.money import too_small
from matcher.offer import head, spending
from matcher.partners import project_countries, reaches_out, rule_of
from matcher.preconditions import CLIMATE, COUNCIL, further, is_climate
from matcher.ties import is_strict, ties_of, written
from matcher.who import jointly


class Sides(NamedTuple):
    """`city` of the city and its project, `programme` of the programme; `dated`: the day counts as well."""

    city: Callable[[CityProfile, Project], Hashable]
    programme: Callable[[Programme, date], Hashable]
    dated: bool = False


def _nothing(*_: object) -> Hashable:
    return None


def _whole(programme: Programme, _: date) -> Hashable:
    return programme  # not its id: it may have changed since


def _land(profile: CityProfile, _: Project) -> Hashable:
    return land_of_ags(profile.city.ags), profile.city.nuts, profile.city.areas


def _regions(programme: Programme, _: date) -> Hashable:
    return programme.regions and (programme.regions, programme.was_read("regions"))


def _partners(profile: CityProfile, project: Project) -> Hashable:
    """The words only where nothing else says whether the project is one with partners."""
    ties = tuple((tie.country, tie.status == "active") for tie in profile.partnerships)
    countries = project_countries(profile, project)
    said = fold(f"{project.title} {project.description}")
    bound = bool(project.countries or project.partnership or "partner" in said)
    return ties, countries, reaches_out(project), bound or said


def _partner_rule(programme: Programme, _: date) -> Hashable:
    rule = rule_of(programme)
    return rule and (rule.rule, rule.countries, rule.only_for, programme.was_read("partner_rule"))


def _ties(profile: CityProfile, project: Project) -> Hashable:
    return tuple((tie.type, tie.formal) for tie in ties_of(profile, project))


def _written(programme: Programme, _: date) -> Hashable:
    demand, words = written(programme)
    return bool(words), demand and (is_strict(demand), demand.read)


def _climate(profile: CityProfile, project: Project) -> Hashable:
    ties = tuple(tie.country for tie in profile.partnerships if is_climate(tie))
    return ties and (ties, project_countries(profile, project))


def _countries(profile: CityProfile, project: Project) -> Hashable:
    active = tuple(tie.country for tie in profile.partnerships if tie.status == "active")
    return active, project_countries(profile, project)


def _consortium(programme: Programme, _: date) -> Hashable:
    rule = programme.consortium_rule
    return rule and (rule.partners_min, rule.countries_min, rule.eu_min)


def _range(programme: Programme, _: date) -> Hashable:
    ends = programme.population_min, programme.population_max
    if ends == (None, None):
        return None
    return ends, any(map(programme.was_read, ("population_min", "population_max"))), jointly(programme)


def _state(programme: Programme, today: date) -> Hashable:
    now = status(programme, today)
    if now in {Status.CLOSED, Status.EXHAUSTED}:
        return now, shut_by_source(programme, today)
    return now, _moving(programme) or next_gate(programme.stages, today) is not None


def _day(programme: Programme, today: date) -> Hashable:
    gate = next_gate(programme.stages, today)
    return _moving(programme) or (gate and gate.day)


def _moving(programme: Programme) -> Hashable:
    """The stages where the next gate depends on the project's start, else nothing."""
    if any(stage.recurring or stage.before_start for stage in programme.stages):
        return tuple((s.stage, s.closes, s.recurring, s.before_start, s.round) for s in programme.stages)
    return None


def _minimum(programme: Programme, _: date) -> Hashable:
    least = programme.amount_min if programme.currency == "EUR" else None
    return least and (least, programme.amount_min_kind == "grant", too_small(programme))


def _abroad(programme: Programme, _: date) -> Hashable:
    if programme.partner_rule and programme.partner_rule.rule != "none":
        return None
    return spending(programme)[0]


def _start(_: CityProfile, project: Project) -> Hashable:
    return project.start.earliest, project.start.latest


EVERYTHING = Sides(lambda profile, project: (profile, project), _whole, dated=True)
PROGRAMME = Sides(_nothing, _whole)
LAND = Sides(_land, _regions)
PARTNER = Sides(_partners, _partner_rule)
PARTNERSHIP = Sides(_ties, _written)
CLIMATE_TIE = Sides(_climate, lambda programme, _: demanded(programme, *CLIMATE) is not None)
CONSORTIUM = Sides(_countries, _consortium)
POPULATION = Sides(lambda profile, _: profile.city.population, _range)
APPLICATION = Sides(_start, _state, dated=True)
DEADLINE = Sides(_start, _day, dated=True)
STARTED = Sides(lambda _, project: project.started, _nothing)
EXCLUDED = Sides(
    lambda _, project: project.exclusions,
    lambda programme, _: (programme.kinds, programme.was_read("kinds"), head(programme)),
)
MINIMUM = Sides(lambda _, project: (project.cost_eur, project.grant_wanted_eur), _minimum)
AREA = Sides(lambda profile, _: profile.city.areas, lambda programme, _: (demanded_area(programme) or ("", ()))[1])
COUNCIL_SAID = Sides(
    lambda _, project: project.council_resolution, lambda programme, _: demanded(programme, *COUNCIL) is not None
)
MEMBERSHIP = Sides(
    lambda profile, _: (profile.city.memberships, profile.city.areas),
    lambda programme, _: tuple(one.name for one in further(programme)),
)
ABROAD = Sides(lambda profile, project: any(c != "DE" for c in project_countries(profile, project)), _abroad)
