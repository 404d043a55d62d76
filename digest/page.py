"""The whole digest in words, in the order in which it is read; both forms of the mail show the same page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.catalogue import words
from digest.content import SECTIONS, Digest, Group, Section, Source
from digest.formats import counted, long_day
from digest.hygiene import one_line
from digest.wording import ItemView, worded
from digest.words import Plural, Words
from funding.vocabulary import Language

_NAME = 140


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionView:
    """A heading and its items."""

    heading: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupView:
    """One project: heading, sections and the line that counts what is not shown."""

    heading: str
    sections: tuple[SectionView, ...]
    more: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Everything that the templates print."""

    lang: Language
    city: str
    subject: str
    heading: str
    day: str
    overview: str
    groups: tuple[GroupView, ...]
    nothing_for: str
    sources_heading: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    page_label: str


def page(digest: Digest) -> Page:
    """The digest in the recipient's language."""
    language: Language = digest.recipient.language
    w, city = words(language), one_line(digest.city.name, 80)
    return Page(
        lang=language, city=city, subject=w.for_city.format(what=_subject(digest, w), city=city),
        heading=w.heading.format(city=city), day=long_day(digest.today, language),
        overview=_overview(digest, w),
        groups=tuple(_groups(digest, w, language)), nothing_for=_nothing_for(digest, w),
        sources_heading=w.sources, sources=tuple(_sources(digest.sources, w, language)),
        notes=tuple(_notes(digest, w, city)), page_label=w.page,
    )  # fmt: skip


def _subject(digest: Digest, w: Words) -> str:
    return _news(digest, w) or _silence(digest, w) or (w.nothing_new if digest.fitting else w.none)


def _overview(digest: Digest, w: Words) -> str:
    news, silence = _news(digest, w), _silence(digest, w)
    first = f"{news}." if news else _nothing(digest, w)
    return f"{first} {silence}." if silence else first


def _news(digest: Digest, w: Words) -> str:
    news = Counter(item.section for item in digest.items() if item.newsworthy)
    pairs: dict[Section, Plural] = {"due": w.due_now, "new": w.new, "changed": w.changes, "watched": w.announced}
    return ", ".join(counted(pairs[section], news[section]) for section in SECTIONS if news[section])


def _silence(digest: Digest, w: Words) -> str:
    return counted(w.silent, len(digest.silenced)) if digest.silenced else ""


def _nothing(digest: Digest, w: Words) -> str:
    if digest.fitting:
        return " ".join((w.nothing_since, *_still(digest, w)))
    return w.nothing if digest.without else w.no_project


def _still(digest: Digest, w: Words) -> Iterator[str]:
    """How many fit besides those shown, and where they are to be had."""
    shown = digest.items()
    left = digest.fitting - sum(item.fits for item in shown)
    if left:
        yield counted(w.still_more if shown else w.still, left)
        yield _whole_list(digest, w)


def _whole_list(digest: Digest, w: Words, project: str = "") -> str:
    words = ["passgenau matches --city", digest.city.slug, *(["--project", project] if project else [])]
    words += ["--min-score", str(digest.threshold), "--limit 1000"]
    return w.whole_list.format(command=" ".join(words))


def _nothing_for(digest: Digest, w: Words) -> str:
    titles = ", ".join(one_line(project.title, _NAME) for project in digest.without)
    return w.nothing_for.format(projects=titles) if titles and digest.groups else ""


def _groups(digest: Digest, w: Words, language: Language) -> Iterator[GroupView]:
    sources = {source.portal: source for source in digest.sources}
    for n, group in enumerate(digest.groups, 1):
        said = [(i.section, worded(i, sources, digest.today, language, digest.city.budget)) for i in group.items]
        views = {s: [view for section, view in said if section == s] for s in SECTIONS}
        title = one_line(group.project.title, _NAME)
        yield GroupView(
            heading=w.project.format(n=n, total=len(digest.groups), title=title), more=_more(group, digest, w),
            sections=tuple(SectionView(heading=w.sections[s], items=tuple(v)) for s, v in views.items() if v),
        )  # fmt: skip


def _more(group: Group, digest: Digest, w: Words) -> str:
    if not group.more:
        return ""
    pair = w.more_due if group.more_due else w.more
    return f"{counted(pair, group.more, due=group.more_due)} {_whole_list(digest, w, group.project.slug)}"


def _sources(sources: Sequence[Source], w: Words, language: Language) -> Iterator[str]:
    """Those of which the same is to be said in one sentence; the silent ones first."""
    alike: dict[tuple[Plural, date | None], list[str]] = {}
    for source in sorted(sources, key=lambda one: not one.silent):
        alike.setdefault((_form(source, w), source.last_good), []).append(one_line(source.title, _NAME))
    for (form, day), titles in alike.items():
        yield counted(form, len(titles), sources="; ".join(titles), day=_day(day, language))


def _form(source: Source, w: Words) -> Plural:
    if source.silent:
        return w.silent_always if source.last_good is None else w.silent_since
    if source.last_good is None:
        return (w.never_read,) * 2
    return (w.last_imported if source.imported else w.last_read,) * 2


def _day(day: date | None, language: Language) -> str:
    return "" if day is None else long_day(day, language)


def _notes(digest: Digest, w: Words, city: str) -> Iterator[str]:
    recipient = digest.recipient
    if digest.groups:
        yield w.binding
    yield w.why_you.format(
        email=one_line(recipient.email), city=city, rhythm=w.rhythms[recipient.rhythm],
        what=", ".join(one_line(name, _NAME) for name in digest.departments) or w.all_projects,
    )  # fmt: skip
    yield w.shown_from.format(score=digest.threshold, n=recipient.max_items)
