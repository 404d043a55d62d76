"""BM25 over stems and the parts of compounds, and over the concepts of the glossary."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from funding.vocabulary import Language
from matcher.sparse import ASKED, Doubles, Floats, Postings, Queries, Query, exact
from matcher.words import Compounds, stems

_K1 = 1.2
_B = 0.75
_SENTENCES = 2**15  # remembered opened: the same programmes are shown to many projects


class Bm25:
    """Bags of terms (numbers from 0) as rows; `scores` gives BM25 over the root of what the terms asked say together.

    The sum would favour long queries, a share of the possible short ones; between them ranks best (docs/matching.md).
    """

    def __init__(self, bags: Sequence[Sequence[int]]) -> None:
        keys = [term * len(bags) + row for row, bag in enumerate(bags) for term in bag]
        self._postings = postings = Postings.of([np.array(keys, np.int64)], len(bags))
        frequencies = postings.frequencies()
        self._idf = np.log1p((len(bags) - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
        self._rarity: dict[int, float] = dict(zip(postings.terms.tolist(), self._idf.tolist(), strict=True))
        self._values = self._saturated(postings)
        self._weighed = lru_cache(maxsize=ASKED)(self._weigh)

    def scores(self, queries: Sequence[tuple[int, ...]]) -> Doubles:
        """Of every query and row, each term counted once: 0 nothing shared, about 10 where much and rare things are."""
        return self._postings.products(Queries.joined([self._weighed(terms) for terms in queries]), self._values)

    def rarity(self, term: int) -> float:
        """How much a term says here: its idf, 0 where no row has it."""
        return self._rarity.get(term, 0.0)

    def _weigh(self, terms: tuple[int, ...]) -> Query:
        _, at = self._postings.find(np.array(sorted(set(terms)), np.int64))
        weights = self._idf[at]
        return at, exact(weights / np.sqrt(weights.sum() or 1.0))

    @staticmethod
    def _saturated(postings: Postings) -> Floats:
        lengths = np.bincount(postings.rows, weights=postings.counts, minlength=postings.size)
        average = float(lengths.mean()) if len(lengths) else 0.0
        norm = _K1 * (1 - _B + _B * lengths / (average or 1.0))
        return exact(postings.counts * (_K1 + 1) / (postings.counts + norm[postings.rows])).astype(np.float32)


class StemIndex:
    """Folded texts of one language as rows, by their stems and the parts of compounds."""

    def __init__(self, texts: Sequence[str], language: Language) -> None:
        self._language = language
        documents = [stems(text, language) for text in texts]
        whole = {stem for document in documents for stem in document}
        self._compounds = Compounds(whole if language == "de" else ())
        self._parts = {stem: self._compounds.parts(stem) for stem in whole}
        self._ids = {stem: at for at, stem in enumerate(sorted(whole))}
        self._open = lru_cache(maxsize=_SENTENCES)(lambda folded: tuple(self._opened(stems(folded, language))))
        self._known = lru_cache(maxsize=ASKED)(self._of_query)
        self._index = Bm25([[self._ids[stem] for stem in self._opened(document)] for document in documents])

    def scores(self, queries: Sequence[str]) -> Doubles:
        """`Bm25.scores` of every text for the stems of folded queries."""
        return self._index.scores([self._known(query) for query in queries])

    def open(self, folded: str) -> tuple[str, ...]:
        """The stems of a text, each followed by the parts of a compound."""
        return self._open(folded)

    def rarity(self, stem: str) -> float:
        """How much a stem says here: its idf, 0 where no text has it."""
        at = self._ids.get(stem)
        return 0.0 if at is None else self._index.rarity(at)

    def _of_query(self, folded: str) -> tuple[int, ...]:
        return tuple(self._ids[stem] for stem in self.open(folded) if stem in self._ids)

    def _opened(self, document: Sequence[str]) -> Iterator[str]:
        for stem in document:
            yield stem
            yield from self._parts[stem] if stem in self._parts else self._compounds.parts(stem)
