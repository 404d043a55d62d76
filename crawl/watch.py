"""Pages that are watched without being programmes (`watch.yaml`), and what is stored of one."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field
from scrapy.http import Response

from crawl.entries import Entry, LandOf, Url, entries
from crawl.maintext import main_text
from crawl.reasons import bug
from funding import PassgenauError, Programme
from funding.fields import Handlungsfeld, Line
from funding.reference import HANDLUNGSFELDER
from funding.vocabulary import Language

FILE = Path(__file__).with_name("watch.yaml")


class Watched(Entry):
    """A page; `about`: for whom and what, in our words. `handlungsfelder` and `land`: whose projects it concerns."""

    title: Line
    by: Line
    url: Url
    about: Line
    handlungsfelder: Literal["alle"] | tuple[Handlungsfeld, ...] = Field(min_length=1)
    land: LandOf | None = None
    language: Language = "de"

    def as_programme(self, portal: str, text: str) -> Programme:
        """The page as it is stored."""
        fields = tuple(HANDLUNGSFELDER) if self.handlungsfelder == "alle" else self.handlungsfelder
        return Programme(
            portal=portal, key=self.key, title=self.title, origin="page", url=self.url, language=self.language,
            funder=self.by, summary=self.about, text=text, handlungsfelder=fields,
            regions=(self.land,) if self.land else None, attribution=self.by,
        )  # fmt: skip


@lru_cache
def pages() -> tuple[Watched, ...]:
    """All, in the order of the file. Raises InputError where it is wrong."""
    return entries(FILE, Watched)


def domains(urls: Iterable[str]) -> tuple[str, ...]:
    """The sites of these pages: the only ones that may be asked."""
    return tuple(sorted({_site(url) for url in urls}))


def text_of(response: Response, asked: str, today: date) -> str:
    """The main text of the page that was asked for.

    Raises PassgenauError in German where the answer is another site's or the home page, has no text, or stops us.
    """
    site, here = _site(asked), _site(response.url)
    if here != site and not here.endswith(f".{site}"):
        raise PassgenauError(f"{asked} leitet um auf {response.url}, eine andere Adresse. Nichts wurde ersetzt.")
    if _is_home(response.url) and not _is_home(asked):
        raise PassgenauError(f"{asked} leitet um auf die Startseite {response.url}: Die Seite gibt es wohl nicht mehr.")
    try:
        return main_text(response, today)
    except PassgenauError:
        raise
    except Exception as error:
        raise PassgenauError(bug(error, asked)) from error


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in {"", "de", "en", "index.html", "index.php"} and not parts.query
