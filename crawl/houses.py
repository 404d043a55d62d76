"""The municipal associations whose news are read, told apart by their hosts."""

from typing import NamedTuple
from urllib.parse import urlsplit

from parsel import Selector

from crawl.article import slug_of
from crawl.news import hint
from funding import Programme

PORTAL = "association_news"


class House(NamedTuple):
    """An association and its list of news."""

    title: str
    news: str


HOUSES = {
    "rgre": House("Rat der Gemeinden und Regionen Europas, Deutsche Sektion", "https://www.rgre.de/aktuell/"),
    "staedtetag": House("Deutscher Städtetag", "https://www.staedtetag.de/"),
    "dstgb": House("Deutscher Städte- und Gemeindebund", "https://www.dstgb.de/aktuelles/"),
    "stgb-nrw": House("Städte- und Gemeindebund NRW", "https://kommunen.nrw/themen/europa-und-internationales/"),
}


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


HOSTS = {_host(house.news): name for name, house in HOUSES.items()}


def house_of(url: str) -> str:
    """Whose page this is. Raises KeyError for a foreign host."""
    return HOSTS[_host(url)]


def key_of(url: str) -> str:
    """The key of an item: its house and the last part of its address."""
    return f"{house_of(url)}/{slug_of(url)}"


def told(page: Selector, url: str) -> Programme | None:
    """What an item says of a call."""
    return hint(page, url, portal=PORTAL, key=key_of(url), attribution=HOUSES[house_of(url)].title)
