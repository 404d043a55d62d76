"""A year of digests as a simulation: what is lost, what comes twice, and is nobody mailed about a broken crawl?

Usage: python -m bench.year [--programmes 2500] [--recipients 30] [--days 365] [--seed 7]

A portal whose programmes appear, move their deadlines, close, reopen, vanish and come back; days on which it shows only
half, and days and weeks without portal, machine or mail server; a mail server that refuses now and then, for a while or
for good; senders killed between a mail and its mark. Database, health gate, choice, mails, outbox and sending are the
real ones; only the matches are drawn by lot. At the end the mails that arrived are compared with what happened.
"""

import argparse
import random
import sys
import tempfile
import time as clocks
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bench import year_checks
from bench.year_post import Killed, Post
from crawl.settle import settle
from db import Outbox, Store
from funding import City, CityProfile, CrawlRun, Match, Programme, Project, Recipient, Recurring, Stage, Verdict
from schedule import jobs, mailing
from schedule.sending import alone, send_waiting

PORTAL, START, SENDER = "foerderdatenbank", date(2026, 1, 5), "passgenau <passgenau@stadt.example>"
RHYTHMS = ("daily", "weekly", "weekly", "monthly")
LINES = 70  # matches of a project
DRAIN = 10  # days without change at the end


class Year:
    """The portal, the cities and the days; `wrong` collects what must not happen."""

    def __init__(self, store: Store, dice: random.Random, programmes: int, recipients: int) -> None:
        self.store, self.outbox, self.dice, self.post = store, Outbox(store), dice, Post(dice)
        self.there = {f"p{n}": self._programme(f"p{n}") for n in range(programmes)}
        self.later = [self._programme(f"q{n}") for n in range(programmes // 5)]
        self.away: dict[str, Programme] = {}
        self.ever_away: set[str] = set()
        self.wrong: list[str] = []
        self.counts: Counter[str] = Counter()
        self.accept = False
        keys = [*self.there, *(one.key for one in self.later)]
        self.cities = tuple(self._city(n, recipients) for n in range(max(1, min(6, recipients // 3))))
        self.joining, self.cities = self.cities, tuple(map(_without_last, self.cities))
        self.scores = {profile.city.slug: self._lots(profile, keys) for profile in self.cities}

    def _programme(self, key: str) -> Programme:
        made, kind = Programme(portal=PORTAL, key=key, title=f"Förderung {key}", conditions="0"), self.dice.random()
        if kind < 0.15:
            return replace(made, modes=("rolling",))
        if kind < 0.25:
            yearly = Recurring(month=self.dice.randint(1, 12), day=self.dice.randint(1, 28))
            return replace(made, stages=(Stage(recurring=yearly, source="portal"),))
        return replace(made, stages=(_closing(START + timedelta(days=self.dice.randint(-20, 560))),))

    def _city(self, number: int, recipients: int) -> CityProfile:
        cities = max(1, min(6, recipients // 3))
        people = tuple(
            Recipient(
                email=f"Person{n}@stadt{number}.example", rhythm=RHYTHMS[n % 4],  # type: ignore[arg-type]
                threshold=self.dice.choice([None, 30, 60]), max_items=self.dice.choice([2, 5, 12]),
                weekday=self.dice.choice(["mon", "wed", "fri"]),
            )
            for n in range(number, recipients, cities)
        )  # fmt: skip
        city = City(slug=f"stadt{number}", name=f"Stadt {number}", ags="14713000", land="Sachsen", population=9000)
        projects = tuple(Project(slug=f"v{n}", title=f"Vorhaben {n}") for n in range(3))
        return CityProfile(city=city, projects=projects, recipients=people)

    def _lots(self, profile: CityProfile, keys: Sequence[str]) -> list[Match]:
        return [
            Match(project=profile.project_id(project), programme=f"{PORTAL}:{key}", score=self.dice.randint(20, 95),
                  eligibility=self.dice.choice([Verdict.YES, Verdict.UNCLEAR, Verdict.YES, Verdict.NO]))
            for project in profile.projects for key in self.dice.sample(keys, min(LINES, len(keys)))
        ]  # fmt: skip

    def change(self, day: date) -> None:
        """What happens at the portal in a night."""
        for key, one in list(self.there.items()):
            lot = self.dice.random()
            if lot < 0.002 and one.stages and one.stages[0].closes:
                self.there[key] = replace(one, stages=(_closing(day + timedelta(days=self.dice.randint(5, 200))),))
                self.counts["moved"] += 1
            elif lot < 0.0027:
                shut = None if one.source_status else self.dice.choice(["closed", "exhausted"])
                self.there[key] = replace(one, source_status=shut)  # type: ignore[arg-type]
                self.counts["closed or reopened"] += 1
            elif lot < 0.0045:
                self.there[key] = replace(one, conditions=f"{day}")
                self.counts["pages changed"] += 1
            elif lot < 0.005:
                self.away[key] = self.there.pop(key)
                self.ever_away.add(f"{PORTAL}:{key}")
                self.counts["vanished"] += 1
        for key in [key for key in self.away if self.dice.random() < 0.01]:
            self.there[key] = self.away.pop(key)
        for one in [self.later.pop() for _ in range(len(self.later)) if self.dice.random() < 0.003]:
            self.there[one.key] = one
            self.counts["appeared"] += 1

    def crawl(self, day: date, *, broken: bool = False) -> None:
        """The night's crawl, judged by the real health gate; a broken one may change nothing."""
        found, before = list(self.there.values()), self.store.revision()
        if broken:
            found = [replace(one, stages=(), conditions=None) for one in found[: len(found) // 2 + 1]]
        run = CrawlRun(id=self.store.start_run(PORTAL, _at(day, 4)), portal=PORTAL, started=_at(day, 4))
        ended = settle(self.store, run, found, (), (), _at(day, 5), expected=(1, 9999), accept=self.accept)
        self.counts[f"crawls {ended.outcome}"] += 1
        self.accept = not broken and ended.outcome == "suspect"  # the operator looks, and takes the next one
        if broken and (ended.outcome == "ok" or self.store.revision() != before):
            self.wrong.append(f"{day}: a broken crawl was taken")

    def mail(self, day: date) -> None:
        """The morning's digests, and what waits, sent twice a day."""
        self._match(day)
        asked = mailing.Round(sender=SENDER, day=day, now=_at(day, 6))
        with alone(self.store):
            for made in mailing.compose(self.store, self.cities, asked):
                self.counts[f"digests {made.outcome}"] += 1
        for hour in (7, 12):
            with suppress(Killed), alone(self.store) as outbox:
                send_waiting(outbox, self.post, SENDER, lambda hour=hour: _at(day, hour))  # type: ignore[misc]
        if self.dice.random() < 0.1:
            for failed in self.outbox.listed("failed"):
                self.outbox.retry(failed.id, _at(day, 13))

    def _match(self, day: date) -> None:
        revision = str(self.store.revision())
        if self.store.match_stamp(self.cities[0].city.slug) == revision:
            return
        there = {programme.id for programme in self.store.programmes()}
        for slug, scores in self.scores.items():
            found = [one for one in scores if one.programme in there]
            self.store.save_matches(slug, revision, found, _at(day, 6))

    def live(self, days: int) -> date:
        """All days, then quiet ones until what waits has found room; gives the last day."""
        dark: Counter[str] = Counter()
        for day in (START + timedelta(days=n) for n in range(days)):
            self.change(day)
            if day == START + timedelta(days=days // 3):
                self.cities = self.joining
            for what, often in (("portal", 0.03), ("machine", 0.01), ("post", 0.02)):
                if not dark[what] and self.dice.random() < often:
                    dark[what] = self.dice.choice([1, 2, 3, 9, 21])
                    self.counts[f"outages of the {what}"] += 1
            if not dark["machine"]:
                if not dark["portal"]:
                    self.crawl(day, broken=self.dice.random() < 0.04 and day > START + timedelta(days=3))
                self.post.down = bool(dark["post"])
                self.mail(day)
            dark -= Counter(("portal", "machine", "post"))
        return self._drained(START + timedelta(days=days))

    def _drained(self, day: date) -> date:
        self.post.down, self.post.calm = False, True
        self.cities = tuple(
            replace(city, recipients=tuple(replace(one, rhythm="daily", max_items=50) for one in city.recipients))
            for city in self.cities
        )
        for later in range(DRAIN):
            self.crawl(day + timedelta(days=later))
            self.mail(day + timedelta(days=later))
        return day + timedelta(days=DRAIN - 1)


def _without_last(city: CityProfile) -> CityProfile:
    return replace(city, recipients=city.recipients[:-1]) if len(city.recipients) > 1 else city


def _closing(day: date) -> Stage:
    return Stage(closes=day, source="portal")


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def broken(year: Year, day: date) -> list[str]:
    """Every promise that was not kept."""
    wrong = [*year.wrong, *year_checks.arrived(year.outbox, year.post.took, year.post.torn)]
    for city in year.cities:
        for recipient in city.recipients:
            told = year_checks.heard(year.outbox, recipient, jobs.digest_kind(city))
            wrong += (f"{recipient.email}: {fault}" for fault in year_checks.repeated(told, year.ever_away))
            wrong += year_checks.unsaid(year.store, city, recipient, year.scores[city.city.slug], day)
            for one in (one for tellings in told.values() for one in tellings):
                year.counts[f"items {one.section}"] += 1
    return wrong


def play(folder: Path, *, programmes: int, recipients: int, days: int, seed: int) -> tuple[Year, list[str]]:
    """A year, and what went wrong in it."""
    with Store(folder / "year.sqlite") as store:
        year = Year(store, random.Random(seed), programmes, recipients)
        return year, broken(year, year.live(days))


def main() -> int:
    """Play it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("programmes", 2500), ("recipients", 30), ("days", 365), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    options, began = parser.parse_args(), clocks.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        year, wrong = play(Path(folder), **vars(options))
    print(", ".join(f"{name} {number}" for name, number in sorted(year.counts.items())))
    print(f"{len(year.post.took)} mails arrived, {len(year.post.torn)} of them twice after a sender was killed")
    print(f"{len(wrong)} promises broken, {clocks.monotonic() - began:.0f} s", *wrong[:50], sep="\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
