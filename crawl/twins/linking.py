"""Links between portals made anew after a crawl, and how they outlast what vanishes."""

import importlib.util
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from crawl.twins.groups import Group, Link, groups
from crawl.twins.pairs import Reason
from db import Standing, Store, Twin
from funding import Programme

VERSION = 3  # of the linker: grows with every change of its rules, so that the next crawl makes the links anew
# Portals that describe the calls of others; the rest speak of their own. The first is the most trusted.
SECONDHAND = ("cerv_kontaktstelle", "interreg", "foerderdatenbank")
_ORIGINS = {"official": 0, "card": 1, "hint": 3, "page": 4}
_IMPORTED = 2
_TRIES = 3


def relink(store: Store) -> int:
    """Make the links of all portals anew where programmes have changed since; gives the number of calls linked.

    What takes time is done without a lock; where another crawl is quicker meanwhile, all is read again.
    """
    for _ in range(_TRIES):
        with store.reading():
            revision = store.revision()
            made_of, linker = store.linked()
            if (made_of, linker) == (revision, VERSION):
                break
            found, standing = store.apart(), store.standing()
        made = tuple(twins(found, standing, former=linker == VERSION))
        if store.link(made, revision, VERSION):
            return len({one.head for one in made})
    return len({one.head for one in store.standing().twins})


def twins(found: Sequence[Programme], standing: Standing, *, former: bool = True) -> Iterator[Twin]:
    """The links of what was found and of what was linked before and has vanished.

    `former`: links hold until something contradicts them, that nobody reads of a call twice for a word in a title. A
    call keeps the id under which it was first known: what was told, answered and noted stays with it whatever place
    comes or goes.
    """
    made = groups(found, standing.parted, _former(standing) if former else ())
    known, age = {one.id: one for one in found}, {name: place for place, name in enumerate(standing.order)}
    why = _reasons(made)
    for call in _with_vanished(made, standing, known):
        head = min(call, key=lambda name: age[name])
        ordered = sorted(call, key=lambda name: trust(known.get(name), name))
        for place, name in enumerate(ordered):
            yield Twin(programme=name, head=head, place=place, reason=why.get(name, ""))


def trust(programme: Programme | None, name: str) -> tuple[int, int, str]:
    """The more trusted the smaller: official, card, imported list, hint, vanished; a funder's own page before others',
    and of hints a portal that describes calls before news.

    `name`: the id, which decides between equals, so that the order never depends on anything else.
    """
    if programme is None:
        return 9, 0, name
    listed = programme.origin == "official" and programme.portal not in spider_names()
    own = len(SECONDHAND) if programme.origin == "hint" else -1  # news of the day are no source of their own
    second = SECONDHAND.index(programme.portal) if programme.portal in SECONDHAND else own
    return _IMPORTED if listed else _ORIGINS[programme.origin], second, name


@lru_cache
def spider_names() -> frozenset[str]:
    """The portals that have a spider; its file has its name (Scrapy would take a second to say the same)."""
    spec = importlib.util.find_spec("spiders")
    folders = [] if spec is None else list(spec.submodule_search_locations or ())
    return frozenset(module.name for module in pkgutil.iter_modules(folders))


def _with_vanished(made: Iterable[Group], standing: Standing, known: Mapping[str, Programme]) -> list[set[str]]:
    """The groups, and with each what was linked to one of its members before it vanished, unless it was parted."""
    calls = [set(group.members) for group in made]
    home = {name: call for call in calls for name in call}
    parted = {frozenset(pair) for pair in standing.parted}
    for members in _before(standing).values():
        there = next((name for name in members if name in known), None)
        gone = [name for name in members if name not in known]
        if not gone:
            continue
        call = home.get(there) if there is not None else set()
        if call is None:
            call = {there} if there is not None else set()
        call |= {name for name in gone if not any(frozenset((name, other)) in parted for other in call)}
        if call not in calls:
            calls.append(call)
            home |= dict.fromkeys(call, call)
    return [call for call in calls if len(call) > 1]


def _former(standing: Standing) -> Iterator[Link]:
    why = {twin.programme: twin.reason for twin in standing.twins}
    for members in _before(standing).values():
        for pair in combinations(sorted(members), 2):
            yield Link(*pair, Reason("before", 0, why[pair[0]] or why[pair[1]]))


def _before(standing: Standing) -> dict[str, list[str]]:
    """The former members of each call, the most trusted first."""
    calls: dict[str, list[str]] = defaultdict(list)
    for twin in standing.twins:
        calls[twin.head].append(twin.programme)
    return calls


def _reasons(made: Iterable[Group]) -> dict[str, str]:
    """For each member why it is in its group: its strongest link."""
    links = sorted((link for group in made for link in group.links), key=lambda link: link.reason.score)
    return {name: link.reason.said for link in links for name in (link.one, link.other)}
