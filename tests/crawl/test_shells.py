"""Answers that look like a page and are none."""

from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Response

from crawl import html, shells
from crawl.base import Blocked
from funding import PassgenauError

URL = "https://www.beispiel.test/foerderung"
WORDS = "Die Stadt fördert Begegnungen mit Partnerstädten und nimmt Anträge bis zum Herbst entgegen. " * 3
MENU = "<header><nav>" + "<a>Stadt und Leben im Grünen</a>" * 30 + "</nav></header>"
SCRIPT = '<script src="/assets/main.js"></script>'
ITEMS = "".join(f"<li>Aufruf {number}: Mittel für Städte und Gemeinden, Antrag bis Mai</li>" for number in range(20))


def answer(body: str) -> HtmlResponse:
    return HtmlResponse(URL, body=f"<html><head><title>Titel</title></head>{body}</html>".encode(), encoding="utf-8")


@pytest.mark.parametrize("body", [
    f'<body><div id="root"></div>{SCRIPT}</body>',
    f'<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="x"></div>{SCRIPT}</body>',
    f"<body>{MENU}<main></main>{SCRIPT}<footer>{WORDS}</footer></body>",
    f'<body>{MENU}<div class="cookies">{WORDS}</div><div id="app"> </div>{SCRIPT}</body>',
    f"<body><noscript>Bitte aktivieren Sie JavaScript.</noscript><p>{WORDS}</p>{SCRIPT}</body>",
    f"<body><app-root></app-root><p>{WORDS}</p>{SCRIPT}</body>",
], ids=["root", "noscript", "menu", "cookies", "hint", "angular"])  # fmt: skip
def test_a_frame_that_a_script_fills_is_an_error(body: str) -> None:
    with pytest.raises(PassgenauError, match="nur noch eine Hülle") as error:
        shells.page(answer(body))
    assert not isinstance(error.value, Blocked)
    assert URL in str(error.value)


@pytest.mark.parametrize("body", [
    "<title>Radware Captcha Page</title><body>Please wait</body>",
    "<title>Just a moment...</title><body><noscript>Enable cookies</noscript><script>x()</script></body>",
    "<body><h1>Access Denied</h1>You don't have permission to access this server.</body>",
    "<body>The requested URL was rejected. Your support ID is 17.</body>",
    "<body><h1>Making sure you're not a bot!</h1><p>Loading...</p><script>run()</script></body>",
    "<body><p>Bitte warten</p><form>Captcha: <input></form></body>",
    "<body><p>Ihr Browser wird gerade überprüft.</p></body>",
    '<body><script src="https://ct.captcha-delivery.com/c.js"></script></body>',
    '<body><iframe src="/_Incapsula_Resource?SWUDNSAI=31"></iframe></body>',
])  # fmt: skip
def test_a_bot_wall_is_told_as_such(body: str) -> None:
    with pytest.raises(Blocked, match="Bot-Abwehr"):
        shells.page(answer(body))


@pytest.mark.parametrize("body", [
    f"<body>{MENU}<main><p>{WORDS}</p></main>{SCRIPT}</body>",
    "<body><h1>Aufrufe</h1><p>Zurzeit keine.</p></body>",
    f'<body><div id="root"><p>{WORDS}</p></div>{SCRIPT}</body>',
    f'<body><div id="app"></div><noscript>Ohne JavaScript fehlt die Karte.</noscript><ul>{ITEMS}</ul>{SCRIPT}</body>',
    f"<body><main><p>{WORDS}</p></main><form><label>Captcha: Sind Sie ein Mensch?</label></form></body>",
    f"<body><ul>{ITEMS}</ul><form><label>Captcha: kein Roboter?</label></form>{SCRIPT}</body>",
], ids=["page", "short", "rendered", "long", "newsletter", "form"])  # fmt: skip
def test_a_page_with_words_is_a_page(body: str) -> None:
    assert shells.page(answer(body)).css("p, li")


def test_comments_are_no_text() -> None:
    found = shells.page(answer("<body><p>Antrag <!-- bis 1. Mai --> bis Juni</p></body>")).css("p")
    assert html.text_of(found[0].root) == "Antrag bis Juni"


def test_what_is_no_html_and_what_is_empty() -> None:
    with pytest.raises(PassgenauError, match="sondern application/pdf"):
        shells.page(Response(URL, headers={"Content-Type": "application/pdf"}, body=b"%PDF"))
    with pytest.raises(PassgenauError, match="leere Seite"):
        shells.page(HtmlResponse(URL, body=b""))


def test_a_listing_without_entries_names_page_and_entries() -> None:
    error = shells.without_entries(answer("<body><p>Umgebaut</p></body>"), "Aufrufe mit Frist")
    assert all(word in str(error) for word in (URL, "„Titel“", "Aufrufe mit Frist"))
    assert type(error) is PassgenauError


def test_saved_pages_are_pages() -> None:
    pages = sorted((Path(__file__).parents[1] / "pages" / "foerderdatenbank").glob("*/page*.html"))
    assert len(pages) > 3
    for saved in pages:
        shells.page(HtmlResponse(URL, body=saved.read_bytes(), encoding="utf-8"))


def test_a_page_without_a_body_tag_is_read() -> None:
    found = shells.page(HtmlResponse(URL, body=b"<title>T</title><main><p>Antrag bis Mai</p></main>"))
    assert html.text_of(found.root) == "Antrag bis Mai"
