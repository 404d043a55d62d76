"""Klimaschutz: windows in several lines; measures below a page that does not come are not gone."""

from datetime import UTC, date, datetime

from scrapy import Request
from scrapy.settings import Settings

from crawl import climate
from crawl.harvest import Harvest
from crawl.html import parse
from db import Known
from facts import read
from funding import Programme, next_gate
from spiders.klimaschutz import Klimaschutz


def stored(key: str) -> Known:
    day, programme = datetime(2026, 11, 22, tzinfo=UTC), Programme(portal="klimaschutz", key=key, title=key)
    return Known(programme=programme, fingerprint="", first_seen=day, last_seen=day, missed=0, vanished=False)


def test_measures_below_a_page_that_fails_were_not_looked_for() -> None:
    known = {key: stored(key) for key in ("richtlinie/rad", "richtlinie/bus/depot", "richtlinie-zwei/licht", "preis")}
    spider = Klimaschutz(harvest=Harvest(known=known))
    spider.settings = Settings({"NOW": "2026-11-23T06:00:00+00:00"})
    request = Request("https://www.klimaschutz.de/x/richtlinie", meta={"programme": "richtlinie"})
    assert [problem.key for problem in spider.unanswered(request)] == ["richtlinie/rad", "richtlinie/bus/depot"]


def test_a_second_window_in_a_line_of_its_own_is_not_lost() -> None:
    both = "1.1.2027 bis 31.3.2027<br>1.7.2027 bis 30.9.2027"
    page = parse(f"<main><p><b>Antragszeitraum:</b> {both}</p></main>")
    (found,) = climate.measure(page, "Radwege", "Richtlinie", "https://www.klimaschutz.de/a/b")
    assert isinstance(found, Programme)
    days = [next_gate(read(found).stages, day) for day in (date(2027, 2, 1), date(2027, 8, 1))]
    assert [gate and gate.day for gate in days] == [date(2027, 3, 31), date(2027, 9, 30)]
