"""An officer's own list becomes programmes, by the same way as a crawl: read, judged, compared, stored at once."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from urllib.parse import quote

from crawl.cleaning import cleaned, unreadable
from crawl.lists import read
from crawl.reading import with_facts
from crawl.reasons import bug
from crawl.settle import settle
from db import Store
from funding import CrawlRun, PassgenauError, Problem
from funding.records import Outcome

_ANY_SIZE = (1, 10**9)


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What became of a list: its run, and what could not be taken of its rows.

    `lost`: rows that are missing altogether, unreadable or twice in the list.
    `absent`: programmes of earlier lists under this name that this one does not have; they stay stored.
    """

    run: CrawlRun
    problems: tuple[Problem, ...]
    lost: int
    absent: int


def import_list(store: Store, path: Path, portal: str, now: datetime) -> Imported:
    """Read a JSONL, CSV or XLSX file into `portal`; what the list leaves out stays as it was.

    The file itself is kept as the run's raw document. Raises InputError for a file that is no list; a bad row is a
    Problem and the rest goes on.
    """
    begun = monotonic()
    stored = {key: known.programme for key, known in store.known(portal).items()}
    listed, body = read(path, portal, stored), path.read_bytes()
    clean = [cleaned(programme) for programme in listed.programmes]
    lost_signs = (problem for programme in clean for problem in unreadable(programme))
    problems = (*map(cleaned, listed.problems), *lost_signs)
    told = [with_facts(programme) for programme in clean]
    noted = (*problems, *(problem for _, doubts in told for problem in doubts))
    programmes = [programme for programme, _ in told]
    ended = now + timedelta(seconds=monotonic() - begun)
    run = CrawlRun(id=store.start_run(portal, now, partial=True), portal=portal, started=now, partial=True)
    with _never_left_running(store, run, ended):
        document = (quote(path.name, errors="surrogateescape"), body)
        run = settle(store, run, programmes, noted, [document], ended, expected=_ANY_SIZE)
    absent = stored.keys() - {programme.key for programme in programmes}
    return Imported(run=run, problems=problems, lost=listed.lost, absent=len(absent))


@contextmanager
def _never_left_running(store: Store, run: CrawlRun, now: datetime) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        reason = str(error) if isinstance(error, PassgenauError) else bug(error, "Speichern der Liste")
        if isinstance(error, KeyboardInterrupt):
            reason = "Der Import wurde mit Strg+C abgebrochen; die bisherigen Daten gelten weiter."
        outcome: Outcome = "aborted" if isinstance(error, KeyboardInterrupt) else "failed"
        with suppress(PassgenauError):  # the first error is what has to be told
            store.finish_run(replace(run, finished=now, outcome=outcome, reason=reason))
        raise
