"""The message: headers that survive, one mail known as one, bytes that arrive as they left."""

import email
import smtplib
import socket
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from digest_samples import NOW, OCCASION, RECIPIENT, ROOFS, SENDER, built, one
from hypothesis import example, given, settings
from hypothesis import strategies as st

import digest
from digest.headers import POLICY
from digest.hygiene import one_line
from funding import InputError

HOSTILE = st.one_of(
    st.text(st.characters(codec=None, categories=["L", "M", "N", "P", "S", "Z", "C"]), max_size=300),
    st.lists(
        st.sampled_from([
            "\r\nBcc: x@evil.example", "\r\n\r\n<html>", "\u2028", "\u202e", "\u2066", "=?utf-8?q?a=0D=0ABcc:_x?=",
            "<script>",
            "👩‍🚒", "ä ö  ü", "\x00", "\ud800", ".\r\n.\r\n", "From x", "--=_mixed",
            "END:VEVENT\r\n", "{{ 7*7 }}", "&amp;", '"',
        ]),
        max_size=6,
    ).map(" ".join),
)  # fmt: skip
FLAWS = ["x" * 5_000, "ä" * 5_000, "Wort " * 1_000, "\r\nBcc: x@evil.example\r\n\r\nHallo", "👍" * 900]


def enclosed(mail: digest.Mail, **more) -> EmailMessage:
    return digest.message(mail, RECIPIENT, SENDER, NOW, occasion=OCCASION, **more)


def parsed(message: EmailMessage) -> EmailMessage:
    return email.message_from_bytes(message.as_bytes(), policy=policy.default)


def subject_only(subject: str) -> EmailMessage:
    return parsed(enclosed(digest.Mail(subject=subject, text="x\n", html="<p>x</p>")))


def plain(read: EmailMessage) -> str:
    return read.get_body(("plain",)).get_content().replace("\r\n", "\n")


def sound(raw: bytes) -> None:
    """Nothing that a server could stumble over: ASCII, short lines, CRLF only."""
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_parts_in_order_and_whole():
    made = built()
    mail, calendar = digest.render(made), digest.calendar(made, NOW)
    read = parsed(enclosed(mail, calendar=calendar))
    sound(enclosed(mail, calendar=calendar).as_bytes())
    assert [part.get_content_type() for part in read.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert plain(read) == mail.text
    assert read.get_body(("html",)).get_content().replace("\r\n", "\n").rstrip() == mail.html.rstrip()
    attached = next(read.iter_attachments())
    assert attached.get_filename() == "fristen.ics"
    assert attached.get_payload(decode=True) == calendar
    assert not [part.defects for part in read.walk() if part.defects]


def test_no_calendar_no_attachment():
    assert parsed(enclosed(digest.render(built()), calendar=b"")).get_content_type() == "multipart/alternative"


def test_headers():
    read = subject_only("Hallo")
    assert read["From"].addresses[0].addr_spec == "passgenau@hafenstadt.example"
    assert read["To"].addresses[0].display_name == "Jördis Ünal"
    assert read["To"].addresses[0].addr_spec == RECIPIENT.email
    assert parsedate_to_datetime(read["Date"]) == NOW
    assert read["Date"].endswith("+0100")
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Unsubscribe"] is None
    assert read["MIME-Version"] == "1.0"


def test_one_mail_has_one_id():
    mail = digest.render(built())

    def mail_id(recipient=RECIPIENT, kind="digest", period="2026-W48", now=NOW):
        occasion = digest.Occasion(kind=kind, period=period)
        return digest.message(mail, recipient, SENDER, now, occasion=occasion)["Message-ID"]

    assert mail_id() == mail_id(now=NOW + timedelta(hours=3))
    assert mail_id() == mail_id(recipient=replace(RECIPIENT, name=None, email="AMT@hafenstadt.example"))
    others = [
        mail_id(kind="reminder"),
        mail_id(period="2026-W49"),
        mail_id(recipient=replace(RECIPIENT, email="b@c.example")),
    ]
    assert len({mail_id(), *others}) == 4
    assert mail_id(kind="a", period="b,c") != mail_id(kind="a,b", period="c")
    assert mail_id().endswith("@hafenstadt.example>")


def test_equal_arguments_give_equal_bytes():
    made = built()
    mail, calendar = digest.render(made), digest.calendar(made, NOW)
    assert enclosed(mail, calendar=calendar).as_bytes() == enclosed(mail, calendar=calendar).as_bytes()


@pytest.mark.parametrize("flaw", FLAWS)
def test_enormous_and_injected_subjects(flaw):
    read = subject_only(flaw)
    assert read["Subject"] == one_line(flaw)
    assert read["Bcc"] is None
    assert read.get_body(("plain",)).get_content().strip() == "x"


@settings(deadline=None, max_examples=150)
@given(HOSTILE)
@example("Fördermittel  für   Übermorgen – größer")
@example("ä " * 60)
@example("=?utf-8?q?a=0D=0ABcc:_x?=")
def test_subjects_arrive_as_they_are_read(subject):
    made = enclosed(digest.Mail(subject=subject, text="x\n", html="<p>x</p>"))
    head = made.as_bytes().partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert all(len(line) <= 78 and line.strip() for line in head)
    assert all(len(word) <= 75 for line in head for word in line.split() if word.startswith("=?"))
    read = parsed(made)
    assert str(read["Subject"]) == one_line(subject)
    assert set(read.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    }  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
@example('Amt "Klima", Herr\\Frau <x@evil.example>')
@example("Bürgermeisterin, die")
@example('x" <x@evil.example>, ')
def test_names_never_add_an_address(name):
    message = digest.message(
        digest.Mail(subject="x", text="x", html="x"), replace(RECIPIENT, name=name), SENDER, NOW, occasion=OCCASION
    )
    read = parsed(message)
    assert [address.addr_spec for address in read["To"].addresses] == [RECIPIENT.email]
    assert len(getaddresses([str(read["To"])])) == 1


@settings(deadline=None, max_examples=40)
@given(HOSTILE, HOSTILE)
@example("\u200b", "\x00")
@example("x" * 5_000, "\r\n.\r\nQUIT\r\n")
def test_hostile_programmes_arrive_harmless(title, text):
    found = replace(ROOFS, title=title, summary=text, funder=text, attribution=title, lossy=True)
    made = one(found)
    mail, calendar = digest.render(made), digest.calendar(made, NOW)
    message = enclosed(mail, calendar=calendar)
    sound(message.as_bytes())
    read = parsed(message)
    assert plain(read) == mail.text
    assert read["Bcc"] is None
    assert len(list(read.walk())) == 5
    assert not any(sign in mail.text + mail.html for sign in "\u2028\u202e\u2066\x00\r")
    assert "<script" not in mail.html
    assert mail.text.count("\n- ") == 1 + len(made.sources)


def test_long_unsubscribe_addresses_stay_whole():
    for address in ("mailto:abmelden@hafenstadt.example?subject=" + "a1" * 200, "https://x.example/" + "t" * 400):
        message = enclosed(digest.render(built()), unsubscribe=address)
        assert f"List-Unsubscribe: <{address}>\r\n".encode() in message.as_bytes()


@pytest.mark.parametrize(
    "address", ["javascript:x", "mailto:a@b.example\r\nBcc: c@d.example", "https://ü.example", "", "mailto:>,<x"]
)
def test_bad_unsubscribe_addresses_are_refused(address):
    with pytest.raises(InputError, match="Abmelde-Adresse"):
        enclosed(digest.render(built()), unsubscribe=address)


@pytest.mark.parametrize("address", ["ämter@x.example", "a b@x.example", "a\x00@x.example", "(x)@x.example"])
def test_addresses_that_no_server_takes_are_refused(address):
    with pytest.raises(InputError, match="name@ort"):
        digest.message(digest.render(built()), replace(RECIPIENT, email=address), SENDER, NOW, occasion=OCCASION)
    with pytest.raises(InputError):
        digest.message(digest.render(built()), RECIPIENT, "nobody", NOW, occasion=OCCASION)


def test_umlaut_domains_travel_in_ascii():
    recipient = replace(RECIPIENT, email="amt@köln.example", name=None)
    message = digest.message(digest.render(built()), recipient, SENDER, NOW, occasion=OCCASION)
    assert message["To"].addresses[0].addr_spec == "amt@xn--kln-sna.example"


def test_the_policy_refuses_what_it_would_have_to_mend():
    message = EmailMessage(policy=POLICY)
    for value in ("ä", "a\nb", "a\r\nBcc: x"):
        with pytest.raises(ValueError, match="one line of ASCII"):
            message["X-Test"] = value


class Kept(MessageHandler):
    """Keeps the raw bytes of what came."""

    def __init__(self) -> None:
        super().__init__()
        self.raw: list[bytes] = []

    async def handle_DATA(self, server, session, envelope):
        self.raw.append(envelope.original_content)
        return "250 OK"

    def handle_message(self, message):
        raise AssertionError


@pytest.fixture
def server():
    kept = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller, kept
    controller.stop()


def test_a_real_server_gets_the_bytes_that_were_made(server):
    controller, kept = server
    made = one(replace(ROOFS, title=".\r\n.\r\nFrom ä 👩‍🚒 " + "lang " * 50, summary="." * 200))
    message = enclosed(
        digest.render(made), calendar=digest.calendar(made, NOW), unsubscribe="mailto:a@b.example?x=" + "y" * 200
    )
    with smtplib.SMTP(controller.hostname, controller.port) as client:
        client.send_message(message)
        client.sendmail("a@b.example", [RECIPIENT.email], message.as_bytes())
    assert kept.raw == [message.as_bytes()] * 2
