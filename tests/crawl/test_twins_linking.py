"""Links between portals in the database: one programme for readers, whatever places come and go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from crawl.settle import settle
from crawl.twins.linking import relink, trust
from db import Feedback, Outbox, Store
from funding import CrawlRun, Link, Match, Problem, Programme, Stage, Verdict
from funding.feedback import Remark, is_hidden
from funding.fingerprint import stamp
from funding.merging import merge
from funding.outbox import OutboxMail, Telling

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
PAGE = "https://skew.engagement-global.de/unterstuetzung-durch-nakopa.html"
CLOSES = date(2027, 5, 31)
FDB = Programme(
    portal="foerderdatenbank", key="BMZ/nakopa", title="Partnerschaftsprojekte (Nakopa)", regions=("bundesweit",),
    links=(Link(title="SKEW", url=PAGE),), rate_max=90.0, attribution="BMWE", text="Gefördert werden Partnerschaften.",
)  # fmt: skip
SKEW = Programme(
    portal="skew", key="nakopa", title="Partnerschaftsprojekte (Nakopa)", url=PAGE, funder="Engagement Global",
    stages=(Stage(closes=CLOSES, source="portal"),), attribution="SKEW", text="Mit Partnern im Globalen Süden.",
)  # fmt: skip
HINT = Programme(
    portal="association_news", key="n1", title="Partnerschaftsprojekte (Nakopa): Anträge bis 31. Mai", origin="hint",
    links=(Link(title="SKEW", url=PAGE),), stages=(Stage(closes=CLOSES, source="text"),), text="Bald ist Schluss.",
)  # fmt: skip
OTHER = Programme(portal="foerderdatenbank", key="BMZ/feb", title="Entwicklungspolitische Bildung", text="Anderes.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "p.db") as store:
        yield store


def crawl(store: Store, *found: Programme, portal: str = "", day: int = 0) -> CrawlRun:
    name, now = portal or found[0].portal, NOW + timedelta(days=day)
    run = CrawlRun(id=store.start_run(name, now), portal=name, started=now)
    none: list[Problem] = []
    return settle(store, run, found, none, [], now, expected=(0, 99), accept=True)


def ids(store: Store, **how: object) -> list[str]:
    return [programme.id for programme in store.programmes(**how)]  # type: ignore[arg-type]


def test_two_portals_give_one_programme_under_the_id_first_known(store: Store) -> None:
    crawl(store, FDB, OTHER)
    assert ids(store) == [OTHER.id, FDB.id]
    before = store.revision()
    crawl(store, SKEW, day=1)
    crawl(store, HINT, day=2)
    assert ids(store) == [OTHER.id, FDB.id]
    assert store.revision() > before
    made = store.programmes()[1]
    assert [one.portal for one in made.sources] == ["skew", "foerderdatenbank", "association_news"]
    assert (made.stages, made.rate_max, made.attribution) == (SKEW.stages, 90.0, "SKEW")
    assert all(store.programme(one.id) == store.programme(FDB.id) for one in (SKEW, HINT))
    assert ids(store, portal="skew") == ids(store, portal="association_news") == [FDB.id]
    assert [one.id for one in store.places(HINT.id)] == [SKEW.id, FDB.id, HINT.id]
    assert store.known("skew").keys() == {"nakopa"}
    assert [hit.id for hit in store.search("Nakopa")] == [FDB.id]
    assert [event.kind for event in store.events(NOW) if event.programme == FDB.id] == ["new"]


def test_a_second_crawl_without_news_changes_no_link(store: Store) -> None:
    crawl(store, FDB, OTHER)
    crawl(store, SKEW)
    before, links = store.revision(), store.standing().twins
    crawl(store, SKEW, day=1)
    assert (store.revision(), store.standing().twins) == (before, links)
    assert relink(store) == 1


def test_what_vanishes_in_one_portal_stays_with_the_other(store: Store) -> None:
    crawl(store, FDB, OTHER)
    crawl(store, SKEW)
    for day in range(1, 5):
        crawl(store, OTHER, portal="foerderdatenbank", day=day)
    (_, made) = store.programmes()
    assert made.id == FDB.id
    assert [one.id for one in made.sources] == [SKEW.id]
    assert made.text == SKEW.text
    record = store.programme(SKEW.id)
    assert record is not None
    assert not record.vanished
    assert not [event for event in store.events(NOW) if event.kind == "vanished"]
    crawl(store, FDB, OTHER, day=6)
    assert len(store.programmes()[1].sources) == 2


def test_what_was_told_answered_and_matched_counts_for_the_call(store: Store) -> None:
    crawl(store, SKEW)
    crawl(store, replace(HINT, title="Meldung über Fördermittel", links=()))
    telling = Telling(
        programme=HINT.id, project="rad", section="new", status="open", gate=CLOSES, fingerprint=stamp(HINT)
    )
    mail = OutboxMail(recipient="a@b.de", kind="digest/x", period="2026-W48", tellings=(telling,))
    assert Outbox(store).mark_seen(mail, NOW)
    Feedback(store).put(Remark(project="x/rad", programme=HINT.id, answer="not", at=NOW, stamp=stamp(HINT)))
    matches = [
        Match(project="x/rad", programme=one.id, score=50.0, eligibility=Verdict.YES, evidence=())
        for one in (HINT, SKEW)
    ]
    store.save_matches("x", "s", matches, NOW)
    assert len(store.matches("x")) == 2
    crawl(store, HINT, day=1)  # now it links the page
    told = Outbox(store).told("a@b.de", "digest/x")
    assert [(name, one.last.programme) for name, one in told.items()] == [(SKEW.id, SKEW.id)]
    ((pair, remark),) = Feedback(store).of_city("x").items()
    assert (pair, remark.programme) == (("x/rad", SKEW.id), SKEW.id)
    assert is_hidden(remark, store.programmes()[0], NOW.date())
    assert [match.programme for match in store.matches("x")] == [SKEW.id]


def test_a_link_holds_until_something_contradicts_it(store: Store) -> None:
    crawl(store, FDB, OTHER)
    crawl(store, SKEW)
    crawl(store, replace(SKEW, url="https://skew.engagement-global.de/neue-seite.html", title="Nakopa-Projekte"), day=1)
    assert len(store.programmes()[1].sources) == 2
    crawl(store, replace(SKEW, regions=("Bayern",)), day=2)
    crawl(store, replace(FDB, regions=("Hessen",)), OTHER, day=2)
    assert ids(store) == sorted([FDB.id, OTHER.id, SKEW.id])


def test_what_the_operator_parts_is_two_until_it_is_taken_back(store: Store) -> None:
    crawl(store, FDB, OTHER)
    crawl(store, SKEW)
    store.part(SKEW.id, FDB.id, NOW)
    relink(store)
    assert len(ids(store)) == 3
    crawl(store, replace(SKEW, text="Neu."), day=1)
    assert len(ids(store)) == 3
    store.part(FDB.id, SKEW.id, None)
    relink(store)
    assert len(ids(store)) == 2


@pytest.mark.parametrize("order", list(permutations((FDB, SKEW, HINT))))
def test_the_order_in_which_portals_are_crawled_decides_the_id_alone(
    store: Store, order: tuple[Programme, ...]
) -> None:
    for day, one in enumerate(order):
        crawl(store, one, day=day)
    (made,) = store.programmes()
    assert made == replace(merge([SKEW, FDB, HINT], SKEW.id), portal=order[0].portal, key=order[0].key)


def test_official_before_card_before_list_before_hint_and_a_funders_own_page_before_others() -> None:
    card = replace(SKEW, portal="rule_cards", origin="card")
    listed = replace(SKEW, portal="liste-der-stadt")
    topic = replace(SKEW, portal="eu_funding_tenders")
    german = replace(SKEW, portal="cerv_kontaktstelle", origin="hint")
    ordered = [topic, FDB, card, listed, german, HINT]
    assert sorted([HINT, german, listed, FDB, card, topic], key=lambda one: trust(one, one.id)) == ordered
