"""Character 3-5-grams inside words, TF-IDF and cosine: reaches into German compounds without a dictionary."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matcher.sparse import ASKED, Doubles, Floats, Ints, Postings, Queries, Query, exact

_LENGTHS = (3, 4, 5)
_OTHER = re.compile(r"[^a-z]+")  # a number is no subject: 20 nurseries are not a programme of 20 million
_ALPHABET = " abcdefghijklmnopqrstuvwxyz"
# 0 is no letter, so that n-grams of different length differ; 5 letters of 28 fit an int64 many times over.
_CODES = np.zeros(128, np.int64)
_CODES[[ord(letter) for letter in _ALPHABET]] = np.arange(1, len(_ALPHABET) + 1)
_BASE = len(_ALPHABET) + 1
_BLANK = 1
_BATCH = 100  # texts whose n-grams are held uncounted
_BLOCK = 4096  # texts in one matrix


class NgramIndex:
    """Folded texts as rows; `scores` gives the cosine (0-1) of folded queries with each.

    The texts are kept in blocks, so that the memory for building and asking does not grow with all of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._blocks = [_postings(texts[at : at + _BLOCK]) for at in range(0, self._size, _BLOCK)]
        self._terms, frequencies = _added(self._blocks)
        self._idf = (np.log((1 + self._size) / (1 + frequencies)) + 1).astype(np.float32)
        self._values = [self._normed(block) for block in self._blocks]
        self._places = [_places(self._terms, block) for block in self._blocks]
        self._weighed = lru_cache(maxsize=ASKED)(self._weigh)

    def scores(self, queries: Sequence[str]) -> Doubles:
        """Cosine of every query with every text; n-grams that no text has do not count."""
        asked = Queries.joined([self._weighed(query) for query in queries])
        parts = [
            block.products(asked.within(places), values)
            for block, values, places in zip(self._blocks, self._values, self._places, strict=True)
        ]
        return np.hstack(parts) if parts else np.zeros((len(queries), 0))

    def _weigh(self, query: str) -> Query:
        """The places of a query's n-grams among all terms, where some text has them, and their weights."""
        grams, counts = np.unique(ngrams(query), return_counts=True)
        at = np.searchsorted(self._terms, grams).clip(max=len(self._terms) - 1)
        known = self._terms[at] == grams if len(self._terms) else np.zeros(len(grams), np.bool_)
        weights = (1 + np.log(counts[known].astype(np.float32))) * self._idf[at[known]]
        return at[known], exact(weights / (float(np.sqrt((weights**2).sum())) or 1.0))

    def _normed(self, block: Postings) -> Floats:
        idf = self._idf[np.searchsorted(self._terms, block.terms)]
        values = (1 + np.log(block.counts)) * np.repeat(idf, block.frequencies())
        norms = np.sqrt(np.bincount(block.rows, weights=values**2, minlength=block.size))
        return exact(values / np.maximum(norms[block.rows], 1e-9)).astype(np.float32)


def ngrams(folded: str) -> Ints:
    """Every 3-5-gram of every word (with its blanks before and after), as numbers, with repetition."""
    codes = _CODES[np.frombuffer(f" {_OTHER.sub(' ', folded).strip()} ".encode("ascii"), np.uint8)]
    return np.concatenate([_of_length(codes, length) for length in _LENGTHS])


def _of_length(codes: Ints, length: int) -> Ints:
    if len(codes) < length:
        return np.empty(0, np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(codes, length)
    whole: NDArray[np.bool_] = (windows[:, 1:-1] != _BLANK).all(axis=1)
    powers = _BASE ** np.arange(length, dtype=np.int64)
    grams: Ints = windows[whole] @ powers
    return grams


def _postings(texts: Sequence[str]) -> Postings:
    size = len(texts)
    return Postings.of((_keys(texts[at : at + _BATCH], at, size) for at in range(0, size, _BATCH)), size)


def _keys(texts: Sequence[str], first: int, size: int) -> Ints:
    """Each n-gram of each text, marked with the row of the text; `Postings` counts them."""
    return np.concatenate([ngrams(text) * size + row for row, text in enumerate(texts, start=first)])


def _added(blocks: Sequence[Postings]) -> tuple[Ints, Ints]:
    """All terms, ascending, and in how many rows of all blocks each occurs."""
    terms = np.unique(np.concatenate([block.terms for block in blocks] or [np.empty(0, np.int64)]))
    frequencies = np.zeros(len(terms), np.int64)
    for block in blocks:
        frequencies[np.searchsorted(terms, block.terms)] += block.frequencies()
    return terms, frequencies


def _places(terms: Ints, block: Postings) -> Ints:
    """Where each of the terms stands in the block, -1 where none of its texts has it."""
    places = np.full(len(terms), -1, np.int64)
    places[np.searchsorted(terms, block.terms)] = np.arange(len(block.terms))
    return places
