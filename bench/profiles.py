"""How long 10,786 profiles take to load: as many as Germany has municipalities, all generated.

    python bench/profiles.py [--count 10786]

Sizes are mixed as in a real folder: most cities have the shortest form, every tenth has partners, departments,
recipients and three projects. All have to be right; the time is that of `profiles.load` alone.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from funding.places import LAND_OF_AGS
from profiles import load
from profiles.dumping import block

MUNICIPALITIES = 10_786  # Germany, 2024 (Destatis, Gemeindeverzeichnis)
WORDS = (
    "Radweg Schule Wasser Klima Begegnung Feuerwehr Bücherei Partnerstadt Energie Quartier Jugend Hochwasser".split()
)


def main() -> int:
    """Write, load, report; exit code 1 where a profile is lost or a minute was not enough."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=MUNICIPALITIES)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = sum(write(folder, n) for n in range(count))
        began = time.perf_counter()
        loaded = load(folder)
        seconds = time.perf_counter() - began
    print(f"{len(loaded.profiles)} of {count} profiles ({size / 1e6:.1f} MB) in {seconds:.1f} s, "
          f"{len(loaded.faults)} faults")  # fmt: skip
    return int(len(loaded.profiles) != count or seconds > 60)


def write(folder: Path, number: int) -> int:
    """One city's file; its size in characters."""
    dice = random.Random(number)
    land = dice.choice(sorted(LAND_OF_AGS))
    values: dict[str, object] = {
        "city": {
            "slug": f"stadt-{number}", "name": f"Stadt Nr. {number}", "ags": f"{land}{number:06}",
            "land": LAND_OF_AGS[land], "population": dice.randint(100, 500_000),
        },
        "projects": [project(dice, n) for n in range(3 if number % 10 == 0 else 1)],
    }  # fmt: skip
    if number % 10 == 0:
        values["partnerships"] = [{"city": f"Ville {n}", "country": "FR", "since": 1980 + n} for n in range(5)]
        values["recipients"] = [{"email": f"stelle{n}@stadt-{number}.example", "weekday": "tue"} for n in range(3)]
    text = "".join(f"{line}\n" for line in block(values))
    (folder / f"{number:05}.yaml").write_text(text, encoding="utf-8")
    return len(text)


def project(dice: random.Random, number: int) -> dict[str, object]:
    """A project with a title, three sentences and some details."""
    sentences = (" ".join(dice.choices(WORDS, k=12)) + "." for _ in range(3))
    return {
        "slug": f"vorhaben-{number}", "title": " ".join(dice.choices(WORDS, k=4)), "description": " ".join(sentences),
        "sdgs": [11, 13], "countries": ["FR"], "topics": dice.sample(WORDS, 3), "cost_eur": dice.randint(1_000, 10**7),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
