"""Functions and files stay readable (design.md §1)."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIP = {"tests", ".venv", "build", "dist", ".git", "passgenau-demo"}


def sources() -> list[Path]:
    return [path for path in ROOT.rglob("*.py") if not SKIP & set(path.relative_to(ROOT).parts)]


def spans() -> dict[str, int]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, kinds)
    }


def test_functions_are_short() -> None:
    lengths = spans()
    assert {name: length for name, length in lengths.items() if length > 50} == {}
    assert statistics.median(lengths.values()) <= 8
    assert sorted(lengths.values())[int(0.9 * len(lengths))] <= 25


def test_files_are_short_and_portals_shorter() -> None:
    lines = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8").count("\n") for p in sources()}
    assert {name: count for name, count in lines.items() if count > 250} == {}
    assert {n: c for n, c in lines.items() if n.startswith("spiders/") and c > 80} == {}
