"""docs/profiles.md keeps its promises: its files load, its commands exist, its message is the real one."""

import re
from pathlib import Path

from click import Context

from cli.profiling import profiles as group
from profiles import load, load_files

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "profiles.md").read_text("utf-8")
CITIES = [block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if block.startswith("city")]
(SHARED,) = (block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if "defaults:" in block)


def test_every_file_of_the_page_loads(tmp_path: Path) -> None:
    for number, block in enumerate(CITIES):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    (tmp_path / "_defaults.yaml").write_text(SHARED, encoding="utf-8")
    loaded = load(tmp_path)
    assert [str(fault) for fault in (*loaded.faults, *loaded.warnings)] == []
    assert [len(profile.recipients) for profile in loaded.profiles] == [1, 3]
    assert loaded.profiles[0].city.lead_time_weeks == 6


def test_the_message_shown_is_the_real_one(tmp_path: Path) -> None:
    path = tmp_path / "greifswald.yaml"
    path.write_text(CITIES[0].replace("[BR]", "[Brasilien]"), encoding="utf-8")
    (fault,) = load_files([path]).faults
    assert f"Fehler: {fault.shown()}\n" in TEXT


def test_every_command_of_the_page_exists() -> None:
    named = set(re.findall(r"passgenau profiles ([a-z-]+)", TEXT))
    assert {"check", "show", "new", "diff", "add-project", "import-partnerships"} == named
    assert named <= set(group.list_commands(Context(group)))
