"""One topic's facts -> its row in the search answer and its `TopicDetails` document, in the portal's structure."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from pydantic import ConfigDict

from demo.sedia.labels import CLOSED, FORTHCOMING, LABELS, OPEN, period

PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities"
LEGACY = "SEDIA_PRD_CENTRICITY"
_SORT_STATUS = {FORTHCOMING: "1", OPEN: "2", CLOSED: "3"}
_STATUS_WORDS = {FORTHCOMING: "Forthcoming", OPEN: "Open", CLOSED: "Closed"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """One line of a call's budget: `action` is "<identifier> - <type of action>", `years` year -> euros, 0 unknown."""

    action: str
    years: dict[str, int] = field(default_factory=dict)
    grants: int = 0
    least: int = 0
    most: int = 0
    opens: str = ""
    deadlines: tuple[str, ...] = ()
    model: str = ""

    def told(self) -> dict[str, Any]:
        """As an entry of `budgetTopicActionMap`."""
        return {
            "action": self.action, "budgetYearMap": {year: str(euros) for year, euros in self.years.items()},
            "expectedGrants": self.grants, "minContribution": self.least, "maxContribution": self.most,
            "plannedOpeningDate": self.opens, "deadlineModel": self.model, "deadlineDates": list(self.deadlines),
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A topic (type 1), call of a partner-country instrument (type 2) or cascade call (type 8), as the portal has it.

    `opens` and `deadlines` are the index's own texts ("2026-10-08T00:00:00.000+0000"; midnight = only the day is
    meant); `budget` lists the whole call; `summary` may differ from the title (cascade calls); texts are HTML.
    `stub`: the row without description, conditions and budget; `flat`: the row whose fields lie beside `reference`
    and not in `metadata` (some cascade calls); `legacy`: a row of the old index, "open" for ever.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    identifier: str
    title: str
    reference: str
    status: str = OPEN
    type: str = "1"
    programme: str = "43108390"
    opens: str | None = None
    deadlines: tuple[str, ...] = ()
    model: str = ""
    action: str = ""
    mga: str = ""
    call: str = ""
    call_title: str = ""
    call_id: str = ""
    description: str = ""
    conditions: str = ""
    support: str = ""
    destination: str = ""
    budget: tuple[Money, ...] = ()
    amount: int = 0
    keywords: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    infos: tuple[str, ...] = ()
    ca_name: str = ""
    acronym: str = ""
    summary: str = ""
    further: str = ""
    zones: tuple[str, ...] = ()
    language: str = "en"
    url: str = ""
    stub: bool = False
    flat: bool = False
    legacy: bool = False

    @property
    def id(self) -> str:
        """The number at the head of the reference (ccm2Id)."""
        return "".join(sign for sign in self.reference[:8] if sign.isdigit())

    @property
    def page(self) -> str:
        """The address that the row names."""
        if self.url:
            return self.url
        if self.legacy:
            return f"{PORTAL}/data/topicDetails/{self.identifier}.json"
        screen = "competitive-calls-cs" if self.type == "8" else "topic-details"
        return f"{PORTAL}/portal/screen/opportunities/{screen}/{self.id if self.type == '8' else self.identifier}"


def row(topic: Topic) -> dict[str, Any]:
    """The topic as one entry of `results`."""
    told = topic.summary or topic.title
    outer: dict[str, Any] = {
        "apiVersion": "2.151", "reference": topic.reference, "url": topic.page, "title": None,
        "contentType": "text/plain", "language": topic.language, "databaseLabel": "SEDIA", "database": "SEDIA",
        "summary": told, "weight": "0.0", "groupById": None, "content": told, "accessRestriction": "False",
        "pages": None, "checksum": None, "children": [], "highlightedFragments": [], "score": "NaN",
        "citation": f"{topic.title}. Available at: {topic.page}",
    }  # fmt: skip
    if topic.legacy:
        del outer["database"], outer["databaseLabel"]
    inner = {name: found for name, found in _metadata(topic).items() if found != [""] and found}
    if topic.flat:
        return {**inner, **{name: value for name, value in outer.items() if value is not None}}
    return {**outer, "metadata": inner}


def _metadata(topic: Topic) -> dict[str, list[str]]:
    known = {
        "identifier": [topic.identifier], "title": [topic.title], "type": [topic.type], "status": [topic.status],
        "sortStatus": [_SORT_STATUS[topic.status]], "language": [topic.language], "url": [topic.page],
        "esST_URL": [topic.page], "es_ContentType": ["text/plain"], "es_SortDate": [topic.opens or ""],
        "esDA_IngestDate": ["2026-11-22T03:00:00.000+0000"], "startDate": [topic.opens or ""],
        "deadlineDate": list(topic.deadlines), "deadlineModel": [topic.model],
        "DATASOURCE": [LEGACY if topic.legacy else "SEDIA"], "REFERENCE": [] if topic.legacy else [topic.reference],
        "frameworkProgramme": [topic.programme], "programmePeriod": [period(topic.programme)],
        "callccm2Id": [topic.call_id], "typesOfAction": [topic.action], "callIdentifier": [topic.call],
        "callTitle": [topic.call_title], "caName": [topic.ca_name], "projectAcronym": [topic.acronym],
    }  # fmt: skip
    return known if topic.stub or topic.legacy else {**known, **_rich(topic)}


def _rich(topic: Topic) -> dict[str, list[str]]:
    found = {
        "ccm2Id": [topic.id], "programmeDivision": list(topic.divisions), "keywords": list(topic.keywords),
        "geographicalZones": list(topic.zones), "budget": [str(topic.amount or "")], "typeOfMGAs": [topic.mga],
    }  # fmt: skip
    if topic.type != "1":
        body = "description" if topic.type == "8" else "descriptionByte"
        return {**found, body: [topic.description], "furtherInformation": [topic.further]}
    document = details(topic)["TopicDetails"]
    inside = {name: [_json(document[name])] for name in ("actions", "links", "latestInfos", "additionalDossiers")}
    return {
        **found, **inside, "budgetOverview": [_json(document["budgetOverviewJSONItem"])],
        "descriptionByte": [topic.description], "topicConditions": [topic.conditions], "supportInfo": [topic.support],
        "destinationDescription": [topic.destination], "allowPartnerSearch": ["true"],
    }  # fmt: skip


def details(topic: Topic) -> dict[str, Any]:
    """The topic's own document."""
    return {"TopicDetails": {
        "type": int(topic.type), "ccm2Id": int(topic.id or 0), "cftId": 0, "identifier": topic.identifier,
        "title": topic.title, "publicationDateLong": _milliseconds(topic.opens), "callIdentifier": topic.call,
        "callTitle": topic.call_title, "callccm2Id": int(topic.call_id or 0), "allowPartnerSearch": True,
        "frameworkProgramme": _named("frameworkProgramme", topic.programme),
        "programmeDivision": [_named("programmeDivision", code) for code in topic.divisions],
        "destinationDetails": "", "destinationDescription": topic.destination, "topicMGAs": [], "tags": [],
        "keywords": list(topic.keywords), "flags": [], "sme": False, "actions": [_action(topic)],
        "latestInfos": [{"approvalDate": (topic.opens or "")[:10], "content": html} for html in topic.infos],
        "budgetOverviewJSONItem": _overview(topic), "description": topic.description, "conditions": topic.conditions,
        "supportInfo": topic.support, "sepTemplate": "", "links": _links(topic), "additionalDossiers": [],
        "infoPackDossiers": [], "callDetailsJSONItem": _call(topic),
    }}  # fmt: skip


def _action(topic: Topic) -> dict[str, Any]:
    word = _STATUS_WORDS[topic.status]
    return {
        "status": {"id": int(topic.status), "abbreviation": word, "description": word},
        "types": [{"typeOfAction": topic.action, "typeOfMGA": [{"id": 0, "abbreviation": topic.mga,
                                                                "description": topic.mga}]}],
        "plannedOpeningDate": _day(topic.opens) if topic.opens else "",
        "submissionProcedure": {"id": 0, "abbreviation": topic.model, "description": topic.model},
        "deadlineDates": [_day(deadline) for deadline in topic.deadlines],
    }  # fmt: skip


def _overview(topic: Topic) -> dict[str, Any]:
    years = sorted({year for line in topic.budget for year in line.years})
    lines = {topic.call_id or "0": [line.told() for line in topic.budget]} if topic.budget else {}
    return {"budgetTopicActionMap": lines, "budgetYearsColumns": years}


def _links(topic: Topic) -> list[dict[str, str]]:
    if topic.status != OPEN:
        return []
    url = f"https://ec.europa.eu/research/participants/submission/manage/screen/submission/create-draft/{topic.id}"
    return [{"type": topic.action, "url": f"{url}?topic={topic.identifier}"}]


def _call(topic: Topic) -> dict[str, Any]:
    return {
        "latestInfos": [], "hasForthcomingTopics": topic.status == FORTHCOMING, "hasOpenTopics": topic.status == OPEN,
        "allClosedTopics": topic.status == CLOSED,
    }  # fmt: skip


def _named(kind: str, code: str) -> dict[str, Any]:
    label = LABELS.get(kind, {}).get(code, code)
    short = label.rpartition("(")[2].rstrip(")") if "(" in label else label
    return {"id": int(code), "abbreviation": short, "description": label}


def _day(moment: str) -> str:
    return f"{date.fromisoformat(moment[:10]):%d %B %Y}"


def _milliseconds(day: str | None) -> int | None:
    return None if day is None else int(datetime.fromisoformat(day[:10]).replace(tzinfo=UTC).timestamp() * 1000)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def expired_row(number: int) -> dict[str, Any]:
    """A row as they come up by the hundred when the index is broken: three of eight of the old index, five not."""
    pair = number // 2  # the old index has a row for each type of action of a topic
    legacy = pair % 8 in {0, 3, 6}
    year = 2021 + pair % 4
    deadline = f"{year}-{1 + pair % 12:02}-{1 + pair % 28:02}T17:00:00.000+0000"
    return row(Topic(
        identifier=f"LEGACY-{year}-EXPIRED-{pair:03}", title=f"Expired topic {pair}", legacy=legacy, stub=True,
        reference=f"{40_000_000 + number}LegacyGrants{1_600_000_000_000 + number}", programme="43252476",
        opens=f"{year - 1}-09-01T00:00:00.000+0000", deadlines=(deadline,), model="single-stage",
        action="SMP Grants for Financial Support", call_id=str(41_000_000 + number % 40),
    ))  # fmt: skip
