"""A client that sends exactly the bytes it is told to, for the tests of the sample EU portal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from demo.sedia import API_HOST, DETAILS, FACET, PORTAL_HOST, SEARCH
from demo.server import SamplePortals

JSON = "application/json"
OPEN_GRANTS = {
    "bool": {"must": [{"terms": {"type": ["1", "2", "8"]}}, {"terms": {"status": ["31094501", "31094502"]}}]}
}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def send(portals: SamplePortals, method: str, host: str, path: str, body: bytes = b"", **headers: str) -> Answer:
    connection = HTTPConnection(portals.url.removeprefix("http://"), timeout=5)
    try:
        fields = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, path, body or None, {"Host": host, **fields})
        response = connection.getresponse()
        return Answer(response.status, dict(response.headers), response.read())
    finally:
        connection.close()


def form(parts: Mapping[str, Any], kind: str | None = JSON, *, filename: str | None = "blob") -> bytes:
    """A multipart body with the boundary "cut"; `kind` None: plain fields."""
    named = "" if filename is None else f'; filename="{filename}"'
    typed = "" if kind is None else f"Content-Type: {kind}\r\n"
    pieces = (
        f'--cut\r\nContent-Disposition: form-data; name="{name}"{named}\r\n{typed}\r\n'
        f"{part if isinstance(part, str) else json.dumps(part)}\r\n"
        for name, part in parts.items()
    )
    return ("".join(pieces) + "--cut--\r\n").encode()


def post(portals: SamplePortals, body: bytes, path: str = SEARCH, *, size: int = 100, page: int = 1) -> Answer:
    target = f"{path}?apiKey=SEDIA&text=***&pageSize={size}&pageNumber={page}"
    return send(portals, "POST", API_HOST, target, body, Content_Type="multipart/form-data; boundary=cut")


def search(portals: SamplePortals, size: int = 100, page: int = 1, **parts: Any) -> dict[str, Any]:
    answer = post(portals, form(parts), size=size, page=page)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.json
    return found


def facets(portals: SamplePortals, **parts: Any) -> dict[str, dict[str, Any]]:
    return {facet["name"]: facet for facet in post(portals, form(parts), FACET).json["facets"]}


def detail(portals: SamplePortals, name: str, **headers: str) -> Answer:
    return send(portals, "GET", PORTAL_HOST, f"{DETAILS}{name}.json", **headers)


def key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """The row's identity: source, reference, language."""
    return row.get("metadata", row)["DATASOURCE"][0], row["reference"], row["language"]
