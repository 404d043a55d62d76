"""Whatever a portal writes arrives harmless: in subject, text, HTML, calendar, feed and headers."""

import email
import random
import re
from dataclasses import replace
from email import policy
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from digest_samples import (
    NOW,
    OCCASION,
    RECIPIENT,
    ROOFS,
    SENDER,
    SOLAR,
    SOURCES,
    TODAY,
    match,
    one,
    profile,
    told,
)
from icalendar import Calendar

import digest
from digest.headers import POLICY, encoded
from digest.hygiene import one_line
from funding import Contact, Evidence, Stage, Verdict
from funding.outbox import Telling

HOSTILE = [
    "<script>alert(1)</script>", "</title></style><img src=x onerror=alert(1)>", "a\r\nBcc: x@evil.example\r\n\r\nb",
    "a\u2028b\u2029c\x85d\x0be", "\u202ertl\u2066\u200f\u200e", "A" * 10_000, "Ä " * 5_000, "👩‍🚒🇩🇪" * 200,
    "\ud800\udfff", "\ufffe\uffff\U0001fffe\ufdd0", "]]><!-- --></feed>", "END:VEVENT\r\nEND:VCALENDAR",
    "{{ 7*7 }}{% raw %}", "&lt;b&gt;&#x202e;", "\x00\x1b[31m", '"\'`;,\\n\\', "%0d%0aBcc:", "=?utf-8?q?=0d=0aBcc:x?=",
    " ", "",
]  # fmt: skip
SIGNS = "\u2028\u2029\u202e\u2066\u200f\x00\x1b\x85\ufffe\uffff\ufdd0"


def flooded(text: str):
    """A programme that says it everywhere."""
    return replace(
        ROOFS, title=text, summary=text, funder=text, attribution=text, url=f"https://x.example/{text}",
        contacts=(Contact(name=text, email=text, phone=text),),
        stages=(Stage(closes=ROOFS.stages[0].closes, quote=text, confidence=0.1, zone=text),),
    )  # fmt: skip


def evidence(text: str) -> list[Evidence]:
    return [Evidence(criterion="text", verdict=verdict, sentence=text, weight=9) for verdict in Verdict]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_whole_mail_of_it(text):
    made = one(flooded(text), evidence=evidence(text))
    mail, calendar = digest.render(made), digest.calendar(made, NOW)
    for part in (mail.subject, mail.text, mail.html):
        assert not set(part) & set(SIGNS)
        assert "\r" not in part
    assert "\n" not in mail.subject
    page = BeautifulSoup(mail.html, "lxml")
    assert not page.find(["script", "img", "iframe"])
    assert not page.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    assert len(page.select("ul[role] > li")) == 1
    assert len(mail.html) < 30_000
    raw = digest.message(mail, RECIPIENT, SENDER, NOW, calendar, occasion=OCCASION).as_bytes()
    read = email.message_from_bytes(raw, policy=policy.default)
    assert (read["Bcc"], len(list(read.walk()))) == (None, 5)
    assert len(Calendar.from_ical(calendar).events) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_line_of_what_has_ended_and_a_feed_of_it(text):
    found = flooded(text)
    known = told(
        Telling(programme=found.id, project="solar", section="new", status="open", gate=found.stages[0].closes)
    )
    ended = one(replace(found, source_status="closed"), told=known)
    assert not set(digest.render(ended).html + digest.render(ended).text) & set(SIGNS)
    assert [str(entry["status"]) for entry in Calendar.from_ical(digest.calendar(ended, NOW)).events] == ["CANCELLED"]
    matches = {"solar": [match(SOLAR, found, 60, *evidence(text))]}
    atom, calendar = digest.feed(
        profile(SOLAR), RECIPIENT, matches, {found.id: found}, SOURCES, TODAY, NOW, seen={}
    )  # fmt: skip
    feed = ET.fromstring(atom)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    assert not set(atom.decode()) & set(SIGNS)
    content = feed.findtext("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}content")
    assert not BeautifulSoup(content, "lxml").find(["script", "img"])
    assert len(Calendar.from_ical(calendar).events) == 1


def test_five_thousand_subjects_arrive_as_they_are_read():
    chance = random.Random(7)
    words = ["Förderung", "für", "Übermorgen", "–", "2 Fristen nahen,", "Größe", "x" * 60, "ß" * 40, "👍", "a", "  ",
             "=?", "?=", "„EFRE“", "\u00a0", "\u2028", "Straße\r\n", '"', "é" * 9]  # fmt: skip
    for _ in range(5_000):
        subject = chance.choice(["", " "]).join(chance.choices(words, k=chance.randint(0, 14)))
        head = POLICY.fold_binary("Subject", encoded(subject))
        assert not re.search(rb"\r\n(?![ ])(?!$)", head)
        assert all(len(line) <= 78 for line in head.split(b"\r\n"))
        read = email.message_from_bytes(head + b"\r\n", policy=policy.default)
        assert str(read["Subject"]) == one_line(subject)
