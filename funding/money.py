"""What a city would have to pay itself."""

from dataclasses import dataclass

from funding.programme import Programme

_REPAID = {"loan", "guarantee", "equity"}


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnShare:
    """Whole euros, or None where the programme or the project does not say enough; the reason in both languages."""

    eur: int | None
    reason: str
    reason_en: str


def own_share(cost_eur: int | None, programme: Programme, budget: str = "normal") -> OwnShare:
    """Cost minus the highest grant that rate, cap and minimum share allow; unknown stays unknown.

    `budget`: the city's situation (CityProfile.city.budget). Where a programme pays more to needy municipalities, a
    city with a normal budget is reckoned with the rate and the share that hold for it.
    """
    if cost_eur is None:
        return _unknown("Projektkosten fehlen im Profil", "project cost missing in the profile")
    if programme.kinds and set(programme.kinds) <= _REPAID:
        return _unknown(
            "Darlehen, Bürgschaft oder Beteiligung statt Zuschuss", "loan, guarantee or equity, not a grant"
        )
    if programme.amount_max is not None and programme.currency != "EUR":
        return _unknown("Höchstbetrag nicht in Euro", "maximum amount not in euros")
    if programme.rate_max is None:
        return _unknown("Förderquote nicht angegeben", "funding rate not stated")
    return _reckoned(cost_eur, programme, needy=budget != "normal")


def _reckoned(cost_eur: int, programme: Programme, *, needy: bool) -> OwnShare:
    rate, least = programme.rate_max, programme.own_share_min
    ours = needy and (programme.rate_normal is not None or programme.own_share_normal is not None)
    if not needy:
        rate = rate if programme.rate_normal is None else programme.rate_normal
        least = least if programme.own_share_normal is None else programme.own_share_normal
    grant, why, why_en = cost_eur * (rate or 0) / 100, "Förderquote", "funding rate"
    if least is not None and cost_eur * (100 - least) / 100 < grant:
        grant, why, why_en = cost_eur * (100 - least) / 100, "Mindest-Eigenanteil", "minimum own share"
    if programme.amount_max is not None and programme.amount_max < grant:
        grant, why, why_en, ours = float(programme.amount_max), "Höchstbetrag", "maximum amount", False
    why, why_en = (f"{why} bei Haushaltsnotlage", f"{why_en} for municipalities in need") if ours else (why, why_en)
    return OwnShare(
        eur=max(0, round(cost_eur - grant)), reason=f"begrenzt durch {why}", reason_en=f"limited by {why_en}"
    )


def _unknown(reason: str, reason_en: str) -> OwnShare:
    return OwnShare(eur=None, reason=reason, reason_en=reason_en)
