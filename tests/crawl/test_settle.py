from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import facts
from crawl.compare import compare
from crawl.settle import settle
from db import Store
from funding import CrawlRun, PassgenauError, Problem, Programme, Stage

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
EXPECTED = (1, 10_000)


class Desk:
    """A store and the calendar of its runs, one a day."""

    def __init__(self, path: Path) -> None:
        self.path, self.day = path, NOW

    def run(self, programmes: Sequence[Programme], *, problems: Sequence[Problem] = (), partial: bool = False,
            documents: Any = (), **more: Any) -> CrawlRun:  # fmt: skip
        self.day += timedelta(days=1)
        with Store(self.path) as store:
            run_id = store.start_run("beispiel", self.day, partial=partial)
            run = CrawlRun(id=run_id, portal="beispiel", started=self.day, partial=partial)
            return settle(store, run, programmes, problems, documents, self.day, **{"expected": EXPECTED, **more})

    def state(self) -> Any:
        """Everything about programmes that must not change by accident."""
        with Store(self.path) as store:
            return store.known("beispiel"), store.events(NOW), store.revision(), store.history("beispiel:p0")

    def events(self) -> list[tuple[str, str]]:
        """(programme, kind) of the last run."""
        with Store(self.path) as store:
            return [(event.programme.removeprefix("beispiel:"), event.kind) for event in store.events(self.day)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "s.sqlite")


@pytest.fixture
def many(programme: Callable[..., Programme]) -> Callable[..., list[Programme]]:
    def make(number: int, **more: Any) -> list[Programme]:
        return [programme(f"p{n}", summary=f"Text {n}", **more) for n in range(number)]

    return make


def test_first_run_then_the_same_again(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    first = desk.run(many(20))
    assert (first.outcome, first.found, first.new, first.changed) == ("ok", 20, 20, 0)
    assert desk.events() == [(f"p{n}", "new") for n in range(20)]
    before = desk.state()
    again = desk.run(list(reversed(many(20))))
    assert (again.outcome, again.found, again.new, again.changed) == ("ok", 20, 0, 0)
    assert desk.events() == []
    assert desk.state()[2] == before[2], "nothing to match anew"


@pytest.mark.parametrize("spoil", [
    lambda rows: rows[:8],  # 40 % of the usual
    lambda rows: [],
    lambda rows: [replace(row, summary=None) for row in rows],  # a field lost
    lambda rows: [replace(row, title=f"{row.title} neu") for row in rows[:6]] + rows[6:],  # more than a tenth
    lambda rows: [replace(row, key=f"x{row.key}") for row in rows],  # all new
], ids=["shrunk", "empty", "field", "changed", "new"])  # fmt: skip
def test_a_suspect_run_changes_no_row_and_makes_no_event(
    desk: Desk, many: Callable[..., list[Programme]], spoil: Callable[[list[Programme]], list[Programme]]
) -> None:
    desk.run(many(20))
    before = desk.state()
    problem = Problem(portal="beispiel", message="unbekannt", value="x")
    run = desk.run(spoil(many(20)), problems=[problem], documents=[("https://a.test/", b"seen")])
    assert run.outcome == "suspect"
    assert run.reason
    assert desk.state() == before
    with Store(desk.path) as store:
        assert store.problems(run.id) == [problem]
        assert list(store.documents(run.id)) == [("https://a.test/", b"seen")]
        assert store.runs("beispiel")[0] == run


def test_outside_the_declared_size_even_the_first_run_is_suspect(
    desk: Desk, many: Callable[..., list[Programme]]
) -> None:
    assert desk.run(many(20), expected=(30, 40)).outcome == "suspect"
    assert desk.state()[0] == {}


def test_the_operator_may_accept_but_never_an_empty_run(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    desk.run(many(20))
    accepted = desk.run(many(8), accept=True)
    assert accepted.outcome == "ok"
    assert "--accept" in accepted.reason
    assert "Nur 8 Programme gefunden" in accepted.reason
    assert desk.run([], accept=True).outcome == "suspect"


def test_vanished_only_after_three_good_runs_without_it_and_back_again(
    desk: Desk, many: Callable[..., list[Programme]]
) -> None:
    whole = many(20)
    desk.run(whole)
    seen = []
    for rows in (whole[1:], whole[1:], whole[:3], whole[1:]):  # the third is suspect and does not count
        run = desk.run(rows)
        seen.append((run.outcome, run.vanished, desk.events()))
    assert seen == [("ok", 0, []), ("ok", 0, []), ("suspect", 0, []), ("ok", 1, [("p0", "vanished")])]
    assert desk.run(whole[1:]).vanished == 0
    assert desk.run(whole).outcome == "ok"
    assert desk.events() == [("p0", "back")]
    desk.run(whole[1:])
    assert not desk.state()[0]["p0"].vanished, "the count begins anew"


def test_a_programme_seen_in_between_is_not_vanished(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    whole = many(20)
    for rows in (whole, whole[1:], whole[1:], whole, whole[1:], whole[1:]):
        assert desk.run(rows).vanished == 0


def test_many_that_are_missing_at_once_are_suspect_until_accepted(
    desk: Desk, many: Callable[..., list[Programme]]
) -> None:
    desk.run(many(100))
    for _ in range(3):
        run = desk.run(many(61))
        assert (run.outcome, run.reason) == ("suspect", "39 von 100 bekannten Programmen fehlen auf einmal.")
    assert {known.missed for known in desk.state()[0].values()} == {0}
    assert desk.run(many(61), accept=True).outcome == "ok"
    assert [(run.outcome, run.vanished) for run in (desk.run(many(61)), desk.run(many(61)))] == [("ok", 0), ("ok", 39)]
    assert desk.run(many(56)).outcome == "ok", "of those that are left"
    assert desk.run(many(55)).outcome == "ok"


def test_only_what_is_newly_missing_counts(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    desk.run(many(100))
    runs = [desk.run(many(number)) for number in (90, 80, 80, 80, 69)]
    assert [(run.outcome, run.vanished) for run in runs] == [
        ("ok", 0), ("ok", 0), ("ok", 10), ("ok", 10), ("suspect", 0),
    ]  # fmt: skip
    unread = [Problem(portal="beispiel", key=f"p{n}", message="unlesbar") for n in range(60, 80)]
    assert desk.run(many(60), problems=unread).outcome == "ok", "could not be read, so not missing"


def test_a_programme_that_could_not_be_read_is_not_missing(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    whole, unread = many(20), Problem(portal="beispiel", key="p0", message="ohne Titel")
    desk.run(whole)
    for _ in range(4):
        assert desk.run(whole[1:], problems=[unread]).vanished == 0


def test_a_part_makes_nothing_missing_and_its_silence_erases_nothing(
    desk: Desk, many: Callable[..., list[Programme]], programme: Callable[..., Programme]
) -> None:
    whole = many(20)
    whole[0] = replace(
        whole[0], funder="Land", regions=("Bayern",), stages=(Stage(closes=date(2027, 5, 1), source="portal"),)
    )
    desk.run(whole)
    for _ in range(4):
        part = desk.run([programme("p0", text="Neuer Text")], partial=True)
        assert (part.outcome, part.vanished) == ("ok", 0)
    row = desk.state()[0]["p0"].programme
    assert (row.text, row.summary, row.funder, row.regions) == ("Neuer Text", "Text 0", "Land", ("Bayern",))
    assert row.stages == whole[0].stages
    assert desk.run([], partial=True).outcome == "suspect"
    with Store(desk.path) as store:
        assert len(store.good_runs("beispiel")) == 1


def test_facts_of_a_part_are_read_from_the_whole_text_as_it_is_now(
    desk: Desk, programme: Callable[..., Programme]
) -> None:
    words = "Der Eigenanteil beträgt mindestens 10 Prozent."
    old = programme(text="Der Zuschuss beträgt bis zu 80 Prozent.", summary="Anträge bis zum 31.03.2027.")
    desk.run([facts.read(old)])
    assert desk.state()[0]["p0"].programme.rate_max == 80
    desk.run([facts.read(programme(text=words))], partial=True)
    row = desk.state()[0]["p0"].programme
    assert row.rate_max is None, "the sentence that said so is gone"
    assert row == facts.read(replace(old, text=words))


def test_changes_are_told_field_by_field_with_what_they_mean(desk: Desk, programme: Callable[..., Programme]) -> None:
    def gate(day: date, **more: Any) -> tuple[Stage, ...]:
        return (Stage(closes=day, source="portal", **more),)

    desk.run([
        programme("moved", stages=gate(date(2027, 3, 1))),
        programme("closed", stages=gate(date(2027, 3, 1))),
        programme("reopened", stages=gate(date(2026, 3, 1))),
        programme("exhausted"),
        programme("turns", stages=gate(date(2027, 3, 1), opens=date(2026, 11, 25))),
        programme("text", summary="a" * 2000),
    ])  # fmt: skip
    run = desk.run([
        programme("moved", stages=gate(date(2027, 4, 1))),
        programme("closed", stages=gate(date(2026, 3, 1))),
        programme("reopened", stages=gate(date(2027, 3, 1))),
        programme("exhausted", source_status="exhausted"),
        programme("turns", stages=gate(date(2027, 3, 1), opens=date(2026, 11, 25))),
        programme("text", summary="b" * 2000),
    ])  # fmt: skip
    assert (run.outcome, run.changed) == ("ok", 5)
    assert sorted(desk.events()) == sorted([
        ("moved", "changed"), ("moved", "deadline_moved"), ("closed", "changed"), ("closed", "closed"),
        ("reopened", "changed"), ("reopened", "reopened"), ("reopened", "deadline_moved"),
        ("exhausted", "changed"), ("exhausted", "exhausted"), ("turns", "opened"), ("text", "changed"),
    ])  # fmt: skip
    with Store(desk.path) as store:
        moved = next(event for event in store.events(desk.day) if event.kind == "deadline_moved")
        assert (moved.old, moved.new) == ("2027-03-01", "2027-04-01")
        short = next(event for event in store.events(desk.day) if event.programme == "beispiel:text")
        assert short.new is not None
        assert len(short.new) == 500
        assert store.history("beispiel:text")[0].new == "b" * 2000


def test_the_calendar_opens_and_closes_once(desk: Desk, programme: Callable[..., Programme]) -> None:
    row = programme(stages=(Stage(opens=date(2026, 11, 26), closes=date(2026, 11, 27), source="portal"),))
    kinds = []
    for _ in range(6):
        desk.run([row])
        kinds.append([kind for _, kind in desk.events()])
    assert kinds == [["new"], [], ["opened"], [], ["closed"], []]


def test_what_the_source_calls_forthcoming_opens_when_the_source_says_so(
    desk: Desk, programme: Callable[..., Programme]
) -> None:
    """Planned for the 26th, opened a day later; another opens on the day itself, and none of them twice."""
    gate = (Stage(opens=date(2026, 11, 26), closes=date(2027, 3, 1), source="portal"),)
    told = []
    for late, punctual in (("forthcoming", "forthcoming"), ("forthcoming", "forthcoming"), ("forthcoming", "open"),
                           ("open", "open"), ("open", "open")):  # fmt: skip
        desk.run([
            programme("late", stages=gate, source_status=late),
            programme("punctual", stages=gate, source_status=punctual),
        ])  # fmt: skip
        told.append(sorted(key for key, kind in desk.events() if kind == "opened"))
    assert told == [[], [], ["punctual"], ["late"], []]


def test_many_calls_may_leave_the_list_on_their_last_day(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    """A portal's hundred calls with the same deadline go at once; as many with time left are a failure."""
    whole = many(60, stages=(Stage(closes=date(2027, 3, 1), source="portal"),))
    over = [replace(row, stages=(Stage(closes=date(2026, 11, 25), source="portal"),)) for row in whole[:20]]
    desk.run([*over, *whole[20:]])
    assert desk.run(whole[20:]).outcome == "ok"
    assert desk.run(whole[30:]).outcome == "suspect"


def test_twins_and_problems_are_counted(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    rows = many(3)
    run = desk.run([*rows, replace(rows[0], summary="anders")], problems=[Problem(portal="beispiel", message="x")])
    assert (run.found, run.problems) == (3, 2)
    assert desk.state()[0]["p0"].programme.summary == "Text 0"


def test_a_document_that_cannot_be_read_leaves_nothing_behind(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "https://a.test/1", b"x" * 1000
        raise PassgenauError("Die ZIP-Datei ist beschädigt.")

    with pytest.raises(PassgenauError, match="beschädigt"):
        desk.run(many(20), documents=broken())
    assert desk.state()[0] == {}
    with Store(desk.path) as store:
        assert store.runs("beispiel")[0].outcome == "running"
        assert list(store.documents(1)) == []


def test_nobody_waits_while_documents_are_packed_and_results_compared(
    desk: Desk, many: Callable[..., list[Programme]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_elsewhere() -> None:
        with Store(desk.path, timeout=0) as other:
            other.start_run("anderes", NOW)

    def documents() -> Iterator[tuple[str, bytes]]:
        write_elsewhere()
        yield "https://a.test/", b"x"

    def compared(*args: Any) -> Any:
        write_elsewhere()
        return compare(*args)

    monkeypatch.setattr("crawl.settle.compare", compared)
    run = desk.run(many(20), documents=documents())
    assert (run.outcome, run.new) == ("ok", 20)
    with Store(desk.path) as store:
        assert list(store.documents(run.id)) == [("https://a.test/", b"x")]


def test_a_run_that_was_overtaken_is_judged_anew(
    desk: Desk, many: Callable[..., list[Programme]], programme: Callable[..., Programme]
) -> None:
    """Two lists under one name: what the first stored must not be taken for new by the second."""

    desk.run(many(20))
    overtaking = Desk(desk.path)

    class Late(Store):
        def plan(self, portal: str, settled: Any) -> Any:
            made = super().plan(portal, settled)
            if not overtaking.day > NOW:
                overtaking.run([programme("neu", title="Neu"), programme("p0", title="Anders")], partial=True)
            return made

    with Late(desk.path) as store:
        at = NOW + timedelta(days=3)
        run = CrawlRun(id=store.start_run("beispiel", at, partial=True), portal="beispiel", started=at, partial=True)
        # start_run of the other marked this one aborted; what counts is what it finds when it is its turn.
        found = [programme("neu", title="Neu"), programme("p0", title="Anders")]
        ended = settle(store, run, found, (), (), at, expected=EXPECTED)
    assert (ended.outcome, ended.new, ended.changed) == ("ok", 0, 0)
    assert len(desk.state()[0]) == 21


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["whole", "few", "none", "other", "renamed"]), min_size=1, max_size=6))
def test_whatever_happens_rows_only_change_in_good_runs(
    tmp_path_factory: pytest.TempPathFactory, many: Callable[..., list[Programme]], days: list[str]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("days") / "s.sqlite")
    desk.run(many(20))
    for day in days:
        rows = {
            "whole": many(20), "few": many(7), "none": [], "other": [replace(p, key=f"o{p.key}") for p in many(20)],
            "renamed": [replace(p, title=p.title.upper()) for p in many(20)],
        }[day]  # fmt: skip
        before = desk.state()
        run = desk.run(rows)
        if run.outcome != "ok":
            assert desk.state() == before
        assert len(desk.state()[0]) == 20
        assert run.vanished == 0


def test_a_portal_of_news_may_bring_more_at_once(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    desk.run(many(20))
    assert desk.run(many(30)).outcome == "suspect"
    run = desk.run(many(30), floor=10)
    assert (run.outcome, run.new) == ("ok", 10)


def test_watched_pages_and_cards_may_all_change_at_once(desk: Desk, many: Callable[..., list[Programme]]) -> None:
    pages = many(20, origin="page", text="Zurzeit ist nichts offen.")
    cards = [replace(p, key=f"k{p.key}", origin="card", url="https://fonds.example/") for p in many(20)]
    doubtful = [replace(card, source_changed=date(2026, 11, 24)) for card in cards]
    assert desk.run([*pages, *cards]).outcome == "ok"
    assert desk.run([*(replace(page, text="Der Aufruf ist offen.") for page in pages), *doubtful]).outcome == "ok"
    assert {kind for _, kind in desk.events()} == {"page_changed", "changed"}
    assert desk.run([*pages, *cards]).outcome == "ok", "that cards were checked empties a field"
    assert {kind for _, kind in desk.events()} == {"changed"}
    moved = [replace(page, url="https://neu.example/", text="Der Aufruf ist offen.") for page in pages]
    assert desk.run([*moved, *cards]).outcome == "ok"
    assert desk.events() == [], "another address is another page"
    with Store(desk.path) as store:
        assert {programme.origin for programme in store.programmes()} == {"card"}
