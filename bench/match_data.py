"""The match benchmark of ../shared/bench as profiles, programmes and grades, and the measures of its README."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from crawl.lists import read
from funding import CityProfile, Programme, Project

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
DAY = date(2026, 11, 22)  # in the benchmark everything counts as open, so any day will do


@dataclass(frozen=True)
class Bench:
    """`grades`: project slug -> programme id -> 0-3; `gates`: the same with what readers say: ok, unclear or no.

    What was not judged is absent and counts 0.
    """

    programmes: list[Programme]
    asked: list[tuple[CityProfile, Project]]
    grades: Mapping[str, Mapping[str, int]]
    gates: Mapping[str, Mapping[str, str]]

    def labels(self, slug: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Whether each programme fits (grade 2 or 3)."""
        return np.array([self.grades[slug].get(programme.id, 0) >= 2 for programme in self.programmes])


def load(folder: Path = SHARED) -> Bench:
    """Reads programmes, profiles and grades."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    gates: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _lines(folder / "qrels.jsonl"):
        grades[row["project"]][f"bench:{row['programme']}"] = row["grade"]
        gates[row["project"]][f"bench:{row['programme']}"] = row["gate"]
    profiles = [_profile(path) for path in sorted((folder / "profiles").glob("*.yaml"))]
    asked = [(profile, project) for profile in profiles for project in profile.projects]
    programmes = read(folder / "programmes.jsonl", "bench").programmes
    return Bench(programmes, asked, grades, gates)


def ndcg(order: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """nDCG with gain 2^grade - 1."""
    gains = [2 ** grades.get(key, 0) - 1 for key in order[:depth]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    return _discounted(gains) / _discounted(ideal)


def recall(order: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float:
    """Share of the programmes of grade 2 and 3 among the first."""
    fitting = {key for key, grade in grades.items() if grade >= 2}
    return len(fitting & set(order[:depth])) / len(fitting)


def has_a_fit(grades: Mapping[str, int]) -> bool:
    """Whether anything fits at all; the measures are taken over such projects."""
    return any(grade >= 2 for grade in grades.values())


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _profile(path: Path) -> CityProfile:
    return TypeAdapter(CityProfile).validate_python(YAML(typ="safe", pure=True).load(path))
