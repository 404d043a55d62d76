"""An entry of the European Urban Initiative's list of calls -> a programme; its own page adds the text and the hour."""

import re
from collections.abc import Iterator

from parsel import Selector

from crawl.article import address, article, slug_of, steady_text
from crawl.days import BRUSSELS, closing, moment, with_hour
from crawl.html import line_of
from funding import Problem, Programme, Stage
from funding.vocabulary import Kind, SourceStatus

PORTAL = "eui"
ATTRIBUTION = "European Urban Initiative"
ENTRY = "article.node--type-call-for-proposals"
_STATUS: dict[str, SourceStatus] = {"open": "open", "upcoming": "forthcoming", "closed": "closed"}
_DEADLINE = re.compile(r"deadline(?:\s+date)?\s*:\s*([^\n]*\S)", re.IGNORECASE)


def entry(call: Selector, base: str) -> Iterator[Programme | Problem]:
    """What the list says of a call, and what of it could not be read."""
    name = "".join(line_of(title.root) for title in call.css(".title-node")[:1])
    href = call.css(".title-node a::attr(href)").get() or call.css("a::attr(href)").get("")
    link = address(base, href)
    if not name or not href or link is None:
        yield _problem("Aufruf ohne Titel oder Verweis", None, "title", name or href or None)
        return
    key, text = slug_of(link), steady_text(call.root)
    status = next((_STATUS[word] for line in text.split("\n") if (word := _word(line)) in _STATUS), None)
    if status is None:
        yield _problem("Stand des Aufrufs nicht erkannt", key, "source_status", text[:200])
    told = _DEADLINE.search(text)
    day = moment(told[1], home=BRUSSELS) if told else None
    if told and day is None:
        yield _problem("Frist nicht lesbar", key, "stages", told[0])
    yield Programme(
        portal=PORTAL, key=key, title=name, url=link, language="en", funder=ATTRIBUTION,
        funder_level="eu", kinds=_kinds(name), source_status=status, regions=("EU",), attribution=ATTRIBUTION,
        stages=(closing(day, told[0]),) if told and day else (), deadlines_text=told[0] if told and not day else None,
    )  # fmt: skip


def details(page: Selector, stages: tuple[Stage, ...]) -> tuple[str | None, tuple[Stage, ...]]:
    """The text of a call's page, and its gates with the hour that the text names."""
    text = steady_text(article(page))
    return text or None, with_hour(stages, text, "en")


def _kinds(title: str) -> tuple[Kind, ...]:
    """A visit to another city is paid, but is no grant."""
    low = title.casefold()
    return ("exchange",) if "exchange" in low else ("training",) if "peer" in low else ("grant",)


def _word(line: str) -> str:
    return line.casefold().removeprefix("status").strip(" :")


def _problem(message: str, key: str | None, field: str, value: str | None) -> Problem:
    return Problem(portal=PORTAL, message=message, key=key, field=field, value=value)
