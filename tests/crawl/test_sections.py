"""Sections of a page, however a CMS wraps them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl import html
from crawl.labelled import labelled
from crawl.sections import bold_labels, sections

FLAT = "<h1>Alles</h1><p>Vorwort</p><h2>A</h2>vorn<p>a1</p><p>a2</p><h2>B</h2><p>b</p>"
WRAPPED = "<div><h2>A</h2>vorn<p>a1</p><p>a2</p></div><hr><div><h2>B</h2><p>b</p></div>"
HEADED = "<div><div><h2>A</h2></div><div>vorn<p>a1</p><p>a2</p></div><div><h2>B</h2></div><div><p>b</p></div></div>"


def read(page: str, *headings: str) -> list[tuple[str, str]]:
    found = sections(html.parse(f"<body>{page}</body>"), *headings)
    return [(section.title, " ".join(html.text_of(section.body).split())) for section in found]


@pytest.mark.parametrize("page", [FLAT, WRAPPED, HEADED])
def test_what_stands_below_a_heading(page: str) -> None:
    assert read(page) == [("A", "vorn a1 a2"), ("B", "b")]


def test_a_heading_alone_heads_the_whole_and_an_empty_one_nothing() -> None:
    assert read("<p>davor</p><h3>Eins</h3><h2> </h2><p>danach</p>") == [("Eins", "davor danach")]
    assert read("<h2>A</h2><h3>B</h3><p>b</p>", "h2") == [("A", "B b")]
    assert read("<p>ohne</p>") == []


def test_what_stands_outside_the_part_is_left_out() -> None:
    part = next(html.parse("<section><h2>A</h2><p>a</p></section><p>fremd</p>").iter("section"))
    assert [" ".join(html.text_of(section.body).split()) for section in sections(part)] == ["a"]


def test_bold_labels_begin_a_line_and_bold_words_do_not() -> None:
    page = "<h2>A</h2><p><b>Höhe:</b> 5 Euro <strong>Frist</strong>: 1. Mai, <b>wichtig</b></p>"
    body = next(sections(html.parse(page))).body
    assert labelled(body, ("Höhe", "Frist")) == {"Höhe": "5 Euro", "Frist": "1. Mai, wichtig"}
    assert list(bold_labels(body)) == ["Höhe", "Frist"]


def test_where_a_section_leads() -> None:
    page = '<h2><a href="/a">A</a></h2><p><a href="/x">x</a></p><a href="/b"><h2>B</h2></a>'
    page += '<h2>C</h2><p><a href="/c">mehr</a></p><h2>D</h2>'
    assert [section.href for section in sections(html.parse(page))] == ["/a", "/b", "/c", ""]


@settings(deadline=None, max_examples=60)
@given(st.text("<>/hpdiv23 A:", max_size=120))
def test_any_soup_has_sections_with_titles(soup: str) -> None:
    assert all(title for title, _ in read(soup))
