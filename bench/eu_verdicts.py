"""Whether a municipality may take part in the EU's open calls: verdicts by programme, and every reason on demand.

    python bench/eu_verdicts.py [--shared ../shared] [--show yes|no|unclear] [--only WORDS]

Reads data/eu/open_calls_*.jsonl. `--show` prints each call of that verdict with the rule or the sentence that decided.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawl.sedia.labels import abbreviation, labels  # noqa: E402
from crawl.sedia.topics import programmes  # noqa: E402
from demo.sedia import from_open_calls  # noqa: E402
from funding import Programme, Verdict  # noqa: E402

VERDICTS = tuple(Verdict)


def judged(data: Path) -> Iterator[Programme]:
    """Every open call as the spider would tell it."""
    calls = next(data.glob("open_calls_*.jsonl")).read_text("utf-8").splitlines()
    index = from_open_calls(calls)
    known: dict[str, Any] = dict(index.details)
    for found in programmes(index.rows, known, labels((data / "facets.json").read_bytes())):
        if isinstance(found, Programme):
            yield found


def table(found: list[Programme]) -> dict[str, Counter[Verdict]]:
    """Programme -> verdict -> number of calls."""
    counted: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for programme in found:
        rule = programme.municipality
        if rule is not None:
            counted[abbreviation(programme.categories[0]) or programme.categories[0]][rule.verdict] += 1
    return counted


def main() -> None:
    """Print the table, and the calls asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--show", choices=[verdict.value for verdict in VERDICTS])
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    found = list(judged(chosen.shared / "data" / "eu"))
    print(f"{'programme':20}" + "".join(f"{verdict.value:>9}" for verdict in VERDICTS))
    counted = table(found)
    for name, row in sorted(counted.items(), key=lambda item: -item[1].total()):
        print(f"{name:20}" + "".join(f"{row[verdict]:9}" for verdict in VERDICTS))
    whole = sum(counted.values(), Counter[Verdict]())
    print(f"{'all':20}" + "".join(f"{whole[verdict]:9}" for verdict in VERDICTS))
    for programme in found:
        rule = programme.municipality
        if rule and rule.verdict == chosen.show and chosen.only.casefold() in json.dumps(str(programme)).casefold():
            print(f"\n{programme.key} · {rule.role or '-'} · {programme.title}")
            print(f"  {rule.reason}\n  {rule.quote or rule.source}")


if __name__ == "__main__":
    main()
