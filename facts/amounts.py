"""The largest grant (or loan) per project and the smallest grant or cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from re import Match
from typing import Literal

from facts import amount_cues as cues
from facts.addressees import whom
from facts.amount_places import Place, goes_on_small, is_post, places, units_of
from facts.amount_words import AID, COSTS, DUTY, GRANT, NAMED, NOT_A_CAP, PAST, PAYS, UNITS
from facts.around import Around
from facts.candidates import Candidate
from facts.found import Figure
from facts.money import Sum, sums
from facts.rate_words import CONTINUES
from facts.rules import any_of
from facts.sentences import Sentence
from funding.vocabulary import Language

Kind = Literal["grant", "cost"]

_MOST = 30  # a sentence with more sums is no prose
_ONE_GRANT = 5_000_000  # euros; a bare sum above is rather a programme's money than one grant
_GRANT, _COSTS, _NOT_A_CAP, _AID = any_of(GRANT), any_of(COSTS), any_of(NOT_A_CAP), any_of(AID)
_PAYS, _NAMED, _WHOLE_UNIT, _CONTINUES = any_of(PAYS), any_of(NAMED), any_of(UNITS), any_of(CONTINUES)
_DUTY, _PAST = any_of(DUTY), any_of(PAST)


@dataclass(frozen=True, slots=True)
class Floor:
    """A least sum and whether it is of the grant or of the costs; None where the text does not say."""

    candidate: Candidate
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one sentence says of sums."""

    caps: tuple[Candidate, ...] = ()
    floors: tuple[Floor, ...] = ()


def amounts(sentence: Sentence, language: Language = "de") -> Amounts:
    """Caps and floors per project; budgets, incomes, de-minimis, duties, examples, sums per unit are neither."""
    found = sums(sentence.text, language)[:_MOST]
    if not found or _AID.search(sentence.text) or _PAST.search(sentence.text):
        return Amounts()
    caps: list[Candidate] = []
    floors: list[Floor] = []
    last: Sum | None = None  # the last one that is a cap
    for place in places(sentence, found):
        if _is_other(place) or goes_on_small(place):
            continue
        least = list(_floor(place))
        if not least and floors and (of_towns := _floor_of_towns(place, floors[-1])):
            floors[-1] = replace(floors[-1], candidate=replace(floors[-1].candidate, whom="others"))
            least = [of_towns]
        floors += least
        cap = _cap(place, last) if not least or _may_be_both(place) else None
        caps += [cap] if cap else []
        last = place.sum if cap else last
    open_end = cues.MORE_ABOVE.search(sentence.text[found[-1].end :]) is not None
    return Amounts(() if open_end else tuple(caps), tuple(floors))


def _is_other(place: Place) -> bool:
    """Whether a sum is a programme's budget, an income, a limit of duties, or paid per place, hour, square metre."""
    clause = place.near.clause
    units = units_of(place)
    if any(match["month"] or not (_WHOLE_UNIT.search(match["unit"]) or is_post(match)) for match in units):
        return True
    if _is_duty(place):
        return True
    if cues.TIER.search(near_left := place.near.left) and "%" in place.sentence.text.replace("Prozent", "%"):
        return cues.UP_TO.search(near_left) is None
    each = (units or whom(clause) == "municipal") and cues.UP_TO.search(place.near.left)
    return _NOT_A_CAP.search(_COSTS.sub(" ", clause)) is not None and not (each and cues.READY.search(clause))


def _is_duty(place: Place) -> bool:
    """Whether a sum only says from where on something has to be handed in, tendered, audited, published."""
    if not _names_a_duty(place.sentence.text):
        return False
    return _is_condition(place) or cues.THRESHOLD.search(place.near.left) is not None


@lru_cache(maxsize=8)  # all sums of a sentence ask the same
def _names_a_duty(text: str) -> bool:
    return _DUTY.search(text) is not None


def _is_condition(place: Place) -> bool:
    """Whether a sum only tells in which case something holds; "bei Anstellung bis zu 5.000" is a cap, not a case."""
    ahead = place.near.ahead
    if cues.IF.search(ahead):
        return True
    case = cues.FROM_ON.search(ahead) if cues.THRESHOLD.search(ahead) else None
    if case is None:
        return False
    return not cues.UP_TO.search(ahead) or (_GRANT.search(case[0]) or _COSTS.search(case[0])) is not None


def _subject(place: Place) -> Kind | None:
    """Of what a sum is spoken: the nearest word before it in its clause, then after it, the sentence, the lead.

    What it is paid for ("bis zu EUR 5.000 für Sachkosten") does not make it a limit of costs.
    """
    sentence, near = place.sentence, place.near
    earlier = near.left[: len(near.left) - len(near.ahead)]
    return (
        _last_kind(cues.SHARE_OF.sub(" zuschuss ", near.ahead))
        or _first_kind(cues.PURPOSE.sub("", near.behind))
        or _last_kind(cues.SHARE_OF.sub(" zuschuss ", cues.PURPOSE.sub("", earlier)))
        or (_first_kind(sentence.before) if _CONTINUES.search(sentence.text) else None)
        or _first_kind(sentence.lead)
        or ("grant" if _PAYS.search(sentence.text) else None)
        or _first_kind(near.behind)
        or _first_kind(sentence.text)
    )


def _last_kind(text: str) -> Kind | None:
    grant = max((match.start() for match in _GRANT.finditer(text)), default=-1)
    cost = max((match.start() for match in _COSTS.finditer(text)), default=-1)
    return None if grant == cost else "grant" if grant > cost else "cost"


@lru_cache(maxsize=64)
def _first_kind(text: str) -> Kind | None:
    grant, cost = _GRANT.search(text), _COSTS.search(text)
    if grant and cost:
        return "grant" if grant.start() < cost.start() else "cost"
    return "grant" if grant else "cost" if cost else None


def _is_range(text: str, first: Sum | None, second: Sum | None) -> bool:
    if first is None or second is None or first.euros >= second.euros:
        return False
    left = text[max(0, first.start - 40) : first.start]
    return cues.BETWEEN.search(left) is not None and cues.TO.fullmatch(text, first.end, second.start) is not None


def _cap(place: Place, last: Sum | None) -> Candidate | None:
    text, near, item = place.sentence.text, place.near, place.sum
    spread = _is_range(text, place.ahead, item)
    limit = _limit(near)
    goes_on = last is not None and _goes_on(text[last.end : item.start])
    sure = bool(limit or spread or _is_listed(place))
    if not (sure or goes_on or _is_named(place)) or cues.TRIFLE.search(near.clause):
        return None
    if (
        cues.FOR_PARTS.search(near.ahead)
        or cues.OF_COSTS.match(near.right)
        or cues.PART_OF_IT.match(near.right)
        or cues.SHARE_OF_IT.search(near.left)
    ):
        return None
    if _is_condition(place) and not (spread or cues.TIER.search(near.left) or cues.CEILING.search(near.ahead)):
        return None
    if not goes_on and not _is_grant(place):
        return None
    start = item.start - (limit.end() - limit.start() if limit and limit.end() == len(near.left) else 0)
    start = place.ahead.start if spread and place.ahead else start
    figure = Figure(item.euros, text[start : item.end], 0.9 if sure else 0.65 if goes_on else 0.55)
    return Candidate(figure, _whom(place), partial=any(is_post(match) for match in units_of(place)))


def _goes_on(gap: str) -> bool:
    """Whether a sum belongs to a list of caps: "bis zu 5.000, Landkreise 9.000 Euro"."""
    return cues.LISTED_ON.fullmatch(gap) is not None and _COSTS.search(gap) is None


def _limit(near: Around) -> Match[str] | None:
    """The words that make a sum the largest one: right before it, a name of a limit in its clause, or behind it."""
    ahead = cues.UP_TO.search(near.left) or cues.CEILING.search(near.ahead) or cues.SHARE_AND.search(near.left)
    none_above = cues.ABOVE.search(near.left) and cues.NONE_ABOVE.match(near.right)
    return ahead or cues.LIMITED.match(near.right) or none_above or None


def _is_listed(place: Place) -> bool:
    sentence = place.sentence
    listed = sentence.item and place.near.left.rstrip().endswith(":")
    return listed and cues.LIMITED_LIST.search(sentence.lead) is not None


def _is_named(place: Place) -> bool:
    """Whether a sum without "höchstens" is a grant of a fixed size."""
    if place.sum.euros > _ONE_GRANT:
        return False
    if cues.PAID.match(place.near.right):
        return True
    told = f"{place.near.clause} {place.sentence.lead}"
    return cues.IS.search(place.near.left) is not None and _NAMED.search(told) is not None


def _is_grant(place: Place) -> bool:
    """A grant by the words around it; a bare "je Antrag höchstens" is one too."""
    kind = _subject(place)
    if kind is not None:
        return kind == "grant"
    return cues.PER_UNIT.search(place.near.clause) is not None or cues.READY.search(place.near.clause) is not None


def _whom(place: Place) -> str:
    """Whom the clause names, or the sentence where it names municipalities."""
    return whom(place.near.clause) or ("municipal" if whom(place.sentence.text) == "municipal" else "")


def _floor(place: Place) -> Iterator[Floor]:
    sentence, near, item = place.sentence, place.near, place.sum
    trifle = cues.TRIFLE.search(near.clause) is not None
    trifle = trifle or ("bagatell" in sentence.low and not cues.UP_TO.search(near.left))
    if not (trifle or _is_least(place) or _is_range(sentence.text, item, place.following)):
        return
    kind = "cost" if cues.THESE.search(near.left) and _COSTS.search(near.left) else _subject(place)
    if "bagatell" in sentence.low:
        kind = "cost" if _COSTS.search(sentence.text) else "grant" if _GRANT.search(near.clause) else None
    if kind is not None or trifle:
        yield Floor(Candidate(Figure(item.euros, near.clause.strip(), 0.85 if kind else 0.7), _whom(place)), kind)


def _floor_of_towns(place: Place, last: Floor) -> Floor | None:
    """ "mindestens 1.000, bei Kommunen 5.000 Euro": the second holds for them, the first for others."""
    gap = place.sentence.text[place.ahead.end : place.sum.start] if place.ahead else ""
    if whom(gap) != "municipal" or not cues.LISTED_ON.fullmatch(gap) or cues.UP_TO.search(place.near.left):
        return None
    return Floor(Candidate(Figure(place.sum.euros, place.near.clause.strip(), 0.7), "municipal"), last.kind)


def _may_be_both(place: Place) -> bool:
    """Whether a least sum may be the largest as well; "nicht unter 500" is never both."""
    return not (cues.BELOW.search(place.near.left) or cues.MORE_THAN.search(place.near.left))


def _is_least(place: Place) -> bool:
    near = place.near
    if cues.LEAST.search(near.left) or (cues.OVER.search(near.right) and not cues.NOT_OVER.search(near.left)):
        return True
    if cues.BELOW.search(near.left):
        return _refuses(place.sentence.text)
    return cues.MORE_THAN.search(near.left) is not None and cues.MUST_BE.search(near.ahead) is not None


@lru_cache(maxsize=8)
def _refuses(text: str) -> bool:
    return cues.REFUSED.search(text) is not None
