"""What the mails of a simulated year say, compared with what happened: every promise of the digest that was broken."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from db import Outbox, Store
from funding import CityProfile, Match, Recipient, Status, Verdict, status
from funding.gates import shut_by_source
from funding.outbox import OutboxMail, Posted, Telling
from schedule import jobs

ENDED = {"closed", "exhausted", "vanished"}


def arrived(outbox: Outbox, took: Mapping[str, int], torn: set[str]) -> Iterator[str]:
    """A mail that is marked as sent came once, or twice where its sender died between; no other came at all."""
    mails = [mail for mail in outbox.listed(limit=10**9) if mail.message_id]
    known = {mail.message_id: mail for mail in mails}
    for mail in mails:
        most = 2 if mail.message_id in torn else 1
        if mail.state == "sent" and not 1 <= took.get(mail.message_id, 0) <= most:
            yield f"{mail.recipient} {mail.period}: came {took.get(mail.message_id, 0)} times"
        if mail.state != "sent" and mail.message_id in took:
            yield f"{mail.recipient} {mail.period}: came and is {mail.state}"
        if mail.state in {"ready", "claimed"}:
            yield f"{mail.recipient} {mail.period}: still waits"
    yield from (f"{key}: came from nowhere" for key in took if key not in known)


def heard(outbox: Outbox, recipient: Recipient, kind: str) -> dict[str, list[Telling]]:
    """Everything that a recipient was told, by programme, in order."""
    mine = [mail for mail in outbox.listed("sent", limit=10**9) if _is_for(mail, recipient, kind)]
    told: dict[str, list[Telling]] = {}
    for mail in sorted(mine, key=lambda mail: mail.id):
        for one in outbox.tellings(mail.id):
            told.setdefault(one.programme, []).append(one)
    return told


def _is_for(mail: Posted | OutboxMail, recipient: Recipient, kind: str) -> bool:
    return mail.recipient == recipient.email.casefold() and mail.kind == kind


def repeated(told: Mapping[str, Sequence[Telling]], ever_away: set[str]) -> Iterator[str]:
    """What was said twice, and what was said of a programme that never vanished."""
    for key, tellings in told.items():
        if key.endswith(":"):
            days = Counter(one.gate for one in tellings)
            yield from (f"{key} silence since {day} told {n} times" for day, n in days.items() if n > 1)
            continue
        if any(one.section == "new" for one in tellings[1:]):
            yield f"{key}: told as new again"
        if any(one.status == "vanished" for one in tellings) and key not in ever_away:
            yield f"{key}: said to have vanished"
        yield from (f"{key}: {fault}" for before, one in pairwise(tellings) if (fault := _twice(before, one)))
        yield from (f"{key}: {fault}" for fault in _rungs(tellings))


def _twice(before: Telling, one: Telling) -> str:
    same = (before.status, before.gate, before.fingerprint) == (one.status, one.gate, one.fingerprint)
    if one.section == "changed" and same:
        return f"a change told that is none ({one})"
    return "an end told twice" if before.status in ENDED and one.status in ENDED else ""


def _rungs(tellings: Sequence[Telling]) -> Iterator[str]:
    """While a gate stays, each reminder is for a smaller rung than all before."""
    gate, least = None, None
    for one in tellings:
        if one.status in ENDED:
            continue
        if one.gate != gate:
            gate, least = one.gate, None
        if one.section == "due" and least is not None and (one.rung is None or one.rung >= least):
            yield f"rung {one.rung} of {gate} told again"
        if one.rung is not None:
            least = one.rung if least is None else min(least, one.rung)


def _passed_as_told(last: Telling, day: date) -> bool:
    """A deadline that everybody knew of is no reason for a mail."""
    return last.status not in ENDED and last.gate is not None and last.gate < day


def unsaid(store: Store, city: CityProfile, recipient: Recipient, scores: Sequence[Match], day: date) -> Iterator[str]:
    """What is so at the end and was never told, or was told otherwise."""
    there = {programme.id: programme for programme in store.programmes()}
    told = Outbox(store).told(recipient.email, jobs.digest_kind(city))
    least = jobs.THRESHOLD if recipient.threshold is None else recipient.threshold
    fits = {one.programme for one in scores if one.score >= least and one.eligibility is not Verdict.NO}
    for key in fits & there.keys():
        shut, known = shut_by_source(there[key], day), told.get(key)
        if known is None and not shut and status(there[key], day) not in {Status.CLOSED, Status.EXHAUSTED}:
            yield f"{recipient.email}: {key} is open and was never told"
        if known is not None and shut != (known.last.status in ENDED) and not _passed_as_told(known.last, day):
            yield f"{recipient.email}: {key} was told as {known.last.status} and is {status(there[key], day)}"
    for key in told.keys() - there.keys():
        if not key.endswith(":") and told[key].last.status not in ENDED:
            yield f"{recipient.email}: {key} vanished and nobody said so"
    made = jobs.digest_for(store, city, recipient, there, day)
    for item in made.items():
        if item.newsworthy and item.section != "due":
            yield f"{recipient.email}: {item.programme.id} still waits as {item.section}"
