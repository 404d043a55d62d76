"""What each step of the timetable does: crawl a portal, make and send digests, send what still waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawl.run import CrawlOptions, crawl
from crawl.twins.linking import relink
from db import Outbox, Store
from digest.transport import Transport
from profiles import Loaded
from schedule import jobs, keeping, mailing
from schedule.running import Failed
from schedule.sending import Sending, alone, send_waiting
from schedule.timetable import BERLIN, DIGESTS, Step

_ENDED = {"suspect": "verdächtig", "blocked": "gesperrt", "failed": "gescheitert", "aborted": "abgebrochen"}
SAMPLE_SIZE = (1, 500)  # programmes of a portal on the sample server


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """A database with its profiles, the way its mails go and the clock on its wall.

    `load` reads the profiles anew each time, so that a changed file counts from the next step on. `way` is None where
    no way for mails is set: digests are not even made then, since nobody would hear of what they tell.
    """

    db: Path
    load: Callable[[], Loaded]
    sender: str
    way: Callable[[], Transport] | None
    operator: str
    clock: Callable[[], datetime]
    sample_server: str | None = None
    ending: Callable[[], bool] = lambda: False

    def do(self, step: Step) -> str:
        """Take a step and say what came of it; raises PassgenauError when the operator should look."""
        if step.portal is not None:
            return self.crawl(step.portal)
        return self.digests() if step.name == DIGESTS else self.send()

    def crawl(self, portal: str) -> str:
        """One crawl in a process of its own; all that is not in order is a failure, whose reason is the run's."""
        size = SAMPLE_SIZE if self.sample_server else None
        options = CrawlOptions(sample_server=self.sample_server, expect=size, now=self.clock())
        run = crawl(portal, db=self.db, options=options)
        if run.outcome != "ok":
            raise Failed(f"{_ENDED.get(run.outcome, run.outcome)}: {run.reason}")
        return f"{run.found} gefunden, {run.new} neu, {run.changed} geändert, {run.vanished} verschwunden"

    def digests(self) -> str:
        """Match anew where something changed, make the mails that are due, tell the operator, send."""
        with Store(self.db) as store:
            now, loaded = self.clock(), self.load()
            cities = keeping.keep(store, loaded, now).profiles
            day = now.astimezone(BERLIN).date()
            relink(store)  # where a crawl died or found the database busy before it could
            matched = sum(1 for _ in jobs.match_all(store, cities, day, now))
            if self.way is None:
                return f"Städte abgeglichen: {matched}; keine Mails, denn kein Weg für Mails ist eingestellt (mail)."
            asked = mailing.Round(sender=self.sender, day=day, now=now)
            with alone(store, wait=60):  # also takes up what an earlier process left half sent
                made = list(mailing.compose(store, cities, asked))
            mailing.notify(store, loaded, self.operator, asked)
            try:
                told = self._sent(store)
            finally:
                mailing.noticed(store, loaded, self.operator, now)
        ready = sum(one.outcome == "ready" for one in made)
        return f"Städte abgeglichen: {matched}, Übersichten gemacht: {ready}; {told}"

    def send(self) -> str:
        """Send what is due in the outbox."""
        if self.way is None:
            return "Kein Weg für Mails ist eingestellt (mail)."
        with Store(self.db) as store:
            return self._sent(store)

    def _sent(self, store: Store) -> str:
        if self.way is None or not Outbox(store).listed("ready", "claimed", limit=1):
            return "nichts zu verschicken"
        with alone(store, wait=60) as outbox:
            done = send_waiting(outbox, self.way(), self.sender, self.clock, ending=self.ending)
        if done.stopped:
            raise Failed(f"{said(done)}. {done.stopped}" if done.sent else f"Die Mails warten. {done.stopped}")
        return said(done)


def said(done: Sending) -> str:
    """What became of the mails, in one German line."""
    words = (
        (done.sent, "verschickt"), (done.postponed, "aufgeschoben"), (done.failed, "gescheitert"),
        (done.withdrawn, "zurückgezogen"),
    )  # fmt: skip
    parts = [f"{number} {word}" for number, word in words if number]
    return f"Mails: {', '.join(parts)}" if parts else "nichts zu verschicken"
