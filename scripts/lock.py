"""Write the exact versions, once: [tool.uv] constraint-dependencies in pyproject.toml and requirements.lock.

Run it to take newer releases (`python scripts/lock.py`); neither file names a registry's host. `--check` only
compares the two and exits 1 where they differ.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT, LOCK = ROOT / "pyproject.toml", ROOT / "requirements.lock"
_BLOCK = re.compile(r"# <constraints.*?# </constraints>\n", re.DOTALL)
_PIN = re.compile(r"^([a-zA-Z0-9._-]+)==([^\s;\\]+)(\s*;\s*[^\\]+)?", re.MULTILINE)


def main() -> int:
    """Lock anew, or compare."""
    if "--check" in sys.argv:
        return _compare()
    PYPROJECT.write_text(_with_constraints(PYPROJECT.read_text(), []))
    (ROOT / "uv.lock").unlink(missing_ok=True)
    LOCK.write_text(_export())
    PYPROJECT.write_text(_with_constraints(PYPROJECT.read_text(), pins(LOCK.read_text())))
    return _compare()


def pins(lock: str) -> list[str]:
    """`name==version` (with its marker) of every requirement in a lock file."""
    return sorted({f"{name.lower()}=={version}{_marker(marker)}" for name, version, marker in _PIN.findall(lock)})


def constraints(pyproject: str) -> list[str]:
    """The pins that stand in pyproject.toml."""
    block = _BLOCK.search(pyproject)
    return re.findall(r'^    "([^"]+)",$', block.group(), re.MULTILINE) if block else []


def _marker(marker: str) -> str:
    return f" ; {marker.strip(' ;')}" if marker.strip() else ""


def _compare() -> int:
    same = constraints(PYPROJECT.read_text()) == pins(LOCK.read_text())
    print("in step" if same else "pyproject.toml and requirements.lock differ: run python scripts/lock.py")
    return 0 if same else 1


def _export() -> str:
    call = ["uv", "export", "--quiet", "--all-groups", "--no-emit-project", "--no-annotate", "--no-header"]
    text = subprocess.run([*call, "--format", "requirements-txt"], cwd=ROOT, check=True, capture_output=True, text=True)
    lines = [line for line in text.stdout.splitlines() if not line.startswith(("--index", "--extra-index", "--find"))]
    return "# Written by scripts/lock.py; do not edit.\n" + "\n".join(lines) + "\n"


def _with_constraints(text: str, found: list[str]) -> str:
    body = "".join(f"    {quote(pin)},\n" for pin in found)
    block = (
        "# <constraints: written by scripts/lock.py, in step with requirements.lock>\n"
        f"[tool.uv]\nconstraint-dependencies = [\n{body}]\n# </constraints>\n"
    )
    return _BLOCK.sub(lambda _: block, text) if _BLOCK.search(text) else f"{text.rstrip()}\n\n{block}"


def quote(pin: str) -> str:
    """A TOML string; markers hold single quotes only."""
    return '"' + pin.replace('"', "'") + '"'


if __name__ == "__main__":
    sys.exit(main())
