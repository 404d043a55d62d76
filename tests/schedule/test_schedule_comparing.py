"""`compare`: only what a digest may show counts, and only moves that anybody would notice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from db import Settled, Store
from funding import CityProfile, Programme
from schedule.comparing import compare

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 6, tzinfo=UTC)
BIKES = "Gefördert werden Radwege, Fahrradparkhäuser und sichere Abstellanlagen für den Radverkehr in Kommunen."
POOLS = "Gefördert wird die Sanierung von Freibädern, Schwimmhallen und Becken in Kommunen."


def programme(key: str, text: str, **more: Any) -> Programme:
    values = {"portal": "test", "key": key, "title": text[:40], "text": text, "applicants": ["kommune"]} | more
    return TypeAdapter(Programme).validate_python(values)


def city(description: str, **more: Any) -> CityProfile:
    values = {"slug": "a", "name": "A", "ags": "14713000", "land": "Sachsen", "population": 5000}
    project = {"slug": "p", "title": "Vorhaben", "description": description}
    return TypeAdapter(CityProfile).validate_python({"city": values, "projects": [project], **more})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    known = (
        programme("rad", BIKES),
        programme("rad-bayern", BIKES, regions=["Bayern"]),
        programme("bad", POOLS),
        *(programme(f"fern-{n}", f"Gefördert werden Orgeln und Glocken, Nummer {n}.") for n in range(8)),
    )
    with Store(tmp_path / "db.sqlite") as opened:
        opened.apply(opened.start_run("test", NOW), Settled(new=known), NOW)
        yield opened


def test_new_and_lost_by_project(store: Store) -> None:
    moves = compare(store, city(BIKES), city(POOLS), TODAY)
    assert [(move.kind, move.project, move.programme) for move in moves] == [
        ("new", "p", "test:bad"), ("lost", "p", "test:rad"),
    ]  # fmt: skip
    assert (moves[0].before, moves[1].after) == (None, None)
    assert [move.kind for move in compare(store, city(POOLS), city(POOLS, projects=[]), TODAY)] == ["lost"]


def test_what_changes_nothing_is_no_move(store: Store) -> None:
    assert compare(store, city(BIKES), city(BIKES), TODAY) == []
    more_people = city(BIKES, recipients=[{"email": "a@b.example"}])
    assert compare(store, city(BIKES), more_people, TODAY) == []


def test_a_move_has_both_scores(store: Store) -> None:
    eager = {"recipients": [{"email": "a@b.example", "threshold": 5}]}
    old, new = city(BIKES, **eager), city("Radwege und eine Bücherei.", **eager)
    (move,) = (m for m in compare(store, old, new, TODAY) if m.kind == "moved")
    assert move.programme == "test:rad"
    assert move.before is not None
    assert move.after is not None
    assert move.before - move.after >= 1


def test_a_match_counts_from_the_lowest_threshold_of_those_who_read_of_the_project(store: Store) -> None:
    def read_from(*thresholds: int | None, **more: Any) -> CityProfile:
        return city(BIKES, recipients=[{"email": "a@b.example", "threshold": t} for t in thresholds], **more)

    lost = compare(store, city(BIKES), read_from(100), TODAY)
    assert [(move.kind, move.programme) for move in lost] == [("lost", "test:rad")]
    assert compare(store, city(BIKES), read_from(100, None), TODAY) == []
    (found,) = (m for m in compare(store, city(BIKES), read_from(100, 0), TODAY) if m.programme == "test:bad")
    assert found.kind == "new"
    assert found.after is not None
    assert found.after < 15
