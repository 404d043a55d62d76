"""What a digest holds: data only, chosen but not yet worded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from funding import City, Gate, Match, Programme, Project, Recipient, Status
from funding.fingerprint import stamp
from funding.outbox import Telling, Told

Section = Literal["due", "new", "changed", "running", "watched", "shut", "quiet"]
SECTIONS: tuple[Section, ...] = ("due", "new", "changed", "running", "watched", "shut")
NewsKind = Literal[
    "moved", "corrected", "renewed", "dated", "undated", "round", "opened", "pending", "reopened", "back",
    "closed", "exhausted", "lapsed", "vanished", "page", "sentence",
]  # fmt: skip
ENDS: frozenset[NewsKind] = frozenset({"closed", "exhausted", "lapsed", "vanished"})
SILENT = "silent"
PAGE = "page"  # the status of a watched page, which has none


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A portal as the reader knows it. `last_good`: day of the last good crawl; `silent`: nothing good came since.

    `imported`: a list that somebody hands in, read when it is imported.
    """

    portal: str
    title: str
    last_good: date | None = None
    silent: bool = False
    attribution: str | None = None
    imported: bool = False

    @property
    def telling(self) -> Telling:
        """That it is silent, since this day; it stands under a key that no programme has."""
        return Telling(
            programme=f"{self.portal}:", project="", section=SILENT, status=SILENT, gate=self.last_good
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One field of a programme that the portal changed at some moment (an entry of the stored history)."""

    field: str
    old: str | None
    new: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PageChange:
    """New words about a call on a watched page (a programme of origin "page"), seen at a moment."""

    page: Programme
    sentence: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What is otherwise than the recipient was last told: the gate before and after, or the fields of a page.

    Of a watched page the day of the change (`after`) and its sentences (`fields`).
    """

    kind: NewsKind
    before: date | None = None
    after: date | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One programme under the one project where it is shown.

    `start` is the project start that `gate` was reckoned with; `missed_start` says that the round for the planned
    start is over and `gate` is one for a later start. `rung`: the smallest number of weeks on the recipient's ladder
    that the gate is within. `match` is None for what has ended and fits no more, and for a watched page, of which
    `changed_at` is the newest change told.
    """

    programme: Programme
    project: Project
    match: Match | None
    status: str
    section: Section = "quiet"
    start: date | None = None
    gate: Gate | None = None
    missed_start: bool = False
    rung: int | None = None
    told: Told | None = None
    news: tuple[News, ...] = ()
    also_fits: tuple[Project, ...] = ()
    changed_at: datetime | None = None

    @property
    def fresh(self) -> bool:
        """Never told before."""
        return self.told is None

    @property
    def day(self) -> date | None:
        """The day of the gate."""
        return self.gate.day if self.gate else None

    @property
    def score(self) -> float:
        """Of the match; 0 where nothing fits any more."""
        return self.match.score if self.match else 0.0

    @property
    def fits(self) -> bool:
        """Whether it is one of the programmes that fit and may still be applied for."""
        return self.match is not None and self.status not in {Status.CLOSED, Status.EXHAUSTED}

    @property
    def ended(self) -> bool:
        """Whether this tells that nobody can apply any more."""
        return any(news.kind in ENDS for news in self.news)

    @property
    def brief(self) -> bool:
        """Whether one line is enough."""
        return self.ended or self.match is None or self.section in {"running", "watched", "shut"}

    @property
    def newsworthy(self) -> bool:
        """Whether a mail is worth sending for this alone; a deadline that passed as announced is not."""
        if self.section == "changed":
            return any(news.kind != "lapsed" for news in self.news)
        rolled_on = any(news.kind == "round" for news in self.news)
        return self.section in {"due", "new"} or (self.section == "watched" and not rolled_on)

    @property
    def telling(self) -> Telling:
        """What a mail with this item tells. What ends keeps its gate: should it come back, no rung is told again."""
        last = self.told.last if self.told and self.gate is None and self.ended else None
        return Telling(
            programme=self.programme.id, project=self.project.slug, section=self.section, status=self.status,
            gate=last.gate if last else self.day, rung=last.rung if last else self.rung,
            fingerprint=self.changed_at.isoformat() if self.changed_at else stamp(self.programme),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A project's share of the digest. `more`: what found no room in it; `more_due` of these close soon."""

    project: Project
    items: tuple[Item, ...]
    more: int = 0
    more_due: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """One recipient's digest of one day.

    `without`: their projects that nothing fits; `fitting`: how many programmes fit in all; `silenced`: the sources of
    whose silence the recipient has not been told yet.
    """

    city: City
    recipient: Recipient
    departments: tuple[str, ...]
    today: date
    threshold: int
    groups: tuple[Group, ...]
    without: tuple[Project, ...]
    sources: tuple[Source, ...]
    fitting: int = 0
    silenced: tuple[Source, ...] = ()

    def items(self, section: Section | None = None) -> tuple[Item, ...]:
        """Everything shown, or one section of it; each programme once."""
        return tuple(i for group in self.groups for i in group.items if section in {None, i.section})

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing that the recipient does not know; then it shows no item at all."""
        return not (self.silenced or any(item.newsworthy for item in self.items()))

    @property
    def worth_sending(self) -> bool:
        """Whether to mail it: there is news, or the recipient wants to read that there is none."""
        return not self.is_empty or self.recipient.when_nothing == "line"

    def tellings(self) -> tuple[Telling, ...]:
        """What it tells, for the outbox: exactly the items shown, and the sources that fell silent."""
        return (*(item.telling for item in self.items()), *(source.telling for source in self.silenced))


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """What a mail tells and of when: ("digest", "2026-W48"). With the recipient it makes the mail unique."""

    kind: str
    period: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """The three rendered parts. `subject` is one clean line, `html` a whole document."""

    subject: str
    text: str
    html: str
