"""Calls of the real command in real processes."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cli.app as main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        return json.loads(self.out)


def run(*words: str | Path, cwd: Path, **environment: str) -> Told:
    """`passgenau WORDS` in a process of its own, without the settings of whoever runs the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PASSGENAU_")}
    clean["PASSGENAU_MODEL"] = "ohne"  # a sentence model takes its time
    call = [sys.executable, "-P", "-m", "cli", *map(str, words)]
    done = subprocess.run(
        call, check=False, cwd=cwd, capture_output=True, text=True, env=clean | environment, timeout=120
    )
    return Told(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Demo:
    """A finished demo (in processes of their own): its folder, what it said at the first and the second run."""

    folder: Path
    first: Told
    second: Told

    def ask(self, *words: str | Path, **environment: str) -> Told:
        """A command on the demo's database and day, in this process."""
        given = {
            "PASSGENAU_DB": str(self.folder / "passgenau-demo" / "demo.sqlite"),
            "PASSGENAU_TODAY": "2026-11-23",
            "PASSGENAU_PROFILES": str(ROOT / "profiles"),
        }
        out, err, patch = io.StringIO(), io.StringIO(), pytest.MonkeyPatch()
        with patch.context() as here, redirect_stdout(out), redirect_stderr(err):
            for name, value in (given | environment).items():
                here.setenv(name, value)
            code = main.run([str(word) for word in words])
        return Told(code, out.getvalue(), err.getvalue())
