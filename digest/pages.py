"""Watched pages: a new sentence about a call, told once to those with a project that the page concerns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from digest.content import PAGE, Item, News, PageChange
from digest.state import BERLIN
from funding import CityProfile, Match, Programme, Project, Verdict
from funding.outbox import Told
from funding.places import land_of_ags
from funding.reference import HANDLUNGSFELDER

MOST = 3  # pages in one mail, the newest; the others come with the next


@dataclass(frozen=True, kw_only=True, slots=True)
class PageDesk:
    """For whom changes are chosen; `matches` by project slug say whom a card fits, whose source a page is."""

    profile: CityProfile
    projects: Sequence[Project]
    matches: Mapping[str, Sequence[Match]]
    threshold: int
    told: Mapping[str, Told]

    def items(self, changes: Iterable[PageChange], most: int | None = MOST) -> list[Item]:
        """One item a page with all that is new of it, under the first project that it concerns."""
        untold = sorted((c for c in changes if self._is_new(c)), key=lambda c: (c.page.id, c.at))
        pages = [tuple(mine) for _, mine in groupby(untold, key=lambda c: c.page.id)]
        newest = sorted(pages, key=lambda mine: (-mine[-1].at.timestamp(), mine[-1].page.id))
        return [item for mine in newest for item in self._item(mine)][:most]

    def _is_new(self, change: PageChange) -> bool:
        heard = self.told.get(change.page.id)
        last = _moment(heard.last.fingerprint) if heard else None
        return last is None or change.at > last

    def _item(self, mine: tuple[PageChange, ...]) -> Iterator[Item]:
        page, last = mine[-1].page, mine[-1].at
        sentences = tuple(dict.fromkeys(change.sentence for change in mine))
        for project in [one for one in self.projects if self._concerns(page, one)][:1]:
            news = News(kind="sentence", after=last.astimezone(BERLIN).date(), fields=sentences)
            yield Item(
                programme=page, project=project, match=None, status=PAGE, section="changed",
                told=self.told.get(page.id), news=(news,), changed_at=last,
            )  # fmt: skip

    def _concerns(self, page: Programme, project: Project) -> bool:
        """The source of a card, whom the card fits; another page, whose Land and Handlungsfeld it is for."""
        if page.parents:
            mine = (match for match in self.matches.get(project.slug, ()) if match.programme in page.parents)
            return any(match.eligibility is not Verdict.NO and match.score >= self.threshold for match in mine)
        city = self.profile.city
        if page.regions and not {land_of_ags(city.ags), city.land} & set(page.regions):
            return False
        fields = set(page.handlungsfelder)
        return fields == set(HANDLUNGSFELDER) or bool(fields & set(project.handlungsfelder))


def _moment(fingerprint: str) -> datetime | None:
    """When the newest change told was seen; None where something else was told under this id."""
    try:
        return datetime.fromisoformat(fingerprint)
    except ValueError:
        return None
