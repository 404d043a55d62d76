"""The wheel holds every package, its data and nothing else; pins are in step."""

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
    "packages"
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_all_packages_with_their_data(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == set(PACKAGES)
    for path in (p for package in PACKAGES for p in (ROOT / package).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names


def test_the_demo_runs_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    site = tmp_path / "site"
    wheel.extractall(site)
    environment = os.environ | {"PYTHONPATH": str(site)}  # before the checkout, for the crawl's own process too
    code = "import cli, db, demo, matcher, profiles; print(*(m.__file__ for m in (cli, db, demo, matcher, profiles)))"
    for words in (["-c", code], ["-m", "cli", "demo"]):
        call = [sys.executable, "-P", *words]
        told = subprocess.run(call, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr
        if words[0] == "-c":
            assert all(path.startswith(str(site)) for path in told.stdout.split())
    assert list((tmp_path / "passgenau-demo").glob("*.eml"))


def test_no_stranger_ships_our_top_level_names() -> None:
    owners = packages_distributions()
    assert {name: owners.get(name, ["passgenau"]) for name in PACKAGES} == {name: ["passgenau"] for name in PACKAGES}


def test_pins_in_pyproject_and_lock_are_in_step() -> None:
    call = [sys.executable, "scripts/lock.py", "--check"]
    told = subprocess.run(call, check=False, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


def test_the_lock_has_hashes_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    requirements = [line for line in lock.splitlines() if "==" in line]
    assert all(line.rstrip().endswith("\\") for line in requirements)
    assert lock.count("--hash=sha256:") >= len(requirements)


def test_every_runtime_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("\ndependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert lines
    assert all("  #" in line for line in lines)
