"""What two programmes contradict each other in, and what they agree in besides their titles."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from crawl.twins import addresses
from crawl.twins.titles import hard, is_special, same
from crawl.twins.traits import Traits

_EDITION = timedelta(days=120)  # a deadline is put off by weeks, the next edition comes after a year
_PUT_OFF = timedelta(days=200)  # where the identifier, which has a year in it, is one
_LEFT_OUT = re.compile(r"\d{3}|\d+(?:\.\d+)+")
_NEAR = timedelta(days=1)
_MANY = 3  # words


def same_day(one: Traits, other: Traits) -> bool:
    """Whether they close on one day (or yearly on one), give or take a time zone."""
    return bool(one.yearly & other.yearly) or any(abs(a - b) <= _NEAR for a in one.days for b in other.days)


def days_differ(one: Traits, other: Traits) -> bool:
    """Whether both name closing days and no day is shared."""
    return bool(one.days and other.days) and not same_day(one, other)


def unlike(one: Traits, other: Traits) -> bool:
    """What forbids to go by the title alone: other days, other funder, elsewhere, another round."""
    return (
        days_differ(one, other)
        or _other_funder(one, other)
        or _other_place(one, other)
        or bool(one.title.rounds ^ other.title.rounds and not same_day(one, other))
        or _numbered_otherwise(one, other)
        or _other_brackets(one, other)
        or (bool(one.title.years ^ other.title.years) and not _year_fits(one, other))
    )


def vague(one: Traits, other: Traits) -> bool:
    """Whether neither place nor funder is known of one of the two."""
    return any(side.laender is None and not side.funder for side in (one, other))


def one_body(one: Traits, other: Traits) -> bool:
    """Whether they name one funder; the EU alone is too many."""
    return bool(one.funder & other.funder - {"eu"})


def one_land(one: Traits, other: Traits) -> bool:
    """Whether both hold in the same Länder and no others."""
    return bool(one.laender) and one.laender == other.laender


def signs(one: Traits, other: Traits) -> int:
    """How many things agree besides the title: day, funder, sums, contact, page or site, Land."""
    return sum(
        (
            2 * same_day(one, other),
            bool(one.funder & other.funder),
            bool(one.amounts & other.amounts),
            bool(one.contacts & other.contacts),
            bool(one.page and (one.page in other.linked or other.page in one.linked)) or _same_site(one, other),
            one_land(one, other),
        )
    )


def _same_site(one: Traits, other: Traits) -> bool:
    mine, theirs = one.page.partition("/")[0], other.page.partition("/")[0]
    return bool(mine) and mine == theirs


def _cascade(one: Traits, other: Traits) -> bool:
    """Two calls of funded projects are one only by their page."""
    return one.cascade != other.cascade or (one.cascade and one.page != other.page)


def _other_call(one: Traits, other: Traits) -> bool:
    """Both go by identifiers of their own, and by others."""
    if min(one.sureness, other.sureness) < 2 or one.calls & other.calls:
        return False
    pairs = [(a, b) for a in one.calls for b in other.calls]
    return not any(addresses.above(a, b) or addresses.above(b, a) for a, b in pairs)


def _other_edition(one: Traits, other: Traits) -> bool:
    mine, theirs = one.title.years, other.title.years
    return bool(mine and theirs) and not mine & theirs


def _years_apart(one: Traits, other: Traits) -> bool:
    """Deadlines that are no longer one put off, but of two rounds."""
    if not one.days or not other.days:
        return False
    most = _PUT_OFF if _one_call(one, other) else _EDITION
    return min(abs(a - b) for a in one.days for b in other.days) > most


def _one_call(one: Traits, other: Traits) -> bool:
    return bool(one.calls) and one.calls == other.calls


def _other_land(one: Traits, other: Traits) -> bool:
    return bool(one.laender and other.laender) and not _set(one) & _set(other)


def _other_part(one: Traits, other: Traits) -> bool:
    mine, theirs = one.title, other.title
    return any(a and b and not a & b for a, b in ((mine.parts, theirs.parts), (mine.rounds, theirs.rounds)))


def _other_money(one: Traits, other: Traits) -> bool:
    return bool(one.money and other.money) and not one.money & other.money


def _watched(one: Traits, other: Traits) -> bool:
    return one.watched or other.watched


CONTRADICTIONS: tuple[Callable[[Traits, Traits], bool], ...] = (
    _watched, _cascade, _other_call, _other_edition, _years_apart, _other_land, _other_part, _other_money,
)  # fmt: skip


def _set(side: Traits) -> frozenset[str]:
    return side.laender or frozenset()


def _other_place(one: Traits, other: Traits) -> bool:
    """A Land's own and one for all of Germany are two; where one is unknown, nothing contradicts."""
    if one.laender is None or other.laender is None:
        named = _set(one) | _set(other)
        return bool(named) and not (one.funder & other.funder or named & (one.spoken & other.spoken))
    return bool(one.laender) != bool(other.laender)


def _other_funder(one: Traits, other: Traits) -> bool:
    """Two names without a body in common (ministries and those that spend their money are one), or two levels.

    In one Land its bank or a ministry may stand for it; of a fund for all of Germany the portals name now the fund, now
    the ministry, so that a long name in full is enough.
    """
    if one.funder & other.funder or one_land(one, other):
        return False
    if _unmistakable(one, other) and _ministry(one) != _ministry(other) and not (one.laender or other.laender):
        return False
    levels = {one.level, other.level} & {"eu", "bund", "land"}
    return bool(one.funder and other.funder) or len(levels) > 1


def _ministry(side: Traits) -> bool:
    return any(word.startswith("bm") or word == "bkm" for word in side.funder)


def _unmistakable(one: Traits, other: Traits) -> bool:
    """Whether the one title has all the telling words of the other, to the letter, and these are many."""
    mine, theirs = one.title.words, other.title.words
    return mine == theirs and is_special(mine) and len(hard(mine)) >= _MANY


def _numbered_otherwise(one: Traits, other: Traits) -> bool:
    """Whether parts differ; a bank's number of three digits or that of a directive ("4.2.1") may be left out."""
    differing = one.title.parts ^ other.title.parts
    if one.title.parts and other.title.parts:
        return bool(differing)
    return bool(differing) and not (one_body(one, other) and all(map(_LEFT_OUT.fullmatch, differing)))


def _other_brackets(one: Traits, other: Traits) -> bool:
    mine, theirs = one.title.bracketed, other.title.bracketed
    return bool(mine and theirs) and not same(mine, theirs)


def _year_fits(one: Traits, other: Traits) -> bool:
    """The year in one title against the closing days of the other: "2026" may close in 2025 or 2026."""
    years, days = one.title.years ^ other.title.years, one.days | other.days
    return all(year in _years(days) for year in years) if days else False


def _years(days: frozenset[date]) -> set[int]:
    return {year for day in days for year in (day.year, day.year + 1)}
