"""What is mailed: a rendered mail with what it tells, its way through the outbox, and what a recipient knows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

MailState = Literal["ready", "claimed", "sent", "failed", "withdrawn"]
STATES: tuple[MailState, ...] = ("ready", "claimed", "sent", "failed", "withdrawn")


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """One programme as a mail tells it, so that later what was *sent* decides what is news.

    `status`, `gate` (the next one) and `fingerprint` (of the content) are as of the mail; `rung` is the smallest
    number of weeks on the recipient's reminder ladder that the gate was within, None where it was within none.
    """

    programme: str
    project: str
    section: str
    status: str
    gate: date | None = None
    rung: int | None = None
    fingerprint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a recipient last heard of a programme, and when that was sent.

    `rung`: the smallest rung of the ladder ever told for the gate of this telling.
    """

    last: Telling
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxMail:
    """A mail rendered whole. It is unique by its recipient (however capitalised), `kind` and `period`.

    `recipient` is the address as the profile has it, `address` in plain ASCII, as it is handed to a server; `kind` says
    what it is and for whom ("digest/greifswald", "operator"), `period` of when ("2026-W48").
    """

    recipient: str
    kind: str
    period: str
    address: str = ""
    subject: str = ""
    message_id: str = ""
    message: bytes = b""
    tellings: tuple[Telling, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """A mail's row in the outbox. `recipient` is its address casefolded.

    `attempts` so far; `due`: not before; `error`: what the server said last.
    """

    id: int
    recipient: str
    address: str
    kind: str
    period: str
    subject: str
    message_id: str
    state: MailState
    created: datetime
    due: datetime
    attempts: int = 0
    sent: datetime | None = None
    error: str = ""
