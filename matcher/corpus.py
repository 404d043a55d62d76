"""All programmes, read and indexed once; everything per programme is a column in their order."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from funding import Programme
from funding.vocabulary import Language
from matcher.bm25 import Bm25, StemIndex
from matcher.boilerplate import brief
from matcher.glossary import concepts
from matcher.ngrams import NgramIndex
from matcher.reading import Asked, Reading, read
from matcher.semantic import Model, Space

LANGUAGES: tuple[Language, ...] = ("de", "en")
Column = NDArray[np.float64]
Rows = NDArray[np.intp]
Key = TypeVar("Key", bound=Hashable)
Pieces = tuple[str, ...]


class Corpus:
    """One lexical index per language: a German word is not rare because half of the calls are English.

    `readings`: of the programmes, where they are known.
    """

    def __init__(
        self, programmes: Sequence[Programme], model: Model | None = None, readings: Sequence[Reading] | None = None
    ) -> None:
        self.programmes = tuple(programmes)
        self.readings = [read(programme) for programme in programmes] if readings is None else list(readings)
        self.rows = {code: np.flatnonzero([p.language == code for p in programmes]) for code in LANGUAGES}
        texts = {code: [self.readings[row].text for row in rows] for code, rows in self.rows.items()}
        self.stems = {code: StemIndex(texts[code], code) for code in LANGUAGES}
        self._glossary = {code: Bm25([concepts(text, code) for text in texts[code]]) for code in LANGUAGES}
        self._likeness = {code: self._sums(NgramIndex(texts[code]).scores, code) for code in LANGUAGES}
        self._stems = {code: self._sums(self.stems[code].scores, code) for code in LANGUAGES}
        self._concepts = {code: self._sums(self._glossary[code].scores, code) for code in LANGUAGES}
        self._alike: dict[tuple[str, ...], tuple[list[int], Rows]] = {}
        self.semantic = model is not None
        languages = [programme.language for programme in programmes]
        space = Space(model, [brief(programme) for programme in programmes], languages) if model else None
        self._nearness = Sums(
            by_pieces(space.nearness) if space else lambda asked: np.zeros((len(asked), len(programmes)))
        )
        self.german = self.column(lambda programme, _: programme.language == "de")
        self.municipal = self.column(lambda programme, _: "kommune" in (programme.applicants or ()))
        self.cities = self.column(lambda programme, reading: not programme.applicants and reading.cities)
        self.business = self.column(lambda programme, reading: 0.0 if programme.applicants else reading.business)
        self.research = self.column(lambda _, reading: reading.research)

    def column(self, of: Callable[[Programme, Reading], float]) -> Column:
        """One number per programme; True counts 1."""
        return np.array([of(*pair) for pair in zip(self.programmes, self.readings, strict=True)], np.float64)

    def of_reading(self, of: Callable[[Reading], float], *fields: str) -> Column:
        """One number per programme from these fields of its reading alone: worked out once for all that share them."""
        firsts, codes = self._shared(fields)
        column: Column = np.array([of(self.readings[row]) for row in firsts], np.float64)[codes]
        return column

    def foresee(self, asked: Sequence[Asked]) -> None:
        """Compares the words of many projects at once, which costs less; what was foreseen before is forgotten.

        Changes no number: every sum is exact, however many are asked.
        """
        texts = [one.text for one in asked]
        self._nearness.foresee([one.pieces for one in asked] if self.semantic else ())
        self._likeness["de"].foresee(texts, [one.title for one in asked])
        self._stems["de"].foresee(texts)
        self._concepts["en"].foresee([one.concepts for one in asked])

    def nearness(self, pieces: Pieces) -> Column:
        """How near in meaning each programme is to the two nearest pieces; 0 without a sentence model."""
        return self._nearness.of(pieces)

    def likeness(self, folded: str, language: Language) -> Column:
        """Cosine of character n-grams (0-1) with the programmes of a language, 0 for the others."""
        return self._likeness[language].of(folded)

    def shared_stems(self, folded: str, language: Language) -> Column:
        """`Bm25.scores` for the programmes of a language, 0 for the others."""
        return self._stems[language].of(folded)

    def shared_concepts(self, asked: tuple[int, ...], language: Language) -> Column:
        """`Bm25.scores` over the glossary's concepts for the programmes of a language, 0 for the others."""
        return self._concepts[language].of(asked)

    def concept_rarity(self, concept: int, language: Language) -> float:
        """How much a concept of the glossary says among the programmes of a language: its idf."""
        return self._glossary[language].rarity(concept)

    def _shared(self, fields: tuple[str, ...]) -> tuple[list[int], Rows]:
        """A row for every different value of these fields, and for every programme which of them it shares."""
        if fields not in self._alike:
            self._alike[fields] = grouped(attrgetter(*fields)(reading) for reading in self.readings)
        return self._alike[fields]

    def _sums(self, scores: Callable[[list[Key]], Column], language: Language) -> "Sums[Key]":
        """`scores` gives the programmes of a language; the others get 0."""

        def spread(asked: list[Key]) -> Column:
            columns = np.zeros((len(asked), len(self.programmes)))
            columns[:, self.rows[language]] = scores(asked)
            return columns

        return Sums(spread)


class Sums(Generic[Key]):
    """A column of numbers for whatever is asked; what is foreseen is worked out together, the rest one at a time."""

    def __init__(self, of: Callable[[list[Key]], Column]) -> None:
        self._of = of
        self._known: dict[Key, Column] = {}

    def foresee(self, *groups: Iterable[Key]) -> None:
        """Each group of like things together; forgets what was foreseen before."""
        self._known.clear()
        for group in groups:
            different = list(dict.fromkeys(group))
            self._known |= zip(different, self._of(different), strict=True)

    def of(self, asked: Key) -> Column:
        """One number per programme; do not write into it."""
        found = self._known.get(asked)
        column: Column = self._of([asked])[0] if found is None else found
        return column


def by_pieces(scores: Callable[[list[str]], Column]) -> Callable[[list[Pieces]], Column]:
    """From scores of texts, a row each, those of projects that consist of several."""

    def of_projects(asked: list[Pieces]) -> Column:
        rows = scores([piece for pieces in asked for piece in pieces])
        ends = np.cumsum([len(pieces) for pieces in asked])
        return np.stack([best_two(rows[end - len(pieces) : end]) for pieces, end in zip(asked, ends, strict=True)])

    return of_projects


def best_two(rows: Column) -> Column:
    """The mean of the two largest numbers of each column; of one row, that row."""
    best, second = rows[0], rows[min(1, len(rows) - 1)]
    best, second = np.maximum(best, second), np.minimum(best, second)
    for row in rows[2:]:
        second = np.maximum(second, np.minimum(best, row))
        best = np.maximum(best, row)
    mean: Column = (best + second) / 2
    return mean


def grouped(values: Iterable[Hashable]) -> tuple[list[int], Rows]:
    """The first row of every different value, and for every row the number of its value."""
    numbers: dict[Hashable, int] = {}
    firsts: list[int] = []
    codes = []
    for row, value in enumerate(values):
        number = numbers.setdefault(value, len(numbers))
        if number == len(firsts):
            firsts.append(row)
        codes.append(number)
    return firsts, np.array(codes, np.intp)
