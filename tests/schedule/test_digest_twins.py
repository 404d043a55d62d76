"""An officer hears of a call once, however many portals show it and whichever comes, leads or goes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawl.settle import settle
from db import Feedback, Outbox, Store
from digest import Digest
from funding import City, CityProfile, CrawlRun, Link, Match, Programme, Project, Recipient, Stage, Verdict
from funding.feedback import Answer, Remark
from funding.fingerprint import stamp
from funding.outbox import OutboxMail
from schedule import jobs

NOW = datetime(2026, 11, 16, 6, tzinfo=UTC)
READER = Recipient(email="amt@x.example", reminder_weeks=())
PROFILE = CityProfile(
    city=City(slug="x", name="X", ags="14713000", land="Sachsen", population=1000),
    projects=(Project(slug="rad", title="Radweg"),), recipients=(READER,),
)  # fmt: skip
PAGE = "https://skew.engagement-global.de/kleinprojektefonds.html"
CLOSES = (Stage(closes=date(2027, 10, 15), source="portal"),)
HINT = Programme(
    portal="association_news", key="n", title="Kleinprojektefonds: Anträge bis Oktober", origin="hint", text="Kurz.",
    links=(Link(title="SKEW", url=PAGE),), stages=CLOSES, url="https://www.rgre.de/n",
)  # fmt: skip
SKEW = Programme(portal="skew", key="k", title="Kleinprojektefonds", url=PAGE, text="Ganz.", stages=CLOSES)
MORE = Programme(portal="association_news", key="m", title="Etwas anderes", origin="hint")


class Office:
    """A store with one reader, day by day."""

    def __init__(self, store: Store) -> None:
        self.store, self.day, self.reader = store, 0, READER

    @property
    def now(self) -> datetime:
        return NOW + timedelta(days=self.day)

    def crawl(self, portal: str, *found: Programme) -> None:
        self.day += 1
        run = CrawlRun(id=self.store.start_run(portal, self.now), portal=portal, started=self.now)
        assert settle(self.store, run, found, (), (), self.now, expected=(0, 9), accept=True).outcome == "ok"

    def digest(self) -> Digest:
        known = {one.id: one for one in self.store.programmes()}
        matches = [Match(project="x/rad", programme=name, score=60, eligibility=Verdict.YES) for name in known]
        self.store.save_matches("x", str(self.day), matches, self.now)
        return self.seeing(known)

    def seeing(self, known: Mapping[str, Programme]) -> Digest:
        return jobs.digest_for(self.store, PROFILE, self.reader, known, self.now.date())

    def news(self) -> dict[str, list[str]]:
        """By title what a mail of today would tell anew, which then counts as sent."""
        made = self.digest()
        mail = OutboxMail(
            recipient=READER.email, kind=jobs.digest_kind(PROFILE), period=str(self.day), tellings=made.tellings()
        )
        assert Outbox(self.store).mark_seen(mail, self.now)
        told = {"new", "changed", "due"}
        return {i.programme.title: [n.kind for n in i.news] or ["new"] for i in made.items() if i.section in told}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Store(tmp_path / "s.sqlite") as store:
        yield Office(store)


def test_a_second_portal_is_no_news_nor_that_the_first_one_forgets(office: Office) -> None:
    office.crawl("association_news", HINT, MORE)
    assert office.news() == {HINT.title: ["new"], MORE.title: ["new"]}
    office.crawl("skew", SKEW)
    assert office.store.programmes()[1].title == SKEW.title
    assert office.news() == {}
    for _ in range(4):
        office.crawl("association_news", MORE)
    assert office.news() == {}
    moved = replace(SKEW, stages=(Stage(closes=date(2027, 11, 30), source="portal"),))
    office.crawl("skew", moved)
    assert office.news() == {SKEW.title: ["moved"]}
    office.crawl("association_news", HINT, MORE)
    assert office.news() == {}


def test_two_that_were_told_apart_and_turn_out_to_be_one_are_not_told_again(office: Office) -> None:
    office.crawl("association_news", replace(HINT, links=(), title="Geld für kleine Projekte"), MORE)
    office.crawl("skew", SKEW)
    assert len(office.news()) == 3
    office.crawl("association_news", HINT, MORE)
    assert len(office.store.programmes()) == 2
    assert office.news() == {}


def test_the_one_without_a_date_unsays_nothing_of_the_other(office: Office) -> None:
    """Told apart, the undated one last; a daily reader hears of the date and its reminder once all the same."""
    office.reader = Recipient(email=READER.email, rhythm="daily", reminder_weeks=(60,))
    undated = replace(HINT, stages=())
    office.crawl("skew", SKEW)
    assert office.news() == {SKEW.title: ["new"]}
    office.crawl("association_news", replace(undated, links=(), title="Geld für kleine Projekte"), MORE)
    assert len(office.news()) == 2
    office.crawl("association_news", undated, MORE)
    assert len(office.store.programmes()) == 2
    assert office.news() == {}
    office.crawl("skew", replace(SKEW, stages=(), text="Jetzt ohne Frist."))
    assert office.news() == {SKEW.title: ["undated", "page"]}
    assert office.digest().is_empty


def test_what_came_back_while_the_mails_were_made_has_not_vanished(office: Office) -> None:
    office.crawl("skew", SKEW)
    office.news()
    assert office.seeing({}).items() == ()


@pytest.mark.parametrize("answer", ["not", "applied"])
def test_what_was_answered_stays_answered(office: Office, answer: Answer) -> None:
    office.crawl("association_news", HINT, MORE)
    said = Remark(project="x/rad", programme=HINT.id, answer=answer, at=office.now, stamp=stamp(HINT))
    Feedback(office.store).put(said)
    office.crawl("skew", SKEW)
    assert office.news() == {MORE.title: ["new"]}
    for _ in range(4):
        office.crawl("association_news", MORE)
    assert office.news() == {}
