"""Gates: who may apply, where, and how large."""

import re

from funding import Evidence, MunicipalityRule, Verdict
from funding.places import ELSEWHERE, EUROPE, LAENDER, NATIONWIDE, land_of_ags
from funding.vocabulary import APPLICANTS, KINDS, label
from matcher.case import Case, say

_JOINTLY = re.compile(r"gemeinsam|zusammenschl|verbund|konsorti|jointly|together|consorti", re.IGNORECASE)

_MONEY = frozenset({"grant", "prize"})


def applicant(case: Case) -> Evidence:
    """Darf eine Kommune den Antrag stellen?

    yes: Antragsberechtigt sind Kommunen. | Municipalities may apply.
    unclear-public: Genannt sind öffentliche Einrichtungen; ob Kommunen dazu zählen, ist zu klären. | Public bodies are named; whether municipalities count is to be clarified.
    unclear: Wer den Antrag stellen darf, steht nicht in den Angaben der Quelle. | The source does not state who may apply.
    no: Antragsberechtigt sind nur {who}, keine Kommunen. | Only {who} may apply, not municipalities.
    yes-lead: Kommunen können den Antrag stellen: {reason}. | Municipalities may apply: {reason}.
    yes-partner: Kommunen können als Partner teilnehmen: {reason}. | Municipalities may take part as partners: {reason}.
    yes-rule: Kommunen können teilnehmen: {reason}. | Municipalities may take part: {reason}.
    unclear-rule: Ob Kommunen teilnehmen können, ist zu klären: {reason}. | Whether municipalities may take part is to be clarified: {reason}.
    unclear-document: Ob Kommunen teilnehmen können, sagt der Aufruf ({document}): {reason}. | The call says whether municipalities may take part ({document}): {reason}.
    no-rule: Kommunen können nicht teilnehmen: {reason}. | Municipalities cannot take part: {reason}.
    """  # noqa: E501 - one sentence, one line
    if case.programme.municipality is not None:
        return _by_rule(case, case.programme.municipality)
    listed = case.programme.applicants
    if not listed:
        return say(applicant, "unclear")
    who = _labels(APPLICANTS, listed)
    city, source = case.profile.city.name, who[0]
    if "kommune" in listed:
        return say(applicant, "yes", city=city, source=source)
    key = "unclear-public" if "oeffentliche_einrichtung" in listed else "no"
    return say(applicant, key, city=city, source=source, who=who)


def land(case: Case) -> Evidence:
    """Gilt das Programm im Land der Stadt?

    yes: Gilt in {land}. | Applies in {land}.
    yes-nationwide: Gilt bundesweit. | Applies in all of Germany.
    yes-europe: Gilt in der ganzen EU. | Applies throughout the EU.
    unclear: Für welches Gebiet das Programm gilt, steht nicht in den Angaben der Quelle. | The source does not state the area.
    unclear-other: Gilt in {regions}; ob {land} dazugehört, ist zu klären. | Applies in {regions}; whether that includes {land} is to be clarified.
    no: Gilt nur in {regions}, die Stadt liegt in {land}. | Applies only in {regions}; the city is in {land}.
    """  # noqa: E501 - one sentence, one line
    regions = case.programme.regions
    if not regions:
        return say(land, "unclear")
    home = land_of_ags(case.profile.city.ags)
    shown, named = ", ".join(regions), home or case.profile.city.land
    return say(land, _area(regions, home), city=named, source=shown, regions=shown, land=named)


def population(case: Case) -> Evidence | None:
    """Passt die Einwohnerzahl?

    yes: Die Einwohnerzahl passt. | The population fits.
    unclear-joint: Verlangt mindestens {least} Einwohner, die Stadt hat {has}; vielleicht gemeinsam mit anderen möglich. | Requires at least {least} inhabitants, the city has {has}; perhaps possible jointly with others.
    unclear-read: Laut Text gilt es für {range} Einwohner, die Stadt hat {has}; bitte prüfen. | By its text for {range} inhabitants; the city has {has}; please check.
    no-small: Verlangt mindestens {least} Einwohner, die Stadt hat {has}. | Requires at least {least} inhabitants; the city has {has}.
    no-large: Gilt nur bis {most} Einwohner, die Stadt hat {has}. | Only up to {most} inhabitants; the city has {has}.
    """  # noqa: E501 - one sentence, one line
    least, most = case.programme.population_min, case.programme.population_max
    if least is None and most is None:
        return None
    has = case.profile.city.population
    key = _size(case, has, least, most)
    if key.startswith("no") and any(case.programme.was_read(name) for name in ("population_min", "population_max")):
        key = "unclear-read"
    shown = f"{_number(least)[0] if least else ''}–{_number(most)[0] if most else ''}"
    return say(
        population,
        key,
        city=_number(has)[0],
        source=shown,
        least=_number(least),
        most=_number(most),
        has=_number(has),
        range=shown,
    )


def kind(case: Case) -> Evidence | None:
    """Bietet das Programm, was das Projekt sucht?

    yes: Bietet, was gesucht wird: {wanted}. | Offers what is wanted: {wanted}.
    unclear: Bietet {offered}, gesucht wird: {wanted}. | Offers {offered}; wanted: {wanted}.
    """
    wanted, offered = case.project.kind, case.programme.kinds
    if wanted is None or not offered or (wanted not in offered and _MONEY & set(offered)):
        return None  # money pays for an exchange or a post as well
    key = "yes" if wanted in offered else "unclear"
    names, wish = _labels(KINDS, offered), _labels(KINDS, (wanted,))
    return say(kind, key, city=wish[0], source=names[0], offered=names, wanted=wish)


def _by_rule(case: Case, rule: MunicipalityRule) -> Evidence:
    """What the portal or a curated rule says of municipalities alone."""
    ways = {
        Verdict.YES: f"yes-{rule.role or 'rule'}",
        Verdict.UNCLEAR: "unclear-document" if rule.document else "unclear-rule",
        Verdict.NO: "no-rule",
    }
    told = rule.reason or rule.quote or rule.source
    reasons = (told.rstrip(". "), (rule.reason_en or told).rstrip(". "))
    side = rule.quote or rule.source
    name = case.profile.city.name
    return say(applicant, ways[rule.verdict], city=name, source=side, reason=reasons, document=rule.document or "")


def _area(regions: tuple[str, ...], home: str | None) -> str:
    if home in regions:
        return "yes"
    if NATIONWIDE in regions:
        return "yes-nationwide"
    if EUROPE in regions:
        return "yes-europe"
    certain = home is not None and ELSEWHERE not in regions and set(regions) <= set(LAENDER)
    return "no" if certain else "unclear-other"


def _size(case: Case, has: int, least: int | None, most: int | None) -> str:
    if most is not None and has > most:
        return "no-large"
    if least is None or has >= least:
        return "yes"
    prose = " ".join(text for _, text in case.programme.sections())
    return "unclear-joint" if _JOINTLY.search(prose) else "no-small"


def _labels(table: dict[str, tuple[str, str]], codes: tuple[str, ...]) -> tuple[str, str]:
    return ", ".join(label(table, code) for code in codes), ", ".join(label(table, code, "en") for code in codes)


def _number(value: int | None) -> tuple[str, str]:
    english = "" if value is None else f"{value:,}"
    return english.replace(",", "."), english
