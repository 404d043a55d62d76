"""What has changed since the last mail, in words."""

from collections.abc import Iterator
from datetime import date

from digest.catalogue import words
from digest.content import Item, News
from digest.formats import long_day
from digest.hygiene import one_line
from digest.timing import looks_shut
from funding import Status
from funding.gates import shut_by_source
from funding.vocabulary import Language

_SENTENCE = 300


def tidings(item: Item, today: date, language: Language) -> Iterator[str]:
    """One phrase for each piece of news, most important first."""
    for news in item.news:
        yield _said(item, news, today, language)


def _said(item: Item, news: News, today: date, language: Language) -> str:
    w = words(language)
    if news.kind in {"closed", "exhausted"} and not shut_by_source(item.programme, today):
        return looks_shut(item.status, language)
    if news.kind == "reopened" and item.status == Status.UNKNOWN:
        return w.no_longer_shut
    if news.kind == "sentence":
        said = " … ".join(one_line(sentence, _SENTENCE) for sentence in news.fields)
        return w.news["sentence"].format(day=long_day(news.after or today, language), said=said.join(w.quotes))
    if news.kind == "page":
        fields = ", ".join(dict.fromkeys(w.fields.get(field, field) for field in news.fields))
        return w.news["page"].format(fields=fields) if fields else w.page_changed
    before, after = ("" if day is None else long_day(day, language) for day in (news.before, news.after))
    return w.news[news.kind].format(before=before, after=after)
