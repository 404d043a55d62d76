"""What a city would have to pay itself."""

from dataclasses import dataclass

from funding.programme import Programme

_REPAID = {"loan", "guarantee", "equity"}
_NO_MONEY = {"exchange", "training", "network", "in_kind"}
_CASES = {
    "normal": (" bei normalem Haushalt", " with a normal budget"),
    "haushaltssicherung": (" wegen Haushaltssicherung", " because of budget consolidation"),
    "haushaltsnotlage": (" wegen Haushaltsnotlage", " because of budgetary distress"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnShare:
    """Whole euros, or None where the programme or the project does not say enough; the reason in both languages."""

    eur: int | None
    reason: str
    reason_en: str


def own_share(cost_eur: int | None, programme: Programme, budget: str = "normal") -> OwnShare:
    """Cost minus the highest grant that rate, cap and minimum share allow; unknown stays unknown.

    `budget`: the city's situation (CityProfile.city.budget). Where a programme pays more to needy municipalities, a
    city with a normal budget is reckoned with the rate and the share that hold for it. What lies below a programme's
    smallest sum is unknown: whoever pays nothing at all leaves no share to reckon.
    """
    if cost_eur is None:
        return _unknown("Projektkosten fehlen im Profil", "project cost missing in the profile")
    if instead := _instead(programme):
        return _unknown(*instead)
    if (programme.amount_max, programme.amount_min) != (None, None) and programme.currency != "EUR":
        return _unknown("Höchstbetrag nicht in Euro", "maximum amount not in euros")
    limit = min(_limits(cost_eur, programme, budget), key=lambda one: one.grant, default=None)
    if limit is None:
        return _unknown("Förderquote nicht angegeben", "funding rate not stated")
    if _is_too_small(cost_eur, limit.grant, programme):
        return _unknown("Vorhaben unter dem Mindestbetrag des Programms", "below the smallest sum of the programme")
    return OwnShare(
        eur=max(0, round(cost_eur - limit.grant)),
        reason=f"begrenzt durch {limit.why}",
        reason_en=f"limited by {limit.why_en}",
    )


def _instead(programme: Programme) -> tuple[str, str] | None:
    """What a programme gives that is no grant at all."""
    if programme.costs_paid:
        return "Kosten werden übernommen, kein Zuschuss", "costs are borne, no grant is paid"
    if programme.kinds and set(programme.kinds) <= _NO_MONEY and programme.rate_max is None:
        return "Angebot ohne Zuschuss", "an offer without a grant"
    if programme.kinds == ("prize",):
        return "Preis statt Zuschuss", "a prize, not a grant"
    if programme.kinds and set(programme.kinds) <= _REPAID:
        return "Darlehen, Bürgschaft oder Beteiligung statt Zuschuss", "loan, guarantee or equity, not a grant"
    return None


@dataclass(frozen=True, slots=True)
class _Limit:
    """The most euros that one rule of a programme allows."""

    grant: float
    why: str
    why_en: str


def _limits(cost: int, programme: Programme, budget: str) -> list[_Limit]:
    """What rate, minimum share and cap allow; empty where the text states neither rate nor share."""
    rate, least = programme.rate_max, programme.own_share_min
    normal, more = programme.rate_normal, programme.own_share_normal
    limits = []
    if rate is not None:
        holds, case = _holding(rate, None if normal is None else min(rate, normal), budget)
        limits.append(_limit(cost, holds, holds, ("Förderquote", "funding rate"), case))
    if least is not None:
        holds, case = _holding(least, None if more is None else max(least, more), budget)
        limits.append(_limit(cost, 100 - holds, holds, ("Mindest-Eigenanteil", "minimum own share"), case))
    if limits and programme.amount_max is not None:
        limits.append(_Limit(float(programme.amount_max), "Höchstbetrag", "maximum amount"))
    return limits


def _holding(in_need: float, normal: float | None, budget: str) -> tuple[float, tuple[str, str]]:
    """The percentage that holds for this city, and in which case where the programme tells two apart."""
    if normal is None or normal == in_need:
        return in_need, ("", "")
    return (normal if budget == "normal" else in_need), _CASES[budget]


def _limit(cost: int, granted: float, told: float, words: tuple[str, str], case: tuple[str, str]) -> _Limit:
    percent = f"{round(told, 2):g}"
    german = f"{words[0]} von {percent.replace('.', ',')}\xa0%{case[0]}"
    return _Limit(cost * granted / 100, german, f"{words[1]} of {percent}%{case[1]}")


def _is_too_small(cost: int, grant: float, programme: Programme) -> bool:
    """Whether a project stays below the smallest grant or cost; where the text does not say which, the cost counts."""
    if programme.amount_min is None:
        return False
    return (grant if programme.amount_min_kind == "grant" else cost) < programme.amount_min


def _unknown(reason: str, reason_en: str) -> OwnShare:
    return OwnShare(eur=None, reason=reason, reason_en=reason_en)
