"""BM25 over stems and the parts of compounds."""

from collections.abc import Iterator, Sequence

import numpy as np

from funding.vocabulary import Language
from matcher.sparse import Floats, Postings
from matcher.words import Compounds, stems

_K1 = 1.2
_B = 0.75


class StemIndex:
    """Folded texts of one language as rows; `scores` gives BM25 of a folded query as a share of the most possible."""

    def __init__(self, texts: Sequence[str], language: Language) -> None:
        self._language = language
        documents = [stems(text, language) for text in texts]
        whole = {stem for document in documents for stem in document}
        self._compounds = Compounds(whole if language == "de" else ())
        self._parts = {stem: self._compounds.parts(stem) for stem in whole}
        self._ids = {stem: at for at, stem in enumerate(sorted(whole))}
        keys = [self._ids[stem] * len(texts) + row for row, d in enumerate(documents) for stem in self._opened(d)]
        self._postings = postings = Postings.of([np.array(keys, np.int64)], len(texts))
        frequencies = postings.frequencies()
        self._idf = np.log1p((len(texts) - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
        self._values = self._saturated(postings)

    def scores(self, query: str) -> Floats:
        """BM25 of every text for the stems of the query, each counted once: 0 nothing shared, 1 all of it, often."""
        known = sorted({self._ids[stem] for stem in self.open(query) if stem in self._ids})
        _, at = self._postings.find(np.array(known, np.int64))
        weights = self._idf[at]
        most = float(weights.sum()) * (_K1 + 1) or 1.0
        return self._postings.scores(at, weights / most, self._values)

    def open(self, folded: str) -> list[str]:
        """The stems of a text, each followed by the parts of a compound."""
        return list(self._opened(stems(folded, self._language)))

    def rarity(self, stem: str) -> float:
        """How much a stem says here: its idf, 0 where no text has it."""
        at = self._ids.get(stem)
        return 0.0 if at is None else float(self._idf[at])

    def _opened(self, document: Sequence[str]) -> Iterator[str]:
        for stem in document:
            yield stem
            yield from self._parts[stem] if stem in self._parts else self._compounds.parts(stem)

    @staticmethod
    def _saturated(postings: Postings) -> Floats:
        lengths = np.bincount(postings.rows, weights=postings.counts, minlength=postings.size)
        average = float(lengths.mean()) if len(lengths) else 0.0
        norm = _K1 * (1 - _B + _B * lengths / (average or 1.0))
        values: Floats = (postings.counts * (_K1 + 1) / (postings.counts + norm[postings.rows])).astype(np.float32)
        return values
