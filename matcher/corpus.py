"""All programmes, read and indexed once; everything per programme is a column in their order."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from funding import Programme
from funding.vocabulary import Language
from matcher.bm25 import Bm25, StemIndex
from matcher.boilerplate import brief
from matcher.glossary import concepts
from matcher.ngrams import NgramIndex
from matcher.reading import Reading, read
from matcher.semantic import Model, Space

LANGUAGES: tuple[Language, ...] = ("de", "en")
Column = NDArray[np.float64]


class Corpus:
    """One lexical index per language: a German word is not rare because half of the calls are English."""

    def __init__(self, programmes: Sequence[Programme], model: Model | None = None) -> None:
        self.programmes = tuple(programmes)
        self.readings = [read(programme) for programme in programmes]
        self.rows = {code: np.flatnonzero([p.language == code for p in programmes]) for code in LANGUAGES}
        texts = {code: [self.readings[row].text for row in rows] for code, rows in self.rows.items()}
        self._ngrams = {code: NgramIndex(texts[code]) for code in LANGUAGES}
        self.stems = {code: StemIndex(texts[code], code) for code in LANGUAGES}
        self._concepts = {code: Bm25([concepts(text, code) for text in texts[code]]) for code in LANGUAGES}
        self._space = Space(model, [brief(programme) for programme in programmes]) if model else None
        self.semantic = model is not None
        self.german = self.column(lambda programme, _: programme.language == "de")
        self.municipal = self.column(lambda programme, _: "kommune" in (programme.applicants or ()))
        self.cities = self.column(lambda programme, reading: not programme.applicants and reading.cities)
        self.business = self.column(lambda programme, reading: 0.0 if programme.applicants else reading.business)
        self.research = self.column(lambda _, reading: reading.research)

    def column(self, of: Callable[[Programme, Reading], float]) -> Column:
        """One number per programme; True counts 1."""
        return np.array([of(*pair) for pair in zip(self.programmes, self.readings, strict=True)], np.float64)

    def nearness(self, text: str) -> Column:
        """How near each programme is in meaning (about 0.3 to 0.6); nothing is near without a sentence model."""
        return np.zeros(len(self.programmes)) if self._space is None else self._space.nearness(text)

    def likeness(self, folded: str, language: Language) -> Column:
        """Cosine of character n-grams (0-1) with the programmes of a language, 0 for the others."""
        return self._spread(self._ngrams[language].scores(folded), language)

    def shared_stems(self, folded: str, language: Language) -> Column:
        """`Bm25.scores` for the programmes of a language, 0 for the others."""
        return self._spread(self.stems[language].scores(folded), language)

    def shared_concepts(self, asked: Sequence[int], language: Language) -> Column:
        """`Bm25.scores` over the glossary's concepts for the programmes of a language, 0 for the others."""
        return self._spread(self._concepts[language].scores(asked), language)

    def concept_rarity(self, concept: int, language: Language) -> float:
        """How much a concept of the glossary says among the programmes of a language: its idf."""
        return self._concepts[language].rarity(concept)

    def _spread(self, scores: NDArray[np.float32], language: Language) -> Column:
        column = np.zeros(len(self.programmes))
        column[self.rows[language]] = scores
        return column
