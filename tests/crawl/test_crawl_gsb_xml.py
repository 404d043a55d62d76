"""One XML document: safe, tolerant of the export's dirt, and never another error than its own."""

from xml.sax.saxutils import escape

import pytest
from gsb_samples import programme
from hypothesis import given, settings
from hypothesis import strategies as st

from crawl import html
from crawl.gsb_xml import MAX_ELEMENTS, Document, DocumentError, read

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
NAMES = st.sampled_from(
    "document property text value links link classifiedLinkLists classifiedLinkList classifierLinks x".split()
)
TREES = st.recursive(
    st.text(st.characters(codec="utf-8"), max_size=10).map(escape),
    lambda inner: st.builds(
        lambda name, key, parts: f'<{name} name="gsb:{key}" type="RichText">{"".join(parts)}</{name}>',
        NAMES, st.sampled_from(["title", "bodyText", "cl2Processes", ""]), st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)  # fmt: skip
PIECES = st.sampled_from(
    "<![CDATA[ ]]> &lt;![CDATA[ ]]&gt; <div> </div> & &#2; &#xD800; \x02 ü &amp;#xa0; < a".split(" ")
)


def wrapped(inner: str) -> bytes:
    return f'<document {XLINK} name="a" path="/BMWI/x" type="gsb:ServiceOffer">{inner}</document>'.encode(
        errors="replace"
    )


def rich(text: str) -> str | None:
    return read(wrapped(f'<property name="gsb:title"><text>{text}</text></property>')).html.get("title")


def tried(body: bytes) -> Document | None:
    try:
        return read(body)
    except DocumentError:
        return None


@settings(deadline=None, max_examples=200)
@given(TREES)
def test_random_trees(tree: str) -> None:
    document = tried(wrapped(tree))
    for text in () if document is None else document.html.values():
        html.to_text(text)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_broken_cdata_and_controls(inner: str) -> None:
    tried(wrapped(f'<property name="gsb:title"><text>{inner}</text></property>'))


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_random_bytes(body: bytes) -> None:
    assert tried(body) is None


@settings(deadline=None, max_examples=100)
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255))
def test_cut_and_flipped(place: int, byte: int) -> None:
    whole = programme(title="<p>Übergänge &amp; Brücken</p>")
    place %= len(whole)
    assert tried(whole[:place]) is None
    tried(whole[:place] + bytes([byte]) + whole[place + 1 :])


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1))
def test_a_text_comes_back(words: str) -> None:
    document = read(programme(title=f"<p>{words}</p>"))
    assert html.line(document.html["title"]) == html.line(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;![CDATA[&lt;p&gt;A&amp;#xa0;B&amp;amp;C&lt;/p&gt;]]&gt;", "A B&C"),
        ("&lt;![CDATA[&lt;div&gt;a ]]&gt; b&lt;/div&gt;]]&gt;", "a ]]> b"),
        ("&lt;![CDATA[a ]]]]&gt;&lt;![CDATA[&gt; b]]&gt;", "a ]]> b"),
        ("&lt;![CDATA[a&#2;b\x02c&#xFFFE;d]]&gt;", "abcd"),
        ("<![CDATA[<p>echt</p>]]>", "echt"),
        ("<p>Kind</p>", "Kind"),
        ("ohne CDATA", "ohne CDATA"),
    ],
)
def test_rich_text(text: str, expected: str) -> None:
    assert html.line(rich(text) or "") == expected


def test_empty_rich_text_is_nothing() -> None:
    assert rich(f"&lt;![CDATA[&lt;div {escape(XLINK)}&gt;&lt;/div&gt;]]&gt;") is None
    assert rich("") is None


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE document [<!ENTITY l0 "lol">{LAUGHS}]><document>&l9;</document>',
        '<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>',
        '<!DOCTYPE document SYSTEM "http://127.0.0.1:1/x.dtd"><document/>',
        '<document><property name="a"><value>&unbekannt;</value></property></document>',
    ],
)
def test_entities_are_refused(body: str) -> None:
    with pytest.raises(DocumentError):
        read(body.encode())


def test_a_hidden_doctype_is_refused_too() -> None:
    with pytest.raises(DocumentError):
        read('<!DOCTYPE document [<!ENTITY x "y">]><document/>'.encode("utf-16"))
    with pytest.raises(DocumentError):
        read(b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE')


def test_too_many_elements_and_too_deep() -> None:
    with pytest.raises(DocumentError, match="viele Elemente"):
        read(wrapped("<x/>" * (MAX_ELEMENTS + 1)))
    with pytest.raises(DocumentError):
        read(wrapped("<x>" * 5000 + "</x>" * 5000))


def test_another_root() -> None:
    with pytest.raises(DocumentError, match="<html>"):
        read(b"<html/>")


def test_the_classifier_is_no_value_wherever_it_stands() -> None:
    def listed(classifiers: str, links: str) -> Document:
        inner = f"<classifierLinks>{classifiers}</classifierLinks><links>{links}</links>"
        lists = f"<classifiedLinkLists><classifiedLinkList>{inner}</classifiedLinkList></classifiedLinkLists>"
        return read(wrapped(f'<property name="gsb:p">{lists}</property>'))

    name = '<link xlink:href="target:/BMWI/SiteGlobals/Classifications/Classifier/Common/Foerderart"/>'
    value = '<link xlink:href="target:/BMWI/SiteGlobals/Categories/FDB/Foerderart/zuschuss"/>'
    for document in (listed(name, value), listed("", name + value)):
        (list_,) = document.lists["p"]
        assert (list_.classifier, list_.targets) == (
            "Foerderart",
            ("/BMWI/SiteGlobals/Categories/FDB/Foerderart/zuschuss",),
        )
    assert listed(name, "").lists == {}
