"""How well `facts/` reads: precision, recall and F1 per fact on hand-labelled real programmes, every miss, its speed.

Usage: python bench/facts.py [--shared DIR] [--misses] [--fact FACT]

Reads DIR/gold/{texts,facts}.jsonl (labelled by GUIDE.md there) and DIR/data/phrases/. The authors have seen all
of these labels and corrected rules by them: the figures say that nothing got lost, not how well unseen texts are read.
What is known of unseen texts stands in docs/facts.md. A figure counts as right only if it is equal; "not stated" counts
in the column "correct" (share of programmes whose value, or silence, is right), which is what the aims are set in.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from facts import Facts, read, read_text  # noqa: E402
from funding.programme import Programme, Stage  # noqa: E402

FACTS = (
    "deadlines", "fixed", "recurring", "relative", "closed", "rate_max", "amount_max", "own_share_min", "amount_min",
    "modes", "kommune",
)  # fmt: skip
_FIGURES = {
    "rate_max": "rate_max_percent", "amount_max": "amount_max_eur", "own_share_min": "own_share_min_percent",
    "amount_min": "amount_min_eur",
}  # fmt: skip
_EXCERPT = 700  # characters of a text that is shown with a miss
Record = dict[str, Any]


@dataclass
class Score:
    """Counts of right, wrong and missed values, and of programmes that are right as a whole."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    whole: int = 0
    programmes: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, found: set[Any], expected: set[Any], told: str = "") -> None:
        """Count one programme; `told` is kept where the two differ."""
        self.right += len(found & expected)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)
        self.programmes += 1
        self.whole += found == expected
        if found != expected:
            self.misses.append(f"found {sorted(found, key=str)}, expected {sorted(expected, key=str)}  {told}")

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def correct(self) -> float:
        """Share of programmes whose value, or silence, is right."""
        return self.whole / self.programmes if self.programmes else 1.0


def found_by(facts: Facts) -> dict[str, set[Any]]:
    """What the reader says, as comparable sets."""
    fixed = {(s.stage, s.closes.isoformat()) for s in facts.stages if s.closes}
    yearly = {(s.stage, *_rule(s)) for s in facts.stages if s.recurring}
    spans = {(s.before_start.amount, s.before_start.unit) for s in facts.stages if s.before_start}
    figures = {name: getattr(facts, name) for name in _FIGURES}
    return {
        "deadlines": fixed | yearly, "fixed": fixed, "recurring": yearly, "relative": spans,
        "closed": {True} if facts.closed else set(), "modes": set(facts.modes),
        "kommune": {facts.kommune.code if facts.kommune else "unclear"},
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
    return {
        "deadlines": fixed | yearly, "fixed": fixed, "recurring": yearly, "modes": set(label["modes"]),
        "relative": {(r["amount"], r["unit"]) for r in label["relative"]},
        "closed": {True} if label["closed"] else set(), "kommune": {label["kommune"]},
        **{name: {float(label[key])} if label[key] is not None else set() for name, key in _FIGURES.items()},
    }  # fmt: skip


def labelled(shared: Path) -> Iterator[tuple[str, str, Record]]:
    """(id, text, label) of the programmes that carry labels."""
    texts = {record["id"]: record for record in _lines(shared / "gold" / "texts.jsonl")}
    for label in _lines(shared / "gold" / "facts.jsonl"):
        yield label["id"], texts[label["id"]]["text"], label


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def measure(shared: Path) -> dict[str, Score]:
    """Scores per fact over all labelled programmes."""
    scores = {name: Score() for name in FACTS}
    for name, text, label in labelled(shared):
        found, expected = found_by(read_text(text)), expected_of(label)
        for fact in FACTS:
            scores[fact].add(found[fact], expected[fact], f"{name} {label['note']}\n{_excerpt(text)}")
    return scores


def _excerpt(text: str) -> str:
    lines = [line for line in text.splitlines() if any(sign.isdigit() for sign in line) or "berechtigt" in line]
    return "\n".join(f"    | {line}" for line in lines)[:_EXCERPT]


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
        expected = {e.get("date") or e["month_day"] for e in phrase["expect"] if "date" in e or "month_day" in e}
        score.add(found, expected, text)
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
    """Print the table, and the misses where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--misses", action="store_true", help="print every miss with its text")
    parser.add_argument("--fact", choices=FACTS, help="only this fact")
    options = parser.parse_args()
    scores = measure(options.shared) | {"phrases": phrases(options.shared)}
    shown = {name: score for name, score in scores.items() if options.fact in {None, name}}
    for name, score in shown.items() if options.misses or options.fact else ():
        print(*(f"{name}: {miss}\n" for miss in score.misses), sep="\n")
    _print_table(shown)
    print(f"\n{milliseconds(options.shared):.1f} ms a programme with 17,000 characters of Rechtsgrundlage")


def _print_table(scores: dict[str, Score]) -> None:
    print(f"{'fact':14} precision  recall      F1  correct  values")
    for name, score in scores.items():
        there = score.right + score.missed
        print(f"{name:14} {score.precision:9.2f} {score.recall:7.2f} {score.f1:7.2f} {score.correct:8.2f} {there:7}")


if __name__ == "__main__":
    main()
