"""The sample export has the layout, property names and types, and the traps of the real one."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from demo.categories import LABELS
from demo.content import SampleProgramme, programmes
from demo.export import export_zip
from demo.gsbxml import Document, rich, value
from demo.markup import to_html

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
XLINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def archive() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export_zip(programmes()))) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def parse(content: bytes) -> etree._Element:
    return etree.fromstring(CONTROL.sub("", content.decode()).encode())


def types(document: etree._Element) -> dict[str, str]:
    return {str(node.get("name")): str(node.get("type")) for node in document.iter("property")}


def test_equal_programmes_make_equal_bytes_whatever_their_order() -> None:
    content = programmes()
    assert export_zip(content) == export_zip(reversed(content))
    changed = (replace(content[0], title="Anders"), *content[1:])
    assert export_zip(changed) != export_zip(content)


def test_every_file_stands_where_its_document_says(archive: dict[str, bytes]) -> None:
    for name, content in archive.items():
        document = parse(content)
        assert name == f"{str(document.get('path'))[1:]}/{document.get('name')}.xml"
        assert content.startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')


def test_every_link_leads_to_a_document_but_classifiers_and_languages(archive: dict[str, bytes]) -> None:
    for name, content in archive.items():
        targets = re.findall(r"target:/(BMWI/[^\"&]+)", content.decode())
        missing = {
            t for t in targets if f"{t}.xml" not in archive and "/Classifications/" not in t and "/Languages/" not in t
        }
        assert not missing, name


def test_programmes_are_where_their_page_is(archive: dict[str, bytes]) -> None:
    for programme in programmes():
        assert f"BMWI{programme.page.removesuffix('.html')}.xml" in archive
    folders = Counter(name.split("/")[4] for name in archive if "/Content/DE/" in name)
    assert folders["Foerderprogramm"] + folders["Archiv"] == len(programmes())
    assert folders["Archiv"] == 1
    assert {"Kontakt", "Adresse", "ExternerLink", "Foerdergeber"} <= set(folders)


def test_rich_text_is_escaped_cdata_and_empty_ones_are_an_empty_div(archive: dict[str, bytes]) -> None:
    document = parse(
        next(content for name, content in archive.items() if name.endswith("/fahrradparkhaeuser-an-bahnhoefen.xml"))
    )
    texts = {
        node.get("name"): node.findtext("text") for node in document.iter("property") if node.get("type") == "RichText"
    }
    assert texts["gsb:remark"] == '<![CDATA[<div xmlns:xlink="http://www.w3.org/1999/xlink"></div>]]>'
    assert "<p>Antragstellung derzeit nicht möglich</p>" in str(texts["gsb:header"])
    assert "<li>" in str(texts["gsb:summary"]) or "<p>" in str(texts["gsb:summary"])


def test_categories_come_after_their_classifier(archive: dict[str, bytes]) -> None:
    document = parse(
        next(content for name, content in archive.items() if name.endswith("/denkmalpflege-niedersachsen.xml"))
    )
    (lists,) = [node for node in document.iter("property") if node.get("name") == "gsb:cl2Processes"]
    found = {}
    for one in lists.iter("classifiedLinkList"):
        classifier = str(one.find("classifierLinks/link").get(XLINK)).rsplit("/", 1)[1]  # type: ignore[union-attr]
        found[classifier] = [str(link.get(XLINK)).split("/")[-1] for link in one.iterfind("links/link")]
    assert found["Foerdergebiet"] == ["de_ni"]
    assert found["Foerdergeber"] == ["land"]
    assert found["Foerderberechtigte"] == ["kommune", "privatperson", "verband_vereinigung"]
    assert found["Foerderorganisation"] == ["ni"]


def test_nothing_above_latin_1_survives_the_export(archive: dict[str, bytes]) -> None:
    assert {char for content in archive.values() for char in content.decode() if ord(char) > 0xFF} == set()
    title = next(p.title for p in programmes() if "„" in p.title and "–" in p.title)
    assert any(
        re.sub(r"[^\x00-\xff]", "?", title) in content.decode().replace("&amp;amp;", "&")
        for content in archive.values()
    )


def test_a_control_character_is_among_the_traps(archive: dict[str, bytes]) -> None:
    assert sum(bool(CONTROL.search(content.decode())) for content in archive.values()) == 1


def test_labels_are_documents_of_their_own(archive: dict[str, bytes]) -> None:
    labels = {name: content for name, content in archive.items() if "/SiteGlobals/Categories/FDB/" in name}
    assert len(labels) > 60
    for name, content in labels.items():
        taxonomy, code = name.removesuffix(".xml").split("/")[-2:]
        assert LABELS[taxonomy][code] in unescape(unescape(content.decode()))


def test_properties_have_the_names_and_types_of_the_real_export(archive: dict[str, bytes], shared: Path) -> None:
    real = shared / "data" / "foerderdatenbank" / "export_BMWI"
    known: dict[str, dict[str, str]] = {}
    for file in real.rglob("*.xml"):
        document = parse(file.read_bytes())
        known.setdefault(str(document.get("type")), {}).update(types(document))
    seen: dict[str, set[str]] = {}
    for name, content in archive.items():
        if "/SiteGlobals/" in name:
            continue  # the excerpt of the real export has no category documents
        document = parse(content)
        kind = str(document.get("type"))
        assert {item for item in types(document).items() if item not in known[kind].items()} == set(), name
        seen.setdefault(kind, set()).update(types(document))
    assert set(known) == set(seen)
    assert set(known["gsb:ServiceOffer"]) - seen["gsb:ServiceOffer"] == {"gsb:cl2RelatedEnts"}


def test_the_tree_of_a_programme_is_that_of_a_real_one(archive: dict[str, bytes], shared: Path) -> None:
    real = shared / "data/foerderdatenbank/export_BMWI/FDB/Content/DE/Foerderprogramm/Bund/BMAS/einstiegsgeld.xml"
    ours = next(content for name, content in archive.items() if name.endswith("/denkmalpflege-sachsen.xml"))

    def shapes(document: etree._Element) -> set[str]:
        tree = document.getroottree()
        return {re.sub(r"\[\d+\]", "", tree.getpath(node)) for node in document.iter("*")}

    assert shapes(parse(ours)) == shapes(parse(real.read_bytes()))


PROSE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=80
)


@settings(deadline=None, max_examples=100)
@given(text=PROSE, keyword=PROSE)
def test_any_text_makes_well_formed_xml_that_gives_it_back(text: str, keyword: str) -> None:
    html = to_html(text, lambda words, _url: words, 'class="x"')
    written = Document(
        path="/P", name="n", type="T", properties=(rich("title", html), value("keywords", keyword))
    ).xml()
    document = etree.fromstring(written)
    assert (document.findtext("property/value") or "") == re.sub(r"[^\x00-\xff]", "?", keyword)
    inner = str(document.findtext("property/text")).removeprefix("<![CDATA[").removesuffix("]]>")
    assert etree.fromstring(inner) is not None


def test_links_and_short_forms_in_rich_text() -> None:
    html = to_html(
        "## 1 Zweck\n\nBis EUR 5.000 nach § 44.\n\nNötig:\n\n- [Plan](https://x.example/a?b=1&c=2)\n- A & B",
        lambda words, url: f"<a {url}>{words}</a>",
        'class="k"',
    )
    assert html == (
        '<h2>1 Zweck</h2><p>Bis <abbr class="k">EUR</abbr> 5.000 nach §&#xa0;44.</p><p>Nötig:</p>'
        "<ul><li><a https://x.example/a?b=1&amp;c=2>Plan</a></li><li>A &amp; B</li></ul>"
    )


def test_an_unknown_code_is_a_mistake_of_ours() -> None:
    odd: SampleProgramme = replace(programmes()[0], regions=("atlantis",))
    with pytest.raises(KeyError):
        export_zip([odd])
