"""A term-document matrix kept by term, so that a query touches only the terms it has.

What is multiplied lies on a grid (`exact`), so that float64 adds the products up without rounding: neither the order,
nor how many queries are asked at once, nor the number of cores changes a sum.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Query = tuple[Ints, Doubles]  # positions of terms, and the weight of each, on the grid
_GRID = 2.0**22
_DENSE = 256  # terms multiplied as a full matrix at once


def exact(values: NDArray[np.floating]) -> Doubles:
    """The nearest multiples of 2^-22; sums of products of two are exact as long as they stay below 512.

    Below 4 such a number is a float32 as well.
    """
    return np.rint(np.asarray(values, np.float64) * _GRID) / _GRID


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

    def products(self, queries: Sequence[Query], values: Floats) -> Doubles:
        """Per query and row the sum over the asked terms of weight times the row's value for that term."""
        lengths = [len(at) for at, _ in queries]
        owners = np.repeat(np.arange(len(queries)), lengths)
        at = np.concatenate([at for at, _ in queries] or [np.empty(0, np.int64)])
        weights = np.concatenate([weights for _, weights in queries] or [np.empty(0)])
        often = self._often(at, len(queries))
        sums = self._summed(owners[~often], at[~often], weights[~often], len(queries), values)
        for some, block in self._blocks(np.unique(at[often]), values):
            place = np.searchsorted(some, at).clip(max=len(some) - 1)
            here = np.flatnonzero(often & (some[place] == at))
            asked = np.zeros((len(queries), len(some)))
            asked[owners[here], place[here]] = weights[here]
            sums += asked @ block
        return sums

    def _often(self, at: Ints, queries: int) -> NDArray[np.bool_]:
        """Of each asked term whether it costs less as a column of a full matrix: many ask it, many rows have it."""
        entries = self.frequencies()
        asked = np.bincount(at, minlength=len(entries))
        cheaper = 10 * asked * entries > self.size * (1 + queries / 16) + 5 * entries
        found: NDArray[np.bool_] = cheaper[at]
        return found

    def _summed(self, owners: Ints, at: Ints, weights: Doubles, queries: int, values: Floats) -> Doubles:
        entries, lengths = self._entries(at)
        cells = np.repeat(owners * self.size, lengths) + self.rows[entries]
        gained = values[entries] * np.repeat(weights, lengths)
        sums = np.bincount(cells, weights=gained, minlength=queries * self.size).astype(np.float64, copy=False)
        return sums.reshape(queries, self.size)

    def _blocks(self, terms: Ints, values: Floats) -> Iterator[tuple[Ints, Doubles]]:
        """(some of the terms, their rows as a full matrix) until all had their turn."""
        for first in range(0, len(terms), _DENSE):
            some = terms[first : first + _DENSE]
            entries, lengths = self._entries(some)
            block = np.zeros((len(some), self.size))
            block[np.repeat(np.arange(len(some)), lengths), self.rows[entries]] = values[entries]
            yield some, block

    def _entries(self, at: Ints) -> tuple[Ints, Ints]:
        """The entries of these terms, one term after the other, and how many each has."""
        lengths = self.starts[at + 1] - self.starts[at]
        offsets = np.repeat(self.starts[at] - np.append(0, np.cumsum(lengths)[:-1])[: len(at)], lengths)
        return offsets + np.arange(lengths.sum()), lengths
