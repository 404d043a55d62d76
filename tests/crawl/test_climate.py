"""Klimaschutz: measures below a page that does not come are not gone."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.settings import Settings

from crawl.harvest import Harvest
from db import Known
from funding import Programme
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
