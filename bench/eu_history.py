"""164 real days of the EU portal, one run a day through normaliser, comparison, health gate and store: its events.

    python bench/eu_history.py [--shared ../shared] [--every-day]

Reads data/eu/topics_history_*.jsonl. Without `--every-day` only the days on which a deadline or a status changed and,
where needed, a day before, with an eighth of the topics that never changed. Counts are printed beside those that the
history holds.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawl.sedia import PORTAL  # noqa: E402
from crawl.sedia.labels import Labels, labels  # noqa: E402
from crawl.sedia.topics import programmes  # noqa: E402
from crawl.settle import settle  # noqa: E402
from db import Store  # noqa: E402
from funding import CrawlRun, Event, Programme  # noqa: E402

_STATUS = {"Forthcoming": "31094501", "Open for submission": "31094502"}
Moved = set[tuple[str, str]]  # (programme, day)


@dataclass(slots=True)
class Replay:
    """What happened: runs in their order, all events, and the same as the history itself tells it."""

    runs: list[CrawlRun] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    moved: Moved = field(default_factory=set)
    opened: Moved = field(default_factory=set)

    def told(self, kind: str) -> list[tuple[str, str]]:
        """(programme, day) of the events of a kind, in their order."""
        found = (event for event in self.events if event.kind == kind)
        return sorted((event.programme.partition(":")[2], event.at.date().isoformat()) for event in found)


def replay(data: Path, db: Path, *, every_day: bool = False) -> Replay:
    """Run all days. Two entries of one day are two runs of that day."""
    lines = next(data.glob("topics_history_*.jsonl")).read_text("utf-8").splitlines()
    topics = [json.loads(line) for line in lines]
    known, done = labels((data / "facets.json").read_bytes()), Replay()
    kept = topics if every_day else [*_restless(topics), *[topic for topic in topics if _still(topic)][::8]]
    states = {topic["id"]: list(_states(topic, known)) for topic in kept}
    _expect(kept, states, done)
    with Store(db) as store:
        for moment in sorted(_moments(kept, every_day=every_day)):
            listed = [_at(states[topic["id"]], moment) for topic in kept if _there(topic, moment)]
            _run(store, [programme for programme in listed if programme], moment, done)
    return done


def _still(topic: dict[str, Any]) -> bool:
    return len(topic["history"]) == 1


def _restless(topics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [topic for topic in topics if not _still(topic)]


def _states(topic: dict[str, Any], known: Labels) -> Iterator[tuple[str, Programme]]:
    """(from when, the programme as it stood): "2026-03-13 0", the number grows where one day has several."""
    for (moment, _), entry in zip(_stamped(topic["history"]), topic["history"], strict=True):
        found = programmes([_row(topic, entry)], {}, known)
        yield from ((moment, one) for one in found if isinstance(one, Programme))


def _row(topic: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    fields = {
        "identifier": topic["identifier"], "title": entry["title"], "type": topic["kind"]["id"], "language": "en",
        "status": _STATUS[entry["status"]], "deadlineDate": entry["deadline"], "startDate": topic["startDate"],
        "DATASOURCE": "SEDIA", "deadlineModel": "single-stage", "callIdentifier": topic["callIdentifier"],
        "frameworkProgramme": topic["frameworkProgrammes"][0]["id"] if topic["frameworkProgrammes"] else None,
    }  # fmt: skip
    metadata = {name: [value] for name, value in fields.items() if value}
    return {"reference": topic["id"], "language": "en", "summary": topic["summary"], "metadata": metadata}


def _expect(topics: list[dict[str, Any]], states: dict[str, list[tuple[str, Programme]]], done: Replay) -> None:
    for topic in topics:
        key = states[topic["id"]][0][1].key
        for before, after in pairwise(topic["history"]):
            if (before["deadline"] or "")[:10] != (after["deadline"] or "")[:10]:
                done.moved.add((key, after["date"]))
            if (before["status"], after["status"]) == ("Forthcoming", "Open for submission"):
                done.opened.add((key, after["date"]))


def _moments(topics: list[dict[str, Any]], *, every_day: bool) -> set[str]:
    """The runs: all, or for each change one with it and one between it and what went before."""
    changes, found = set(), set()
    for topic in topics:
        stamped = list(_stamped(topic["history"]))
        if every_day:
            found |= {*(when for when, _ in stamped), f"{topic['last_seen']} 0"}
        changes |= {(before, now) for (before, old), (now, new) in pairwise(stamped) if old != new}
    found |= {now for _, now in changes}
    for before, now in sorted(changes):
        if not any(before <= moment < now for moment in found):
            found.add(before)
    return found


def _stamped(history: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """(when, day of the deadline and status) of each entry."""
    seen: Counter[str] = Counter()
    for entry in history:
        yield f"{entry['date']} {seen[entry['date']]}", ((entry["deadline"] or "")[:10], entry["status"])
        seen[entry["date"]] += 1


def _there(topic: dict[str, Any], moment: str) -> bool:
    return bool(topic["first_seen"] <= moment[:10] <= topic["last_seen"])


def _at(states: list[tuple[str, Programme]], moment: str) -> Programme | None:
    return next((programme for since, programme in reversed(states) if since <= moment), None)


def _run(store: Store, listed: list[Programme], moment: str, done: Replay) -> None:
    day, _, number = moment.partition(" ")
    now = datetime.fromisoformat(day).replace(hour=4 + int(number), tzinfo=UTC)
    run = CrawlRun(id=store.start_run(PORTAL, now, partial=False), portal=PORTAL, started=now)
    done.runs.append(settle(store, run, listed, (), (), now, expected=(100, 2500)))
    done.events += store.events(now)


def main() -> None:
    """Print the table of events."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--every-day", action="store_true")
    chosen = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as room:
        done = replay(chosen.shared / "data" / "eu", Path(room) / "history.sqlite", every_day=chosen.every_day)
    print(
        f"{len(done.runs)} runs, {time.perf_counter() - start:.1f} s, outcomes", Counter(r.outcome for r in done.runs)
    )
    print(Counter(event.kind for event in done.events))
    for kind, expected in (("deadline_moved", done.moved), ("opened", done.opened)):
        told = done.told(kind)
        missing, extra = sorted(expected - set(told)), sorted(set(told) - expected)
        print(
            f"{kind}: {len(told)} events, {len({key for key, _ in told})} topics; history {len(expected)}",
            missing,
            extra,
        )


if __name__ == "__main__":
    main()
