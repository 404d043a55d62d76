"""Answers of the portal that were kept: by the last good run, or in a folder that `runs raw` or somebody wrote."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from crawl.base import Found, RawDocuments
from crawl.sedia import PORTAL, answers
from crawl.sedia.labels import Labels, labels
from crawl.sedia.relics import current
from crawl.sedia.requests import API, FACETS
from crawl.sedia.topics import programmes
from funding import InputError, Problem

MAX_FILE = 20 * 1024 * 1024  # bytes
_TAKEN = "Angenommen werden Antworten der Suche, der Facetten und der topicDetails als JSON: Datei, Ordner, ZIP."


@dataclass(slots=True)
class Saved:
    """What kept answers hold: result rows by identity, the last one of each; topic documents; the facets."""

    rows: dict[answers.Identity, Any] = field(default_factory=dict)
    details: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    facets: bytes | None = None

    def take(self, body: bytes) -> bool:
        """Sort an answer by what is in it; False for something else."""
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return False
        if not isinstance(told, dict):
            return False
        if isinstance(told.get("results"), list):
            self.rows |= {answers.identity(row): row for row in told["results"]}
        elif isinstance(told.get("TopicDetails"), dict):
            self.details[str(told["TopicDetails"].get("identifier")).lower()] = told
        elif isinstance(told.get("facets"), list):
            self.facets = body
        else:
            return False
        return True


def last_run(kept: Mapping[str, bytes]) -> Saved:
    """The search and the facets of the last good run; its topic documents are read one by one."""
    saved = Saved()
    for url in kept:
        if url.startswith(f"{API}/search?") or url == FACETS:
            saved.take(kept[url])
    return saved


def read(source: Path, today: date) -> Iterator[Found]:
    """Programmes, problems and raw documents of saved answers. Raises InputError where there are none."""
    if not source.exists():
        raise InputError(f"{source} gibt es nicht.")
    saved, names = Saved(), []
    for name, body in _files(source):
        if body and not saved.take(body):
            yield Problem(portal=PORTAL, message="Datei ist keine Antwort des EU-Portals.", field="json", value=name)
        else:
            names.append(name)
    if not saved.rows:
        raise InputError(f"In {source} liegt keine Antwort der Suche des EU-Portals. {_TAKEN}")
    told = Labels() if saved.facets is None else labels(saved.facets)
    yield from programmes(current(saved.rows.values(), today), saved.details, told)
    yield RawDocuments(lambda: ((name, body) for name, body in _files(source) if name in names))


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content), in the order of the names."""
    if source.is_file() and zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            entries = sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=lambda e: e.filename)
            yield from ((entry.filename, _entry(archive, entry)) for entry in entries)
        return
    root = source if source.is_dir() else source.parent
    for path in sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]:
        name = quote(path.relative_to(root).as_posix(), errors="surrogateescape")
        yield name, path.read_bytes() if path.stat().st_size <= MAX_FILE else b"-"


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        body = file.read(MAX_FILE + 1)
    return body if len(body) <= MAX_FILE else b"-"
