"""European sources in real crawls: what changes by itself is no news, and a key that rotates is read anew."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsel import Selector
from scrapy.http import HtmlResponse, JsonResponse

from crawl import cerv, eui, interreg
from crawl.base import Blocked, portal_classes
from crawl.days import Moment
from crawl.harvest import Harvest
from crawl.html import parse
from crawl.run import CrawlOptions, crawl
from db import Known, Store
from demo.faults import Fault
from demo.interreg import QUERIES, InterregSite
from demo.server import SamplePortals
from funding import CrawlRun, PassgenauError, Programme, next_gate

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
PORTICO, LIST = "portico.urban-initiative.eu", "/urban-panorama/call-for-proposals"
PAGE = "/calls-for-projects/"
Crawl = Callable[..., CrawlRun]


@pytest.fixture
def portals() -> Iterator[SamplePortals]:
    with SamplePortals() as running:
        yield running


@pytest.fixture
def run(tmp_path: Path, crawler: None, portals: SamplePortals, monkeypatch: pytest.MonkeyPatch) -> Crawl:
    for name, value in {"DOWNLOAD_TIMEOUT": "20", "SPIDER_MODULES": "spiders"}.items():
        monkeypatch.setenv(f"PASSGENAU_{name}", value)

    def go(portal: str, day: int = 0) -> CrawlRun:
        options = CrawlOptions(sample_server=portals.url, now=NOW + timedelta(days=day))
        return crawl(portal, db=tmp_path / "stadt.sqlite", options=options)

    return go


@pytest.fixture
def programmes(tmp_path: Path) -> Callable[[], dict[str, Programme]]:
    def read() -> dict[str, Programme]:
        with Store(tmp_path / "stadt.sqlite") as store:
            return {programme.key: programme for programme in store.programmes()}

    return read


def test_a_countdown_makes_no_event(
    portals: SamplePortals, run: Crawl, programmes: Callable[[], dict[str, Programme]], tmp_path: Path
) -> None:
    site = portals.static[PORTICO]
    first = run("eui")
    assert (first.outcome, first.found, first.problems) == ("ok", 4, 0), first.reason
    before = programmes()
    (stage,) = before["innovative-actions-fifth-call"].stages
    assert (str(stage.closes), str(stage.closes_at), stage.source) == ("2027-02-05", "14:00:00", "portal")
    call = f"{LIST}/innovative-actions-fifth-call"
    moved = {
        LIST: [("<span>74</span> days left", "<span>73</span> days left"), ("Opens in 120 days", "Opens in 119 days")],
        call: [("74 days 6 hours 12 minutes", "73 days 3 hours 40 minutes"), ("Only 74 days", "Only 73 days")],
    }
    for path, words in moved.items():
        body = site.page(path).body.decode()
        for old, new in words:
            assert old in body
            body = body.replace(old, new)
        site.changed[path] = body.encode()
    second = run("eui", 1)
    assert (second.outcome, second.found, second.new, second.changed) == ("ok", 4, 0, 0), second.reason
    assert programmes() == before
    with Store(tmp_path / "stadt.sqlite") as store:
        assert not store.events(NOW + timedelta(days=1))


def test_the_key_of_the_search_rotates(portals: SamplePortals, run: Crawl) -> None:
    old = portals.interreg.key
    portals.interreg.rotate("0011" * 8, shown=False)
    portals.faults[PAGE] = Fault.instead(portals.interreg.page(PAGE), times=1)  # the old page, once more from a cache
    portals.interreg.rotate("0011" * 8)
    first = run("interreg")
    assert (first.outcome, first.found, first.problems) == ("ok", 6, 1), first.reason
    keys = [asked.headers["x-algolia-api-key"] for asked in portals.requests if asked.path.startswith(QUERIES)]
    assert keys == [old, "0011" * 8, "0011" * 8], "refused once, then two pages"
    assert len({asked.body for asked in portals.requests if asked.path.startswith(QUERIES)}) == 2, "bytes are constant"


def test_a_new_key_that_is_refused_too_is_a_refusal() -> None:
    spider, page = portal_classes()["interreg"](harvest=Harvest()), InterregSite().page(PAGE)
    assert page is not None
    asked = spider.begin()
    for again in (False, True):
        (query,) = spider.parse(
            HtmlResponse("https://interreg.eu/", body=page.body, encoding="utf-8"), **next(asked).cb_kwargs
        )
        assert query.cb_kwargs["again"] is again
        asked = spider.listed(JsonResponse(query.url, status=404), **query.cb_kwargs)
    with pytest.raises(Blocked, match=r"auch den neuen Schlüssel ab \(HTTP 404\)"):
        next(asked)


def test_between_two_calls_of_urbact_the_known_ones_are_asked_for() -> None:
    quiet = HtmlResponse(
        "https://urbact.eu/get-involved", body=b"<main><h1>Get involved</h1><p>No call now.</p></main>"
    )
    old = Programme(portal="urbact", key="call-action-networks-2026", title="Call", summary="Until 17 June 2027")
    known = {old.key: Known(programme=old, fingerprint="", first_seen=NOW, last_seen=NOW, missed=0, vanished=False)}
    told, request = portal_classes()["urbact"](harvest=Harvest(known=known)).parse(quiet)
    assert (told.field, request.url) == ("url", "https://urbact.eu/call-action-networks-2026")
    assert request.cb_kwargs["teaser"] == "Until 17 June 2027"
    with pytest.raises(PassgenauError, match="kein Eintrag der bekannten Form"):
        list(portal_classes()["urbact"](harvest=Harvest()).parse(quiet))


def test_a_second_cut_off_in_a_line_of_its_own_is_not_lost() -> None:
    rows = "<dt>Beginn</dt><dd>1.10.2026</dd><dt>Frist</dt><dd>31.03.2027, 17:00 Uhr<br>30.09.2027</dd>"
    shown = Selector(root=parse(f"<main><h1>Aufruf</h1><dl>{rows}</dl></main>"), type="html")
    (found,) = cerv.call(shown, "https://www.kontaktstelle-cerv.de/aufrufe/x", "x")
    assert isinstance(found, Programme)
    days = [next_gate(found.stages, day) for day in (date(2026, 12, 1), date(2027, 8, 1), date(2027, 12, 1))]
    assert [gate and gate.day for gate in days] == [date(2027, 3, 31), date(2027, 9, 30), None]
    (one,) = cerv._stages({"Frist": Moment(date(2027, 3, 31))}, {"Frist": "31.3.2027\n\nEine Runde im Jahr."})
    assert (one.round, one.closes) == (0, date(2027, 3, 31))


@pytest.mark.parametrize(("words", "found"), [
    (["DE21", "FR"], 1), (["Germany"], 1), (["DE - Germany"], 1), (["PL - Poland"], 0), (["EL", "UKC"], 0),
    (["ALL"], 2), (["NWE"], 2), (["PL", "all of it"], 2),
], ids=str)  # fmt: skip
def test_a_call_of_an_area_that_is_not_understood_is_kept_and_told(words: list[str], found: int) -> None:
    told = list(interreg.call({"objectID": "a", "title": "Call", "callEligibleCountryNuts": words}))
    assert len(told) == found
    assert all(isinstance(one, Programme) for one in told[-1:])


@pytest.mark.parametrize("body", [b'{"hits": []}', b"<html>", b'{"results": [{"hits": [1], "nbPages": 1}]}', b"\xff"])
def test_an_answer_of_another_form_is_an_error(body: bytes) -> None:
    with pytest.raises(PassgenauError, match="in anderer Form als bekannt"):
        interreg.answer(body)


NOISE = st.recursive(
    st.none() | st.integers() | st.text(max_size=12),
    lambda parts: st.lists(parts, max_size=2) | st.dictionaries(st.sampled_from(["code", "name"]), parts, max_size=2),
    max_leaves=4,
)
FIELDS = """
    objectID title url callOpenDate callDeadlineDate callThemes callEligibleCountryNuts targetAudience callStatus
    associatedProgrammes description
    """.split()
PIECES = """
<dt> </dt> <dd> </dd> Status Frist ID : 11.02.2027 <h1> x </h1> <article§class="node--type-call-for-proposals">
<div§class="title-node"> <a§href="/x"> <a§href="http://["> </a> </div> Open Deadline§date§:§ 05/02/2027 <th>
    """.split()


def _joined(pieces: list[str]) -> str:
    return "".join(pieces).replace("§", " ")


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), NOISE), st.lists(st.sampled_from(PIECES), max_size=20).map(_joined))
def test_strange_answers_and_pages_raise_nothing(hit: dict[str, object], page: str) -> None:
    list(interreg.call({"objectID": "1", "title": "T", **hit}))
    seen = Selector(root=parse(page), type="html")
    list(cerv.call(seen, "https://www.kontaktstelle-cerv.de/aufrufe/x", "x"))
    assert all(
        item for entry in seen.css(eui.ENTRY) for item in eui.entry(entry, "https://portico.urban-initiative.eu/")
    )


@given(st.one_of(st.integers(), st.floats(), st.text(), st.none()))
def test_a_stamp_is_a_day_of_this_century_or_nothing(value: object) -> None:
    found = interreg.stamp(value)
    assert found is None or 2000 <= found.day.year < 2100
