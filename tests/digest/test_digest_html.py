"""The HTML form: meaning in the markup, colours that can be read, nothing fetched, nothing that runs."""

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from css_inline import CSSInliner
from digest_samples import ROOFS, SOLAR, UNKNOWN, asked, built, one
from jinja2 import UndefinedError

import digest
from digest.hygiene import mailto, one_line, safe_link
from digest.rendering import _templates
from funding.programme import Contact

CSS = (Path(digest.__file__).parent / "templates" / "digest.css").read_text(encoding="utf-8")
BAD_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
    "vbscript:x", "file:///etc/passwd", "//evil.example/x", "https://", "https:///x", "ftp://x.example/",
    "https://bund.de@evil.example/", "https://bund.de\u202e/x", "https://x.example/a b", 'https://x.example/"onclick=',
    "https://x.example/<script>", "https://[::1", "mailto:a@b.example?bcc=c@d.example",
    "https://x.example/" + "y" * 2000,
]  # fmt: skip


def soup(made: digest.Digest) -> BeautifulSoup:
    return BeautifulSoup(digest.render(made).html, "lxml")


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one_colour: str, other: str) -> float:
    dark, light = sorted((luminance(one_colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def style(tag: Tag, name: str) -> str:
    """The value that an element has or inherits (colours only: they inherit or show through)."""
    for node in (tag, *tag.parents):
        found = re.findall(
            rf"(?:^|;)\s*{name}:\s*(#[0-9a-f]{{6}})", str(node.attrs.get("style", "")) if node.attrs else ""
        )
        if found:
            return found[-1]
    raise AssertionError(f"no {name} at {tag}")


def dark(html: str) -> str:
    """The page as a client in dark mode shows it."""
    rules = re.search(r"@media \(prefers-color-scheme: dark\) \{(.*)\}", CSS, re.DOTALL)[1]
    return CSSInliner(extra_css=rules.replace("!important", ""), load_remote_stylesheets=False).inline(
        re.sub(r"color: #[0-9a-f]{6};|background-color: #[0-9a-f]{6};", "", html)
    )


@pytest.mark.parametrize("scheme", [str, dark])
def test_every_text_has_the_contrast_that_wcag_aa_asks(scheme):
    page = BeautifulSoup(scheme(digest.render(built()).html), "lxml")
    texts = [node.parent for node in page.body.find_all(string=True) if node.strip()]
    assert len(texts) > 50
    for tag in texts:
        assert contrast(style(tag, "color"), style(tag, "background-color")) >= 4.5, tag


def test_dark_and_light_really_differ():
    html = digest.render(built()).html
    assert "@media (prefers-color-scheme: dark)" in html
    assert 'name="color-scheme" content="light dark"' in html
    assert style(BeautifulSoup(dark(html), "lxml").p, "background-color") == "#16191d"
    assert style(BeautifulSoup(html, "lxml").p, "background-color") == "#ffffff"


def test_language_title_and_charset():
    page = soup(built())
    assert page.html["lang"] == "de"
    assert page.title.string == digest.render(built()).subject
    assert page.find("meta", charset="utf-8")
    assert soup(built(recipient=asked(language="en"))).html["lang"] == "en"


def test_foreign_words_carry_their_language():
    summary = soup(one(replace(UNKNOWN, summary="Towns meet.")))
    assert [tag.get_text(strip=True) for tag in summary.body.find_all(lang="en")] == [UNKNOWN.title, "„Towns meet.“"]
    assert not soup(one(UNKNOWN, recipient=asked(language="en"))).body.find_all(lang=True)


def test_headings_go_down_one_step_at_a_time():
    levels = [int(tag.name[1]) for tag in soup(built()).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_items_are_list_items_with_terms():
    page = soup(built())
    assert len(page.select("ul > li > h4")) == 6
    assert all(item.find("dl") for item in page.select("ul[role] > li"))
    assert all(
        [tag.name for tag in row.find_all(True, recursive=False)] == ["dt", "dd"] for row in page.select("dl > div")
    )
    assert not page.find("table")


def test_markup_is_balanced():
    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open_tags: list[str] = []

        def handle_starttag(self, tag, attrs):
            if tag != "meta":
                self.open_tags.append(tag)

        def handle_endtag(self, tag):
            assert self.open_tags.pop() == tag

    reader = Balance()
    reader.feed(digest.render(built()).html)
    assert reader.open_tags == []


def test_nothing_is_fetched_and_nothing_runs():
    page = soup(built())
    assert not page.find(["img", "script", "link", "iframe", "object", "form", "input", "base", "video", "svg"])
    assert not page.find_all(lambda tag: any(name in tag.attrs for name in ("src", "srcset", "background", "action")))
    assert not page.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    html = digest.render(built()).html
    assert "url(" not in html
    assert "@import" not in html
    assert {tag.name for tag in page.find_all(href=True)} == {"a"}


def test_fits_a_narrow_screen():
    html = digest.render(built()).html
    assert 'content="width=device-width, initial-scale=1"' in html
    assert not re.search(r"(?<!max-)width:\s*\d|min-width|white-space:\s*nowrap|width=\"\d", html)
    assert "overflow-wrap: anywhere" in html


def test_css_is_inlined():
    page = soup(built())
    assert all("display: inline" in tag["style"] for tag in page.find_all("dt"))
    assert "body {" not in str(page.style).split("@media")[0]


def test_size():
    assert len(digest.render(built()).html.encode()) < 20_000


@pytest.mark.parametrize("url", BAD_LINKS)
def test_a_bad_link_is_never_clickable(url):
    bad = replace(ROOFS, url=url, contacts=(Contact(name="x", email=url),))
    mail = digest.render(one(bad, SOLAR))
    assert not BeautifulSoup(mail.html, "lxml").find("a")
    assert "  Seite:" not in mail.text
    assert safe_link(url) is None
    assert mailto(url) is None


def test_good_links_pass():
    for url in ("https://www.bund.de/a?b=c&d=e#f", "http://köln.example:8080/ä", "https://x.example"):
        assert safe_link(url) == url
        assert soup(one(replace(ROOFS, url=url))).select_one("h4 a")["href"] == url
    assert mailto("rat-haus+1@köln.example") == "mailto:rat-haus+1@köln.example"


def test_the_next_safe_link_stands_in():
    other = replace(
        ROOFS, url="javascript:x", links=(*UNKNOWN.links, replace(UNKNOWN.links[0], url="https://ok.example"))
    )
    assert soup(one(other)).select_one("h4 a")["href"] == "https://ok.example"


def test_tags_in_scraped_text_are_text():
    page = soup(one(replace(ROOFS, title="<script>alert(1)</script>", summary="<img src=x onerror=y>")))
    assert not page.find(["script", "img"])
    assert page.h4.get_text() == "<script>alert(1)</script>"


def test_a_missing_word_in_a_template_is_an_error():
    with pytest.raises(UndefinedError):
        _templates().from_string("{{ page.nothing_like_it }}").render(page=object())


@pytest.mark.parametrize(
    ("raw", "clean"),
    [("a\r\nb", "a b"), ("a\u2028b\u2029c\x85d", "a b c d"), ("\u202eabc\u2066d\u200e", "abcd"),
     ("So\u00adlar", "Solar"),
     ("x\ud800y", "xy"), ("  a\t\x00 b ", "a b"), ("🇩🇪 ok", "🇩🇪 ok")],
)  # fmt: skip
def test_one_line(raw, clean):
    assert one_line(raw) == clean


def test_cuts_at_a_word():
    assert one_line("aaaa bbbb cccc", 11) == "aaaa bbbb…"
    assert one_line("aaaa bbbb", 9) == "aaaa bbbb"
    assert one_line("x" * 50, 10) == "x" * 9 + "…"
    assert len(one_line("ab " * 99, 10)) <= 10
