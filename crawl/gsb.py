"""The Förderdatenbank's XML export ("Government Site Builder") -> programmes, problems and raw documents."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from crawl import fdb, html
from crawl.findings import Findings
from crawl.gsb_archive import ROOT, Archive, Entry, ExportError, FolderArchive, ZipArchive
from crawl.gsb_library import Library
from crawl.gsb_programme import programme
from crawl.gsb_xml import Document, DocumentError
from crawl.gsb_xml import read as read_document
from funding import Problem, Programme

_FOLDERS = ("/Foerderprogramm/", "/Archiv/")


def open_export(path: Path) -> Archive:
    """The export in a ZIP or a folder. Raises ExportError for a file that is not a whole, harmless ZIP."""
    return FolderArchive(path) if path.is_dir() else ZipArchive(path)


def read(archive: Archive) -> Iterator[Programme | Problem]:
    """Every programme, then what could not be taken. A broken document is one Problem, the rest goes on.

    Raises ExportError when the archive is damaged or holds no programme at all.
    """
    findings = Findings(fdb.PORTAL)
    reader = _Reader(archive, findings)
    yield from reader.programmes()
    if not reader.keys:
        raise ExportError("Der Export enthält kein einziges Förderprogramm. Nichts wurde übernommen.")
    yield from findings.problems()


def documents(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """(path with `BMWI/`, bytes) of every file, for keeping; of two with one path the first, which is what was read."""
    for entry in archive.entries():
        if archive.find(entry.path) == entry:
            yield ROOT + quote(entry.path, errors="surrogateescape"), archive.read(entry)


class _Reader:
    def __init__(self, archive: Archive, findings: Findings) -> None:
        self._archive = archive
        self._findings = findings
        self._library = Library(archive, findings)
        self.keys: set[str] = set()

    def programmes(self) -> Iterator[Programme]:
        for entry in self._archive.entries():
            if any(folder in entry.path for folder in _FOLDERS) and entry.path.startswith("FDB/Content/"):
                found = self._read(entry)
                if found is not None:
                    yield found

    def _read(self, entry: Entry) -> Programme | None:
        place = entry.path.removesuffix(".xml")
        try:
            document = read_document(self._archive.read(entry))
        except DocumentError as error:
            self._findings.add(f"Dokument nicht lesbar: {error}.", key=place, field="xml", value=entry.name)
            return None
        if not _is_programme(document):
            if "/Foerderprogramm/" in entry.path:
                self._findings.add("Dokument ist kein Förderprogramm.", key=place, field="type", value=document.type)
            return None
        return self._programme(document, place)

    def _programme(self, document: Document, place: str) -> Programme | None:
        key = (document.path or place).removeprefix("/").removeprefix(ROOT)
        title = html.line(document.html.get("title", ""))
        fault = self._fault(key, title)
        if fault is not None:
            field, message, value = fault
            self._findings.add(message, key=key, field=field, value=value)
            return None
        self.keys.add(key)
        return programme(document, key, title, self._library, self._findings)

    def _fault(self, key: str, title: str) -> tuple[str, str, str] | None:
        if not fdb.is_key(key):
            return "key", "Pfad des Programms ist keiner dieser Website.", key
        if not title:
            return "title", "Programm ohne Titel übergangen.", key
        if key in self.keys:
            return "key", "Zwei Dokumente mit demselben Pfad: das erste gilt.", title
        return None


def _is_programme(document: Document) -> bool:
    kind = document.values.get("subType", "ServiceOffer-FundingProgram")
    return document.type == "ServiceOffer" and kind == "ServiceOffer-FundingProgram"
