"""Harvests of the real portal -> the sample portal on that day."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from demo.sedia.index import Labels, SediaIndex
from demo.sedia.labels import CLOSED, FORTHCOMING, OPEN, period
from demo.sedia.topics import PORTAL, Money, Topic, row
from demo.sedia.topics import details as document_of

_SECTION = re.compile(r"(?:(?<=[.;:)\s])|^)(Expected Outcome|Expected Impact|Objective|Scope):\s*")
_CONDITION = re.compile(
    r"(?<!\d)(?<!\d\.)(\d[a-c]?\. (?:Admissibility conditions(?:: Proposal page limits? and layout)?|Eligible countries"
    r"|Other eligib(?:le|ility) conditions|Financial and operational capacity and exclusion"
    r"|Evaluation and award: (?:Submission and evaluation processes|Award criteria, scoring and thresholds"
    r"|Indicative timeline for evaluation and grant agreement)|Legal and financial set-up of the grants))",
    re.IGNORECASE,
)
_SAME_CONDITIONS = "<h4>3. Other eligibility conditions</h4><p>described in section 6 of the call document.</p>"
_ACTION = re.compile(r"TOPICS|PROSPECTS|COMPETITIVE_CALL")
_TYPES = {"TOPICS": "1", "PROSPECTS": "2", "COMPETITIVE_CALL": "8"}
_STATUS = {"open": OPEN, "open for submission": OPEN, "forthcoming": FORTHCOMING, "closed": CLOSED}


def labels_of(facets: Mapping[str, Iterable[Mapping[str, Any]]]) -> Labels:
    """Field -> code -> label, out of saved facet values by field."""
    return {name: {entry["rawValue"]: entry["value"] for entry in entries} for name, entries in facets.items()}


def from_results(
    lines: Iterable[str], details: Mapping[str, Mapping[str, Any]] | None = None, labels: Labels | None = None,
    *, documented: bool = False, **settings: Any,
) -> SediaIndex:  # fmt: skip
    """Saved entries of `results`, one JSON object a line, as they are; `details`: documents by identifier.

    `programmePeriod` and `sortStatus` are added where the harvest dropped them: queries and sorts need them.
    `documented`: every topic has a document, as at the real portal; where none is given, one with what its row says.
    `settings` as for `SediaIndex`.
    """
    rows = [_mended(json.loads(line)) for line in lines]
    made = {topic.identifier.lower(): document_of(topic) for topic in _grants(rows)} if documented else {}
    given = {name.lower(): document for name, document in (details or {}).items()}
    return SediaIndex(rows, {**made, **given}, labels, **settings)


def _grants(rows: Iterable[Mapping[str, Any]]) -> Iterator[Topic]:
    for inner in (entry["metadata"] for entry in rows if "metadata" in entry):
        if inner["type"] == ["1"]:
            one = {name: found[0] for name, found in inner.items() if found}
            yield Topic(
                identifier=one["identifier"], title=one["title"], reference=one.get("REFERENCE", ""),
                status=one["status"], programme=one["frameworkProgramme"], opens=one.get("startDate"),
                deadlines=tuple(inner.get("deadlineDate", ())), model=one.get("deadlineModel", ""),
                action=one.get("typesOfAction", ""), call_id=one.get("callccm2Id", ""),
                description="".join(_described(f"Scope: {one['title']}")), conditions=_SAME_CONDITIONS,
                call=one["identifier"].rpartition("-")[0], call_title=one["title"], keywords=(one["identifier"],),
            )  # fmt: skip


def _mended(entry: dict[str, Any]) -> dict[str, Any]:
    inner = entry.get("metadata")
    if inner is None:
        return entry
    years = period(inner.get("frameworkProgramme", [""])[0])
    rank = {FORTHCOMING: "1", OPEN: "2", CLOSED: "3"}.get(inner.get("status", [""])[0], "3")
    return {**entry, "metadata": {"programmePeriod": [years], "sortStatus": [rank], **inner}}


def from_open_calls(lines: Iterable[str], labels: Labels | None = None, **settings: Any) -> SediaIndex:
    """Flattened calls (topicId, callIdentifier, deadline, description …), one JSON object a line -> rows and details.

    What flattening lost is rebuilt: the sections' markup, an address for the call document, and the budget of the whole
    call at each of its topics.
    """
    calls = [json.loads(line) for line in lines]
    shared: dict[str, list[Money]] = defaultdict(list)
    for call in calls:
        if call["expectedGrants"] is not None:
            shared[call["callIdentifier"]].append(_money(call))
    topics = [_of_call(call, tuple(shared[call["callIdentifier"]])) for call in calls]
    return _index(topics, labels, settings)


def _index(topics: Iterable[Topic], labels: Labels | None, settings: dict[str, Any]) -> SediaIndex:
    listed = list(topics)
    documents = {topic.identifier: document_of(topic) for topic in listed if topic.type == "1"}
    return SediaIndex(map(row, listed), documents, labels, **settings)


def _of_call(call: Mapping[str, Any], budget: tuple[Money, ...]) -> Topic:
    model = call["deadlineModel"]
    return Topic(
        identifier=call["topicId"], title=call["title"], reference=call["reference"], type=_type(call["reference"]),
        status=_STATUS[call["callStatus"]], programme=call["programmeId"], deadlines=tuple(_days(call["deadline"])),
        model=model, action=call["typesOfAction"], call=call["callIdentifier"], call_title=call["callTitle"],
        description="".join(_described(call["description"])),
        conditions="".join(_conditions(call["topicConditions"], call["callIdentifier"])),
        support=_paragraph(call["supportInfo"]), destination=_paragraph(call["objectives"]), budget=budget,
        keywords=tuple(word.strip() for word in call["keywords"].split(",") if word.strip()),
    )  # fmt: skip


def _money(call: Mapping[str, Any]) -> Money:
    grants, least, most = call["expectedGrants"], call["budgetMin"] or 0, call["budgetMax"] or 0
    year = call["deadline"][:4] or "2026"
    return Money(
        action=f"{call['topicId']} - {call['typesOfAction']}", years={year: grants * most} if grants else {},
        grants=grants, least=least, most=most, deadlines=(call["deadline"],), model=call["deadlineModel"],
    )  # fmt: skip


def from_history(lines: Iterable[str], day: date, labels: Labels | None = None, **settings: Any) -> SediaIndex:
    """Topics with their history, one JSON object a line -> the portal as it stood on `day`.

    A topic is there from `first_seen` to `last_seen`; deadline, status and title are those of the last entry of its
    history up to that day.
    """
    entries = (json.loads(line) for line in lines)
    there = (entry for entry in entries if entry["first_seen"] <= day.isoformat() <= entry["last_seen"])
    return _index((_on(entry, day) for entry in there), labels, settings)


def _on(entry: Mapping[str, Any], day: date) -> Topic:
    state = [was for was in entry["history"] if was["date"] <= day.isoformat()][-1]
    codes = [programme["id"] for programme in entry["frameworkProgrammes"]]
    call = entry["callIdentifier"] or ""
    return Topic(
        identifier=entry["identifier"], title=state["title"], reference=entry["id"], type=entry["kind"]["id"],
        status=_STATUS[state["status"].lower()], programme=codes[0] if codes else "", opens=_moment(entry["startDate"]),
        deadlines=tuple(filter(None, [_moment(state["deadline"])])), model=entry["deadlineModel"] or "",
        action=entry["actionType"] or "", call=call, call_title=entry["callTitle"] or "", url=entry["url"],
        summary=entry["summary"], destination=_paragraph(entry["destination"] or ""),
        description="".join(_described(entry.get("abstract") or "")), budget=tuple(_budget(entry)),
        divisions=tuple(division["id"] for division in entry["programmeDivisions"]),
    )  # fmt: skip


def _budget(entry: Mapping[str, Any]) -> Iterator[Money]:
    known = entry["budget"]
    if known is None:
        return
    years = dict.fromkeys(known["years"], 0)
    if years:
        years[known["years"][0]] = known["totalBudgetEur"] or 0
    yield Money(
        action=f"{entry['identifier']} - {entry['actionType'] or ''}", years=years, grants=known["expectedGrants"] or 0,
        least=known["minContributionEur"] or 0, most=known["maxContributionEur"] or 0,
    )  # fmt: skip


def _type(reference: str) -> str:
    found = _ACTION.search(reference)
    return _TYPES[found[0]] if found else "1"


def _days(day: str) -> Iterator[str]:
    if day:
        yield f"{day}T00:00:00.000+0000"


def _moment(text: str | None) -> str | None:
    return None if text is None else text.replace("Z", "+0000")


def _described(text: str) -> Iterator[str]:
    head, *rest = _SECTION.split(text)
    if head.strip():
        yield _paragraph(head)
    for name, body in zip(rest[::2], rest[1::2], strict=True):
        yield f'<span class="topicdescriptionkind">{name}:</span>{_paragraph(body)}'


def _linked(html: str, call: str) -> str:
    document = f"{PORTAL}/docs/2021-2027/sample/wp-call/call-fiche_{call.lower()}_en.pdf"
    inside = html.replace("of the call document", 'of the <a href="#">call document</a>')
    return inside.replace("annexes: Call document", f'annexes: <a href="{document}">Call document</a>')


def _conditions(text: str, call: str) -> Iterator[str]:
    head, *rest = _CONDITION.split(text.removeprefix('">'))
    if head.strip():
        yield _paragraph(head)
    for name, body in zip(rest[::2], rest[1::2], strict=True):
        yield f"<h4>{escape(name)}</h4>{_linked(_paragraph(body), call)}"


def _paragraph(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text.strip()) if part)
