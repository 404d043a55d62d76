"""Feeds: what they say, what they hide, and what only calls itself a feed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Response, XmlResponse

from crawl.base import Blocked
from crawl.feeds import Entry, entries, left_the_feed
from crawl.harvest import Harvest
from db import Known
from funding import PassgenauError, Programme, Stage

URL = "https://www.beispiel.test/feed.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link>
<description>&lt;p&gt;Anträge &amp;amp; mehr&lt;/p&gt;</description>
<pubDate>Tue, 03 Nov 2026 08:00:00 +0100</pubDate></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title type="html">A &amp;amp; B</title>
<link href="/b"/><summary>S</summary><updated>2026-11-03T00:00:00Z</updated></entry></feed>"""


def feed(*items: tuple[str, str]) -> XmlResponse:
    body = RSS.format(items="".join(ITEM.format(title=title, link=link) for title, link in items))
    return XmlResponse(URL, body=body.encode(), headers={"Content-Type": "application/rss+xml"})


def test_entries_are_plain_and_have_title_and_address() -> None:
    found = entries(feed(("Aufruf", "https://x.test/a"), ("", "https://x.test/b"), ("Böse", "javascript:alert(1)"),
                         ("Hier", "/c")))  # fmt: skip
    assert found == [
        Entry("Aufruf", "https://x.test/a", "Anträge & mehr"),
        Entry("Hier", "https://www.beispiel.test/c", "Anträge & mehr"),
    ]
    assert entries(XmlResponse(URL, body=ATOM.encode())) == [Entry("A & B", "https://www.beispiel.test/b", "S")]
    assert entries(feed()) == [], "an empty feed is one"


def test_a_feed_without_good_manners_is_read() -> None:
    loose = (
        RSS.format(items="<item><title>Kunst & Kultur</title><link>https://x.test/a</link></item>").encode()
        + b"\n<!-- 7 -->\n"
    )
    assert [entry.url for entry in entries(Response(URL, body=loose))] == ["https://x.test/a"]
    latin = RSS.replace("UTF-8", "ISO-8859-1").format(items=ITEM.format(title="Städte", link="https://x.test/a"))
    assert entries(Response(URL, body=latin.encode("latin-1")))[0].title == "Städte"


@pytest.mark.parametrize(("body", "words"), [
    (b"<!DOCTYPE html><html><head><title>Neues</title></head><body><p>Unsere Seite</p></body></html>",
     "kein RSS-Feed mehr, sondern eine HTML-Seite („Neues“)"),
    (b"\n<!-- x --><html><body>" + b"<p>Wort</p>" * 200, "sondern eine HTML-Seite"),
    (b'{"items": []}', "ist kein RSS-Feed"),
    (b"", "ist kein RSS-Feed"),
    (b"https://www.beispiel.test/anders.xml", "ist kein RSS-Feed"),
    (RSS.format(items=ITEM.format(title="A", link="https://x.test/a")).encode()[:-20], "bricht mittendrin ab"),
], ids=["html", "long", "json", "empty", "address", "cut"])  # fmt: skip
def test_what_is_no_feed_is_an_error(body: bytes, words: str) -> None:
    with pytest.raises(PassgenauError, match="Nichts wurde ersetzt") as error:
        entries(HtmlResponse(URL, body=body))
    assert words in str(error.value)
    assert not isinstance(error.value, Blocked)


def test_many_comments_are_read_in_one_go() -> None:
    whole = feed(("Aufruf", "https://x.test/a")).body
    comments = b"<!--a-->" * 2_000
    with pytest.raises(PassgenauError, match="kein RSS-Feed"):
        entries(Response(URL, body=comments + b"<x"))
    assert len(entries(Response(URL, body=whole + comments[:4_000]))) == 1
    with pytest.raises(PassgenauError, match="bricht mittendrin ab"):
        entries(Response(URL, body=whole + comments[:4_000] + b"x"))


def test_the_name_of_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.xml"
    secret.write_bytes(feed(("Geheim", "https://x.test/a")).body)
    with pytest.raises(PassgenauError, match="kein RSS-Feed"):
        entries(Response(URL, body=str(secret).encode()))


def test_a_bot_wall_in_place_of_a_feed() -> None:
    with pytest.raises(Blocked, match="Bot-Abwehr"):
        entries(Response(URL, body=b"<!doctype html><html><title>Just a moment...</title></html>"))


def test_what_newer_entries_pushed_out_is_read_on_until_it_is_over() -> None:
    def known(key: str, closes: date | None, *, seen: int = 2026, vanished: bool = False) -> Known:
        stages = (Stage(closes=closes),) if closes else ()
        stored = Programme(portal="p", key=key, title=key, url=f"https://x.test/{key}", stages=stages)
        day = datetime(seen, 6, 1, tzinfo=UTC)
        return Known(programme=stored, fingerprint="", first_seen=day, last_seen=day, missed=0, vanished=vanished)

    spring, autumn = date(2027, 3, 1), date(2026, 10, 1)
    stored = {
        "offen": known("offen", spring), "vorbei": known("vorbei", autumn), "dabei": known("dabei", spring),
        "weg": known("weg", spring, vanished=True), "ohne-frist": known("ohne-frist", None),
        "uralt": known("uralt", None, seen=2024),
    }  # fmt: skip
    found = left_the_feed(Harvest(known=stored), {"dabei": None}, date(2026, 11, 23))
    assert dict(found) == {"offen": "https://x.test/offen", "ohne-frist": "https://x.test/ohne-frist"}
