"""How well `facts/` reads: precision and recall per fact on hand-labelled real programmes, and its speed.

Usage: python bench/facts.py [--shared DIR] [--misses FACT]

Reads DIR/gold/{texts,facts}.jsonl (labelled by GUIDE.md there) and DIR/data/phrases/. The reader was written while
looking at programmes with even numbers; those with odd numbers were held out, so their column is the honest one.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from facts import Facts, read, read_text  # noqa: E402
from funding.programme import Programme, Stage  # noqa: E402

FACTS = (
    "deadlines", "fixed", "recurring", "relative", "closed", "rate_max", "amount_max", "own_share_min", "amount_min",
    "modes",
)  # fmt: skip
Record = dict[str, Any]


@dataclass
class Score:
    """Counts of right, wrong and missed values."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[Any], expected: set[Any]) -> None:
        """Count one programme."""
        self.right += len(found & expected)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def found_by(facts: Facts) -> dict[str, set[Any]]:
    """What the reader says, as comparable sets."""
    fixed = {(s.stage, s.closes.isoformat()) for s in facts.stages if s.closes}
    yearly = {(s.stage, *_rule(s)) for s in facts.stages if s.recurring}
    spans = {(s.before_start.amount, s.before_start.unit) for s in facts.stages if s.before_start}
    figures = {name: getattr(facts, name) for name in ("rate_max", "amount_max", "own_share_min", "amount_min")}
    return {
        "deadlines": fixed | yearly, "fixed": fixed, "recurring": yearly, "relative": spans,
        "closed": {True} if facts.closed else set(), "modes": set(facts.modes),
        **{name: {float(figure.value)} if figure else set() for name, figure in figures.items()},
    }  # fmt: skip


def _rule(stage: Stage) -> tuple[int, int, str]:
    assert stage.recurring is not None
    return stage.recurring.month, stage.recurring.day, stage.recurring.of


def expected_of(label: Record) -> dict[str, set[Any]]:
    """The label in the same form."""
    fixed = {(d["stage"], d["date"]) for d in label["deadlines"] if d["date"]}
    rules = [(d["stage"], d["recurring"]) for d in label["deadlines"] if d["recurring"]]
    yearly = {(stage, rule["month"], rule["day"], rule["of"]) for stage, rule in rules}
    figures = {
        "rate_max": "rate_max_percent", "amount_max": "amount_max_eur", "own_share_min": "own_share_min_percent",
        "amount_min": "amount_min_eur",
    }  # fmt: skip
    return {
        "deadlines": fixed | yearly, "fixed": fixed, "recurring": yearly, "modes": set(label["modes"]),
        "relative": {(r["amount"], r["unit"]) for r in label["relative"]},
        "closed": {True} if label["closed"] else set(),
        **{name: {float(label[key])} if label[key] is not None else set() for name, key in figures.items()},
    }  # fmt: skip


def labelled(shared: Path) -> Iterator[tuple[str, str, Record]]:
    """(id, text, label) of the programmes that carry labels."""
    texts = {record["id"]: record for record in _lines(shared / "gold" / "texts.jsonl")}
    for label in _lines(shared / "gold" / "facts.jsonl"):
        yield label["id"], texts[label["id"]]["text"], label


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def measure(shared: Path, misses: str | None = None) -> dict[str, dict[str, Score]]:
    """Scores per half ("even", "odd") and fact; prints what differs for the fact named by `misses`."""
    scores = {half: {name: Score() for name in FACTS} for half in ("even", "odd")}
    for name, text, label in labelled(shared):
        half = "odd" if int(name[1:]) % 2 else "even"
        found, expected = found_by(read_text(text)), expected_of(label)
        for fact in FACTS:
            scores[half][fact].add(found[fact], expected[fact])
        if misses and found[misses] != expected[misses]:
            print(
                f"{name} {misses}: found {sorted(found[misses])}, expected {sorted(expected[misses])} {label['note']}"
            )
    return scores


def phrases(shared: Path) -> Score:
    """Dates (without a year: month and day) of the deadline phrases, each read as a programme's Fristen section."""
    score = Score()
    for phrase in _lines(shared / "data" / "phrases" / "deadline_phrases.jsonl"):
        text, language = phrase["text"], phrase.get("lang", "de")
        stages = read(Programme(portal="bench", key="", title="", deadlines_text=text, language=language)).stages
        found = {
            s.closes.isoformat() if s.closes else f"{_rule(s)[0]:02}-{_rule(s)[1]:02}"
            for s in stages
            if s.recurring or s.closes
        }
        score.add(found, {e.get("date") or e["month_day"] for e in phrase["expect"] if "date" in e or "month_day" in e})
    return score


def programmes(shared: Path) -> list[Programme]:
    """Whole records as programmes, each with its Rechtsgrundlage cut or filled to 17,000 characters."""
    records = [record for record in _lines(shared / "data/foerderdatenbank/records.jsonl") if record["legal_basis_md"]]
    return [
        Programme(
            portal="bench", key=record["id_hash"], title=record["title"], text=record["description_md"],
            conditions=record["more_info_md"], legal_text=(record["legal_basis_md"] * 20)[:17_000],
        )
        for record in records
    ]  # fmt: skip


def milliseconds(shared: Path) -> float:
    """Milliseconds of processor time per programme."""
    several = programmes(shared)
    start = time.process_time()
    for programme in several:
        read(programme)
    return (time.process_time() - start) / len(several) * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--misses", choices=FACTS)
    options = parser.parse_args()
    scores = measure(options.shared, options.misses)
    _print_table(scores)
    score = phrases(options.shared)
    print(f"{'phrases: dates':14} {score.precision:12.2f} {score.recall:9.2f}")
    print(f"\n{milliseconds(options.shared):.1f} ms a programme with 17,000 characters of Rechtsgrundlage")


def _print_table(scores: dict[str, dict[str, Score]]) -> None:
    print(f"{'fact':14} {'even (seen)':>22} {'odd (held out)':>22}")
    print(f"{'':14} {'precision  recall':>22} {'precision  recall':>22}")
    for fact in FACTS:
        cells = [f"{scores[half][fact].precision:12.2f} {scores[half][fact].recall:9.2f}" for half in ("even", "odd")]
        there = scores["odd"][fact].right + scores["odd"][fact].missed
        print(f"{fact:14} {cells[0]:>22} {cells[1]:>22}   ({there} there)")


if __name__ == "__main__":
    main()
