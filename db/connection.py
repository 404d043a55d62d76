"""One SQLite file, opened, brought up to date and written in whole transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout
from sqlite_utils import Database

from db.faults import explained
from db.migrations import MIGRATIONS, NAMES
from funding import InputError, PassgenauError


class Connection:
    """An open database. `timeout`: seconds to wait for another writer. Raises PassgenauError, never sqlite3.Error."""

    def __init__(self, path: Path, *, timeout: float = 30.0) -> None:
        self.path = path
        self._timeout = timeout
        with explained(path):
            self._sqlite = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        try:
            with explained(path):
                self._prepare()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; an unfinished transaction is undone."""
        self._sqlite.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is written together or not at all. An inner call joins the outer transaction."""
        if self._sqlite.in_transaction:
            yield
            return
        with explained(self.path):
            # IMMEDIATE: a deferred transaction that reads first fails when another process writes meanwhile.
            self._sqlite.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._sqlite.execute("COMMIT")
            except BaseException:
                self._sqlite.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever others write meanwhile; do not write inside."""
        if self._sqlite.in_transaction:
            yield
            return
        with explained(self.path):
            self._sqlite.execute("BEGIN")
            try:
                yield
            finally:
                self._sqlite.rollback()

    def execute(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Run one statement and read all its rows."""
        with explained(self.path):
            return self._sqlite.execute(sql, values).fetchall()

    def stream(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        """As `execute`, with one row in memory at a time: all texts of a portal at once are a hundred megabytes."""
        with explained(self.path):
            yield from self._sqlite.execute(sql, values)

    def copy_to(self, path: Path) -> None:
        """Write the whole database, as it is now, into a new file."""
        with explained(path):
            self._sqlite.execute("VACUUM INTO ?", (str(path),))

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when all is well."""
        torn = [row[0] for row in self.execute("PRAGMA integrity_check") if row[0] != "ok"]
        dangling = [f"{row[0]}: Zeile {row[1]} verweist auf nichts" for row in self.execute("PRAGMA foreign_key_check")]
        return torn + dangling

    def _prepare(self) -> None:
        self._sqlite.execute("PRAGMA foreign_keys = ON")
        database = Database(self._sqlite, recursive_triggers=False, execute_plugins=False)
        self._refuse_newer(database)
        if self._mode() != "wal" or MIGRATIONS.pending(database):
            with self._alone():
                self._migrate(database)
        self._sqlite.row_factory = sqlite3.Row

    def _mode(self) -> str:
        return str(self._sqlite.execute("PRAGMA journal_mode").fetchone()[0])

    def _migrate(self, database: Database) -> None:
        self._refuse_foreign(database)
        self._sqlite.execute("PRAGMA journal_mode = WAL")
        with self.writing():
            MIGRATIONS.apply(database)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with FileLock(f"{self.path}.lock", timeout=self._timeout):
                yield
        except Timeout as error:
            line = "wird gerade von einem anderen Vorgang eingerichtet. Bitte später noch einmal."
            raise PassgenauError(f"Die Datenbank {self.path} {line}") from error
        except OSError as error:
            raise PassgenauError(f"Neben der Datenbank {self.path} lässt sich nichts schreiben: {error}.") from error

    def _refuse_foreign(self, database: Database) -> None:
        if database.table_names() and not MIGRATIONS.applied(database):
            raise InputError(f"{self.path} ist die Datenbank eines anderen Programms. Bitte den Pfad (--db) prüfen.")

    def _refuse_newer(self, database: Database) -> None:
        if {migration.name for migration in MIGRATIONS.applied(database)} - NAMES:
            raise PassgenauError(f"{self.path} stammt von einer neueren Version von passgenau. Bitte aktualisieren.")
