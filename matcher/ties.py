"""Gates: which kind of tie a programme demands, and with how many partners from how many countries."""

from collections.abc import Sequence

from funding import CityProfile, Evidence, Partnership, Programme, Project
from funding.places import EU27, country_name
from funding.text import fold
from funding.vocabulary import PARTNERSHIP_TYPES, label
from matcher.case import Case, Words, say
from matcher.demand import Demand, demanded
from matcher.partners import project_countries
from matcher.prose import told

_TWINNING = ("staedtepartnerschaft", "twinning")
_CONTRACT = ("partnerschaftsvertrag", "partnerschaftsvereinbarung", "partnerschaftsurkunde", "partnership agreement")
_LOOSE = frozenset({"staedtefreundschaft", "kontakt"})


def partnership(case: Case) -> Evidence | None:
    """Ist die Partnerschaft von der verlangten Art?

    yes: Die verlangte schriftliche Partnerschaft besteht: {ties}. | The written partnership demanded exists: {ties}.
    unclear-form: Verlangt eine schriftlich vereinbarte Städtepartnerschaft; ob die Vereinbarung vorliegt, steht nicht im Profil: {ties}. | Requires town twinning agreed in writing; the profile does not say whether there is an agreement: {ties}.
    unclear-none: Verlangt eine schriftlich vereinbarte Städtepartnerschaft; im Profil steht dazu keine. | Requires town twinning agreed in writing; the profile has none for it.
    unclear-loose: Verlangt nach dem Text eine schriftlich vereinbarte Städtepartnerschaft; im Profil steht nur: {ties}. | By its text requires town twinning agreed in writing; the profile only has: {ties}.
    no: Verlangt eine schriftlich vereinbarte Städtepartnerschaft; im Profil steht nur: {ties}. | Requires town twinning agreed in writing; the profile only has: {ties}.
    """  # noqa: E501 - one sentence, one line
    asked, words = written(case.programme)
    if asked is None and not words:
        return None
    strict = asked is None or is_strict(asked)
    key, ties = _tie(ties_of(case.profile, case.project), strict=strict)
    if key == "no" and (asked is None or asked.read):
        key = "unclear-loose"
    return say(partnership, key, city=_shown(ties)[0], source=asked.quote if asked else words, ties=_shown(ties))


def consortium(case: Case) -> Evidence | None:
    """Reichen die Partner und ihre Länder?

    yes: Verlangt {demand}; Projekt und Stadt haben Partner in: {countries}. | Requires {demand}; project and city have partners in: {countries}.
    unclear-eu: Konsortium nötig: verlangt {demand}; Projekt und Stadt haben Partner in: {countries}. | Consortium needed: requires {demand}; project and city have partners in: {countries}.
    unclear: Konsortium nötig: verlangt {demand}; im Profil stehen keine Partner dafür. | Consortium needed: requires {demand}; the profile names no partners for it.
    """  # noqa: E501 - one sentence, one line
    rule = case.programme.consortium_rule
    if rule is None or max(rule.partners_min or 1, rule.countries_min or 1) < 2:
        return None
    active = [tie.country for tie in case.profile.partnerships if tie.status == "active"]
    partners = [*active, *(code for code in project_countries(case.profile, case.project) if code not in active)]
    countries = sorted(set(partners) - {"DE"})
    enough = (
        len(partners) + 1 >= (rule.partners_min or 1)
        and len(countries) + 1 >= (rule.countries_min or 1)
        and len(EU27.intersection(countries)) + 1 >= (rule.eu_min or 1)
    )
    return say(
        consortium,
        "yes" if enough and countries else "unclear-eu" if countries else "unclear",
        city=", ".join(map(country_name, countries)),
        source=rule.quote,
        demand=_demand(rule.partners_min, rule.countries_min, rule.eu_min),
        countries=(_names(countries, "de"), _names(countries, "en")),
    )


def written(programme: Programme) -> tuple[Demand | None, str]:
    """The tie in writing that a programme demands, as a precondition and in the words of its prose."""
    return demanded(programme, *_TWINNING, *_CONTRACT), told(programme, "formal")


def is_strict(demand: Demand) -> bool:
    """Whether only a Städtepartnerschaft will do, not every partnership with a contract."""
    return any(sign in fold(demand.name) for sign in _TWINNING)


def ties_of(profile: CityProfile, project: Project) -> list[Partnership]:
    """The active ties with which the project is done; all of them where it names neither partner nor country."""
    active = [tie for tie in profile.partnerships if tie.status == "active"]
    named = fold(project.partnership or "")
    own = [tie for tie in active if named and fold(tie.city) in named]
    return own or [tie for tie in active if tie.country in project.countries or not project.countries]


def _tie(ties: list[Partnership], *, strict: bool) -> tuple[str, list[Partnership]]:
    fitting = [tie for tie in ties if tie.type == "staedtepartnerschaft" or not (strict or tie.type in _LOOSE)]
    if written := [tie for tie in fitting if tie.formal]:
        return "yes", written
    if unknown := [tie for tie in fitting if tie.formal is None]:
        return "unclear-form", unknown
    lasting = [tie for tie in ties if tie.formal and not strict]
    return ("unclear-form", lasting) if lasting else ("no", ties) if ties else ("unclear-none", [])


def _shown(ties: Sequence[Partnership]) -> tuple[str, str]:
    german, english = (
        ", ".join(f"{tie.city} ({label(PARTNERSHIP_TYPES, tie.type, code)})" for tie in ties) for code in ("de", "en")
    )
    return german, english


def _demand(partners: int | None, countries: int | None, eu: int | None) -> Words:
    german = [f"mindestens {partners} Partner"] if partners else []
    german += [f"mindestens {countries} Länder"] if countries else []
    german += [f"davon {eu} in der EU"] if eu else []
    english = [f"at least {partners} partners"] if partners else []
    english += [f"at least {countries} countries"] if countries else []
    english += [f"{eu} of them in the EU"] if eu else []
    return ", ".join(german), ", ".join(english)


def _names(countries: Sequence[str], language: str) -> str:
    return ", ".join(country_name(code, "en" if language == "en" else "de") for code in countries)
