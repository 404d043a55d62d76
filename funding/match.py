"""What the matcher says of a project and a programme."""

from dataclasses import dataclass

from funding.vocabulary import Language, Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One criterion with the words of both sides and one sentence for the officer.

    `weight` is the criterion's share of the score in points (0 for gates). Only a gate may say *no*.
    """

    criterion: str
    verdict: Verdict
    weight: float = 0.0
    city_side: str = ""
    programme_side: str = ""
    sentence: str = ""
    sentence_en: str = ""

    def say(self, language: Language = "de") -> str:
        """The sentence in the reader's language."""
        return self.sentence_en if language == "en" else self.sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """`score` 0-100: how likely an officer would call it fitting. Ordered by (-score, programme)."""

    project: str
    programme: str
    score: float
    eligibility: Verdict
    evidence: tuple[Evidence, ...] = ()
