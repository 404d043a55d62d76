"""Gate: the partner country that a programme demands, against the project's countries and the city's ties."""

from funding import CityProfile, Evidence, PartnerRule, Partnership, Project
from funding.places import DAC, EU27, country_name
from funding.reference import GROUPS
from funding.text import fold
from funding.vocabulary import Language
from matcher.case import Case, say


def partner(case: Case) -> Evidence | None:
    """Hat das Projekt den verlangten Partner im Ausland?

    yes-none: Ein Partner im Ausland ist nicht nötig. | No partner abroad is needed.
    yes: Verlangt einen Partner in {where}; die Stadt hat: {ties}. | Requires a partner in {where}; the city has: {ties}.
    unclear-binds: Nur für {binds} ist ein Partner in {where} nötig. | Only {binds} need a partner in {where}.
    unclear-tie: Verlangt einen Partner in {where}; im Profil steht dort keine aktive Partnerschaft. | Requires a partner in {where}; the profile has no active partnership there.
    unclear-project: Verlangt einen Partner in {where}; die Stadt hat {ties}, das Projekt nennt kein Land. | Requires a partner in {where}; the city has {ties}, the project names no country.
    no: Verlangt einen Partner in {where}; Projekt und Stadt haben nur: {ties}. | Requires a partner in {where}; project and city only have: {ties}.
    """  # noqa: E501 - one sentence, one line
    rule = case.programme.partner_rule
    if rule is None:
        return None
    if rule.rule == "none":
        return say(partner, "yes-none", source=rule.quote)
    key, ties = _verdict(case, rule)
    where = (_where(rule, "de"), _where(rule, "en"))
    return say(
        partner, key, city=ties, source=rule.quote or where[0], where=where, ties=ties, binds=rule.only_for or ""
    )


def accepts(rule: PartnerRule, country: str) -> bool:
    """Whether a partner from this country satisfies the rule."""
    groups = {"dac": DAC, "eu": EU27, "list": frozenset(rule.countries)}
    return country in groups[rule.rule] if rule.rule in groups else True


def project_countries(profile: CityProfile, project: Project) -> tuple[str, ...]:
    """The countries that the project names, by code or by the partner city it is done with."""
    named = fold(project.partnership or "")
    of_partner = tuple(tie.country for tie in profile.partnerships if named and fold(tie.city) in named)
    return tuple(dict.fromkeys((*project.countries, *of_partner)))


def _verdict(case: Case, rule: PartnerRule) -> tuple[str, str]:
    active = [tie for tie in case.profile.partnerships if tie.status == "active"]
    fitting = [tie for tie in active if accepts(rule, tie.country)]
    countries = project_countries(case.profile, case.project)
    wanted = [country for country in countries if accepts(rule, country)]
    if any(tie.country in wanted for tie in fitting):
        return "yes", _shown([tie for tie in fitting if tie.country in wanted])
    if rule.only_for is not None:
        return "unclear-binds", _shown(active)
    if case.programme.was_read("partner_rule") and not wanted:
        return "unclear-tie", _names(countries) if countries else _shown(active)
    if wanted:
        return "unclear-tie", _names(wanted)
    if countries:
        return "no", _names(countries)
    return _without_country(case, active, fitting)


def _without_country(case: Case, active: list[Partnership], fitting: list[Partnership]) -> tuple[str, str]:
    """An empty or dormant list of ties proves nothing: only active ties elsewhere speak against the programme."""
    if fitting:
        return "unclear-project", _shown(fitting)
    silent = not active or len(active) < len(case.profile.partnerships)
    return "unclear-tie" if silent else "no", _shown(active)


def _shown(ties: list[Partnership]) -> str:
    return ", ".join(f"{tie.city} ({country_name(tie.country)})" for tie in ties)


def _names(countries: list[str] | tuple[str, ...]) -> str:
    return ", ".join(country_name(country) for country in countries)


def _where(rule: PartnerRule, language: Language) -> str:
    if rule.rule == "list":
        return ", ".join(country_name(country, language) for country in rule.countries)
    return _GROUPS[rule.rule][language == "en"]


_GROUPS = {
    "dac": (
        f"einem Land des Globalen Südens ({GROUPS['dac'].dated()})",
        f"a country of the Global South ({GROUPS['dac'].dated('en')})",
    ),
    "eu": ("einem EU-Mitgliedstaat", "an EU member state"),
    "any": ("einem anderen Land", "another country"),
}
