"""Keys of an officer's rows: as stable as the list lets them be, so that no second copy of a programme appears."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from funding import Programme
from funding.text import fold

_LONGEST = 80  # characters
Told = Mapping[str, Any]


class Keys:
    """A row's own key, else that of the stored programme with its title and address, else made from the address.

    Where rows of different titles share an address, it is made from the title.
    """

    def __init__(self, rows: Iterable[Told], stored: Mapping[str, Programme]) -> None:
        self._titles: dict[str, set[str]] = defaultdict(set)
        for told in rows:
            self._titles[told.get("url", "")].add(fold(told.get("title", "")))
        self._stored: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for key, programme in stored.items():
            self._stored[fold(programme.title)].append((key, programme.url))

    def of(self, told: Told) -> str:
        """The key of a row; nothing for one that has neither key nor address nor title."""
        given: str | None = told.get("key")
        if given:
            return given if len(given) <= _LONGEST else _slug(given)
        url: str | None = told.get("url")
        title: str = told.get("title", "")
        known = self._known(title, url)
        if known is not None:
            return known
        return _slug(url.split("//", 1)[1].removeprefix("www.") if url and len(self._titles[url]) == 1 else title)

    def _known(self, title: str, url: str | None) -> str | None:
        """A row that gained or lost its address is still the same."""
        same = self._stored.get(fold(title), [])
        exact = [key for key, known in same if known == url]
        loose = [key for key, known in same if known is None or url is None]
        return next((found[0] for found in (exact, loose) if len(found) == 1), None)


def _slug(text: str) -> str:
    """Readable where it is short, unique in any case."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if slug and len(slug) <= _LONGEST:
        return slug
    return f"{slug[:60]}-{hashlib.sha256(text.encode()).hexdigest()[:10]}".strip("-")
