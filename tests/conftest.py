import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("passgenau", deadline=None)  # no test depends on the clock
settings.load_profile("passgenau")

ROOT = Path(__file__).resolve().parent.parent
os.environ["PASSGENAU_MODEL"] = "ohne"  # a sentence model takes its time; the tests that want one say so
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # crawls are processes: compiled modules halve their start


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real material beside the checkout; never part of the project."""
    for folder in (ROOT.parent / "shared", Path("/work/shared")):
        if (folder / "design.md").is_file():
            return folder
    pytest.skip("no ../shared beside the checkout: real data not measured")
