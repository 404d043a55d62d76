"""Who imports whom (design.md §1). Change the table only on purpose."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALL = {"cli", "crawl", "db", "demo", "digest", "facts", "funding", "matcher", "profiles", "schedule", "spiders"}
MAY_IMPORT = {
    "funding": set(),
    "profiles": {"funding"},
    "facts": {"funding"},
    "matcher": {"funding"},
    "db": {"funding"},
    "digest": {"funding"},
    "demo": {"funding"},
    "crawl": {"funding", "facts", "db"},
    "spiders": {"funding", "crawl", "facts"},
    "schedule": ALL - {"cli", "demo", "spiders"},
    "cli": ALL - {"spiders"},
}


def imported(path: Path) -> set[str]:
    """Top-level packages of ours that a file imports, late imports included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add((node.module or "").split(".")[0])
    return names & ALL


@pytest.mark.parametrize("package", sorted(ALL))
def test_imports_only_what_the_table_allows(package: str) -> None:
    files = list((ROOT / package).rglob("*.py"))
    assert files
    for path in files:
        assert imported(path) - {package} <= MAY_IMPORT[package], path


def test_every_package_is_in_the_table() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == ALL
