from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from db import HistoryEntry, Settled, Store
from funding import CrawlRun, Event, PartnerRule, Problem, Quote, Recurring, Span, Stage
from funding.fingerprint import fingerprint


def test_a_new_programme_is_stored_with_its_dates(store, settle, make, now):
    full = make(
        summary="Kurz", text="Länger – mit „Zeichen“ 🙂", applicants=("kommune",), regions=(), topics=("Verkehr",),
        stages=(Stage(closes=date(2027, 3, 31), quote="bis 31.3.", source="portal"),
                Stage(recurring=Recurring(month=10, day=31)), Stage(before_start=Span(amount=6, unit="weeks"))),
        partner_rule=PartnerRule(rule="list", countries=("FR", "PL")), rate_max=62.5, amount_max=50_000,
        quotes=(Quote(field="rate_max", words="62,5 %", source="text"),), modes=("fixed",), lossy=True,
    )  # fmt: skip
    settle(new=(full,))
    record = store.programme("probe:a")
    assert record.programme == full
    assert (record.first_seen, record.last_seen, record.changed, record.vanished) == (now, now, None, False)
    known = store.known("probe")["a"]
    assert (known.programme, known.fingerprint, known.missed, known.vanished) == (full, fingerprint(full), 0, False)
    assert store.history("probe:a") == []
    assert store.programme("probe:b") is None
    assert store.known("other") == {}


def test_unknown_and_empty_stay_apart(store, settle, make):
    settle(new=(make("a", regions=None), make("b", regions=())))
    assert [p.regions for p in store.programmes()] == [None, ()]


def test_a_change_is_kept_field_by_field(store, settle, make, now):
    settle(new=(make(summary="alt"),))
    later = now + timedelta(days=1)
    run = settle(later, changed=(make(summary="neu", funder="Land"),))
    assert store.history("probe:a") == [
        HistoryEntry(at=later, run=run, field="funder", old=None, new="Land"),
        HistoryEntry(at=later, run=run, field="summary", old="alt", new="neu"),
    ]
    record = store.programme("probe:a")
    assert (record.first_seen, record.last_seen, record.changed) == (now, later, later)
    assert record.programme.summary == "neu"
    assert store.known("probe")["a"].fingerprint == fingerprint(record.programme)
    settle(later + timedelta(days=1), unchanged=(replace(record.programme, rate_max=5.0),))
    assert store.programme("probe:a").changed == later


def test_our_better_reading_is_stored_without_history(store, settle, make, now):
    settle(new=(make(),))
    before = store.revision()
    settle(now + timedelta(days=1), unchanged=(make(rate_max=80.0),))
    record = store.programme("probe:a")
    assert (record.programme.rate_max, record.changed) == (80.0, None)
    assert store.history("probe:a") == []
    assert store.revision() > before


def test_a_day_without_news_moves_only_the_date(store, settle, make, now):
    settle(new=(make(),))
    before = store.revision()
    settle(now + timedelta(days=1), unchanged=(make(),))
    assert store.revision() == before
    assert store.programme("probe:a").last_seen == now + timedelta(days=1)


def test_missed_vanished_and_back(store, settle, make):
    settle(new=(make("a"), make("b")))
    settle(unchanged=(make("b"),), missed=("a",))
    settle(unchanged=(make("b"),), missed=("a",))
    assert (store.known("probe")["a"].missed, store.known("probe")["a"].vanished) == (2, False)
    revision = store.revision()
    settle(unchanged=(make("b"),), missed=("a",), vanished=("a",))
    assert (store.known("probe")["a"].missed, store.known("probe")["a"].vanished) == (3, True)
    assert [p.key for p in store.programmes()] == ["b"]
    assert [p.key for p in store.programmes(include_vanished=True)] == ["a", "b"]
    assert store.programme("probe:a").vanished
    assert store.revision() > revision
    revision = store.revision()
    settle(back=(make("a"),), unchanged=(make("b"),))
    assert (store.known("probe")["a"].missed, store.known("probe")["a"].vanished) == (0, False)
    assert store.revision() > revision


def test_a_found_programme_is_no_longer_missed(store, settle, make):
    settle(new=(make(),))
    settle(missed=("a",))
    settle(unchanged=(make(),))
    assert store.known("probe")["a"].missed == 0


def test_portals_do_not_touch_each_other(store, settle, make, now):
    settle(new=(make("a"),))
    run = store.start_run("other", now)
    store.apply(run, Settled(new=(replace(make("a"), portal="other"),), missed=("b",), vanished=("a",)), now)
    assert [p.id for p in store.programmes()] == ["probe:a"]
    assert [p.id for p in store.programmes(portal="other", include_vanished=True)] == ["other:a"]


def test_applying_a_run_twice_changes_nothing(store, make, now):
    run = store.start_run("probe", now)
    first = Settled(new=(make(),), events=(Event(programme="probe:a", kind="new", at=now),))
    for _ in range(2):
        store.apply(run, first, now)
    run = store.start_run("probe", now)
    for _ in range(2):
        store.apply(run, Settled(missed=("a",), problems=(Problem(portal="probe", message="?"),)), now)
    assert store.known("probe")["a"].missed == 1
    assert len(store.events(now)) == 1
    assert len(store.problems(run)) == 1


def test_the_same_news_in_two_runs_is_stored_once(store, settle, make):
    """A writer that was killed after its commit tells the next run what it knew before."""
    settle(new=(make(),))
    settle(new=(make(),))
    settle(changed=(make(),))
    assert [p.key for p in store.programmes()] == ["a"]
    assert store.history("probe:a") == []
    assert len(store.search("Radwege")) == 1


def test_events_and_problems(store, settle, make, now):
    late = now + timedelta(hours=1)
    problem = Problem(portal="probe", key="a", field="regions", value="Absurdistan", message="Unbekannte Region")
    torn = Problem(portal="probe", message="kaputt", value="\ud83d")
    run = settle(
        new=(make(),), problems=(problem, torn),
        events=(Event(programme="probe:a", kind="deadline_moved", at=late, field="stages", old="x", new="y"),
                Event(programme="probe:a", kind="new", at=now)),
    )  # fmt: skip
    assert store.problems(run) == [problem, replace(torn, value="?")]
    assert [event.kind for event in store.events(now)] == ["new", "deadline_moved"]
    assert store.events(late) == [
        Event(programme="probe:a", kind="deadline_moved", at=late, field="stages", old="x", new="y")
    ]
    assert store.events(late + timedelta(microseconds=1)) == []


def test_moments_are_stored_in_utc_and_need_a_zone(store, settle, make, now):
    berlin = now.astimezone(timezone(timedelta(hours=1)))
    settle(berlin, new=(make(),))
    assert store.programme("probe:a").first_seen == now
    assert store.programme("probe:a").first_seen.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="zone"):
        store.start_run("probe", datetime(2026, 11, 22))  # noqa: DTZ001


def test_an_unfinished_run_is_marked_aborted_by_the_next(store, now):
    first = store.start_run("probe", now)
    store.start_run("other", now)
    second = store.start_run("probe", now + timedelta(hours=1), partial=True)
    newest, aborted = store.runs("probe")
    assert (newest.id, newest.outcome, newest.finished, newest.partial) == (second, "running", None, True)
    assert (aborted.id, aborted.outcome, aborted.finished) == (first, "aborted", now + timedelta(hours=1))
    assert aborted.reason
    assert [run.portal for run in store.runs(limit=2)] == ["probe", "other"]


def test_a_finished_run_comes_back_whole(store, now):
    number = store.start_run("probe", now)
    run = CrawlRun(
        id=number, portal="probe", started=now, finished=now + timedelta(seconds=9), outcome="ok", reason="gut",
        found=5, new=1, changed=2, vanished=3, problems=4, fill_rates={"title": 100.0, "summary": 62.5},
    )  # fmt: skip
    store.finish_run(run)
    assert store.runs("probe") == [run]


def test_good_runs_are_whole_and_believed(store, now):
    for outcome, partial in (("ok", False), ("suspect", False), ("ok", True), ("failed", False), ("ok", False)):
        number = store.start_run("probe", now, partial=partial)
        store.finish_run(CrawlRun(id=number, portal="probe", started=now, outcome=outcome, partial=partial))
    assert [run.id for run in store.good_runs("probe")] == [5, 1]
    assert [run.id for run in store.good_runs("probe", limit=1)] == [5]


def test_what_is_inside_writing_is_written_together(store, make, now):
    with pytest.raises(RuntimeError), store.writing():  # noqa: PT012 - the block is what is tested
        run = store.start_run("probe", now)
        store.apply(run, Settled(new=(make(),)), now)
        store.keep(run, [("https://probe.example/", b"x")])
        raise RuntimeError
    assert store.runs() == []
    assert store.programmes() == []
    assert store.search("Radwege") == []
    assert store.revision() == 0
    assert store.check() == []


def test_check_names_what_is_wrong(store, settle, make):
    settle(new=(make(),))
    assert store.check() == []
    store.execute("PRAGMA foreign_keys = OFF")
    store.execute("DELETE FROM programmes")
    assert store.check() == ["contents: Zeile 1 verweist auf nichts"]


def test_what_is_read_together_is_of_one_moment(store, path, make, settle, now):
    settle(new=(make("a"),))
    with Store(path) as other, store.reading(), store.reading():
        revision = store.revision()
        other.apply(other.start_run("probe", now), Settled(new=(make("b"),)), now)
        assert [programme.key for programme in store.programmes()] == ["a"]
        assert store.revision() == revision
    assert [programme.key for programme in store.programmes()] == ["a", "b"]
    settle(unchanged=(make("a"),))
