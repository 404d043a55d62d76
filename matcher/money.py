"""Gates: the city's budget, and whether the project's size suits the programme's sums and the city's purse."""

from funding import Evidence, Programme, own_share
from funding.vocabulary import Language
from matcher.case import Case, Words, number, say
from matcher.prose import told


def budget(case: Case) -> Evidence | None:
    """Was bedeutet die Haushaltslage der Stadt?

    yes-need: Wegen der Haushaltslage gilt der günstigere Satz: {share} Eigenanteil statt {usual}. | Because of the city's budget the better terms hold: {share} own share instead of {usual}.
    yes-normal: Bei normalem Haushalt gelten {usual} Eigenanteil; {share} nur in Haushaltsnot. | With a normal budget the own share is {usual}; {share} only for municipalities in need.
    unclear-kind: In Haushaltsnot sinkt der Eigenanteil von {usual} auf {share}; ob Haushaltssicherung genügt, ist zu klären. | In need the own share falls from {usual} to {share}; whether a budget under consolidation counts is to be clarified.
    unclear-needy: Richtet sich nach dem Text an Kommunen in Haushaltsnot; der Haushalt der Stadt ist normal. | By its text for municipalities in need; the city's budget is normal.
    """  # noqa: E501 - one sentence, one line
    situation = case.profile.city.budget
    terms = _terms(case)
    if terms is None:
        needy = told(case.programme, "needy") if situation == "normal" else ""
        return say(budget, "unclear-needy", city=situation, source=needy) if needy else None
    share, usual, quote = terms
    key = "yes-normal" if situation == "normal" else "yes-need"
    if situation == "haushaltssicherung" and not told(case.programme, "securing"):
        key = "unclear-kind"
    return say(budget, key, city=situation, source=quote, share=_percents(share), usual=_percents(usual))


def minimum(case: Case) -> Evidence | None:
    """Ist das Vorhaben groß genug?

    yes: Erreicht den Mindestbetrag von {least}. | Reaches the minimum of {least}.
    unclear: Mindestbetrag {least}; geplant sind {cost}, bitte prüfen. | Minimum of {least}; {cost} are planned, please check.
    unclear-joint: Mindestbetrag {least} für das ganze Vorhaben aller Partner; geplant sind {cost}. | Minimum of {least} for the whole project of all partners; {cost} are planned.
    no: Zu klein: Mindestbetrag {least}, geplant sind {cost}. | Too small: minimum of {least}, {cost} are planned.
    """  # noqa: E501 - one sentence, one line
    least, cost = case.programme.amount_min, case.project.cost_eur
    if least is None or cost is None or case.programme.currency != "EUR":
        return None
    wanted = case.project.grant_wanted_eur
    short = wanted is not None and wanted < least and case.programme.amount_min_kind == "grant"
    key = "unclear" if short else "yes"
    if cost < least:
        key = too_small(case.programme)
    source = case.programme.quote("amount_min") or _euros(least)[0]
    return say(minimum, key, city=_euros(cost)[0], source=source, least=_euros(least), cost=_euros(cost))


def maximum(case: Case) -> Evidence | None:
    """Reicht der Höchstbetrag?

    yes: Der Höchstbetrag von {most} reicht. | The maximum of {most} is enough.
    unclear: Höchstens {most}; gewünscht sind {wanted}, der Rest wäre anders zu decken. | At most {most}; {wanted} are wanted, the rest would have to come from elsewhere.
    """  # noqa: E501 - one sentence, one line
    most = case.programme.amount_max
    wanted = case.project.grant_wanted_eur if case.project.grant_wanted_eur is not None else case.project.cost_eur
    if most is None or wanted is None or case.programme.currency != "EUR":
        return None
    source = case.programme.quote("amount_max") or _euros(most)[0]
    key = "yes" if wanted <= most else "unclear"
    return say(maximum, key, city=_euros(wanted)[0], source=source, most=_euros(most), wanted=_euros(wanted))


def own_money(case: Case) -> Evidence | None:
    """Kann die Stadt den Eigenanteil tragen?

    yes: Der Eigenanteil von {share} liegt im Rahmen ({limit}). | The own share of {share} is within the limit ({limit}).
    unclear: Der Eigenanteil von {share} übersteigt den Rahmen der Stadt ({limit}). | The own share of {share} exceeds the city's limit ({limit}).
    """  # noqa: E501 - one sentence, one line
    planned = (case.profile.city.own_share_capacity_eur, case.project.own_share_eur)
    limits = [limit for limit in planned if limit is not None]
    share = own_share(case.project.cost_eur, case.programme, case.profile.city.budget)
    if share.eur is None or not limits:
        return None
    limit = min(limits)
    key = "yes" if share.eur <= limit else "unclear"
    return say(own_money, key, city=_euros(limit)[0], source=share.reason, share=_euros(share.eur), limit=_euros(limit))


def too_small(programme: Programme) -> str:
    """The line of `minimum` for a smaller project: what many partners do is larger than one city's part in it."""
    role = programme.municipality.role if programme.municipality else None
    if programme.consortium_rule is not None or role == "partner" or programme.funder_level == "eu":
        return "unclear-joint"
    return "unclear" if programme.was_read("amount_min") else "no"


def _terms(case: Case) -> tuple[float, float, str] | None:
    """The own share in need, the usual one (percent), and the source's words; None where the source names no two."""
    one = case.programme
    if one.own_share_min is not None and one.own_share_normal is not None:
        return one.own_share_min, one.own_share_normal, one.quote("own_share_min") or ""
    if one.rate_max is not None and one.rate_normal is not None:
        return 100 - one.rate_max, 100 - one.rate_normal, one.quote("rate_max") or ""
    return None


def _percents(value: float) -> Words:
    return _percent(value, "de"), _percent(value, "en")


def _percent(value: float, language: Language) -> str:
    shown = f"{round(value, 1):g}"
    return f"{shown} %".replace(".", ",") if language == "de" else f"{shown} %"


def _euros(value: int) -> tuple[str, str]:
    german, english = number(value)
    return f"{german} €", f"€{english}"
