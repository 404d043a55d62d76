"""What the reader hands out: facts with the words they were read from and how sure it is."""

from dataclasses import dataclass
from typing import Literal

from facts.conditions import Condition
from funding.programme import Stage
from funding.vocabulary import Mode


@dataclass(frozen=True, slots=True)
class Figure:
    """A number (percent or whole euros) with its verbatim words; confidence 0-1 (below 0.6: "bitte prüfen").

    `source` names the section of a programme, "" for a plain text.
    """

    value: float
    quote: str
    confidence: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A statement without a number, e.g. a mode, with its verbatim words."""

    code: str
    quote: str
    source: str = ""
    confidence: float = 0.9


def mode_of(stage: Stage) -> str:
    """The mode that a stage shows by itself; "" for one that only opens."""
    if stage.closes is not None:
        return "fixed"
    if stage.recurring is not None:
        return "recurring"
    return "relative" if stage.before_start is not None else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """All that was read from one text. Empty, False and None mean "not stated", never "no".

    `shut`: the words that say that nobody can apply at present, or that all rounds are over.
    `rate_normal`, `own_share_normal`: of a city in no need, only where the text sets others for needy ones.
    `kommune`: code "yes" or "no", whether a municipality may apply by this text alone; None where it is unclear.
    `malformed`: sums that are written so that nobody can tell what is meant ("EUR 1,150"): never read, always told.
    `modes` is ("none",) where a text says nothing on when to apply, and () without a text.
    """

    stages: tuple[Stage, ...] = ()
    modes: tuple[Mode, ...] = ()
    mode_words: tuple[Words, ...] = ()
    shut: Words | None = None
    rate_max: Figure | None = None
    rate_normal: Figure | None = None
    own_share_min: Figure | None = None
    own_share_normal: Figure | None = None
    amount_max: Figure | None = None
    amount_min: Figure | None = None
    amount_min_kind: Literal["grant", "cost"] | None = None
    kommune: Words | None = None
    malformed: tuple[str, ...] = ()
    conditions: tuple[tuple[Condition, str], ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the text itself says that application is not possible (any more)."""
        return self.shut is not None

    @property
    def modes_confidence(self) -> float:
        """As sure as the least sure statement on when to apply; saying nothing is 0.8."""
        sure = [stage.confidence for stage in self.stages] + [words.confidence for words in self.mode_words]
        return min(sure, default=0.8)
