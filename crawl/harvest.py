"""What one crawl brought in, held until it is settled."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawl.cleaning import clean
from db import Known
from funding import Problem, Programme
from funding.text import squash

Refusal = Literal["blocked", "failed"]


@dataclass(slots=True)
class Harvest:
    """Programmes, problems and raw documents of a crawl, and its first failure, after which nothing more counts."""

    programmes: list[Programme] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sources: list[Callable[[], Iterable[tuple[str, bytes]]]] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)  # compressed
    failure: tuple[Refusal, str] | None = None
    known: Mapping[str, Known] = field(default_factory=dict)  # what is stored of the portal, by key
    read_alike: bool = True  # by the same facts/ as today's
    kept: Mapping[str, bytes] = field(default_factory=dict)  # documents of the last good run, by URL

    def fail(self, outcome: Refusal, reason: str) -> None:
        """Note why the run cannot be whole; what comes later is mostly a consequence of it."""
        if self.failure is None:
            self.failure = outcome, squash(clean(reason))

    def known_below(self, start: str) -> list[Known]:
        """What is stored and has not vanished, of the keys that begin so."""
        return [old for key, old in self.known.items() if key.startswith(start) and not old.vanished]

    def keeps(self, key: str) -> bool:
        """Whether a programme stays as it is stored, because its page could not be read in this crawl."""
        old = self.known.get(key)
        return old is not None and not old.vanished and any(problem.key == key for problem in self.problems)

    def keep(self, url: str, body: bytes) -> None:
        """Keep a page as it came."""
        self.pages[url] = zlib.compress(body, 6)

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """(url, body) of every page and of every source, one after the other."""
        yield from self.kept_pages()
        for source in self.sources:
            yield from source()

    def kept_pages(self) -> Iterator[tuple[str, bytes]]:
        """(url, body) of the pages alone."""
        for url, packed in self.pages.items():
            yield url, zlib.decompress(packed)
