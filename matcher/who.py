"""Gates: who may apply, and how large a municipality must be."""

from funding import Evidence, MunicipalityRule, Programme, Verdict
from funding.vocabulary import APPLICANTS
from matcher.case import Case, labels, number, say
from matcher.prose import says, told


def applicant(case: Case) -> Evidence:
    """Darf eine Kommune den Antrag stellen?

    yes: Antragsberechtigt sind Kommunen. | Municipalities may apply.
    unclear-public: Genannt sind öffentliche Einrichtungen; ob Kommunen dazu zählen, ist zu klären. | Public bodies are named; whether municipalities count is to be clarified.
    unclear: Wer den Antrag stellen darf, steht nicht in den Angaben der Quelle. | The source does not state who may apply.
    unclear-named: Der Text nennt Kommunen oder Träger als Antragsteller; bitte prüfen. | The text names municipalities or other bodies as applicants; please check.
    unclear-text: Als Antragsberechtigte sind nur {who} genannt; der Text nennt aber Träger oder Kommunen. | Only {who} are listed as applicants; yet the text names bodies that may be municipal.
    unclear-read: Nach dem Text sind nur {who} antragsberechtigt; bitte prüfen. | By its text only {who} may apply; please check.
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
    listed, words = case.programme.applicants, told(case.programme, "named")
    if not listed:
        return say(applicant, "unclear-named" if words else "unclear", city=case.profile.city.name, source=words)
    who = labels(APPLICANTS, listed)
    key = _listed(case, listed, words)
    source = words if key == "unclear-text" else who[0]
    return say(applicant, key, city=case.profile.city.name, source=source, who=who)


def population(case: Case) -> Evidence | None:
    """Passt die Einwohnerzahl?

    yes: Die Einwohnerzahl passt. | The population fits.
    unclear-joint: Konsortium nötig: allein zu klein (mindestens {least} Einwohner, die Stadt hat {has}), gemeinsam mit anderen vielleicht möglich. | Consortium needed: too small alone (at least {least} inhabitants, the city has {has}), perhaps possible jointly with others.
    unclear-read: Laut Text gilt es für {range} Einwohner, die Stadt hat {has}; bitte prüfen. | By its text for {range} inhabitants; the city has {has}; please check.
    no-small: Verlangt mindestens {least} Einwohner, die Stadt hat {has}. | Requires at least {least} inhabitants; the city has {has}.
    no-large: Gilt nur bis {most} Einwohner, die Stadt hat {has}. | Only up to {most} inhabitants; the city has {has}.
    """  # noqa: E501 - one sentence, one line
    least, most = case.programme.population_min, case.programme.population_max
    if least is None and most is None:
        return None
    has = case.profile.city.population
    key = _size(case, has, least, most)
    if key.startswith("no") and any(map(case.programme.was_read, ("population_min", "population_max"))):
        key = "unclear-read"
    shown = _range(least, most)
    return say(
        population,
        key,
        city=number(has)[0],
        source=shown[0],
        least=number(least),
        most=number(most),
        has=number(has),
        range=shown,
    )


def _range(least: int | None, most: int | None) -> tuple[str, str]:
    """The range in words of both languages; a dash before a number would read as a minus."""
    (low, low_en), (high, high_en) = number(least), number(most)
    if least is None:
        return f"bis zu {high}", f"up to {high_en}"
    return (f"{low} bis {high}", f"{low_en} to {high_en}") if most is not None else (f"ab {low}", f"from {low_en}")


def _listed(case: Case, listed: tuple[str, ...], words: str) -> str:
    if "kommune" in listed:
        return "yes"
    if "oeffentliche_einrichtung" in listed:
        return "unclear-public"
    return "unclear-read" if case.programme.was_read("applicants") else "unclear-text" if words else "no"


def _by_rule(case: Case, rule: MunicipalityRule) -> Evidence:
    """What the portal or a curated rule says of municipalities alone."""
    ways = {
        Verdict.YES: f"yes-{rule.role or 'rule'}",
        Verdict.UNCLEAR: "unclear-document" if rule.document not in {None, case.programme.url} else "unclear-rule",
        Verdict.NO: "no-rule",
    }
    spoken = rule.reason or rule.quote or rule.source
    reasons = (spoken.rstrip(". "), (rule.reason_en or spoken).rstrip(". "))
    side = rule.quote or rule.source
    name = case.profile.city.name
    return say(applicant, ways[rule.verdict], city=name, source=side, reason=reasons, document=rule.document or "")


def _size(case: Case, has: int, least: int | None, most: int | None) -> str:
    if most is not None and has > most:
        return "no-large"
    if least is None or has >= least:
        return "yes"
    return "unclear-joint" if jointly(case.programme) else "no-small"


def jointly(programme: Programme) -> bool:
    """Whether several may apply together."""
    curated = programme.quote("population_min") or ""
    return programme.consortium_rule is not None or says(curated, "jointly") or bool(told(programme, "jointly"))
