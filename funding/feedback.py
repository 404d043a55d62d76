"""What officers answered to a match, and what follows from it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from funding.fingerprint import same_content
from funding.match import Evidence
from funding.programme import Programme
from funding.vocabulary import Verdict

Answer = Literal["fits", "not", "applied", "granted", "later"]
ANSWERS: dict[Answer, tuple[str, str]] = {
    "fits": ("passend", "fits"),
    "not": ("abgelehnt", "dismissed"),
    "applied": ("beantragt", "applied for"),
    "granted": ("bewilligt", "granted"),
    "later": ("zurückgestellt", "put off"),
}
HAD: frozenset[Answer] = frozenset({"applied", "granted"})  # an officer who applied needs no "new" and no reminder
PUT_OFF = timedelta(weeks=8)  # as long as a window is usually open (design.md: 6 to 12 weeks)


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One answer. `stamp`: of the programme's content then (fingerprint.stamp); `features`: its signals then."""

    project: str
    programme: str
    answer: Answer
    at: datetime
    why: str = ""
    stamp: str = ""
    features: dict[str, float] = field(default_factory=dict)


def is_hidden(remark: Remark, programme: Programme, today: date) -> bool:
    """Whether the match is not to be shown: dismissed until the programme says something else, put off for 8 weeks.

    Where the two contents cannot be compared (an older version stamped it), dismissed stays dismissed.
    """
    if remark.answer not in {"not", "later"} or has_changed(remark, programme):
        return False
    return remark.answer == "not" or today < remark.at.date() + PUT_OFF


def has_changed(remark: Remark, programme: Programme) -> bool:
    """Whether the programme says something else than at the time of the answer."""
    return same_content(remark.stamp, programme) is False


def mark(remark: Remark, programme: Programme) -> Evidence:
    """The answer as a line of the match: "abgelehnt am 20.11.2026, seither geändert"."""
    german, english = ANSWERS[remark.answer]
    changed = remark.answer in {"not", "later"} and has_changed(remark, programme)
    why = f" ({remark.why})" if remark.why else ""
    return Evidence(
        criterion="feedback",
        verdict=Verdict.YES if remark.answer in {"fits", "granted"} else Verdict.UNCLEAR,
        city_side=remark.why,
        sentence=f"{german.capitalize()} am {remark.at:%d.%m.%Y}{', seither geändert' if changed else ''}{why}.",
        sentence_en=f"{english.capitalize()} on {remark.at:%Y-%m-%d}{', changed since' if changed else ''}{why}.",
    )
