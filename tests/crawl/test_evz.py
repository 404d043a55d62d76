"""EVZ: a call's own day and never its neighbour's."""

from datetime import UTC, date, datetime

import pytest
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawl.harvest import Harvest
from crawl.sections import sections
from crawl.shells import page
from db import Known
from funding import PassgenauError, Problem, Programme
from spiders.evz import Evz

FLAT = """<main><p>Bewerbungsfrist: 1.3.2027</p><h3><a href="/a">A</a></h3><p>Text von A</p>
<p>Bewerbungsfrist: 1.9.2027</p><h3><a href="/b">B</a></h3><p>Text von B</p></main>"""
ODD = '<main><div><h3><a href="/a">A</a></h3><p>Bewerbungsfrist: {words}</p></div></main>'


def stored(programme: Programme) -> Known:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    return Known(programme=programme, fingerprint="", first_seen=day, last_seen=day, missed=0, vanished=False)


@pytest.fixture
def spider() -> Evz:
    made = Evz(harvest=Harvest())
    made.settings = Settings({"NOW": "2026-11-23T06:00:00+00:00"})
    return made


def test_days_that_stand_above_headings_without_a_frame_are_an_error(spider: Evz) -> None:
    with pytest.raises(PassgenauError, match="mit Überschrift und je einer"):
        list(spider.parse(HtmlResponse(spider.homepage, body=FLAT, encoding="utf-8")))


def test_a_day_that_cannot_be_read_is_told_and_left_open(spider: Evz) -> None:
    listed = HtmlResponse(spider.homepage, body=ODD.format(words="wird verlängert"), encoding="utf-8")
    request = next(iter(spider.parse(listed)))
    found = list(spider.unanswered(request))
    assert [(item.key, item.value) for item in found if isinstance(item, Problem)] == [("a", "wird verlängert")]
    assert [(item.title, item.stages, item.text) for item in found if isinstance(item, Programme)] == [("A", (), None)]


def test_a_page_that_fails_takes_no_text_away(spider: Evz) -> None:
    request = next(iter(spider.parse(HtmlResponse(spider.homepage, body=ODD.format(words="1.5.2027").encode()))))
    spider.harvest.known = {"a": stored(Programme(portal="evz", key="a", title="A", text="Wer mitmacht"))}
    spider.harvest.problems.append(spider.problem("HTTP 500", key="a"))
    (found,) = spider.unanswered(request)
    assert isinstance(found, Programme)
    assert (found.text, found.stages[0].closes) == ("Wer mitmacht", date(2027, 5, 1))
    spider.harvest.problems[:] = [spider.problem("HTTP 404")]
    (found,) = spider.unanswered(request)
    assert isinstance(found, Programme)
    assert found.text is None


def test_the_day_of_the_list_is_the_gate(spider: Evz) -> None:
    body = ODD.format(words="02.05.2027")
    section = next(sections(page(HtmlResponse(spider.homepage, body=body, encoding="utf-8")).root))
    shown = HtmlResponse(
        "https://www.stiftung-evz.de/a", body="<main><h1>A</h1><p>Wer mitmacht</p></main>", encoding="utf-8"
    )
    found = next(spider.call(shown, section, "a"))
    assert (found.text, found.stages[0].closes.isoformat()) == ("Wer mitmacht", "2027-05-02")
