import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("passgenau", deadline=None)  # no test depends on the clock
settings.load_profile("passgenau")

ROOT = Path(__file__).resolve().parent.parent
os.environ["PASSGENAU_MODEL"] = "ohne"  # a sentence model takes its time; the tests that want one say so
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # crawls are processes: compiled modules halve their start


class OneDemo(LoadScopeScheduling):
    """Tests marked `xdist_group("demo")` share a worker and so one demo; pytest 9.2 loses the mark's own way."""

    def _split_scope(self, nodeid: str) -> str:
        return "demo" if nodeid.partition("::")[0] in _with_demo() else nodeid


@cache
def _with_demo() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {path.relative_to(ROOT).as_posix() for path in files if 'xdist_group("demo")' in path.read_text("utf-8")}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneDemo:
    return OneDemo(config, log)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real material beside the checkout; never part of the project."""
    for folder in (ROOT.parent / "shared", Path("/work/shared")):
        if (folder / "design.md").is_file():
            return folder
    pytest.skip("no ../shared beside the checkout: real data not measured")
