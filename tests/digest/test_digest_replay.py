"""Weeks of change with outages, late and double runs: what was sent decides, nothing is lost and nothing told twice."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from digest_samples import PARTNER, SOLAR, match, profile, programme
from hypothesis import given, settings
from hypothesis import strategies as st

import digest
from db import Outbox, Store
from digest.content import ENDS, Item
from funding import Match, Programme, Recipient, Recurring, Stage, Status
from funding.outbox import OutboxMail, Told

START = date(2026, 11, 2)
DAYS = 70
KEYS = [f"p{number}" for number in range(6)]
KIND = "digest/hafenstadt"
SCORES = {key: 44 + 11 * number for number, key in enumerate(KEYS)}


@dataclass
class World:
    """The portal, the city's settings and the mails sent."""

    recipient: Recipient
    outbox: Outbox
    found: dict[str, Programme] = field(default_factory=dict)
    gone: dict[str, Programme] = field(default_factory=dict)
    mails: list[tuple[date, tuple[Item, ...]]] = field(default_factory=list)

    def told(self) -> dict[str, Told]:
        return self.outbox.told(self.recipient.email, KIND)

    def matches(self) -> dict[str, list[Match]]:
        scored = [(one, SCORES[one.key]) for one in self.found.values()]
        return {
            "solar": [match(SOLAR, one, score) for one, score in scored],
            "partner": [match(PARTNER, one, 120 - score) for one, score in scored if score % 2],
        }

    def build(self, day: date) -> digest.Digest:
        return digest.build(
            profile(recipient=self.recipient), self.recipient, self.matches(),
            {one.id: one for one in self.found.values()}, (), day, told=self.told(), changed={},
            gone={one.id: one for one in self.gone.values()},
        )  # fmt: skip

    def run(self, day: date) -> None:
        """What the timer does: a mail where one is due and there is news."""
        period = digest.period(self.recipient, day)
        if period is None or self.outbox.find(self.recipient.email, KIND, period) is not None:
            return
        made = self.build(day)
        told = made.tellings() if made.worth_sending else ()
        mail = OutboxMail(recipient=self.recipient.email, kind=KIND, period=period, tellings=told)
        assert self.outbox.mark_seen(mail, datetime.combine(day, time(7), UTC))
        self.mails.append((day, made.items()))


OF_GATES = {"moved", "corrected", "renewed", "dated", "undated"}

CLOSES = st.integers(-10, 120).map(lambda days: (Stage(closes=START + timedelta(days=days), source="portal"),))
YEARLY = st.integers(1, 12).map(lambda month: (Stage(recurring=Recurring(month=month, day=15), source="portal"),))
OPENS = st.integers(5, 60).map(
    lambda days: (Stage(opens=START + timedelta(days=days), closes=START + timedelta(days=days + 50), source="portal"),)
)
FACTS = st.one_of(
    st.fixed_dictionaries({"stages": st.one_of(CLOSES, CLOSES, YEARLY, OPENS, st.just(()))}),
    st.fixed_dictionaries({"source_status": st.sampled_from([None, None, "closed", "exhausted", "forthcoming"])}),
    st.fixed_dictionaries({"conditions": st.sampled_from(["A", "B"])}),
    st.just({"modes": ("rolling",)}),
)
SETTINGS = st.one_of(
    st.fixed_dictionaries({"threshold": st.sampled_from([15, 60, 80])}),
    st.fixed_dictionaries({"reminder_weeks": st.sampled_from([(8, 4, 2, 1), (1, 6), ()])}),
    st.fixed_dictionaries({"max_items": st.integers(1, 4)}),
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1),
        st.one_of(
            st.tuples(st.just("facts"), st.sampled_from(KEYS), FACTS),
            st.tuples(st.just("facts"), st.sampled_from(KEYS), FACTS),
            st.tuples(st.just("move"), st.sampled_from(KEYS), st.integers(-20, 40)),
            st.tuples(st.sampled_from(["vanish", "back"]), st.sampled_from(KEYS), st.just(None)),
            st.tuples(st.just("settings"), st.just(""), SETTINGS),
            st.tuples(st.just("outage"), st.just(""), st.integers(1, 21)),
            st.tuples(st.just("clock"), st.just(""), st.integers(1, 9)),
            st.tuples(st.just("again"), st.just(""), st.just(None)),
        ),
    ),
    min_size=15,
    max_size=40,
)
RECIPIENTS = st.builds(
    Recipient, email=st.just("Amt@hafenstadt.example"), rhythm=st.sampled_from(["daily", "weekly", "monthly"]),
    weekday=st.sampled_from(["mon", "wed", "fri"]), max_items=st.integers(1, 4),
)  # fmt: skip


def happen(world: World, what: str, key: str, value) -> None:
    if what == "facts":
        old = world.found.pop(key, None) or world.gone.pop(key, None) or programme(key, f"Programm {key}")
        world.found[key] = replace(old, **value)
    elif what == "move" and key in world.found:
        moved = (_later(stage, value) for stage in world.found[key].stages)
        world.found[key] = replace(world.found[key], stages=tuple(moved))
    elif what == "vanish" and key in world.found:
        world.gone[key] = world.found.pop(key)
    elif what == "back" and key in world.gone:
        world.found[key] = world.gone.pop(key)
    elif what == "settings":
        world.recipient = replace(world.recipient, **value)


def _later(stage: Stage, days: int) -> Stage:
    return replace(stage, closes=stage.closes + timedelta(days=days)) if stage.closes else stage


@contextmanager
def played(recipient: Recipient, steps, since: int) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.sqlite") as store:
        world, dark = World(recipient, Outbox(store)), START + timedelta(days=since)
        for number in range(DAYS):
            day = START + timedelta(days=number)
            clocks = [day]
            for what, key, value in (step for at, step in steps if at == number):
                happen(world, what, key, value)
                dark = max(dark, day + timedelta(days=value)) if what == "outage" else dark
                clocks = [day - timedelta(days=value)] if what == "clock" else clocks
                clocks += [day] if what == "again" else []
            for clock in clocks if day >= dark else ():
                world.run(clock)
        yield world


def drained(world: World) -> date:
    """Days without change until everything that waits has found room."""
    world.recipient = replace(world.recipient, rhythm="daily")
    day = START + timedelta(days=DAYS)
    for number in range(2 * len(KEYS)):
        world.run(day + timedelta(days=number))
    return day + timedelta(days=2 * len(KEYS))


@settings(deadline=None, max_examples=50)
@given(RECIPIENTS, STEPS, st.sampled_from([0, 0, 30]))
def test_nothing_is_lost_and_nothing_told_twice(recipient, steps, since):
    with played(recipient, steps, since) as world:
        check_mails(world)
        last = drained(world)
        check_mails(world)
        made, told = world.build(last), world.told()
        pending = [item for item in made.items() if item.newsworthy]
        assert all(item.section == "due" and not item.news and not item.fresh for item in pending), "only rungs remain"
        for one in world.found.values():
            fits = SCORES[one.key] >= (world.recipient.threshold or digest.DEFAULT_THRESHOLD)
            if fits and digest_status(one, last) not in {Status.CLOSED, Status.EXHAUSTED}:
                assert one.id in told, "an open programme was never told"
        for one in world.gone.values():
            assert one.id not in told or told[one.id].last.status in {"vanished", "closed", "exhausted"}


def digest_status(one: Programme, day: date) -> Status:
    return digest.choose.status(one, day)


def check_mails(world: World) -> None:
    fresh, reminded, known = set(), set(), {}
    for _, items in world.mails:
        shown = [item.programme.id for item in items]
        assert len(shown) == len(set(shown))
        for item in items:
            key = item.programme.id
            if item.fresh:
                assert key not in fresh, "told as new twice"
                fresh.add(key)
            if item.section == "due" and not any(news.kind in OF_GATES for news in item.news):
                assert (key, item.day, item.rung) not in reminded, "a rung told twice"
                reminded.add((key, item.day, item.rung))
            for news in item.news:
                if news.kind in OF_GATES:
                    assert (news.before, news.after) == (known[key], item.day)
                    assert news.before != news.after, "a deadline moved nowhere"
                assert not (news.kind in ENDS and known[key] == "ended"), "an end told twice"
            known[key] = "ended" if item.ended else item.day
