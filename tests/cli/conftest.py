"""One demo for all tests of the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import Demo, Told, run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    return Demo(folder, run("demo", cwd=folder), run("demo", cwd=folder))


@pytest.fixture
def passgenau(tmp_path: Path) -> Callable[..., Told]:
    """`passgenau` in an empty folder."""
    return lambda *words, **environment: run(*words, cwd=tmp_path, **environment)
