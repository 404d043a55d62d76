"""What a file really is, by its first bytes: a PDF called "Liste" is told as a PDF."""

import re
import zipfile
from pathlib import Path

from funding import InputError

_SAVE = "bitte als XLSX oder CSV speichern."
_PICTURE = "ein Bild"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "ein PDF"),
    (b"{\\rtf", "ein Textdokument (RTF)"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_PARTS: tuple[tuple[str, str], ...] = (
    ("word/", "ein Word-Dokument"),
    ("ppt/", "eine Präsentation"),
    ("content.xml", "ein Dokument von LibreOffice"),
)


def refuse(path: Path, raw: bytes) -> None:
    """Raises InputError for the kinds of file that people take for a list."""
    kind = _kind(path, raw)
    if kind:
        raise InputError(f"{path} ist {kind} und keine Liste; {_SAVE}")
    if raw.startswith(_OLE):
        raise InputError(f"{path} ist altes Excel (.xls) oder mit Kennwort geschützt; {_SAVE}")


def _kind(path: Path, raw: bytes) -> str | None:
    start = raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    named = next((name for first, name in _STARTS if start.startswith(first)), None)
    if named is None and start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return _PICTURE
    if named is None and _HTML.match(start):
        return "eine Webseite (HTML)"
    if named is None and start.startswith(_OLE):
        return "ein altes Word-Dokument (.doc)" if _WORD_STREAM in raw else None
    return _packed(path) if start.startswith(b"PK\x03\x04") else named


def _packed(path: Path) -> str | None:
    """What a ZIP holds; None for a workbook, and for what is no whole ZIP."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(name.startswith("xl/") for name in names):
        return None
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), "ein ZIP-Archiv")
