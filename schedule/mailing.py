"""Digests become mails: who is due, what they have not heard yet, rendered whole and put into the outbox."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parseaddr
from typing import Literal

import digest
from db import Outbox, Store
from db.outbox import NOT_YET, SEEN
from digest import Mail, Occasion
from digest.envelope import mailbox_address
from funding import CityProfile, InputError, Programme, Recipient
from funding.outbox import OutboxMail
from profiles import Loaded
from schedule import answers, jobs, keeping
from schedule.pages import page_changes

OPERATOR = "operator/profiles"
NOTHING = "nichts Neues"
SEEN_INSTEAD = "gilt als mitgeteilt (--mark-seen)"
Outcome = Literal["ready", "nothing", "there", "later", "unsubscribed", "refused", "seen"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """What was made for a recipient; "there": this period's mail exists, or one of its kind is being sent; "later":
    they are new and their day has not come yet.
    """

    city: str
    recipient: str
    period: str
    outcome: Outcome
    subject: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """Whose mails are made. `only`: this address; `early`: also who is not due on that day; `seen`: nothing is to be
    sent, all that fits counts as told.
    """

    sender: str
    day: date
    now: datetime
    only: str | None = None
    early: bool = False
    seen: bool = False

    def period(self, recipient: Recipient) -> str | None:
        """The period of the recipient's mail, or None where none is to be made; early, that of the week or month."""
        if self.only is not None and recipient.email.casefold() != self.only.casefold():
            return None
        due = digest.period(recipient, self.day)
        if due is not None or not (self.early or self.seen):
            return due
        return digest.period(replace(recipient, weekday="mon"), self.day) or self.day.isoformat()


def compose(store: Store, cities: Sequence[CityProfile], asked: Round) -> Iterator[Made]:
    """Put the mails of a round into the outbox; the matches must be of its day (`jobs.match_all`).

    Raises InputError before the first for a sender that no server takes: else it would count against every recipient.
    """
    mailbox_address("sender", asked.sender)
    desk = _Desk(store, Outbox(store), asked, {programme.id: programme for programme in store.programmes()})
    for profile in cities:
        for recipient in _readers(profile):
            period = asked.period(recipient)
            if period is not None:
                yield _seen(desk, profile, recipient) if asked.seen else _made(desk, profile, recipient, period)


def notify(store: Store, loaded: Loaded, operator: str, asked: Round) -> None:
    """Put a mail about broken profiles into the outbox, once for each set of them, when there is an operator."""
    notice = keeping.notice(store, loaded) if operator else None
    if notice is not None:
        occasion = Occasion(kind=OPERATOR, period=_which(store, notice))
        mail = Mail(subject=notice.subject, text=notice.text, html="")
        Outbox(store).put(_posted(mail, Recipient(email=operator), asked, occasion), asked.now)


def noticed(store: Store, loaded: Loaded, operator: str, now: datetime) -> None:
    """Note that the operator has heard of what `notify` told, once that was sent."""
    notice = keeping.notice(store, loaded) if operator else None
    if notice is not None:
        mail = Outbox(store).find(operator, OPERATOR, _which(store, notice))
        if mail is not None and mail.state == "sent":
            keeping.told(store, notice.faults, now)


def unsubscribe_address(sender: str) -> str:
    """Where a reader writes to be taken off the list: the sender's own address."""
    return f"mailto:{mailbox_address('sender', sender)}?subject=abmelden"


@dataclass(frozen=True, slots=True)
class _Desk:
    store: Store
    outbox: Outbox
    asked: Round
    programmes: dict[str, Programme]


def _readers(profile: CityProfile) -> Iterator[Recipient]:
    """Each address once: who stands there twice reads of the departments of both, for there is one mail a period."""
    entries: dict[str, list[Recipient]] = {}
    for recipient in profile.recipients:
        entries.setdefault(recipient.email.casefold(), []).append(recipient)
    for mine in entries.values():
        named = dict.fromkeys(slug for one in mine for slug in one.departments)
        yield replace(mine[0], departments=tuple(named) if all(one.departments for one in mine) else ())


def _made(desk: _Desk, profile: CityProfile, recipient: Recipient, period: str) -> Made:
    made = Made(city=profile.city.slug, recipient=recipient.email, period=period, outcome="there")
    occasion = Occasion(kind=jobs.digest_kind(profile), period=period)
    if recipient.email.casefold() in desk.outbox.unsubscribed():
        return replace(made, outcome="unsubscribed")
    if desk.outbox.has(recipient.email, occasion.kind, period):
        return made
    if not desk.asked.early and _is_before_the_first(desk, recipient, occasion):
        return replace(made, outcome="later", subject=_first(recipient, desk.asked.day))
    chosen = jobs.digest_for(desk.store, profile, recipient, desk.programmes, desk.asked.day)
    if not chosen.worth_sending:
        new = desk.outbox.pass_over(_blank(recipient, occasion), NOTHING, desk.asked.now)
        return replace(made, outcome="nothing" if new else "there")
    mail = digest.render(chosen)
    try:
        posted = _posted(mail, recipient, desk.asked, occasion, digest.calendar(chosen, desk.asked.now))
    except InputError as error:  # an address that no server takes must not keep the others' mails
        desk.outbox.refuse(_blank(recipient, occasion), str(error), desk.asked.now)
        return replace(made, outcome="refused", subject=str(error))
    new = desk.outbox.put(replace(posted, tellings=chosen.tellings()), desk.asked.now)
    return replace(made, outcome="ready" if new else "there", subject=mail.subject)


def _is_before_the_first(desk: _Desk, recipient: Recipient, occasion: Occasion) -> bool:
    """Who is new gets the first mail on their day; a day is made up for only where they were known on it."""
    new = desk.outbox.is_new(recipient.email, occasion.kind, occasion.period)
    if not new or digest.begins(recipient, desk.asked.day):
        return False
    desk.outbox.pass_over(_blank(recipient, occasion), NOT_YET, desk.asked.now)
    return True


def _first(recipient: Recipient, day: date) -> str:
    return f"erste Übersicht am {digest.next_day(recipient, day):%d.%m.%Y}"


def _seen(desk: _Desk, profile: CityProfile, recipient: Recipient) -> Made:
    occasion = Occasion(kind=jobs.digest_kind(profile), period=f"{SEEN} {desk.asked.now.isoformat(timespec='seconds')}")
    matches = answers.by_project(desk.store, profile, desk.asked.day)
    tellings = digest.everything(
        profile, recipient, matches, desk.programmes, jobs.sources(desk.store, desk.asked.day), desk.asked.day,
        page_changes(desk.store, desk.asked.day),
    )  # fmt: skip
    desk.outbox.mark_seen(replace(_blank(recipient, occasion), tellings=tellings), desk.asked.now)
    taken = desk.outbox.withdraw_waiting(recipient.email, occasion.kind, SEEN_INSTEAD)
    waited = f"; was wartete, ist zurückgezogen ({taken})" if taken else ""
    subject = f"{len(tellings)} Angaben gelten als mitgeteilt{waited}"
    return Made(
        city=profile.city.slug, recipient=recipient.email, period=occasion.period, outcome="seen", subject=subject
    )


def _posted(mail: Mail, recipient: Recipient, asked: Round, occasion: Occasion, calendar: bytes = b"") -> OutboxMail:
    leave = None if occasion.kind == OPERATOR else unsubscribe_address(asked.sender)
    made = digest.message(mail, recipient, asked.sender, asked.now, calendar, occasion=occasion, unsubscribe=leave)
    return replace(
        _blank(recipient, occasion), address=parseaddr(made["To"])[1], subject=mail.subject,
        message_id=made["Message-ID"], message=made.as_bytes(),
    )  # fmt: skip


def _blank(recipient: Recipient, occasion: Occasion) -> OutboxMail:
    """A row without a mail."""
    return OutboxMail(recipient=recipient.email, kind=occasion.kind, period=occasion.period)


def _which(store: Store, notice: keeping.Notice) -> str:
    """Names the files and since when they are broken: one that breaks again is another."""
    files = {str(fault.file) for fault in notice.faults}
    since = sorted(f"{one.file} {one.since.isoformat()}" for one in store.broken_files() if one.told is None)
    return hashlib.sha256("\n".join(sorted(files) + since).encode()).hexdigest()[:16]
