"""What the gates decide for every programme at once: each is asked once for every different pair of sides."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from funding import CityProfile, Programme, Project, Verdict
from matcher.case import Case
from matcher.corpus import grouped
from matcher.gates import GATES, Criterion
from matcher.sides import DEADLINE, Sides
from matcher.when import deadline

Numbers = NDArray[np.int32]
VERDICTS = (Verdict.YES, Verdict.UNCLEAR, Verdict.NO)  # by how much they weigh
_NEVER = date.max.toordinal()
_DAYS = "next gate"
_ASKED = 4096  # projects whose sides are remembered


class Crossed:
    """A number for a project and every programme, worked out once for all pairs whose sides are the same.

    `earlier`: the same for other programmes or another day; what holds still is taken over. `same`: for each programme
    its place there, -1 where it is new or changed.
    """

    def __init__(
        self, sides: Sides, of: Callable[[Case], int], programmes: Sequence[Programme], today: date,
        earlier: "Crossed | None" = None, same: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.sides, self._of, self.today = sides, of, today
        if earlier is not None and sides.dated and earlier.today != today:
            earlier = None
        self.values: list[Hashable] = [
            sides.programme(one, today) if earlier is None or place < 0 else earlier.values[place]
            for one, place in zip(programmes, same or [-1] * len(programmes), strict=True)
        ]
        firsts, self._codes = grouped(self.values)
        self.examples = {self.values[row]: programmes[row] for row in firsts}
        self.rows: dict[Hashable, Numbers] = {}
        self._before = {} if earlier is None else earlier.rows
        numbers = {} if earlier is None else {value: number for number, value in enumerate(earlier.examples)}
        self._places = np.array([numbers.get(value, -1) for value in self.examples], np.int64)

    def column(self, side: Hashable, profile: CityProfile, project: Project) -> Numbers | None:
        """One number per programme, or None where all are 0. `side`: what the sides say of the project."""
        row = self.rows.get(side)
        if row is None:
            row = self.rows[side] = self._row(side, profile, project)
        return row.take(self._codes) if len(row) else None

    def _row(self, side: Hashable, profile: CityProfile, project: Project) -> Numbers:
        """A number for every different value of the programmes; empty where all are 0."""
        known = self._taken_over(side)
        cases = (Case(profile, project, one, self.today) for one in self.examples.values())
        numbers = [self._of(case) if number is None else number for case, number in zip(cases, known, strict=True)]
        return np.array(numbers if any(numbers) else (), np.int32)

    def _taken_over(self, side: Hashable) -> list[int | None]:
        before = self._before.get(side)
        if before is None:
            return [None] * len(self._places)
        return [None if place < 0 else int(before[place]) if len(before) else 0 for place in self._places]


class Verdicts:
    """All gates that eligibility depends on, and the next gate, for a project and every programme on a day."""

    def __init__(
        self, programmes: Sequence[Programme], today: date, earlier: "Verdicts | None" = None, same: Sequence[int] = ()
    ) -> None:
        self._size = len(programmes)
        self._sides = lru_cache(maxsize=_ASKED)(self._sides_of)
        asked: list[tuple[str, Sides, Callable[[Case], int]]] = [(_DAYS, DEADLINE, _days)]
        asked += [(gate.rule.__name__, gate.sides, partial(weight, gate)) for gate in GATES if gate.weighs()]
        self.crossed: dict[str, Crossed] = {
            name: Crossed(sides, of, programmes, today, earlier.crossed.get(name) if earlier else None, same)
            for name, sides, of in asked
        }

    def of(self, profile: CityProfile, project: Project) -> tuple[Numbers, Numbers]:
        """Per programme (eligibility, next gate).

        The place in `VERDICTS` of what `gates.eligibility` says of all evidence; the ordinal of the day of the
        programme's next gate for the project, for none the last of all days.
        """
        most, days = np.zeros(self._size, np.int32), np.full(self._size, _NEVER, np.int32)
        for name, side in self._sides(profile, project).items():
            column = self.crossed[name].column(side, profile, project)
            if column is not None and name == _DAYS:
                days = column
            elif column is not None:
                np.maximum(most, column, out=most)
        return most, days

    def _sides_of(self, profile: CityProfile, project: Project) -> dict[str, Hashable]:
        return {name: crossed.sides.city(profile, project) for name, crossed in self.crossed.items()}


def weight(gate: Criterion, case: Case) -> int:
    """The place in `VERDICTS` of what one gate adds to a programme's eligibility; its silence is no objection."""
    said = gate.rule(case)
    if said is None or (said.verdict is Verdict.UNCLEAR and not gate.decisive):
        return 0
    return VERDICTS.index(said.verdict)


def _days(case: Case) -> int:
    gate = deadline(case)
    return _NEVER if gate is None else gate.day.toordinal()
