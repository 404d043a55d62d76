"""Gate: the partner country that a programme demands, against the project's countries and the city's ties."""

import re

from funding import CityProfile, Evidence, PartnerRule, Partnership, Programme, Project
from funding.places import DAC, EU27, country_name, is_country
from funding.reference import GROUPS
from funding.text import fold
from funding.vocabulary import Language
from matcher.case import Case, say

_LANGUAGES: tuple[Language, ...] = ("de", "en")
_EXTERNAL = re.compile(r"EuropeAid/\d+/.*/([A-Z]{2})")  # the EU portal's external actions end with their country
_ACROSS = re.compile(
    r"partner(?:stadt|staedt|kommun|gemeinde|schaft|laend|land)|international|europ|ausland|austausch|begegn|grenz"
    r"|global|welt|twinning|entwicklungspol|uebersee|kolonial"
)


def partner(case: Case) -> Evidence | None:
    """Hat das Projekt den verlangten Partner im Ausland?

    yes-none: Ein Partner im Ausland ist nicht nötig. | No partner abroad is needed.
    yes: Verlangt einen Partner in {where}; die Stadt hat: {ties}. | Requires a partner in {where}; the city has: {ties}.
    yes-free: Ein Partner in {where} ist nur für {binds} nötig; das Projekt ist ohne Partner geplant. | Only {binds} need a partner in {where}; the project is planned without one.
    unclear-binds: Nur für {binds} ist ein Partner in {where} nötig. | Only {binds} need a partner in {where}.
    unclear-tie: Verlangt einen Partner in {where}; im Profil steht dort keine aktive Partnerschaft. | Requires a partner in {where}; the profile has no active partnership there.
    unclear-project: Verlangt einen Partner in {where}; die Stadt hat {ties}, das Projekt nennt kein Land. | Requires a partner in {where}; the city has {ties}, the project names no country.
    no-domestic: Verlangt einen Partner in {where}; das Projekt nennt kein Land, die Stadt hat dort keinen Partner. | Requires a partner in {where}; the project names no country and the city has no partner there.
    no: Verlangt einen Partner in {where}; Projekt und Stadt haben nur: {ties}. | Requires a partner in {where}; project and city only have: {ties}.
    """  # noqa: E501 - one sentence, one line
    rule = rule_of(case.programme)
    if rule is None:
        return None
    if rule.rule == "none":
        return say(partner, "yes-none", source=rule.quote)
    key, ties = _verdict(case, rule)
    places = (where(rule, "de"), where(rule, "en"))
    return say(
        partner, key, city=ties[0], source=rule.quote or places[0], where=places, ties=ties, binds=rule.only_for or ""
    )


def rule_of(programme: Programme) -> PartnerRule | None:
    """The programme's own rule, or the one in the identifier of an external action of the EU."""
    if programme.partner_rule is not None:
        return programme.partner_rule
    country = _EXTERNAL.fullmatch(programme.call or "")
    if country is None or not is_country(country[1]):
        return None
    return PartnerRule(rule="list", countries=(country[1],), quote=programme.call or "")


def where(rule: PartnerRule, language: Language = "de") -> str:
    """The countries of a rule in words that follow "in"."""
    if rule.rule == "list":
        return ", ".join(country_name(country, language) for country in rule.countries)
    return _GROUPS.get(rule.rule, ("Deutschland", "Germany"))[language == "en"]


def accepts(rule: PartnerRule, country: str) -> bool:
    """Whether a partner from this country satisfies the rule."""
    groups = {"dac": DAC, "eu": EU27, "list": frozenset(rule.countries)}
    return country in groups[rule.rule] if rule.rule in groups else country != "DE"


def project_countries(profile: CityProfile, project: Project) -> tuple[str, ...]:
    """The countries that the project names, by code or by the partner city it is done with."""
    named = fold(project.partnership or "")
    of_partner = tuple(tie.country for tie in profile.partnerships if named and fold(tie.city) in named)
    return tuple(dict.fromkeys((*project.countries, *of_partner)))


def _verdict(case: Case, rule: PartnerRule) -> tuple[str, tuple[str, str]]:
    active = [tie for tie in case.profile.partnerships if tie.status == "active"]
    fitting = [tie for tie in active if accepts(rule, tie.country)]
    countries = project_countries(case.profile, case.project)
    wanted = [country for country in countries if accepts(rule, country)]
    if any(tie.country in wanted for tie in fitting):
        return "yes", _shown([tie for tie in fitting if tie.country in wanted])
    if rule.only_for is not None:
        return "unclear-binds" if is_bound(case.project, rule.only_for) else "yes-free", _shown(active)
    if case.programme.was_read("partner_rule") and not wanted:
        return "unclear-tie", _names(countries) if countries else _shown(active)
    if wanted:
        return "unclear-tie", _names(wanted)
    if countries:
        return "no", _names(countries)
    return _without_country(case, rule, active, fitting)


def is_bound(project: Project, only_for: str) -> bool:
    """Whether the project may be of the kind for which alone the rule holds."""
    said = fold(f"{project.title} {project.description}")
    if project.countries or project.partnership or "partner" in said:
        return True
    return any(word[:6] in said for word in fold(only_for).split() if len(word) > 5)


def _without_country(
    case: Case, rule: PartnerRule, active: list[Partnership], fitting: list[Partnership]
) -> tuple[str, tuple[str, str]]:
    """An empty or dormant list of ties proves nothing, unless named countries are demanded of a project at home."""
    if fitting:
        return "unclear-project", _shown(fitting)
    silent = not active or len(active) < len(case.profile.partnerships)
    if not silent:
        return "no", _shown(active)
    near = [tie for tie in case.profile.partnerships if accepts(rule, tie.country)]
    domestic = rule.rule == "list" and not near and not reaches_out(case.project)
    return ("no-domestic" if domestic else "unclear-tie"), _shown(active)


def reaches_out(project: Project) -> bool:
    """Whether a project's words leave it open that somebody abroad has a part in it."""
    said = fold("\n".join((project.title, project.description, *project.topics)))
    return bool(project.partnership or _ACROSS.search(said))


def _shown(ties: list[Partnership]) -> tuple[str, str]:
    german, english = (", ".join(f"{t.city} ({country_name(t.country, code)})" for t in ties) for code in _LANGUAGES)
    return german, english


def _names(countries: list[str] | tuple[str, ...]) -> tuple[str, str]:
    german, english = (", ".join(country_name(country, code) for country in countries) for code in _LANGUAGES)
    return german, english


_GROUPS = {
    "dac": (
        f"einem Land des Globalen Südens ({GROUPS['dac'].dated()})",
        f"a country of the Global South ({GROUPS['dac'].dated('en')})",
    ),
    "eu": ("einem EU-Mitgliedstaat", "an EU member state"),
    "any": ("einem anderen Land", "another country"),
}
