"""Nothing but the input decides: neither what was known before, nor how many projects are ranked at once."""

import random
from collections.abc import Sequence
from copy import deepcopy
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matcher_samples import TODAY
from matcher_variety import edited, moved, programmes, towns

from bench.match_synthetic import model
from funding import CityProfile, Project
from matcher import Matcher, engine, ngrams
from matcher.engine import Ranking
from matcher.ngrams import NgramIndex
from matcher.sparse import Postings, Queries, exact

CHANCES = st.integers(0, 2**32).map(random.Random)
MODEL = model()


def pairs(many: Sequence[CityProfile]) -> list[tuple[CityProfile, Project]]:
    return [(town, project) for town in many for project in town.projects]


def told(ranking: Ranking) -> tuple[bytes, ...]:
    """All of it, byte for byte."""
    columns = (*ranking.signals.values(), ranking.scores, ranking.verdicts, ranking.rows)
    return tuple(column.tobytes() for column in columns)


@settings(deadline=None, max_examples=8)
@given(CHANCES, st.sampled_from([0, 0, 1, 40]), st.booleans())
def test_what_changed_alone_is_read_and_the_result_is_that_of_a_full_run(
    chance: random.Random, days: int, semantic: bool
) -> None:
    """After any edits of programmes and projects, again and again, on the same or a later day."""
    many, some, today = programmes(chance, 12), towns(chance, 3), TODAY
    read = MODEL if semantic else None
    known = Matcher(many, today, model=read)
    for _ in range(2):
        list(known.rank(pairs(some)))
        many = [edited(one, chance) if chance.random() < 0.2 else one for one in many if chance.random() < 0.9]
        some = [moved(town, chance) if chance.random() < 0.4 else town for town in some]
        today += timedelta(days=days)
        known = Matcher(many, today, model=read, earlier=known.knows)
        full = Matcher(many, today, model=read)
        assert list(known.best(pairs(some), 8, 8)) == list(full.best(pairs(some), 8, 8))
        assert [told(one) for one in known.rank(pairs(some))] == [told(one) for one in full.rank(pairs(some))]


def test_what_is_the_same_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    many = programmes(chance, 12)
    before = Matcher(many, TODAY)
    read: list[str] = []
    plain = engine.read
    monkeypatch.setattr(engine, "read", lambda one: (read.append(one.id), plain(one))[1])
    changed = [edited(many[0], random.Random(9)), *many[1:]]
    assert changed[0] != many[0]
    later = Matcher(deepcopy(changed), TODAY, earlier=before.knows)
    assert read == [many[0].id]
    held = [one is known for one, known in zip(later.knows.programmes, many, strict=True)]
    assert held == [False, *[True] * 11], "a process that lives for weeks holds no programme twice"


@settings(deadline=None, max_examples=8)
@given(CHANCES)
def test_many_projects_at_once_are_ranked_as_one_by_one(chance: random.Random) -> None:
    index = Matcher(programmes(chance, 20), TODAY, model=MODEL)
    asked = pairs(towns(chance, 12))
    together = [told(one) for one in index.rank(asked)]
    assert together == [told(one) for pair in asked for one in index.rank([pair])]


@settings(deadline=None, max_examples=8)
@given(CHANCES, st.integers(1, 9))
def test_best_is_the_top_of_match(chance: random.Random, most: int) -> None:
    index, asked = Matcher(programmes(chance, 15), TODAY), pairs(towns(chance, 2))
    for pair, best in zip(asked, index.best(asked, most, most), strict=True):
        every = index.match(*pair)
        open_, shut = ([one for one in every if (one.eligibility == "no") is no][:most] for no in (False, True))
        assert list(best) == [*open_, *shut]


@settings(deadline=None, max_examples=40)
@given(CHANCES, st.integers(1, 40))
def test_sums_are_those_of_a_plain_loop_to_the_last_bit(chance: random.Random, queries: int) -> None:
    """However many ask, whatever is summed as a full matrix, in whatever order."""
    size, terms = 7, 30
    counts = np.array([[chance.choice([0, 0, 1, 3]) for _ in range(terms)] for _ in range(size)])
    keys = [term * size + row for row in range(size) for term in range(terms) for _ in range(counts[row, term])]
    postings = Postings.of([np.array(keys, np.int64)], size)
    values = exact(np.array([chance.random() for _ in postings.counts])).astype(np.float32)
    asked = [sorted(chance.sample(range(len(postings.terms)), chance.randint(0, 9))) for _ in range(queries)]
    weighed = [(np.array(at, np.int64), exact(np.array([chance.random() for _ in at]))) for at in asked]
    plain = np.zeros((queries, size))
    for number, (at, weights) in enumerate(weighed):
        for term, weight in zip(at[::-1], weights[::-1], strict=True):
            for entry in range(postings.starts[term], postings.starts[term + 1]):
                plain[number, postings.rows[entry]] += weight * float(values[entry])
    assert postings.products(Queries.joined(weighed), values).tobytes() == plain.tobytes()


def test_texts_in_blocks_are_one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"radweg {'bahnhof ' * (at % 3)}{'abc' * at}" for at in range(11)]
    asked = ["radweg bahnhof", "abcabc", ""]
    whole = NgramIndex(texts).scores(asked)
    monkeypatch.setattr(ngrams, "_BLOCK", 4)
    assert NgramIndex(texts).scores(asked).tobytes() == whole.tobytes()
