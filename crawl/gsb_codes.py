"""The categories of a programme in the export: codes with a field of their own, topics, and all the others."""

from typing import Any

from crawl import categories
from crawl.findings import Findings
from crawl.gsb_library import Library
from crawl.gsb_xml import Document

# Classifiers with a field of their own; all others (finer areas, GRW, sectors) are kept as codes in `categories`.
FIELDS = {
    "Foerderart": "kinds",
    "Foerdergebiet": "regions",
    "Foerdergeber": "funder_level",
    "Foerderberechtigte": "applicants",
    "Foerderbereich": "topics",
}
_CATEGORY = "/SiteGlobals/Categories/FDB/"
_ELSEWHERE = frozenset(("Foerderorganisation", "Foerdertermin"))  # the funder; and a list that is always empty


def fields(document: Document, key: str, library: Library, findings: Findings) -> dict[str, Any]:
    """The programme's fields that come from categories. An unknown code is a finding and stays in `categories`."""
    codes = _Codes(key, library, findings)
    for prop in ("cl2Processes", "cl2Satisfaction"):
        for list_ in document.lists.get(prop, ()):
            for target in list_.targets if list_.classifier not in _ELSEWHERE else ():
                codes.add(list_.classifier, target)
    return codes.fields()


class _Codes:
    def __init__(self, key: str, library: Library, findings: Findings) -> None:
        self._key = key
        self._library = library
        self._findings = findings
        self._known: dict[str, list[str]] = {classifier: [] for classifier in FIELDS}
        self._incomplete: set[str] = set()
        self._topics: list[str] = []
        self._rest: list[str] = []

    def add(self, classifier: str, target: str) -> None:
        """Sort one category; a list without a classifier is that of its taxonomy."""
        category = target.partition(_CATEGORY)[2] or target
        taxonomy, _, code = category.rpartition("/")
        classifier = classifier or taxonomy.replace("_", "")
        known = categories.code_of(classifier, code)
        label = categories.known(classifier, known) if known else self._library.label(taxonomy, code)
        if classifier == "Foerderbereich" and label:
            self._topics.append(label)
        elif classifier in FIELDS and known:
            self._known[classifier].append(known)
        else:
            self._rest.append(category)
            self._incomplete.add(classifier)
            if classifier in FIELDS or not label:
                self._note("Unbekannte Kategorie.", FIELDS.get(classifier, "categories"), category)

    def fields(self) -> dict[str, Any]:
        left_out = categories.left_out(self._known, self._incomplete)
        return {
            **categories.fields(self._known, self._incomplete),
            "topics": tuple(dict.fromkeys(self._topics)),
            "funder_level": self._level(),
            "categories": tuple(dict.fromkeys((*self._several_levels(), *left_out, *self._rest))),
        }

    def _level(self) -> str | None:
        codes = self._known["Foerdergeber"]
        level = categories.level(codes, self._key)
        if level is None and codes:
            self._note("Mehrere Ebenen als Fördergeber.", "funder_level", ", ".join(codes))
        return level

    def _several_levels(self) -> list[str]:
        codes = list(dict.fromkeys(self._known["Foerdergeber"]))
        return [f"Foerdergeber/{code}" for code in codes] if len(codes) > 1 else []

    def _note(self, message: str, field: str, value: str) -> None:
        self._findings.add(message, key=self._key, field=field, value=value)
