"""The sample programmes are varied, complete and fit the demo's day."""

import re
from collections import Counter
from datetime import date

import pytest

from demo import TODAY
from demo.categories import LABELS
from demo.content import SampleProgramme, programmes
from demo.markup import links
from funding import Status
from funding.text import squash

ALL = programmes()
TEXTS = "summary text conditions procedure processing documents deadlines legal status_note".split()


def of(status: Status) -> list[SampleProgramme]:
    return [programme for programme in ALL if programme.expected.status == status]


def prose(programme: SampleProgramme) -> str:
    return squash(" ".join(getattr(programme, name) for name in TEXTS))


def test_about_sixty_programmes_with_their_own_pages() -> None:
    assert date(2026, 11, 23) == TODAY
    assert 55 <= len(ALL) <= 75
    assert len({programme.page for programme in ALL}) == len(ALL)


def test_every_status_is_there() -> None:
    assert {status: len(of(status)) >= 3 for status in Status} == dict.fromkeys(Status, True)


@pytest.mark.parametrize("programme", ALL, ids=lambda programme: programme.slug)
def test_a_programme_is_complete_and_expects_what_its_day_allows(programme: SampleProgramme) -> None:
    assert programme.title
    assert programme.text or programme.legal
    assert programme.expected.rate is None or f"{programme.expected.rate:g} " in prose(programme)
    gate = programme.expected.gate
    assert gate is None or gate > TODAY
    assert (gate is not None) == (programme.expected.status in {Status.OPEN, Status.FORTHCOMING})
    assert re.search(r"\{\w+\}", prose(programme)) is None, "a paragraph that is not defined"


@pytest.mark.parametrize("programme", ALL, ids=lambda programme: programme.slug)
def test_its_codes_are_the_portals(programme: SampleProgramme) -> None:
    tables = {"Foerderart": programme.kinds, "Foerdergebiet": programme.regions, "Foerderbereich": programme.topics,
              "Foerderberechtigte": programme.applicants}  # fmt: skip
    assert [(name, code) for name, codes in tables.items() for code in codes if code not in LABELS[name]] == []
    assert [area for area in programme.areas if area.split("/")[1] not in LABELS["UF_" + area.split("/")[0]]] == []


def test_deadlines_stand_in_every_kind_of_place() -> None:
    dated = re.compile(r"\d{1,2}\. ?(\w+|\d\d\.) ?\d{4}|\d\d\.\d\d\.(\d{4})?|(31|30|15|1)\. [A-Z]")
    waiting = [p for p in ALL if p.expected.gate]
    assert any(dated.search(p.deadlines) for p in waiting)
    assert any(not p.deadlines and dated.search(p.text) for p in waiting)
    assert any(not p.deadlines and not dated.search(p.text) and dated.search(p.procedure) for p in waiting)
    only_legal = [
        p for p in waiting if p.legal and not any(dated.search(x) for x in (p.deadlines, p.text, p.procedure))
    ]
    assert len(only_legal) >= 2
    assert [p.slug for p in ALL if not p.text] == ["gewaesser-hochwasserschutz-sachsen"]


@pytest.mark.parametrize(
    "words",
    ["jeweils bis zum 31. Oktober des Vorjahres", "mindestens sechs Wochen vor Beginn", "laufend", "Projektskizze",
     "Interessenbekundung", "ausgeschöpft", "zwei Monate vor Beginn", "15. April und der 15. Oktober", "17:00 Uhr",
     "31.01.", "vom Hundert", "Haushaltsnotlage", "EUR 300.000 nicht", "Verwendungsnachweis", "Mittelabruf"],
)  # fmt: skip
def test_the_phrases_that_facts_are_read_from(words: str) -> None:
    assert any(words in prose(programme) for programme in ALL)


def test_gates_of_every_kind() -> None:
    kinds = Counter(kind for programme in ALL for kind in programme.kinds)
    assert {"zuschuss", "darlehen", "buergschaft", "sonstige"} <= set(kinds)
    assert len([p for p in ALL if "kommune" not in p.applicants]) >= 3
    assert {p.level for p in ALL} == {"bund", "land", "eu"}
    regions = {region for programme in ALL for region in programme.regions}
    assert {"sachsen", "de_ni", "bayern", "nordrhein_westfalen", "bundesweit", "_bundesweit"} <= regions
    assert sum(programme.archived for programme in ALL) == 1
    assert sum(bool(programme.status_note) for programme in ALL) >= 5


def test_one_title_in_several_laender() -> None:
    title, count = Counter(programme.title for programme in ALL).most_common(1)[0]
    assert (title, count) == ("Denkmalpflege – Erhaltung von Kulturdenkmalen", 4)


def test_texts_are_long_enough_to_be_like_real_ones() -> None:
    with_legal = [p for p in ALL if len(p.legal.split()) >= 100]
    assert len(with_legal) * 2 >= len(ALL)
    assert all(len(p.summary.split()) >= 8 for p in ALL if p.text)
    assert sum(len(p.text.split()) >= 60 for p in ALL) >= 30


def test_nobody_real_is_named() -> None:
    bodies = {body for programme in ALL for body in (programme.funder, *programme.contacts)}
    assert all(body.email.endswith("@example.org") for body in bodies if body.email)
    assert all(body.website for programme in ALL for body in programme.contacts)
    urls = [web.url for programme in ALL for web in programme.links]
    urls += [url for programme in ALL for name in TEXTS for _, url in links(getattr(programme, name))]
    assert all("example.org" in url for url in urls)
