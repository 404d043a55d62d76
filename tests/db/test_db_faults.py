"""What happens to a database in real life: killed, locked, full, torn, somebody else's."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from db import Settled, Store
from funding import InputError, PassgenauError

ROOT = Path(__file__).resolve().parents[2]
SETUP = """
import os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from db import Settled, Store
from funding import PassgenauError, Programme
now = datetime(2026, 11, 22, tzinfo=UTC)
def programmes(count, text="Radweg " * 300):
    return tuple(Programme(portal="probe", key=f"{n:03}", title=f"Nummer {n}", text=text) for n in range(count))
"""
KILLED = """
left = int(sys.argv[2])
def strike(statement):
    global left
    left -= 1
    if left == 0 or statement == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
store = Store(Path(sys.argv[1]))
run = store.start_run("probe", now)
store._sqlite.execute("PRAGMA cache_spill = 1")
store._sqlite.execute("PRAGMA cache_size = 10")
store._sqlite.set_trace_callback(strike)
store.apply(run, Settled(new=programmes(100)), now)
if sys.argv[3] == "done":
    os.kill(os.getpid(), signal.SIGKILL)
"""
FULL = """
with Store(Path(sys.argv[1])) as store:
    run = store.start_run("probe", now)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        store.apply(run, Settled(new=programmes(100)), now)
    except PassgenauError as error:
        print(error)
"""
OPENED = "Store(Path(sys.argv[1])).close()"


def child(code, *arguments):
    command = [sys.executable, "-c", SETUP + code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("statements", "at", "stored"),
    [(150, "-", 0), (450, "-", 0), (10**6, "COMMIT", 0), (10**6, "done", 100)],
)
def test_kill_in_the_middle_leaves_all_or_nothing(path, make, now, statements, at, stored):
    killed = child(KILLED, path, statements, at)
    assert (killed.wait(), killed.communicate()[1]) == (-9, "")
    with Store(path) as store:
        assert store.check() == []
        assert len(store.programmes()) == stored
        assert len(store.search("Radweg", 1000)) == stored
        run = store.start_run("probe", now)
        assert [run.outcome for run in store.runs()] == ["running", "aborted"]
        store.apply(run, Settled(new=(make("x"),)), now)
        assert len(store.programmes()) == stored + 1


def test_locked_by_another_process_is_one_clear_line(path, now):
    Store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store(path, timeout=0.1) as store:
        assert store.programmes() == []
        with pytest.raises(PassgenauError, match=r"^Die Datenbank \S+ ist von einem anderen Vorgang gesperrt\..*$"):
            store.start_run("probe", now)
        other.execute("COMMIT")
        assert store.start_run("probe", now) == 1
    other.close()


def test_a_full_disk_changes_nothing(path):
    full = child(FULL, path)
    out, err = full.communicate()
    assert (full.returncode, err) == (0, "")
    assert str(path) in out
    assert "Platz" in out
    assert out.count("\n") == 1
    with Store(path) as store:
        assert store.check() == []
        assert store.programmes() == []


def test_a_full_database_can_go_on_when_there_is_room(store, make, now):
    run = store.start_run("probe", now)
    news = Settled(new=tuple(make(str(n), text="Radweg " * 1000) for n in range(50)))
    pages = store.execute("PRAGMA page_count")[0][0]
    store.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(PassgenauError, match="Kein Platz mehr"):
        store.apply(run, news, now)
    assert store.programmes() == []
    store.execute("PRAGMA max_page_count = 100000")
    store.apply(run, news, now)
    assert len(store.programmes()) == 50
    assert store.check() == []


def test_what_is_no_database_is_refused_untouched(tmp_path):
    text = tmp_path / "liste.db"
    text.write_text("Titel;Frist\n" * 200, encoding="utf-8")
    with pytest.raises(InputError, match=r"liste\.db ist keine SQLite-Datenbank"):
        Store(text)
    assert text.read_text(encoding="utf-8") == "Titel;Frist\n" * 200


def test_the_database_of_another_program_is_refused_untouched(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(InputError, match="Datenbank eines anderen Programms"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_database_is_refused(path):
    Store(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('passgenau', 'm999', '')"
        )
    with pytest.raises(PassgenauError, match="neueren Version"):
        Store(path)


@pytest.mark.parametrize("name", ["fehlt/passgenau.db", "."])
def test_a_wrong_path_is_one_clear_line(tmp_path, name):
    with pytest.raises(InputError, match=r"^Die Datenbank \S+ lässt sich nicht öffnen\. .*$"):
        Store(tmp_path / name)


def test_a_damaged_database_says_so(path, settle, make):
    settle(new=tuple(make(str(n), text="Radweg " * 1000) for n in range(20)))
    with Store(path) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    torn = bytearray(path.read_bytes())
    torn[8192:40_000] = b"\xff" * (40_000 - 8192)
    copy = path.with_name("torn.db")
    copy.write_bytes(torn)
    with pytest.raises(PassgenauError, match=r"torn\.db ist beschädigt"):
        Store(copy)


def test_a_transaction_that_reads_first_keeps_other_writers_out(path, store, now):
    with Store(path, timeout=0.1) as other, store.writing():
        store.known("probe")
        with pytest.raises(PassgenauError, match="gesperrt"):
            other.start_run("probe", now)
        assert store.start_run("probe", now) == 1


def test_many_processes_may_set_up_the_same_file(path):
    openers = [child(OPENED, path) for _ in range(3)]
    assert [(opener.communicate()[1], opener.returncode) for opener in openers] == [("", 0)] * 3
    with Store(path) as store:
        names = [row["name"] for row in store.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
        assert len(names) == len(set(names)) > 0
        assert store.check() == []


def test_every_table_of_ours_is_strict(store):
    tables = store.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL")
    loose = {row["name"] for row in tables if not row["sql"].endswith("STRICT")}
    assert {name.split("_")[0] for name in loose} <= {"", "words", "parts"}
    assert store.execute("PRAGMA journal_mode")[0][0] == "wal"
