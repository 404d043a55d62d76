"""The end of a crawl: judged, compared and stored in one transaction, or the old rows stay (design 3.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from crawl.compare import Comparison, compare, unique
from crawl.events import events
from crawl.health import RUNS, Health, fill_rates, judge, judge_part
from crawl.parts import completed
from db import Known, Settled, Store
from funding import CrawlRun, Problem, Programme

PATIENCE = 3  # good runs without a programme until it is vanished


def settle(  # noqa: PLR0913 - one call with all that a crawl brought
    store: Store, run: CrawlRun, programmes: Iterable[Programme], problems: Iterable[Problem],
    documents: Iterable[tuple[str, bytes]], now: datetime, *, expected: tuple[int, int], accept: bool = False,
) -> CrawlRun:  # fmt: skip
    """Store what a finished run found, with its events, and close its row; all of it or nothing.

    A suspect run keeps its documents and problems and changes no programme. `accept`: the operator has looked and
    takes the result in spite of the health gate (an empty one never). Raises PassgenauError when it cannot be stored.
    """
    found, twins = unique(programmes)
    noted = (*problems, *twins)
    with store.writing():
        known = store.known(run.portal)
        found = completed(known, found) if run.partial else found
        compared, rates = compare(known, found), fill_rates(found)
        health = _health(store, run, compared, rates, expected)
        ended = _ended(run, compared, _accepted(health, compared) if accept else health, now)
        ended = replace(ended, problems=len(noted), fill_rates=rates)
        store.keep(run.id, documents)
        if ended.outcome == "ok":
            settled = _settled(known, compared, noted, now, partial=run.partial)
            store.apply(run.id, settled, now)
            ended = replace(ended, vanished=len(settled.vanished))
        else:
            store.add_problems(run.id, noted)
        store.finish_run(ended)
    return ended


def _health(
    store: Store, run: CrawlRun, compared: Comparison, rates: Mapping[str, float], expected: tuple[int, int]
) -> Health:
    if run.partial:
        return judge_part(compared.found)
    good = store.good_runs(run.portal, limit=RUNS)
    return judge(found=compared.found, fresh=compared.fresh, fill_rates=rates, expected=expected, good=good)


def _accepted(health: Health, compared: Comparison) -> Health:
    if health.outcome == "ok" or not compared.found:
        return health
    return Health(outcome="ok", reason=f"Mit --accept übernommen. {health.reason}")


def _ended(run: CrawlRun, compared: Comparison, health: Health, now: datetime) -> CrawlRun:
    return replace(
        run, finished=now, outcome=health.outcome, reason=health.reason,
        found=compared.found, new=len(compared.new), changed=len(compared.changed),
    )  # fmt: skip


def _settled(
    known: Mapping[str, Known], compared: Comparison, problems: tuple[Problem, ...], now: datetime, *, partial: bool
) -> Settled:
    unread = {problem.key for problem in problems}
    missing = () if partial else tuple(key for key in compared.absent if key not in unread)
    vanished = tuple(key for key in missing if known[key].missed + 1 >= PATIENCE)
    return Settled(
        new=compared.new, changed=compared.changed, unchanged=compared.unchanged, back=compared.back,
        missed=tuple(key for key in missing if key not in vanished), vanished=vanished,
        events=tuple(events(known, compared, vanished, now)), problems=problems,
    )  # fmt: skip
