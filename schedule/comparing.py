"""What a change of a profile does to its matches, before anybody is mailed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import matcher
from db import Store
from funding import CityProfile, Project
from schedule.jobs import THRESHOLD, model

_NOTICED = 1.0  # points; less is not a move


@dataclass(frozen=True, slots=True)
class Move:
    """A match that came, went, or got another score; None where it is not shown."""

    kind: Literal["new", "lost", "moved"]
    project: str
    programme: str
    before: float | None
    after: float | None


def compare(store: Store, old: CityProfile, new: CityProfile, today: date) -> list[Move]:
    """Both versions against the programmes of today; by project, the best first.

    Only what a digest may show counts: from the lowest threshold among those who read of a project, in each version
    its own.
    """
    index = matcher.Matcher(store.programmes(), today, model=model(store))
    before, after = dict(_shown(index, old)), dict(_shown(index, new))
    moves = [_move(pair, before.get(pair), after.get(pair)) for pair in before | after]
    order = [project.slug for project in (*new.projects, *old.projects)]
    return sorted(
        (move for move in moves if move is not None),
        key=lambda move: (order.index(move.project), -(move.after or 0), -(move.before or 0), move.programme),
    )


def _shown(index: matcher.Matcher, profile: CityProfile) -> Iterator[tuple[tuple[str, str], float]]:
    for ranking in index.rank((profile, project) for project in profile.projects):
        project = ranking.asked.project
        open_, _ = ranking.split()
        for row in open_[ranking.scores[open_] >= _threshold(profile, project)].tolist():
            yield (project.slug, index.knows.programmes[row].id), float(ranking.scores[row])


def _threshold(profile: CityProfile, project: Project) -> int:
    readers = (one for one in profile.recipients if project in profile.projects_of(one))
    chosen = (THRESHOLD if one.threshold is None else one.threshold for one in readers)
    return min(chosen, default=THRESHOLD)


def _move(pair: tuple[str, str], before: float | None, after: float | None) -> Move | None:
    if before is None:
        return Move("new", *pair, before, after)
    if after is None:
        return Move("lost", *pair, before, after)
    return Move("moved", *pair, before, after) if abs(after - before) >= _NOTICED else None
