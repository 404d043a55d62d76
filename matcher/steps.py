"""What an officer would do next: the few things that would turn *unclear* into *yes*, the most decisive first."""

from collections.abc import Iterable
from dataclasses import dataclass

from funding import Evidence, Programme, Verdict
from funding.text import harmless, repair_lost_characters, squash
from funding.vocabulary import Language
from matcher.partners import rule_of, where
from matcher.preconditions import further, plans

MOST = 3
_LONGEST = 140  # characters of a contact
_NOBODY = ("beim Fördergeber", "the funder")

# In the order in which they decide: who may not apply need not look for a partner.
ASKS: dict[str, tuple[str, str]] = {
    "applicant": (
        "Fragen, ob Kommunen antragsberechtigt sind: {contact}.",
        "Ask whether municipalities may apply: {contact}.",
    ),
    "land": (
        "Fragen, ob das Programm für die Kommune gilt: {contact}.",
        "Ask whether the programme covers the municipality: {contact}.",
    ),
    "partner": (
        "Partnerkommune in {where} finden, oder Land und Partnerschaft im Profil nachtragen.",
        "Find a partner municipality in {where}, or add country and partnership to the profile.",
    ),
    "climate": (
        "Kommunale Klimapartnerschaft eingehen; besteht sie, im Profil nachtragen (klimapartnerschaft: true).",
        "Enter into a climate partnership; if there is one, note it in the profile (klimapartnerschaft: true).",
    ),
    "partnership": (
        "Partnerschaft schriftlich vereinbaren; gibt es die Vereinbarung, im Profil nachtragen (formal: true).",
        "Agree the partnership in writing; if there is an agreement, note it in the profile (formal: true).",
    ),
    "population": (
        "Andere Kommunen für einen gemeinsamen Antrag gewinnen; Mindestgröße erfragen: {contact}.",
        "Win other municipalities for a joint application; ask about the minimum size: {contact}.",
    ),
    "consortium": (
        "Konsortium bilden: weitere Partner in anderen Ländern ansprechen.",
        "Form a consortium: approach further partners in other countries.",
    ),
    "area": (
        "Klären, ob die Kommune im Fördergebiet liegt, und es im Profil nachtragen (areas).",
        "Clarify whether the municipality lies in the area, and note it in the profile (areas).",
    ),
    "application": (
        "Frist und Stand erfragen: {contact}.",
        "Ask about deadline and status: {contact}.",
    ),
    "started": (
        "Vor weiteren Aufträgen klären, ob ein vorzeitiger Beginn erlaubt wird: {contact}.",
        "Before placing further orders clarify whether an early start is allowed: {contact}.",
    ),
    "minimum": (
        "Vorhaben vergrößern oder mit anderen bündeln; Mindestbetrag erfragen: {contact}.",
        "Enlarge the project or pool it with others; ask about the minimum: {contact}.",
    ),
    "council": (
        "Ratsbeschluss einholen und im Profil nachtragen (council_resolution: true).",
        "Obtain a council resolution and note it in the profile (council_resolution: true).",
    ),
    "concept": ("Verlangtes Konzept bereitlegen: {missing}.", "Have the plan demanded ready: {missing}."),
    "membership": ("Voraussetzung erfüllen oder nachweisen: {missing}.", "Meet or prove the precondition: {missing}."),
    "excluded": (
        "Prüfen, ob das Programm auch anderes bietet als das, was nicht in Frage kommt.",
        "Check whether the programme offers anything but what the project rules out.",
    ),
    "abroad": (
        "Fragen, ob Ausgaben im Ausland gefördert werden: {contact}.",
        "Ask whether spending abroad is funded: {contact}.",
    ),
    "lead_time": (
        "Sofort beginnen oder die nächste Runde einplanen.",
        "Start at once or plan for the next round.",
    ),
    "own_money": (
        "Eigenanteil durch Dritte oder einen kleineren Zuschnitt senken.",
        "Lower the own share through third parties or a smaller project.",
    ),
    "budget": (
        "Fragen, was bei der Haushaltslage der Kommune gilt: {contact}.",
        "Ask what holds for the municipality's budget situation: {contact}.",
    ),
    "maximum": (
        "Deckung für den Rest über dem Höchstbetrag finden.",
        "Find cover for what exceeds the maximum.",
    ),
    "kind": (
        "Prüfen, ob diese Art der Förderung zum Projekt passt.",
        "Check whether this kind of funding suits the project.",
    ),
}


_TOO_LARGE = (
    "Fragen, ob die Grenze der Einwohnerzahl für die Stadt oder den Ortsteil gilt: {contact}.",
    "Ask whether the limit of inhabitants holds for the town or for its part: {contact}.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing to do for a criterion, in both languages."""

    criterion: str
    sentence: str
    sentence_en: str

    def say(self, language: Language = "de") -> str:
        """The sentence in the reader's language."""
        return self.sentence_en if language == "en" else self.sentence


def steps(evidence: Iterable[Evidence], programme: Programme) -> list[Step]:
    """At most three, by decisiveness; none where a gate says *no*, for then nothing helps."""
    found = tuple(evidence)
    if any(item.verdict is Verdict.NO for item in found):
        return []
    unclear = {item.criterion for item in found if item.verdict is Verdict.UNCLEAR}
    return [_step(name, programme) for name in ASKS if name in unclear][:MOST]


def _step(criterion: str, programme: Programme) -> Step:
    too_large = criterion == "population" and programme.population_min is None
    german, english = _TOO_LARGE if too_large else ASKS[criterion]
    rule = rule_of(programme)
    demands = plans(programme) if criterion == "concept" else further(programme)
    missing = ", ".join(_clean(one.name, programme) for one in demands)
    places = (where(rule, "de"), where(rule, "en")) if rule else ("", "")
    return Step(
        criterion=criterion,
        sentence=german.format(contact=_contact(programme, 0), where=places[0], missing=missing),
        sentence_en=english.format(contact=_contact(programme, 1), where=places[1], missing=missing),
    )


def _contact(programme: Programme, language: int) -> str:
    """Name and address of the first contact; else the funder, who can be found."""
    if not programme.contacts:
        return _clean(programme.funder, programme) if programme.funder else _NOBODY[language]
    one = programme.contacts[0]
    reach = one.email or one.phone or one.website
    return _clean(", ".join(part for part in (one.name, reach) if part), programme)


def _clean(words: str, programme: Programme) -> str:
    shown = squash(harmless(repair_lost_characters(words) if programme.lossy else words)).rstrip(".")
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"
