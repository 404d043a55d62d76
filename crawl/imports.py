"""An officer's own list becomes programmes, by the same way as a crawl: read, judged, compared, stored at once."""

from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import facts
from crawl.lists import read
from crawl.settle import settle
from db import Store
from funding import CrawlRun, Problem

_ANY_SIZE = (1, 10**9)


def import_list(store: Store, path: Path, portal: str, now: datetime) -> tuple[CrawlRun, list[Problem]]:
    """Read a JSONL, CSV or XLSX file into `portal`; what the list leaves out stays as it was.

    Raises InputError for a file that is no list; a bad row is a Problem and the rest goes on.
    """
    begun = monotonic()
    programmes, problems = read(path, portal)
    run = CrawlRun(id=store.start_run(portal, now, partial=True), portal=portal, started=now, partial=True)
    known = tuple(facts.read(programme) for programme in programmes)
    ended = now + timedelta(seconds=monotonic() - begun)
    return settle(store, run, known, problems, (), ended, expected=_ANY_SIZE), problems
