"""Meaning: texts as vectors of a sentence model, which anybody may bring; no model is needed to match."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from funding.vocabulary import Language
from matcher.sparse import Doubles

Vectors = NDArray[np.float32]
_NEAREST = 10  # background sentences that tell how near a text is to municipal work as such
_GRID = np.float32(2.0**11)
_BATCH = 32  # texts encoded before they are put into the cache: what is interrupted loses little


class Encoder(Protocol):
    """A sentence model. Equal `name`s make equal vectors of equal texts: it names model, version and precision.

    Both methods give one row of length 1 (L2) per text; a query is what is looked for, a passage what is found.
    """

    @property
    def name(self) -> str: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...


class VectorCache(Protocol):
    """Keeps vectors (little-endian float32) by model and key of the text; keys it has not are left out."""

    def get_many(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]: ...

    def put_many(self, model: str, vectors: Mapping[str, bytes]) -> None: ...


@dataclass(frozen=True, slots=True)
class Model:
    """An encoder and, where there is one, a cache for its vectors."""

    encoder: Encoder
    cache: VectorCache | None = None

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are looked for."""
        return self._vectors("query", texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are found."""
        return self._vectors("passage", texts)

    def _vectors(self, kind: str, texts: Sequence[str]) -> Vectors:
        keys = [_key(kind, text) for text in texts]
        known = dict(self.cache.get_many(self.encoder.name, keys)) if self.cache else {}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for at in range(0, len(missing), _BATCH):
            known |= self._made(kind, dict(list(missing.items())[at : at + _BATCH]))
        rows = [np.frombuffer(known[key], "<f4") for key in keys]
        return np.stack(rows).astype(np.float32) if rows else np.empty((0, 0), np.float32)

    def _made(self, kind: str, texts: Mapping[str, str]) -> dict[str, bytes]:
        encode = self.encoder.encode_queries if kind == "query" else self.encoder.encode_passages
        rows = encode(list(texts.values()))
        made = {key: row.astype("<f4").tobytes() for key, row in zip(texts, rows, strict=True)}
        if self.cache:
            self.cache.put_many(self.encoder.name, made)
        return made


class Space:
    """Passages as points, seen from the middle of them all, each with how near it is to municipal work as such."""

    def __init__(self, model: Model, texts: Sequence[str], languages: Sequence[Language]) -> None:
        self._model = model
        passages = _coarse(model.passages(texts))
        self._hubs = _hubness(passages, _coarse(model.queries(background())))
        self._passages = passages - self._middle(passages, languages) if len(passages) else passages

    def nearness(self, texts: Sequence[str]) -> Doubles:
        """CSLS: cosine of each text and passage, minus what it has with passages on average, minus half of what the
        passage has with its 10 nearest of background."""
        if not len(self._passages):
            return np.empty((len(texts), 0))
        near: Doubles = _coarse(self._model.queries(texts)) @ self._passages.T - self._hubs / 2
        return near

    def _middle(self, passages: Vectors, languages: Sequence[Language]) -> Vectors:
        """Of the languages' means, however many passages each has; neutral calls stand in where there are few."""
        means = []
        for language, texts in calls().items():
            here = np.flatnonzero([language == one for one in languages])
            all_ = np.concatenate([passages[here], _coarse(self._model.passages(texts))])
            means.append(all_.sum(axis=0, dtype=np.float64) / len(all_))
        return _coarse(np.mean(means, axis=0))


@lru_cache
def background() -> tuple[str, ...]:
    """Neutral sentences about municipal projects in German and English, own work."""
    return tuple((files("matcher") / "background.txt").read_text("utf-8").splitlines())


@lru_cache
def calls() -> dict[Language, tuple[str, ...]]:
    """Neutral sentences about what is funded of every kind, English, then German; own work."""
    english, german = (files("matcher") / "calls.txt").read_text("utf-8").split("\n\n")
    return {"en": tuple(english.splitlines()), "de": tuple(german.splitlines())}


def _hubness(passages: Vectors, others: Vectors) -> Doubles:
    if not len(passages):
        return np.empty(0)
    near: Doubles = np.partition(passages @ others.T, -_NEAREST, axis=1)[:, -_NEAREST:].mean(axis=1, dtype=np.float64)
    return near


def _coarse(vectors: NDArray[np.floating]) -> Vectors:
    """The nearest multiples of 2^-11: products of unit vectors then add up without rounding in float32.

    Neither order nor cores change a sum, in half the time of float64; a cosine moves by 0.0002 or so.
    """
    coarse: Vectors = (np.rint(vectors * _GRID) / _GRID).astype(np.float32)
    return coarse


def _key(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}\n{text}".encode("utf-8", "replace")).hexdigest()
