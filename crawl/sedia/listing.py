"""Reading all rows of some parts of the search, whatever order their pages come in: all of them, or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crawl.sedia.answers import Answer, Identity, identity
from crawl.sedia.cutting import PAGE, split
from crawl.sedia.partition import Partition
from funding import PassgenauError

TRIES = 5  # reads of one part until it is given up
MOST = 200  # requests of one run; a full portal takes about 40


@dataclass(frozen=True, slots=True)
class Ask:
    """One page of a part, in its first or a later read. A look at a part has no order: that leaves out some rows."""

    part: Partition
    page: int = 1
    ordered: bool = False
    read: int = 1


@dataclass(slots=True)
class _Reading:
    """How far a part is: how many rows it is said to have, what has been seen of them in all reads."""

    tries: int = 0
    told: int = 0
    pages: dict[int, Answer] = field(default_factory=dict)
    seen: set[Identity] = field(default_factory=set)


class Listing:
    """`rows` is every row seen, by identity; `sets` the identities of each part that has been read in full."""

    def __init__(self) -> None:
        self.rows: dict[Identity, Any] = {}
        self.sets: dict[Partition, frozenset[Identity]] = {}
        self.asked = 0
        self._open: dict[Partition, _Reading] = {}

    @property
    def done(self) -> bool:
        """Whether every part has been read in full."""
        return not self._open

    def read(self, parts: Iterable[Partition]) -> list[Ask]:
        """What to ask in order to read these parts, again or for the first time."""
        self._open |= {part: _Reading() for part in parts}
        return [ask for part in self._open for ask in self._look(part)]

    def take(self, ask: Ask, answer: Answer) -> list[Ask]:
        """What to ask next. Raises PassgenauError where a part does not become whole."""
        self.rows |= {identity(row): row for row in answer.rows}
        reading = self._open[ask.part]
        return self._page(ask, reading, answer) if ask.ordered else self._looked(ask.part, reading, answer)

    def _looked(self, part: Partition, reading: _Reading, answer: Answer) -> list[Ask]:
        if answer.total <= PAGE:
            whole = len(answer.rows) == answer.total
            return self._finished(part, map(identity, answer.rows)) if whole else self._look(part)
        parts = split(part, [row for row in answer.rows if isinstance(row, dict)], answer.total)
        if len(parts) > 1:
            del self._open[part]
            self._open |= {smaller: _Reading() for smaller in parts}
            return [ask for smaller in parts for ask in self._look(smaller)]
        if reading.told != answer.total:
            reading.seen.clear()
        reading.told, reading.pages = answer.total, {}
        return self._counted(
            [Ask(part, page, ordered=True, read=reading.tries) for page in range(1, -(-answer.total // PAGE) + 1)]
        )

    def _page(self, ask: Ask, reading: _Reading, answer: Answer) -> list[Ask]:
        """The pages of one read may overlap; what one read misses the next may bring."""
        reading.pages[ask.page] = answer
        if len(reading.pages) * PAGE < reading.told:
            return []
        if any(page.total != reading.told for page in reading.pages.values()):
            reading.seen.clear()  # the portal changed meanwhile
            return self._look(ask.part)
        reading.seen |= {identity(row) for page in reading.pages.values() for row in page.rows}
        return self._finished(ask.part, reading.seen) if len(reading.seen) >= reading.told else self._look(ask.part)

    def _finished(self, part: Partition, seen: Iterable[Identity]) -> list[Ask]:
        self.sets[part] = frozenset(seen)
        del self._open[part]
        return []

    def _look(self, part: Partition) -> list[Ask]:
        reading = self._open[part]
        reading.tries += 1
        if reading.tries > TRIES:
            raise PassgenauError(
                f"Die Suche des EU-Portals zeigt in {TRIES} Versuchen nicht alle Treffer einer Abfrage; "
                "bitte später noch einmal."
            )
        return self._counted([Ask(part, read=reading.tries)])

    def _counted(self, asks: Sequence[Ask]) -> list[Ask]:
        self.asked += len(asks)
        if self.asked > MOST:
            raise PassgenauError(f"Die Suche des EU-Portals ließ sich mit {MOST} Anfragen nicht ganz lesen.")
        return list(asks)
