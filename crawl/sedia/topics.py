"""Rows and documents of the portal -> programmes. Pure: no clock, no network."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from crawl import html
from crawl.findings import Findings
from crawl.sedia import PORTAL, budget, dates, rules, sections
from crawl.sedia.labels import Labels
from crawl.sedia.rows import CASCADE, EXTERNAL, TOPIC, Row, StrangeRow, read, richest, shown
from crawl.sedia.words import categories, funder, keywords, kinds, parents, topics
from funding import Contact, Link, Problem, Programme
from funding.text import squash
from funding.vocabulary import SourceStatus

ATTRIBUTION = "© European Union, CC BY 4.0 (Decision 2011/833/EU)"
_STATUS: dict[str, SourceStatus] = {"31094501": "forthcoming", "31094502": "open", "31094503": "closed"}
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}(?![a-z0-9-])")
_SUBMISSION = "Submission System"
_PROSPECT = "https://webgate.ec.europa.eu/prospect/external/publishedcalls.htm?callId="


def programmes(
    rows: Iterable[Mapping[str, Any]], details: Mapping[str, Mapping[str, Any]], labels: Labels
) -> Iterator[Programme | Problem]:
    """One programme for each topic, from its richest row and its document; a Problem for each value not understood.

    `rows`: results of the search as they came, in any order, of any shape. `details`: topicDetails documents by
    identifier in lower case; a topic may have none.
    """
    findings = Findings(PORTAL)
    found: dict[str, list[Row]] = {}
    for raw in rows:
        try:
            row = read(raw)
        except StrangeRow as error:
            yield Problem(portal=PORTAL, message=str(error), value=shown(raw))
            continue
        found.setdefault(row.key.casefold(), []).append(row)
    for several in found.values():
        yield from _programme(richest(several), details, labels, findings)
    yield from findings.problems()


def _programme(
    bare: Row, details: Mapping[str, Mapping[str, Any]], labels: Labels, findings: Findings
) -> Iterator[Programme | Problem]:
    row = bare.with_details(details.get(bare.identifier.lower())) if bare.type == TOPIC else bare
    if row.type not in {TOPIC, EXTERNAL, CASCADE}:
        findings.add("Unbekannte Art von Aufruf, übergangen.", key=row.key, field="type", value=row.type)
        return
    title = _title(row)
    if not title:
        yield Problem(portal=PORTAL, key=row.key, field="title", value=row.reference, message="Aufruf ohne Titel.")
        return
    yield _told(row, title, labels, findings)
    yield from row.problems()


def _told(row: Row, title: str, labels: Labels, findings: Findings) -> Programme:
    conditions = row.first("topicConditions")
    summary, text = sections.summary_and_text(row.description)
    linked = _links(row)
    least, most = budget.amounts(row)
    document = sections.call_document(linked) or _page(row)
    told = Programme(
        portal=PORTAL, key=row.key, title=title, url=_page(row), language="de" if row.language == "de" else "en",
        funder=funder(row), funder_level="eu", kinds=kinds(row, findings), summary=summary, text=text,
        conditions=html.to_text(conditions) or None, source_status=_status(row, findings), regions=("EU",),
        topics=topics(row, labels), categories=categories(row, labels, findings), keywords=keywords(row),
        call=squash(row.first("callIdentifier")) or (row.identifier if row.type == CASCADE else None),
        parents=parents(row), stages=dates.stages(row), amount_min=least, amount_max=most,
        amount_min_kind="grant" if least is not None else None,
        contacts=_contacts(row), links=linked, attribution=ATTRIBUTION,
    )  # fmt: skip
    return rules.judged(told, row, labels, document)


def _title(row: Row) -> str:
    """Cascade calls carry their parent's title: their own name stands elsewhere."""
    own = (row.first("caName"), row.summary) if row.type == CASCADE else ()
    names = (html.line(name) for name in (*own, row.first("title"), row.summary))
    return next((name for name in names if name), "")


def _status(row: Row, findings: Findings) -> SourceStatus | None:
    code = row.first("status")
    if code and code not in _STATUS:
        findings.add("Unbekannter Stand.", key=row.key, field="source_status", value=code)
    return _STATUS.get(code)


def _page(row: Row) -> str | None:
    """The page that people open; rows of the former portal name a data file instead."""
    url = sections.web(row.first("url") or row.url)
    if url and "/data/topicDetails/" not in url:
        return url
    if row.type == TOPIC and re.fullmatch(r"[\w.-]+", row.identifier):
        return f"{sections.SITE}screen/opportunities/topic-details/{row.identifier}"
    number = re.match(r"EuropeAid/(\d+)/", row.identifier)
    return f"{_PROSPECT}{number[1]}" if number and row.type == EXTERNAL else None


def _links(row: Row) -> tuple[Link, ...]:
    texts = (row.first(name) for name in ("topicConditions", "additionalInfos", "furtherInformation", "description"))
    named = chain(_named(row, "publicationDocuments"), _named(row, "links"), *map(sections.links, texts))
    return tuple({link.url: link for link in reversed(tuple(named))}.values())[::-1]


def _named(row: Row, name: str) -> Iterator[Link]:
    """Links that the row lists as JSON objects, whatever their fields are called there."""
    listed = row.parsed(name)
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, Mapping):
            url = sections.web(str(entry.get("docUrl") or entry.get("url") or ""))
            title = html.line(str(entry.get("nameDoc") or entry.get("text") or entry.get("title") or ""))
            if url:
                yield Link(title=title or (_SUBMISSION if "/submission/" in url else url), url=url)


def _contacts(row: Row) -> tuple[Contact, ...]:
    """Mailboxes named for questions on the call."""
    found = dict.fromkeys(_EMAIL.findall(html.to_text(row.first("supportInfo"))))
    return tuple(Contact(name="Kontakt zum Aufruf", email=email) for email in list(found)[:5])
