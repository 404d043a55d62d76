"""The one door to the database; what happens behind it stands in the other files of this folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from db import documents as bodies
from db import kept, planning
from db import matches as match_rows
from db import programmes as rows
from db import runs as run_rows
from db import search as index
from db import twins as twin_rows
from db import vectors as vector_rows
from db.connection import Connection
from db.documents import Documents, Stowed
from db.planning import Plan
from db.search import Hit
from db.settled import BrokenFile, HistoryEntry, KeptProfile, Known, Record, Settled
from db.twins import Standing, Twin
from funding import CityProfile, CrawlRun, Event, Match, Problem, Programme
from funding.records import EventKind


class Store(Connection):
    """`Store(path)` opens or makes the file. Use it in a `with` block, one per process and thread.

    Every method raises PassgenauError with one German line when the database is locked, full, damaged or no database.
    Moments must carry a zone.
    """

    def start_run(self, portal: str, now: datetime, *, partial: bool = False) -> int:
        """Note that a crawl begins; an older run of the portal that never ended is marked aborted."""
        with self.writing():
            return run_rows.start(self, portal, now, partial=partial)

    def finish_run(self, run: CrawlRun) -> None:
        """Write the verdict and figures of a run into its row."""
        with self.writing():
            run_rows.finish(self, run)

    def runs(self, portal: str | None = None, limit: int = 20) -> list[CrawlRun]:
        """The last runs, newest first."""
        return run_rows.listed(self, portal, limit, good=False)

    def good_runs(self, portal: str, limit: int = 8) -> list[CrawlRun]:
        """The last whole runs that were believed, newest first."""
        return run_rows.listed(self, portal, limit, good=True)

    def portals(self) -> list[str]:
        """Every portal or list that was ever begun, by name."""
        return run_rows.portals(self)

    def last_good(self, portal: str) -> datetime | None:
        """When the last believed run ended, an import or single pages included; None where none was."""
        return run_rows.last_good(self, portal)

    def known(self, portal: str) -> dict[str, Known]:
        """What is stored of a portal, by key, the vanished included."""
        return rows.known(self, portal)

    def applied(self, portal: str) -> int:
        """How many runs of a portal were applied: while that number stands, so does what is stored of the portal."""
        return planning.applied(self, portal)

    def plan(self, portal: str, settled: Settled) -> Plan:
        """What `apply` would write, worked out without a lock."""
        return planning.plan(self, portal, settled)

    def apply(self, run_id: int, result: Settled | Plan, now: datetime) -> None:
        """Store a good run: rows, history by field, first and last seen, missed counters, events, search index.

        Of an unchanged programme the date is written, and its content where our own reading differs. A run is
        applied once; a second call for it changes nothing. A plan that is out of date is made anew.
        """
        with self.writing():
            rows.apply(self, run_id, result, now)

    def add_problems(self, run_id: int, problems: Iterable[Problem]) -> None:
        """Keep what a run could not read."""
        with self.writing():
            run_rows.add_problems(self, run_id, problems)

    def problems(self, run_id: int) -> list[Problem]:
        """What a run could not read, in the order found."""
        return run_rows.problems(self, run_id)

    def events(self, since: datetime, kind: EventKind | None = None) -> list[Event]:
        """What happened from this moment on (inclusive), all or of one kind, oldest first."""
        return run_rows.events(self, since, kind)

    def programmes(self, *, portal: str | None = None, include_vanished: bool = False) -> list[Programme]:
        """All programmes, or those of a portal, by id; a call that several portals have is one.

        Watched pages are no programmes: `programme` and `known` have them.
        """
        return rows.listed(self, portal, include_vanished=include_vanished)

    def programme(self, programme_id: str) -> Record | None:
        """One programme with its dates (the vanished too), or None."""
        return rows.record(self, programme_id)

    def apart(self) -> list[Programme]:
        """What was found and not vanished, as each portal tells it and not as one call; the first stored first."""
        return rows.apart(self)

    def places(self, programme_id: str) -> list[Programme]:
        """A programme as every portal tells it where it was found, the most trusted first, by the id of any place."""
        return rows.places(self, programme_id)

    def standing(self) -> Standing:
        """What the links between portals were made of, besides the programmes."""
        return twin_rows.standing(self)

    def linked(self) -> tuple[int, int]:
        """After which revision, and by which version of the linker, the links were made."""
        return twin_rows.linked(self)

    def link(self, twins: Sequence[Twin], revision: int, linker: int) -> bool:
        """Store the links made of this revision of the programmes; False where it is no longer the last one."""
        with self.writing():
            if self.revision() != revision:
                return False
            twin_rows.replace(self, twins)
            twin_rows.mark(self, linker)
            return True

    def part(self, one: str, other: str, now: datetime | None) -> None:
        """Note that two are not the same call; with `now` None, that they may be."""
        with self.writing():
            twin_rows.part(self, one, other, now)

    def history(self, programme_id: str) -> list[HistoryEntry]:
        """The changes of a programme by field, oldest first."""
        return rows.history(self, programme_id)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Programmes with all these words, the best first; no query language, every sign is harmless."""
        return index.search(self, words, limit)

    def keep(self, run_id: int, documents: Iterable[tuple[str, bytes]]) -> None:
        """Add raw responses (url, body) to a run; equal bodies are stored once over all runs."""
        stowed = self.stow(documents)
        with self.writing():
            self.enlist(run_id, stowed)

    def stow(self, documents: Iterable[tuple[str, bytes]]) -> Stowed:
        """Store raw responses before the run that lists them is settled, in short transactions of their own."""
        return bodies.stow(self, documents)

    def enlist(self, run_id: int, stowed: Stowed) -> None:
        """Add to a run the documents that `stow` stored."""
        with self.writing():
            bodies.enlist(self, run_id, stowed)

    def addresses(self, run_id: int) -> list[str]:
        """The URLs of a run's raw responses, in the order of `documents`."""
        return bodies.addresses(self, run_id)

    def documents(self, run_id: int) -> Iterator[tuple[str, bytes]]:
        """A run's raw responses (url, body), sorted by url."""
        return bodies.documents(self, run_id)

    def documents_by_url(self, run_id: int) -> Documents:
        """A run's raw responses by URL, each read when it is asked for; usable while the store is open."""
        return Documents(self, run_id)

    def save_matches(self, city: str, stamp: str, matches: Sequence[Match], now: datetime) -> None:
        """Replace a city's matches. `stamp`: what they were computed from, to know when they are stale."""
        with self.writing():
            match_rows.save(self, city, stamp, matches, now)

    def matches(self, city: str) -> list[Match]:
        """A city's matches in the order saved."""
        return match_rows.load(self, city)

    def match_stamp(self, city: str) -> str | None:
        """The stamp of a city's matches, or None where nothing was saved."""
        return match_rows.stamp(self, city)

    def get_many(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Vectors of texts by key, of a sentence model; with `put_many` the matcher's `VectorCache`."""
        return vector_rows.listed(self, model, keys)

    def put_many(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors of texts; those of other models go."""
        with self.writing():
            vector_rows.keep(self, model, vectors)

    def keep_profile(self, file: str, profile: CityProfile, now: datetime) -> None:
        """Store a good version of a profile, unless it is the file's last one anyway."""
        with self.writing():
            kept.keep(self, file, profile, now)

    def kept_profiles(self) -> list[KeptProfile]:
        """The last good version of every file, by file; one that this program no longer understands is left out."""
        return kept.newest(self)

    def profile_versions(self, city: str) -> list[KeptProfile]:
        """The good versions of a city's profile, newest first."""
        return kept.versions(self, city)

    def note_broken(self, files: Iterable[str], now: datetime) -> None:
        """These files are broken now, and no others; those known keep their dates."""
        with self.writing():
            kept.note_broken(self, set(files), now)

    def broken_files(self) -> list[BrokenFile]:
        """The files last noted as broken, by name."""
        return kept.broken(self)

    def mark_told(self, files: Iterable[str], now: datetime) -> None:
        """The operator has heard of these broken files."""
        with self.writing():
            kept.mark_told(self, files, now)

    def revision(self) -> int:
        """A number that grows whenever stored programmes change."""
        return rows.revision(self)
