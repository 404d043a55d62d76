"""A term-document matrix kept by term, so that a query touches only the terms it has.

What is multiplied lies on a grid (`exact`), so that float64 adds the products up without rounding: neither the order,
nor how many queries are asked at once, nor the number of cores changes a sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Query = tuple[Ints, Doubles]  # positions of terms, and the weight of each, on the grid
_GRID = 2.0**22
ASKED = 4096  # queries whose terms are remembered
_DENSE = 256  # terms multiplied as a full matrix at once


def exact(values: NDArray[np.floating]) -> Doubles:
    """The nearest multiples of 2^-22; sums of products of two are exact as long as they stay below 512.

    Below 4 such a number is a float32 as well.
    """
    return np.rint(np.asarray(values, np.float64) * _GRID) / _GRID


@dataclass(frozen=True, slots=True)
class Queries:
    """Several queries, one after the other: of each term asked its query, its position and its weight, on the grid."""

    owners: Ints
    at: Ints
    weights: Doubles
    size: int

    @classmethod
    def joined(cls, queries: Sequence[Query]) -> Self:
        """All of them."""
        return cls(
            owners=np.repeat(np.arange(len(queries)), [len(at) for at, _ in queries]),
            at=np.concatenate([np.empty(0, np.int64), *(at for at, _ in queries)]),
            weights=np.concatenate([np.empty(0), *(weights for _, weights in queries)]),
            size=len(queries),
        )

    def of(self, chosen: NDArray[np.bool_]) -> Self:
        """With some of the terms only."""
        return replace(self, owners=self.owners[chosen], at=self.at[chosen], weights=self.weights[chosen])

    def within(self, places: NDArray[np.int64]) -> Self:
        """With positions translated by a table, and without the terms that it puts below 0."""
        at = places[self.at]
        return replace(self, at=at).of(at >= 0)


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

    def products(self, queries: Queries, values: Floats) -> Doubles:
        """Per query and row the sum over the asked terms of weight times the row's value for that term."""
        often = self._often(queries)
        sums = self._summed(queries.of(~often), values)
        terms, places = np.unique(queries.at[often], return_inverse=True)
        asked = np.zeros((queries.size, len(terms)))
        asked[queries.owners[often], places] = queries.weights[often]
        for first in range(0, len(terms), _DENSE):
            some = slice(first, first + _DENSE)
            sums += asked[:, some] @ self._full(terms[some], values)
        return sums

    def _often(self, queries: Queries) -> NDArray[np.bool_]:
        """Of each asked term whether it costs less as a row of a full matrix: many ask it, many rows have it.

        The factors are nanoseconds, roughly, as measured.
        """
        entries = self.frequencies()
        asked = np.bincount(queries.at, minlength=len(entries))
        cheaper = 20 * asked * entries > self.size * (1 + queries.size / 16) + 5 * entries
        found: NDArray[np.bool_] = cheaper[queries.at]
        return found

    def _summed(self, queries: Queries, values: Floats) -> Doubles:
        entries, lengths = self._entries(queries.at)
        cells = np.repeat(queries.owners * self.size, lengths) + self.rows[entries]
        gained = values[entries] * np.repeat(queries.weights, lengths)
        sums = np.bincount(cells, weights=gained, minlength=queries.size * self.size).astype(np.float64, copy=False)
        return sums.reshape(queries.size, self.size)

    def _full(self, terms: Ints, values: Floats) -> Doubles:
        """The rows of these terms as a matrix with all its zeros."""
        entries, lengths = self._entries(terms)
        full = np.zeros((len(terms), self.size))
        full[np.repeat(np.arange(len(terms)), lengths), self.rows[entries]] = values[entries]
        return full

    def _entries(self, at: Ints) -> tuple[Ints, Ints]:
        """The entries of these terms, one term after the other, and how many each has."""
        lengths = self.starts[at + 1] - self.starts[at]
        offsets = np.repeat(self.starts[at] - np.append(0, np.cumsum(lengths)[:-1])[: len(at)], lengths)
        return offsets + np.arange(lengths.sum()), lengths
