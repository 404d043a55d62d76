"""Rule cards (`cards.yaml`): recurring programmes that no portal lists, written down by people, the source watched."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from crawl.callwords import touched
from crawl.conditions import CURATED, Conditions
from crawl.entries import Entry, LandOf, Url, entries
from db import Known
from funding import Programme, Quote, Recurring, Span, Stage
from funding.fields import Euro, Line
from funding.programme import StageName
from funding.vocabulary import FunderLevel, Mode

FILE = Path(__file__).with_name("cards.yaml")
ATTRIBUTION = "{by} (Regelkarte von passgenau)"
Percent = Annotated[float, Field(gt=0, le=100)]
LEAP_YEAR = 2024


class Gate(BaseModel):
    """One gate, told by exactly one of `yearly`, `before_start` and `closes`, or by `opens` alone; `said` in our words.

    `yearly`: day and month, `of` the year of the start or the one before, for `starts` from one month to another alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    stage: StageName = "application"
    yearly: Recurring | None = None
    before_start: Span | None = None
    closes: date | None = None
    opens: date | None = None
    round: int = 0
    said: Line

    @model_validator(mode="after")
    def _one_rule(self) -> "Gate":
        rules = [self.yearly, self.before_start, self.closes]
        if sum(rule is not None for rule in rules) > 1 or not any((*rules, self.opens)):
            raise ValueError("genau eines von yearly, before_start, closes oder nur opens")
        if self.yearly:
            date(LEAP_YEAR, self.yearly.month, self.yearly.day)  # raises where no calendar has that day
        return self

    def as_stage(self) -> Stage:
        """The gate as everybody reckons with it."""
        return Stage(
            stage=self.stage, recurring=self.yearly, before_start=self.before_start, closes=self.closes,
            opens=self.opens, round=self.round, quote=self.said, source=CURATED,
        )  # fmt: skip


class Card(Conditions, Entry):
    """A programme as people wrote it down: its conditions, and what a portal would tell.

    `source`: the page whose changes make the card doubtful, `url` itself where it is left out. `checked`: the day on
    which people last found the card right with its source open; left out where nobody has.
    """

    title: Line
    funder: Line
    funder_level: FunderLevel
    url: Url
    source: Url | None = None
    summary: Annotated[str, Field(min_length=40, max_length=900)]
    topics: tuple[Line, ...] = ()
    land: LandOf | None = None
    rolling: bool = False
    gates: tuple[Gate, ...] = ()
    rate_max: Percent | None = None
    own_share_min: Percent | None = None
    amount_min: Euro | None = None
    amount_max: Euro | None = None

    @property
    def page(self) -> str:
        """The address that is watched."""
        return self.source or self.url

    @property
    def page_key(self) -> str:
        """Under which its source page is stored beside it."""
        return f"{self.key}.quelle"

    def as_programme(self, portal: str, changed: date | None) -> Programme:
        """The card as it is matched; `changed`: the day on which its source has last changed, if it is open."""
        stated = self.stated()
        figures = {name: getattr(self, name) for name in ("rate_max", "own_share_min", "amount_min", "amount_max")}
        told = [name for name, value in (stated | figures).items() if value is not None]
        return Programme(
            portal=portal, key=self.key, title=self.title, origin="card", url=self.url, funder=self.funder,
            funder_level=self.funder_level, summary=self.summary, topics=self.topics,
            regions=(self.land,) if self.land else ("bundesweit",), modes=self._modes(),
            stages=tuple(gate.as_stage() for gate in self.gates), checked=self.checked, source_changed=changed,
            quotes=tuple(Quote(field=name, words=self.quote, source=CURATED) for name in told),
            attribution=ATTRIBUTION.format(by=self.funder), **figures, **stated,
        )  # fmt: skip

    def page_as_programme(self, portal: str, text: str) -> Programme:
        """The source page as it is stored; it concerns those whom its card fits."""
        return Programme(
            portal=portal, key=self.page_key, title=f"Quelle der Karte: {self.title}", origin="page", url=self.page,
            text=text, parents=(f"{portal}:{self.key}",), attribution=self.funder,
        )  # fmt: skip

    def _modes(self) -> tuple[Mode, ...]:
        said: tuple[tuple[Mode, bool], ...] = (
            ("rolling", self.rolling),
            ("recurring", any(gate.yearly for gate in self.gates)),
            ("before_start", any(gate.before_start for gate in self.gates)),
            ("fixed", any(gate.closes for gate in self.gates)),
        )
        return tuple(mode for mode, holds in said if holds)


@lru_cache
def cards() -> tuple[Card, ...]:
    """All, in the order of the file. Raises InputError where it is wrong."""
    return entries(FILE, Card)


def source_changed(card: Card, old: Known | None, page: Known | None, text: str | None, today: date) -> date | None:
    """The day on which the card's source last changed, as long as nobody has checked the card after it.

    `text` is what the page says now, None where it could not be read; `old` and `page` what is stored of the two.
    """
    before = page.programme if page is not None and page.programme.url == card.page else None
    if text is not None and before is not None and touched(before.text or "", text):
        return today
    day = old.programme.source_changed if old else None
    return None if day is None or (card.checked is not None and card.checked > day) else day
