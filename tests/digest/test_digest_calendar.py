"""The calendar: right day, right minute, one entry that moves."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from digest_samples import (
    BEFORE,
    NOW,
    ROLLING,
    ROOFS,
    SOLAR,
    TODAY,
    UNKNOWN,
    WATER,
    YEARLY,
    after,
    asked,
    built,
    match,
    one,
    programme,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

import digest
from funding import Programme, Stage


def events(made: digest.Digest, now: datetime = NOW) -> list[Event]:
    return list(Calendar.from_ical(digest.calendar(made, now)).events)


def event(*stages: Stage, now: datetime = NOW, **changed) -> Event:
    (only,) = events(one(programme("x", "X", stages=stages), **changed), now)
    return only


def test_one_entry_per_known_gate():
    found = {str(entry["summary"]): entry["dtstart"].dt for entry in events(built())}
    berlin = ZoneInfo("Europe/Berlin")
    assert found == {
        "Frist: Klimaschutz in kommunalen Gebäuden (Antrag)": date(2026, 12, 14),
        "Frist: Kommunale Wasserpartnerschaften (Interessenbekundung; automatisch gelesen, bitte prüfen)":
            datetime(2027, 1, 8, 12, tzinfo=berlin),
        "Frist: Kommunale Wasserpartnerschaften (Antrag)": date(2027, 3, 31),
        "Frist: Stadtgrün im Quartier (Antrag; automatisch gelesen, bitte prüfen)": date(2027, 10, 31),
    }  # fmt: skip


def test_nothing_known_no_file():
    for found in (ROLLING, UNKNOWN):
        assert digest.calendar(one(found), NOW) == b""
    assert digest.calendar(built(matches={}), NOW) == b""


def test_a_shut_round_leaves_nothing_behind():
    passed = Stage(stage="sketch", closes=TODAY - timedelta(days=1), round=1)
    later = Stage(stage="application", closes=TODAY + timedelta(days=90), round=1)
    other = Stage(stage="sketch", closes=TODAY + timedelta(days=200), round=2)
    assert event(passed, later, other)["dtstart"].dt == other.closes


@settings(deadline=None, max_examples=60)
@given(st.dates(TODAY, date(2040, 12, 31)))
def test_an_all_day_entry_is_never_a_day_late(day):
    entry = event(Stage(closes=day))
    assert entry["dtstart"].dt == day
    assert type(entry["dtstart"].dt) is date
    assert entry["dtstart"].params["VALUE"] == "DATE"
    assert entry["dtend"].dt == day + timedelta(days=1)


@settings(deadline=None, max_examples=60)
@given(
    st.dates(TODAY, date(2040, 12, 31)),
    st.times(),
    st.sampled_from(["Europe/Berlin", "Europe/Brussels", "Europe/Athens"]),
)
def test_a_timed_entry_is_the_same_moment(day, at, zone):
    at = at.replace(second=0, microsecond=0, fold=0)  # no source says which of two hours it means
    start = event(Stage(closes=day, closes_at=at, zone=zone))["dtstart"]
    assert start.params["TZID"] == "Europe/Berlin"
    moment = datetime.combine(day, at, ZoneInfo(zone))
    assert start.dt.astimezone(UTC) == moment.astimezone(UTC)
    if zone != "Europe/Athens":
        assert (
            start.dt.replace(tzinfo=None) == datetime.combine(day, at)
            or moment.astimezone(UTC).astimezone(ZoneInfo(zone)) != moment
        )


def test_the_zone_is_explained_only_where_it_is_used():
    timed = digest.calendar(one(WATER), NOW)
    assert timed.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Europe/Berlin" in timed
    assert b"VTIMEZONE" not in digest.calendar(one(ROOFS), NOW)


def test_the_zone_rules_agree_with_the_system():
    rules = Calendar.from_ical(digest.calendar(one(WATER), NOW)).timezones[0].to_tz(lookup_tzid=False)
    for day in (date(2027, 3, 27), date(2027, 3, 29), date(2026, 10, 24), date(2026, 10, 26), date(2039, 7, 1)):
        noon = datetime.combine(day, time(12))
        assert rules.utcoffset(noon) == ZoneInfo("Europe/Berlin").utcoffset(noon), day


def test_an_unknown_zone_falls_back_to_the_day():
    for zone in ("Nix/Da", "../etc/passwd", ""):
        assert event(Stage(closes=TODAY, closes_at=time(12), zone=zone))["dtstart"].dt == TODAY


def test_a_moved_deadline_moves_its_entry():
    first = event(Stage(closes=TODAY + timedelta(days=10)))
    moved = event(Stage(closes=TODAY + timedelta(days=40)), now=NOW + timedelta(days=1))
    assert first["uid"] == moved["uid"]
    assert moved["sequence"] > first["sequence"]
    assert moved["dtstamp"].dt > first["dtstamp"].dt == NOW


def test_entries_of_one_programme_have_their_own_ids():
    made = one(
        programme(
            "x", "X", stages=tuple(
                Stage(stage=stage, closes=TODAY + timedelta(days=number * 9 + 1), round=number)
                for stage in ("sketch", "application") for number in range(3)
            ),
        )
    )  # fmt: skip
    assert len({str(entry["uid"]) for entry in events(made)}) == 6
    assert {str(e["uid"]) for e in events(one(ROOFS))}.isdisjoint(str(e["uid"]) for e in events(one(WATER)))


def test_cut_offs_of_one_round_are_one_entry_at_the_next():
    cuts = [Stage(closes=TODAY + timedelta(days=days)) for days in (-5, 30, 60)]
    assert event(*cuts)["dtstart"].dt == TODAY + timedelta(days=30)


@pytest.mark.parametrize("at", [None, time(15), time(7)])
def test_alarms_ring_at_nine_on_the_ladder_and_not_in_the_past(at):
    entry = event(Stage(closes=TODAY + timedelta(days=30), closes_at=at), recipient=asked(reminder_weeks=(8, 4, 1)))
    start = datetime.combine(TODAY + timedelta(days=30), at or time())
    rings = [start + alarm["trigger"].dt for alarm in entry.walk("VALARM")]
    assert rings == [datetime.combine(TODAY + timedelta(days=30 - 7 * weeks), time(9)) for weeks in (4, 1)]


def test_no_ladder_no_alarm():
    assert not event(Stage(closes=TODAY + timedelta(days=30)), recipient=asked(reminder_weeks=())).walk("VALARM")


def test_derived_dates_are_reckoned_from_the_project_and_flagged():
    (entry,) = events(one(BEFORE, SOLAR))
    assert entry["dtstart"].dt == date(2027, 4, 20)
    assert "bitte prüfen" in entry["summary"]
    assert "automatisch gelesen" in entry["description"]


def test_english():
    made = one(YEARLY, recipient=asked(language="en"))
    assert str(events(made)[0]["summary"]).startswith(
        "Deadline: Stadtgrün im Quartier (application; read automatically"
    )


@pytest.mark.parametrize("title", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\n\u2028\u202ed", "x" * 5000, "👍" * 400])
def test_hostile_titles_stay_inside_the_summary(title):
    found = replace(ROOFS, title=title, url="javascript:x", stages=(replace(ROOFS.stages[0], quote=title),))
    raw = digest.calendar(one(found), NOW)
    assert raw.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (entry,) = events(one(found))
    assert len(entry["summary"]) < 260
    assert "url" not in entry


def cancelled(found: Programme, **more) -> list[Event]:
    """The entries of a mail after a first one of the sample programme."""
    known = after(one(programme("x", "X", stages=STAGES)))
    changed = more.pop("now", found)
    made = one(changed, told=known, **more) if changed else built(told=known, gone=(found,), **more)
    return events(made, NOW + timedelta(days=7))


STAGES = (
    Stage(stage="sketch", closes=TODAY + timedelta(days=10), closes_at=time(12)),
    Stage(closes=TODAY + timedelta(days=90)),
)
CALL = programme("x", "X", stages=STAGES)


@pytest.mark.parametrize("status", ["closed", "exhausted"])
def test_what_closes_early_is_cancelled_under_the_same_ids(status):
    first = events(one(CALL))
    gone = cancelled(replace(CALL, source_status=status))
    assert [(str(e["uid"]), e["dtstart"].dt) for e in gone] == [(str(e["uid"]), e["dtstart"].dt) for e in first]
    assert [str(e["status"]) for e in first + gone] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED"]
    assert all(later["sequence"] > earlier["sequence"] for earlier, later in zip(first, gone, strict=True))
    assert str(gone[0]["summary"]) == "Entfällt: X (Skizze)"
    assert not [alarm for entry in gone for alarm in entry.walk("VALARM")]


def test_what_vanished_is_cancelled_too():
    gone = cancelled(CALL, now=None, matches={})
    assert [str(e["status"]) for e in gone] == ["CANCELLED"] * 2
    assert [str(e["uid"]) for e in gone] == [str(e["uid"]) for e in events(one(CALL))]


def test_a_date_taken_back_is_cancelled_where_the_page_names_none_any_more():
    plain = programme("y", "Y", stages=(Stage(closes=TODAY + timedelta(days=10)),))
    known = after(one(plain))
    (gone,) = events(one(replace(plain, stages=(), modes=("rolling",)), told=known))
    assert str(gone["uid"]) == str(events(one(plain))[0]["uid"])
    assert (str(gone["status"]), gone["dtstart"].dt) == ("CANCELLED", TODAY + timedelta(days=10))


def test_what_passed_as_announced_is_not_cancelled():
    known = after(one(CALL))
    passed = replace(CALL, stages=(Stage(closes=TODAY - timedelta(days=1)),))
    told_of = {key: replace(it, last=replace(it.last, gate=TODAY - timedelta(days=1))) for key, it in known.items()}
    matches = {"solar": [match(SOLAR, passed, 50), match(SOLAR, ROLLING, 50)]}
    made = built(told=told_of, programmes=(passed, ROLLING), matches=matches)
    assert {item.programme.title for item in made.items()} == {"X", ROLLING.title}
    assert digest.calendar(made, NOW) == b""


def test_the_file_is_published_not_an_invitation():
    raw = digest.calendar(one(ROOFS), NOW)
    assert raw.count(b"METHOD:PUBLISH\r\n") == 1
    assert b"ORGANIZER" not in raw
    assert b"ATTENDEE" not in raw
