"""Whether a German municipality may take part: the table `municipality.yaml` and the portal's own sentences."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from crawl.sedia import named
from crawl.sedia.labels import Labels
from crawl.sedia.rows import EXTERNAL, Row
from crawl.sedia.words import actions_of, programme_of
from funding import ConsortiumRule, MunicipalityRule, PartnerRule, Programme, Verdict
from funding.places import is_country

_TABLE = Path(__file__).parent / "municipality.yaml"
_COUNTRY = re.compile(r"EuropeAid/\d+/\w+/\w+/([A-Z]{2})$")
_OF_THE_PORTAL = "Angabe des Portals"
_NAMED = (
    "Der Text nennt Kommunen oder öffentliche Stellen als Teilnehmer.",
    "The text names municipalities or public authorities as participants.",
)
_SHUT = ("Der Text lässt nur andere Antragsteller zu.", "The text admits only other applicants.")
_UNKNOWN = (
    "Für dieses EU-Programm gibt es noch keine Regel; der Aufruf entscheidet.",
    "There is no rule for this EU programme yet; the call document decides.",
)


_APPLYING = re.compile(
    r"\bapplicants? (?:(?:is|are)(?! \w+ed\b)|(?:must|can|may) be|include)\b|\b(?:may|can) (?:also )?apply\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A row of the table. Empty criteria fit everything; `named`: whether the text can lift *unclear* to *yes*."""

    id: str
    verdict: Verdict
    reason_de: str
    reason_en: str
    source: str
    programme: tuple[str, ...] = ()
    topic: str = ""
    action: str = ""
    type: str = ""
    role: Literal["lead", "partner"] | None = None
    named: bool = True
    third_countries: str = ""
    consortium: ConsortiumRule | None = None

    def fits(self, row: Row, programme: str, actions: tuple[str, ...]) -> bool:
        """Whether this row of the table is about a call."""
        return (
            (not self.type or row.type == self.type)
            and (not self.programme or programme in self.programme or _prefix(row) in self.programme)
            and (not self.topic or re.match(self.topic, row.identifier, re.IGNORECASE) is not None)
            and (not self.action or any(re.search(self.action, action, re.IGNORECASE) for action in actions))
        )

    def is_named(self, identifier: str) -> bool:
        """Whether an identifier is enough to know that this row of the table is about it."""
        asks_more = self.type or self.action or not (self.programme or self.topic)
        known = not self.programme or identifier.partition("-")[0].upper() in self.programme
        return not asks_more and known and re.match(self.topic, identifier, re.IGNORECASE) is not None


def judged(programme: Programme, row: Row, labels: Labels, document: str | None) -> Programme:
    """The programme with its verdict, and with what the table and the portal say of partners."""
    rule = rule_of(row, labels)
    verdict = _verdict(rule, _sentence(named.shut_out, row, programme), _sentence(named.asked_for, row, programme))
    return replace(
        programme, municipality=replace(verdict, document=document), consortium_rule=rule.consortium if rule else None,
        partner_rule=_partner(row),
    )  # fmt: skip


def rule_of(row: Row, labels: Labels) -> Rule | None:
    """The first row of the table that is about this call."""
    about, actions = programme_of(row, labels), actions_of(row)
    return next((rule for rule in table() if rule.fits(row, about, actions)), None)


def by_name(programme: Programme) -> Programme:
    """A call of the EU that another source tells, with what the table says of its identifier alone (`call`)."""
    name = programme.call or ""
    rule = next((rule for rule in table() if rule.is_named(name)), None) if name else None
    if rule is None:
        return programme
    verdict = MunicipalityRule(
        verdict=rule.verdict, role=rule.role, reason=rule.reason_de, reason_en=rule.reason_en, source=rule.source,
    )  # fmt: skip
    return replace(programme, municipality=verdict, consortium_rule=rule.consortium)


@lru_cache
def table() -> tuple[Rule, ...]:
    """The rows of the table, in their order."""
    told = YAML(typ="safe").load(_TABLE.read_text(encoding="utf-8"))
    return tuple(_rules(told["rules"], told["third_countries"]))


def _rules(rows: list[dict[str, Any]], countries: Mapping[str, Mapping[str, str]]) -> Iterator[Rule]:
    for row in rows:
        abroad = countries[row["third_countries"]] if "third_countries" in row else {}
        told = row | {f"reason_{one}": f"{row[f'reason_{one}']} {abroad.get(one, '')}".strip() for one in ("de", "en")}
        yield Rule(
            **told
            | {
                "verdict": Verdict(row["verdict"]),
                "programme": tuple(row.get("programme", ())),
                "named": row.get("named", "yes") == "yes",
                "consortium": ConsortiumRule(**row["consortium"]) if "consortium" in row else None,
            }
        )


def _verdict(rule: Rule | None, shut: str | None, asked: str | None) -> MunicipalityRule:
    verdict = rule.verdict if rule else Verdict.UNCLEAR
    sure = rule is not None and (rule.verdict, rule.role) == (Verdict.YES, "lead")
    if verdict is not Verdict.NO and shut and not sure:
        return _told(Verdict.NO, _SHUT, shut)
    if verdict is Verdict.UNCLEAR and asked and (rule is None or rule.named):
        return replace(_told(Verdict.YES, _NAMED, asked), role=_role(rule, asked))
    if rule is None:
        return _told(verdict, _UNKNOWN, "")
    return MunicipalityRule(
        verdict=verdict, role=rule.role, reason=rule.reason_de, reason_en=rule.reason_en, source=rule.source,
        quote=asked if verdict is not Verdict.NO and asked else "",
    )  # fmt: skip


def _role(rule: Rule | None, asked: str) -> Literal["lead", "partner"]:
    if rule is not None and rule.role is not None:
        return rule.role
    return "lead" if _APPLYING.search(asked) else "partner"


def _told(verdict: Verdict, reason: tuple[str, str], quote: str) -> MunicipalityRule:
    source = _OF_THE_PORTAL if quote else ""
    return MunicipalityRule(verdict=verdict, reason=reason[0], reason_en=reason[1], quote=quote, source=source)


def _sentence(finder: Any, row: Row, programme: Programme) -> str | None:
    found: str | None = finder(programme.conditions or "", row.description)
    return found


def _partner(row: Row) -> PartnerRule | None:
    """An external action names its country at the end of its identifier."""
    country = _COUNTRY.search(row.identifier) if row.type == EXTERNAL else None
    if country is None or not is_country(country[1]):
        return None
    return PartnerRule(rule="list", countries=(country[1],), quote=row.identifier)


def _prefix(row: Row) -> str:
    return re.split(r"[-/ ]", row.identifier, maxsplit=1)[0].upper()
