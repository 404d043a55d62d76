"""The export as files: a ZIP or a folder in its layout, opened with suspicion, read entry by entry, never extracted."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from funding import PassgenauError

ROOT = "BMWI/"
MAX_ENTRIES = 100_000
MAX_ENTRY = 4 * 1024 * 1024  # bytes; a programme has about 25,000
MAX_TOTAL = 1024 * 1024 * 1024  # bytes unpacked; a full export has about 250 million
MAX_RATIO = 100  # unpacked : packed
RATIO_FROM = 256 * 1024  # bytes; below that a high ratio harms nobody
_MENDS = "Nichts wurde übernommen; bitte den Export noch einmal herunterladen."
# What zipfile's decompressors raise for broken data: deflate, bzip2 and LZMA, each in its own way.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, MemoryError, OSError, EOFError, ValueError,
    RuntimeError,
)  # fmt: skip
_PARTS = ("FDB", "SiteGlobals", "_config")


class ExportError(PassgenauError):
    """The export as a whole cannot be used; one German line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the export; `name` as in its archive, `path` without the root `BMWI/`, `index` its place."""

    name: str
    path: str
    index: int = 0


class Archive(Protocol):
    """Where the documents of an export are read from."""

    def entries(self) -> Iterator[Entry]:
        """All XML files, in the archive's order; a name may come twice."""

    def find(self, path: str) -> Entry | None:
        """The first file with this path below `BMWI/`."""

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file, checked. Raises ExportError when the archive is damaged."""


class ZipArchive:
    """The portal's ZIP. Raises ExportError for what is no ZIP, is cut off, reaches outside itself or is a bomb."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise ExportError(f"{path} ist nicht lesbar: {error.strerror}.") from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ExportError(f"{path.name} ist kein vollständiges ZIP. {_MENDS}") from error
        infos = self._zip.infolist()
        _check(infos, path)
        self._infos = infos
        self._entries = [
            Entry(info.filename, info.filename.removeprefix(ROOT), index)
            for index, info in enumerate(infos)
            if info.filename.endswith(".xml")
        ]
        self._first = {entry.path: entry for entry in reversed(self._entries)}

    def entries(self) -> Iterator[Entry]:
        """All XML files, in the archive's order; a name may come twice."""
        return iter(self._entries)

    def find(self, path: str) -> Entry | None:
        """The first file with this path below `BMWI/`."""
        return self._first.get(path)

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file, its CRC checked. Raises ExportError when the archive is damaged."""
        try:
            return self._zip.read(self._infos[entry.index])
        except _DAMAGES as error:
            raise ExportError(
                f"Der Export ist beschädigt: {entry.name} lässt sich nicht entpacken. {_MENDS}"
            ) from error


class FolderArchive:
    """A folder that holds `BMWI/` or what is in it, such as an export that somebody has unpacked."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / ROOT if (folder / ROOT).is_dir() else folder
        self._names = sorted(
            path.relative_to(self._root).as_posix()
            for part in _PARTS
            for path in (self._root / part).rglob("*.xml")
            if path.is_file() and not path.is_symlink()
        )
        self._known = set(self._names)

    def entries(self) -> Iterator[Entry]:
        """All XML files, by name; links to other places are not followed."""
        return (Entry(ROOT + name, name) for name in self._names)

    def find(self, path: str) -> Entry | None:
        """The file with this path below `BMWI/`."""
        return Entry(ROOT + path, path) if path in self._known else None

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file. Raises ExportError when it is too large or cannot be read."""
        path = self._root / entry.path
        try:
            if path.stat().st_size > MAX_ENTRY:
                raise ExportError(f"{path} ist zu groß für ein Dokument des Exports.")
            return path.read_bytes()
        except OSError as error:
            raise ExportError(f"{path} ist nicht lesbar: {error.strerror}.") from error


def is_zip(path: Path) -> bool:
    """Whether a file begins or is called like a ZIP, whole or not. Raises ExportError where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK" or path.suffix.lower() == ".zip"
    except OSError as error:
        raise ExportError(f"{path} ist nicht lesbar: {error.strerror}.") from error


def is_export(folder: Path) -> bool:
    """Whether a folder has the layout of the export, with XML in `BMWI/FDB/Content` or `FDB/Content`."""
    places = (folder / start / "FDB" / "Content" for start in (ROOT, "."))
    return any(next(place.rglob("*.xml"), None) is not None for place in places)


def _check(infos: list[zipfile.ZipInfo], path: Path) -> None:
    if len(infos) > MAX_ENTRIES:
        raise ExportError(f"{path.name} hat {len(infos)} Dateien, höchstens {MAX_ENTRIES} sind glaubhaft. {_MENDS}")
    for info in infos:
        fault = _fault(info)
        if fault:
            raise ExportError(f"{path.name} ist verdächtig: {info.filename[:200]!r} {fault}. {_MENDS}")
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if unpacked > MAX_TOTAL or (unpacked > RATIO_FROM and unpacked >= MAX_RATIO * packed):
        raise ExportError(f"{path.name} würde ausgepackt {unpacked // 1024} KiB groß: verdächtig. {_MENDS}")


def _fault(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename
    mode = info.external_attr >> 16
    faults = (
        (_leaves(name), "führt aus dem Archiv hinaus"),
        (stat.S_ISLNK(mode), "ist eine Verknüpfung"),
        (bool(info.flag_bits & 1), "ist verschlüsselt"),
        (info.file_size > MAX_ENTRY, f"ist mit {info.file_size} Bytes zu groß"),
        (
            info.file_size > RATIO_FROM and info.file_size >= MAX_RATIO * max(1, info.compress_size),
            "ist auffällig stark gepackt",
        ),
    )
    return next((words for found, words in faults if found), "")


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\0" in name or (len(name) > 1 and name[1] == ":")
