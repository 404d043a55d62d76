"""A term-document matrix kept by term, so that a query touches only the terms it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """`terms` ascending; the entries of term k are `starts[k]:starts[k + 1]` of `rows` and `counts`."""

    terms: Ints
    starts: Ints
    rows: NDArray[np.int32]
    counts: Floats
    size: int

    @classmethod
    def of(cls, batches: Iterable[Ints], size: int) -> Self:
        """From one key `term * size + row` per occurrence, in any order; no row stands in two batches."""
        counted = [np.unique(batch, return_counts=True) for batch in (*batches, np.empty(0, np.int64))]
        pairs = np.concatenate([pairs for pairs, _ in counted])
        counts = np.concatenate([counts.astype(np.float32) for _, counts in counted])
        order = np.argsort(pairs)
        terms, starts = np.unique(pairs[order] // max(size, 1), return_index=True)
        return cls(
            terms=terms,
            starts=np.append(starts, len(pairs)),
            rows=(pairs[order] % max(size, 1)).astype(np.int32),
            counts=counts[order],
            size=size,
        )

    def frequencies(self) -> Ints:
        """In how many rows each term occurs."""
        return np.diff(self.starts)

    def find(self, terms: Ints) -> tuple[Ints, Ints]:
        """(positions in `terms` given, positions in ours) of the terms known here."""
        if not len(self.terms):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        at = np.searchsorted(self.terms, terms).clip(max=len(self.terms) - 1)
        asked = np.flatnonzero(self.terms[at] == terms)
        return asked, at[asked]

    def scores(self, at: Ints, weights: Floats, values: Floats) -> Floats:
        """Per row the sum over the asked terms of weight times the row's value for that term."""
        lengths = self.starts[at + 1] - self.starts[at]
        if not lengths.sum():
            return np.zeros(self.size, np.float32)
        offsets = np.repeat(self.starts[at] - np.append(0, np.cumsum(lengths)[:-1]), lengths)
        entries = offsets + np.arange(lengths.sum())
        gained = values[entries] * np.repeat(weights, lengths)
        return np.bincount(self.rows[entries], weights=gained, minlength=self.size).astype(np.float32)
