"""Mails over real servers: encrypted, with a password, and what every refusal means."""

import asyncio
from pathlib import Path

import pytest
from mail_servers import PASSWORD, USER, Inbox, authenticated, certificate, server

from digest.smtp import SmtpTransport
from digest.transport import Later, Never, NoWay

SENDER, READER = "passgenau@stadt.example", "anna@stadt.example"
MAIL = b"Subject: x\r\nMessage-ID: <1@x>\r\n\r\nHallo\r\n"


def deliver(transport: SmtpTransport, times: int = 1) -> None:
    with transport:
        for _ in range(times):
            transport.deliver(MAIL, SENDER, READER, "1")


def test_many_mails_over_one_connection() -> None:
    inbox = Inbox()
    with server(inbox) as (host, port):
        deliver(SmtpTransport(host, port, "none"), times=3)
    assert [recipient for recipient, _ in inbox.mails] == [READER] * 3
    assert b"Message-ID: <1@x>" in inbox.mails[0][1]


def test_starttls_with_a_password(tmp_path: Path) -> None:
    inbox, (trusted, context) = Inbox(), certificate(tmp_path)
    options = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": authenticated}
    with server(inbox, **options) as (host, port):
        deliver(SmtpTransport(host, port, "starttls", USER, PASSWORD, trusted))
        assert len(inbox.mails) == 1
        with pytest.raises(NoWay, match="nimmt Benutzer oder Passwort nicht an: 535"):
            deliver(SmtpTransport(host, port, "starttls", USER, "falsch", trusted))
        with pytest.raises(NoWay, match="530"):
            deliver(SmtpTransport(host, port, "starttls", cafile=trusted))


def test_tls_from_the_start(tmp_path: Path) -> None:
    inbox, (trusted, context) = Inbox(), certificate(tmp_path)
    with server(inbox, ssl_context=context) as (host, port):
        deliver(SmtpTransport(host, port, "tls", cafile=trusted))
    assert len(inbox.mails) == 1


def test_a_certificate_of_nobody_is_refused(tmp_path: Path) -> None:
    inbox, (_, context) = Inbox(), certificate(tmp_path)
    with (
        server(inbox, tls_context=context) as (host, port),
        pytest.raises(NoWay, match="Zertifikat, dem nicht zu trauen ist"),
    ):
        deliver(SmtpTransport(host, port, "starttls"))
    assert inbox.mails == []


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    inbox, (trusted, context) = Inbox(), certificate(tmp_path, "anderswo.example", "127.0.0.9")
    with (
        server(inbox, tls_context=context) as (host, port),
        pytest.raises(NoWay, match="Zertifikat, dem nicht zu trauen ist"),
    ):
        deliver(SmtpTransport(host, port, "starttls", cafile=trusted))


def test_without_encryption_nothing_goes_where_it_is_wanted() -> None:
    inbox = Inbox()
    with server(inbox) as (host, port), pytest.raises(NoWay, match="bietet nicht, was verlangt ist"):
        deliver(SmtpTransport(host, port, "starttls"))
    assert inbox.mails == []


def test_nobody_there() -> None:
    with server(Inbox()) as (host, port):
        pass
    with pytest.raises(NoWay, match=rf"Der Mailserver {host}:{port} ist nicht zu erreichen"):
        deliver(SmtpTransport(host, port, "none"))


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("451 4.7.1 Greylisted", Later), ("452 full", Later), ("550 5.1.1 Unknown user", Never), ("554 no", Never)],
)
def test_a_refused_recipient(answer: str, verdict: type[Exception]) -> None:
    inbox = Inbox(rcpt=lambda recipient: answer)
    with server(inbox) as (host, port), pytest.raises(verdict, match=answer):
        deliver(SmtpTransport(host, port, "none"))


@pytest.mark.parametrize(("answer", "verdict"), [("452 later", Later), ("552 5.3.4 too big", Never)])
def test_a_refused_content_leaves_the_connection_usable(answer: str, verdict: type[Exception]) -> None:
    inbox = Inbox(answer=lambda recipient, count: answer if count == 1 else None)
    with server(inbox) as (host, port), SmtpTransport(host, port, "none") as transport:
        with pytest.raises(verdict, match=answer):
            transport.deliver(MAIL, SENDER, READER, "1")
        transport.deliver(MAIL, SENDER, READER, "2")
    assert len(inbox.mails) == 1


def test_a_refused_sender_stops_everything() -> None:
    class Strict(Inbox):
        async def handle_MAIL(
            self, server: object, session: object, envelope: object, address: str, options: object
        ) -> str:
            return "553 5.7.1 not you"

    with server(Strict()) as (host, port), pytest.raises(NoWay, match=f"nimmt den Absender {SENDER} nicht an: 553"):
        deliver(SmtpTransport(host, port, "none"))


def test_a_server_that_hangs_up_between_two_mails_is_called_again() -> None:
    inbox = Inbox()
    with (
        server(inbox, data_size_limit=None, timeout=0.3) as (host, port),
        SmtpTransport(host, port, "none") as transport,
    ):
        transport.deliver(MAIL, SENDER, READER, "1")
        asyncio.run(asyncio.sleep(0.8))
        transport.deliver(MAIL, SENDER, READER, "2")
    assert len(inbox.mails) == 2


def test_the_password_stands_in_no_repr() -> None:
    assert PASSWORD not in repr(SmtpTransport("h", 25, user=USER, password=PASSWORD))
