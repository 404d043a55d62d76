"""Each programme once, at most so many a project, and a mail that no client clips; the rest is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.content import SECTIONS, Digest, Group, Item, Section
from digest.rendering import HTML_LIMIT, html_size
from funding import Project

# What has to be told once goes before what is repeated, else a long list of the repeated would keep it out for ever.
_PLACED: tuple[Section, ...] = ("due", "new", "changed", "watched", "shut", "running")


def fitted(empty: Digest, projects: Sequence[Project], items: Mapping[str, Sequence[Item]]) -> Digest:
    """The digest filled with as many of the items as a mail may hold."""
    room = sum(map(len, items.values()))
    digest = _filled(empty, projects, items, room)
    while digest.items() and (size := html_size(digest)) >= HTML_LIMIT:
        shown = len(digest.items())
        digest = _filled(empty, projects, items, min(shown - 1, shown * HTML_LIMIT // size))
    return digest


def _filled(empty: Digest, projects: Sequence[Project], items: Mapping[str, Sequence[Item]], room: int) -> Digest:
    placed = _placed(projects, items, empty.recipient.max_items, room)
    shown = {item.programme.id for mine in placed.values() for item in mine}
    groups = (_group(project, placed[project.slug], items, shown, projects) for project in projects)
    return replace(empty, groups=tuple(group for group in groups if group.items or group.more))


def _placed(
    projects: Sequence[Project], items: Mapping[str, Sequence[Item]], each: int, room: int
) -> dict[str, list[Item]]:
    """Each programme under the project it fits best, or the next one with room; the most urgent first."""
    placed: dict[str, list[Item]] = {project.slug: [] for project in projects}
    shown: set[str] = set()
    tellable = [item for mine in items.values() for item in mine if item.section != "quiet"]
    homes = {item.programme.id: item.project for item in sorted(tellable, key=lambda i: (i.score, *_rank(i)))}
    for item in sorted(tellable, key=lambda item: (homes[item.programme.id] != item.project, *_rank(item))):
        mine = placed[item.project.slug]
        if len(shown) < room and len(mine) < each and item.programme.id not in shown:
            shown.add(item.programme.id)
            mine.append(item)
    return placed


def _group(
    project: Project, mine: Sequence[Item], items: Mapping[str, Sequence[Item]], shown: set[str],
    projects: Sequence[Project],
) -> Group:  # fmt: skip
    rest = [i for i in items[project.slug] if i.fits and i.section != "quiet" and i.programme.id not in shown]
    fits = {p.slug: {item.programme.id for item in items[p.slug] if item.fits} for p in projects if p != project}
    named = (
        replace(item, also_fits=tuple(p for p in projects if item.programme.id in fits.get(p.slug, ())))
        for item in sorted(mine, key=_reading_order)
    )
    return Group(project=project, items=tuple(named), more=len(rest), more_due=sum(i.section == "due" for i in rest))


def _rank(item: Item) -> tuple[bool, int, int, bool, float, date, str, str]:
    """News first, of that what is due sooner and what was never told: its gate may pass before the next mail."""
    rung = item.rung or 0 if item.section == "due" else 0
    return (
        not item.newsworthy, _PLACED.index(item.section), rung, not item.fresh, -item.score, item.day or date.max,
        item.programme.id, item.project.slug,
    )  # fmt: skip


def _reading_order(item: Item) -> tuple[int, date, float, str]:
    day = item.day if item.section in {"due", "running", "watched"} else None
    return SECTIONS.index(item.section), day or date.max, -item.score, item.programme.id
