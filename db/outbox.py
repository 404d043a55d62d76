"""The outbox: every mail once by its key, claimed, sent and marked row by row; what was sent is what was told."""

import json
from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Row

from db import tellings
from db.connection import Connection
from db.times import moment, moment_or_none, stored
from funding.outbox import STATES, MailState, OutboxMail, Posted, Telling, Told

INTERRUPTED = "beim Verschicken unterbrochen"
UNSUBSCRIBED = "abgemeldet"
NOT_YET = "noch nicht an der Reihe"
SEEN = "seen"  # begins the period of what counts as told without having been sent
_REMADE = {UNSUBSCRIBED, NOT_YET}
_GIVEN = ("address", "kind", "period", "subject", "message_id", "message")
_INSERT = """
INSERT INTO outbox (recipient, address, kind, period, subject, message_id, message, state, created, due, sent, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""


class Outbox:
    """The mails of a database. One process sends at a time (the sender holds a lock); moments carry a zone."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, mail: OutboxMail, now: datetime) -> bool:
        """Add a mail; False where its key is there already, or one of its kind is being sent or was interrupted then.

        An older one of its kind that waits or failed is withdrawn: what it had to tell is in the new one, as it was
        never told. One that was withdrawn since its reader had unsubscribed makes room: it was never sent either.
        """
        with self._db.writing():
            if self.has(mail.recipient, mail.kind, mail.period) or self._in_flight(mail):
                return False
            self._make_room(mail)
            self._withdraw_older(mail)
            self._insert(mail, "ready", now)
        return True

    def mark_seen(self, mail: OutboxMail, now: datetime) -> bool:
        """Count what this mail would tell as told, without sending it; False where its key is there already."""
        return self._file(mail, "sent", now)

    def withdraw_waiting(self, recipient: str, kind: str, reason: str) -> int:
        """Send nothing that waits or failed, unless it may be with a server already; gives how many."""
        sql = """UPDATE outbox SET state = 'withdrawn', error = ? WHERE recipient = ? AND kind = ?
            AND state IN ('ready', 'failed') AND instr(error, ?) <> 1 RETURNING id"""
        with self._db.writing():
            return len(self._db.execute(sql, reason, recipient.casefold(), kind, INTERRUPTED))

    def pass_over(self, mail: OutboxMail, reason: str, now: datetime) -> bool:
        """Note that there is no mail with this key, and why; False where it is there already."""
        return self._file(mail, "withdrawn", now, reason)

    def refuse(self, mail: OutboxMail, reason: str, now: datetime) -> bool:
        """Note that there can be no mail with this key, and why; False where it is there already."""
        return self._file(mail, "failed", now, reason)

    def get(self, mail_id: int) -> Posted | None:
        """The mail of this number."""
        return next(_posted(self._db.execute("SELECT * FROM posted WHERE id = ?", mail_id)), None)

    def find(self, recipient: str, kind: str, period: str) -> Posted | None:
        """The mail with this key."""
        sql = "SELECT * FROM posted WHERE recipient = ? AND kind = ? AND period = ?"
        return next(_posted(self._db.execute(sql, recipient.casefold(), kind, period)), None)

    def has(self, recipient: str, kind: str, period: str) -> bool:
        """Whether the mail with this key is made, so that none is to be made again."""
        found = self.find(recipient, kind, period)
        return found is not None and not (found.state == "withdrawn" and found.error in _REMADE)

    def is_new(self, recipient: str, kind: str, period: str) -> bool:
        """Whether nothing of this kind was ever made for them, unless before their turn came in this period."""
        sql = """SELECT 1 FROM outbox WHERE recipient = ? AND kind = ? AND instr(period, ?) <> 1
            AND NOT (period = ? AND state = 'withdrawn' AND error = ?)"""
        return not self._db.execute(sql, recipient.casefold(), kind, SEEN, period, NOT_YET)

    def listed(self, *states: MailState, limit: int = 200) -> list[Posted]:
        """The mails in these states (or all), newest first."""
        sql = "SELECT * FROM posted WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?"
        return list(_posted(self._db.execute(sql, json.dumps(states or STATES), limit)))

    def message(self, mail_id: int) -> bytes:
        """The mail as it is sent."""
        return bytes(self._db.execute("SELECT message FROM outbox WHERE id = ?", mail_id)[0]["message"])

    def tellings(self, mail_id: int) -> tuple[Telling, ...]:
        """What a mail tells."""
        return tellings.of_mail(self._db, mail_id)

    def claim(self, now: datetime) -> Posted | None:
        """Take the mail that has waited longest among those due; nobody else gets it until it is decided.

        What was interrupted goes last: a sender that is killed again and again shall not repeat the same one.
        """
        with self._db.writing():
            sql = """SELECT * FROM posted WHERE state = 'ready' AND due <= ?
                ORDER BY instr(error, ?) = 1, due, id LIMIT 1"""
            mail = next(_posted(self._db.execute(sql, stored(now), INTERRUPTED)), None)
            if mail is not None:
                sql = "UPDATE outbox SET state = 'claimed', attempts = attempts + 1 WHERE id = ?"
                self._db.execute(sql, mail.id)
        return mail

    def recover(self) -> int:
        """Make mails ready again whose sender died with them; only for who holds the sender's lock. Gives how many.

        They may have arrived: so they go as they are, with their Message-ID, before another of their kind is made.
        """
        with self._db.writing():
            sql = "UPDATE outbox SET state = 'ready', error = ? WHERE state = 'claimed' RETURNING id"
            rows = self._db.execute(sql, INTERRUPTED)
        return len(rows)

    def sent(self, mail_id: int, now: datetime) -> None:
        """A server took it: now it is told."""
        self._decide(mail_id, "sent", sent=now)

    def postpone(self, mail_id: int, due: datetime, error: str, *, torn: bool = False) -> None:
        """Try again, not before `due`. `torn`: it may have arrived; that stays so whatever is answered later."""
        with self._db.writing():
            sql = """UPDATE outbox SET state = 'ready', due = ?,
                error = CASE WHEN ? OR instr(error, ?) = 1 THEN ? || '; ' ELSE '' END || ?
                WHERE id = ? AND state = 'claimed'"""
            self._db.execute(sql, stored(due), torn, INTERRUPTED, INTERRUPTED, error, mail_id)

    def fail(self, mail_id: int, error: str) -> None:
        """Nobody will ever take it as it is."""
        self._decide(mail_id, "failed", error=error)

    def leave_out(self, mail_id: int) -> None:
        """Its reader has unsubscribed; should they come back, it may be made again."""
        self._decide(mail_id, "withdrawn", error=UNSUBSCRIBED)

    def retry(self, mail_id: int, now: datetime) -> bool:
        """Make a failed mail ready again, as if never tried; False where it is none, or a later one was made since."""
        sql = """UPDATE outbox SET state = 'ready', due = ?, attempts = 0, error = '' WHERE id = ? AND state = 'failed'
            AND message <> x'' AND NOT EXISTS (SELECT 1 FROM outbox AS later WHERE later.recipient = outbox.recipient
            AND later.kind = outbox.kind AND later.id > outbox.id) RETURNING id"""
        with self._db.writing():
            return bool(self._db.execute(sql, stored(now), mail_id))

    def hasten(self, mail_id: int, now: datetime) -> bool:
        """Let a waiting mail be due now, whatever pause was set; False where none waits under that number."""
        sql = "UPDATE outbox SET due = min(due, ?) WHERE id = ? AND state = 'ready' RETURNING id"
        with self._db.writing():
            return bool(self._db.execute(sql, stored(now), mail_id))

    def told(self, recipient: str, kind: str) -> dict[str, Told]:
        """What a recipient knows by mails of this kind, by programme, whatever its id was then; only what was sent."""
        return tellings.told(self._db, recipient, kind)

    def unsubscribe(self, recipient: str, now: datetime) -> bool:
        """Send nothing more to this address; False where that was so already."""
        sql = "INSERT INTO unsubscribed (recipient, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING recipient"
        with self._db.writing():
            return bool(self._db.execute(sql, recipient.casefold(), stored(now)))

    def resubscribe(self, recipient: str) -> bool:
        """Send to this address again; False where nothing stood against it."""
        sql = "DELETE FROM unsubscribed WHERE recipient = ? RETURNING 1"
        with self._db.writing():
            return bool(self._db.execute(sql, recipient.casefold()))

    def unsubscribed(self) -> dict[str, datetime]:
        """The addresses that want nothing more, since when."""
        rows = self._db.execute("SELECT recipient, at FROM unsubscribed ORDER BY recipient")
        return {row["recipient"]: moment(row["at"]) for row in rows}

    def _file(self, mail: OutboxMail, state: MailState, now: datetime, error: str = "") -> bool:
        with self._db.writing():
            if self.has(mail.recipient, mail.kind, mail.period):
                return False
            self._make_room(mail)
            self._insert(mail, state, now, error)
        return True

    def _make_room(self, mail: OutboxMail) -> None:
        """Forget a mail with this key that may be made again."""
        found = self.find(mail.recipient, mail.kind, mail.period)
        if found is not None:
            self._db.execute("DELETE FROM tellings WHERE mail = ?", found.id)
            self._db.execute("DELETE FROM outbox WHERE id = ?", found.id)

    def _insert(self, mail: OutboxMail, state: MailState, now: datetime, error: str = "") -> None:
        at = stored(now)
        values = (mail.recipient.casefold(), *(getattr(mail, name) for name in _GIVEN), state, at, at)
        row = self._db.execute(_INSERT, *values, at if state == "sent" else None, error)[0]
        for one in mail.tellings:
            self._db.execute(
                """INSERT INTO tellings (mail, programme, project, section, status, gate, rung, fingerprint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                row["id"], one.programme, one.project, one.section, one.status,
                None if one.gate is None else one.gate.isoformat(), one.rung, one.fingerprint,
            )  # fmt: skip

    def _in_flight(self, mail: OutboxMail) -> bool:
        sql = """SELECT 1 FROM outbox WHERE recipient = ? AND kind = ?
            AND (state = 'claimed' OR (state = 'ready' AND instr(error, ?) = 1))"""
        return bool(self._db.execute(sql, mail.recipient.casefold(), mail.kind, INTERRUPTED))

    def _withdraw_older(self, mail: OutboxMail) -> None:
        sql = """UPDATE outbox SET state = 'withdrawn', error = ltrim(error || '; ', '; ') || ?
            WHERE recipient = ? AND kind = ? AND state IN ('ready', 'failed')"""
        self._db.execute(sql, f"abgelöst durch {mail.period}", mail.recipient.casefold(), mail.kind)

    def _decide(self, mail_id: int, state: MailState, *, sent: datetime | None = None, error: str = "") -> None:
        at = None if sent is None else stored(sent)
        with self._db.writing():
            sql = "UPDATE outbox SET state = ?, sent = ?, error = ? WHERE id = ? AND state IN ('ready', 'claimed')"
            self._db.execute(sql, state, at, error, mail_id)


def _posted(rows: list[Row]) -> Iterator[Posted]:
    for row in rows:
        moments = {"created": moment(row["created"]), "due": moment(row["due"]), "sent": moment_or_none(row["sent"])}
        yield Posted(**(dict(row) | moments))
