"""The feed: well-formed, stable, the same bytes for the same state, whatever a portal says."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from digest_samples import (
    ALL,
    CLOSED,
    MATCHES,
    NOW,
    PARTNER,
    RECIPIENT,
    ROLLING,
    ROOFS,
    SOLAR,
    SOURCES,
    TODAY,
    WATER,
    YEARLY,
    asked,
    match,
    profile,
    programme,
)
from icalendar import Calendar

import digest
from funding import Quote

ATOM = "{http://www.w3.org/2005/Atom}"
SEEN = {one.id: datetime(2026, 10, 1, 4, number, tzinfo=UTC) for number, one in enumerate(ALL)}


def made(**changed) -> tuple[bytes, bytes]:
    reader = changed.get("recipient", RECIPIENT)
    return digest.feed(
        changed.get("profile", profile(recipient=reader)), reader, changed.get("matches", MATCHES),
        {one.id: one for one in changed.get("programmes", ALL)}, SOURCES, changed.get("today", TODAY),
        changed.get("now", NOW), seen=changed.get("seen", SEEN),
    )  # fmt: skip


def root(**changed) -> ET.Element:
    return ET.fromstring(made(**changed)[0])


def entries(**changed) -> dict[str, ET.Element]:
    return {entry.findtext(f"{ATOM}title") or "": entry for entry in root(**changed).iter(f"{ATOM}entry")}


def test_everything_that_rfc_4287_demands():
    feed = root()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "passgenau"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    for part in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
        assert uuid.UUID(part.findtext(f"{ATOM}id")).variant == uuid.RFC_4122
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo is not None
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 7
    assert all(entry.find(f"{ATOM}content").get("type") == "html" for entry in feed.iter(f"{ATOM}entry"))


def test_all_that_fits_once_with_reasons_and_link():
    assert set(entries()) == {one.title for one in ALL if one != CLOSED}
    roofs = entries()[ROOFS.title]
    assert roofs.find(f"{ATOM}link").get("href") == ROOFS.url
    assert roofs.find(f"{ATOM}category").get("label") == SOLAR.title
    page = BeautifulSoup(roofs.findtext(f"{ATOM}content"), "lxml")
    said = " ".join(page.get_text().split())
    assert "Solarstrom auf Schuldächern Förderer Ministerium für Energie" in said
    assert "Nächste Frist Antrag bis Montag, 14. Dezember 2026 Geld" in said
    assert "noch " not in said.replace("Noch offen", ""), "how many days are left is untrue tomorrow"
    assert "neu in dieser Mail" not in said


def test_equal_state_equal_bytes_also_tomorrow():
    assert made() == made()
    turned = {slug: list(reversed(found)) for slug, found in reversed(MATCHES.items())}
    assert made(matches=turned, programmes=ALL[::-1]) == made()
    assert made(today=TODAY + timedelta(days=1), now=NOW + timedelta(days=1)) == made()


def test_ids_outlast_changes_and_differ_by_reader():
    before, after = entries(), entries(programmes=[replace(one, summary="anders") for one in ALL])
    assert {t: e.findtext(f"{ATOM}id") for t, e in before.items()} == {
        t: e.findtext(f"{ATOM}id") for t, e in after.items()
    }
    other = entries(recipient=asked(email="b@hafenstadt.example"))
    assert {e.findtext(f"{ATOM}id") for e in before.values()}.isdisjoint(
        e.findtext(f"{ATOM}id") for e in other.values()
    )


def test_updated_when_it_changed_and_when_its_gate_comes_near():
    updated = {title: entry.findtext(f"{ATOM}updated") for title, entry in entries().items()}
    assert updated[ROLLING.title] == SEEN[ROLLING.id].isoformat(timespec="seconds")
    assert updated[ROOFS.title] == "2026-11-16T00:00:00+01:00", "four weeks before 14 December"
    assert root().findtext(f"{ATOM}updated") == max(updated.values())
    unknown = entries(seen={})[ROLLING.title].findtext(f"{ATOM}updated")
    assert unknown == "2026-11-23T00:00:00+01:00"


def test_the_calendar_has_every_gate_and_a_name():
    calendar = Calendar.from_ical(made()[1])
    assert str(calendar["x-wr-calname"]) == "Fördermittel für Hafenstadt"
    titles = {str(entry["summary"]).split(" (")[0] for entry in calendar.events}
    assert titles == {f"Frist: {one.title}" for one in (ROOFS, WATER, YEARLY)}
    assert {str(entry["status"]) for entry in calendar.events} == {"CONFIRMED"}
    mailed = {str(e["uid"]) for e in calendar.events}
    moved = [replace(one, stages=tuple(replace(s, quote="x") for s in one.stages)) for one in ALL]
    assert {str(e["uid"]) for e in Calendar.from_ical(made(programmes=moved)[1]).events} == mailed


def test_nothing_fitting_is_an_empty_feed_and_an_empty_calendar():
    atom, calendar = made(matches={})
    assert not list(ET.fromstring(atom).iter(f"{ATOM}entry"))
    assert Calendar.from_ical(calendar).events == []


def test_what_looks_shut_stays_out():
    note = Quote(field="source_status", words="x", source="text")
    shut = replace(ROLLING, source_status="closed", quotes=(note,))
    assert ROLLING.title not in entries(programmes=[shut, ROOFS])


def test_english_and_no_more_than_a_hundred_entries():
    found = [programme(f"p{n:03}", f"P{n}") for n in range(120)]
    matches = {"partner": [match(PARTNER, one, 50) for one in found]}
    assert len(entries(programmes=found, matches=matches, recipient=asked(language="en"))) == 100
    assert root(recipient=asked(language="en")).findtext(f"{ATOM}title") == "Funding for Hafenstadt"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", None])
def test_only_links_that_open_pages(url):
    entry = entries(programmes=[replace(ROOFS, url=url)])[ROOFS.title]
    assert entry.find(f"{ATOM}link") is None
