"""A call that several portals show names them all, each with its licence and page."""

import re
from dataclasses import replace

from digest_samples import ROOFS, one

import digest
from funding import SourceRef

PLACES = (
    SourceRef(id="a:1", portal="a", title="Dächer", url="https://a.example/1", attribution="Name des Amts, CC BY 4.0"),
    SourceRef(id="fdb:2", portal="fdb", title="Dächer", url="javascript:alert(1)", attribution="Name <b>der Bank</b>"),
    SourceRef(id="c:3", portal="c", title="Dächer"),
)


def test_every_source_is_named_with_its_page() -> None:
    mail = digest.render(one(replace(ROOFS, sources=PLACES)))
    for words in ("Name des Amts, CC BY 4.0", "Name <b>der Bank</b>"):
        assert words in " ".join(mail.text.split())
    assert re.search(r'<a href="https://a.example/1"[^>]*>Name des Amts, CC BY 4.0</a>', mail.html)
    assert "Name &lt;b&gt;der Bank&lt;/b&gt;" in mail.html
    assert "javascript:" not in mail.html
