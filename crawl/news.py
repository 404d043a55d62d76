"""A page of news -> a hint at somebody else's call, or nothing; and which older news are still worth asking for."""

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from parsel import Selector

from crawl.article import address, article, heading, slug_of, steady_text
from crawl.hints import links_out, tells_a_call, topic_of
from crawl.html import line_of
from crawl.sedia.rules import by_name
from db import Known
from facts.dates import days
from funding import Programme, next_gate
from funding.places import EUROPE

_WORDS = 3  # at least, of what is a sentence
_LIST = ("main", "[role=main]", "#content", "body")


def hint(page: Selector, url: str, *, portal: str, key: str, attribution: str) -> Programme | None:
    """What news say of a call; None for other news. Who pays is not known from them, so no funder is named."""
    title, element = heading(page), article(page)
    text = steady_text(element)
    if title is None or not tells_a_call(title, text):
        return None
    outward = links_out(element, url)
    topic = topic_of(title, text, *(link.url for link in outward))
    whole = f"{title}\n\n{text}" if days(title) else text
    return by_name(Programme(
        portal=portal, key=key, title=title, origin="hint", url=url, text=whole or None, links=outward, call=topic,
        funder_level="eu" if topic else None, regions=(EUROPE,) if topic else None, attribution=attribution,
    ))  # fmt: skip


def links(page: Selector, base: str) -> Iterator[tuple[str, str]]:
    """Address and words of each link to a page of the same host, without menus."""
    for link in Selector(root=article(page, *_LIST), type="html").css("a[href]"):
        if url := _on_host(base, link.attrib["href"]):
            yield url, line_of(link.root)


def items(page: Selector, base: str, *, most: int = 30) -> dict[str, str]:
    """Addresses of the news that a list links on its own host, by slug, the first ones first.

    News have a sentence for a slug or for a title, or the words of a call; what has less is a section or a service.
    """
    told = ((url, words) for url, words in links(page, base) if _is_news(slug_of(url), words))
    found = dict(reversed([(slug_of(url), url) for url, words in told]))
    return dict(list(reversed(found.items()))[:most])


def still_open(known: Iterable[Known], today: date) -> Iterator[str]:
    """Addresses of calls of earlier runs with a deadline ahead: a list forgets them sooner than they end."""
    for old in known:
        if old.programme.url and next_gate(old.programme.stages, today) is not None:
            yield old.programme.url


def _is_news(slug: str, words: str) -> bool:
    sentence = slug.count("-") >= _WORDS - 1 or ("-" in slug and len(words.split()) >= _WORDS)
    return sentence or (bool(slug) and tells_a_call(words, ""))


def _on_host(base: str, href: str) -> str | None:
    """The address without query and anchor, None where it leads elsewhere or to a file."""
    parts = urlsplit(address(base, href) or "")
    last = parts.path.rpartition("/")[2]
    if parts.netloc != urlsplit(base).netloc or ("." in last and not last.endswith(".html")):
        return None
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
