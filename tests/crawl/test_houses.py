"""Several houses in one crawl: one that fails is told and keeps what it said, all that fail are a failure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawl.base import Found, PortalSpider, portal_classes
from crawl.harvest import Harvest
from crawl.houses import HOUSES, house_of, key_of
from crawl.news import still_open
from crawl.reading import with_facts
from db import Known
from demo.static import static_sites
from funding import PassgenauError, Problem, Programme, Stage

WALL = b"<html><title>Just a moment...</title><body>Checking your browser</body></html>"
SITES = static_sites()


def answer(request: Request, body: bytes | None = None) -> HtmlResponse:
    host, _, path = request.url.removeprefix("https://").partition("/")
    page = SITES[host].page(f"/{path}")
    assert page is not None
    return HtmlResponse(request.url, body=page.body if body is None else body, encoding="utf-8")


def spider(known: dict[str, Known] | None = None) -> Any:
    made: PortalSpider = portal_classes()["association_news"](harvest=Harvest(known=known or {}))
    made.settings = Settings({"NOW": "2026-11-24T06:00:00+00:00"})
    return made


def whole(reader: Any) -> Iterator[tuple[HtmlResponse, list[Found]]]:
    for house in reader.begin():
        for item in reader.parse(answer(house)):
            yield answer(item), list(reader.item(answer(item)))


@pytest.fixture(scope="module")
def yesterday() -> dict[str, Known]:
    read = [item for _, found in whole(spider()) for item in found if isinstance(item, Programme)]
    return {item.key: stored(with_facts(item)[0]) for item in read}


def stored(programme: Programme, *, vanished: bool = False) -> Known:
    day = datetime(2026, 11, 23, tzinfo=UTC)
    return Known(programme=programme, fingerprint="", first_seen=day, last_seen=day, missed=0, vanished=vanished)


def test_a_whole_crawl_finds_the_calls_among_the_news() -> None:
    read = [item for _, found in whole(spider()) for item in found if isinstance(item, Programme)]
    assert {item.key.partition("/")[0] for item in read} == set(HOUSES)
    assert {item.origin for item in read} == {"hint"}
    assert all(item.links and item.attribution in {house.title for house in HOUSES.values()} for item in read)


def test_a_house_behind_a_wall_keeps_its_calls(yesterday: dict[str, Known]) -> None:
    reader = spider(yesterday)
    lists = {house_of(request.url): request for request in reader.begin()}
    problem, *kept = reader.parse(answer(lists["rgre"], WALL))
    assert isinstance(problem, Problem)
    assert (problem.key, "Bot-Abwehr" in problem.message) == ("rgre", True)
    assert {item.key for item in kept if isinstance(item, Programme)} == {
        "rgre/foerderaufruf-fuer-netzwerke-von-staedten", "rgre/interessenbekundung-fuer-nakopa-moeglich",
    }  # fmt: skip
    assert all(with_facts(item)[0] == yesterday[item.key].programme for item in kept), "so that nothing has changed"
    for name in ("staedtetag", "dstgb"):
        assert list(reader.unanswered(lists[name]))
    with pytest.raises(PassgenauError, match="Keiner der Verbände"):
        list(reader.unanswered(lists["stgb-nrw"]))


def test_news_that_left_the_list_are_asked_for_while_their_call_is_open(yesterday: dict[str, Known]) -> None:
    reader = spider(yesterday)
    lists = {house_of(request.url): request for request in reader.begin()}
    other = b'<html><main><h1>Aktuelles</h1><p><a href="/2026/etwas-ganz-anderes-heute">Neu</a></p></main></html>'
    asked = [key_of(request.url) for request in reader.parse(answer(lists["staedtetag"], other))]
    assert asked == [
        "staedtetag/etwas-ganz-anderes-heute",
        "staedtetag/connective-cities-themenaufruf-gute-stadtverwaltung",
    ]


def test_what_is_over_or_has_vanished_is_not_asked_for_again() -> None:
    def told(key: str, closes: date | None, *, vanished: bool = False) -> Known:
        url, stages = f"https://verband.example/{key}", (Stage(closes=closes),) if closes else ()
        return stored(Programme(portal="p", key=key, title=key, url=url, stages=stages), vanished=vanished)

    today = date(2026, 11, 24)
    known = {
        "alt": told("alt", date(2026, 6, 30)), "offen": told("offen", date(2027, 1, 31)), "heute": told("heute", today),
        "weg": told("weg", date(2027, 1, 31), vanished=True), "ohne": told("ohne", None),
    }  # fmt: skip
    asked = list(still_open(Harvest(known=known).known_below(""), today))
    assert asked == ["https://verband.example/offen", "https://verband.example/heute"]


def test_an_item_that_is_no_page_is_a_problem_of_its_own() -> None:
    reader = spider()
    (problem,) = reader.item(HtmlResponse("https://www.dstgb.de/aktuelles/a-b-c", body=WALL, encoding="utf-8"))
    assert (type(problem), problem.key) == (Problem, "dstgb/a-b-c")
    assert list(reader.unanswered(Request("https://www.dstgb.de/a-b-c", meta={"programme": "dstgb/a-b-c"}))) == []


@pytest.mark.parametrize("address", ["https://kommunen.nrw/x/a-b-c.html", "https://www.kommunen.nrw/x/a-b-c.html"])
def test_a_house_is_known_with_and_without_www(address: str) -> None:
    assert key_of(address) == "stgb-nrw/a-b-c"
