"""The matcher: every programme judged and scored for a project, with the reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Self

import numpy as np
from numpy.typing import NDArray

from funding import CityProfile, Evidence, InputError, Match, Programme, Project, Verdict
from matcher.case import Case
from matcher.corpus import Column, Corpus
from matcher.gates import judge
from matcher.reading import Asked, Reading, ask, read
from matcher.reasons import reasons
from matcher.score import Coefficients, shipped
from matcher.semantic import Model
from matcher.signals import measure
from matcher.verdicts import VERDICTS, Verdicts

EXPLAINED = 50  # matches per project with their reasons spelled out; `explain` does it for any
_CELLS = 2**20  # pairs whose words are compared at once
_NO = VERDICTS.index(Verdict.NO)
Asking = tuple[CityProfile, Project]
_asked = lru_cache(maxsize=4096)(ask)  # a project is read once


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """A project's every programme: the columns are in their order, `rows` lists them best first.

    `verdicts` are places in `matcher.verdicts.VERDICTS`.
    """

    asked: Asked
    signals: Mapping[str, Column]
    scores: Column
    verdicts: NDArray[np.int32]
    rows: NDArray[np.int64]

    def split(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(rows that no gate excludes, rows that one does), both best first."""
        shut = self.verdicts[self.rows] == _NO
        return self.rows[~shut], self.rows[shut]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of each programme by itself: what it says, and what the gates decide of it on a day.

    How rare a word is depends on all programmes, so that their words are compared anew whenever one of them changes.
    """

    programmes: tuple[Programme, ...]
    readings: tuple[Reading, ...]
    verdicts: Verdicts

    @classmethod
    def of(cls, programmes: Sequence[Programme], today: date, earlier: "Known | None" = None) -> Self:
        """Takes over what an `earlier` one knows of the programmes that are still the same, and these themselves."""
        if earlier is None:
            readings = tuple(read(programme) for programme in programmes)
            return cls(tuple(programmes), readings, Verdicts(programmes, today))
        same = earlier.places(programmes)
        pairs = list(zip(programmes, same, strict=True))
        kept = tuple(one if place < 0 else earlier.programmes[place] for one, place in pairs)
        readings = tuple(read(one) if place < 0 else earlier.readings[place] for one, place in pairs)
        return cls(kept, readings, Verdicts(kept, today, earlier.verdicts, same))

    def places(self, programmes: Sequence[Programme]) -> list[int]:
        """Where each programme stands here, unchanged; -1 where it does not."""
        known = {programme.id: row for row, programme in enumerate(self.programmes)}
        rows = ((one, known.get(one.id, -1)) for one in programmes)
        return [row if row >= 0 and self.programmes[row] == one else -1 for one, row in rows]


class Matcher:
    """Programmes indexed once, on one day. Without a `model` only words are compared (lexical mode).

    `coefficients` are the package's for that mode unless a fit brings its own. `earlier`: what another matcher `knows`,
    of other programmes or another day; what holds still is not worked out again. That changes no match.
    """

    def __init__(
        self,
        programmes: Sequence[Programme],
        today: date,
        *,
        model: Model | None = None,
        coefficients: Coefficients | None = None,
        earlier: "Known | None" = None,
    ) -> None:
        self.knows = Known.of(programmes, today, earlier)
        self._corpus = Corpus(self.knows.programmes, model, self.knows.readings)
        self._today = today
        self._coefficients = coefficients or shipped("lexical" if model is None else "semantic")
        self._row = {programme.id: row for row, programme in enumerate(programmes)}
        self._sorted = np.argsort(np.array([programme.id for programme in programmes], object))
        self._places = np.argsort(self._sorted)

    def rank(self, asking: Iterable[Asking]) -> Iterator[Ranking]:
        """Every programme's eligibility and score and the order of all, project by project, without evidence.

        Many projects at once cost less than one by one; the result is the same.
        """
        waiting = iter(asking)
        size = max(1, _CELLS // max(1, len(self._places)))
        while block := [_asked(*one) for one in islice(waiting, size)]:
            self._corpus.foresee(block)
            yield from map(self._ranking, block)

    def match(self, profile: CityProfile, project: Project) -> list[Match]:
        """All programmes, best first: by score, then next gate, then id; also those that a gate excludes.

        The gates' evidence is on every match, the reasons for the score on the best 50 that no gate excludes.
        """
        (ranking,) = self.rank([(profile, project)])
        explained = set(ranking.split()[0][:EXPLAINED].tolist())
        return [self._match(ranking, row, explained=row in explained) for row in ranking.rows.tolist()]

    def best(self, asking: Iterable[Asking], most: int, shut: int) -> Iterator[tuple[Match, ...]]:
        """Per project the best of `match`: at most so many that no gate excludes, then so many that one does."""
        for ranking in self.rank(asking):
            open_, others = ranking.split()
            fitting = enumerate(open_[:most].tolist())
            yield (
                *(self._match(ranking, row, explained=at < EXPLAINED) for at, row in fitting),
                *(self._match(ranking, row) for row in others[:shut].tolist()),
            )

    def explain(self, profile: CityProfile, project: Project, programme_id: str) -> Match:
        """One programme with full evidence. Raises InputError for an id that is not there."""
        row = self._row.get(programme_id)
        if row is None:
            raise InputError(f"Kein Programm mit der Kennung {programme_id}; `passgenau programmes` zeigt alle.")
        (ranking,) = self.rank([(profile, project)])
        return self._match(ranking, row, explained=True)

    def signals(self, profile: CityProfile, project: Project) -> dict[str, Column]:
        """Every signal by name, one number per programme in their order: what the fit in `bench/` learns from."""
        return measure(_asked(profile, project), self._corpus)

    def _ranking(self, asked: Asked) -> Ranking:
        signals = measure(asked, self._corpus)
        scores = self._coefficients.scores(signals)
        verdicts, days = self.knows.verdicts.of(asked.profile, asked.project)
        return Ranking(asked, signals, scores, verdicts, self._order(scores, days))

    def _order(self, scores: Column, days: NDArray[np.int32]) -> NDArray[np.int64]:
        """By score, next gate and id, all in one number: 17 bits of score, 22 of days, 24 of ids."""
        thousandths = np.rint(scores * 1000).astype(np.int64)
        keys = ((100_000 - thousandths) << 46) + (days.astype(np.int64) << 24) + self._places
        keys.sort()
        rows: NDArray[np.int64] = self._sorted[keys & (2**24 - 1)]
        return rows

    def _match(self, ranking: Ranking, row: int, *, explained: bool = False) -> Match:
        asked, programme = ranking.asked, self._corpus.programmes[row]
        found = Match(
            project=asked.profile.project_id(asked.project),
            programme=programme.id,
            score=float(ranking.scores[row]),
            eligibility=VERDICTS[ranking.verdicts[row]],
            evidence=judge(Case(asked.profile, asked.project, programme, self._today)),
        )
        return replace(found, evidence=(*found.evidence, *self._reasons(ranking, row))) if explained else found

    def _reasons(self, ranking: Ranking, row: int) -> tuple[Evidence, ...]:
        points = self._coefficients.points(ranking.signals, row)
        values = {name: float(column[row]) for name, column in ranking.signals.items()}
        return reasons(ranking.asked, self._corpus, row, values, points)
