"""sqlite3's errors as one German line: what, where, what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from funding import InputError, PassgenauError

_DAMAGED = "Die Datenbank {path} ist beschädigt. Bitte aus einer Sicherung zurückholen oder neu anlegen."
_FULL = "Kein Platz mehr beim Schreiben von {path}. Es wurde nichts geändert; bitte Platz schaffen und neu starten."
_LINES = {
    sqlite3.SQLITE_BUSY: "Die Datenbank {path} ist von einem anderen Vorgang gesperrt. Bitte später noch einmal.",
    sqlite3.SQLITE_LOCKED: "Die Datenbank {path} ist von einem anderen Vorgang gesperrt. Bitte später noch einmal.",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "Die Datenbank {path} lässt sich nicht lesen oder schreiben ({error}). Ist der Platz voll?",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_READONLY: "Die Datenbank {path} ist schreibgeschützt. Bitte Rechte an Datei und Ordner prüfen.",
}
_WRONG_FILE = {
    sqlite3.SQLITE_NOTADB: "{path} ist keine SQLite-Datenbank. Bitte den Pfad (--db) prüfen.",
    sqlite3.SQLITE_CANTOPEN: "Die Datenbank {path} lässt sich nicht öffnen. Bitte Pfad und Rechte prüfen.",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Let sqlite3 errors leave as PassgenauError (InputError where the path is wrong)."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error


def explain(error: sqlite3.Error, path: Path) -> PassgenauError:
    """The line for an error; extended codes (SQLITE_IOERR_WRITE) are judged by their primary code."""
    code = getattr(error, "sqlite_errorcode", -1) & 0xFF
    if code in _WRONG_FILE:
        return InputError(_WRONG_FILE[code].format(path=path))
    line = _LINES.get(code, "Fehler in der Datenbank {path}: {error}.")
    return PassgenauError(line.format(path=path, error=error))
