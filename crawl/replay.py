"""A run's raw documents as the folder or ZIP that `crawl … --from` reads, so that every parse can be run again."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from db import Store
from funding import InputError, PassgenauError


def replay(store: Store, run_id: int, target: Path) -> int:
    """Write the documents of a run to `target` (a ZIP if it ends in .zip, else a new folder); gives their number.

    Names are the paths of the URLs without their host. Raises InputError when the run kept nothing or the target
    exists, PassgenauError when it cannot be written.
    """
    if target.exists():
        raise InputError(f"{target} gibt es schon; bitte einen neuen Namen angeben.")
    try:
        count = _zip(store, run_id, target) if target.suffix == ".zip" else _folder(store, run_id, target)
    except OSError as error:
        raise PassgenauError(f"{target} kann nicht geschrieben werden: {error.strerror}.") from error
    if count == 0:
        raise InputError(f"Zum Lauf {run_id} sind keine Seiten aufbewahrt.")
    return count


def name_of(url: str) -> PurePosixPath:
    """A relative path for a URL that cannot lead out of the folder it is put into; a query becomes part of the name."""
    parts = urlsplit(url)
    steps = [step for step in unquote(parts.path).split("/") if step not in {"", ".", ".."}] or ["index.html"]
    name = PurePosixPath(*(step.replace("\\", "_").replace("\0", "_") for step in steps))
    query = "".join(char if char.isalnum() or char in "=&-_." else "_" for char in parts.query)[:100]
    return name.with_name(f"{name.stem}__{query}{name.suffix}") if query else name


def _zip(store: Store, run_id: int, target: Path) -> int:
    documents = _named(store, run_id)
    first = next(documents, None)
    if first is None:
        return 0
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        count = 0
        for name, body in (first, *documents):
            archive.writestr(str(name), body)
            count += 1
    return count


def _folder(store: Store, run_id: int, target: Path) -> int:
    count = 0
    for name, body in _named(store, run_id):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        count += 1
    return count


def _named(store: Store, run_id: int) -> Iterator[tuple[PurePosixPath, bytes]]:
    return ((name_of(url), body) for url, body in store.documents(run_id))
