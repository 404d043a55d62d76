"""What doctor says of mails that failed: what can be done about each, and nothing of those of long ago."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cli.doctor_post import post
from cli.settings import Settings
from db import Outbox, Store
from funding.outbox import OutboxMail

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


def failed(folder: Path, *mails: OutboxMail, days: int = 0) -> list[tuple[str, str]]:
    at = NOW - timedelta(days=days)
    with Store(folder / "db.sqlite") as store:
        for mail in mails:
            if mail.message:
                assert Outbox(store).put(mail, at)
                claimed = Outbox(store).claim(at)
                assert claimed is not None
                Outbox(store).fail(claimed.id, "550 unbekannt")
            else:
                assert Outbox(store).refuse(mail, "nicht verwendbar", at)
    found = post(Settings(db=folder / "db.sqlite", mail="file:post", today=date(2026, 11, 23)))
    return [(finding.told, finding.todo) for finding in found if finding.what == "Mail"]


def mail(period: str, message: bytes = b"x") -> OutboxMail:
    key = "<x@y>" if message else ""
    return OutboxMail(recipient="a@x.example", kind="digest/x", period=period, message_id=key, message=message)


def test_a_refused_mail_may_be_tried_again_and_one_that_could_not_be_made_may_not(tmp_path: Path) -> None:
    ((told, todo),) = failed(tmp_path, mail("1"))
    assert told == "an a@x.example (1) gescheitert: 550 unbekannt"
    assert "digest retry 1" in todo
    (blank, _) = failed(tmp_path, mail("2", b""))
    assert blank == ("an a@x.example (2) gescheitert: nicht verwendbar", "Adresse im Profil berichtigen.")


def test_a_later_mail_takes_the_place_of_a_failed_one(tmp_path: Path) -> None:
    ((told, _),) = failed(tmp_path, mail("1"), mail("2"))
    assert "(2)" in told


def test_what_failed_long_ago_is_no_error_any_more(tmp_path: Path) -> None:
    assert failed(tmp_path, mail("1"), days=40) == []


@pytest.mark.parametrize(("hours", "state"), [(3, "ok"), (25, "error")])
def test_what_waits_is_said_and_after_a_day_it_is_an_error(tmp_path: Path, hours: int, state: str) -> None:
    now = Settings(today=date(2026, 11, 23)).now
    with Store(tmp_path / "db.sqlite") as store:
        outbox = Outbox(store)
        assert outbox.put(mail("1", b"x"), now)
        assert outbox.put(replace(mail("2", b"y"), kind="digest/y"), now - timedelta(hours=hours))
        claimed = outbox.claim(now)
        assert claimed is not None
        outbox.postpone(claimed.id, now, "451 später")
    (found,) = (f for f in post(Settings(db=tmp_path / "db.sqlite", today=date(2026, 11, 23))) if f.what == "Mail")
    assert found.state == state
    assert found.told.startswith("2 warten, die älteste seit 2")
    assert found.told.endswith(": 451 später")
