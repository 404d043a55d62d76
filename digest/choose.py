"""Few and right: what a recipient is told, under which project and heading, by what they were told before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.content import ENDS, Changed, Digest, Item, PageChange, Section, Source
from digest.pages import PageDesk
from digest.periods import weekday_of
from digest.placing import fitted
from digest.state import ENDED, SHUT, VANISHED, day_of, is_due, news_of, rung_of
from funding import CityProfile, Match, Programme, Project, Recipient, Status, Verdict, next_gate, status
from funding.gates import shut_by_source
from funding.outbox import Telling, Told

DEFAULT_THRESHOLD = 40  # seven of ten that are shown fit: `python -m bench.match_quality`, docs/matching.md
_NONE: Mapping[str, Programme] = {}


def build(  # noqa: PLR0913 - everything that a digest is made of
    profile: CityProfile, recipient: Recipient, matches: Mapping[str, Sequence[Match]],
    programmes: Mapping[str, Programme], sources: Sequence[Source], today: date, *,
    told: Mapping[str, Told], changed: Mapping[str, Sequence[Changed]], gone: Mapping[str, Programme] = _NONE,
    pages: Sequence[PageChange] = (),
) -> Digest:  # fmt: skip
    """The recipient's digest of `today`: what is otherwise than they were told, and what their ladder calls for.

    `matches` by project slug; `told` by programme id, what was sent to them; `changed` by programme id, what the
    portal changed since that; `gone` the programmes no longer found; `pages` what watched pages say anew. Only what
    the result shows is told: an item that finds no room (recipient.max_items a project, HTML of 100 KB) is counted and
    comes another time.
    """
    desk = _Desk(recipient=recipient, programmes=programmes, today=today, told=told, changed=changed, gone=gone)
    projects = profile.projects_of(recipient)
    items = desk.items(projects, matches)
    for item in desk.pages(profile, matches).items(pages):
        items[item.project.slug].append(item)
    fitting = {slug: [item for item in mine if item.fits] for slug, mine in items.items()}
    empty = Digest(
        city=profile.city, recipient=recipient, today=today, threshold=desk.threshold, groups=(),
        departments=tuple(d.name for d in profile.departments if d.slug in recipient.departments),
        without=tuple(project for project in projects if not fitting[project.slug]), sources=tuple(sources),
        fitting=len({item.programme.id for mine in fitting.values() for item in mine}),
        silenced=tuple(source for source in sources if source.silent and not _said(source, told)),
    )  # fmt: skip
    made = fitted(empty, projects, items)
    return replace(made, groups=()) if made.is_empty else made


def everything(
    profile: CityProfile, recipient: Recipient, matches: Mapping[str, Sequence[Match]],
    programmes: Mapping[str, Programme], sources: Sequence[Source], today: date, pages: Sequence[PageChange] = (),
) -> tuple[Telling, ...]:  # fmt: skip
    """The tellings of all that fits as it is today, without a cap, of watched pages and of every silent source.

    For the start of an old installation: once these count as told, only what happens from now on is news.
    """
    desk = _Desk(recipient=recipient, programmes=programmes, today=today, told={}, changed={}, gone={})
    items = (
        *fitting(profile, recipient, matches, programmes, today),
        *desk.pages(profile, matches).items(pages, most=None),
    )
    return (*(item.telling for item in items), *(source.telling for source in sources if source.silent))


def fitting(
    profile: CityProfile, recipient: Recipient, matches: Mapping[str, Sequence[Match]],
    programmes: Mapping[str, Programme], today: date,
) -> tuple[Item, ...]:  # fmt: skip
    """All that fits as if nothing had been told, each programme under the project it fits best; by programme id."""
    desk = _Desk(recipient=recipient, programmes=programmes, today=today, told={}, changed={}, gone={})
    items = desk.items(profile.projects_of(recipient), matches)
    homes = _homes(item for mine in items.values() for item in mine)
    return tuple(homes[key] for key in sorted(homes))


def _said(source: Source, told: Mapping[str, Told]) -> bool:
    heard = told.get(source.telling.programme)
    return heard is not None and heard.last.gate == source.last_good


@dataclass(frozen=True, kw_only=True, slots=True)
class _Desk:
    """What stays the same while one recipient's items are chosen."""

    recipient: Recipient
    programmes: Mapping[str, Programme]
    today: date
    told: Mapping[str, Told]
    changed: Mapping[str, Sequence[Changed]]
    gone: Mapping[str, Programme]

    @property
    def threshold(self) -> int:
        chosen = self.recipient.threshold
        return DEFAULT_THRESHOLD if chosen is None else chosen

    def pages(self, profile: CityProfile, matches: Mapping[str, Sequence[Match]]) -> PageDesk:
        projects = profile.projects_of(self.recipient)
        return PageDesk(
            profile=profile, projects=projects, matches=matches, threshold=self.threshold, told=self.told
        )  # fmt: skip

    def items(self, projects: Sequence[Project], matches: Mapping[str, Sequence[Match]]) -> dict[str, list[Item]]:
        """By project: what fits, each told programme where it was told before, and what has ended."""
        fitting = {p.slug: list(self._candidates(p, matches.get(p.slug, ()))) for p in projects}
        homes = _homes(item for mine in fitting.values() for item in mine)
        settled = {slug: [_at_home(item, homes) for item in mine] for slug, mine in fitting.items()}
        for item in self._corrections(projects, matches, frozenset(homes)):
            settled[item.project.slug].append(item)
        return settled

    def _candidates(self, project: Project, matches: Sequence[Match]) -> Iterator[Item]:
        for match in matches:
            programme = self.programmes.get(match.programme)
            if programme is None or match.eligibility is Verdict.NO or match.score < self.threshold:
                continue
            if not shut_by_source(programme, day_of(self.told.get(programme.id), self.today)):
                yield self._item(project, programme, match)

    def _corrections(
        self, projects: Sequence[Project], matches: Mapping[str, Sequence[Match]], fitting: frozenset[str]
    ) -> Iterator[Item]:
        """What an earlier mail said and is no longer true, also where the programme is not shown any more."""
        known = {project.slug: project for project in projects}
        for programme_id in sorted(self.told.keys() - fitting):
            project = known.get(self.told[programme_id].last.project)
            programme = self.programmes.get(programme_id) or self.gone.get(programme_id)
            if project is None or programme is None:
                continue
            match = next((m for m in matches.get(project.slug, ()) if m.programme == programme_id), None)
            item = self._item(project, programme, match)
            if any(n.kind in ENDS or (_fits(match) and n.kind in {"moved", "corrected"}) for n in item.news):
                yield replace(item, section="changed", match=None)

    def _item(self, project: Project, programme: Programme, match: Match | None) -> Item:
        told = self.told.get(programme.id)
        today = day_of(told, self.today)
        now = str(status(programme, today)) if programme.id in self.programmes else VANISHED
        item = Item(programme=programme, project=project, match=match, status=now, told=told)
        item = item if now in ENDED else self._with_gate(item, today)
        if told is not None:
            item = replace(item, news=news_of(item, told, self.changed.get(programme.id, ()), today))
        return replace(item, section=self._section(item))

    def _with_gate(self, item: Item, today: date) -> Item:
        stages, start = item.programme.stages, item.project.start.earliest
        gate = next_gate(stages, today, start)
        later = next_gate(stages, today) if gate is None and start else None
        return replace(
            item, start=None if later else start, gate=gate or later, missed_start=later is not None,
            rung=rung_of(gate or later, today, self.recipient.reminder_weeks),
        )  # fmt: skip

    def _section(self, item: Item) -> Section:
        if item.status in SHUT and item.fresh:
            return "shut"
        if item.ended:
            return "changed"
        if item.status in ENDED:
            return "quiet"
        if is_due(item):
            return "due"
        return self._of_the_new(item) if item.told is None else self._of_the_told(item, item.told.last)

    def _of_the_new(self, item: Item) -> Section:
        return "watched" if item.status == Status.FORTHCOMING else "new"

    def _of_the_told(self, item: Item, last: Telling) -> Section:
        if last.status == Status.FORTHCOMING and item.status != Status.FORTHCOMING and last.section != "due":
            return "new"  # announced so far; what was reminded of has been told in full
        if any(news.kind not in {"round", "pending"} for news in item.news):
            return "changed"
        if item.status == Status.FORTHCOMING:
            return "watched" if item.news else "quiet"
        if item.news:
            return "watched" if item.gate is not None and item.gate.derived else "running"
        weekly = self.recipient.rhythm != "daily" or self.today.weekday() == weekday_of(self.recipient)
        return "running" if weekly else "quiet"


def _fits(match: Match | None) -> bool:
    return match is not None and match.eligibility is not Verdict.NO


def _homes(items: Iterable[Item]) -> dict[str, Item]:
    """Where each programme belongs: where it was told before, else where it fits best."""
    homes: dict[str, Item] = {}
    for item in sorted(items, key=lambda i: (_told_here(i), i.score, i.project.slug)):
        homes[item.programme.id] = item
    return homes


def _told_here(item: Item) -> bool:
    return item.told is not None and item.told.last.project == item.project.slug


def _at_home(item: Item, homes: Mapping[str, Item]) -> Item:
    """A told programme changes its project only with its matches: its gate is reckoned with the project's start."""
    away = item.told is not None and homes[item.programme.id].project != item.project
    return replace(item, section="quiet", news=()) if away else item
