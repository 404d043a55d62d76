"""Few and right: which programmes a recipient sees, under which project, in which section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.content import SECTIONS, Digest, Group, Item, Section, Source
from digest.rendering import HTML_LIMIT, html_size
from digest.timing import looks_shut
from funding import CityProfile, Match, Programme, Project, Recipient, Verdict, next_gate
from funding.gates import shut_by_source

DEFAULT_THRESHOLD = 15  # half of what is shown fits: the table of `python -m bench.match`, docs/matching.md


def build(
    profile: CityProfile, recipient: Recipient, matches: Mapping[str, Sequence[Match]],
    programmes: Mapping[str, Programme], sources: Sequence[Source], today: date, *, fresh: frozenset[str],
) -> Digest:  # fmt: skip
    """The recipient's digest of `today`; `matches` by project slug, `fresh` the programme ids not told before.

    Everything in the result is shown: a digest whose HTML would pass 100 KB is shortened here, its least
    urgent and least fitting items becoming part of the counted rest.
    """
    desk = _Desk(recipient=recipient, programmes=programmes, today=today, fresh=fresh)
    projects = profile.projects_of(recipient)
    candidates = {project.slug: desk.candidates(project, matches.get(project.slug, ())) for project in projects}
    departments = tuple(d.name for d in profile.departments if d.slug in recipient.departments)
    empty = Digest(
        city=profile.city, recipient=recipient, departments=departments, today=today, threshold=desk.threshold,
        groups=(), without=tuple(p for p in projects if not candidates[p.slug]), sources=tuple(sources),
    )  # fmt: skip
    return _fitted(empty, projects, candidates)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Desk:
    """What stays the same while one recipient's items are chosen."""

    recipient: Recipient
    programmes: Mapping[str, Programme]
    today: date
    fresh: frozenset[str]

    @property
    def threshold(self) -> int:
        chosen = self.recipient.threshold
        return DEFAULT_THRESHOLD if chosen is None else chosen

    def candidates(self, project: Project, matches: Sequence[Match]) -> list[Item]:
        fitting = (m for m in matches if m.eligibility is not Verdict.NO and m.score >= self.threshold)
        known = ((m, self.programmes[m.programme]) for m in fitting if m.programme in self.programmes)
        return [self._item(project, m, p) for m, p in known if not shut_by_source(p, self.today)]

    def _item(self, project: Project, match: Match, programme: Programme) -> Item:
        if looks_shut(programme, self.today):
            return Item(
                programme=programme, project=project, match=match, section="other",
                fresh=False, start=None, gate=None, looks_shut=True,
            )  # fmt: skip
        start = project.start.earliest
        gate = next_gate(programme.stages, self.today, start)
        later = next_gate(programme.stages, self.today) if gate is None and start else None
        item = Item(
            programme=programme, project=project, match=match, section="other", fresh=programme.id in self.fresh,
            start=None if later else start, gate=gate or later, missed_start=later is not None,
        )  # fmt: skip
        return replace(item, section=self._section(item))

    def _section(self, item: Item) -> Section:
        reminded = 7 * max(self.recipient.reminder_weeks, default=0)
        if item.gate is not None and item.gate.days_left(self.today) <= reminded:
            return "due"
        return "new" if item.fresh else "other"


def _fitted(empty: Digest, projects: Sequence[Project], candidates: Mapping[str, list[Item]]) -> Digest:
    room = sum(map(len, candidates.values()))
    digest = _filled(empty, projects, candidates, room)
    while digest.items() and (size := html_size(digest)) >= HTML_LIMIT:
        shown = len(digest.items())
        digest = _filled(empty, projects, candidates, min(shown - 1, shown * HTML_LIMIT // size))
    return digest


def _filled(empty: Digest, projects: Sequence[Project], candidates: Mapping[str, list[Item]], room: int) -> Digest:
    placed = _placed(projects, candidates, empty.recipient.max_items, room)
    shown = {item.programme.id for items in placed.values() for item in items}
    groups = (_group(project, placed[project.slug], candidates, shown, projects) for project in projects)
    return replace(empty, groups=tuple(group for group in groups if group.items or group.more))


def _placed(
    projects: Sequence[Project], candidates: Mapping[str, list[Item]], each: int, room: int
) -> dict[str, list[Item]]:
    """Each programme under the project it fits best, or the next one with room; most urgent and best fitting first."""
    placed: dict[str, list[Item]] = {project.slug: [] for project in projects}
    shown: set[str] = set()
    everything = [item for items in candidates.values() for item in items]
    homes = {item.programme.id: item.project for item in sorted(everything, key=lambda i: (i.match.score, *_rank(i)))}
    for item in sorted(everything, key=lambda item: (homes[item.programme.id] != item.project, *_rank(item))):
        mine = placed[item.project.slug]
        if len(shown) < room and len(mine) < each and item.programme.id not in shown:
            shown.add(item.programme.id)
            mine.append(item)
    return placed


def _group(
    project: Project, items: list[Item], candidates: Mapping[str, list[Item]], shown: set[str],
    projects: Sequence[Project],
) -> Group:  # fmt: skip
    rest = [item for item in candidates[project.slug] if item.programme.id not in shown]
    fits = {p.slug: {item.programme.id for item in candidates[p.slug]} for p in projects if p != project}
    named = (
        replace(item, also_fits=tuple(p for p in projects if item.programme.id in fits.get(p.slug, ())))
        for item in sorted(items, key=_reading_order)
    )
    return Group(project=project, items=tuple(named), more=len(rest), more_due=sum(i.section == "due" for i in rest))


def _rank(item: Item) -> tuple[int, bool, float, date, str, str]:
    day = item.gate.day if item.gate else date.max
    return SECTIONS.index(item.section), item.looks_shut, -item.match.score, day, item.programme.id, item.project.slug


def _reading_order(item: Item) -> tuple[int, bool, date, float, str]:
    day = item.gate.day if item.gate and item.section == "due" else date.max
    return SECTIONS.index(item.section), item.looks_shut, day, -item.match.score, item.programme.id
