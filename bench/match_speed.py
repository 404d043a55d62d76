"""How fast all projects are matched with all programmes: `python -m bench.match_speed [--batch] [--cores]`.

Programmes and projects are made by `bench.match_synthetic`, the same every time; vectors are as long as the shipped
sentence model's and are read from a cache, for a text is encoded once. Ranking a project means: what all gates decide,
the score and the order of every programme. Evidence is made for what is kept: here, as in a digest, the best five.

Always measured: 2,500 programmes and 1,000 projects, read for the first time, again (warm), after a tenth of the
projects or 25 programmes changed, and on the next day, each compared byte for byte with a full run where it is not one.
`--batch`: a curve over sizes, and a block of projects against 50,000 programmes; `--projects 32000` takes all of them.
`--cores`: the warm run in processes of their own with OMP_NUM_THREADS=1 and 2.

Wall seconds depend on the machine and on what else it does; CPU seconds are those of all threads.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import numpy as np

from bench.match_synthetic import DAY, asking, model, programmes
from funding import CityProfile, Programme, Project
from matcher import Matcher, Model

PROGRAMMES, PROJECTS = 2_500, 1_000
CHANGED = 25
SHOWN = 5  # of a project in a digest
CURVE = ((2_500, 1_000), (5_000, 1_000), (10_000, 1_000), (20_000, 1_000), (2_500, 4_000), (2_500, 16_000))
BATCH, MUNICIPALITIES = 50_000, 32_000
Asked = Sequence[tuple[CityProfile, Project]]


class Clock:
    """Seconds between two moments: on the wall and of all cores."""

    def __init__(self) -> None:
        self.wall, self.cpu = -time.perf_counter(), -time.process_time()

    def stop(self) -> None:
        """Note the second moment."""
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


def main() -> None:
    """Print a line per measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", action="store_true", help="also the curve and 50,000 programmes")
    parser.add_argument("--projects", type=int, default=500, help="projects against 50,000 programmes (500)")
    parser.add_argument("--cores", action="store_true", help="only the warm run, with 1 and with 2 threads")
    parser.add_argument("--warm", action="store_true", help="only the warm run")
    chosen = parser.parse_args()
    print(f"numpy {np.__version__}, {os.cpu_count()} cores, OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', '-')}")
    if chosen.cores:
        each_with_threads((1, 2))
    elif chosen.warm:
        warm_only()
    else:
        usual()
        if chosen.batch:
            curve()
            batch(chosen.projects)


def usual() -> None:
    """The size of today, fresh, warm and after changes."""
    many, asked, read = programmes(PROGRAMMES), list(asking(PROJECTS)), model()
    with measured("index of the programmes"):
        index = Matcher(many, DAY, model=read)
    for name in ("projects read for the first time", "warm", "warm", "warm"):
        with measured(name, PROGRAMMES * PROJECTS):
            ranked(index, asked)
    with measured(f"ranked, with the evidence of the best {SHOWN} that fit", PROGRAMMES * PROJECTS):
        shown = sum(len(best) for best in index.best(asked, SHOWN, shut=0))
    print(f"   {shown} matches with evidence")
    changes(index, many, asked, read)


def changes(index: Matcher, many: Sequence[Programme], asked: Asked, read: Model) -> None:
    """What each change costs; ends where the result is not that of a full run."""
    plans = [(town, reworded(one)) if at % 10 == 0 else (town, one) for at, (town, one) in enumerate(asked)]
    with measured("a tenth of the projects changed: these ranked", PROGRAMMES * len(plans[::10])):
        ranked(index, plans[::10])
    news = [replace(one, title=f"Neu: {one.title}") if at < CHANGED else one for at, one in enumerate(many)]
    for name, now, day in (
        (f"{CHANGED} programmes changed", news, DAY),
        ("the next day", many, DAY + timedelta(days=1)),
    ):
        with measured(f"{name}: index"):
            later = Matcher(now, day, model=read, earlier=index.knows)
        with measured(f"{name}: all ranked", PROGRAMMES * PROJECTS):
            found = ranked(later, plans)
        if found != ranked(Matcher(now, day, model=read), plans):
            sys.exit(f"{name}: not what a full run finds")
        print("   rows, scores and verdicts of the best are those of a full run, byte for byte")


def reworded(project: Project) -> Project:
    """The project with another first word."""
    return replace(project, title=f"Neue {project.title}")


def warm_only() -> None:
    """One line: the best of five warm runs."""
    index, asked = Matcher(programmes(PROGRAMMES), DAY, model=model()), list(asking(PROJECTS))
    clocks = []
    for _ in range(6):
        clocks.append(Clock())
        ranked(index, asked)
        clocks[-1].stop()
    best = min(clocks[1:], key=lambda clock: clock.wall)
    print(f"warm, best of five: {best.wall:.2f} s wall, {best.cpu:.2f} s CPU")


def each_with_threads(counts: Iterable[int]) -> None:
    """numpy's matrix products take as many threads as they are told when a process starts."""
    for count in counts:
        environment = os.environ | {"OMP_NUM_THREADS": str(count)}
        call = [sys.executable, "-m", "bench.match_speed", "--warm"]
        subprocess.run(call, check=True, env=environment)


def curve() -> None:
    """Seconds per million pairs by size; every project is read and ranked once."""
    for count, plans in CURVE:
        index = Matcher(programmes(count), DAY, model=model())
        with measured(f"{count:,} programmes x {plans:,} projects", count * plans):
            ranked(index, asking(plans))


def batch(projects: int) -> None:
    """So many of the projects of all municipalities, read and ranked once as they come."""
    with measured(f"index of {BATCH:,} programmes"):
        index = Matcher(programmes(BATCH), DAY, model=model())
    with measured(f"{BATCH:,} programmes x {projects:,} projects", BATCH * projects) as clock:
        ranked(index, asking(projects))
    if projects < MUNICIPALITIES:
        minutes = clock.wall * MUNICIPALITIES / projects / 60
        print(f"   EXTRAPOLATED to {MUNICIPALITIES:,} projects: {minutes:.0f} minutes on the wall")


def ranked(index: Matcher, asked: Iterable[tuple[CityProfile, Project]]) -> str:
    """Ranks every project and tells the best of each, as a digest would take them, as one checksum."""
    told = hashlib.sha256()
    for ranking in index.rank(asked):
        best = ranking.split()[0][:SHOWN]
        told.update(best.tobytes() + ranking.scores[best].tobytes() + ranking.verdicts[best].tobytes())
    return told.hexdigest()


@contextmanager
def measured(name: str, pairs: int = 0) -> Iterator[Clock]:
    """Print how long it took, for a million pairs as well, and the most memory that the process has had."""
    clock = Clock()
    yield clock
    clock.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = f"{clock.wall / pairs * 1e6:.3f} s per million pairs" if pairs else ""
    print(f"{name:55} {clock.wall:7.2f} s wall {clock.cpu:7.2f} s CPU  {rate:28} peak {peak} MiB", flush=True)


if __name__ == "__main__":
    main()
