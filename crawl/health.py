"""Whether a run may replace what is known (design 3.1 and 3.2). Pure: numbers in, verdict out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from funding import CrawlRun, Programme
from funding.fingerprint import COMPARED

RUNS = 8  # so many good runs make the usual
SHARE = 0.6  # of the usual number must be found
FALL = 20.0  # percentage points by which a field may not fall
FRESH = 0.1  # of a portal may be new or changed, or missing, at once
QUIET = 7  # days; after a longer silence more has changed by itself: another tenth a month, at most four tenths
MOST = 4
FLOOR = 5  # so many may always be
_OF_CARDS = frozenset({"source_changed"})  # a mark that is taken away again
FEW = 2  # a field lost by fewer programmes than this is news, not a broken parser


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """A *suspect* run keeps the old rows; `reason` is one German line for the operator."""

    outcome: Literal["ok", "suspect"]
    reason: str = ""


def judge(  # noqa: PLR0913 - all that a verdict hangs on
    *, found: int, fresh: int, fill_rates: Mapping[str, float], expected: tuple[int, int], good: Sequence[CrawlRun],
    gap: tuple[int, int] = (0, 0), days: float = 0.0, floor: int = FLOOR,
) -> Health:  # fmt: skip
    """Judge a full run by its size, its filled fields and how much is `fresh` (new, changed or back).

    `gap`: so many programmes are missing for the first time, of so many that are known.
    `days`: so long ago was the last good run. `floor`: so many may be fresh, or missing, however small the portal.
    `good` are the portal's last good full runs in any order; without one, only the declared size counts.
    """
    reasons = [_size(found, expected)]
    if good:
        share = FRESH * min(MOST, 1 + max(0.0, days - QUIET) / 30)
        reasons += [_shrunk(found, good), _emptied(found, fill_rates, good)]
        reasons += [_upheaval(fresh, found, max(floor, share * found)), _gap(*gap, max(floor, share * gap[1]))]
    return next((Health(outcome="suspect", reason=reason) for reason in reasons if reason), Health(outcome="ok"))


def judge_part(found: int) -> Health:
    """A part (single pages, an import) has no usual size; nothing at all is suspect all the same."""
    return Health(outcome="ok") if found else Health(outcome="suspect", reason="Kein einziges Programm gefunden.")


def fill_rates(programmes: Iterable[Programme]) -> dict[str, float]:
    """Percent (0-100) of the programmes in which each compared field says something; empty without programmes."""
    names = [name for name in COMPARED if name not in _OF_CARDS]
    rows = [[bool(getattr(programme, name)) for name in names] for programme in programmes]
    columns = zip(*rows, strict=True)
    return {name: round(100 * sum(column) / len(rows), 1) for name, column in zip(names, columns, strict=False)}


def _size(found: int, expected: tuple[int, int]) -> str:
    least, most = expected
    if found == 0:
        return "Kein einziges Programm gefunden."
    return "" if least <= found <= most else f"{found} Programme gefunden, erwartet sind {least} bis {most}."


def _shrunk(found: int, good: Sequence[CrawlRun]) -> str:
    usual = median(run.found for run in good)
    return "" if found >= SHARE * usual else f"Nur {found} Programme gefunden, sonst sind es etwa {usual:.0f}."


def _emptied(found: int, rates: Mapping[str, float], good: Sequence[CrawlRun]) -> str:
    for name, rate in rates.items():
        before = [run for run in good if name in run.fill_rates]
        usual = median(run.fill_rates[name] for run in before) if before else 0.0
        had = median(run.fill_rates[name] / 100 * run.found for run in before) if before else 0.0
        lost = min((usual - rate) / 100 * found, had - rate / 100 * found)  # new ones without it have lost nothing
        if usual - rate >= FALL and lost >= FEW:
            return f"Das Feld „{name}“ ist nur noch bei {rate:.0f} % der Programme gefüllt, sonst bei {usual:.0f} %."
    return ""


def _upheaval(fresh: int, found: int, most: float) -> str:
    if fresh <= most:
        return ""
    return f"{fresh} von {found} Programmen sind auf einmal neu oder geändert."


def _gap(missing: int, known: int, most: float) -> str:
    if missing <= most:
        return ""
    return f"{missing} von {known} bekannten Programmen fehlen auf einmal."
