"""The matcher: every programme judged and scored for a project, with the reasons."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from funding import CityProfile, Evidence, InputError, Match, Programme, Project, Verdict
from matcher.case import Case
from matcher.corpus import Column, Corpus
from matcher.gates import eligibility, judge
from matcher.reading import Asked, ask
from matcher.reasons import reasons
from matcher.score import Coefficients, shipped
from matcher.semantic import Model
from matcher.signals import measure
from matcher.when import deadline

EXPLAINED = 50  # matches per project with their reasons spelled out; `explain` does it for any


class Matcher:
    """Programmes indexed once, on one day. Without a `model` only words are compared (lexical mode).

    `coefficients` are the package's for that mode unless a fit brings its own.
    """

    def __init__(
        self,
        programmes: Sequence[Programme],
        today: date,
        *,
        model: Model | None = None,
        coefficients: Coefficients | None = None,
    ) -> None:
        self._corpus = Corpus(programmes, model)
        self._today = today
        self._coefficients = coefficients or shipped("lexical" if model is None else "semantic")
        self._row = {programme.id: row for row, programme in enumerate(programmes)}

    def match(self, profile: CityProfile, project: Project) -> list[Match]:
        """All programmes, best first: by score, then next gate, then id; also those that a gate excludes.

        The gates' evidence is on every match, the reasons for the score on the best 50 that no gate excludes.
        """
        asked, signals = self._measured(profile, project)
        scores = self._coefficients.scores(signals)
        judged = [judge(self._case(asked, row)) for row in range(len(scores))]
        open_ = 0
        matches = []
        for row in self._order(asked, scores):
            match = self._match(asked, row, float(scores[row]), judged[row])
            if match.eligibility is not Verdict.NO and open_ < EXPLAINED:
                open_ += 1
                match = self._explained(match, asked, signals, row)
            matches.append(match)
        return matches

    def explain(self, profile: CityProfile, project: Project, programme_id: str) -> Match:
        """One programme with full evidence. Raises InputError for an id that is not there."""
        row = self._row.get(programme_id)
        if row is None:
            raise InputError(f"Kein Programm mit der Kennung {programme_id}; `passgenau programmes` zeigt alle.")
        asked, signals = self._measured(profile, project)
        score = float(self._coefficients.scores(signals)[row])
        return self._explained(self._match(asked, row, score, judge(self._case(asked, row))), asked, signals, row)

    def signals(self, profile: CityProfile, project: Project) -> dict[str, Column]:
        """Every signal by name, one number per programme in their order: what the fit in `bench/` learns from."""
        return self._measured(profile, project)[1]

    def _measured(self, profile: CityProfile, project: Project) -> tuple[Asked, dict[str, Column]]:
        asked = ask(profile, project)
        return asked, measure(asked, self._corpus)

    def _case(self, asked: Asked, row: int) -> Case:
        return Case(asked.profile, asked.project, self._corpus.programmes[row], self._today)

    def _match(self, asked: Asked, row: int, score: float, evidence: tuple[Evidence, ...]) -> Match:
        return Match(
            project=asked.profile.project_id(asked.project),
            programme=self._corpus.programmes[row].id,
            score=score,
            eligibility=eligibility(evidence),
            evidence=evidence,
        )

    def _explained(self, match: Match, asked: Asked, signals: Mapping[str, Column], row: int) -> Match:
        points = self._coefficients.points(signals, row)
        why = reasons(asked, self._corpus, row, {name: float(signals[name][row]) for name in signals}, points)
        return Match(
            project=match.project, programme=match.programme, score=match.score, eligibility=match.eligibility,
            evidence=(*match.evidence, *why),
        )  # fmt: skip

    def _order(self, asked: Asked, scores: Column) -> list[int]:
        gates = [deadline(self._case(asked, row)) for row in range(len(scores))]
        days = np.array([gate.day.toordinal() if gate else date.max.toordinal() for gate in gates])
        ids = [programme.id for programme in self._corpus.programmes]
        return sorted(range(len(scores)), key=lambda row: (-scores[row], days[row], ids[row]))
