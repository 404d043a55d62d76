"""A page that is taken off the net often leads to a list: its words are those of other calls."""

import pytest
from scrapy import Request

from crawl.middlewares import _leads_back

LIST = "https://www.amt.example/aktuelles/aufrufe.html"


@pytest.mark.parametrize(("asked", "here", "back"), [
    ("https://www.amt.example/aktuelles/aufruf-2026", "https://www.amt.example/aktuelles/", True),
    ("https://www.amt.example/aktuelles/aufruf-2026", "https://www.amt.example/de/", True),
    ("https://www.amt.example/nakopa.html", "https://amt.example/index.html", True),
    ("https://www.amt.example/nakopa.html", LIST, True),
    ("http://amt.example/a/b.html", "https://www.amt.example/a/b.html", False),
    ("https://alt.example/a/b.html", "https://neu.example/a/b.html", False),
    ("https://www.amt.example/a/b/index.html", "https://www.amt.example/a/b", False),
    ("https://www.amt.example/aktuelles/aufruf-2026", "https://www.amt.example/archiv/aufruf-2026", False),
])  # fmt: skip
def test_a_redirect_to_a_list_is_no_page_of_a_programme(asked: str, here: str, back: bool) -> None:
    assert _leads_back(Request(here, meta={"redirect_urls": [asked]}), LIST) == back
    assert not _leads_back(Request(here), LIST)
