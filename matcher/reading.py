"""What the signals know of a programme and of a project, read once."""

import re
from dataclasses import dataclass

from funding import CityProfile, Programme, Project
from funding.places import DAC, EU27, EUROPE, land_of_ags
from funding.text import fold
from matcher.boilerplate import gist
from matcher.countries import named
from matcher.glossary import concepts
from matcher.lands import lands
from matcher.partners import project_countries

_DEVELOPMENT = re.compile(
    r"entwicklungs(?:polit|land|laender|zusammenarbeit)|global(?:er|en) sued|nakopa|developing countr|global south"
    r"|partner countries"
)
_GLOBAL = re.compile(
    r"entwicklungspolit|fair(?:e[mnrs]?)? (?:und \w+ )?(?:handel|beschaffung)|fairtrade|\bglobal|\beine welt|kolonial"
    r"|agenda 2030|weltweit"
)
_TWINNING = re.compile(
    r"(?:staedte|kommunal|gemeinde)partner|partner(?:stadt|staedt|kommun|gemeinde)|staedtenetz|partnerschaftsprojekt"
    r"|\btwinning\b|twin towns?|networks? of towns|city.to.city|partnerships? between (?:cities|towns|municipalities)"
)
_ABROAD = re.compile(rf"{_TWINNING.pattern}|\binternational|\beuropaeisch|\beuropean|grenzueberschreit|ausland")
_CITIES = re.compile(r"\bmunicipal|\bcit(?:y|ies)\b|\blocal authorit|\burban|\btowns?\b")
_RESEARCH = re.compile(r"\bresearch|forschung|innovation actions?\b|technolog")
_BUSINESS = re.compile(
    r"\bunternehmen\b|\bkmu\b|\b(?:gewerbe)?betriebe?\b|\bfirmen\b|\bgewerblich|\blandwirte?\b|\blandwirtschaftliche"
    r"|existenzgruend|\bcompan(?:y|ies)\b|\bsmes?\b|\benterprises?\b|\bstart-?ups?\b|\bindustr"
)
_CLAUSE = re.compile(r"[.;:,]\s+|\n")
_PARTS = 3  # more would cost as much again each for little (docs/matching.md)
_SHORT = 10  # letters of a part that says too little by itself
_OPENING = 300  # characters that say what a programme is
_OFTEN = 3  # mentions of companies beyond which more say no more
_NEIGHBOURS = frozenset("AL BA CH GB GE IS LI MD ME MK NO RS TR UA XK".split())  # take part in European programmes


@dataclass(frozen=True, slots=True)
class Reading:
    """A programme's gist, folded, and what it is about.

    countries: by rule or by name; headed: of the title; lands: it is for these Länder only; twinned: cities across
    borders are its very subject; bound: only for partners in listed countries; partnered: only with a partner in the
    Global South; european: paid by the EU; business: how much it speaks of companies (0-1).
    """

    text: str
    countries: frozenset[str]
    headed: frozenset[str]
    lands: frozenset[str]
    development: bool
    partnered: bool
    twinning: bool
    twinned: bool
    bound: bool
    european: bool
    cities: bool
    research: bool
    business: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A project's words, folded, and where it reaches; `worldly`: it is about global matters.

    `pieces`: what it consists of, unfolded: its title and at most three parts of its description and topics.
    """

    profile: CityProfile
    project: Project
    pieces: tuple[str, ...]
    title: str
    text: str
    concepts: tuple[int, ...]
    home: str | None
    countries: frozenset[str]
    abroad: bool
    worldly: bool
    research: bool

    @property
    def south(self) -> bool:
        """Whether a country of the project is on the DAC list, or it names none and is about global matters."""
        return bool(self.countries & DAC) or (self.worldly and not self.countries)

    @property
    def in_europe(self) -> bool:
        """Whether European programmes reach a country of the project; so where it names none."""
        return not self.countries or bool(self.countries & (EU27 | _NEIGHBOURS))


def read(programme: Programme) -> Reading:
    """Reads a programme; the text is cut before anything costly happens."""
    said = gist(programme)
    text, title = fold(said), fold(programme.title)
    rule = programme.partner_rule
    bound = frozenset(rule.countries) if rule and rule.rule == "list" else None
    south = rule is not None and rule.rule == "dac"
    labels = fold(" ".join((*programme.parents, *programme.topics)))
    return Reading(
        text=text,
        countries=named(text) if bound is None else bound,
        headed=named(title) if bound is None else bound,
        lands=lands(programme, said.partition("\n")[2][:_OPENING]),
        development=south or bool(_DEVELOPMENT.search(text)),
        partnered=south and rule is not None and not rule.only_for,
        twinning=bool(_TWINNING.search(text)),
        twinned=bool(_TWINNING.search(title)) or (rule is not None and rule.rule in {"any", "eu"}),
        bound=bound is not None,
        european=_european(programme),
        cities=bool(_CITIES.search(text)),
        research=bool(_RESEARCH.search(text) or _RESEARCH.search(labels)),
        business=min(len(_BUSINESS.findall(text)), _OFTEN) / _OFTEN,
    )


def ask(profile: CityProfile, project: Project) -> Asked:
    """Reads a project."""
    said = "\n".join((project.description, *project.topics))
    pieces = tuple(dict.fromkeys((project.title, *parts(said))))
    text = fold(f"{project.title}\n{said}")
    countries = _reach(profile, project, text)
    return Asked(
        profile=profile,
        project=project,
        pieces=pieces,
        title=fold(project.title),
        text=text,
        concepts=tuple(concepts(text, "de")),
        home=land_of_ags(profile.city.ags),
        countries=countries,
        abroad=bool(countries or _ABROAD.search(text)),
        worldly=bool(_GLOBAL.search(text)),
        research=bool(_RESEARCH.search(text)),
    )


def parts(text: str) -> list[str]:
    """A text in at most three parts: its clauses, of which the shortest neighbours are joined."""
    clauses = [clause.strip(" .") for clause in _CLAUSE.split(text)]
    found = [clause for clause in clauses if clause]
    while len(found) > _PARTS or (len(found) > 1 and min(map(len, found)) < _SHORT):
        at = min(range(len(found) - 1), key=lambda at: len(found[at]) + len(found[at + 1]))
        found[at : at + 2] = [f"{found[at]}, {found[at + 1]}"]
    return found


def _european(programme: Programme) -> bool:
    paid = programme.funder_level == "eu" or bool(re.match(r"EU\b", programme.funder or ""))
    return paid or EUROPE in (programme.regions or ())


def _reach(profile: CityProfile, project: Project, text: str) -> frozenset[str]:
    """The project's own countries; without any, those of partner cities it speaks of, or of all active partners."""
    own = project_countries(profile, project)
    active = [tie for tie in profile.partnerships if tie.status == "active"]
    spoken = [tie.country for tie in active if fold(tie.city) in text]
    partners = [tie.country for tie in active] if _TWINNING.search(text) else []
    return frozenset(own or spoken or named(text) or partners)
