"""An officer's own list becomes programmes, by the same way as a crawl: read, judged, compared, stored at once."""

from datetime import datetime
from pathlib import Path

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
    programmes, problems = read(path, portal)
    run = CrawlRun(id=store.start_run(portal, now, partial=True), portal=portal, started=now, partial=True)
    known = tuple(facts.read(programme) for programme in programmes)
    return settle(store, run, known, problems, (), now, expected=_ANY_SIZE), problems
