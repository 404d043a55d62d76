"""All programmes into groups of one call each: near ones are looked up, not all compared with all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from crawl.twins.agreement import days_differ
from crawl.twins.pairs import Reason, apart, judge
from crawl.twins.traits import Traits, traits
from funding import Programme

_CROWD = 40  # programmes with one word, day or address in common that are still compared with each other
_RARE = 4  # of the words of a title, the rarest
_CLEAR = 3  # points by which the better of two candidates must lead


@dataclass(frozen=True, slots=True)
class Link:
    """Two ids, the smaller first, and why they are one call."""

    one: str
    other: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Group:
    """The ids of one call, sorted, at most one of a portal, and the links that made it."""

    members: tuple[str, ...]
    links: tuple[Link, ...]


def groups(
    programmes: Iterable[Programme], parted: Iterable[tuple[str, str]] = (), former: Iterable[Link] = ()
) -> list[Group]:
    """The groups of two or more, by their first member; the order of the programmes does not matter.

    `former`: links of an earlier day, which hold where nothing better and no contradiction has come; `parted`: pairs
    that an operator has said are not the same. No two members of a group contradict each other, also where a third one
    is like both: the better link counts, and of two that are equally good none does.
    """
    known = {found.id: found for found in map(traits, programmes) if not found.watched}
    refused = {tuple(sorted(pair)) for pair in parted}
    links = [link for link in _links(known) if (link.one, link.other) not in refused]
    held = [link for link in former if {link.one, link.other} <= known.keys()]
    return _joined(sorted([*_clear(links, known), *held], key=_strength), known, refused)


def _strength(link: Link) -> tuple[int, str, str]:
    return -link.reason.score, link.one, link.other


def _links(known: Mapping[str, Traits]) -> Iterator[Link]:
    for one, other in sorted(candidates(known)):
        reason = judge(known[one], known[other])
        if reason is not None:
            yield Link(one, other, reason)


def candidates(known: Mapping[str, Traits]) -> set[tuple[str, str]]:
    """Pairs of two portals that share an identifier, an address, a rare word of their titles, a day or a whole name."""
    common = Counter(word for found in known.values() for word in found.title.words)
    pairs: set[tuple[str, str]] = set()
    for keys in (_calls, _addresses, _days, _names, lambda found: _rare(found, common)):
        for crowd in _crowds(known.values(), keys):
            pairs |= {(a.id, b.id) for a, b in combinations(crowd, 2) if a.portal != b.portal}
    return pairs


def _crowds(every: Iterable[Traits], keys: Callable[[Traits], Iterable[Hashable]]) -> Iterator[list[Traits]]:
    """Those that share a key, by id; where too many do, it tells nothing."""
    found: dict[Hashable, list[Traits]] = defaultdict(list)
    for one in every:
        for key in set(keys(one)):
            found[key].append(one)
    return (sorted(crowd, key=lambda one: one.id) for crowd in found.values() if 1 < len(crowd) <= _CROWD)


def _calls(found: Traits) -> Iterable[Hashable]:
    return found.calls


def _addresses(found: Traits) -> Iterable[Hashable]:
    return found.linked | ({found.page} if found.page else set())


def _days(found: Traits) -> Iterable[Hashable]:
    return ((day, concept) for day in found.days for concept in found.title.concepts)


def _names(found: Traits) -> Iterable[Hashable]:
    return found.title.names | {inside for inside, _ in found.title.quoted}


def _rare(found: Traits, common: Mapping[str, int]) -> Iterable[Hashable]:
    return sorted(found.title.words, key=lambda word: (common[word], word))[:_RARE]


def _clear(links: list[Link], known: Mapping[str, Traits]) -> Iterator[Link]:
    """Links without an equally good one of either side to the same portal: which of the two is meant, nobody knows."""
    best: dict[tuple[str, str], list[int]] = defaultdict(list)
    for link in links:
        for mine, theirs in ((link.one, link.other), (link.other, link.one)):
            best[mine, known[theirs].portal].append(link.reason.score)
    for link in links:
        rivals = (best[link.one, known[link.other].portal], best[link.other, known[link.one].portal])
        if all(sum(score > link.reason.score - _CLEAR for score in scores) == 1 for scores in rivals):
            yield link


def _joined(links: list[Link], known: Mapping[str, Traits], refused: set[tuple[str, ...]]) -> list[Group]:
    """The strongest link first; it joins two groups only where every member may stand with every other."""
    home = {link_id: {link_id} for link in links for link_id in (link.one, link.other)}
    used: list[Link] = []
    for link in links:
        mine, theirs = home[link.one], home[link.other]
        if mine is theirs:
            used.append(link)
        elif all(_together(known[a], known[b], refused) for a in mine for b in theirs):
            used.append(link)
            mine |= theirs
            home |= dict.fromkeys(theirs, mine)
    found = {min(ids): tuple(sorted(ids)) for ids in home.values() if len(ids) > 1}
    return [Group(found[key], tuple(link for link in used if link.one in found[key])) for key in sorted(found)]


def _together(one: Traits, other: Traits, refused: set[tuple[str, ...]]) -> bool:
    """Whether two may stand in one group: linked, or without any contradiction, other closing days among them."""
    if tuple(sorted((one.id, other.id))) in refused or apart(one, other):
        return False
    return not days_differ(one, other) or judge(one, other) is not None
