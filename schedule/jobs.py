"""Matching and digests over the whole database, for commands and timers alike."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pydantic import TypeAdapter

import digest
import matcher
from db import Outbox, Store
from digest import Changed, Source
from funding import CityProfile, Match, Programme, Project, Recipient, Verdict
from schedule.answers import by_project, heard, marked
from schedule.pages import page_changes

KEPT_PER_PROJECT = 200  # of each: those that fit and those that a gate shut out
SILENT_AFTER_DAYS = 3  # of a portal that is crawled daily
_DAYS = {"daily": 1, "weekly": 7}
THRESHOLD = digest.DEFAULT_THRESHOLD
MODEL = "PASSGENAU_MODEL"  # in the environment: the sentence model, "ohne" for none
_PROFILE: TypeAdapter[CityProfile] = TypeAdapter(CityProfile)
_KNOWN: dict[Path, matcher.Known] = {}  # of each database, for the next day of the same process


@dataclass(frozen=True, slots=True)
class Matched:
    """A city whose matches were made anew."""

    profile: CityProfile
    matches: tuple[Match, ...]


def stamps(revision: int, profile: CityProfile, today: date) -> dict[str, str]:
    """By project; differs whenever its matches may: by programmes (as of their `revision`), city and ties, the project
    itself, day, matcher or sentence model. Who reads of it is no matter."""
    made_by = f"{revision} {today} {matcher.VERSION} {model_name()}"
    plain = replace(profile, departments=(), recipients=())
    alone = {project.slug: replace(plain, projects=(project,)) for project in profile.projects}
    return {slug: hashlib.sha256(made_by.encode() + _PROFILE.dump_json(one)).hexdigest() for slug, one in alone.items()}


def model_name() -> str:
    """The sentence model that matches are made with; empty in lexical mode. Raises InputError where it cannot load."""
    found = matcher.encoder(os.environ.get(MODEL, ""))
    return found.name if found else ""


def model(store: Store) -> matcher.Model | None:
    """The sentence model, with the store as memory for its vectors."""
    found = matcher.encoder(os.environ.get(MODEL, ""))
    return matcher.Model(found, store) if found else None


def match_all(
    store: Store, profiles: Sequence[CityProfile], today: date, now: datetime, *, anew: bool = False
) -> Iterator[Matched]:
    """Match every project whose stored matches are out of date, and store the result; yields city by city.

    As words weigh by how rare they are among all programmes, one that is new changes every score; what was read of the
    others is not read again.
    """
    revision = store.revision()
    if all(not anew and store.match_stamp(p.city.slug) == _line(stamps(revision, p, today)) for p in profiles):
        return
    with store.reading():  # a crawl may store its result at any moment: the stamp must name what was matched
        revision, programmes = store.revision(), store.programmes()
    plans = [_plan(store, profile, stamps(revision, profile, today), anew=anew) for profile in profiles]
    stale = [plan for plan in plans if plan.stale]
    found = _index(store, programmes, today).best(
        ((plan.profile, project) for plan in stale for project in plan.projects), KEPT_PER_PROJECT, KEPT_PER_PROJECT
    )
    for plan in stale:
        new = {plan.profile.project_id(project): next(found) for project in plan.projects}
        matches = tuple(match for name, kept in plan.kept.items() for match in new.get(name, kept))
        store.save_matches(plan.profile.city.slug, plan.stamp, matches, now)
        yield Matched(plan.profile, matches)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be matched of a city; `kept`: what stays, and an empty place for what does not, by project."""

    profile: CityProfile
    projects: tuple[Project, ...]
    kept: Mapping[str, tuple[Match, ...]]
    stamp: str
    stale: bool


def _plan(store: Store, profile: CityProfile, wanted: Mapping[str, str], *, anew: bool) -> _Plan:
    line, had = _line(wanted), store.match_stamp(profile.city.slug) or ""
    fresh = set() if anew else {slug for slug, mark in wanted.items() if f"{slug} {mark}" in had.splitlines()}
    stored = store.matches(profile.city.slug) if fresh and had != line else []
    names = {profile.project_id(project): project.slug in fresh for project in profile.projects}
    return _Plan(
        profile=profile,
        projects=tuple(project for project in profile.projects if project.slug not in fresh),
        kept={name: tuple(m for m in stored if m.project == name and stays) for name, stays in names.items()},
        stamp=line,
        stale=anew or had != line,
    )


def _line(marks: Mapping[str, str]) -> str:
    return "\n".join(f"{slug} {mark}" for slug, mark in marks.items())


def _index(store: Store, programmes: Sequence[Programme], today: date) -> matcher.Matcher:
    """All programmes of today; a process that lives for days remembers what it read of those that stay the same."""
    index = matcher.Matcher(programmes, today, model=model(store), earlier=_KNOWN.get(store.path))
    _KNOWN.clear()
    _KNOWN[store.path] = index.knows
    return index


def explain(store: Store, profile: CityProfile, project: Project, programme_id: str, today: date) -> Match:
    """The match of one pair with all its evidence, computed from what is stored now; the office's answer first."""
    found = matcher.Matcher(store.programmes(), today, model=model(store)).explain(profile, project, programme_id)
    return marked(store, found)


def features(store: Store, profile: CityProfile, project: Project, programme_id: str, today: date) -> dict[str, float]:
    """The signals of one pair as of now; empty for a programme that is no longer found."""
    programmes = store.programmes()
    rows = {programme.id: row for row, programme in enumerate(programmes)}
    if programme_id not in rows:
        return {}
    signals = matcher.Matcher(programmes, today, model=model(store)).signals(profile, project)
    return {name: round(float(column[rows[programme_id]]), 6) for name, column in signals.items()}


def digest_for(
    store: Store,
    profile: CityProfile,
    recipient: Recipient,
    programmes: Mapping[str, Programme],
    today: date,
) -> digest.Digest:
    """What this officer would read today, after all that was sent to them."""
    matches = by_project(store, profile, today)
    told = heard(store, profile, programmes, Outbox(store).told(recipient.email, digest_kind(profile)), today, matches)
    records = (store.programme(key) for key in told.keys() - programmes.keys())
    gone = (one.programme for one in records if one and one.vanished)  # a crawl may have brought some since
    return digest.build(
        profile, recipient, matches, programmes, sources(store, today), today, told=told,
        changed={key: _changed(store, key, told[key].at) for key in told},
        gone={programme.id: programme for programme in gone if programme.origin != "page"},
        pages=page_changes(store, today),
    )  # fmt: skip


def feed_for(
    store: Store, profile: CityProfile, recipient: Recipient, programmes: Mapping[str, Programme], today: date,
    now: datetime,
) -> tuple[bytes, bytes]:  # fmt: skip
    """What this officer may subscribe to: an Atom feed and a calendar of all that fits, whatever was mailed."""
    matches = by_project(store, profile, today)
    fitting = {m.programme for found in matches.values() for m in found if m.eligibility != Verdict.NO}
    records = (record for key in sorted(fitting) if (record := store.programme(key)) is not None)
    seen = {record.programme.id: record.changed or record.first_seen for record in records}
    return digest.feed(
        profile, recipient, matches, programmes, sources(store, today), today, now, seen=seen
    )  # fmt: skip


def digest_kind(profile: CityProfile) -> str:
    """What the outbox calls the digests of a city."""
    return f"digest/{profile.city.slug}"


def _changed(store: Store, programme_id: str, since: datetime) -> list[Changed]:
    entries = (entry for entry in store.history(programme_id) if entry.at > since)
    return [Changed(field=entry.field, old=entry.old, new=entry.new, at=entry.at) for entry in entries]


def sources(store: Store, today: date) -> tuple[Source, ...]:
    """Every portal that was ever crawled or imported, with its last good day and whether it is silent since."""
    from crawl.base import portal_classes  # Scrapy takes a second to import, and only this needs it

    spiders = portal_classes()
    return tuple(_source(store, name, spiders, today) for name in store.portals())


def _source(store: Store, portal: str, spiders: Mapping[str, type], today: date) -> Source:
    """A night's failure is for the operator: officers hear of a source that was missed for days."""
    spider, good = spiders.get(portal), store.last_good(portal)
    last = None if good is None else good.date()
    patience = SILENT_AFTER_DAYS - 1 + _DAYS[getattr(spider, "rhythm", "daily")]
    return Source(
        portal=portal,
        title=getattr(spider, "title", portal),
        last_good=last,
        silent=spider is not None and (last is None or (today - last).days > patience),
        attribution=getattr(spider, "attribution", ""),
        imported=spider is None,
    )
