"""From stored programmes, matches and mails to the digest: what was sent decides what is news."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawl.base import portal_classes
from crawl.settle import settle
from db import Outbox, Store
from funding import City, CityProfile, CrawlRun, Match, Programme, Project, Recipient, Verdict
from funding.outbox import OutboxMail
from schedule import jobs

NOW = datetime(2026, 11, 16, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
READER = Recipient(email="Amt@x.example")
PROFILE = CityProfile(
    city=City(slug="x", name="X", ags="14713000", land="Sachsen", population=1000),
    projects=(Project(slug="rad", title="Radweg"),), recipients=(READER,),
)  # fmt: skip


def crawled(store: Store, now: datetime, *found: Programme) -> None:
    run = CrawlRun(id=store.start_run("p", now), portal="p", started=now)
    assert settle(store, run, found, (), (), now, expected=(1, 10), accept=True).outcome == "ok"


def news(store: Store) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    known = {programme.id: programme for programme in store.programmes()}
    made = jobs.digest_for(store, PROFILE, READER, known, NOW.date() + timedelta(days=7))
    return {item.programme.title: [(one.kind, one.fields) for one in item.news] for item in made.items()}


def test_changed_pages_and_vanished_programmes_are_told_from_what_is_stored(tmp_path: Path) -> None:
    path, road = Programme(portal="p", key="a", title="Weg"), Programme(portal="p", key="b", title="Straße")
    with Store(tmp_path / "s.sqlite") as store:
        crawled(store, NOW, path, road)
        matches = [Match(project="x/rad", programme=one.id, score=60, eligibility=Verdict.YES) for one in (path, road)]
        store.save_matches("x", "1", matches, NOW)
        assert news(store) == {"Straße": [], "Weg": []}
        known = {programme.id: programme for programme in (path, road)}
        tellings = jobs.digest_for(store, PROFILE, READER, known, NOW.date()).tellings()
        mail = OutboxMail(recipient=READER.email, kind=jobs.digest_kind(PROFILE), period="2026-W47", tellings=tellings)
        assert Outbox(store).mark_seen(mail, NOW)
        assert news(store) == {}
        changed = Programme(portal="p", key="a", title="Weg", conditions="nur mit Ratsbeschluss")
        for hours in (1, 2, 3):
            crawled(store, NOW + hours * HOUR, changed)
        assert news(store) == {"Straße": [("vanished", ())], "Weg": [("page", ("conditions",))]}


@pytest.mark.parametrize(("rhythm", "quiet", "silent"), [("daily", 3, 4), ("weekly", 9, 10)])
def test_one_bad_night_is_no_news_but_days_without_a_good_one_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rhythm: str, quiet: int, silent: int
) -> None:
    monkeypatch.setattr(portal_classes()["foerderdatenbank"], "rhythm", rhythm)
    with Store(tmp_path / "s.sqlite") as store:
        for days, found in ((0, (Programme(portal="foerderdatenbank", key="a", title="Weg"),)), (1, ())):
            now = NOW + timedelta(days=days)
            run = CrawlRun(id=store.start_run("foerderdatenbank", now), portal="foerderdatenbank", started=now)
            ended = settle(store, run, found, (), (), now, expected=(1, 10))
            assert ended.outcome == ("suspect" if days else "ok")
        for days, expected in ((1, False), (quiet, False), (silent, True)):
            (source,) = jobs.sources(store, NOW.date() + timedelta(days=days))
            assert (source.silent, source.last_good) == (expected, NOW.date())
