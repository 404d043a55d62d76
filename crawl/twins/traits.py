"""What of a programme tells whether another one is the same."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from crawl.twins import addresses
from crawl.twins.titles import Title, Words, laender, telling, title
from crawl.twins.vocabulary import NO_BODY, SAME_BODY
from funding import Programme
from funding.places import LAENDER
from funding.text import fold, repair_lost_characters
from funding.vocabulary import FunderLevel, Language

_CASCADE = re.compile(
    r"cascade|kaskad|third.part|fstp|sub-?grant|drittfoerder|"
    r"weiterleitung von (?:eu-)?(?:foerder)?mitteln|open call of the project"
)
_MONEY = {"loan": r"darlehen|kredit|loan", "guarantee": r"buergschaft|garantie|guarantee", "equity": r"beteiligungs",
          "grant": r"zuschuss|zuschuesse"}  # fmt: skip
_OF_MONEY = frozenset(_MONEY)
_SAID = 1_000  # characters of a text that say what it is about


@dataclass(frozen=True, slots=True)
class Traits:
    """`calls`: identifiers it goes by, as surely as `sureness` (3: its own field, 1: its prose); `page`, `linked`:
    canonical addresses; `laender`: None where unknown, empty where for all of Germany or Europe; `days`: closing days;
    `money`: grant, loan, guarantee, equity; `about`: the beginning of its texts; `spoken`: Länder that it names
    anywhere; `bodies`: names of the funder and the site, which its title may repeat.
    """

    id: str
    portal: str
    hint: bool
    watched: bool
    language: Language
    title: Title
    calls: frozenset[str]
    sureness: int
    call: str
    cascade: bool
    page: str
    linked: frozenset[str]
    laender: frozenset[str] | None
    level: FunderLevel | None
    funder: Words
    days: frozenset[date]
    yearly: frozenset[tuple[int, int]]
    money: frozenset[str]
    about: str
    spoken: frozenset[str]
    bodies: Words
    amounts: frozenset[int]
    contacts: frozenset[str]

    @property
    def said(self) -> Words:
        """Telling words of the beginning of its texts."""
        return _said(self.about)


@lru_cache(maxsize=8)
def _known_laender() -> frozenset[str]:
    return frozenset(LAENDER)


@lru_cache(maxsize=2_000)
def _said(about: str) -> Words:
    return telling(about)


def traits(programme: Programme) -> Traits:
    """Read a programme once, for as many comparisons as there are."""
    name = repair_lost_characters(programme.title) if programme.lossy else programme.title
    read, own = title(name), addresses.canonical(programme.url)
    calls, sureness = addresses.named(programme)
    about = f"{programme.summary or ''} {programme.text or ''}"
    return Traits(
        id=programme.id, portal=programme.portal, hint=programme.origin == "hint", watched=programme.origin == "page",
        language=programme.language, title=read, calls=calls, sureness=sureness, call=(programme.call or "").upper(),
        cascade=_is_cascade(programme, own), page=own,
        linked=frozenset(filter(None, (addresses.canonical(link.url) for link in programme.links))) - {own},
        laender=_laender(programme, read), level=programme.funder_level, funder=_funder(programme.funder or ""),
        days=frozenset(stage.closes for stage in programme.stages if stage.closes),
        yearly=frozenset((s.recurring.month, s.recurring.day) for s in programme.stages if s.recurring),
        money=_money(programme, fold(name)), about=about[:_SAID], amounts=_amounts(programme),
        bodies=_bodies(programme, own),
        spoken=frozenset(laender(fold(f"{own.partition('/')[0]} {name} {programme.funder or ''} {about[:_SAID]}"))),
        contacts=frozenset(contact.email.casefold() for contact in programme.contacts if contact.email),
    )  # fmt: skip


def _is_cascade(programme: Programme, page: str) -> bool:
    """Whether a funded project passes money on: such a call goes by the identifier and title of what pays it."""
    own = fold(f"{programme.title} {programme.funder or ''}")
    return (
        "competitive-calls" in page
        or "competitive_call" in programme.key.casefold()
        or own.find("eu-projekt") >= 0
        or _CASCADE.search(own) is not None
        or any("competitive-calls-cs/" in link.url for link in programme.links)
    )


def _laender(programme: Programme, read: Title) -> frozenset[str] | None:
    """The Länder where it holds; a title that names one says more than a portal's field that says none."""
    stated = frozenset(programme.regions or ())
    states = stated & _known_laender()
    if states and len(states) < len(_known_laender()):
        return states
    spoken = read.laender or frozenset(laender(fold(programme.funder or "")))
    if spoken:
        return spoken
    return frozenset() if stated or programme.funder_level in {"eu", "bund"} else None


def _money(programme: Programme, flat: str) -> frozenset[str]:
    spoken = {kind for kind, words in _MONEY.items() if re.search(rf"\b\w*(?:{words})", flat)}
    return frozenset(spoken or _OF_MONEY.intersection(programme.kinds))


def _amounts(programme: Programme) -> frozenset[int]:
    return frozenset(sum_ for sum_ in (programme.amount_max, programme.amount_min) if sum_ and sum_ >= 1_000)


def _bodies(programme: Programme, page: str) -> Words:
    site = page.partition("/")[0].split(".")
    named = re.findall(r"\b[A-Z][A-Z]{2,}\b", programme.funder or "")
    return telling(" ".join((*site[-2:-1], *(site[-2:-1] or [""])[0].split("-"), *named)))


def _funder(name: str) -> Words:
    """The bodies that a funder's line names, ministries under all their names."""
    words = re.findall(r"[a-z]+", fold(name))
    return frozenset(SAME_BODY.get(word, word) for word in words if word not in NO_BODY and len(word) > 1)
