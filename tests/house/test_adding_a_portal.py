"""docs/adding-a-portal.md, followed to the letter: its files, its commands, its results."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from demo.pages import Page
from demo.server import SamplePortals

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "adding-a-portal.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"`([\w/]+\.(?:html|json|py))`[^`]*?:\n\n```\w+\n(.*?)```", re.DOTALL)
META = re.compile(r"`([\w/]+meta\.json)` says.*?```json\n(.*?)```", re.DOTALL)
FILES = dict(BLOCK.findall(TEXT)) | dict(META.findall(TEXT))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of the page, beside the generic test."""
    for name, content in FILES.items():
        path = tmp_path / name.replace("spiders/", "newspiders/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "newspiders" / "__init__.py").touch()
    (tmp_path / "tests" / "pages" / "test_pages.py").write_bytes((ROOT / "tests/pages/test_pages.py").read_bytes())
    return tmp_path


def call(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"PYTHONPATH": str(checkout), "PASSGENAU_SPIDER_MODULES": "newspiders", "PASSGENAU_DOWNLOAD_DELAY": "0"}
    return subprocess.run(
        [sys.executable, "-P", "-m", *words], check=False, cwd=checkout, capture_output=True, text=True,
        env=os.environ | given | environment,
    )  # fmt: skip


def pages_test(checkout: Path) -> subprocess.CompletedProcess[str]:
    return call(checkout, "pytest", "-q", "-p", "no:cacheprovider", "tests/pages/test_pages.py", "-k", "saved_page")


def test_the_page_names_all_its_files() -> None:
    assert set(FILES) == {
        "spiders/beispielstiftung.py",
        "tests/pages/beispielstiftung/list/page.html",
        "tests/pages/beispielstiftung/list/meta.json",
        "tests/pages/beispielstiftung/list/expected.json",
    }
    assert FILES["spiders/beispielstiftung.py"].count("\n") <= 80


def test_step_4_the_expected_result_holds_and_a_missing_one_fails(checkout: Path) -> None:
    right = pages_test(checkout)
    assert right.returncode == 0, right.stdout
    (checkout / "tests/pages/beispielstiftung/list/expected.json").unlink()
    missing = pages_test(checkout)
    assert missing.returncode == 1
    assert "expected.json is missing" in missing.stdout
    assert "Nachbarschaft über Grenzen" in missing.stdout


def test_step_5_the_crawl_stores_the_call_with_its_deadline(checkout: Path) -> None:
    class Stiftung:
        def page(self, target: str) -> Page | None:
            html = FILES["tests/pages/beispielstiftung/list/page.html"]
            return Page(body=html.encode()) if target == "/foerderung" else None

    with SamplePortals() as portals:
        portals.sites = {"www.beispielstiftung.example": Stiftung()}
        told = call(checkout, "cli", "crawl", "beispielstiftung", "--json", PASSGENAU_SAMPLE_SERVER=portals.url)
    assert told.returncode == 0, told.stderr
    (run,) = json.loads(told.stdout)
    assert (run["outcome"], run["found"], run["problems"]) == ("ok", 1, 1)
    listed = call(
        checkout, "cli", "programmes", "list", "--portal", "beispielstiftung", "--json", PASSGENAU_TODAY="2026-11-23"
    )
    (programme,) = json.loads(listed.stdout)
    assert (programme["status"], programme["next_gate"]) == ("open", "2027-03-31")
