"""What watched pages say anew, for the digests."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db import Store
from digest import PageChange
from funding import Programme

LASTS = timedelta(days=90)  # what has stood on a page for so long is no news, also to those who come late
_BERLIN = ZoneInfo("Europe/Berlin")
_BETWEEN = " … "


def page_changes(store: Store, today: date) -> list[PageChange]:
    """The changes of the last weeks whose sentences still stand on their page, oldest first."""
    since = datetime.combine(today - LASTS, time(), _BERLIN)
    events = store.events(since, "page_changed")
    pages = {key: _page(store, key) for key in {event.programme for event in events}}
    return [
        PageChange(page=page, sentence=sentence, at=event.at)
        for event in events
        if (page := pages[event.programme]) is not None and (sentence := _left(event.new or "", page.text or ""))
    ]


def _page(store: Store, key: str) -> Programme | None:
    """A page that is still watched, with the cards whose source it is under the ids by which they are matched."""
    record = store.programme(key)
    if record is None or record.vanished:
        return None
    cards = (store.programme(parent) for parent in record.programme.parents)
    return replace(record.programme, parents=tuple(card.programme.id for card in cards if card is not None))


def _left(told: str, text: str) -> str:
    from crawl.callwords import stands  # reads prose: half a second that no other command needs

    return _BETWEEN.join(part for part in told.split(_BETWEEN) if stands(part.removesuffix("…"), text))
