"""A project is compared in pieces: title and clauses; the two nearest count."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import TODAY, profile, programme

from matcher import Matcher, Model
from matcher.corpus import best_two
from matcher.reading import ask, parts
from matcher.semantic import Space, Vectors, calls


class Letters:
    """An encoder that counts letters: the same for what is looked for and what is found."""

    name = "letters"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[1 + text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], np.float32)
        unit: Vectors = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return unit

    encode_passages = encode_queries


def test_a_description_falls_into_three_clauses_at_most() -> None:
    said = "Kita, Hort; Räume für den Nachmittag, ein neuer Hof mit Bäumen. Dazu Möbel und eine Küche."
    assert parts(said) == [
        "Kita, Hort, Räume für den Nachmittag",
        "ein neuer Hof mit Bäumen",
        "Dazu Möbel und eine Küche",
    ]
    assert parts("Ein Satz ohne Komma.") == ["Ein Satz ohne Komma"]
    assert parts(" . \n") == []


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="ab ,.;\n", max_size=120))
def test_parts_lose_no_letter(text: str) -> None:
    found = parts(text)
    assert len(found) <= 3
    assert [letter for letter in "".join(found) if letter in "ab"] == [letter for letter in text if letter in "ab"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=2, max_size=2), min_size=1, max_size=5))
def test_the_two_largest_count(rows: list[list[int]]) -> None:
    expected = [np.mean(sorted(column)[-2:]) for column in zip(*rows, strict=True)]
    assert best_two(np.array(rows, np.float64)).tolist() == expected


def test_topics_are_pieces_too() -> None:
    town = profile(project={"title": "Markt", "description": "Pflaster, Bäume.", "topics": ["Barrierefreiheit"]})
    assert ask(town, town.projects[0]).pieces == ("Markt", "Pflaster, Bäume", "Barrierefreiheit")


def test_one_fitting_clause_is_enough_among_others() -> None:
    clause = "Ladesäulen am Hafen"
    town = profile(project={"title": clause, "description": f"Umzug in den Zoo, {clause}, Jahrbuch der Vereine."})
    many = [programme(key="fits", title=clause), programme(key="other", title="Weinbau und Melktechnik")]
    near = Matcher(many, TODAY, model=Model(Letters())).signals(town, town.projects[0])["meaning"]
    assert near[0] > near[1]


def test_more_calls_of_one_language_shift_nothing_to_its_side() -> None:
    model = Model(Letters())
    few = Space(model, ["abc", "xyz"], ["en", "de"]).nearness(["abd"])
    many = Space(model, ["abc", "xyz", *["abc"] * 5], ["en", "de", *["en"] * 5]).nearness(["abd"])
    assert (few[0, 0] > few[0, 1]) == (many[0, 0] > many[0, 1])
    assert abs((few[0, 0] - few[0, 1]) - (many[0, 0] - many[0, 1])) < 0.02


def test_neutral_calls_are_of_both_languages() -> None:
    assert {language: len(texts) > 10 for language, texts in calls().items()} == {"en": True, "de": True}
