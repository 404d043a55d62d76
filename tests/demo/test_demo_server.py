"""The sample server answers like a portal, and fails like one."""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, IncompleteRead
from threading import Thread
from threading import enumerate as enumerate_threads

import pytest

from demo.faults import Fault
from demo.foerderdatenbank import EXPORT, HOST
from demo.server import SamplePortals

ARCHIVE = bytes(range(256)) * 400


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def portals() -> Iterator[SamplePortals]:
    with SamplePortals(content=()) as running:
        running.export = ARCHIVE
        yield running


def ask(portals: SamplePortals, path: str, *, host: str = HOST, method: str = "GET", **headers: str) -> Answer:
    connection = HTTPConnection(portals.url.removeprefix("http://"), timeout=5)
    try:
        fields = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, path, headers={"Host": host, **fields})
        response = connection.getresponse()
        return Answer(response.status, dict(response.headers), response.read())
    finally:
        connection.close()


def test_robots_asks_for_patience_and_forbids_nothing_that_is_read(portals: SamplePortals) -> None:
    robots = ask(portals, "/robots.txt").body.decode()
    assert "Crawl-delay: 30" in robots
    disallowed = [line.split(": ")[1] for line in robots.splitlines() if line.startswith("Disallow")]
    assert not any(path.startswith(rule) for path in (EXPORT, "/FDB/Content/", "/SiteGlobals/") for rule in disallowed)


def test_the_export_has_length_and_etag_and_is_not_sent_twice(portals: SamplePortals) -> None:
    first = ask(portals, EXPORT)
    assert (first.status, first.body, first.headers["Content-Length"]) == (200, ARCHIVE, str(len(ARCHIVE)))
    assert ask(portals, EXPORT, If_None_Match=first.headers["ETag"]).status == 304
    portals.export = b"other"
    assert ask(portals, EXPORT, If_None_Match=first.headers["ETag"]).body == b"other"


@pytest.mark.parametrize("host", ["elsewhere.example", "", "127.0.0.1"])
def test_another_host_is_told_which_there_are(portals: SamplePortals, host: str) -> None:
    answer = ask(portals, "/robots.txt", host=host)
    assert answer.status == 404
    assert HOST in answer.body.decode()


def test_a_port_or_a_proxy_request_names_the_same_host(portals: SamplePortals) -> None:
    assert ask(portals, "/robots.txt", host=f"{HOST.upper()}:443").status == 200
    assert ask(portals, f"http://{HOST}/robots.txt", host="proxy.example").status == 200


def test_head_has_no_body_and_an_unknown_page_is_404(portals: SamplePortals) -> None:
    head = ask(portals, EXPORT, method="HEAD")
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(ARCHIVE)))
    assert ask(portals, "/nowhere").status == 404


def test_requests_are_written_down(portals: SamplePortals) -> None:
    ask(portals, "/robots.txt?x=1", User_Agent="tester")
    (request,) = portals.requests
    assert (request.method, request.host, request.path) == ("GET", HOST, "/robots.txt?x=1")
    assert request.headers["user-agent"] == "tester"


def test_a_connection_is_kept_alive(portals: SamplePortals) -> None:
    connection = HTTPConnection(portals.url.removeprefix("http://"), timeout=5)
    for _ in range(3):
        connection.request("GET", "/robots.txt", headers={"Host": HOST})
        assert connection.getresponse().read()
    connection.close()
    assert len(portals.requests) == 3


def test_status_with_headers_and_body(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.status(429, {"Retry-After": "7"}, b"slowly")
    answer = ask(portals, EXPORT)
    assert (answer.status, answer.headers["Retry-After"], answer.body) == (429, "7", b"slowly")


def test_a_fault_is_over_after_its_times(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.status(503, times=2)
    assert [ask(portals, EXPORT).status for _ in range(4)] == [503, 503, 200, 200]
    portals.faults[EXPORT] = Fault.status(503, times=0)
    assert ask(portals, EXPORT).status == 200


def test_a_fault_may_be_set_for_one_query_only(portals: SamplePortals) -> None:
    portals.faults["/robots.txt?page=2"] = Fault.status(500)
    assert [ask(portals, f"/robots.txt?page={n}").status for n in (1, 2)] == [200, 500]


def test_other_content_instead(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.body(b"<title>Radware Captcha Page</title>")
    answer = ask(portals, EXPORT)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"Captcha" in answer.body


def test_a_circle_of_redirects(portals: SamplePortals) -> None:
    portals.faults |= {"/a": Fault.redirect("/b"), "/b": Fault.redirect("/a", 301)}
    assert [(ask(portals, path).status, ask(portals, path).headers["Location"]) for path in ("/a", "/b")] == [
        (302, "/b"),
        (301, "/a"),
    ]


def test_a_truncated_body(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.truncate(1000)
    with pytest.raises(IncompleteRead) as broken:
        ask(portals, EXPORT)
    assert broken.value.partial == ARCHIVE[:1000]


@pytest.mark.parametrize("at_bytes", [None, 0, 5000])
def test_a_reset_connection(portals: SamplePortals, at_bytes: int | None) -> None:
    portals.faults[EXPORT] = Fault.reset(at_bytes)
    with pytest.raises(ConnectionResetError):
        ask(portals, EXPORT)


def test_a_trickle_arrives_whole(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.trickle(chunk=20_000, seconds=0.001)
    assert ask(portals, EXPORT).body == ARCHIVE


def test_a_hanging_server_says_nothing(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.hang()
    with _raw(portals, EXPORT) as client:
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(1)


def test_a_short_hang_ends_in_nothing(portals: SamplePortals) -> None:
    portals.faults[EXPORT] = Fault.hang(0.01)
    with _raw(portals, EXPORT) as client:
        assert client.recv(1) == b""


@pytest.mark.parametrize("fault", [Fault.hang(), Fault.trickle(seconds=30)])
def test_the_server_stops_at_once_while_a_fault_is_running(fault: Fault) -> None:
    with SamplePortals(content=()) as portals:
        portals.faults["/robots.txt"] = fault
        client = _raw(portals, "/robots.txt")
        while not portals.requests:
            time.sleep(0.001)
        workers = [thread for thread in enumerate_threads() if "process_request" in thread.name]
    for worker in workers:
        worker.join(5)
    assert [worker for worker in workers if worker.is_alive()] == []
    with client:
        client.settimeout(5)
        while client.recv(4096):
            pass  # ends because the server hung up, not after half a minute


def test_after_the_end_nothing_is_answered_even_on_an_open_connection() -> None:
    with SamplePortals(content=()) as portals:
        connection = HTTPConnection(portals.url.removeprefix("http://"), timeout=5)
        connection.request("GET", "/robots.txt", headers={"Host": HOST})
        connection.getresponse().read()
    connection.auto_open = 0
    with pytest.raises((OSError, HTTPException)):
        _second_answer(connection)
    connection.close()
    with pytest.raises(RuntimeError, match="not running"):
        _ = portals.url


def _second_answer(connection: HTTPConnection) -> None:
    connection.request("GET", "/robots.txt", headers={"Host": HOST})
    connection.getresponse()


def test_the_server_can_be_started_again_and_two_run_side_by_side() -> None:
    portals = SamplePortals(content=())
    for _ in range(2):
        with portals, SamplePortals(content=()) as other:
            assert portals.url != other.url
            assert ask(portals, "/robots.txt").status == ask(other, "/robots.txt").status == 200


def test_many_clients_at_once(portals: SamplePortals) -> None:
    found: list[int] = []
    clients = [Thread(target=lambda: found.append(ask(portals, EXPORT).status)) for _ in range(24)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert found == [200] * 24
    assert len(portals.requests) == 24


@pytest.mark.parametrize(
    "junk", [b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"BREW / HTTP/1.1\r\n\r\n"]
)
def test_nonsense_from_a_client_harms_nobody(portals: SamplePortals, junk: bytes) -> None:
    with socket.create_connection(_address(portals), timeout=5) as client:
        client.sendall(junk)
        client.shutdown(socket.SHUT_WR)
        while client.recv(4096):
            pass
    assert ask(portals, "/robots.txt").status == 200


def test_a_body_over_the_cap_is_refused(portals: SamplePortals) -> None:
    answer = ask(portals, "/robots.txt", method="POST", Content_Length=str(1 << 30))
    assert answer.status == 413


def _address(portals: SamplePortals) -> tuple[str, int]:
    host, _, port = portals.url.removeprefix("http://").partition(":")
    return host, int(port)


def _raw(portals: SamplePortals, path: str) -> socket.socket:
    client = socket.create_connection(_address(portals), timeout=5)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    return client
