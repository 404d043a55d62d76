"""The tables. A published migration is never edited: add the next one below it.

Do not use sqlite-utils' `transform()` here: it drops triggers and would cut the search tables loose.
"""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("passgenau")


@MIGRATIONS()
def m001_runs_and_documents(db: Database) -> None:
    """Crawl runs, what they could not read, and the raw responses by content hash."""
    _execute(
        db,
        """CREATE TABLE bodies (
            id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, body BLOB NOT NULL) STRICT""",
        """CREATE TABLE runs (
            id INTEGER PRIMARY KEY, portal TEXT NOT NULL, started TEXT NOT NULL, finished TEXT,
            outcome TEXT NOT NULL, reason TEXT NOT NULL, found INTEGER NOT NULL, new INTEGER NOT NULL,
            changed INTEGER NOT NULL, vanished INTEGER NOT NULL, problems INTEGER NOT NULL,
            fill_rates TEXT NOT NULL, partial INTEGER NOT NULL, applied INTEGER NOT NULL DEFAULT 0,
            documents INTEGER REFERENCES bodies(id)) STRICT""",
        "CREATE INDEX runs_of_portal ON runs(portal, id)",
        """CREATE TABLE problems (
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), portal TEXT NOT NULL,
            message TEXT NOT NULL, key TEXT, field TEXT, value TEXT) STRICT""",
        "CREATE INDEX problems_of_run ON problems(run)",
    )


@MIGRATIONS()
def m002_programmes(db: Database) -> None:
    """Programmes (the long JSON in a table of its own, so that a run that finds no change writes little)."""
    _execute(
        db,
        """CREATE TABLE programmes (
            pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, portal TEXT NOT NULL, key TEXT NOT NULL,
            fingerprint TEXT NOT NULL, digest BLOB NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
            changed TEXT, missed INTEGER NOT NULL DEFAULT 0, vanished INTEGER NOT NULL DEFAULT 0) STRICT""",
        "CREATE INDEX programmes_of_portal ON programmes(portal, key)",
        "CREATE TABLE contents (pk INTEGER PRIMARY KEY REFERENCES programmes(pk), json TEXT NOT NULL) STRICT",
        """CREATE TABLE history (
            id INTEGER PRIMARY KEY, programme INTEGER NOT NULL REFERENCES programmes(pk),
            run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, field TEXT NOT NULL,
            old TEXT, new TEXT) STRICT""",
        "CREATE INDEX history_of_programme ON history(programme)",
        """CREATE TABLE events (
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id),
            programme TEXT NOT NULL REFERENCES programmes(id), kind TEXT NOT NULL, at TEXT NOT NULL,
            field TEXT, old TEXT, new TEXT) STRICT""",
        "CREATE INDEX events_by_time ON events(at)",
        "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT",
        "INSERT INTO counters VALUES ('revision', 0)",
    )


@MIGRATIONS()
def m003_search(db: Database) -> None:
    """Folded text twice: whole words of everything, three-letter parts of what comes first (db/search.py)."""
    _execute(
        db,
        """CREATE VIRTUAL TABLE words USING fts5(
            title, summary, funder, topics, text, tokenize = 'unicode61 remove_diacritics 0')""",
        "CREATE VIRTUAL TABLE parts USING fts5(text, tokenize = 'trigram', detail = none)",
    )


@MIGRATIONS()
def m004_matches(db: Database) -> None:
    """The last matches of every city and from what (`stamp`) they were computed."""
    _execute(
        db,
        "CREATE TABLE matched (city TEXT PRIMARY KEY, stamp TEXT NOT NULL, at TEXT NOT NULL) STRICT",
        """CREATE TABLE matches (
            id INTEGER PRIMARY KEY, city TEXT NOT NULL REFERENCES matched(city), project TEXT NOT NULL,
            programme TEXT NOT NULL REFERENCES programmes(id), score REAL NOT NULL, eligibility TEXT NOT NULL,
            evidence TEXT NOT NULL) STRICT""",
        "CREATE INDEX matches_of_city ON matches(city)",
    )


@MIGRATIONS()
def m005_reader(db: Database) -> None:
    """Which version of facts/ read the prose in a run."""
    _execute(db, "ALTER TABLE runs ADD COLUMN reader TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m005_profiles(db: Database) -> None:
    """Every good version of each city's profile; the broken files, since when, and whether that was told."""
    _execute(
        db,
        """CREATE TABLE profile_versions (
            id INTEGER PRIMARY KEY, file TEXT NOT NULL, city TEXT NOT NULL, at TEXT NOT NULL,
            json TEXT NOT NULL) STRICT""",
        "CREATE INDEX profile_versions_of_city ON profile_versions(city, id)",
        "CREATE INDEX profile_versions_of_file ON profile_versions(file, id)",
        "CREATE TABLE broken_profiles (file TEXT PRIMARY KEY, since TEXT NOT NULL, told TEXT) STRICT",
    )


@MIGRATIONS()
def m006_outbox(db: Database) -> None:
    """Mails by their key with what they tell, and the addresses that want none."""
    _execute(
        db,
        """CREATE TABLE outbox (
            id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, address TEXT NOT NULL,
            kind TEXT NOT NULL, period TEXT NOT NULL, subject TEXT NOT NULL,
            message_id TEXT NOT NULL, message BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('ready', 'claimed', 'sent', 'failed', 'withdrawn')),
            created TEXT NOT NULL, due TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, sent TEXT,
            error TEXT NOT NULL DEFAULT '', UNIQUE (recipient, kind, period)) STRICT""",
        "CREATE INDEX outbox_by_state ON outbox(state, due)",
        """CREATE VIEW posted AS SELECT
            id, recipient, address, kind, period, subject, message_id, state, created, due, attempts, sent, error
            FROM outbox""",
        """CREATE TABLE tellings (
            id INTEGER PRIMARY KEY, mail INTEGER NOT NULL REFERENCES outbox(id), programme TEXT NOT NULL,
            project TEXT NOT NULL, section TEXT NOT NULL, status TEXT NOT NULL, gate TEXT, rung INTEGER,
            fingerprint TEXT NOT NULL) STRICT""",
        "CREATE INDEX tellings_of_mail ON tellings(mail)",
        "CREATE TABLE unsubscribed (recipient TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
    )


@MIGRATIONS()
def m007_jobs(db: Database) -> None:
    """What the schedule did, and its last sign of life."""
    _execute(
        db,
        """CREATE TABLE job_runs (
            id INTEGER PRIMARY KEY, job TEXT NOT NULL, started TEXT NOT NULL, finished TEXT,
            outcome TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '') STRICT""",
        "CREATE INDEX runs_of_job ON job_runs(job, id)",
        "CREATE TABLE heartbeat (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
    )


@MIGRATIONS()
def m008_vectors(db: Database) -> None:
    """Vectors of texts (little-endian float32) by sentence model and key of the text."""
    _execute(
        db,
        """CREATE TABLE vectors (
            model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL,
            PRIMARY KEY (model, key)) WITHOUT ROWID, STRICT""",
    )


@MIGRATIONS()
def m009_feedback(db: Database) -> None:
    """What officers answered to matches, with the programme's stamp and the signals of that moment."""
    _execute(
        db,
        """CREATE TABLE feedback (
            id INTEGER PRIMARY KEY, project TEXT NOT NULL, programme TEXT NOT NULL,
            answer TEXT NOT NULL CHECK (answer IN ('fits', 'not', 'applied', 'granted', 'later')),
            why TEXT NOT NULL, at TEXT NOT NULL, stamp TEXT NOT NULL, features TEXT NOT NULL) STRICT""",
        "CREATE INDEX feedback_of_pair ON feedback(project, programme)",
    )


@MIGRATIONS()
def m010_twins(db: Database) -> None:
    """Programmes of several portals that are one call, under the id of it; pairs that the operator has parted."""
    _execute(
        db,
        """CREATE TABLE twins (
            programme TEXT PRIMARY KEY REFERENCES programmes(id), head TEXT NOT NULL REFERENCES programmes(id),
            place INTEGER NOT NULL, reason TEXT NOT NULL) STRICT""",
        "CREATE INDEX twins_of_head ON twins(head)",
        """CREATE TABLE parted (
            one TEXT NOT NULL REFERENCES programmes(id), other TEXT NOT NULL REFERENCES programmes(id),
            at TEXT NOT NULL, PRIMARY KEY (one, other)) STRICT""",
        "INSERT INTO counters VALUES ('linked', -1), ('linker', 0)",
    )


def _execute(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)


NAMES = frozenset(migration.name for migration in MIGRATIONS.pending(Database(memory=True)))
