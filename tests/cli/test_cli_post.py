"""Digests on their way: sent once, tried out without a trace, left by who wants to, kept by the schedule."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cli_runs import ROOT, Demo, Told, run

from crawl.base import portal_classes
from db import JobRuns, Store
from demo.server import SamplePortals

pytestmark = pytest.mark.xdist_group("demo")
LEIPZIG = "foerdermittel@leipzig.example.org"
TOWN = """
city: {slug: leipzig, name: Leipzig, ags: "14713000", land: Sachsen, population: 600000}
recipients:
  - {email: anna@leipzig.example.org, rhythm: daily}
projects:
  - {slug: rad, title: Radwege, description: "Radwege und Abstellanlagen für den Radverkehr in der Stadt bauen."}
"""


class Post:
    """The demo's database, copied, and a folder for its mails."""

    def __init__(self, demo: Demo, folder: Path) -> None:
        self.folder, self._demo, self.db = folder / "post", demo, folder / "demo.sqlite"
        shutil.copy(demo.folder / "passgenau-demo" / "demo.sqlite", self.db)

    def ask(self, *words: str, **environment: str) -> Told:
        given = {"PASSGENAU_DB": str(self.db), "PASSGENAU_MAIL": f"file:{self.folder}"}
        return self._demo.ask(*words, **(given | environment))

    @property
    def mails(self) -> int:
        return len(list(self.folder.glob("*.eml")))

    def dump(self) -> list[str]:
        with sqlite3.connect(self.db) as db:
            return sorted(
                f"{row}" for table in ("outbox", "tellings", "matched") for row in db.execute(f"SELECT * FROM {table}")
            )


@pytest.fixture
def post(demo: Demo, tmp_path: Path) -> Post:
    return Post(demo, tmp_path)


def test_a_digest_goes_once(post: Post) -> None:
    first = post.ask("digest", "send", "--json")
    assert first.code == 0, first.err
    ready = [row for row in first.rows if row["outcome"] == "ready"]
    assert post.mails == len(ready) > 3
    again = post.ask("digest", "send", "--json")
    assert {row["outcome"] for row in again.rows} <= {"there", "nothing", "later"}
    assert post.mails == len(ready)
    assert {row["state"] for row in post.ask("digest", "outbox", "--json").rows} <= {"sent", "withdrawn"}
    later = post.ask("digest", "send", "--json", PASSGENAU_TODAY="2026-11-30")
    assert not any("neue Programme" in (row["subject"] or "") for row in later.rows if row["city"] != "leipzig")


def test_a_mail_has_all_its_parts(post: Post) -> None:
    post.ask("digest", "send", "--recipient", LEIPZIG)
    (file,) = post.folder.glob("*.eml")
    mail = message_from_bytes(file.read_bytes())
    plain = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    assert "„abmelden“ antworten" in " ".join(plain.get_payload(decode=True).decode().split())  # type: ignore[union-attr]
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert mail["List-Unsubscribe"] == "<mailto:passgenau@localhost?subject=abmelden>"
    assert mail["List-Id"] == "<leipzig.digest.passgenau.localhost>"


def test_a_dry_run_leaves_no_trace(post: Post) -> None:
    before = post.dump()
    told = post.ask("digest", "send", "--dry-run", "--json")
    assert told.code == 0, told.err
    assert [row for row in told.rows if row["outcome"] == "ready"]
    assert post.dump() == before
    assert post.mails == 0


def test_who_unsubscribes_gets_nothing_until_resubscribed(post: Post) -> None:
    assert "bekommt nichts mehr" in post.ask("recipients", "unsubscribe", LEIPZIG.upper()).out
    told = post.ask("digest", "send", "--recipient", LEIPZIG, "--json")
    assert [row["outcome"] for row in told.rows] == ["unsubscribed"]
    assert [
        row["unsubscribed"] for row in post.ask("recipients", "list", "--json").rows if row["email"] == LEIPZIG
    ] == ["2026-11-23"]
    assert "ist wieder angemeldet" in post.ask("recipients", "resubscribe", LEIPZIG).out
    post.ask("digest", "send", "--recipient", LEIPZIG)
    assert post.mails == 1


def test_a_typo_is_told_when_unsubscribing_and_kept_all_the_same(post: Post) -> None:
    told = post.ask("recipients", "unsubscribe", "foerdermitel@leipzig.example.org", "weg@anderswo.example")
    assert told.code == 0
    mistyped, gone = told.err.splitlines()
    assert f"steht in keinem Profil; die Abmeldung ist trotzdem gemerkt. Meinten Sie '{LEIPZIG}'?" in mistyped
    assert "Meinten" not in gone
    assert "weg@anderswo.example" in post.ask("recipients", "list").out
    assert post.ask("recipients", "unsubscribe", LEIPZIG.upper()).err == ""
    assert post.ask("recipients", "unsubscribe", "x@y.example", PASSGENAU_PROFILES="/nirgends").code == 0


def test_who_comes_back_gets_the_mail_that_was_withdrawn_once(post: Post) -> None:
    assert post.ask("digest", "send", "--recipient", LEIPZIG, PASSGENAU_MAIL="smtp+plain://127.0.0.1:1").code == 1
    post.ask("recipients", "unsubscribe", LEIPZIG)
    assert "1 zurückgezogen" in post.ask("digest", "send", "--recipient", LEIPZIG).out
    post.ask("recipients", "resubscribe", LEIPZIG)
    for _ in range(2):
        assert post.ask("digest", "send", "--recipient", LEIPZIG).code == 0
    assert post.mails == 1


def test_what_was_marked_as_seen_is_no_news(post: Post) -> None:
    seen = post.ask("digest", "send", "--mark-seen", "--json")
    assert {row["outcome"] for row in seen.rows} == {"seen"}
    assert post.mails == 0
    told = post.ask("digest", "send", "--json", "--early")
    assert not any("neue" in (row["subject"] or "") or "new" in (row["subject"] or "") for row in told.rows)


def test_what_waits_is_withdrawn_when_it_counts_as_told(post: Post) -> None:
    post.ask("digest", "send", "--recipient", LEIPZIG, PASSGENAU_MAIL="smtp+plain://127.0.0.1:1")
    told = post.ask("digest", "send", "--mark-seen", "--recipient", LEIPZIG)
    assert "gilt als mitgeteilt" in told.out
    assert "zurückgezogen (1)" in told.out.replace("\n", " ")
    assert "seen 2" not in told.out + post.ask("digest", "outbox").out
    post.ask("digest", "send", "--recipient", LEIPZIG)
    assert post.mails == 0


def test_who_is_new_waits_for_their_day_unless_asked_for_early(post: Post) -> None:
    on_thursday = {"PASSGENAU_TODAY": "2026-11-26"}
    told = post.ask("digest", "send", "--recipient", LEIPZIG, "--json", **on_thursday)
    assert [(row["outcome"], row["subject"]) for row in told.rows] == [("later", "erste Übersicht am 30.11.2026")]
    assert post.mails == 0
    told = post.ask("digest", "send", "--recipient", LEIPZIG, "--json", "--early", **on_thursday)
    assert [row["outcome"] for row in told.rows] == ["ready"]
    assert post.mails == 1


@pytest.mark.parametrize("command", ["preview", "send"])
def test_an_address_of_another_city_is_told_with_its_city(post: Post, command: str) -> None:
    told = post.ask("digest", command, "--recipient", LEIPZIG.upper(), "--city", "greifswald")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "steht in Leipzig, nicht in Greifswald: --city leipzig" in told.err


def test_a_preview_takes_an_address_in_capitals_and_says_who_left(post: Post) -> None:
    assert "Förderhinweise für Leipzig" in post.ask("digest", "preview", "--recipient", LEIPZIG.upper()).out
    post.ask("recipients", "unsubscribe", LEIPZIG)
    assert "hat sich abgemeldet" in post.ask("digest", "preview", "--recipient", LEIPZIG).err


def test_the_outbox_is_readable_in_a_narrow_window(post: Post) -> None:
    post.ask("digest", "send", "--recipient", LEIPZIG, PASSGENAU_MAIL="smtp+plain://127.0.0.1:1")
    for columns in ("80", "100", "120"):
        out = post.ask("digest", "outbox", COLUMNS=columns).out
        assert "wartet" in out
        assert LEIPZIG in out
        assert "KW 48/2026" in out
        assert max(map(len, out.splitlines())) <= int(columns)
    assert post.ask("digest", "outbox", "--csv").out.count(";") == 2 * 10


class Refusing:
    """A server that knows nobody."""

    async def handle_RCPT(
        self, server: object, session: object, envelope: object, address: str, options: object
    ) -> str:
        return "550 5.1.1 unbekannt"


class OnFreePort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def test_what_a_server_refuses_for_good_is_told_and_no_success(post: Post) -> None:
    server = OnFreePort(Refusing(), hostname="127.0.0.1", port=0)
    server.start()
    try:
        way = {"PASSGENAU_MAIL": f"smtp+plain://127.0.0.1:{server.port}"}
        told = post.ask("digest", "send", "--recipient", LEIPZIG, **way)
    finally:
        server.stop()
    assert told.code == 1
    assert f"Gescheitert an {LEIPZIG}: 550 5.1.1 unbekannt" in told.err
    assert "KW 48/2026" in post.ask("doctor").out


def test_retrying_says_what_comes_of_it(post: Post) -> None:
    post.ask("digest", "send", "--recipient", LEIPZIG, PASSGENAU_MAIL="smtp+plain://127.0.0.1:1")
    assert "Mail 1 wartete schon; sie geht jetzt" in post.ask("digest", "retry", "1").out
    assert post.ask("digest", "retry", "--all").out == "Keine Mail ist gescheitert.\n"
    post.ask("digest", "send", "--recipient", LEIPZIG)
    told = post.ask("digest", "retry", "1")
    assert (told.code, "schon verschickt" in told.err) == (2, True)
    assert post.mails == 1


def test_without_a_server_all_is_kept_and_told(post: Post) -> None:
    told = post.ask("digest", "send", "--recipient", LEIPZIG, PASSGENAU_MAIL="smtp+plain://127.0.0.1:1")
    assert told.code == 1
    assert "ist nicht zu erreichen" in told.err
    assert [row["state"] for row in post.ask("digest", "outbox", "--json").rows] == ["ready"]
    assert post.ask("digest", "send", "--recipient", LEIPZIG).code == 0
    assert post.mails == 1


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (["digest", "send"], {"PASSGENAU_MAIL": ""}, "Kein Weg für Mails"),
        (["digest", "send"], {"PASSGENAU_MAIL": "smtp://a:b@c.example"}, "Passwort gehört nicht"),
        (["digest", "send", "--recipient", "foerdermitel@leipzig.example.org"], {}, f"Meinten Sie '{LEIPZIG}'"),
        (["digest", "send"], {"PASSGENAU_OPERATOR": "kaputt"}, "operator 'kaputt': erwartet wird"),
        (["digest", "retry"], {}, "--all"),
        (["digest", "retry", str(10**20)], {}, "liegt nicht im Bereich"),
        (["digest", "retry", "999"], {}, "Es gibt keine Mail 999"),
        (["recipients", "unsubscribe", "niemand"], {}, "keine E-Mail-Adresse"),
    ],
)
def test_a_wrong_call_is_one_line(post: Post, words: list[str], environment: dict[str, str], said: str) -> None:
    told = post.ask(*words, **environment)
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert said in told.err


def test_the_next_two_weeks(post: Post) -> None:
    rows = post.ask("schedule", "--dry-run", "--json").rows
    digests = [row["day"] for row in rows if row["step"].startswith("Übersichten")]
    assert 9 <= len(digests) <= 10
    assert not any(day.startswith(("Sa", "So")) for day in digests)


def crawled_but(folder: Path, *portals: str) -> None:
    """All other portals were crawled today: each takes its seconds."""
    moment = datetime(2026, 11, 23, 6, tzinfo=UTC)
    with Store(folder / "db.sqlite") as store:
        for portal in portal_classes().keys() - set(portals):
            jobs = JobRuns(store)
            jobs.finish(jobs.start(f"crawl {portal}", moment), "ok", "", moment)


def test_once_does_what_is_due_and_then_nothing(tmp_path: Path) -> None:
    crawled_but(tmp_path, "eu_funding_tenders", "foerderdatenbank")
    with SamplePortals() as portals:
        first, second = (scheduled(tmp_path, portals.url, "--once") for _ in range(2))
    assert first.code == 0, first
    assert [line.split(" ", 2)[2].split(":")[0] for line in first.out.splitlines()] == [
        "Abruf eu_funding_tenders", "Abruf foerderdatenbank", "Übersichten", "Liegengebliebene Mails",
    ]  # fmt: skip
    assert (second.code, second.out) == (0, "")
    assert len(list((tmp_path / "post").glob("*.eml"))) == 1


def test_told_to_end_it_ends_after_its_step(tmp_path: Path) -> None:
    with SamplePortals() as portals, subprocess.Popen(**call(tmp_path, portals.url)) as process:  # type: ignore[call-overload]
        assert process.stdout is not None
        assert "Der Zeitplan läuft" in process.stdout.readline()
        second = scheduled(tmp_path, portals.url, "--once")
        assert (second.code, second.out) == (1, "")
        assert f"läuft schon: Prozess {process.pid}" in second.err
        process.send_signal(signal.SIGTERM)
        said = process.stdout.read()
        assert process.wait(60) == 0
    assert "Programmfehler" not in said
    with sqlite3.connect(tmp_path / "db.sqlite") as db:
        assert db.execute("SELECT count(*) FROM job_runs WHERE outcome = 'running'").fetchone() == (0,)


def settings(folder: Path, server: str) -> dict[str, str]:
    (folder / "profiles").mkdir(exist_ok=True)
    (folder / "profiles" / "leipzig.yaml").write_text(TOWN, encoding="utf-8")
    return {
        "PASSGENAU_DB": str(folder / "db.sqlite"), "PASSGENAU_PROFILES": str(folder / "profiles"),
        "PASSGENAU_SAMPLE_SERVER": server, "PASSGENAU_MAIL": f"file:{folder / 'post'}", "PASSGENAU_TODAY": "2026-11-23",
    }  # fmt: skip


def scheduled(folder: Path, server: str, *words: str) -> Told:
    return run("schedule", *words, cwd=folder, **settings(folder, server))


def call(folder: Path, server: str) -> dict[str, object]:
    import os

    clean = {name: value for name, value in os.environ.items() if not name.startswith("PASSGENAU_")}
    environment = clean | settings(folder, server) | {"PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-P", "-m", "cli", "schedule"]
    return {"args": words, "cwd": ROOT, "env": environment, "stdout": subprocess.PIPE, "text": True}
