"""What a row says in codes, names and lists: kind, funder, categories, topics, keywords."""

import re
from collections.abc import Iterator, Mapping

from crawl import html
from crawl.findings import Findings
from crawl.sedia.labels import Labels, abbreviation
from crawl.sedia.rows import CASCADE, EXTERNAL, Row
from funding.text import squash
from funding.vocabulary import Kind

_LONGEST = 200  # characters of a name; some destinations are told in pages
COMMISSION = "Europäische Kommission"
_FUNDERS = {"EP": "Europäisches Parlament", "EUBA": "Agentur oder Einrichtung der EU"}
_KINDS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"blended finance", ("grant", "equity")),
    (r"equity", ("equity",)),
    (r"prize", ("prize",)),
    (r"charter|quality label|accreditation", ("other",)),
    (r"staff exchange", ("grant", "exchange")),
    (r"grant|action|project|procurement|fellowship|network|cofund|accelerator|partnership|programme", ("grant",)),
)


def programme_of(row: Row, labels: Labels) -> str:
    """The abbreviation of the EU programme: CERV, LIFE, HORIZON …"""
    label = labels.of("frameworkProgramme", row.first("frameworkProgramme")) or ""
    return abbreviation(label) or re.split(r"[-/ ]", row.identifier)[0].upper()


def actions_of(row: Row) -> tuple[str, ...]:
    """The types of action by name ("HORIZON Innovation Actions")."""
    listed = [squash(name) for name in row.all("typesOfAction")]
    if not listed:
        listed = [squash(name) for action in row.actions() for name in _types(action.get("types"))]
    return tuple(dict.fromkeys(name for name in listed if name))


def kinds(row: Row, findings: Findings) -> tuple[Kind, ...]:
    """What is given. Calls of projects and external actions are grants; a topic says it by its types of action."""
    actions = actions_of(row)
    if not actions:
        return ("grant",) if row.type in {CASCADE, EXTERNAL} else ()
    found: list[Kind] = []
    for action in actions:
        kind = next((kind for words, kind in _KINDS if re.search(words, action, re.IGNORECASE)), ())
        if not kind:
            findings.add("Unbekannte Art der Förderung.", key=row.key, field="kinds", value=action)
        found += kind
    return tuple(dict.fromkeys(found))


def funder(row: Row) -> str:
    """Who gives the money: a project for its cascade call, else the Commission or the body that the topic names."""
    project = squash(row.first("projectAcronym") or row.first("projectName")) if row.type == CASCADE else ""
    if project:
        return f"EU-Projekt {project}"
    return _FUNDERS.get(row.identifier.split("-")[0].upper(), COMMISSION)


def categories(row: Row, labels: Labels, findings: Findings) -> tuple[str, ...]:
    """Programme, kind of call and types of action, in the portal's words."""
    found = [_label(row, labels, facet, findings) for facet in ("frameworkProgramme", "type")]
    return tuple(dict.fromkeys(word for word in (*found, *actions_of(row)) if word))


def topics(row: Row, labels: Labels) -> tuple[str, ...]:
    """Areas of the EU programme, priorities and tags; codes for which the portal has no word are left out."""
    areas = (labels.of("programmeDivision", code) or "" for code in row.all("programmeDivision"))
    named = (
        labels.of(facet, code) or ("" if code.isdigit() else code)
        for facet in ("crossCuttingPriorities", "focusArea", "tags")
        for code in row.all(facet)
    )
    words = (squash(word) for word in (*areas, *named))
    return tuple(dict.fromkeys(word for word in words if word and not word.isdigit()))


def keywords(row: Row) -> tuple[str, ...]:
    """The portal's keywords, without the identifiers among them."""
    codes = {row.identifier.casefold(), row.first("callIdentifier").casefold(), row.first("title").casefold()}
    words = (html.line(word).strip("[]\"' ") for text in row.all("keywords") for word in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(word for word in words if word and word.casefold() not in codes))


def parents(row: Row) -> tuple[str, ...]:
    """What the topic belongs to: its call, its destination; for a cascade call the topic that pays it."""
    names = [row.first("callTitle"), row.first("destinationDescription")]
    if row.type == CASCADE:
        names = [row.first("title")]
    return tuple(dict.fromkeys(name for name in map(html.line, names) if 0 < len(name) <= _LONGEST))


def _label(row: Row, labels: Labels, facet: str, findings: Findings) -> str:
    code = row.first(facet)
    if code and not labels.knows(facet, code):
        findings.add("Unbekannter Code.", key=row.key, field=facet, value=code)
    return labels.of(facet, code) or ""


def _types(types: object) -> Iterator[str]:
    for one in types if isinstance(types, list) else ():
        name = one.get("typeOfAction") if isinstance(one, Mapping) else one
        if isinstance(name, str):
            yield name
