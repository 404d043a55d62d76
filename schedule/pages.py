"""What watched pages say anew, for the digests."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db import Store
from digest import PageChange

LASTS = timedelta(days=90)  # what has stood on a page for so long is no news, also to those who come late
_BERLIN = ZoneInfo("Europe/Berlin")
_BETWEEN = " … "


def page_changes(store: Store, today: date) -> list[PageChange]:
    """The changes of the last weeks whose sentences still stand on their page, oldest first."""
    since = datetime.combine(today - LASTS, time(), _BERLIN)
    events = [event for event in store.events(since) if event.kind == "page_changed"]
    pages = {page.id: page for page in store.pages()} if events else {}
    return [
        PageChange(page=page, sentence=sentence, at=event.at)
        for event in events
        if (page := pages.get(event.programme)) is not None and (sentence := _left(event.new or "", page.text or ""))
    ]


def _left(told: str, text: str) -> str:
    from crawl.callwords import stands  # reads prose: half a second that no other command needs

    return _BETWEEN.join(part for part in told.split(_BETWEEN) if stands(part.removesuffix("…"), text))
