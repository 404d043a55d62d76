"""The end of a crawl: judged and compared, then stored in one transaction, or the old rows stay (design 3.1)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawl.base import BERLIN
from crawl.compare import Comparison, compare, unique
from crawl.events import events
from crawl.health import FLOOR, RUNS, Health, fill_rates, judge, judge_part
from crawl.parts import completed
from crawl.twins.linking import relink
from db import Known, Plan, Settled, Store
from funding import CrawlRun, PassgenauError, Problem, Programme
from funding.gates import shut_by_source

PATIENCE = 3  # good runs without a programme until it is vanished


def settle(  # noqa: PLR0913 - one call with all that a crawl brought
    store: Store, run: CrawlRun, programmes: Iterable[Programme], problems: Iterable[Problem],
    documents: Iterable[tuple[str, bytes]], now: datetime, *, expected: tuple[int, int], accept: bool = False,
    floor: int = FLOOR,
) -> CrawlRun:  # fmt: skip
    """Store what a finished run found, with its events, and close its row; all of it or nothing.

    What takes time is done before the database is locked: others wait for the writing alone. A suspect run keeps its
    documents and problems and changes no programme. After a good one the links between portals are made anew, in a
    transaction of their own. `accept`: the operator has looked and takes the result in spite of the health gate (an
    empty one never). `floor`: see PortalSpider. Raises PassgenauError when it cannot be stored.
    """
    found, twins = unique(programmes)
    brought = _Brought(run, found, (*problems, *twins), now, expected, accept, floor)
    stowed = store.stow(documents)
    applied, ended, plan = _weighed(store, brought)
    with store.writing():
        if store.applied(run.portal) != applied:  # another run of the portal was quicker
            _, ended, plan = _weighed(store, brought)
        store.enlist(run.id, stowed)
        if plan is None:
            store.add_problems(run.id, brought.problems)
        else:
            store.apply(run.id, plan, now)
        store.finish_run(ended)
    if ended.outcome == "ok":
        with suppress(PassgenauError):  # a busy database: the next crawl makes the links
            relink(store)
    return ended


@dataclass(frozen=True, slots=True)
class _Brought:
    run: CrawlRun
    programmes: Sequence[Programme]
    problems: tuple[Problem, ...]
    now: datetime
    expected: tuple[int, int]
    accept: bool
    floor: int


def _weighed(store: Store, brought: _Brought) -> tuple[int, CrawlRun, Plan | None]:
    """After how many applied runs this was judged; the verdict; what to write where it is good."""
    run = brought.run
    with store.reading():
        applied, known = store.applied(run.portal), store.known(run.portal)
        found = completed(known, brought.programmes) if run.partial else brought.programmes
        compared, rates = compare(known, found), fill_rates(found)
        settled = _settled(known, compared, brought)
        health = _health(store, brought, compared, rates, _gap(known, settled, brought.now))
        ended = replace(_ended(brought, compared, health), fill_rates=rates)
        if ended.outcome != "ok":
            return applied, ended, None
        return applied, replace(ended, vanished=len(settled.vanished)), store.plan(run.portal, settled)


def _gap(known: Mapping[str, Known], settled: Settled, now: datetime) -> tuple[int, int]:
    """How many programmes are missing for the first time, of how many.

    What was missing before has been judged; portals take a call off their list on its last day, many on the same one.
    """
    there = sum(not old.vanished for old in known.values())
    tomorrow = now.astimezone(BERLIN).date() + timedelta(days=1)
    missing = (known[key] for key in settled.missed)
    return sum(old.missed == 0 and not shut_by_source(old.programme, tomorrow) for old in missing), there


def _health(
    store: Store, brought: _Brought, compared: Comparison, rates: Mapping[str, float], gap: tuple[int, int]
) -> Health:
    if brought.run.partial:
        health = judge_part(compared.found)
    else:
        good = store.good_runs(brought.run.portal, limit=RUNS)
        health = judge(
            found=compared.found, fresh=compared.fresh, fill_rates=rates, expected=brought.expected, good=good,
            gap=gap, days=_silence(good, brought.now), floor=brought.floor,
        )  # fmt: skip
    return _accepted(health, compared) if brought.accept else health


def _silence(good: Sequence[CrawlRun], now: datetime) -> float:
    """Days since the last good run."""
    last = max((run.finished for run in good if run.finished), default=now)
    return (now - last).total_seconds() / 86_400


def _accepted(health: Health, compared: Comparison) -> Health:
    if health.outcome == "ok" or not compared.found:
        return health
    return Health(outcome="ok", reason=f"Mit --accept übernommen. {health.reason}")


def _ended(brought: _Brought, compared: Comparison, health: Health) -> CrawlRun:
    return replace(
        brought.run, finished=brought.now, outcome=health.outcome, reason=health.reason, found=compared.found,
        new=len(compared.new), changed=len(compared.changed), problems=len(brought.problems),
    )  # fmt: skip


def _settled(known: Mapping[str, Known], compared: Comparison, brought: _Brought) -> Settled:
    unread = {problem.key for problem in brought.problems}
    missing = () if brought.run.partial else tuple(key for key in compared.absent if key not in unread)
    vanished = tuple(key for key in missing if known[key].missed + 1 >= PATIENCE)
    return Settled(
        new=compared.new, changed=compared.changed, unchanged=compared.unchanged, back=compared.back,
        missed=tuple(key for key in missing if key not in vanished), vanished=vanished,
        events=tuple(events(known, compared, vanished, brought.now)), problems=brought.problems,
    )  # fmt: skip
