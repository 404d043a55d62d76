"""Watched pages in a digest: for whom, once, few; and cards that say how far they may be trusted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from digest_samples import (
    NOW,
    PARTNER,
    SOLAR,
    TODAY,
    after,
    asked,
    built,
    match,
    one,
    profile,
    programme,
    told,
)

import digest
from digest import PageChange
from digest.pages import MOST
from funding import Programme, Project, Recurring, Stage
from funding.outbox import Telling, Told

AT = NOW - timedelta(days=2)
WORDS = "Die Bewerbungsfrist endet am 29. Januar 2027."
ABROAD = replace(PARTNER, handlungsfelder=("hf03", "hf05"))
READER = profile(SOLAR, ABROAD)


def page(key: str = "d4uc", **fields: object) -> Programme:
    plain = Programme(
        portal="page_watch", key=key, title=f"Seite {key}", origin="page", url=f"https://{key}.example/",
        attribution="Das Amt", handlungsfelder=("hf03", "hf04"),
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


def change(of: Programme | None = None, at: datetime = AT, sentence: str = WORDS) -> PageChange:
    return PageChange(page=of or page(), sentence=sentence, at=at)


def shown(*changes: PageChange, **more: object) -> dict[str, str]:
    """Page -> project, of what a digest tells; nothing else fits."""
    made = built(**{"profile": READER, "matches": {}, "pages": changes, **more})
    return {item.programme.key: item.project.slug for item in made.items()}


def heard(card: Programme) -> dict[str, Told]:
    """The card is known; that a source is silent is not, so that there is a mail."""
    return told(*(telling for telling in one(card).tellings() if telling.programme == card.id))


def test_a_change_stands_under_geaendert_with_sentence_link_and_source() -> None:
    made = built(profile=READER, matches={}, pages=(change(),), sources=())
    mail = digest.render(made)
    assert mail.subject.startswith("1 Änderung")
    flat = " ".join(mail.text.split())
    assert "Geändert (1)" in flat
    assert f"Seite d4uc: Seite geändert, gesehen am Samstag, 21. November 2026: „{WORDS}“; Quelle: Das Amt" in flat
    assert "https://d4uc.example/" in flat
    assert "Frist unbekannt" not in flat
    assert 'href="https://d4uc.example/"' in mail.html
    assert digest.calendar(made, NOW) == b""
    assert (
        'lang="en"' not in digest.render(built(profile=READER, matches={}, pages=(change(page(language="en")),))).html
    )
    english = digest.render(built(profile=READER, matches={}, pages=(change(),), recipient=asked(language="en")))
    assert "page changed, seen on" in english.text


def test_it_is_told_once_and_the_next_change_again() -> None:
    first = built(profile=READER, matches={}, pages=(change(),))
    known = after(first)
    assert shown(change(), told=known) == {}
    later = change(at=AT + timedelta(days=1), sentence="Der Aufruf ist verlängert.")
    again = built(profile=READER, matches={}, pages=(change(), later), told=known)
    assert [item.news[0].fields for item in again.items()] == [("Der Aufruf ist verlängert.",)]
    assert shown(change(), later, told=after(again)) == {}
    assert shown(change(), told=told(Telling(programme="page_watch:d4uc", project="", section="new", status="open")))


def test_what_an_outage_kept_back_comes_in_one_item() -> None:
    changes = [change(at=AT - timedelta(days=n), sentence=f"Aufruf {n}") for n in (0, 1, 2)]
    (item,) = built(profile=READER, matches={}, pages=changes).items()
    assert item.news[0].fields == ("Aufruf 2", "Aufruf 1", "Aufruf 0")


@pytest.mark.parametrize(
    ("fields", "project", "told_of"),
    [
        ({}, ABROAD, True),
        ({}, SOLAR, False),
        ({"handlungsfelder": ("hf07",)}, ABROAD, False),
        ({"handlungsfelder": tuple(f"hf{n:02}" for n in range(1, 12))}, SOLAR, True),
        ({"regions": ("Bayern",)}, ABROAD, False),
        ({"regions": ("Mecklenburg-Vorpommern",)}, ABROAD, True),
    ],
)
def test_it_concerns_those_of_its_land_and_fields(fields: dict[str, Any], project: Project, told_of: bool) -> None:
    assert bool(shown(change(replace(page(), **fields)), profile=profile(project))) is told_of


def test_the_source_of_a_card_concerns_those_whom_the_card_fits() -> None:
    card = programme("fonds", "Fonds", portal="rule_cards")
    source = page("fonds.quelle", parents=(card.id,))
    for found, fits in ((match(SOLAR, card, 80), True), (match(SOLAR, card, 20), False),
                        (match(SOLAR, card, 80, no=True), False)):  # fmt: skip
        assert bool(shown(change(source), matches={"solar": [found]})) is fits


def test_few_and_the_rest_next_time() -> None:
    changes = [change(page(f"s{n}"), at=AT + timedelta(minutes=n)) for n in range(MOST + 2)]
    first = built(profile=READER, matches={}, pages=changes)
    assert {item.programme.key for item in first.items()} == {f"s{n}" for n in range(2, MOST + 2)}
    assert shown(*changes, told=after(first)).keys() == {"s0", "s1"}


def test_a_start_of_an_old_installation_knows_all_pages() -> None:
    changes = [change(page(f"s{n}")) for n in range(MOST + 2)]
    tellings = digest.everything(READER, READER.recipients[0], {}, {}, (), TODAY, changes)
    assert len(tellings) == MOST + 2
    assert shown(*changes, told=told(*tellings)) == {}


def test_a_page_that_was_told_and_is_given_up_is_no_programme_that_vanished() -> None:
    known = after(built(profile=READER, matches={}, pages=(change(),)))
    assert shown(told=known) == {}


def test_hostile_words_of_a_page_arrive_harmless() -> None:
    nasty = change(sentence="Aufruf <script>alert(1)</script>\u202e\nbis 2027 " + "x" * 5000)
    mail = digest.render(built(profile=READER, matches={}, pages=(nasty,)))
    assert "<script>" not in mail.html
    assert "\u202e" not in mail.text + mail.html
    assert len(mail.text) < 5000


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"checked": date(2026, 11, 1)}, "geprüft am 01.11.2026"),
        ({"checked": date(2025, 11, 1)}, "ungeprüft (zuletzt geprüft am 01.11.2025)"),
        ({}, "ungeprüft"),
        (
            {"checked": date(2026, 11, 1), "source_changed": date(2026, 11, 20)},
            "zu prüfen: die Quelle hat sich am 20.11.2026 geändert",
        ),
    ],
)
def test_a_card_says_how_far_it_may_be_trusted(fields: dict[str, date], says: str) -> None:
    card = programme("card", "Fonds", origin="card", modes=("rolling",), attribution="Karte nach dem Fonds", **fields)
    whole = " ".join(digest.render(one(card)).text.split())
    assert f"Quelle: Karte nach dem Fonds; {says}" in whole
    running = digest.render(one(card, told=heard(card))).text
    assert "Läuft noch" in running
    assert ("bitte prüfen" in running) is not says.startswith("geprüft")


def test_a_card_whose_source_changed_is_no_change_of_the_programme() -> None:
    card = programme("card", "Fonds", origin="card", modes=("rolling",), checked=date(2026, 11, 1))
    doubtful = replace(card, source_changed=date(2026, 11, 20))
    changed = [digest.Changed(field="source_changed", old=None, new="2026-11-20", at=NOW)]
    made = one(doubtful, told=heard(card), changed={card.id: changed})
    assert [(item.section, item.news) for item in made.items()] == [("running", ())]


def test_the_rule_of_a_card_is_quoted_as_a_rule() -> None:
    rule = Stage(recurring=Recurring(month=12, day=31), quote="Beginn im Mai: 31. Dezember", source="curated")
    card = programme("card", "Fonds", origin="card", stages=(rule,), checked=date(2026, 11, 1))
    made = one(card)
    item = " ".join(digest.render(made).text.partition("Woher")[0].split())
    assert "nach der Regel „Beginn im Mai: 31. Dezember“" in item
    assert "automatisch gelesen" not in item
    calendar = digest.calendar(made, NOW).decode().replace("\r\n ", "")
    assert "nach der Regel" in calendar
    assert "automatisch gelesen" not in calendar
