"""Two programmes of two portals: the same call or not. Pure; a doubt is a no, for a wrong merge hides a call."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from crawl.twins import addresses, agreement
from crawl.twins.titles import Words, hard, is_special, left, same
from crawl.twins.traits import Traits, traits
from crawl.twins.vocabulary import FAMILIES, NAMING

__all__ = ["Reason", "Traits", "judge", "traits"]

Kind = Literal["identifier", "page", "link", "title", "before"]
_ENOUGH = 0.5  # of the telling words of the one title, found in the other's texts


_TELLING = 8  # letters of a title that two of one Land do not share by chance
_WHOLE, _AWAY = 4, 2  # words of a long title, and of what may be more in it
_AROUND = 4  # words of news around a name
_LONG = 10  # letters of a title that another one spells out


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two programmes are one. `score` orders reasons: an identifier before a page before a link before words."""

    kind: Kind
    score: int
    said: str


def judge(one: Traits, other: Traits) -> Reason | None:
    """Why they are one call, or None. Symmetric: it does not matter which of the two comes first."""
    first, second = sorted((one, other), key=lambda side: side.id)
    if apart(first, second):
        return None
    return next((found for rule in _RULES if (found := rule(first, second)) is not None), None)


def apart(one: Traits, other: Traits) -> bool:
    """Whether they can never be one, whatever else they share: also asked of all members of a group."""
    return one.portal == other.portal or any(contradicts(one, other) for contradicts in agreement.CONTRADICTIONS)


def _by_identifier(one: Traits, other: Traits) -> Reason | None:
    """The one identifier that each names; of two that merely mention it in their texts, that is not enough."""
    if one.cascade or len(one.calls) != 1 or one.calls != other.calls or one.sureness + other.sureness < 4:
        return None
    if min(one.sureness, other.sureness) == 1 and agreement.days_differ(one, other):
        return None
    return Reason("identifier", 400, f"Kennung {min(one.calls)}")


def _by_page(one: Traits, other: Traits) -> Reason | None:
    """One page of their own. A page that lists many programmes is no sign without a like title."""
    if not one.page or one.page != other.page or _elsewhere(one, other):
        return None
    if addresses.lists_many(one.page) and not _like_title(one, other):
        return None
    return Reason("page", 300, f"dieselbe Seite {one.page}") if _speaks_of(one, other) else None


def _by_link(one: Traits, other: Traits) -> Reason | None:
    """A page that leads to the other's own."""
    for source, target in _crossed(one, other):
        if not target.page or target.page not in source.linked or _elsewhere(one, other) or _of_many(source, target):
            continue
        plain = addresses.lists_many(target.page) or not source.hint
        if _names_it(source, target) if plain else _speaks_of(source, target) and not _of_a_part(source, target):
            return Reason("link", 200 + (not plain), f"Verweis auf {target.page}")
    return None


def _by_title(one: Traits, other: Traits) -> Reason | None:
    """The same name, and more that agrees: funder, a closing day, or so many words that no other has them."""
    if agreement.unlike(one, other) or _undated_edition(one, other):
        return None
    shared = _shared_name(one, other)
    if shared is None:
        return None if one.language == other.language else _across_languages(one, other)
    signs, special = agreement.signs(one, other), is_special(shared)
    if one.language != other.language and len(hard(shared)) > 1:
        return Reason("title", 100 + signs, "Name in der Sprache des anderen")
    alike = agreement.one_body(one, other) or (agreement.one_land(one, other) and sum(map(len, shared)) >= _TELLING)
    if signs >= 2 or alike or (special and (signs or not agreement.vague(one, other))):
        return Reason("title", 100 + signs, f"gleicher Titel und {signs} weitere Angaben")
    return None


_RULES: tuple[Callable[[Traits, Traits], Reason | None], ...] = (_by_identifier, _by_page, _by_link, _by_title)


def _shared_name(one: Traits, other: Traits) -> Words | None:
    """The words of the name that both have in full, or nearly so that it makes no difference."""
    whole = (mine for mine in sorted(one.title.names, key=sorted) for theirs in other.title.names if same(mine, theirs))
    found = next(whole, None)
    if found is not None:
        return found
    nearly = (_short_name, _odd_name, _but_for_a_word, _in_a_sentence)
    if one.title.letters == other.title.letters or any(alike(one, other) for alike in nearly):
        return one.title.words & other.title.words | one.title.odd & other.title.odd
    return next((name for side in _crossed(one, other) for name in _quoted_name(*side)), None)


def _quoted_name(source: Traits, target: Traits) -> Iterator[Words]:
    """The name that stands in quotes; where news has more words around it, a closing day must agree."""
    for inside, around in source.title.quoted:
        news = source.hint and len(around) < _AROUND and agreement.same_day(source, target)
        if (news or not hard(around)) and any(same(inside, name) for name in target.title.names):
            yield inside


def _short_name(one: Traits, other: Traits) -> bool:
    """One short name, one funder and one closing day, whatever the words for which it stands."""
    return (
        bool(one.title.shorts & other.title.shorts)
        and agreement.same_day(one, other)
        and agreement.one_body(one, other)
    )


def _odd_name(one: Traits, other: Traits) -> bool:
    """News with the short name of a programme that closes on that day."""
    return bool(one.title.odd & other.title.odd) and one.hint != other.hint and agreement.same_day(one, other)


def _in_a_sentence(one: Traits, other: Traits) -> bool:
    """News whose one sentence has the whole name in it and that closes on that day; a colon would name a part."""
    for news, named in _crossed(one, other):
        name = hard(named.title.words)
        plain = news.hint and not named.hint and news.title.plain and agreement.same_day(one, other)
        if plain and len(name) > 1 and not left(name, news.title.words):
            return len(hard(left(news.title.words, name))) < _AROUND
    return False


def _but_for_a_word(one: Traits, other: Traits) -> bool:
    """Whether but one title has more words, and these tell nothing: its funder or site, or what both texts have."""
    mine, theirs = one.title.words, other.title.words
    more, less = hard(left(mine, theirs)), hard(left(theirs, mine))
    if not (mine and theirs) or (more and less):
        return False
    known = one.bodies | other.bodies | (FAMILIES if agreement.same_day(one, other) else frozenset())
    if more | less <= known:
        return bool(hard(mine & theirs) - FAMILIES)
    if min(len(hard(mine)), len(hard(theirs))) < _WHOLE or len(more | less) > _AWAY:
        return False
    return not left(more, other.said) and not left(less, one.said)


def _like_title(one: Traits, other: Traits) -> bool:
    return _shared_name(one, other) is not None


def _speaks_of(one: Traits, other: Traits) -> bool:
    """Whether either's title is spoken of by the other; of two languages only that the glossary sees no difference."""
    if _like_title(one, other):
        return True
    if one.language != other.language:
        return bool(one.title.words & other.title.words) or not _other_concepts(one, other)
    return any(_covers(told, title) for told, title in _crossed(one, other))


def _crossed(one: Traits, other: Traits) -> Iterator[tuple[Traits, Traits]]:
    yield one, other
    yield other, one


def _covers(teller: Traits, titled: Traits) -> bool:
    wanted = hard(min(titled.title.names, key=lambda name: (len(name), sorted(name)), default=frozenset()))
    if not wanted:
        return False
    said = teller.title.words | teller.said
    return 1 - len(left(wanted, said)) / len(wanted) >= _ENOUGH


def _of_a_part(news: Traits, target: Traits) -> bool:
    """Whether news name the programme and then a part of it: "Kommunalrichtlinie: Radabstellanlagen"."""
    name, part = news.title.split
    named = any(same(name, whole) for whole in target.title.names)
    return named and bool(hard(part)) and not agreement.same_day(news, target)


def _of_many(source: Traits, target: Traits) -> bool:
    """Whether the source leads to several such pages or names several calls: then it is about none of them alone."""
    folder = target.page.rpartition("/")[0]
    beside = [page for page in source.linked if page.rpartition("/")[0] == folder and not addresses.is_home(page)]
    return len(source.calls) > 1 or (len(beside) > 1 and not _like_title(source, target))


def _names_it(one: Traits, other: Traits) -> bool:
    """Whether, where one links the other, a title is the other's, ends with it, or only says it in more words."""
    if _like_title(one, other):
        return True
    for longer, shorter in _crossed(one, other):
        if longer.title.last and any(same(longer.title.last, name) for name in shorter.title.names):
            return True
        told = hard(shorter.title.words)
        plain = longer.title.plain and shorter.title.plain and agreement.one_body(one, other)
        if plain and sum(map(len, told)) >= _LONG and not left(told, longer.title.words):
            return True
    return False


def _elsewhere(one: Traits, other: Traits) -> bool:
    return bool(one.title.parts ^ other.title.parts) and not (one.hint or other.hint)


def _undated_edition(one: Traits, other: Traits) -> bool:
    """Whether either is an edition by its identifier, and nothing says that the other is the same one."""
    return max(one.sureness, other.sureness) > 1 and not agreement.same_day(one, other)


def _other_concepts(one: Traits, other: Traits) -> bool:
    mine, theirs = one.title.concepts, other.title.concepts
    return bool(mine - theirs and theirs - mine)


def _across_languages(one: Traits, other: Traits) -> Reason | None:
    """A German and an English title: the same concepts, the same closing day, the same kind of funder."""
    common = one.title.concepts & other.title.concepts
    names = {word for word in one.title.words & other.title.words if len(word) >= 4}
    enough = len(common) + len(names) > 1 or common & NAMING
    if not agreement.same_day(one, other) or _other_concepts(one, other) or not enough:
        return None
    return Reason("title", 90, "gleicher Gegenstand in zwei Sprachen, gleiche Frist") if common else None
