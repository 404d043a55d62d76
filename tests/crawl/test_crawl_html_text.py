"""HTML -> text, as a browser would show it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl import html
from crawl.cleaning import clean
from funding.text import squash

TAGS = (
    "p div ul ol li table tr td th h2 h3 br a span abbr strong script style title pre dl dt dd svg blockquote".split()
)
HTML = st.recursive(
    st.text(max_size=12),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>eins&#xa0;zwei<br/>drei</p><p>vier</p>", "eins zwei\ndrei\n\nvier"),
        (
            "davor<ul><li><p>a</p></li><li>b<ul><li>c</li></ul>d</li></ul>danach",
            "davor\n\n- a\n- b\n  - c\n  d\n\ndanach",
        ),
        ("<ol><li></li><li>x</li></ol>", "- x"),
        ("<h2>Titel</h2><p>Text</p><h3>Unter</h3>Rest", "Titel\n\nText\n\nUnter\n\nRest"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td><td><p>3</p></td></tr></table>", "a | b\n1 2 | 3"),
        ("<p>Das <abbr title='x'>BGBl.</abbr> <span>gilt</span><!-- nicht --> noch</p>", "Das BGBl. gilt noch"),
        ("vor<script>alert(1)</script>nach<style>p{}</style>", "vornach"),
        ("Förder\u00adung &amp; Rat", "Förderung & Rat"),
        ("a < b & c", "a < b & c"),
        ("<p>mit \x00\x1f\ud800 Schmutz", "mit Schmutz"),
        ("  nur\n\ttext ", "nur text"),
        ("", ""),
        ("<p>", ""),
        ("&lt;p&gt;", "<p>"),
    ],
)
def test_text(given: str, expected: str) -> None:
    assert html.to_text(given) == expected


DEEP = (2040, 2048, 2100, 5000)


@pytest.mark.parametrize("depth", DEEP)
def test_however_deep_inline_tags_nest_nothing_is_lost(depth: int) -> None:
    nested = f"vorher <p>eins</p>{'<span style=x>' * depth}Kern{'</span>' * depth}<ul><li>a</li><li>b</li></ul>nachher"
    assert html.to_text(nested) == "vorher\n\neins\n\nKern\n\n- a\n- b\n\nnachher"
    unclosed = f"<p>eins</p>{'<b>' * depth}<p>zwei</p>{'<i>' * depth}drei"
    assert html.to_text(unclosed).split() == ["eins", "zwei", "drei"]


@pytest.mark.parametrize("depth", DEEP)
def test_however_deep_blocks_nest_no_word_is_lost(depth: int) -> None:
    nested = f"vorher{'<div>' * depth}1 &lt; 2 <script>nie()</script>Kern{'</div>' * depth}<p>nachher</p>"
    assert html.to_text(nested).split() == ["vorher", "1", "<", "2", "Kern", "nachher"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["div", "span", "ul", "li", "td", "b"]), min_size=1, max_size=4), st.integers(1, 1500))
def test_words_survive_any_nesting(tags: list[str], depth: int) -> None:
    words = [f"w{number}" for number in range(4)]
    inside = f" {words[1]} " + "".join(f"<{tag}>" for tag in tags) * depth + f" {words[2]} "
    assert [word for word in html.to_text(f"{words[0]}{inside}<p>{words[3]}").split() if word in words] == words


@settings(deadline=None, max_examples=200)
@given(HTML)
def test_any_html_gives_tidy_text(source: str) -> None:
    text = html.to_text(source)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert not set(text) & set("\x00\x1f\u00ad\ud800\t\r")


CONTROLS = [*range(9), *range(14, 32), *range(127, 160)]
DIRTY = st.lists(
    st.sampled_from([*map(chr, CONTROLS), *(f"&#{code};" for code in CONTROLS), "<p>", "<td>", " ", "ab", "[31m"]),
    max_size=12,
).map("".join)


@settings(deadline=None, max_examples=200)
@given(DIRTY)
def test_no_control_character_reaches_storage(source: str) -> None:
    for text in (html.to_text(source), html.line(source), squash(html.to_text(source)), squash(source), clean(source)):
        assert not {char for char in text if ord(char) in CONTROLS}


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<>&", exclude_categories=["C"]), min_size=1)))
def test_no_word_is_lost(words: list[str]) -> None:
    text = html.to_text("".join(f"<div>{word}</div><p><b>{word}</b></p>" for word in words))
    assert [line.removeprefix("- ") for line in text.split("\n") if line] == [
        shown for word in words for shown in 2 * [html.line(word)] if shown
    ]


def test_deep_nesting() -> None:
    assert html.to_text("<div><b>" * 400 + "tief" + "</b></div>" * 400) == "tief"
    html.to_text("<ul><li>" * 50_000)


def test_a_page_of_another_charset() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>Förderung</body></html>'.encode("latin-1")
    assert html.line(html.decode(page)) == "Förderung"
    assert html.line(html.decode("Förderung".encode())) == "Förderung"
