"""Matching and digests over the whole database, for commands and timers alike."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

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


@dataclass(frozen=True, slots=True)
class Matched:
    """A city whose matches were made anew."""

    profile: CityProfile
    matches: tuple[Match, ...]


def stamp(revision: int, profile: CityProfile, today: date) -> str:
    """Changes whenever matches may: programmes (as of their `revision`), profile, day, matcher or sentence model."""
    made_by = f"{matcher.VERSION} {model_name()}"
    parts = (str(revision), today.isoformat(), made_by, _PROFILE.dump_json(profile).decode())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


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
    """Match every city whose stored matches are out of date, and store the result; yields city by city."""
    revision = store.revision()
    stale = [p for p in profiles if anew or store.match_stamp(p.city.slug) != stamp(revision, p, today)]
    if not stale:
        return
    with store.reading():  # a crawl may store its result at any moment: the stamp must name what was matched
        revision, programmes = store.revision(), store.programmes()
    index = matcher.Matcher(programmes, today, model=model(store))
    for profile in stale:
        found = tuple(match for project in profile.projects for match in _kept(index.match(profile, project)))
        store.save_matches(profile.city.slug, stamp(revision, profile, today), found, now)
        yield Matched(profile, found)


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
    gone = (store.programme(key) for key in told.keys() - programmes.keys())
    return digest.build(
        profile, recipient, matches, programmes, sources(store, today), today, told=told,
        changed={key: _changed(store, key, told[key].at) for key in told},
        gone={found.programme.id: found.programme for found in gone if found and found.programme.origin != "page"},
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


def _kept(matches: Sequence[Match]) -> Iterator[Match]:
    shut = [match for match in matches if match.eligibility == Verdict.NO]
    yield from [match for match in matches if match.eligibility != Verdict.NO][:KEPT_PER_PROJECT]
    yield from shut[:KEPT_PER_PROJECT]
