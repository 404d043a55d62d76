"""The outbox: one mail per key, claimed and decided row by row; what was sent is what was told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db import Outbox, Store
from db.outbox import NOT_YET
from funding.outbox import OutboxMail, Posted, Telling

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY = timedelta(days=1)
ANNA, KIND = "Anna@Stadt.example", "digest/stadt"


def telling(programme: str = "p:1", gate: date | None = date(2027, 1, 31), rung: int | None = None) -> Telling:
    return Telling(
        programme=programme, project="rad", section="new", status="open", gate=gate, rung=rung, fingerprint="f"
    )


def mail(period: str = "2026-W48", *tellings: Telling, recipient: str = ANNA, kind: str = KIND) -> OutboxMail:
    return OutboxMail(
        recipient=recipient, address=recipient, kind=kind, period=period, subject="Ä", message_id=f"<{period}@x>",
        message=period.encode(), tellings=tellings,
    )  # fmt: skip


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Store(tmp_path / "db.sqlite") as store:
        yield Outbox(store)


def claimed(outbox: Outbox, now: datetime = NOW) -> Posted:
    found = outbox.claim(now)
    assert found is not None
    return found


def test_a_key_is_put_once_whatever_the_case_of_the_address(outbox: Outbox) -> None:
    assert outbox.put(mail(), NOW)
    assert not outbox.put(mail(recipient=ANNA.upper()), NOW)
    assert not outbox.mark_seen(mail(), NOW)
    (row,) = outbox.listed()
    assert (row.recipient, row.address, row.kind, row.period, row.state, row.created) == (
        ANNA.lower(),
        ANNA,
        KIND,
        "2026-W48",
        "ready",
        NOW,
    )
    assert outbox.message(row.id) == b"2026-W48"


def test_claiming_is_exclusive_and_in_order(outbox: Outbox) -> None:
    outbox.put(mail(kind="a"), NOW)
    outbox.put(mail(kind="b"), NOW + DAY)
    assert claimed(outbox).kind == "a"
    assert outbox.claim(NOW) is None
    assert claimed(outbox, NOW + DAY).kind == "b"
    assert outbox.claim(NOW + DAY) is None
    assert outbox.recover() == 2
    assert claimed(outbox, NOW + DAY).attempts == 1


def test_only_what_was_sent_was_told(outbox: Outbox) -> None:
    outbox.put(mail("1", telling("p:1")), NOW)
    assert outbox.told(ANNA, KIND) == {}
    row = claimed(outbox)
    assert outbox.told(ANNA, KIND) == {}
    outbox.sent(row.id, NOW + DAY)
    told = outbox.told(ANNA, KIND)
    assert (told["p:1"].last, told["p:1"].at) == (telling("p:1"), NOW + DAY)
    assert outbox.told(ANNA, "digest/other") == outbox.told("bert@stadt.example", KIND) == {}
    outbox.put(mail("2", telling("p:2")), NOW + DAY)
    outbox.fail(claimed(outbox, NOW + DAY).id, "550")
    assert set(outbox.told(ANNA, KIND)) == {"p:1"}


def test_a_rung_stays_told_for_its_gate_and_not_for_another(outbox: Outbox) -> None:
    steps = [telling(rung=8), telling(rung=4), telling(rung=None), telling(gate=date(2027, 3, 31), rung=None)]
    heard = []
    for number, step in enumerate(steps):
        outbox.put(mail(str(number), step), NOW)
        outbox.sent(claimed(outbox).id, NOW)
        heard.append(outbox.told(ANNA, KIND)["p:1"].last.rung)
    assert heard == [8, 4, 4, None]


def test_the_order_of_tellings_does_not_depend_on_the_clock(outbox: Outbox) -> None:
    for number, when in enumerate((NOW, NOW - DAY)):  # set back between the two
        outbox.put(mail(str(number), telling(gate=date(2027, 1, 1 + number))), when)
        outbox.sent(claimed(outbox, NOW).id, when)
    assert outbox.told(ANNA, KIND)["p:1"].last.gate == date(2027, 1, 2)


def test_seen_counts_as_told_and_is_not_sent(outbox: Outbox) -> None:
    assert outbox.mark_seen(mail("seen", telling()), NOW)
    assert outbox.claim(NOW) is None
    assert set(outbox.told(ANNA, KIND)) == {"p:1"}


def test_what_was_passed_over_is_neither_sent_nor_told(outbox: Outbox) -> None:
    assert outbox.pass_over(mail("1", telling()), "nichts Neues", NOW)
    assert not outbox.pass_over(mail("1"), "noch einmal", NOW)
    assert not outbox.put(mail("1", telling()), NOW)
    assert outbox.claim(NOW) is None
    assert outbox.told(ANNA, KIND) == {}
    assert [row.error for row in outbox.listed("withdrawn")] == ["nichts Neues"]


def test_what_was_refused_has_failed_and_cannot_be_retried(outbox: Outbox) -> None:
    empty = OutboxMail(recipient="ännä@x.example", kind=KIND, period="1")
    assert outbox.refuse(empty, "keine Adresse", NOW)
    (row,) = outbox.listed("failed")
    assert (row.recipient, row.error) == ("ännä@x.example", "keine Adresse")
    assert not outbox.retry(row.id, NOW)


def test_a_newer_mail_takes_the_place_of_one_that_never_left(outbox: Outbox) -> None:
    outbox.put(mail("1", telling("p:1")), NOW)
    outbox.put(mail("1", kind="other"), NOW)
    outbox.put(mail("2", telling("p:1"), telling("p:2")), NOW + DAY)
    states = {(row.kind, row.period): row.state for row in outbox.listed()}
    assert states == {(KIND, "1"): "withdrawn", ("other", "1"): "ready", (KIND, "2"): "ready"}
    assert outbox.find(ANNA, KIND, "1").error == "abgelöst durch 2"  # type: ignore[union-attr]


def test_while_a_mail_is_in_flight_none_of_its_kind_is_put(outbox: Outbox) -> None:
    outbox.put(mail("1"), NOW)
    row = claimed(outbox)
    assert not outbox.put(mail("2"), NOW)
    assert outbox.put(mail("2", kind="other"), NOW)
    outbox.sent(row.id, NOW)
    assert outbox.put(mail("2"), NOW)


def test_what_was_interrupted_goes_again_before_another_of_its_kind_is_made(outbox: Outbox) -> None:
    outbox.put(mail("1"), NOW)
    claimed(outbox)
    outbox.recover()
    assert not outbox.put(mail("2"), NOW)
    outbox.postpone(claimed(outbox).id, NOW, "451 später")  # that says nothing of the try before
    assert not outbox.put(mail("2"), NOW)
    outbox.sent(claimed(outbox).id, NOW)
    assert outbox.put(mail("2"), NOW)
    assert [row.state for row in outbox.listed()] == ["ready", "sent"]


def test_postponed_waits_and_keeps_count(outbox: Outbox) -> None:
    outbox.put(mail(), NOW)
    outbox.postpone(claimed(outbox).id, NOW + DAY, "451 später")
    assert outbox.claim(NOW) is None
    row = claimed(outbox, NOW + DAY)
    assert (row.attempts, row.error) == (1, "451 später")


def test_a_failed_mail_is_retried_unless_a_later_one_took_over(outbox: Outbox) -> None:
    outbox.put(mail("1"), NOW)
    first = claimed(outbox)
    assert not outbox.retry(first.id, NOW)
    outbox.fail(first.id, "550 unbekannt")
    assert [row.error for row in outbox.listed("failed")] == ["550 unbekannt"]
    assert outbox.retry(first.id, NOW)
    outbox.fail(claimed(outbox).id, "550")
    outbox.put(mail("2"), NOW)
    assert not outbox.retry(first.id, NOW)


def test_what_is_decided_stays_decided(outbox: Outbox) -> None:
    outbox.put(mail(), NOW)
    row = claimed(outbox)
    outbox.sent(row.id, NOW)
    outbox.fail(row.id, "550")
    outbox.leave_out(row.id)
    outbox.postpone(row.id, NOW, "451")
    assert [one.state for one in outbox.listed()] == ["sent"]


def test_what_was_interrupted_goes_last(outbox: Outbox) -> None:
    outbox.put(mail(kind="a"), NOW - DAY)
    outbox.put(mail(kind="b"), NOW)
    assert claimed(outbox).kind == "a"
    outbox.recover()
    assert [claimed(outbox).kind for _ in range(2)] == ["b", "a"]


def test_a_waiting_mail_can_be_made_due_and_no_other(outbox: Outbox) -> None:
    outbox.put(mail(), NOW)
    row = claimed(outbox)
    assert not outbox.hasten(row.id, NOW)
    outbox.postpone(row.id, NOW + DAY, "451")
    assert outbox.hasten(row.id, NOW)
    assert claimed(outbox).id == row.id


def test_what_may_be_with_a_server_is_not_withdrawn(outbox: Outbox) -> None:
    outbox.put(mail(kind="a"), NOW)
    outbox.put(mail(kind="b"), NOW)
    outbox.postpone(claimed(outbox).id, NOW, "451", torn=True)
    assert [outbox.withdraw_waiting(ANNA, kind, "nein") for kind in ("a", "b")] == [0, 1]
    assert sorted(row.state for row in outbox.listed()) == ["ready", "withdrawn"]


def test_who_is_new_has_had_nothing_of_this_kind(outbox: Outbox) -> None:
    outbox.mark_seen(mail("seen 2026-11-23"), NOW)
    outbox.pass_over(mail("1"), NOT_YET, NOW)
    assert outbox.is_new(ANNA, KIND, "1")
    assert not outbox.is_new(ANNA, KIND, "2"), "known since the last period: that one is made up for"
    assert outbox.put(mail("1"), NOW)
    assert not outbox.is_new(ANNA, KIND, "1")


def test_unsubscribing(outbox: Outbox) -> None:
    assert outbox.unsubscribe(ANNA, NOW)
    assert not outbox.unsubscribe(ANNA.lower(), NOW + DAY)
    assert outbox.unsubscribed() == {ANNA.lower(): NOW}
    assert outbox.resubscribe(ANNA.upper())
    assert not outbox.resubscribe(ANNA)
    assert outbox.unsubscribed() == {}


def test_what_was_left_out_for_who_unsubscribed_may_be_made_again(outbox: Outbox) -> None:
    outbox.put(mail("1", telling()), NOW)
    outbox.leave_out(claimed(outbox).id)
    assert not outbox.has(ANNA, KIND, "1")
    assert outbox.put(mail("1", telling("p:2")), NOW)
    assert outbox.has(ANNA, KIND, "1")
    (row,) = outbox.listed()
    assert [one.programme for one in outbox.tellings(row.id)] == ["p:2"]
    outbox.sent(claimed(outbox).id, NOW)
    assert not outbox.put(mail("1"), NOW)
