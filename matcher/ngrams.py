"""Character 3-5-grams inside words, TF-IDF and cosine: reaches into German compounds without a dictionary."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.sparse import Floats, Ints, Postings

_LENGTHS = (3, 4, 5)
_OTHER = re.compile(r"[^a-z]+")  # a number is no subject: 20 nurseries are not a programme of 20 million
_ALPHABET = " abcdefghijklmnopqrstuvwxyz"
# 0 is no letter, so that n-grams of different length differ; 5 letters of 28 fit an int64 many times over.
_CODES = np.zeros(128, np.int64)
_CODES[[ord(letter) for letter in _ALPHABET]] = np.arange(1, len(_ALPHABET) + 1)
_BASE = len(_ALPHABET) + 1
_BLANK = 1
_BATCH = 100  # texts whose n-grams are held uncounted


class NgramIndex:
    """Folded texts as rows; `scores` gives the cosine (0-1) of a folded query with each."""

    def __init__(self, texts: Sequence[str]) -> None:
        size = len(texts)
        batches = (_keys(texts[at : at + _BATCH], at, size) for at in range(0, size, _BATCH))
        self._postings = postings = Postings.of(batches, size)
        frequencies = postings.frequencies()
        self._idf = (np.log((1 + size) / (1 + frequencies)) + 1).astype(np.float32)
        values = (1 + np.log(postings.counts)) * np.repeat(self._idf, frequencies)
        norms = np.sqrt(np.bincount(postings.rows, weights=values**2, minlength=size))
        self._values: Floats = (values / np.maximum(norms[postings.rows], 1e-9)).astype(np.float32)

    def scores(self, query: str) -> Floats:
        """Cosine of the query with every text; n-grams that no text has do not count."""
        grams, counts = np.unique(ngrams(query), return_counts=True)
        asked, at = self._postings.find(grams)
        weights = (1 + np.log(counts[asked].astype(np.float32))) * self._idf[at]
        norm = float(np.sqrt((weights**2).sum())) or 1.0
        return self._postings.scores(at, weights / norm, self._values)


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


def _keys(texts: Sequence[str], first: int, size: int) -> Ints:
    """Each n-gram of each text, marked with the row of the text; `Postings` counts them."""
    return np.concatenate([ngrams(text) * size + row for row, text in enumerate(texts, start=first)])
