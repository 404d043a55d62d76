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


def own_share(cost_eur: int | None, programme: Programme) -> OwnShare:
    """Cost minus the highest grant that rate, cap and minimum share allow; unknown stays unknown."""
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
    grant, why, why_en = cost_eur * programme.rate_max / 100, "Förderquote", "funding rate"
    least = programme.own_share_min
    if least is not None and cost_eur * (100 - least) / 100 < grant:
        grant, why, why_en = cost_eur * (100 - least) / 100, "Mindest-Eigenanteil", "minimum own share"
    if programme.amount_max is not None and programme.amount_max < grant:
        grant, why, why_en = float(programme.amount_max), "Höchstbetrag", "maximum amount"
    return OwnShare(eur=round(cost_eur - grant), reason=f"begrenzt durch {why}", reason_en=f"limited by {why_en}")


def _unknown(reason: str, reason_en: str) -> OwnShare:
    return OwnShare(eur=None, reason=reason, reason_en=reason_en)
