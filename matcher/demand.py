"""What a programme demands beforehand, with the source's words and whether they were only read from prose."""

from collections.abc import Iterator
from dataclasses import dataclass

from funding import Programme
from funding.text import fold
from funding.vocabulary import PARTNERSHIP_TYPES, label


@dataclass(frozen=True, slots=True)
class Demand:
    """A precondition as it is named; `read`: from prose, so that it never says *no*."""

    name: str
    quote: str
    read: bool


def demanded(programme: Programme, *signs: str) -> Demand | None:
    """The first tie or precondition that speaks of one of the signs (folded words)."""
    return next((one for one in _demands(programme) if speaks(one.name, signs)), None)


def others(programme: Programme, *signs: str) -> list[Demand]:
    """The preconditions that speak of none of the signs."""
    return [one for one in _demands(programme) if not speaks(one.name, signs)]


def speaks(name: str, signs: tuple[str, ...]) -> bool:
    """Whether a precondition is about one of the signs, however it is spelled ("kommunale_klimapartnerschaft")."""
    plain = fold(name).replace("_", " ")
    return any(sign in plain for sign in signs)


def _demands(programme: Programme) -> Iterator[Demand]:
    """The tie that its own fields demand, then its preconditions."""
    for field, name in _ties(programme):
        quote = programme.quote(field) or (programme.partner_rule.quote if programme.partner_rule else "") or name
        yield Demand(name=name, quote=quote, read=False)
    yield from (_demand(programme, name) for name in programme.preconditions)


def _ties(programme: Programme) -> Iterator[tuple[str, str]]:
    """(field, German name) of each tie demanded; a contract alone where no kind of tie is named."""
    for kind in programme.partnership_types:
        yield "partnership_types", label(PARTNERSHIP_TYPES, kind)
    if programme.formal_partnership and not programme.partnership_types:
        yield "formal_partnership", "Partnerschaftsvereinbarung"


def _demand(programme: Programme, name: str) -> Demand:
    words = [quote.words for quote in programme.quotes if quote.field == "preconditions"]
    said = next((one for one in words if fold(name)[:8] in fold(one)), words[0] if words else "")
    return Demand(name=name.replace("_", " "), quote=said or name, read=programme.was_read("preconditions"))
