"""The documents of single topics: asked for where a topic is new or changed, else taken from the last good run."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from crawl.base import Blocked
from crawl.sedia import PORTAL, answers
from crawl.sedia.labels import Labels
from crawl.sedia.requests import topic_url
from crawl.sedia.rows import TOPIC, Row, StrangeRow, read
from crawl.sedia.topics import programmes
from funding import PassgenauError, Problem, Programme
from funding.fingerprint import fingerprint

FEW = 5  # topics that may lack their details without anything being wrong
SHARE = 0.1  # of those asked for
_NO_DOCUMENT = "Das Portal hat zu diesem Aufruf keine Einzelheiten (HTTP 404)."
_OLD = "#veraltet"  # of a topic that has changed and whose new document did not come
_NONE = b""  # kept where the portal has said that there is no document


class Details:
    """`wanted`: identifier in lower case -> key of its programme; `documents`: identifier -> document.

    `kept` are the documents of the last good run by URL, `before` the rows that it saw.
    """

    def __init__(self, rows: Iterable[Any], before: Iterable[Any], kept: Mapping[str, bytes], labels: Labels) -> None:
        self.documents: dict[str, Mapping[str, Any]] = {}
        self.wanted: dict[str, str] = {}
        self._kept, self._again = kept, dict[str, str]()  # URL to keep under -> URL it was kept under
        self._gone: list[str] = []
        self._silent: list[str] = []
        self._lost = 0
        self.rows, self.labels = list(rows), labels
        changed = _changed(self.rows, list(before), labels)
        for name, key in _topics(self.rows).items():
            if key in changed or not self._reuse(name, topic_url(name)):
                self.wanted[name] = key
        self._asked = len(self.wanted)

    def programmes(self) -> Iterator[Programme | Problem]:
        """What the rows and all their documents tell."""
        yield from programmes(self.rows, self.documents, self.labels)

    def take(self, name: str, status: int, body: bytes) -> Iterator[Problem]:
        """An answer as it came; what is no document is a Problem, and lost as if it had not come."""
        url, key = topic_url(name), self.wanted[name]
        if status == HTTPStatus.NOT_FOUND:
            del self.wanted[name]
            self._gone.append(url)
            yield Problem(portal=PORTAL, key=key, field="url", value=url, message=_NO_DOCUMENT)
            return
        try:
            self.documents[name] = answers.details(body, name)
            del self.wanted[name]
        except Blocked:
            raise
        except PassgenauError as error:
            yield Problem(portal=PORTAL, key=key, field="url", value=url, message=str(error))
            self.lost(name)

    def told(self) -> Iterator[Problem]:
        """One Problem for all topics without a document that were not asked for again."""
        if self._silent:
            message = f"Zu {len(self._silent)} unveränderten Aufrufen hat das Portal keine Einzelheiten."
            yield Problem(portal=PORTAL, field="url", value=self._silent[0], message=message)

    def lost(self, name: str) -> None:
        """A document did not come: what was told of the topic before is better than nothing, until the next run.

        Raises PassgenauError when that happens to so many that the fault is the portal's.
        """
        del self.wanted[name]
        self._lost += 1
        if self._lost > max(FEW, SHARE * self._asked):
            raise PassgenauError(
                f"Das EU-Portal gibt die Einzelheiten von {self._lost} der {self._asked} neuen und geänderten Aufrufe "
                "nicht heraus; bitte später noch einmal."
            )
        url = topic_url(name)
        for old in (url, url + _OLD):
            if self._kept.get(old) and self._reuse(name, old):
                self._again[url + _OLD] = self._again.pop(old)
                return

    def reused(self) -> Iterator[tuple[str, bytes]]:
        """(URL, body) of what the run takes over from the last one, and of what the portal does not have."""
        yield from ((url, self._kept[known]) for url, known in self._again.items())
        yield from ((url, _NONE) for url in self._gone)

    def _reuse(self, name: str, url: str) -> bool:
        body = self._kept.get(url)
        if body is None:
            return False
        try:
            if body == _NONE:
                self._silent.append(url)
            else:
                self.documents[name] = answers.details(body, name)
        except PassgenauError:
            return False
        self._again[url] = url
        return True


def _topics(rows: Iterable[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw in rows:
        row = _read(raw)
        if row is not None and row.type == TOPIC and row.identifier:
            found.setdefault(row.identifier.lower(), row.key)
    return found


def _changed(rows: Iterable[Any], before: Iterable[Any], labels: Labels) -> set[str]:
    """Keys of the programmes of which today's rows do not say the same: spelling and seconds do not count."""
    old, new = _by_key(before), _by_key(rows)
    differing = {key for key in new if old.get(key) != new[key]}
    said = {key: _told(old.get(key, {}).values(), labels) for key in differing & old.keys()}
    return {key for key in differing if key not in said or said[key] != _told(new[key].values(), labels)}


def _by_key(rows: Iterable[Any]) -> dict[str, dict[answers.Identity, Any]]:
    found: dict[str, dict[answers.Identity, Any]] = {}
    for raw in rows:
        row = _read(raw)
        if row is not None:
            found.setdefault(row.key, {})[answers.identity(raw)] = raw
    return found


def _told(rows: Iterable[Any], labels: Labels) -> list[str]:
    return [fingerprint(item) for item in programmes(rows, {}, labels) if isinstance(item, Programme)]


def _read(raw: Any) -> Row | None:
    try:
        return read(raw)
    except StrangeRow:
        return None
