"""SKEW's overview in other clothes, and which of overview and page is believed."""

from datetime import date

import pytest
from scrapy.http import HtmlResponse

from crawl import shells, skew
from crawl.findings import Findings
from crawl.skew import Block
from facts import read
from funding import next_gate

BASE = "https://skew.engagement-global.de/kommunale-foerderung.html"
TODAY = date(2026, 11, 23)
TEXT = "<p><strong>Beschreibung:</strong> Kleine Vorhaben</p>"
MORE = '<p><a href="fonds.html">Mehr Informationen</a></p>'


def page(body: str) -> shells.Selector:
    return shells.page(HtmlResponse(BASE, body=f"<html><body><main>{body}</main></body></html>", encoding="utf-8"))


@pytest.mark.parametrize("body", [
    f"<h2>Fonds</h2>{TEXT}{MORE}",
    f'<section><div class="toggler">Fonds</div><div class="accordion">{TEXT}{MORE}</div></section>',
    f"<details><summary>Fonds</summary>{TEXT}{MORE}</details>",
    f"<div><h3>Fonds</h3></div><div>{TEXT}{MORE}</div>",
    "<h3>Fonds</h3><p><b>Beschreibung:</b></p>Kleine Vorhaben<p>Mehr Informationen: <a href='fonds.html'>hier</a></p>",
    "<h3>Fonds</h3><p><b>Beschreibung</b>: Kleine Vorhaben <a href='/fonds.html'>Mehr Informationen</a></p>",
], ids=["flat", "toggler", "details", "wrapped", "own line", "inline"])  # fmt: skip
def test_a_block_in_any_clothes(body: str) -> None:
    findings = Findings("skew")
    found = list(skew.blocks(page(f"<h1>Förderung</h1>{body}"), BASE, findings))
    url = "https://skew.engagement-global.de/fonds.html"
    assert found == [Block("Fonds", url, {"Beschreibung": "Kleine Vorhaben"})]
    assert (found[0].key, findings.problems()) == ("fonds", [])


@pytest.mark.parametrize(("overview", "shown", "closes"), [
    ("Anträge bis zum 31. März 2027.", "Anträge sind bis zum 31. März 2027 zu stellen.", date(2027, 3, 31)),
    ("Anträge bis zum 31. März 2026.", "Anträge sind bis zum 30. April 2027 zu stellen.", date(2027, 4, 30)),
    ("Anträge bis zum 31. März 2027.", "Anträge waren bis zum 30. April 2026 zu stellen.", date(2027, 3, 31)),
    ("Die Antragsfrist ist abgelaufen.", "Anträge sind bis zum 30. April 2027 zu stellen.", date(2027, 4, 30)),
    ("Anträge bis zum 31. März 2027.", "Die Kommune stellt einen Antrag.", date(2027, 3, 31)),
    ("Die Antragsfrist ist abgelaufen.", "Die Kommune stellt einen Antrag.", None),
], ids=["same", "newer page", "newer overview", "stale closed", "only overview", "closed"])  # fmt: skip
def test_the_later_call_is_believed(overview: str, shown: str, closes: date | None) -> None:
    block = Block("Fonds", "https://skew.engagement-global.de/fonds.html", {"Antragstellung": overview})
    found = skew.told(block.url, block, page(f"<h1>Fonds</h1><h2>Bekanntmachung 2028</h2><p>{shown}</p>"))
    assert found is not None
    gate = next_gate(read(found).stages, TODAY)
    assert (gate and gate.day) == closes
    assert (read(found).source_status == "closed") == (closes is None)
