"""Crawl the EU portal at full size from localhost: seconds and requests of a first, an unchanged and a usual day.

    python bench/eu.py [--topics 1200] [--changed 5] [--data ../shared/data/eu]

The sample portal is fed with real calls (`open_calls_*.jsonl`, `topics_history_*.jsonl`) and answers as disorderly as
the real one does. Four crawls with the command line, as a user starts them: the first, again unchanged, with a few
calls changed (deadline), and once more with as many new, changed and gone. Requests include robots.txt of both hosts.
Wall seconds depend on the machine and on what else it does; on the real portal the pause between requests adds to
them (half a second and more each).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demo.sedia import SediaIndex, from_history, from_open_calls, labels_of
from demo.server import SamplePortals

DAYS = [date(2026, 3, 20), date(2026, 5, 10), date(2026, 7, 1), date(2026, 8, 20)]
LATER = "2029-03-15T17:00:00.000+0000"


def topics(data: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """(row, document) of different topics: first the open calls with their long texts, then those of the history."""
    indexes = [from_open_calls((data / "open_calls_2026-08.jsonl").read_text("utf-8").splitlines())]
    history = next(data.glob("topics_history_*.jsonl")).read_text("utf-8").splitlines()
    indexes += [from_history(history, day) for day in DAYS]
    seen: set[str] = set()
    for index in indexes:
        for row in index.rows:
            fields = row["metadata"]
            name = fields["identifier"][0] if fields["type"] == ["1"] else row["reference"]
            if name not in seen and fields["status"][0] in {"31094501", "31094502"}:
                seen.add(name)
                yield dict(row), index.details.get(name.lower())


def portal(listed: list[tuple[dict[str, Any], dict[str, Any] | None]], labels: Any, seed: int) -> SediaIndex:
    """The sample portal with these topics."""
    details = {document["TopicDetails"]["identifier"]: document for _, document in listed if document}
    return SediaIndex([row for row, _ in listed], details, labels, seed=seed, overlap=0.02)


def moved(entry: tuple[dict[str, Any], dict[str, Any] | None]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The same topic with another deadline."""
    row, document = entry
    return {**row, "metadata": {**row["metadata"], "deadlineDate": [LATER]}}, document


def crawl(db: Path, portals: SamplePortals, day: str) -> dict[str, Any]:
    """One crawl as a user starts it, with its requests, seconds and the peak memory of its own process."""
    portals.requests.clear()
    call = [sys.executable, "-P", "-m", "cli", "--db", str(db), "crawl", "eu_funding_tenders", "--json"]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PASSGENAU_SAMPLE_SERVER": portals.url, "PASSGENAU_TODAY": day}
    told = subprocess.run(call, check=False, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not told.stdout:
        sys.exit(told.stderr)
    (row,) = json.loads(told.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    measured = {"wall_seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1), "peak_mb": after.ru_maxrss // 1024}
    return {**row, **measured, "requests": len(portals.requests), "of_these": kinds(portals)}


def kinds(portals: SamplePortals) -> str:
    """What was asked, counted."""
    paths = (request.path.partition("?")[0].split("/") for request in portals.requests)
    counted = Counter("topicDetails" if "topicDetails" in path else path[-1] for path in paths)
    return ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))


def show(name: str, row: dict[str, Any]) -> None:
    """One line."""
    names = "outcome found new changed problems requests of_these wall_seconds cpu_seconds peak_mb reason"
    print(f"{name:14} " + "  ".join(f"{key}={row[key]}" for key in names.split() if row[key] != ""), flush=True)


def main() -> None:
    """Print one line per crawl."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, default=1200)
    parser.add_argument("--changed", type=int, default=5)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data" / "eu")
    asked = parser.parse_args()
    labels = labels_of(json.loads((asked.data / "facets.json").read_text("utf-8")))
    listed = list(topics(asked.data))
    spare, listed = listed[asked.topics :], listed[: asked.topics]
    step = len(listed) // asked.changed
    changed = [moved(entry) if number % step == 7 else entry for number, entry in enumerate(listed)]
    other = [moved(entry) if number % step == 9 else entry for number, entry in enumerate(changed[3:])]
    print(f"{len(listed)} topics, {sum(document is not None for _, document in listed)} with a document")
    with tempfile.TemporaryDirectory() as folder, SamplePortals() as portals:
        db = Path(folder) / "eu.sqlite"
        days = {
            "first day": listed,
            "unchanged": listed,
            f"{asked.changed} changed": changed,
            "usual": [*other, *spare[:3]],
        }
        for number, (name, content) in enumerate(days.items()):
            portals.sedia = portal(content, labels, seed=number)
            show(name, crawl(db, portals, f"2026-08-{20 + number}"))
        print(f"database: {db.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
