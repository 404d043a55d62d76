"""Crawl a full-size Förderdatenbank export: seconds, memory, and whether exactly what changed is found.

    python bench/scale.py [--programmes 2500]

Makes an export of random German-looking texts (2,500 programmes, about 10,350 files, 17,000 characters of legal text
each, about 30 MB zipped), serves it from localhost and runs `passgenau crawl foerderdatenbank` three times: first,
again unchanged, and with 28 programmes changed. Wall seconds depend on the machine and on what else it does; CPU
seconds are those of the crawl and its parent.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from demo.content import Body, Expected, SampleProgramme, Web
from demo.foerderdatenbank import export_zip
from demo.server import SamplePortals
from funding import Status

CHANGED = 28
LEGAL = 17_000  # characters
REGIONS = ("_bundesweit", "bayern", "hessen", "sachsen", "de_ni", "de_st", "nordrhein_westfalen", "thueringen")
TOPICS = ("infrastruktur", "mobilitaet", "umwelt_naturschutz", "kultur_medien_sport", "gesundheit_soziales")
APPLICANTS = ("kommune", "unternehmen", "verband_vereinigung", "oeffentliche_einrichtung", "hochschule")
SYLLABLES = (
    "ge för be wer stadt land um welt ver kehr rad weg bau schutz kli ma an trag frist mit tel zu schuss".split()
)


def words(seed: random.Random, length: int) -> str:
    """Prose that compresses about as badly as the real export does."""
    made: list[str] = []
    size = 0
    while size < length:
        word = "".join(seed.choices(SYLLABLES, k=seed.randint(1, 4))) + seed.choice(
            ("", "", "", f"{seed.random():.6f}")
        )
        made.append(word.capitalize() if seed.random() < 0.4 else word)
        size += len(made[-1]) + 1
    return " ".join(made)


def programmes(count: int, seed: random.Random) -> Iterator[SampleProgramme]:
    """Programmes with contacts and links of their own, so that the ZIP has four files for each."""
    funders = [body(f"geber-{number}", seed) for number in range(count // 25)]
    contacts = [body(f"kontakt-{number}", seed) for number in range(int(count * 0.28))]
    for number in range(count):
        name = f"Programm {number} {words(seed, 40)}"
        links = tuple(Web(title=f"Seite {number} {n}", url=f"https://example.org/{number}/{n}") for n in range(2))
        deadline = f"Anträge sind bis zum {number % 28 + 1}.03.2027 zu stellen."
        yield SampleProgramme(
            slug=f"programm-{number}", folder=f"Land/Beispiel-{number % 16}", title=name, funder=seed.choice(funders),
            expected=Expected(status=Status.OPEN), regions=(seed.choice(REGIONS),), topics=(seed.choice(TOPICS),),
            applicants=tuple(seed.sample(APPLICANTS, 2)), contacts=(contacts[number % len(contacts)],), links=links,
            summary=words(seed, 200), text=f"{words(seed, 1500)} {deadline}", legal=words(seed, LEGAL),
        )  # fmt: skip


def body(key: str, seed: random.Random) -> Body:
    """An office."""
    return Body(key=key, name=f"Amt {key}", road="Weg", house="1", zip="10115", city="Berlin", phone="030 1",
                email=f"{key}@example.org", website=f"https://example.org/{key}/{seed.randint(1, 9)}")  # fmt: skip


def crawl(db: Path, server: str) -> dict[str, Any]:
    """One crawl as a user starts it, with its seconds and the peak memory of its own process."""
    call = [sys.executable, "-P", "-m", "cli", "--db", str(db), "crawl", "foerderdatenbank", "--json"]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PASSGENAU_SAMPLE_SERVER": server}
    told = subprocess.run(call, check=False, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if not told.stdout:
        sys.exit(told.stderr)
    (row,) = json.loads(told.stdout)
    return {**row, "wall_seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1), "peak_mb": after.ru_maxrss // 1024}


def main() -> None:
    """Print one line per crawl."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programmes", type=int, default=2500)
    count = parser.parse_args().programmes
    seed = random.Random(1)
    content = list(programmes(count, seed))
    archive = export_zip(content)
    with tempfile.TemporaryDirectory() as folder, SamplePortals() as portals:
        db = Path(folder) / "scale.sqlite"
        portals.export = archive
        print(f"export: {len(archive) / 1e6:.1f} MB, {archive.count(b'PK' + bytes([1, 2]))} files, {count} programmes")
        show("first crawl", crawl(db, portals.url))
        show("unchanged", crawl(db, portals.url))
        portals.export = export_zip(change(content, seed))
        show(f"{CHANGED} changed", crawl(db, portals.url))
        print(f"database: {db.stat().st_size / 1e6:.0f} MB")


def change(content: list[SampleProgramme], seed: random.Random) -> list[SampleProgramme]:
    """The same programmes, 28 of them with another sentence."""
    picked = set(seed.sample(range(len(content)), CHANGED))
    return [replace(p, text=f"{p.text} Neu: bis zu 80 Prozent.") if i in picked else p for i, p in enumerate(content)]


def show(name: str, row: dict[str, Any]) -> None:
    """One line."""
    keys = (
        "outcome",
        "found",
        "new",
        "changed",
        "vanished",
        "problems",
        "wall_seconds",
        "cpu_seconds",
        "peak_mb",
        "reason",
    )
    print(f"{name:12} " + "  ".join(f"{key}={row[key]}" for key in keys if row[key] != ""))


if __name__ == "__main__":
    main()
