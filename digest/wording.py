"""An item in the reader's language: a title and rows of labelled, harmless, short values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from digest.catalogue import words
from digest.content import PAGE, Item, Source
from digest.formats import counted, money, percent
from digest.hygiene import mailto, one_line, safe_link
from digest.tidings import tidings
from digest.timing import SURE, at_a_glance, deadline
from digest.words import Words
from funding import Evidence, Match, OwnShare, Programme, SourceRef, Verdict, own_share
from funding.cards import caution, standing
from funding.city import Budget
from funding.text import repair_lost_characters
from funding.vocabulary import FUNDER_LEVELS, KINDS, Language, label

_TITLE, _SENTENCE, _SUMMARY, _NAME = 220, 260, 196, 140
_TOLD_BY_DEADLINE = "application"  # the matcher's rule on whether and until when a programme takes applications
_OF_MONEY = {"rate_max", "rate_normal", "own_share_min", "own_share_normal", "amount_min", "amount_max"}
_REASONS, _OPEN_POINTS, _ALSO = 2, 2, 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """One piece of a row. `lang` is set where the words are not in the language of the mail."""

    text: str
    href: str | None = None
    lang: str | None = None

    @property
    def glue(self) -> str:
        """What parts it from the next value: a sentence needs no semicolon."""
        return " " if self.text.endswith((".", "!", "?")) else "; "


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A label with its values."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemView:
    """One programme as it is read: by its rows, or where `line` is not empty by that line. `url` is safe to click.

    `glance`: known to the reader, so that one row of a text is enough.
    """

    title: str
    lang: str | None
    url: str | None
    line: str = ""
    glance: bool = False
    note: str = ""
    rows: tuple[Row, ...] = ()


def worded(
    item: Item, sources: dict[str, Source], today: date, language: Language, budget: Budget, *, counting: bool = True
) -> ItemView:
    """The item in words; the title stays the original, in its own language.

    `budget`: the city's situation, which decides what a programme pays it and what it must bring itself; `counting`:
    say how many days are left, which is true of the day of a mail only.
    """
    view = ItemView(
        title=shown(item.programme, item.programme.title, _TITLE) or words(language).untitled,
        lang=_foreign(_titled(item), language), url=_page(item.programme),
    )  # fmt: skip
    if item.section == "running" and not item.news:
        return replace(view, line="; ".join(_glance(item, today, language)), glance=True)
    if item.brief or item.match is None:
        return replace(view, line="; ".join(filter(None, _line(item, today, language, counting=counting))))
    rows = _rows(item, item.match, sources, today, language, budget, counting=counting)
    note = words(language).is_new if item.fresh and item.section == "due" else ""
    return replace(view, note=note, rows=tuple(row for row in rows if row.values))


def _rows(
    item: Item, match: Match, sources: dict[str, Source], today: date, language: Language, budget: Budget,
    *, counting: bool,
) -> Iterator[Row]:  # fmt: skip
    w, programme = words(language), item.programme
    yield Row(label=w.change, values=_plain(tidings(item, today, language)))
    yield Row(label=w.funder, values=_plain(_funder(match, programme, w, language)))
    yield Row(label=w.summary, values=_summary(programme, w, language))
    yield Row(label=w.reasons, values=_plain(_reasons(match, w, language)))
    yield Row(label=w.open_points, values=_plain(_open_points(match, w, language)))
    yield Row(label=w.also_fits, values=_plain(_also_fits(item, w)))
    yield Row(label=w.deadline, values=_plain(deadline(item, today, language, counting=counting)))
    yield Row(label=w.money, values=_plain(_money(item, w, language, budget)))
    yield Row(label=w.contact, values=tuple(_contact(programme)))
    card = _plain((standing(programme, today, language) or "",))
    yield Row(label=w.source, values=(*_source(programme, sources), *card))


def _glance(item: Item, today: date, language: Language) -> list[str]:
    """The next gate in a few words; a doubtful card is to be checked whatever its gate."""
    check = words(language).check_briefly if caution(item.programme, today) else ""
    return list(dict.fromkeys(filter(None, (*at_a_glance(item, today, language), check))))


def _line(item: Item, today: date, language: Language, *, counting: bool) -> Iterator[str]:
    """What is new of it, and of what goes on its next gate."""
    yield from tidings(item, today, language)
    if item.programme.kinds == ("prize",):
        yield words(language).prize
    if item.status == PAGE:
        yield f"{words(language).source}: {item.programme.attribution}"
    elif not item.ended:
        yield from deadline(item, today, language, counting=counting)
        yield caution(item.programme, today, language) or ""


def shown(programme: Programme, words_of_source: str, limit: int) -> str:
    """Somebody else's words for display: lost characters guessed at, harmless, short."""
    clipped = words_of_source[: limit * 20]
    return one_line(repair_lost_characters(clipped) if programme.lossy else clipped, limit)


def _plain(texts: Iterable[str]) -> tuple[Value, ...]:
    return tuple(Value(text=text) for text in texts if text)


def _titled(item: Item) -> Language:
    """The language of the title: that of a watched page is ours, whatever the page speaks."""
    return "de" if item.status == PAGE else item.programme.language


def _foreign(spoken: Language, language: Language) -> str | None:
    return None if spoken == language else spoken


def _page(programme: Programme) -> str | None:
    candidates = (programme.url, *(link.url for link in programme.links))
    return next((url for url in candidates if safe_link(url)), None)


def _funder(match: Match, programme: Programme, w: Words, language: Language) -> Iterator[str]:
    name = shown(programme, programme.funder, _NAME) if programme.funder else w.funder_unknown
    level = programme.funder_level
    yield f"{name} ({label(FUNDER_LEVELS, level, language)})" if level else name
    yield _kinds(programme, w, language)
    if programme.municipality is not None and programme.municipality.role == "partner":
        yield w.partner_only
    yield w.score.format(score=round(match.score))


def _kinds(programme: Programme, w: Words, language: Language) -> str:
    """Of a prize that it is none of what a project not yet begun can be paid with."""
    if programme.kinds == ("prize",):
        return w.prize
    return ", ".join(label(KINDS, kind, language) for kind in programme.kinds) or w.kind_unknown


def _summary(programme: Programme, w: Words, language: Language) -> tuple[Value, ...]:
    excerpt = shown(programme, programme.summary or "", _SUMMARY)
    return (Value(text=excerpt.join(w.quotes), lang=_foreign(programme.language, language)),) if excerpt else ()


def _sentences(evidence: Iterable[Evidence], language: Language) -> list[str]:
    told = (e for e in evidence if e.criterion != _TOLD_BY_DEADLINE)
    said = (one_line(e.say(language) or e.sentence, _SENTENCE) for e in told)
    return [sentence for sentence in dict.fromkeys(said) if sentence]


def _reasons(match: Match, w: Words, language: Language) -> list[str]:
    positive = sorted((e for e in match.evidence if e.verdict is Verdict.YES), key=lambda e: -e.weight)
    return _sentences(positive, language)[:_REASONS] or [w.reasons_unknown]


def _open_points(match: Match, w: Words, language: Language) -> Iterator[str]:
    points = _sentences((e for e in match.evidence if e.verdict is Verdict.UNCLEAR), language)
    yield from points[:_OPEN_POINTS]
    if len(points) > _OPEN_POINTS:
        yield counted(w.more_points, len(points) - _OPEN_POINTS)


def _also_fits(item: Item, w: Words) -> Iterator[str]:
    yield from (one_line(project.title, _NAME) for project in item.also_fits[:_ALSO])
    if len(item.also_fits) > _ALSO:
        yield counted(w.more_projects, len(item.also_fits) - _ALSO)


def _money(item: Item, w: Words, language: Language, budget: Budget) -> Iterator[str]:
    programme, cost = item.programme, item.project.cost_eur
    yield _sum(programme, w, language) or w.sum_unknown
    if programme.rate_max is not None:
        yield _rate(programme.rate_max, programme.rate_normal, w, language)
    yield _own_share(cost, own_share(cost, programme, budget), w, language)
    if any(quote.field in _OF_MONEY and quote.confidence < SURE for quote in programme.quotes):
        yield w.check


def _sum(programme: Programme, w: Words, language: Language) -> str:
    low = None if programme.amount_min is None else money(programme.amount_min, programme.currency, language)
    high = None if programme.amount_max is None else money(programme.amount_max, programme.currency, language)
    cost = programme.amount_min_kind == "cost" and low is not None
    if low and high and not cost:
        return w.between.format(low=low, high=high)
    least = low and (w.at_least_cost if cost else w.at_least).format(low=low)
    return ", ".join(part for part in (high and w.up_to.format(high=high), least) if part)


def _rate(most: float, normal: float | None, w: Words, language: Language) -> str:
    """The highest, and what a city in no need gets where that is less."""
    rate = percent(most, language)
    if normal is None or normal >= most:
        return w.rate.format(rate=rate)
    return w.rate_normal.format(rate=rate, normal=percent(normal, language))


def _own_share(cost: int | None, share: OwnShare, w: Words, language: Language) -> str:
    reason = share.reason_en if language == "en" else share.reason
    if share.eur is None or cost is None:
        return w.own_share_unknown.format(reason=reason)
    amount, whole = (money(euros, "EUR", language) for euros in (share.eur, cost))
    return w.own_share.format(share=amount, cost=whole, reason=reason)


def _contact(programme: Programme) -> Iterator[Value]:
    for contact in programme.contacts[:1]:
        yield Value(text=shown(programme, contact.name, _NAME))
        if contact.email:
            yield Value(text=one_line(contact.email, _NAME), href=mailto(contact.email))
        if contact.phone:
            yield Value(text=one_line(contact.phone, 60))


def _source(programme: Programme, sources: dict[str, Source]) -> tuple[Value, ...]:
    """Who must be named, of every place where the call was found, each with its page where there are several."""
    if not programme.sources:
        return (Value(text=shown(programme, _named(programme, sources), _SENTENCE)),)
    places = ((shown(programme, _named(place, sources), _SENTENCE), place.url) for place in programme.sources)
    return tuple(dict.fromkeys(Value(text=line, href=safe_link(url)) for line, url in places))


def _named(place: Programme | SourceRef, sources: dict[str, Source]) -> str:
    source = sources.get(place.portal)
    return place.attribution or (source and (source.attribution or source.title)) or place.portal
