"""Emptying the outbox: marked mail by mail, taken up again after a death, nothing to those who unsubscribed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from mail_servers import Inbox, server

from db import Outbox, Store
from digest.folders import FileTransport, MaildirTransport
from digest.smtp import SmtpTransport
from funding import InputError, PassgenauError
from funding.outbox import OutboxMail
from schedule.sending import GIVE_UP, LEAST, LONGEST_WAIT, Sending, alone, backoff, send_waiting

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
SENDER = "passgenau <passgenau@stadt.example>"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "db.sqlite") as opened:
        yield opened


def put(store: Store, *names: str) -> None:
    for name in names:
        mail = OutboxMail(
            recipient=f"{name}@stadt.example", address=f"{name}@stadt.example", kind="digest/stadt", period="2026-W48",
            subject=name, message_id=f"<{name}@x>", message=f"Message-ID: <{name}@x>\r\n\r\nx\r\n".encode(),
        )  # fmt: skip
        assert Outbox(store).put(mail, NOW)


def send(store: Store, inbox: Inbox, now: datetime = NOW) -> Sending:
    with alone(store) as outbox, server(inbox) as (host, port):
        return send_waiting(outbox, SmtpTransport(host, port, "none"), SENDER, lambda: now)


def states(store: Store) -> dict[str, str]:
    return {mail.subject: mail.state for mail in Outbox(store).listed()}


def test_every_mail_goes_once(store: Store) -> None:
    inbox = Inbox()
    put(store, "a", "b", "c")
    assert send(store, inbox) == Sending(sent=3)
    assert send(store, inbox) == Sending()
    assert [recipient for recipient, _ in inbox.mails] == [f"{name}@stadt.example" for name in "abc"]


def test_a_mail_in_flight_goes_again_after_its_sender_died(store: Store) -> None:
    inbox = Inbox()
    put(store, "a")
    Outbox(store).claim(NOW)
    assert send(store, inbox) == Sending(sent=1)


def test_only_one_process_sends(store: Store) -> None:
    with (
        alone(store),
        Store(store.path) as other,
        pytest.raises(PassgenauError, match="verschickt gerade"),
        alone(other),
    ):
        pass


def test_who_unsubscribed_after_the_mail_was_made_gets_nothing(store: Store) -> None:
    inbox = Inbox()
    put(store, "a", "b")
    Outbox(store).unsubscribe("A@Stadt.Example", NOW)
    assert send(store, inbox) == Sending(sent=1, withdrawn=1)
    assert states(store) == {"a": "withdrawn", "b": "sent"}
    assert len(inbox.mails) == 1


def test_one_refused_recipient_stops_no_other(store: Store) -> None:
    inbox = Inbox(rcpt=lambda recipient: "550 5.1.1 unknown" if recipient.startswith("a") else None)
    put(store, "a", "b")
    assert send(store, inbox) == Sending(sent=1, failed=1)
    assert Outbox(store).listed("failed")[0].error == "550 5.1.1 unknown"


def test_a_temporary_refusal_waits_longer_each_time(store: Store) -> None:
    inbox = Inbox(rcpt=lambda recipient: "451 4.7.1 later")
    put(store, "a")
    due = []
    now = NOW
    for _ in range(4):
        assert send(store, inbox, now) == Sending(postponed=1)
        assert send(store, inbox, now) == Sending()
        (mail,) = Outbox(store).listed("ready")
        due.append(mail.due - now)
        now = mail.due
    assert due == [backoff(number) for number in range(4)] == sorted(due)
    assert backoff(100) == LONGEST_WAIT
    inbox.rcpt = lambda recipient: None
    assert send(store, inbox, now) == Sending(sent=1)


def test_after_days_of_temporary_refusals_it_has_failed(store: Store) -> None:
    put(store, "a")
    inbox = Inbox(rcpt=lambda recipient: "451 later")
    late = NOW + GIVE_UP + timedelta(seconds=1)
    for hours in range(LEAST - 1):  # it lay for days without a server: the first refusals are not the last word
        assert send(store, inbox, late + timedelta(hours=hours)) == Sending(postponed=1)
    assert send(store, inbox, late + timedelta(hours=9)) == Sending(failed=1)
    (failed,) = Outbox(store).listed("failed")
    assert failed.error == "nach 3 Versuchen aufgegeben: 451 later"
    assert Outbox(store).retry(failed.id, late)
    assert send(store, inbox, late + timedelta(hours=9)) == Sending(postponed=1), "tried afresh"


def test_a_sender_with_umlauts_goes_as_servers_take_it_and_a_wrong_one_sends_nothing(store: Store) -> None:
    inbox = Inbox()
    put(store, "a")
    with alone(store) as outbox, server(inbox) as (host, port):
        way = SmtpTransport(host, port, "none")
        with pytest.raises(InputError, match="sender 'niemand'"):
            send_waiting(outbox, way, "niemand", lambda: NOW)
        assert states(store) == {"a": "ready"}
        assert send_waiting(outbox, way, "Amt <amt@städte.example>", lambda: NOW).sent == 1


def test_without_a_server_all_wait_and_lose_no_try(store: Store) -> None:
    put(store, "a", "b")
    with alone(store) as outbox:
        done = send_waiting(outbox, SmtpTransport("127.0.0.1", 1, "none"), SENDER, lambda: NOW)
    assert "nicht zu erreichen" in done.stopped
    assert send(store, Inbox()) == Sending(sent=2)


def test_it_ends_when_told_to(store: Store) -> None:
    put(store, "a", "b")
    inbox = Inbox()
    with alone(store) as outbox, server(inbox) as (host, port):
        transport = SmtpTransport(host, port, "none")
        done = send_waiting(outbox, transport, SENDER, lambda: NOW, ending=lambda: bool(inbox.mails))
    assert done == Sending(sent=1)


def test_into_files(store: Store, tmp_path: Path) -> None:
    put(store, "a", "b")
    with alone(store) as outbox:
        assert send_waiting(outbox, FileTransport(tmp_path / "post"), SENDER, lambda: NOW).sent == 2
    files = sorted((tmp_path / "post").iterdir())
    assert [file.read_bytes().split()[1] for file in files] == [b"<a@x>", b"<b@x>"]


def test_a_maildir_keeps_one_also_when_it_was_read(tmp_path: Path) -> None:
    with MaildirTransport(tmp_path) as maildir:
        maildir.deliver(b"x", "", "", "key")
        (new,) = (tmp_path / "new").iterdir()
        new.rename(tmp_path / "cur" / f"{new.name}:2,S")
        maildir.deliver(b"x", "", "", "key")
    assert list((tmp_path / "new").iterdir()) == list((tmp_path / "tmp").iterdir()) == []


def test_a_folder_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "post").write_text("a file")
    put(store, "a")
    with alone(store) as outbox:
        assert (
            "lässt sich keine Mail ablegen"
            in send_waiting(outbox, FileTransport(tmp_path / "post"), SENDER, lambda: NOW).stopped
        )
    assert states(store) == {"a": "ready"}


@pytest.mark.parametrize(("breaks", "superseded"), [("DATA", False), ("RCPT", True)])
def test_what_may_have_arrived_goes_again_as_it_is_before_anything_newer(
    store: Store, breaks: str, superseded: bool
) -> None:
    class Torn(Inbox):
        async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
            answer = await super().handle_RCPT(server, session, envelope, address, options)
            if breaks == "RCPT":
                server.transport.abort()
            return answer

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            answer = await super().handle_DATA(server, session, envelope)
            server.transport.abort()
            return answer

    put(store, "a")
    assert send(store, Torn()) == Sending(postponed=1)
    later = Inbox(rcpt=lambda recipient: "451 later")
    assert send(store, later, NOW + timedelta(hours=1)) == Sending(postponed=1)
    newer = OutboxMail(recipient="a@stadt.example", kind="digest/stadt", period="2026-W49", message=b"x")
    assert Outbox(store).put(newer, NOW) is superseded
    if not superseded:
        inbox = Inbox()
        assert send(store, inbox, NOW + timedelta(hours=9)) == Sending(sent=1)
        assert Outbox(store).put(newer, NOW)
