"""What officers answered decides what lists and digests show."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawl.settle import settle
from db import Feedback, Outbox, Store
from funding import City, CityProfile, CrawlRun, Match, Programme, Project, Recipient, Stage, Verdict
from funding.feedback import PUT_OFF, Answer, Remark
from funding.fingerprint import stamp
from funding.outbox import OutboxMail
from schedule import answers, jobs

NOW = datetime(2026, 11, 16, 6, tzinfo=UTC)
TODAY = NOW.date()
READER = Recipient(email="amt@x.example", threshold=0)
PROFILE = CityProfile(
    city=City(slug="x", name="X", ags="14713000", land="Sachsen", population=1000),
    projects=(Project(slug="rad", title="Radweg"), Project(slug="bad", title="Bad")), recipients=(READER,),
)  # fmt: skip
ROAD = Programme(
    portal="p", key="a", title="Straße", stages=(Stage(closes=date(2026, 11, 25), source="portal", quote="25.11."),)
)
NEW_ROAD = Programme(
    portal="p", key="a", title="Straße", conditions="nur noch mit Ratsbeschluss",
    stages=(Stage(closes=date(2026, 11, 25), source="portal", quote="25.11."),),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite") as opened:
        crawled(opened, NOW, ROAD)
        pairs = [("x/rad", 60.0), ("x/bad", 50.0)]
        found = [Match(project=name, programme="p:a", score=score, eligibility=Verdict.YES) for name, score in pairs]
        opened.save_matches("x", "1", found, NOW)
        yield opened


def crawled(store: Store, now: datetime, *found: Programme) -> None:
    run = CrawlRun(id=store.start_run("p", now), portal="p", started=now)
    assert settle(store, run, found, (), (), now, expected=(1, 10), accept=True).outcome == "ok"


def answered(store: Store, answer: Answer, project: str = "x/rad", at: datetime = NOW) -> None:
    remark = Remark(project=project, programme="p:a", answer=answer, at=at, why="zu klein", stamp=stamp(ROAD))
    Feedback(store).put(remark)


def shown(store: Store, today: date = TODAY) -> dict[str, list[str]]:
    """By project: what is said of the answer of each match that is shown."""
    return {
        name: [" ".join(e.sentence for e in match.evidence if e.criterion == "feedback") for match in found]
        for name, found in answers.by_project(store, PROFILE, today).items()
    }


def digested(store: Store, today: date = TODAY) -> dict[str, str]:
    """Project and section of what a digest of the day shows."""
    known = {programme.id: programme for programme in store.programmes()}
    items = jobs.digest_for(store, PROFILE, READER, known, today).items()
    return {item.project.slug: item.section for item in items}


def test_without_answers_everything_is_shown(store: Store) -> None:
    assert shown(store) == {"rad": [""], "bad": [""]}
    assert digested(store) == {"rad": "due"}


def test_dismissed_is_gone_for_that_project_only(store: Store) -> None:
    answered(store, "not")
    for years in (0, 1, 5):
        assert shown(store, TODAY.replace(year=TODAY.year + years)) == {"rad": [], "bad": [""]}
    assert digested(store) == {"bad": "due"}
    answered(store, "not", "x/bad")
    assert digested(store) == {}


def test_dismissed_comes_back_marked_when_the_programme_changes(store: Store) -> None:
    answered(store, "not")
    crawled(store, NOW + timedelta(days=1), NEW_ROAD)
    assert shown(store)["rad"] == ["Abgelehnt am 16.11.2026, seither geändert (zu klein)."]
    answered(store, "fits")
    assert shown(store)["rad"] == ["Passend am 16.11.2026 (zu klein)."]


def test_a_better_reading_of_the_same_page_does_not_bring_it_back(store: Store) -> None:
    answered(store, "not")
    crawled(
        store, NOW + timedelta(days=1), Programme(portal="p", key="a", title="Straße", stages=ROAD.stages, rate_max=80)
    )
    assert shown(store)["rad"] == []


def test_later_hides_for_eight_weeks_or_until_it_changes(store: Store) -> None:
    answered(store, "later")
    last = TODAY + PUT_OFF - timedelta(days=1)
    assert [shown(store, day)["rad"] for day in (TODAY, last)] == [[], []]
    assert shown(store, last + timedelta(days=1))["rad"] == ["Zurückgestellt am 16.11.2026 (zu klein)."]
    crawled(store, NOW + timedelta(days=1), NEW_ROAD)
    assert shown(store)["rad"] == ["Zurückgestellt am 16.11.2026, seither geändert (zu klein)."]


@pytest.mark.parametrize("answer", ["applied", "granted"])
def test_what_was_applied_for_is_shown_but_neither_new_nor_reminded_of(store: Store, answer: Answer) -> None:
    answered(store, answer)
    assert shown(store)["rad"] != [""]
    assert digested(store) == {}
    crawled(store, NOW + timedelta(days=1), NEW_ROAD)
    assert digested(store, TODAY + timedelta(days=1)) == {"rad": "changed"}


def test_what_was_told_and_then_dismissed_is_not_spoken_of_again(store: Store) -> None:
    known = {ROAD.id: ROAD}
    tellings = jobs.digest_for(store, PROFILE, READER, known, TODAY).tellings()
    assert tellings
    mail = OutboxMail(recipient=READER.email, kind=jobs.digest_kind(PROFILE), period="2026-W47", tellings=tellings)
    assert Outbox(store).mark_seen(mail, NOW)
    for project in ("x/rad", "x/bad"):
        answered(store, "not", project)
    for hours in (1, 2, 3):
        crawled(store, NOW + timedelta(hours=hours), Programme(portal="p", key="b", title="Weg"))
    assert store.programmes()[0].id == "p:b"
    assert digested(store, TODAY + timedelta(days=7)) == {}


def test_an_answer_for_a_project_that_is_gone_hurts_nobody(store: Store) -> None:
    answered(store, "applied", "x/alt")
    assert shown(store) == {"rad": [""], "bad": [""]}
    assert digested(store) == {"rad": "due"}


def test_the_features_of_a_pair_are_its_signals_now(store: Store) -> None:
    found = jobs.features(store, PROFILE, PROFILE.projects[0], "p:a", TODAY)
    assert {"likeness", "country", "municipal"} <= set(found)
    assert all(isinstance(value, float) for value in found.values())
    assert jobs.features(store, PROFILE, PROFILE.projects[0], "p:gone", TODAY) == {}
