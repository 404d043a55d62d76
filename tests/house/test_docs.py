"""The docs are true: generated pages are fresh, links lead somewhere, every setting is named, README stays short."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.settings import NAMES

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def test_generated_pages_are_fresh() -> None:
    call = [sys.executable, "scripts/docs.py", "--check"]
    told = subprocess.run(call, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_page_of_docs_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = {
        Path(target).name for page in PAGES for target in re.findall(r"\]\(([^)#]+\.md)", page.read_text("utf-8"))
    }
    assert {page.name for page in ROOT.glob("docs/*.md")} <= linked
    assert readme.count("\n") < 80


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`PASSGENAU_{name.upper()}`" in text for name in NAMES)
    assert all(f"`{name}`" in text for name in NAMES)


def test_the_readme_commands_are_the_ones_that_ci_runs() -> None:
    readme, ci = (ROOT / "README.md").read_text("utf-8"), (ROOT / ".ci" / "run").read_text("utf-8")
    assert "uv run pytest\n" in readme
    assert "\nuv run pytest\n" in ci
    assert "uv run passgenau demo" in readme
