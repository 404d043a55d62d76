from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import Settled, Store
from funding import Programme

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "passgenau.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


@pytest.fixture
def make() -> Callable[..., Programme]:
    def programme(key: str = "a", title: str = "Radwege für alle", **more: object) -> Programme:
        return Programme(portal="probe", key=key, title=title, **more)  # type: ignore[arg-type]

    return programme


@pytest.fixture
def settle(store: Store) -> Callable[..., int]:
    """One good run with what is given; its number."""

    def run(now: datetime = NOW, **settled: object) -> int:
        number = store.start_run("probe", now)
        store.apply(number, Settled(**settled), now)  # type: ignore[arg-type]
        return number

    return run
