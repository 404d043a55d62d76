"""The words of the field. Imports nothing of ours; everything may import it."""

from funding.city import City, CityProfile, Department, Partnership, Project, Recipient, StartWindow
from funding.errors import InputError, PassgenauError
from funding.gates import Gate, next_gate, status
from funding.match import Evidence, Match
from funding.money import OwnShare, own_share
from funding.programme import (
    ConsortiumRule,
    Contact,
    Link,
    MunicipalityRule,
    PartnerRule,
    Programme,
    Quote,
    Recurring,
    SourceRef,
    Span,
    Stage,
)
from funding.records import Change, CrawlRun, Event, Problem
from funding.vocabulary import Status, Verdict

__all__ = [
    "Change", "City", "CityProfile", "ConsortiumRule", "Contact", "CrawlRun", "Department", "Event", "Evidence",
    "Gate", "InputError", "Link", "Match", "MunicipalityRule", "OwnShare", "PartnerRule", "Partnership",
    "PassgenauError", "Problem", "Programme", "Project", "Quote", "Recipient", "Recurring", "SourceRef", "Span",
    "Stage", "StartWindow", "Status", "Verdict",
    "next_gate", "own_share", "status",
]  # fmt: skip
