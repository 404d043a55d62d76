"""Gates: what must be there before the application: a climate partnership, a decision, a plan, a membership."""

from funding import CityProfile, Evidence, Partnership, Programme
from funding.places import country_name
from funding.text import fold
from funding.vocabulary import Language
from matcher.case import Case, say
from matcher.demand import Demand, demanded, others, speaks
from matcher.partners import project_countries

CLIMATE = ("klimapartnerschaft", "climate partnership")
COUNCIL = ("ratsbeschl", "beschluss", "council", "gremien")
CONCEPT = ("konzept", "strategie", "plan", "strategy", "concept")
TIES = ("staedtepartnerschaft", "twinning", "partnerschaftsv", "partnerschaftsurkunde", "partnership agreement")
_SHORT = {"gnk": "global nachhaltige kommune"}


def climate(case: Case) -> Evidence | None:
    """Besteht die verlangte Kommunale Klimapartnerschaft?

    yes: Die verlangte Klimapartnerschaft besteht: {ties}. | The climate partnership demanded exists: {ties}.
    unclear-other: Verlangt eine Klimapartnerschaft; die bestehende ist mit {ties}, das Projekt nennt ein anderes Land. | Requires a climate partnership; the existing one is with {ties}, the project names another country.
    unclear: Voraussetzung fehlt im Profil: eine Kommunale Klimapartnerschaft. | Precondition missing in the profile: a municipal climate partnership.
    """  # noqa: E501 - one sentence, one line
    demand = demanded(case.programme, *CLIMATE)
    if demand is None:
        return None
    ties = [tie for tie in case.profile.partnerships if is_climate(tie)]
    countries = project_countries(case.profile, case.project)
    fitting = [tie for tie in ties if not countries or tie.country in countries]
    key = "yes" if fitting else "unclear-other" if ties else "unclear"
    shown = _shown(fitting or ties, "de"), _shown(fitting or ties, "en")
    return say(climate, key, city=shown[0], source=demand.quote, ties=shown)


def council(case: Case) -> Evidence | None:
    """Hat der Rat zugestimmt, wo es verlangt wird?

    yes: Der verlangte Ratsbeschluss liegt vor. | The council resolution demanded is there.
    unclear-none: Verlangt einen Ratsbeschluss; nach dem Profil fehlt er noch. | Requires a council resolution; by the profile it is still missing.
    unclear: Verlangt einen Ratsbeschluss; im Profil steht nicht, ob es ihn gibt. | Requires a council resolution; the profile does not say whether there is one.
    """  # noqa: E501 - one sentence, one line
    demand = demanded(case.programme, *COUNCIL)
    if demand is None:
        return None
    resolved = case.project.council_resolution
    key = "unclear" if resolved is None else "yes" if resolved else "unclear-none"
    return say(council, key, city=case.project.title, source=demand.quote)


def concept(case: Case) -> Evidence | None:
    """Liegt das verlangte Konzept vor?

    unclear: Verlangt vorab: {name}; bitte bereitlegen oder klären, ob es vorliegt. | Demands beforehand: {name}; please have it ready or clarify whether it exists.
    """  # noqa: E501 - one sentence, one line
    wanted = plans(case.programme)
    if not wanted:
        return None
    return say(concept, "unclear", source=wanted[0].quote, name=", ".join(one.name for one in wanted))


def membership(case: Case) -> Evidence | None:
    """Erfüllt die Kommune die weiteren Voraussetzungen?

    yes: Verlangt: {name}; im Profil steht: {has}. | Requires: {name}; the profile says: {has}.
    unclear: Voraussetzung, die im Profil nicht steht: {name}. | Precondition that the profile does not name: {name}.
    """
    wanted = further(case.programme)
    if not wanted:
        return None
    missing = [one for one in wanted if not _has(case.profile, one.name)]
    if missing:
        return say(membership, "unclear", source=missing[0].quote, name=", ".join(one.name for one in missing))
    has = ", ".join(own for one in wanted for own in _has(case.profile, one.name))
    return say(membership, "yes", city=has, source=wanted[0].quote, name=", ".join(one.name for one in wanted), has=has)


def plans(programme: Programme) -> list[Demand]:
    """The plans and strategies that a programme demands."""
    return [one for one in others(programme, *CLIMATE, *COUNCIL, *TIES) if speaks(one.name, CONCEPT)]


def further(programme: Programme) -> list[Demand]:
    """The preconditions for which there is no gate of their own."""
    return others(programme, *CLIMATE, *COUNCIL, *TIES, *CONCEPT)


def _shown(ties: list[Partnership], language: Language) -> str:
    return ", ".join(f"{tie.city} ({country_name(tie.country, language)})" for tie in ties)


def is_climate(tie: Partnership) -> bool:
    """Whether a tie is an active climate partnership."""
    return tie.status == "active" and (tie.klimapartnerschaft or tie.type == "klimapartnerschaft")


def _has(profile: CityProfile, name: str) -> list[str]:
    """The memberships and areas of the profile that carry the name of the precondition."""
    wanted = fold(name)
    wanted = _SHORT.get(wanted, wanted)
    owned = (*profile.city.memberships, *profile.city.areas)
    return [own for own in owned if wanted in fold(own) or fold(own) in wanted]
