"""What mails tell, and what a reader therefore knows."""

from dataclasses import replace
from datetime import date
from sqlite3 import Row

from db.connection import Connection
from db.times import moment
from funding.outbox import Telling, Told

_TOLD = """
SELECT tellings.*, outbox.sent AS at, coalesce(head, tellings.programme) AS call
FROM tellings JOIN outbox ON outbox.id = tellings.mail LEFT JOIN twins ON twins.programme = tellings.programme
WHERE outbox.recipient = ? AND outbox.kind = ? AND outbox.state = 'sent' ORDER BY outbox.id, tellings.id
"""


def of_mail(db: Connection, mail_id: int) -> tuple[Telling, ...]:
    """What a mail tells, in its order."""
    rows = db.execute("SELECT * FROM tellings WHERE mail = ? ORDER BY id", mail_id)
    return tuple(_telling(row) for row in rows)


def told(db: Connection, recipient: str, kind: str) -> dict[str, Told]:
    """What a recipient knows by mails of a kind, by the id that the call has now; only what was sent."""
    known: dict[str, Told] = {}
    for row in db.execute(_TOLD, recipient.casefold(), kind):
        known[row["call"]] = _joined(known.get(row["call"]), row)
    return {call: replace(one, last=replace(one.last, programme=call)) for call, one in known.items()}


def _joined(before: Told | None, row: Row) -> Told:
    """The later telling; a rung once told for a gate stays told, also when a list repeats the item without one.

    Where two were told apart and are one call now, the one without a date unsays nothing of the other's.
    """
    now = _telling(row)
    if before is not None and before.last.programme != now.programme and now.gate is None and now.section != "changed":
        return before
    if before is not None and before.last.gate == now.gate and before.last.rung is not None:
        rung = before.last.rung if now.rung is None else min(now.rung, before.last.rung)
        now = replace(now, rung=rung)
    return Told(last=now, at=moment(row["at"]))


def _telling(row: Row) -> Telling:
    return Telling(
        programme=row["programme"], project=row["project"], section=row["section"], status=row["status"],
        gate=None if row["gate"] is None else date.fromisoformat(row["gate"]), rung=row["rung"],
        fingerprint=row["fingerprint"],
    )  # fmt: skip
