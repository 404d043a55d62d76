"""What the signals know of a programme and of a project, read once."""

import re
from dataclasses import dataclass

from funding import CityProfile, Programme, Project
from funding.places import DAC
from funding.text import fold
from matcher.boilerplate import gist
from matcher.countries import named
from matcher.partners import project_countries

_DEVELOPMENT = re.compile(
    r"entwicklungs(?:polit|land|laender|zusammenarbeit)|global(?:er|en) sued|nakopa|developing countr|global south"
    r"|partner countries"
)
_TWINNING = re.compile(
    r"(?:staedte|kommunal|gemeinde)partner|partner(?:stadt|staedt|kommun|gemeinde)|staedtenetz|partnerschaftsprojekt"
    r"|\btwinning\b|twin towns?|networks? of towns|city.to.city|partnerships? between (?:cities|towns|municipalities)"
)
_ABROAD = re.compile(rf"{_TWINNING.pattern}|\binternational|\beuropaeisch|\beuropean|grenzueberschreit|ausland")
_CITIES = re.compile(r"\bmunicipal|\bcit(?:y|ies)\b|\blocal authorit|\burban|\btowns?\b")
_RESEARCH = re.compile(r"\bresearch|forschung|innovation actions?\b|technolog")


@dataclass(frozen=True, slots=True)
class Reading:
    """A programme's gist, folded, and what it is about. `countries`: by rule or by name; `headed`: of the title."""

    text: str
    countries: frozenset[str]
    headed: frozenset[str]
    development: bool
    twinning: bool
    cities: bool
    research: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A project's words, folded, and where it reaches."""

    profile: CityProfile
    project: Project
    title: str
    text: str
    countries: frozenset[str]
    abroad: bool
    research: bool

    @property
    def south(self) -> bool:
        """Whether a country of the project is on the DAC list."""
        return bool(self.countries & DAC)


def read(programme: Programme) -> Reading:
    """Reads a programme; the text is cut before anything costly happens."""
    text = fold(gist(programme))
    rule = programme.partner_rule
    bound = frozenset(rule.countries) if rule and rule.rule == "list" else None
    labels = fold(" ".join((*programme.parents, *programme.topics)))
    return Reading(
        text=text,
        countries=named(text) if bound is None else bound,
        headed=named(fold(programme.title)) if bound is None else bound,
        development=(rule is not None and rule.rule == "dac") or bool(_DEVELOPMENT.search(text)),
        twinning=bool(_TWINNING.search(text)),
        cities=bool(_CITIES.search(text)),
        research=bool(_RESEARCH.search(text) or _RESEARCH.search(labels)),
    )


def ask(profile: CityProfile, project: Project) -> Asked:
    """Reads a project."""
    title = fold(project.title)
    text = fold("\n".join((project.title, project.description, *project.topics)))
    countries = _reach(profile, project, text)
    return Asked(
        profile=profile,
        project=project,
        title=title,
        text=text,
        countries=countries,
        abroad=bool(countries or _ABROAD.search(text)),
        research=bool(_RESEARCH.search(text)),
    )


def _reach(profile: CityProfile, project: Project, text: str) -> frozenset[str]:
    """The project's own countries; without any, those of partner cities it speaks of, or of all active partners."""
    own = project_countries(profile, project)
    active = [tie for tie in profile.partnerships if tie.status == "active"]
    spoken = [tie.country for tie in active if fold(tie.city) in text]
    partners = [tie.country for tie in active] if _TWINNING.search(text) else []
    return frozenset(own or spoken or named(text) or partners)
