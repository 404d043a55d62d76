"""A run's raw documents as the folder or ZIP that `crawl … --from` reads, so that every parse can be run again."""

import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from db import Store
from funding import InputError, PassgenauError

_LONGEST = 180  # bytes of a file's name; most file systems allow 255
_ENDING = 10  # characters of an ending that is kept


def replay(store: Store, run_id: int, target: Path) -> int:
    """Write the documents of a run to `target` (a ZIP if it ends in .zip, else a new folder); gives their number.

    Names are the paths of the URLs without their host, unlike each other. The target is whole or not there. Raises
    InputError when the run kept nothing or the target exists, PassgenauError when it cannot be written.
    """
    if target.exists():
        raise InputError(f"{target} gibt es schon; bitte einen neuen Namen angeben.")
    names = names_of(store.addresses(run_id))
    if not names:
        raise InputError(f"Zum Lauf {run_id} sind keine Seiten aufbewahrt.")
    documents = zip(names, (body for _, body in store.documents(run_id)), strict=True)
    try:
        _write(documents, target)
    except OSError as error:
        raise PassgenauError(f"{target} kann nicht geschrieben werden: {error.strerror}.") from error
    return len(names)


def names_of(urls: Sequence[str]) -> list[PurePosixPath]:
    """A name for each URL, in their order: that of `name_of`, or one with a digest where two would be in the way."""
    plain = [name_of(url) for url in urls]
    folders = {_key(parent) for name in plain for parent in name.parents}
    taken: set[str] = set()
    times: Counter[str] = Counter()
    names = []
    for url, name in zip(urls, plain, strict=True):
        if _key(name) in folders or _key(name) in taken:
            digest = sha256(f"{url}\n{times[url]}".encode("utf-8", "replace")).hexdigest()[:12]
            names.append(name.with_name(f"{name.stem}~{digest}{name.suffix}"))
        else:
            names.append(name)
        taken.add(_key(names[-1]))
        times[url] += 1
    return names


def name_of(url: str) -> PurePosixPath:
    """A relative path for a URL that cannot lead out of the folder it is put into; a query becomes part of the name."""
    parts = urlsplit(url)
    steps = [step for step in unquote(parts.path).split("/") if step not in {"", ".", ".."}] or ["index.html"]
    name = PurePosixPath(*(_short(step.replace("\\", "_").replace("\0", "_")) for step in steps))
    query = "".join(char if char.isalnum() or char in "=&-_." else "_" for char in parts.query)[:100]
    return name.with_name(_short(f"{name.stem}__{query}{name.suffix}")) if query else name


def _short(step: str) -> str:
    stem, dot, ending = step.rpartition(".")
    if not stem or len(ending) > _ENDING:
        stem, dot, ending = step, "", ""
    return stem.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore") + dot + ending


def _key(path: PurePosixPath) -> str:
    return str(path).casefold()  # some file systems know no capital letters


def _write(documents: Iterable[tuple[PurePosixPath, bytes]], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:40]}.") as room:
        part = Path(room) / "part"
        (_zip if target.suffix == ".zip" else _folder)(documents, part)
        part.rename(target)


def _zip(documents: Iterable[tuple[PurePosixPath, bytes]], part: Path) -> None:
    with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, body in documents:
            archive.writestr(str(name), body)


def _folder(documents: Iterable[tuple[PurePosixPath, bytes]], part: Path) -> None:
    for name, body in documents:
        path = part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
