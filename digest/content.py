"""What a digest holds: data only, chosen but not yet worded."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from funding import City, Gate, Match, Programme, Project, Recipient

Section = Literal["due", "new", "other"]
SECTIONS: tuple[Section, ...] = ("due", "new", "other")


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A portal as the reader knows it. `last_good`: day of the last good crawl; `silent`: nothing good came since."""

    portal: str
    title: str
    last_good: date | None = None
    silent: bool = False
    attribution: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One programme under the one project where it is shown.

    `start` is the project start that `gate` was reckoned with; `missed_start` says that the round for the planned
    start is over and `gate` is one for a later start. `looks_shut` by our reading of the prose: no gate, not
    fresh, behind all others.
    """

    programme: Programme
    project: Project
    match: Match
    section: Section
    fresh: bool
    start: date | None
    gate: Gate | None
    missed_start: bool = False
    looks_shut: bool = False
    also_fits: tuple[Project, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A project's share of the digest. `more`: fitting programmes shown nowhere; `more_due` of these close soon."""

    project: Project
    items: tuple[Item, ...]
    more: int = 0
    more_due: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """One recipient's digest of one day. `without`: their projects that nothing fits."""

    city: City
    recipient: Recipient
    departments: tuple[str, ...]
    today: date
    threshold: int
    groups: tuple[Group, ...]
    without: tuple[Project, ...]
    sources: tuple[Source, ...]

    def items(self, section: Section | None = None) -> tuple[Item, ...]:
        """Everything shown, or one section of it; each programme once."""
        return tuple(i for group in self.groups for i in group.items if section in {None, i.section})


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """What a mail tells and of when: ("digest", "2026-W48"). With the recipient it makes the mail unique."""

    kind: str
    period: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """The three rendered parts. `subject` is one clean line, `html` a whole document or, for a plain note, empty."""

    subject: str
    text: str
    html: str
