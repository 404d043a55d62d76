"""What is news: the state last told against the state of today, kind by kind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from digest_samples import (
    BEFORE,
    LAST_WEEK,
    MATCHES,
    NOW,
    PARTNER,
    ROLLING,
    ROOFS,
    SOLAR,
    SOURCES,
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
    told,
)

import digest
from digest.content import Item
from funding import Programme, Project, Quote, Recurring, Stage, StartWindow
from funding.fingerprint import stamp
from funding.outbox import Telling, Told

FAR, NEAR = TODAY + timedelta(days=100), TODAY + timedelta(days=20)
EARLIER = TODAY - timedelta(days=3)
CALL = programme("call", "Aufruf", stages=(Stage(closes=FAR, source="portal"),), conditions="A")


def heard(found: Programme = CALL, **changed) -> dict[str, Told]:
    """What a mail of last week said of a programme, with something changed."""
    said = Telling(
        programme=found.id, project="solar", section="new", status="open", gate=FAR, fingerprint=stamp(found)
    )  # fmt: skip
    return told(replace(said, **changed))


def now(found: Programme, known: dict[str, Told], **more) -> Item | None:
    """The item of a programme, if anything is told of it; a source became silent, so that a mail is made."""
    made = one(found, told=known, **more) if "profile" not in more else built(told=known, **more)
    return next(iter(made.items()), None)


def kinds(found: Programme, known: dict[str, Told], **more) -> list[str]:
    item = now(found, known, **more)
    return [] if item is None else [item.section, *(news.kind for news in item.news)]


def closing(day: date, **more) -> Programme:
    return replace(CALL, stages=(Stage(closes=day, source="portal"),), **more)


@pytest.mark.parametrize(
    ("found", "last", "expected"),
    [
        (CALL, {}, ["running"]),
        (closing(NEAR), {}, ["due", "moved"]),
        (closing(FAR + timedelta(days=9)), {}, ["changed", "moved"]),
        (replace(CALL, stages=(), modes=("rolling",)), {}, ["changed", "undated"]),
        (CALL, {"gate": None, "status": "unknown"}, ["changed", "dated"]),
        (closing(EARLIER), {"gate": EARLIER}, ["changed", "lapsed"]),
        (closing(FAR), {"gate": EARLIER}, ["changed", "renewed"]),
        (replace(CALL, source_status="closed"), {}, ["changed", "closed"]),
        (replace(CALL, source_status="exhausted"), {}, ["changed", "exhausted"]),
        (replace(CALL, source_status="closed"), {"status": "closed"}, []),
        (replace(CALL, source_status="exhausted"), {"status": "closed"}, []),
        (CALL, {"status": "closed", "gate": None}, ["changed", "reopened"]),
        (closing(NEAR), {"status": "closed", "gate": None}, ["due", "reopened"]),
        (CALL, {"status": "vanished", "gate": None}, ["changed", "back"]),
        (CALL, {"status": "forthcoming", "section": "watched"}, ["new", "opened"]),
        (CALL, {"status": "forthcoming", "section": "due"}, ["changed", "opened"]),
        (replace(CALL, conditions="B"), {}, ["changed", "page"]),
        (replace(CALL, conditions="B"), {"fingerprint": "another-scheme:abc"}, ["running"]),
        (replace(CALL, conditions="B"), {"fingerprint": ""}, ["running"]),
    ],
)
def test_what_is_news(found, last, expected):
    assert kinds(found, heard(**last)) == expected


def test_what_is_announced_is_told_once_until_it_opens():
    soon = replace(CALL, source_status="forthcoming", stages=())
    changes = {CALL.id: [digest.Changed(field="source_status", old=None, new="forthcoming", at=NOW)]}
    assert kinds(soon, {}) == ["watched"]
    assert kinds(soon, heard(gate=EARLIER), changed=changes) == ["watched", "pending"]
    assert kinds(soon, heard(soon, gate=None, status="forthcoming")) == []
    assert kinds(CALL, heard(soon, gate=None, status="forthcoming", section="watched")) == ["new", "opened", "dated"]


def test_a_rolling_programme_that_closes_and_one_that_only_seems_to():
    known = told(Telling(programme=ROLLING.id, project="solar", section="new", status="rolling"))
    assert kinds(replace(ROLLING, source_status="closed"), known) == ["changed", "closed"]
    note = Quote(field="source_status", words="x", source="text")
    made = one(replace(ROLLING, source_status="closed", quotes=(note,)), told=known)
    assert "nach dem Text der Quelle wohl geschlossen" in " ".join(digest.render(made).text.split())


def test_what_closed_is_told_though_nothing_matches_any_more():
    for matches in ({}, {"solar": [match(SOLAR, CALL, 50, no=True)]}, {"solar": [match(SOLAR, CALL, 1)]}):
        made = built(told=heard(), programmes=(replace(CALL, source_status="closed"),), matches=matches)
        assert [(item.programme.title, item.news[0].kind) for item in made.items()] == [("Aufruf", "closed")]
        assert made.worth_sending


def test_what_vanished_is_told_once_and_by_its_title():
    made = built(told=heard(), programmes=(), gone=(CALL,), matches={})
    assert "Aufruf: nicht mehr auffindbar" in digest.render(made).text
    again = built(told=after(made), programmes=(), gone=(CALL,), matches={}, sources=())
    assert again.is_empty
    assert made.tellings()[0].status == "vanished"


def test_a_programme_that_merely_fits_no_more_is_quiet_but_its_deadline_is_corrected():
    below = {"solar": [match(SOLAR, CALL, 10)]}
    assert built(told=heard(), programmes=(CALL,), matches=below).items() == ()
    moved = built(told=heard(), programmes=(closing(NEAR),), matches=below)
    assert [(item.section, item.news[0].kind) for item in moved.items()] == [("changed", "moved")]
    shut_out = {"solar": [match(SOLAR, CALL, 60, no=True)]}
    assert built(told=heard(), programmes=(closing(NEAR),), matches=shut_out).items() == ()


def test_a_project_that_is_no_longer_theirs_is_silent():
    elsewhere = heard(project="gibtsnicht")
    assert built(told=elsewhere, programmes=(), gone=(CALL,), matches={}).items() == ()


def test_a_yearly_rule_that_rolls_on_is_no_moved_deadline():
    yearly = programme("y", "Y", stages=(Stage(recurring=Recurring(month=11, day=20), source="deadlines_text"),))
    known = heard(yearly, gate=date(2026, 11, 20))
    assert kinds(yearly, known) == ["watched", "round"]
    assert kinds(yearly, heard(yearly, gate=date(2027, 11, 20))) == ["running"]


def test_a_yearly_rule_reckoned_from_the_project_start_rolls_on_too():
    later = replace(SOLAR, start=StartWindow(earliest=date(2027, 6, 1)))
    assert kinds(YEARLY, heard(YEARLY, gate=date(2026, 10, 31)), profile=profile(later), programmes=(YEARLY,),
                 matches={"solar": [match(later, YEARLY, 60)]}) == ["watched", "round"]  # fmt: skip


def test_the_next_cut_off_is_a_next_round_and_reminded_of_when_near():
    cuts = replace(CALL, stages=(Stage(closes=EARLIER), Stage(closes=FAR)))
    assert kinds(cuts, heard(cuts, gate=EARLIER)) == ["running", "round"]
    soon = replace(CALL, stages=(Stage(closes=EARLIER), Stage(closes=NEAR)))
    assert kinds(soon, heard(soon, gate=EARLIER, rung=1)) == ["due", "round"]


def test_a_date_that_we_read_differently_is_not_said_to_be_moved():
    read = replace(CALL, stages=(Stage(closes=NEAR, source="deadlines_text"),))
    item = now(read, heard(read))
    assert [news.kind for news in item.news] == ["corrected"]
    text = " ".join(digest.render(one(read, told=heard(read))).text.split())
    assert "Frist anders gelesen oder berechnet: Sonntag, 13. Dezember 2026 statt Mittwoch, 3. März 2027" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("conditions", "amount"), "Seite geändert: Bedingungen, amount"),
        (("text", "summary"), "Seite geändert: Beschreibung"),
        ((), "Seite geändert"),
        (("keywords", "topics"), ""),
    ],
)
def test_a_changed_page_names_its_fields(fields, said):
    changes = [digest.Changed(field=field, old="a", new="b", at=NOW) for field in fields]
    made = one(replace(CALL, conditions="B"), told=heard(), changed={CALL.id: changes})
    text = " ".join(digest.render(made).text.split())
    assert f"Änderung: {said} Förderer" in text if said else "Änderung" not in text


def test_a_moved_deadline_does_not_name_the_field_of_deadlines_again():
    changes = [digest.Changed(field=field, old="a", new="b", at=NOW) for field in ("stages", "deadlines_text")]
    item = now(closing(NEAR), heard(), changed={CALL.id: changes})
    assert [news.kind for news in item.news] == ["moved"]
    changes.append(digest.Changed(field="funder", old="a", new="b", at=NOW))
    assert now(closing(NEAR), heard(), changed={CALL.id: changes}).news[1].fields == ("funder",)


@pytest.mark.parametrize(
    ("days", "told_rung", "section", "rung"),
    [(57, None, "running", None), (56, None, "due", 8), (28, 8, "due", 4), (29, 8, "running", 8), (3, 8, "due", 1),
     (3, 1, "running", 1), (28, 2, "running", 4)],
)  # fmt: skip
def test_each_rung_once_and_a_late_run_skips_to_the_smallest(days, told_rung, section, rung):
    day = TODAY + timedelta(days=days)
    item = now(closing(day), heard(closing(day), gate=day, rung=told_rung))
    assert (item.section, item.rung, item.telling.rung) == (section, rung, rung)


def test_what_is_told_stays_with_its_project_though_another_fits_better():
    matches = {"solar": [match(SOLAR, BEFORE, 50)], "partner": [match(PARTNER, BEFORE, 90)]}
    known = heard(BEFORE, gate=date(2027, 4, 20))
    made = built(told=known, programmes=(BEFORE,), matches=matches)
    assert [(item.project, item.section, item.also_fits) for item in made.items()] == [(SOLAR, "running", (PARTNER,))]
    fresh = built(programmes=(BEFORE,), matches=matches)
    assert fresh.items()[0].project == PARTNER


def test_what_found_no_room_is_not_told_and_comes_next_time():
    found = [programme(f"p{n}", f"P{n}") for n in range(7)]
    known: dict[str, Told] = {}
    seen: list[str] = []
    for _ in range(4):
        made = built(
            profile=profile(SOLAR), matches={"solar": [match(SOLAR, p, 40 + i) for i, p in enumerate(found)]},
            programmes=found, told=known, recipient=asked(max_items=2), sources=(),
        )  # fmt: skip
        seen += [item.programme.key for item in made.items("new")]
        known |= after(made)
    assert sorted(seen) == [f"p{n}" for n in range(7)]


def test_what_is_new_is_not_kept_out_by_what_runs():
    running = [programme(f"r{n}", f"R{n}", stages=(Stage(closes=FAR),)) for n in range(5)]
    announced = programme("f", "F", source_status="forthcoming")
    known = {key: one for found in running for key, one in heard(found).items()}
    made = built(
        profile=profile(SOLAR), matches={"solar": [match(SOLAR, p, 60) for p in (*running, announced)]},
        programmes=(*running, announced), told=known, recipient=asked(max_items=2),
    )  # fmt: skip
    assert [item.programme.key for item in made.items("watched")] == ["f"]


def test_what_is_news_is_not_kept_out_by_what_passed_as_announced():
    passed, announced = closing(EARLIER), programme("f", "F", source_status="forthcoming")
    found = {"solar": [match(SOLAR, announced, 60)]}
    made = built(
        matches=found, programmes=(passed, announced), told=heard(passed, gate=EARLIER), recipient=asked(max_items=1)
    )  # fmt: skip
    assert [item.programme.key for item in made.items()] == ["f"]


def test_daily_mails_repeat_what_runs_on_one_day_of_the_week():
    reader = asked(rhythm="daily", weekday="tue")
    known = {key: one for key, one in after(built()).items() if key != ROLLING.id}
    shown = [built(told=known, recipient=reader, today=TODAY + timedelta(days=n)) for n in range(5)]
    assert [bool(made.items("running")) for made in shown] == [False, True, False, False, False]
    assert [len(made.groups) for made in shown] == [1, 2, 1, 1, 1], "a project without anything new is not named"


def test_a_clock_set_back_unsays_nothing_unless_it_had_run_far_ahead():
    gate = TODAY + timedelta(days=2)
    said = heard(closing(gate), status="closed", gate=gate)
    ahead = {key: replace(one, at=datetime(2026, 11, 28, 7, tzinfo=UTC)) for key, one in said.items()}
    assert kinds(closing(gate), ahead) == []
    years_ahead = {key: replace(one, at=datetime(2031, 1, 1, 7, tzinfo=UTC)) for key, one in said.items()}
    assert kinds(closing(gate), years_ahead) == ["due", "reopened"]


def test_nothing_new_is_no_mail_or_one_line():
    known = after(built(), at=LAST_WEEK)
    made = built(told=known)
    assert (made.is_empty, made.worth_sending, made.tellings(), made.groups) == (True, False, (), ())
    made = built(told=known, recipient=asked(when_nothing="line"))
    assert made.worth_sending
    mail = digest.render(made)
    assert mail.subject == "Nichts Neues – Hafenstadt"
    text = " ".join(mail.text.split())
    assert "Seit der letzten Übersicht gibt es nichts Neues. 6 bekannte Programme passen weiterhin. Die ganze" in text


def test_where_nothing_is_new_what_goes_on_has_one_row_each_and_the_rest_is_counted():
    long = programme("long", "Ein Programm mit einem sehr langen Titel, " * 5, stages=(Stage(closes=FAR),))
    running = [long, *(programme(f"r{n}", f"R{n}", stages=(Stage(closes=FAR),)) for n in range(6))]
    known = {key: one for found in running for key, one in heard(found).items()}
    made = built(
        profile=profile(SOLAR), matches={"solar": [match(SOLAR, p, 70 - n) for n, p in enumerate(running)]},
        programmes=running, told=known, recipient=asked(max_items=4),
    )  # fmt: skip
    assert not made.is_empty, "a source fell silent"
    text = digest.render(made).text
    block = text.partition("Läuft noch (4)\n\n")[2].partition("\n\n")[0].splitlines()
    assert len(block) == 4
    assert all(row.startswith("- ") and len(row) <= 78 for row in block)
    assert sum("…: bis " in row for row in block) == 1
    assert "3 weitere bekannte Programme passen weiterhin." in " ".join(text.split())
    assert "Schweigt seit Montag, 2. November 2026: SKEW." in text


def test_a_deadline_that_passed_as_announced_waits_for_the_next_mail():
    passed = closing(EARLIER)
    known = heard(passed, gate=EARLIER)
    assert built(told=known, programmes=(passed,), matches={}, sources=()).is_empty
    made = built(told=known, programmes=(passed, ROLLING), matches=MATCHES, sources=())
    assert "Aufruf: Frist abgelaufen am Freitag, 20. November 2026" in " ".join(digest.render(made).text.split())
    assert digest.render(made).subject == "1 neues Programm – Hafenstadt"


def test_a_source_that_fell_silent_is_worth_a_mail_once():
    known = after(built(sources=SOURCES[:1]))
    made = built(told=known)
    assert made.worth_sending
    assert digest.render(made).subject == "1 Quelle schweigt – Hafenstadt"
    assert not built(told=known | after(made)).worth_sending
    later = replace(SOURCES[1], last_good=date(2026, 11, 20))
    assert built(told=known | after(made), sources=(later,)).worth_sending, "it had spoken in between"


def test_an_old_installation_counts_everything_as_told():
    tellings = digest.everything(profile(), asked(max_items=1), MATCHES, {p.id: p for p in ALL_OPEN}, SOURCES, TODAY)
    assert {one.programme for one in tellings} == {"skew:", *(p.id for p in ALL_OPEN)}
    made = built(told=told(*tellings), programmes=ALL_OPEN)
    assert made.is_empty
    assert not made.worth_sending


ALL_OPEN = (ROOFS, WATER, YEARLY, ROLLING, BEFORE, UNKNOWN)


def test_a_partner_only_call_says_so_and_an_import_its_day():
    from funding import MunicipalityRule, Verdict

    rule = MunicipalityRule(verdict=Verdict.YES, role="partner")
    text = " ".join(digest.render(one(replace(ROLLING, municipality=rule))).text.split())
    assert "Sachleistung/Beratung; nur als Partner; Passung" in text
    liste = digest.Source(portal="fdb", title="Landesliste", last_good=date(2026, 11, 20), imported=True)
    assert "Zuletzt importiert am Freitag, 20. November 2026: Landesliste." in digest.render(
        one(ROLLING, sources=(liste,))
    ).text.replace("\n  ", " ")


def test_sums_read_with_doubt_are_to_be_checked():
    quote = Quote(field="rate_max", words="bis zu 60 %", source="text", confidence=0.5)
    assert "automatisch gelesen, bitte prüfen" in digest.render(one(replace(ROOFS, quotes=(quote,)))).text.replace(
        "\n    ", " "
    )
    assert "bitte prüfen" not in digest.render(one(replace(ROOFS, quotes=(replace(quote, confidence=0.9),)))).text


def test_two_projects_never_make_a_moved_deadline():
    other = Project(slug="zwei", title="Zwei", start=StartWindow(earliest=date(2028, 1, 1)))
    matches = {"solar": [match(SOLAR, BEFORE, 50)], "zwei": [match(other, BEFORE, 40)]}
    known = heard(BEFORE, gate=date(2027, 4, 20))
    made = built(profile=profile(SOLAR, other), matches=matches, programmes=(BEFORE,), told=known)
    assert [(item.project.slug, item.news) for item in made.items()] == [("solar", ())]
