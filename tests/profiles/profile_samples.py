"""Small profiles to be broken in tests."""

from datetime import date
from pathlib import Path

from profiles import Loaded, load

TODAY = date(2026, 11, 23)
GOOD = """\
city:
  slug: musterstadt
  name: "Musterstadt"
  ags: "14713000"
  land: Sachsen
  population: 5000
"""
PROJECT = GOOD + "projects:\n  - slug: p\n    title: T\n    "


def read(folder: Path, text: str | bytes, **others: str) -> Loaded:
    """A folder with this city and other files, loaded."""
    (folder / "stadt.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    for name, content in others.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return load(folder, today=TODAY)
