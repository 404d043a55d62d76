"""The outbox is emptied: claim, send, mark, mail by mail; what died in between is taken up again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from filelock import FileLock, Timeout

from db import Outbox, Store
from digest.envelope import mailbox_address
from digest.transport import Later, Never, NoWay, Torn, Transport
from funding import PassgenauError
from funding.outbox import Posted

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=12)
GIVE_UP = timedelta(days=5)  # RFC 5321 4.5.4.1: a sender tries for four to five days
LEAST = 3  # tries: a mail that lay for a week without a server is not given up at the first "later"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """What became of the waiting mails; `stopped`: why none could go, in one German line."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    withdrawn: int = 0
    stopped: str = ""


@contextmanager
def alone(store: Store, wait: float = 0) -> Iterator[Outbox]:
    """The outbox for the one process that may send; mails of a sender that died are ready again.

    Raises PassgenauError when another process is sending and does not end within `wait` seconds.
    """
    lock = FileLock(f"{store.path}.sending.lock", timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        line = "Ein anderer Vorgang verschickt gerade Mails aus dieser Datenbank; bitte später noch einmal."
        raise PassgenauError(line) from error
    try:
        outbox = Outbox(store)
        outbox.recover()
        yield outbox
    finally:
        lock.release()


def send_waiting(
    outbox: Outbox, transport: Transport, sender: str, clock: Callable[[], datetime],
    *, ending: Callable[[], bool] = lambda: False,
) -> Sending:  # fmt: skip
    """Send what is due, oldest first, until none is left, no way is open or `ending()` says to stop.

    A mail is marked at once when the server took it: whoever kills the process between the two makes one mail go
    twice, with the same Message-ID. Whoever unsubscribed is asked here, right before the mail would go.
    """
    done = Sending()
    address = mailbox_address("sender", sender)
    with transport:
        while not ending() and (mail := outbox.claim(clock())) is not None:
            done = _step(outbox, transport, address, mail, done, clock)
            if done.stopped:
                break
    return done


def _step(
    outbox: Outbox, transport: Transport, sender: str, mail: Posted, done: Sending, clock: Callable[[], datetime]
) -> Sending:
    if mail.recipient in outbox.unsubscribed():
        outbox.leave_out(mail.id)
        return replace(done, withdrawn=done.withdrawn + 1)
    try:
        transport.deliver(outbox.message(mail.id), sender, mail.address, mail.message_id)
    except Never as refusal:
        outbox.fail(mail.id, str(refusal))
        return replace(done, failed=done.failed + 1)
    except Later as delay:
        return _delayed(outbox, mail, delay, done, clock())
    except NoWay as obstacle:
        outbox.postpone(mail.id, clock(), str(obstacle))
        return replace(done, stopped=str(obstacle))
    outbox.sent(mail.id, clock())
    return replace(done, sent=done.sent + 1)


def _delayed(outbox: Outbox, mail: Posted, reason: Later, done: Sending, now: datetime) -> Sending:
    if now - mail.created > GIVE_UP and mail.attempts + 1 >= LEAST:
        outbox.fail(mail.id, f"nach {mail.attempts + 1} Versuchen aufgegeben: {reason}")
        return replace(done, failed=done.failed + 1)
    outbox.postpone(mail.id, now + backoff(mail.attempts), str(reason), torn=isinstance(reason, Torn))
    return replace(done, postponed=done.postponed + 1)


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many earlier attempts: 5 minutes, three times as long each time, at most 12 hours."""
    factor: int = 3 ** min(attempts, 8)
    return min(FIRST_WAIT * factor, LONGEST_WAIT)
