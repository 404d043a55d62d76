"""Few and right: who sees what, once, under which heading, and what is counted instead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from digest_samples import (
    BEFORE,
    CLOSED,
    MATCHES,
    NOW,
    PARTNER,
    RECIPIENT,
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
    profile,
    programme,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st

import digest
from funding import Project, Quote, Stage, StartWindow


def titles(made: digest.Digest, section: str | None = None) -> list[str]:
    return [item.programme.title for item in made.items(section)]


def many(count: int, **facts) -> list:
    return [programme(f"p{n:03}", f"Programm {n}", **facts) for n in range(count)]


def test_sections_follow_gate_and_what_was_told():
    made = built()
    assert titles(made, "due") == [ROOFS.title, WATER.title]
    assert titles(made, "new") == [ROLLING.title, YEARLY.title, BEFORE.title, UNKNOWN.title]
    some = [one for one in after(made).values() if one.last.programme != YEARLY.id]
    again = built(told={one.last.programme: one for one in some})
    assert titles(again, "new") == [YEARLY.title]
    assert titles(again, "running") == [ROOFS.title, ROLLING.title, WATER.title, BEFORE.title, UNKNOWN.title]


@pytest.mark.parametrize(("days", "section"), [(0, "due"), (56, "due"), (57, "new")])
def test_reminder_window_is_the_largest_week_to_the_day(days, section):
    found = programme("x", "X", stages=(Stage(closes=TODAY + timedelta(days=days)),))
    assert one(found).items()[0].section == section


def test_ladder_in_any_order_and_empty_ladder():
    found = programme("x", "X", stages=(Stage(closes=TODAY + timedelta(days=20)),))
    assert one(found, recipient=asked(reminder_weeks=(1, 3))).items()[0].section == "due"
    assert one(found, recipient=asked(reminder_weeks=())).items()[0].section == "new"


def test_only_above_the_threshold_and_never_a_no():
    least = digest.DEFAULT_THRESHOLD
    matches = {
        "solar": [match(SOLAR, ROOFS, least - 0.1), match(SOLAR, ROLLING, least), match(SOLAR, YEARLY, 99, no=True)]
    }
    assert titles(built(matches=matches)) == [ROLLING.title]
    assert titles(built(matches=matches, recipient=asked(threshold=least + 1))) == []
    assert titles(built(matches=matches, recipient=asked(threshold=0))) == [ROOFS.title, ROLLING.title]


@pytest.mark.parametrize("status", ["closed", "exhausted", "suspended", "archived"])
def test_stored_matches_never_show_what_has_shut_since(status):
    shut = replace(ROLLING, source_status=status)
    assert titles(one(shut)) == []
    assert titles(one(CLOSED, score=99)) == []


def test_what_only_looks_shut_comes_last_and_rings_no_bell():
    note = Quote(field="source_status", words="geschlossen", source="text")
    read = replace(ROOFS, source_status="closed", quotes=(note,))
    assert one(read, sources=()).is_empty
    matches = {"solar": [match(SOLAR, read, 99), match(SOLAR, UNKNOWN, 40)]}
    made = built(matches=matches, programmes=(read, UNKNOWN))
    assert (titles(made, "new"), titles(made, "shut")) == ([UNKNOWN.title], [read.title])
    assert digest.calendar(made, NOW) == b""
    few = built(matches=matches, programmes=(read, UNKNOWN), recipient=asked(max_items=1))
    assert titles(few) == [UNKNOWN.title]


def test_a_match_without_its_programme_is_left_out():
    assert titles(built(programmes=(ROOFS,))) == [ROOFS.title]


def test_each_programme_once_and_named_for_the_other_project():
    made = built()
    item = next(item for item in made.items() if item.programme == ROOFS)
    assert item.project == SOLAR
    assert item.also_fits == (PARTNER,)
    assert len(titles(made)) == len(set(titles(made)))


def test_a_programme_moves_to_the_project_with_room_before_it_is_counted():
    found = many(3)
    matches = {
        "solar": [match(SOLAR, p, 90 - n) for n, p in enumerate(found)],
        "partner": [match(PARTNER, found[1], 40)],
    }
    made = built(matches=matches, programmes=found, recipient=asked(max_items=1))
    assert [(g.project.slug, [i.programme.key for i in g.items], g.more) for g in made.groups] == [
        ("solar", ["p000"], 1), ("partner", ["p001"], 0),
    ]  # fmt: skip


def test_the_rest_is_counted_and_near_deadlines_among_it_too():
    soon = tuple(Stage(closes=TODAY + timedelta(days=n)) for n in (10,))
    found = many(9, stages=soon)
    matches = {"solar": [match(SOLAR, p, 50 + n) for n, p in enumerate(found)]}
    made = built(profile=profile(SOLAR), matches=matches, programmes=found, recipient=asked(max_items=4))
    assert [(len(g.items), g.more, g.more_due) for g in made.groups] == [(4, 5, 5)]
    text = " ".join(digest.render(made).text.split())
    assert "und 5 weitere, davon 5 mit naher Frist. Die ganze Liste gibt es bei Ihrer passgenau-Betreuung" in text
    assert "„passgenau matches --city hafenstadt --project solar --min-score 40 --limit 1000“" in text


def test_of_many_near_deadlines_the_nearest_rung_goes_first_then_the_best_fitting():
    stages = [(Stage(closes=TODAY + timedelta(days=days)),) for days in (3, 9, 6)]
    found = [programme(f"p{n}", f"P{n}", stages=steps) for n, steps in enumerate(stages)]
    matches = {"solar": [match(SOLAR, p, 40 + n) for n, p in enumerate(found)]}
    made = built(profile=profile(SOLAR), matches=matches, programmes=found, recipient=asked(max_items=2))
    assert titles(made) == ["P0", "P2"]


def test_other_departments_projects_stay_out():
    made = built(recipient=asked(departments=("welt",)))
    assert {group.project for group in made.groups} == {PARTNER}
    assert made.departments == ("Eine Welt",)
    assert made.items()[0].also_fits == ()


def test_order_does_not_depend_on_the_order_given():
    turned = {slug: list(reversed(found)) for slug, found in reversed(MATCHES.items())}
    assert built(matches=turned) == built()


def test_yearly_rule_gone_for_the_planned_start_is_shown_as_the_next_round():
    item = one(YEARLY).items()[0]
    assert item.missed_start
    assert item.gate.day == date(2027, 10, 31)
    later = replace(SOLAR, start=StartWindow(earliest=date(2028, 3, 1)))
    assert not one(YEARLY, later).items()[0].missed_start


def test_a_span_before_start_needs_the_start():
    assert one(BEFORE, PARTNER).items()[0].gate is None
    assert one(BEFORE, SOLAR).items()[0].gate.day == date(2027, 4, 20)


def test_a_mail_too_large_is_shortened_and_the_rest_counted():
    long = '<b>"&" ' * 60
    found = [
        programme(f"p{n}", f"{n} {long}", summary=long, funder=long, attribution=long, url=None) for n in range(150)
    ]
    projects = [Project(slug=f"v{n}", title=f"Vorhaben {n}") for n in range(3)]
    matches = {p.slug: [match(p, f, 90 - found.index(f) / 10) for f in found[n::3]] for n, p in enumerate(projects)}
    made = built(profile=profile(*projects), matches=matches, programmes=found, recipient=asked(max_items=50))
    html = digest.render(made).html
    assert 50_000 < len(html.encode()) < 100_000
    assert len(made.items()) + sum(group.more for group in made.groups) == 150
    assert {item.programme.key for item in made.items()} == {f"p{n}" for n in range(len(made.items()))}


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_nothing_twice_nothing_lost_never_too_many(data):
    each = data.draw(st.integers(1, 4))
    found = many(12)
    projects = [Project(slug=f"v{n}", title=f"Vorhaben {n}") for n in range(3)]
    scores = st.integers(0, 100)
    matches = {p.slug: [match(p, f, data.draw(scores)) for f in found] for p in projects}
    recipient = replace(RECIPIENT, max_items=each, departments=())
    made = built(profile=profile(*projects), matches=matches, programmes=found, recipient=recipient)
    shown = [item.programme.id for item in made.items()]
    assert len(shown) == len(set(shown))
    for group in made.groups:
        fitting = {m.programme for m in matches[group.project.slug] if m.score >= digest.DEFAULT_THRESHOLD}
        assert len(group.items) <= each
        assert group.more == len(fitting - set(shown))
    for slug in {p.slug for p in projects} - {group.project.slug for group in made.groups}:
        assert {m.programme for m in matches[slug] if m.score >= digest.DEFAULT_THRESHOLD} <= set(shown)
