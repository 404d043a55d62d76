"""All programmes, read and indexed once; everything per programme is a column in their order."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from funding import Programme
from funding.vocabulary import Language
from matcher.bm25 import StemIndex
from matcher.ngrams import NgramIndex
from matcher.reading import Reading, read

LANGUAGES: tuple[Language, ...] = ("de", "en")
Column = NDArray[np.float64]


class Corpus:
    """One lexical index per language: a German word is not rare because half of the calls are English."""

    def __init__(self, programmes: Sequence[Programme]) -> None:
        self.programmes = tuple(programmes)
        self.readings = [read(programme) for programme in programmes]
        self.rows = {code: np.flatnonzero([p.language == code for p in programmes]) for code in LANGUAGES}
        texts = {code: [self.readings[row].text for row in rows] for code, rows in self.rows.items()}
        self._ngrams = {code: NgramIndex(texts[code]) for code in LANGUAGES}
        self.stems = {code: StemIndex(texts[code], code) for code in LANGUAGES}
        self.german = self.column(lambda programme, _: programme.language == "de")
        self.municipal = self.column(lambda programme, _: "kommune" in (programme.applicants or ()))
        self.cities = self.column(lambda programme, reading: not programme.applicants and reading.cities)
        self.research = self.column(lambda _, reading: reading.research)
        self.development = self.column(lambda _, reading: reading.development)
        self.twinning = self.column(lambda _, reading: reading.twinning)

    def column(self, of: Callable[[Programme, Reading], bool]) -> Column:
        """1 for the programmes of which something is true, else 0."""
        return np.array([of(*pair) for pair in zip(self.programmes, self.readings, strict=True)], np.float64)

    def likeness(self, folded: str, language: Language) -> Column:
        """Cosine of character n-grams (0-1) with the programmes of a language, 0 for the others."""
        return self._spread(self._ngrams[language].scores(folded), language)

    def shared_stems(self, folded: str, language: Language) -> Column:
        """BM25 as a share of the most possible (0-1) for the programmes of a language, 0 for the others."""
        return self._spread(self.stems[language].scores(folded), language)

    def _spread(self, scores: NDArray[np.float32], language: Language) -> Column:
        column = np.zeros(len(self.programmes))
        column[self.rows[language]] = scores.clip(0, 1)
        return column
