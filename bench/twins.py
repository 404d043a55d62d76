"""Which programmes of several portals are taken for one call: figures of docs/duplicates.md.

    python -m bench.twins [--shared ../shared] [--programmes 5000]

1. Real programmes beside a copy of themselves under another portal's name, all pairs: the copy is the same call, any
   other programme is not. Half of what tells them apart is taken from the copy: no page, no links, no identifier.
2. Everything in shared/bench as three portals: every link is printed, to be looked at.
3. How long many programmes take.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from crawl.twins import groups, judge, traits
from crawl.twins.groups import candidates
from funding import Programme, Stage

ROOT = Path(__file__).resolve().parents[1]
PORTALS = {"F": "foerderdatenbank", "E": "eu_funding_tenders", "P": "officers_list"}
ONE_DAY = (Stage(closes=date(2027, 3, 1), source="portal"),)


def listed(shared: Path) -> Iterator[Programme]:
    """The programmes of shared/bench, each under the portal where it comes from."""
    lands = dict(_lands(shared))
    for line in (shared / "bench" / "programmes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row["key"][0]
        regions = lands.get(row["url"]) if kind == "F" else row.get("regions")
        yield Programme(
            portal=PORTALS[kind], key=row["call"] if kind == "E" else row["key"], title=row["title"], url=row["url"],
            language=row["language"], text=row.get("text"), call=row.get("call"), funder=row.get("funder"),
            regions=None if not regions else tuple(regions), funder_level="eu" if kind == "E" else None,
        )  # fmt: skip


def _lands(shared: Path) -> Iterator[tuple[str, list[str] | None]]:
    lines = (shared / "data" / "foerderdatenbank" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    yield from ((row["url"], row["funding_location"]) for row in map(json.loads, lines))


def copies(found: list[Programme]) -> tuple[int, list[tuple[Programme, Programme]]]:
    """How many are known again in a poorer copy, and the pairs of two programmes that are taken for one.

    Only pairs that the linker would look at: the others are never compared.
    """
    poor = [replace(one, portal="copy", url=None, links=(), call=None, key=f"copy of {one.key}") for one in found]
    known = {one.id: one for one in (*found, *poor)}
    told = {name: traits(one) for name, one in known.items()}
    same = [pair for pair in candidates(told) if judge(told[pair[0]], told[pair[1]]) is not None]
    pairs = [sorted((known[one], known[other]), key=lambda one: one.portal == "copy") for one, other in same]
    wrong = [(one, other) for one, other in pairs if other.key != f"copy of {one.key}"]
    return len(pairs) - len(wrong), wrong


def many(found: list[Programme], count: int) -> Iterator[Programme]:
    """As many programmes as asked for, from those given; each a title of its own."""
    for number in range(count):
        one = found[number % len(found)]
        mark = "" if number < len(found) else f" Sorte{number // len(found)}x{number}"
        yield replace(one, key=f"{number}", title=one.title + mark, url=None if mark else one.url, call=None)


def main() -> None:
    """Print all three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--programmes", type=int, default=5_000)
    chosen = parser.parse_args()
    found = list({one.id: one for one in listed(chosen.shared)}.values())
    for portal, stages in (("foerderdatenbank", ()), ("eu_funding_tenders", ONE_DAY)):
        mine = [replace(one, stages=stages) for one in found if one.portal == portal]
        right, wrong = copies(mine)
        print(f"{portal}: {len(mine)} programmes, {right} known again in their copy, {len(wrong)} wrong pairs")
        for one, other in wrong:
            print(f"  {one.title[:90]} | {other.title[:90]}")
    known = {one.id: one for one in found}
    for group in groups(found):
        print("linked:", *(f"\n  {name}: {known[name].title[:100]}" for name in group.members))
    plenty = list(many(found, chosen.programmes))
    begun = process_time()
    made = groups(plenty)
    print(f"{len(plenty)} programmes: {process_time() - begun:.1f} s of CPU, {len(made)} groups")


if __name__ == "__main__":
    main()
