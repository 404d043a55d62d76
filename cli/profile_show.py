"""`profiles show`: a profile as it was understood, with what follows from it, in German or English."""

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from cli.output import Screen, emit, euros
from funding import CityProfile
from funding.places import country_name
from funding.reference import GROUPS
from funding.vocabulary import PARTNERSHIP_TYPES, Language, label
from profiles.derived import Derived, derive

_ADAPTER: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)
_DAC = GROUPS["dac"]
_Words = dict[str, str]
_CITY: dict[Language, _Words] = {
    "de": {
        "city": "Stadt", "name": "Name", "ags": "AGS", "land": "Land", "nuts": "NUTS", "population": "Einwohner",
        "partnerships": "Partner", "projects": "Vorhaben", "kez_possible": "KEZ möglich",
    },
    "en": {
        "city": "city", "name": "name", "ags": "AGS", "land": "Land", "nuts": "NUTS", "population": "inhabitants",
        "partnerships": "partners", "projects": "projects", "kez_possible": "KEZ possible",
    },
}  # fmt: skip
_PARTNERS: dict[Language, _Words] = {
    "de": {
        "city": "Partnerschaft", "country": "Land", "type": "Art", "dac": f"DAC {_DAC.as_of}", "eu": "EU",
        "groups": "weitere Gruppen",
    },
    "en": {
        "city": "partnership", "country": "country", "type": "type", "dac": f"DAC {_DAC.as_of}", "eu": "EU",
        "groups": "other groups",
    },
}  # fmt: skip
_PROJECTS: dict[Language, _Words] = {
    "de": {"slug": "Vorhaben", "title": "Titel", "countries": "Länder", "cost": "Kosten", "department": "Abteilung",
           "kez": "KEZ"},
    "en": {"slug": "project", "title": "title", "countries": "countries", "cost": "cost", "department": "department",
           "kez": "KEZ"},
}  # fmt: skip
_RECIPIENTS: dict[Language, _Words] = {
    "de": {"email": "Empfänger", "projects": "Vorhaben", "rhythm": "Rhythmus", "language": "Sprache"},
    "en": {"email": "recipient", "projects": "projects", "rhythm": "rhythm", "language": "language"},
}
_WORDS: dict[Language, _Words] = {
    "de": {
        "yes": "ja", "no": "nein", "daily": "täglich", "weekly": "wöchentlich", "monthly": "monatlich",
        "dormant": " (ruht)", "ended": " (beendet)", "active": "", "land": " (Land)",
        "head": "{name} ({slug}), {land}, {people} Einwohner",
        "key": "AGS {ags}, das ist {of_ags}; NUTS {nuts}",
        "budget": "Haushaltslage {budget}; ein Antrag braucht {weeks} Wochen",
        "networks": "Netzwerke: {names}", "areas": "Fördergebiete: {names}",
        "kez": "KEZ möglich: ja, mit {names} ({listed})\n",
        "no_kez": "KEZ möglich: nein, kein aktiver Partner in einem Land der Liste ({listed})\n",
        "no_partners": "Keine Partnerschaften.\n", "no_projects": "Keine Vorhaben.\n",
        "no_recipients": "Keine Empfänger.",
    },
    "en": {
        "yes": "yes", "no": "no", "daily": "daily", "weekly": "weekly", "monthly": "monthly",
        "dormant": " (dormant)", "ended": " (ended)", "active": "", "land": " (Land)",
        "head": "{name} ({slug}), {land}, {people} inhabitants",
        "key": "AGS {ags}, which is {of_ags}; NUTS {nuts}",
        "budget": "budget situation {budget}; an application takes {weeks} weeks",
        "networks": "networks: {names}", "areas": "funding areas: {names}",
        "kez": "KEZ possible: yes, with {names} ({listed})\n",
        "no_kez": "KEZ possible: no, no active partner in a country of the list ({listed})\n",
        "no_partners": "No partnerships.\n", "no_projects": "No projects.\n", "no_recipients": "No recipients.",
    },
}  # fmt: skip


def columns(language: Language) -> _Words:
    """The headings of `city_row`."""
    return _CITY[language]


def city_row(profile: CityProfile) -> dict[str, Any]:
    """Everything of a city, for machines."""
    city, found = profile.city, derive(profile)
    return {
        "city": city.slug, "name": city.name, "ags": city.ags, "land": city.land, "nuts": found.nuts,
        "population": city.population, "partnerships": len(profile.partnerships), "projects": len(profile.projects),
        "kez_possible": bool(found.kez), "dac_list": _DAC.as_of, "derived": asdict(found),
        "profile": _ADAPTER.dump_python(profile, mode="json"),
    }  # fmt: skip


def print_city(profile: CityProfile, language: Language) -> None:
    """The city for people: what it is, its partners, projects and recipients."""
    found, words, out = derive(profile), _WORDS[language], Screen()
    for line in _head(profile, found, language):
        out.print(line)
    partners = [_partner_row(asdict(partner), language) for partner in found.partners]
    emit(partners, _PARTNERS[language], None, nothing=words["no_partners"])
    emit(_project_rows(profile, found, words), _PROJECTS[language], None, nothing=words["no_projects"])
    emit(_recipient_rows(profile, words), _RECIPIENTS[language], None, nothing=words["no_recipients"])


def _head(profile: CityProfile, found: Derived, language: Language) -> list[str]:
    city, words = profile.city, _WORDS[language]
    people = f"{city.population:,}".replace(",", "." if language == "de" else ",")
    nuts = f"{found.nuts}{'' if city.nuts else words['land']}"
    told = ((key, ", ".join(names)) for key, names in (("networks", city.memberships), ("areas", city.areas)) if names)
    kez = words["kez" if found.kez else "no_kez"]
    return [
        words["head"].format(name=city.name, slug=city.slug, land=city.land, people=people),
        words["key"].format(ags=city.ags, of_ags=found.land_of_ags, nuts=nuts),
        words["budget"].format(budget=city.budget, weeks=city.lead_time_weeks),
        *(words[key].format(names=names) for key, names in told),
        kez.format(names=", ".join(found.kez), listed=_DAC.dated(language)),
    ]


def _partner_row(partner: dict[str, Any], language: Language) -> dict[str, Any]:
    words = _WORDS[language]
    return {
        "city": partner["city"], "country": country_name(partner["country"], language),
        "type": label(PARTNERSHIP_TYPES, partner["type"], language) + words[partner["status"]],
        "dac": words["yes" if partner["dac"] else "no"], "eu": words["yes" if partner["eu"] else "no"],
        "groups": [GROUPS[key].dated(language) for key in partner["groups"] if key not in {"dac", "eu"}],
    }  # fmt: skip


def _project_rows(profile: CityProfile, found: Derived, words: _Words) -> list[dict[str, Any]]:
    return [
        {
            "slug": project.slug, "title": project.title, "countries": project.countries,
            "cost": euros(project.cost_eur), "department": project.department,
            "kez": words["yes" if project.slug in found.kez_projects else "no"],
        }
        for project in profile.projects
    ]  # fmt: skip


def _recipient_rows(profile: CityProfile, words: _Words) -> list[dict[str, Any]]:
    return [
        {
            "email": recipient.email, "projects": len(profile.projects_of(recipient)),
            "rhythm": words[recipient.rhythm], "language": recipient.language,
        }
        for recipient in profile.recipients
    ]  # fmt: skip
