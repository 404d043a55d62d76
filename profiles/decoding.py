"""The bytes of a file -> text: UTF-8, at most 64 KiB, no control characters, no tabs in the indentation."""

import re
from pathlib import Path

from profiles.said import Said, say

LARGEST = 64 * 1024
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_ODD_BLANK = re.compile(r"^ *[\u00a0\u2000-\u200a\u202f\u3000]", re.MULTILINE)
_BREAK = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Place = tuple[int, int]
Found = tuple[Place, Said]


class RefusedError(Exception):
    """A file cannot be used at all, from this place on."""

    def __init__(self, place: Place, said: Said) -> None:
        super().__init__(said.en)
        self.place, self.said = place, said


def content(file: Path) -> bytes:
    """All bytes of a file. Raises RefusedError where it is too large or no file, OSError where it cannot be read."""
    if not file.exists() and not file.is_symlink():
        raise RefusedError((1, 1), Said("diese Datei gibt es nicht", "there is no such file"))
    if not file.is_file():
        raise RefusedError((1, 1), Said("keine gewöhnliche Datei", "not a regular file"))
    with file.open("rb") as stream:
        found = stream.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise RefusedError(
            (1, 1),
            Said(
                "größer als 64 KiB; erlaubt ist eine Stadt je Datei bis 64 KiB",
                "larger than 64 KiB; allowed is one city per file of up to 64 KiB",
            ),
        )
    return found


def text(found: bytes) -> str:
    """The characters, without a byte order mark. Raises RefusedError."""
    try:
        decoded = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = found[: error.start]
        place = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise RefusedError(place, _encoding(found)) from error
    for pattern, said in _REFUSED:
        if match := pattern.search(decoded):
            raise RefusedError(_place_of(decoded, match.end() - 1), said)
    return decoded


def has_mark(found: bytes) -> bool:
    """Whether the file begins with a byte order mark, as Windows' Notepad writes it."""
    return found.startswith(_BOM)


def lines(found: bytes) -> list[str]:
    """The lines as they can be shown, whatever the encoding."""
    return _BREAK.split(found.decode("utf-8-sig", "replace"))


def _encoding(found: bytes) -> Said:
    name = "UTF-16" if found.startswith(_UTF16) else "Latin-1 (Windows)"
    return say(
        "Zeichen nicht in UTF-8, wohl {name}; bitte die Datei als UTF-8 speichern",
        "character not in UTF-8, probably {name}; please save the file as UTF-8",
        name=name,
    )


def _place_of(decoded: str, offset: int) -> Place:
    return decoded.count("\n", 0, offset) + 1, offset - decoded.rfind("\n", 0, offset)


_REFUSED = (
    (
        CONTROL,
        Said(
            "Steuerzeichen; erlaubt sind nur sichtbare Zeichen und Zeilenumbrüche",
            "control character; allowed are visible characters and line breaks only",
        ),
    ),
    (
        _TAB,
        Said(
            "Tabulator in der Einrückung; erlaubt sind nur Leerzeichen",
            "tab in the indentation; allowed are blanks only",
        ),
    ),
    (
        _ODD_BLANK,
        Said(
            "geschütztes Leerzeichen in der Einrückung; erlaubt sind nur gewöhnliche",
            "no-break space in the indentation; allowed are ordinary blanks only",
        ),
    ),
)
