"""The documents that programmes name: funders, contacts, addresses, links, labels. Read when asked for, kept slim."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawl import html
from crawl.findings import Findings
from crawl.gsb_archive import ROOT, Archive
from crawl.gsb_xml import Classified, DocumentError, read

_LABELS = "_config/ResourceBundleEntries/Labels/FDB"
_LABEL_FILES = (
    "SiteGlobals/Categories/FDB/{taxonomy}/{code}.xml",
    f"{_LABELS}/UntergeordneteFoerderbereiche/{{code}}.xml",
    f"{_LABELS}/{{code}}.xml",
)
_CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Linked:
    """What is kept of a linked document; `key` is its path below `BMWI/`."""

    key: str
    title: str
    values: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[Classified, ...]]

    def first(self, name: str) -> str | None:
        """The first target of a property with links, classified or not."""
        targets = self.links.get(name) or tuple(t for list_ in self.lists.get(name, ()) for t in list_.targets)
        return next(iter(targets), None)


class Library:
    """Finds documents by their `/BMWI/…` target. One that is missing or broken becomes a finding."""

    def __init__(self, archive: Archive, findings: Findings) -> None:
        self._archive = archive
        self._findings = findings
        self._read: dict[str, Linked | str] = {}
        self._labels: dict[tuple[str, str], str | None] = {}

    def find(self, target: str | None, *, key: str, field: str) -> Linked | None:
        """The document, for `field` of the programme `key`; None where there is no target or no such document."""
        if not target:
            return None
        found = self._load(target)
        if isinstance(found, str):
            self._findings.add(found, key=key, field=field, value=target)
            return None
        return found

    def label(self, taxonomy: str, code: str) -> str | None:
        """The German label that the export itself gives a category code."""
        if (taxonomy, code) not in self._labels:
            self._labels[taxonomy, code] = self._find_label(taxonomy, code)
        return self._labels[taxonomy, code]

    def _load(self, target: str) -> Linked | str:
        if target not in self._read:
            self._read[target] = self._open(target)
        return self._read[target]

    def _open(self, target: str) -> Linked | str:
        key = target.removeprefix("/").removeprefix(ROOT)
        entry = self._archive.find(f"{key}.xml")
        if entry is None:
            return "Verknüpftes Dokument fehlt im Export."
        try:
            document = read(self._archive.read(entry))
        except DocumentError as error:
            return f"Verknüpftes Dokument nicht lesbar: {error}."
        title = html.line(document.html.get("title", ""))
        return Linked(key, title, document.values, document.links, document.lists)

    def _find_label(self, taxonomy: str, code: str) -> str | None:
        for pattern in _LABEL_FILES:
            entry = self._archive.find(pattern.format(taxonomy=taxonomy, code=code))
            label = None if entry is None else _label(self._archive.read(entry))
            if label and label != code:
                return label
        return None


def _label(body: bytes) -> str | None:
    """A category's title, or of a label's table (languages above, words below) the cell under `de`."""
    try:
        document = read(body)
    except DocumentError:
        return None
    cells = [html.line(cell) for cell in _CELL.findall(document.html.get("value", ""))]
    if "de" in cells and len(cells) % 2 == 0:
        return cells[len(cells) // 2 + cells.index("de")]
    texts = (document.html.get("title"), document.html.get("value"))
    plain = (document.values.get(name) for name in ("title", "value", "description"))
    return next((words for text in (*texts, *plain) if text and (words := html.line(text))), None)
