"""From a watched page that changes to the one digest that tells it, over the real store."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawl.settle import settle
from db import Outbox, Store
from digest import Digest
from funding import City, CityProfile, CrawlRun, Programme, Project, Recipient
from funding.outbox import OutboxMail
from schedule import jobs
from schedule.pages import LASTS, page_changes

START = datetime(2026, 11, 2, 6, tzinfo=UTC)
READER = Recipient(email="amt@x.example")
PROFILE = CityProfile(
    city=City(slug="x", name="X", ags="14713000", land="Sachsen", population=1000),
    projects=(Project(slug="austausch", title="Austausch", handlungsfelder=("hf04",)),), recipients=(READER,),
)  # fmt: skip
CALL, OTHER = "Die Bewerbungsfrist endet am 29. Januar 2027.", "Der Aufruf ist bis März verlängert."


class Days:
    """A store; each crawl is a day later."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, START

    def crawl(self, *lines: str) -> CrawlRun:
        self.now += timedelta(days=1)
        page = Programme(
            portal="page_watch", key="seite", title="Seite", origin="page", handlungsfelder=("hf04",),
            text="\n".join(("Städte lernen voneinander.", *lines)),
        )  # fmt: skip
        run = CrawlRun(id=self.store.start_run("page_watch", self.now), portal="page_watch", started=self.now)
        return settle(self.store, run, (page,), (), (), self.now, expected=(1, 9))

    def digest(self, today: date | None = None) -> Digest:
        known = {programme.id: programme for programme in self.store.programmes()}
        return jobs.digest_for(self.store, PROFILE, READER, known, today or self.now.date())

    def told(self) -> list[tuple[str, ...]]:
        """What a digest of today tells of pages; after that it is sent."""
        made = self.digest()
        kind, period = jobs.digest_kind(PROFILE), self.now.date().isoformat()
        mail = OutboxMail(recipient=READER.email, kind=kind, period=period, tellings=made.tellings())
        assert Outbox(self.store).mark_seen(mail, self.now)
        return [news.fields for item in made.items() for news in item.news]


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    with Store(tmp_path / "s.sqlite") as store:
        yield Days(store)


def test_a_change_is_told_once_and_the_baseline_never(days: Days) -> None:
    days.crawl("Die Antragsfrist endet am 1. Dezember 2026.")
    assert days.told() == []
    days.crawl(CALL)
    assert days.told() == [(CALL,)]
    days.crawl(CALL)
    assert days.told() == []
    days.crawl(CALL, OTHER)
    assert days.told() == [(OTHER,)]
    assert days.store.programmes() == []


def test_an_outage_loses_nothing_but_what_stands_there_no_more(days: Days) -> None:
    days.crawl()
    days.crawl(CALL)
    days.crawl(CALL, OTHER)
    days.crawl(OTHER)
    assert days.told() == [(OTHER,)]


def test_what_has_stood_for_months_is_no_news(days: Days) -> None:
    days.crawl()
    days.crawl(CALL)
    seen = days.now.date()
    assert len(page_changes(days.store, seen + LASTS)) == 1
    assert page_changes(days.store, seen + LASTS + timedelta(days=1)) == []


def test_a_page_that_is_given_up_is_not_said_to_have_vanished(days: Days) -> None:
    days.crawl()
    days.crawl(CALL)
    assert days.told() == [(CALL,)]
    other = Programme(portal="page_watch", key="andere", title="Andere", origin="page", text="Wörter")
    for _ in range(3):
        days.now += timedelta(days=1)
        run = CrawlRun(id=days.store.start_run("page_watch", days.now), portal="page_watch", started=days.now)
        settle(days.store, run, (other,), (), (), days.now, expected=(1, 9))
    assert days.store.known("page_watch")["seite"].vanished
    assert days.told() == []
    assert {event.kind for event in days.store.events(START)} == {"page_changed"}
