"""Whether a municipality may take part: the table, and sentences in our own words."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sedia_samples import topic

from crawl.sedia.labels import Labels
from crawl.sedia.rows import read
from crawl.sedia.rules import rule_of, table
from crawl.sedia.topics import programmes
from funding import ConsortiumRule, MunicipalityRule, PartnerRule, Programme, Verdict
from funding.fingerprint import changes

RIA, IA, CSA = (
    "HORIZON  Research and Innovation Actions",
    "HORIZON Innovation Actions",
    "HORIZON Coordination and Support Actions",
)


def judged(identifier: str, **fields: Any) -> Programme:
    (programme,) = programmes([topic(1, identifier=identifier, frameworkProgramme=None, **fields)], {}, Labels())
    assert isinstance(programme, Programme)
    return programme


def rule(identifier: str, **fields: Any) -> MunicipalityRule:
    told = judged(identifier, **fields).municipality
    assert told is not None
    return told


@pytest.mark.parametrize(("identifier", "action", "verdict", "role"), [
    ("CERV-2027-CITIZENS-TOWN-TT", "CERV Lump Sum Grants", "yes", "lead"),
    ("CERV-2027-CITIZENS-TOWN-NT", "CERV Lump Sum Grants", "yes", "lead"),
    ("CERV-2027-CITIZENS-REM", "CERV Lump Sum Grants", "yes", "partner"),
    ("CERV-2027-CHAR-LITI-CIVIC", "CERV Project Grants", "unclear", None),
    ("CERV-2027-CITIZENS-VALUES", "CERV Lump Sum Grants", "unclear", None),
    ("CERV-2027-DAPHNE-REGRANTING", "CERV Lump Sum Grants", "unclear", None),
    ("CERV-2027-DAPHNE-PREVENTION", "CERV Lump Sum Grants", "yes", "partner"),
    ("CERV-2027-OG-SGA", "CERV Operating Grants", "no", None),
    ("CERV-2027-NETWORKS-OG-FPA", "CERV Framework Partnerships", "no", None),
    ("LIFE-2027-SAP-ENV-GOV", "LIFE Project Grants", "yes", "lead"),
    ("LIFE-2027-STRAT-NAT-SNAP-two-stage", "LIFE Project Grants", "yes", "partner"),
    ("LIFE-2027-CET-LOCAL", "LIFE Project Grants", "yes", "partner"),
    ("LIFE-2027-NGO-OG-FPA", "LIFE Operating Grants Framework Partnerships", "no", None),
    ("LIFE-2027-NGO-OG-SGA", "LIFE Operating Grants", "no", None),
    ("DIGITAL-2027-SKILLS-12", "DIGITAL Simple Grants", "yes", "partner"),
    ("DIGITAL-2027-EDIH-AC-08", "DIGITAL Simple Grants", "unclear", None),
    ("DIGITAL-ECCC-2027-DEPLOY-NCC-09", "DIGITAL Simple Grants", "unclear", None),
    ("CEF-DIG-2027-5GSMARTCOM-WORKS", "CEF Infrastructure Projects", "yes", "partner"),
    ("CEF-DIG-2027-5GCORRIDORS-WORKS", "CEF Infrastructure Projects", "unclear", None),
    ("CEF-T-2027-AFIFGEN", "CEF Infrastructure Projects", "unclear", None),
    ("ERASMUS-JMO-2027-HEI-TCH-RSCH", "ERASMUS Lump Sum Grants", "no", None),
    ("ERASMUS-JMO-2027-NETWORKS-SCHOOLS", "ERASMUS Lump Sum Grants", "unclear", None),
    ("ERASMUS-EDU-2027-EMJM-DESIGN", "ERASMUS Lump Sum Grants", "no", None),
    ("ERASMUS-EDU-2027-EUR-UNIV-1", "ERASMUS Lump Sum Grants", "unclear", None),
    ("ERASMUS-EDU-2027-CSC-OG", "ERASMUS Operating Grants", "no", None),
    ("ERASMUS-SPORT-2027-SSCP", "ERASMUS Lump Sum Grants", "yes", "partner"),
    ("ERASMUS-YOUTH-2027-YOUTH-TOG", "ERASMUS Lump Sum Grants", "yes", "partner"),
    ("ESF-2027-SOC-INNOV", "ESF Project Grants", "unclear", None),
    ("SOCPL-2027-SOC-DIALOG", "SOCPL Project Grants", "unclear", None),
    ("JTM-2027-PSLF-STANDALONE", "JTM Lump Sum Grants", "unclear", "lead"),
    ("AGRIP-SIMPLE-2027-IM", "AGRIP SIMPLE Project Grants", "no", None),
    ("IMCAP-2027-INFOME", "IMCAP Project Grants", "unclear", None),
    ("I3-2027-INV1", "I3 Project Grants", "unclear", None),
    ("HORIZON-EIC-2027-iCapitalPrize", "HORIZON Recognition Prize", "yes", "lead"),
    ("HORIZON-EIT-2027-KIC", "HORIZON EIT KIC Actions", "unclear", None),
    ("HORIZON-MSCA-2027-CITIZENS-01-01", CSA, "unclear", None),
    ("HORIZON-MSCA-2027-COFUND-01-01", "HORIZON TMA MSCA Cofund Doctoral programme", "no", None),
    ("DIGITAL-JU-CHIPS-2027", "DIGITAL JU Simple Grants", "unclear", None),
    ("ERC-2027-STG", "HORIZON ERC Grants", "no", None),
    ("HORIZON-MSCA-2027-PF-01", "HORIZON TMA MSCA Postdoctoral Fellowships", "no", None),
    ("HORIZON-WIDERA-2027-05", "HORIZON TMA MSCA Postdoctoral Fellowships", "no", None),
    ("HORIZON-EURATOM-2027-01", "EURATOM Innovation Actions", "no", None),
    ("EDF-2027-DA-AIR", "EDF Development Actions", "no", None),
    ("HORIZON-EIC-2027-ACC", "HORIZON EIC Accelerator Blended Finance", "no", None),
    ("HORIZON-INFRA-2027-IBA-01", CSA, "no", None),
    ("HORIZON-EUROHPC-2027-SGA-01", RIA, "no", None),
    ("HORIZON-CL5-2027-D3-01", RIA, "unclear", None),
    ("HORIZON-CL5-2027-D3-02", IA, "unclear", None),
    ("HORIZON-CL5-2027-D3-03", CSA, "unclear", None),
    ("HORIZON-MISS-2027-04-CIT-02", IA, "yes", "partner"),
    ("HORIZON-MISS-2027-07-CLIMA-CIT-CCRI-02", IA, "yes", "partner"),
    ("HORIZON-MISS-2027-01-CLIMA-02", IA, "unclear", None),
    ("PERI-2027-FAKE", "PERI Project Grants", "no", None),
    ("NEUES-2027-01", "NEUES Project Grants", "unclear", None),
])  # fmt: skip
def test_the_table(identifier: str, action: str, verdict: str, role: str | None) -> None:
    told = rule(identifier, typesOfAction=action)
    assert (told.verdict, told.role) == (verdict, role)
    assert told.reason.endswith(".")
    assert told.reason_en.endswith(".")
    assert told.document == judged(identifier, typesOfAction=action).url


@pytest.mark.parametrize("fields", [{"type": "8", "caName": "Ein Aufruf"}, {"type": "2"}])
@pytest.mark.parametrize("identifier", ["DIGITAL-2027-SKILLS-12", "HORIZON-JU-CLEANH2-2027-SGA", "EDF-2027-DA-AIR"])
def test_calls_of_projects_and_external_actions_inherit_no_verdict(identifier: str, fields: dict[str, str]) -> None:
    assert rule(identifier, **fields).verdict is Verdict.UNCLEAR


def test_consortia_of_the_table_are_no_news_when_the_table_changes() -> None:
    programme = judged("CERV-2027-CITIZENS-TOWN-NT")
    assert programme.consortium_rule == ConsortiumRule(partners_min=4, countries_min=4, eu_min=2)
    assert changes(programme, replace(programme, consortium_rule=None)) == ()


def test_an_external_action_names_its_country() -> None:
    assert judged("EuropeAid/188101/DD/ACT/TN", type="2").partner_rule == PartnerRule(
        rule="list", countries=("TN",), quote="EuropeAid/188101/DD/ACT/TN"
    )
    assert judged("EuropeAid/188101/DD/ACT/Multi", type="2").partner_rule is None


ASKED = [
    "Consortia must include at least three municipalities from different Member States.",
    "Proposals should involve local and regional authorities from the start.",
    "At least two cities, each from another country, must participate as beneficiaries.",
    "The active engagement of urban authorities is required.",
    "This topic requires the participation, as beneficiaries, of at least 3 public procurers.",
    "Towns are encouraged to join the consortium.",
    "This call is open to municipalities and regions.",
    "Eligible applicants are cities with more than 50 000 inhabitants.",
    "The topic targets local authorities of small islands.",
    "Pilots take place with the active involvement of municipalities.",
    "Applicants are local or regional authorities or non-profit bodies, as beneficiaries.",
    "Applicants are invited to cooperate with public authorities that run the services.",
]
NOT_ASKED = [
    "Results will help citizens and policymakers.",
    "Tools for local authorities should be made available in all languages.",
    "Proposals should describe guidelines for municipalities and must involve researchers.",
    "Law enforcement authorities should be involved as beneficiaries.",
    "Projects should cooperate with the Cities Mission and the Covenant of Mayors.",
    "The participation of national authorities is expected.",
    "Legal entities that are public bodies must have a gender equality plan to be eligible.",
    "Local authorities are the target group and are not expected to participate directly in the consortium.",
    "Applicants must treat municipal waste.",
    "Cities grow.",
]


@pytest.mark.parametrize("sentence", ASKED)
@pytest.mark.parametrize("field", ["topicConditions", "descriptionByte"])
def test_cities_asked_to_take_part_lift_unclear_to_yes_with_the_sentence(sentence: str, field: str) -> None:
    text = f"<p>Trains are slow.</p><p>{sentence} Buses are red.</p>"
    told = rule("HORIZON-CL5-2027-D3-01", typesOfAction=RIA, **{field: text})
    role = "lead" if "pplicants are " in sentence and "invited" not in sentence else "partner"
    assert (told.verdict, told.role, told.quote) == (Verdict.YES, role, sentence)
    assert told.source


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_cities_named_otherwise_leave_it_unclear(sentence: str) -> None:
    told = rule("HORIZON-CL5-2027-D3-01", typesOfAction=RIA, descriptionByte=f"<p>{sentence}</p>")
    assert (told.verdict, told.quote) == (Verdict.UNCLEAR, "")


def test_what_a_project_shall_achieve_for_cities_is_no_invitation() -> None:
    head = '<span class="topicdescriptionkind">{}:</span>'
    text = head.format("Expected Outcome") + "<p>Cities must be involved and engaged.</p>"
    assert rule("HORIZON-CL5-2027-D3-01", typesOfAction=RIA, descriptionByte=text).verdict is Verdict.UNCLEAR
    text += head.format("Scope") + "<p>Cities must be involved as partners.</p>"
    assert rule("HORIZON-CL5-2027-D3-01", typesOfAction=RIA, descriptionByte=text).verdict is Verdict.YES


def test_no_stays_no_whatever_the_text_says() -> None:
    assert rule("ERC-2027-STG", topicConditions=f"<p>{ASKED[0]}</p>").verdict is Verdict.NO


SHUT = [
    "Only universities are eligible to apply.",
    "Participation is limited to SMEs and small mid-caps.",
    "Entities eligible for funding shall be the competent national authorities.",
    "Applicants must be non-profit civil society organisations.",
    "Local authorities are not eligible.",
    "Municipalities cannot apply.",
    "The grant is awarded directly to the identified beneficiary.",
]
NOT_SHUT = [
    "Participation is limited to legal entities established in Member States.",
    "The coordinator must be a university.",
    "Applicants must be public bodies or non-profit organisations.",
    "Financial support may be given to third parties, who must be SMEs.",
    "Only costs after the start are eligible.",
    "Applications must be written in English.",
]


@pytest.mark.parametrize("sentence", SHUT)
def test_a_text_that_shuts_municipalities_out_is_no_with_its_words(sentence: str) -> None:
    for identifier in ("HORIZON-CL5-2027-D3-01", "DIGITAL-2027-SKILLS-12", "NEUES-2027-01"):
        told = rule(identifier, topicConditions=f"<p>Read this. {sentence} Then go on.</p>")
        assert (told.verdict, told.quote) == (Verdict.NO, sentence)


@pytest.mark.parametrize("sentence", NOT_SHUT)
def test_a_text_that_shuts_out_others_is_not_no(sentence: str) -> None:
    told = rule("DIGITAL-2027-SKILLS-12", topicConditions=f"<p>{sentence}</p>")
    assert told.verdict is Verdict.YES


def test_every_row_of_the_table_is_whole_and_can_be_reached() -> None:
    rows = table()
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.programme or row.topic or row.action or row.type, f"{row.id}: would fit everything"
        assert re.compile(row.topic)
        assert re.compile(row.action)
        assert row.source
        assert row.reason_de.endswith(".")
        assert row.reason_en.endswith(".")
        assert (row.role is None) or row.verdict is not Verdict.NO, row.id


def test_a_rule_by_programme_needs_no_label() -> None:
    found = rule_of(read(topic(1, identifier="CERV-2027-CITIZENS-CIV", frameworkProgramme=None)), Labels())
    assert found is not None
    assert found.id == "cerv-citizens"
