"""An officer's own list becomes programmes, by the same way as a crawl: read, judged, compared, stored at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from crawl.cleaning import cleaned
from crawl.lists import read
from crawl.reading import with_facts
from crawl.settle import settle
from db import Store
from funding import CrawlRun, Problem

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

    Raises InputError for a file that is no list; a bad row is a Problem and the rest goes on.
    """
    begun = monotonic()
    stored = {key: known.programme for key, known in store.known(portal).items()}
    listed = read(path, portal, stored)
    run = CrawlRun(id=store.start_run(portal, now, partial=True), portal=portal, started=now, partial=True)
    told = [with_facts(cleaned(programme)) for programme in listed.programmes]
    problems = tuple(map(cleaned, listed.problems))
    noted = (*problems, *(problem for _, doubts in told for problem in doubts))
    programmes = [programme for programme, _ in told]
    ended = now + timedelta(seconds=monotonic() - begun)
    run = settle(store, run, programmes, noted, (), ended, expected=_ANY_SIZE)
    absent = stored.keys() - {programme.key for programme in programmes}
    return Imported(run=run, problems=problems, lost=listed.lost, absent=len(absent))
