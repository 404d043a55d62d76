"""Real crawls: a process of its own, real Scrapy, a real server on localhost."""

import gzip
import json
import os
import resource
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM
from subprocess import PIPE, Popen
from threading import Event

import pytest
from conftest import NOW, Town, rows
from filelock import FileLock

from crawl import run as run_module
from crawl.orders import CrawlProgress, Order
from crawl.run import crawl
from db import Store
from demo.faults import Fault
from demo.pages import Page
from funding import CrawlRun, InputError, PassgenauError

HOME = "https://www.beispiel.test"
LIST = "/liste.json"
MORE = [f"/{number}.json" for number in range(20)]
BUGS = ("/bug.json", "/bug.json?2")
PACKED = Page(body=gzip.compress(bytes(50_000_000)), headers=(("Content-Encoding", "gzip"),))


def integrity(db: Path) -> str:
    with sqlite3.connect(db) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def last_runs(town: Town) -> list[CrawlRun]:
    with Store(town.db) as store:
        return store.runs("beispiel")


def test_a_crawl_and_the_same_again(town: Town) -> None:
    town.site.start = {"programmes": rows(10, text="Der Zuschuss beträgt bis zu 80 Prozent."), "pages": ["/mehr.json"]}
    town.remember(town.site.start["programmes"])  # as if stored by a version that read no facts yet
    town.site.pages["/mehr.json"] = {"programmes": [{"key": "m", "title": "Mehr\ufffd"}]}
    town.site.robots = b"User-agent: *\nCrawl-delay: 0.1\n"
    steps: list[CrawlProgress] = []
    first = crawl("beispiel", db=town.db, options=town.options, progress=steps.append)
    assert (first.outcome, first.reason, first.found, first.new, first.problems) == ("ok", "", 11, 1, 1)
    assert {p.rate_max for p in town.programmes()} == {80.0, None}, "a better reader is no change, and is used"
    assert first.started == NOW
    assert [step.doing for step in steps][-1] == "speichert"
    again = town.crawl()
    assert (again.outcome, again.found, again.new, again.changed) == ("ok", 11, 0, 0)
    assert {p.rate_max for p in town.programmes()} == {80.0, None}
    assert town.asked() == ["/robots.txt", LIST, "/mehr.json"] * 2
    asked = town.portals.requests[1]
    assert asked.host == "www.beispiel.test", "the real Host header, not that of the sample server"
    assert "passgenau" in asked.headers["user-agent"]
    assert "Kontakt" in asked.headers["user-agent"]
    assert {p.url for p in town.programmes()} == {f"{HOME}{LIST}", f"{HOME}/mehr.json"}
    with Store(town.db) as store:
        kept = dict(store.documents(again.id))
        [problem] = store.problems(first.id)
    assert json.loads(kept[f"{HOME}{LIST}"]) == town.site.start
    assert (problem.key, problem.field) == ("m", "title")
    assert "U+FFFD" in problem.message


def test_a_page_that_fails_is_a_problem_of_its_programme_alone(town: Town) -> None:
    ways = {
        "haengt": (Fault.hang(30), "antwortet nicht rechtzeitig"),
        "bricht": (Fault.reset(), "hat die Verbindung abgebrochen"),
        "reisst": (Fault.truncate(5), "bevor sie vollständig war"),
        "defekt": (Fault.status(503), "meldet einen Fehler (HTTP 503)"),
        "fehlt": (Fault.status(404), "hat diese Seite nicht mehr (HTTP 404)"),
        "kreis": (Fault.redirect("/kreis"), "leitet im Kreis weiter"),
        "weg": (Fault.redirect("/"), "Die Seite gibt es wohl nicht mehr"),
        "fremd": (Fault.redirect("https://validate.perfdrive.com/?x=1"), None),
        "gross": (Fault.body(b"x" * 300_000), "ist größer als erlaubt"),
        "bombe": (Fault.instead(PACKED), "entpackte Antwort"),
        "verboten": (Fault.status(200), "robots.txt"),
    }
    blocked = ways.pop("fremd")
    town.site.robots = b"User-agent: passgenau\nDisallow: /verboten\n"
    town.site.start["details"] = {name: f"/{name}" for name in ways}
    town.site.start["pages"] = ["https://www.fremd.test/seite"]
    town.portals.faults = {f"/{name}": fault for name, (fault, _) in ways.items()}
    run = town.crawl()
    assert (run.outcome, run.found, run.problems) == ("ok", 10, len(ways) + 1), run.reason
    with Store(town.db) as store:
        problems = {problem.value: problem for problem in store.problems(run.id)}
    for name, (_, words) in ways.items():
        problem = problems[f"{HOME}/{name}"]
        assert words is not None
        assert words in problem.message
        assert problem.key == (None if name in {"fehlt", "weg"} else name), "a page that is gone counts as missing"
    assert "gehört nicht zu den erlaubten Adressen" in problems["https://www.fremd.test/seite"].message
    assert "www.fremd.test" not in {request.host for request in town.portals.requests}
    assert "/verboten" not in town.asked()
    town.site.start = {"programmes": rows(10), "details": {"fremd": "/fremd"}}
    town.portals.faults = {"/fremd": blocked[0]}
    run = town.crawl()
    assert run.outcome == "blocked"
    assert "leitet um auf https://validate.perfdrive.com" in run.reason


@pytest.mark.parametrize(("start", "fault", "outcome", "words"), [
    (None, Fault.hang(30), "failed", "antwortet nicht rechtzeitig"),
    (None, Fault.status(429, {"Retry-After": "3600"}), "blocked", "bittet um 3600 Sekunden Pause"),
    (None, Fault.redirect(LIST), "failed", "leitet im Kreis weiter"),
    ({"blocked": "Captcha statt Liste."}, None, "blocked", "Captcha statt Liste."),
    ({"pages": [BUGS[0], *MORE, BUGS[1]]}, None, "failed", "TypeError: kaputt (beispiel.py:"),
    ({"programmes": rows(10), "strange": {"a": 1}}, None, "failed", "not dict"),
], ids=["hang", "busy", "circle", "blocked", "bug", "item"])  # fmt: skip
def test_a_failed_start_says_why_and_leaves_the_rows(
    town: Town, start: dict[str, object] | None, fault: Fault | None, outcome: str, words: str
) -> None:
    town.remember(rows(10, summary="alt"))
    before = town.programmes()
    town.site.start = start or town.site.start
    town.site.pages = {page: {"bug": "kaputt"} if page in BUGS else {} for page in (*MORE, *BUGS)}
    town.portals.faults = {} if fault is None else {LIST: fault}
    run = town.crawl()
    assert run.outcome == outcome
    assert words in run.reason
    assert "\n" not in run.reason
    assert (run.finished is not None, run.problems) == (True, 0)
    assert not set(MORE) <= set(town.asked()), "when it has failed, the portal is left in peace"
    assert town.programmes() == before


@pytest.mark.parametrize(("robots", "words"), [
    (Fault.body(b"User-agent: *\nCrawl-delay: 86400\n", "text/plain"), "verlangt 86400 Sekunden Abstand"),
    (Fault.body(b"User-agent: *\nDisallow: /\n", "text/plain"), "robots.txt von www.beispiel.test verbietet"),
    (Fault.status(403), "www.beispiel.test gibt seine robots.txt nicht heraus (HTTP 403)"),
    (Fault.status(401), "www.beispiel.test gibt seine robots.txt nicht heraus (HTTP 401)"),
    (Fault.status(429, {"Retry-After": "3600"}), "bittet um 3600 Sekunden Pause"),
], ids=["delay", "forbids", "denied", "private", "busy"])  # fmt: skip
def test_robots_txt_is_obeyed(town: Town, robots: Fault, words: str) -> None:
    town.portals.faults["/robots.txt"] = robots
    run = town.crawl()
    assert run.outcome == "blocked"
    assert words in run.reason
    assert LIST not in town.asked()


CHECK = "Netzverbindung oder Proxy prüfen."


@pytest.mark.parametrize(("robots", "words"), [
    (Fault.status(503), "www.beispiel.test gibt seine robots.txt nicht heraus (HTTP 503)"),
    (Fault.hang(30), f"www.beispiel.test ist nicht erreichbar (Zeitüberschreitung): {CHECK}"),
    (Fault.reset(), f"www.beispiel.test ist nicht erreichbar (Verbindung abgebrochen): {CHECK}"),
    (None, f"www.beispiel.test ist nicht erreichbar (Verbindung abgelehnt): {CHECK}"),
], ids=["status", "hang", "reset", "refused"])  # fmt: skip
def test_a_portal_that_cannot_be_reached_has_not_refused_us(town: Town, robots: Fault | None, words: str) -> None:
    town.remember(rows(10))
    server = town.portals.url
    if robots is None:
        with socket.create_server(("127.0.0.1", 0)) as gone:  # nobody listens there any more
            server = f"http://127.0.0.1:{gone.getsockname()[1]}"
    else:
        town.portals.faults["/robots.txt"] = robots
    # In "stroeme" each request is about one programme.
    run = town.crawl("stroeme" if robots is None else "beispiel", sample_server=server)
    assert (run.outcome, words in run.reason) == ("failed", True), run.reason
    assert set(town.asked()) <= {"/robots.txt"}


def test_a_busy_portal_is_asked_again_after_its_pause(town: Town) -> None:
    town.portals.faults[LIST] = Fault.status(429, {"Retry-After": "1"}, times=2)
    run = town.crawl()
    assert (run.outcome, run.found) == ("ok", 10), run.reason
    assert town.asked() == ["/robots.txt", LIST, LIST, LIST]


def test_a_large_file_goes_to_the_disk_whole_or_not_at_all(town: Town) -> None:
    town.portals.faults = {
        "/ganz": Fault.instead(Page(body=bytes(900_000))),
        "/abgerissen": Fault.truncate(5000),
        "/zu-gross": Fault.body(bytes(1_000_001)),
        "/ohne-laenge": Fault(endless),
        "/tropft": Fault.trickle(1, 0.2),
        "/verpackt": Fault.instead(PACKED),
        "/fehlt": Fault.status(404),
    }
    town.site.pages = {"/abgerissen": "x" * 9000, "/tropft": "x" * 900}
    run = town.crawl("stroeme")
    [programme] = town.programmes()
    assert (run.outcome, programme.key, programme.title) == ("ok", "ganz", "900000"), run.reason
    complete = {name for name in programme.topics if not name.endswith(".part")}
    assert complete == {"ganz"}, "what is not whole never stands under its name"
    with Store(town.db) as store:
        told = {str(problem.value).rpartition("/")[2]: problem.message for problem in store.problems(run.id)}
    words = {
        "abgerissen": "bevor sie vollständig war", "zu-gross": "größer als die erlaubten 1 MB", "fehlt": "HTTP 404",
        "ohne-laenge": "größer als die erlaubten 1 MB", "tropft": "nicht rechtzeitig",
        "verpackt": "unverlangt verpackt",
    }  # fmt: skip
    assert {name: word for name, word in words.items() if word not in told[name]} == {}
    assert not list(town.order().work.parent.glob("*/*")), "nothing is left in the work folder"


def endless(exchange: object, page: Page) -> None:
    """A body that announces no length and goes on past every cap."""
    handler = exchange
    handler.send_response(200)  # type: ignore[attr-defined]
    handler.send_header("Connection", "close")  # type: ignore[attr-defined]
    handler.end_headers()  # type: ignore[attr-defined]
    for _ in range(200):
        handler.write(bytes(50_000))  # type: ignore[attr-defined]
    handler.cut()  # type: ignore[attr-defined]


def test_documents_of_a_large_file_are_kept_one_by_one(town: Town) -> None:
    run = town.crawl("datei")
    assert (run.outcome, run.found) == ("ok", 10), run.reason
    with Store(town.db) as store:
        assert len(list(store.documents(run.id))) == 10


def test_from_a_file_it_is_a_part(town: Town, tmp_path: Path) -> None:
    town.remember(rows(10))
    saved = tmp_path / "seiten.json"
    saved.write_text(json.dumps(rows(2)))
    run = town.crawl(source=saved)
    assert (run.outcome, run.partial, run.found, run.vanished) == ("ok", True, 2, 0)
    assert town.asked() == []
    refused = town.crawl("datei", source=saved)
    assert refused.outcome == "failed"
    assert "--from gibt es für dieses Portal nicht" in refused.reason


def test_a_crawl_killed_midway_is_aborted_and_the_next_is_whole(town: Town) -> None:
    for deadly in (SIGTERM, SIGKILL):
        town.portals.faults[LIST] = Fault(partial(kill_worker, deadly), times=1)
        run = town.crawl()
        assert run.outcome == "aborted"
        assert f"Signal {int(deadly)}" in run.reason
        assert town.programmes() == []
    assert town.crawl().outcome == "ok"
    assert len(town.programmes()) == 10
    assert integrity(town.db) == "ok"


def kill_worker(signal: int, *_: object) -> None:
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            os.kill(int(child), signal)


@pytest.mark.parametrize("whom", ["parent", "terminal"])
def test_ctrl_c_ends_the_crawl_and_marks_it_aborted(
    town: Town, monkeypatch: pytest.MonkeyPatch, interruptible: None, whom: str
) -> None:
    monkeypatch.setenv("PASSGENAU_DOWNLOAD_TIMEOUT", "30")
    monkeypatch.setenv("PASSGENAU_SAMPLE_SERVER", town.portals.url)
    asked = Event()
    town.remember(rows(10, summary="alt"))
    before = town.programmes()
    town.portals.faults[LIST] = Fault(partial(hang, asked))
    call = [sys.executable, "-P", "-m", "cli", "--db", str(town.db), "crawl", "beispiel"]
    with Popen(call, stderr=PIPE, stdout=PIPE, start_new_session=True) as parent:
        try:
            assert asked.wait(30), "the crawl never came to the list"
            (os.killpg if whom == "terminal" else os.kill)(parent.pid, SIGINT)
            _, told = parent.communicate(timeout=30)
        finally:
            parent.kill()
    assert parent.returncode == 130, told
    assert b"Traceback" not in told
    [run, _] = last_runs(town)
    assert (run.outcome, run.finished is not None) == ("aborted", True)
    assert run.reason == "Der Abruf wurde mit Strg+C abgebrochen; die bisherigen Daten gelten weiter."
    assert town.programmes() == before
    with FileLock(town.order().lock, timeout=0):  # the crawling process is gone
        pass


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What a shell starts in the background inherits that Ctrl-C is ignored."""
    before = signal.signal(SIGINT, signal.default_int_handler)
    yield
    signal.signal(SIGINT, before)


def hang(asked: Event, exchange: object, page: Page) -> None:
    asked.set()
    Fault.hang().act(exchange, page)  # type: ignore[arg-type]


def test_one_programme_of_broken_characters_does_not_fail_the_rest(town: Town) -> None:
    bad = {"key": "b", "title": "A\x1b[31mB\x9b2J", "summary": "halb \ud800 ganz", "topics": ["x\udfff", "gut\x07"]}
    town.site.start = {"programmes": [*rows(3), bad]}
    for new in (4, 0):
        run = town.crawl()
        assert (run.outcome, run.found, run.new, run.changed, run.problems) == ("ok", 4, new, 0, 2), run.reason
    with Store(town.db) as store:
        problems = store.problems(run.id)
        stored = store.known("beispiel")["b"].programme
    assert (stored.title, stored.summary) == ("A [31mB 2J", "halb \ufffd ganz")
    assert tuple(stored.topics) == ("x\ufffd", "gut ")
    assert {(problem.key, problem.field) for problem in problems} == {("b", "summary"), ("b", "topics")}
    assert all("U+FFFD" in problem.message for problem in problems)
    town.site.start = {"blocked": "Captcha\x1b]0;x\x07 und \ud800."}
    assert town.crawl().reason == "Captcha ]0;x und \ufffd."


def test_when_both_processes_die_the_next_start_says_so(town: Town) -> None:
    with Popen([*run_module.WORKER, town.order().dumps()], stdout=PIPE) as worker:
        for line in worker.stdout or ():
            if b"speichert" in line:  # in the midst of the one transaction, or about to begin it
                worker.kill()
    stored = len(town.programmes())
    first = last_runs(town)[0]
    assert (first.outcome, stored) in {("running", 0), ("ok", 10)}
    run = town.crawl()
    assert (run.outcome, run.found, len(town.programmes())) == ("ok", 10, 10)
    assert last_runs(town)[1].outcome in {"aborted", "ok"}
    assert integrity(town.db) == "ok"


def test_two_crawls_of_one_portal_at_once(town: Town) -> None:
    town.order().room.mkdir()
    with FileLock(town.order().lock), pytest.raises(PassgenauError, match="wird gerade schon abgerufen"):
        town.crawl()
    assert town.asked() == []
    with pytest.raises(InputError, match="Kein Portal 'nirgends'"):
        town.crawl("nirgends")


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes; a process that is started now inherits that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_everything_as_it_was(town: Town) -> None:
    town.remember(rows(10, summary="alt"))
    before = town.programmes()
    size = max(path.stat().st_size for path in town.db.parent.glob("stadt.sqlite*") if path.is_file())
    town.site.start["programmes"] = rows(10, text=os.urandom(8_000).hex())
    with small_disk(size + 50_000):
        try:
            said = town.crawl(accept=True).reason
        except PassgenauError as error:
            said = str(error)
    assert "Platz" in said
    assert town.programmes() == before
    assert integrity(town.db) == "ok"
    with small_disk(100_000):
        town.site.export = bytes(300_000)
        run = town.crawl("datei")
    assert (run.outcome, "kein Platz" in run.reason) == ("failed", True), run.reason


def test_an_order_survives_the_command_line(tmp_path: Path) -> None:
    options = run_module.CrawlOptions(source=tmp_path / "ä 'b\".zip", expect=(1, 2), accept=True, now=NOW)
    order = Order(portal="x", db=tmp_path / "s.sqlite", options=options)
    assert Order.loads(order.dumps()) == order
