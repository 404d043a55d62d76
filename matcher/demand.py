"""What a programme demands beforehand, with the source's words and whether they were only read from prose."""

from dataclasses import dataclass

from funding import Programme
from funding.text import fold


@dataclass(frozen=True, slots=True)
class Demand:
    """A precondition as it is named; `read`: from prose, so that it never says *no*."""

    name: str
    quote: str
    read: bool


def demanded(programme: Programme, *signs: str) -> Demand | None:
    """The first precondition that speaks of one of the signs (folded words)."""
    return next((_demand(programme, name) for name in programme.preconditions if speaks(name, signs)), None)


def others(programme: Programme, *signs: str) -> list[Demand]:
    """The preconditions that speak of none of the signs."""
    return [_demand(programme, name) for name in programme.preconditions if not speaks(name, signs)]


def speaks(name: str, signs: tuple[str, ...]) -> bool:
    """Whether a precondition is about one of the signs, however it is spelled ("kommunale_klimapartnerschaft")."""
    plain = fold(name).replace("_", " ")
    return any(sign in plain for sign in signs)


def _demand(programme: Programme, name: str) -> Demand:
    words = [quote.words for quote in programme.quotes if quote.field == "preconditions"]
    said = next((one for one in words if fold(name)[:8] in fold(one)), words[0] if words else "")
    return Demand(name=name.replace("_", " "), quote=said or name, read=programme.was_read("preconditions"))
