"""The part of a page that people read, its date fields, its labels and its news."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel import Selector

from crawl.article import around, article, heading, steady, steady_text
from crawl.days import BRUSSELS, Moment, closing, moment, with_hour
from crawl.html import parse
from crawl.labelled import labelled, unknown
from crawl.news import items
from funding import Stage

PAGE = """<html><body><header><h1>Portal</h1></header><nav>Menü</nav><main><div class="breadcrumb">Start</div>
<article><header><h1>Ein Aufruf</h1><p class="lead">Worum es geht.</p></header><p>Der Text.</p>
<div class="countdown">noch 3 Tage</div><aside>Mehr</aside><ul class="social-links"><li>Teilen</li></ul></article>
</main><footer>Impressum</footer></body></html>"""


def page(html: str) -> Selector:
    return Selector(root=parse(html), type="html")


def test_an_article_without_its_frame() -> None:
    assert steady_text(article(page(PAGE))) == "Worum es geht.\n\nDer Text."
    assert heading(page(PAGE)) == "Ein Aufruf"
    assert heading(page("<header><h1>Nur dieser</h1></header><main><p>x</p></main>")) == "Nur dieser"
    assert heading(page("<h1> </h1><h1>Zweite</h1>")) == "Zweite"
    assert heading(page("<p>ohne")) is None
    wrapped = "<div><header role='banner'>Stadt</header><header><nav>Menü</nav></header><h1>T</h1><p>Text</p></div>"
    assert steady_text(article(page(wrapped))) == "Text"


def test_a_page_that_is_nothing_but_frame_is_given_whole() -> None:
    assert steady_text(article(page("<nav>Alles steht im Menü</nav>"))) == "Alles steht im Menü"


@pytest.mark.parametrize("wrapper", ["<form id='aspnetForm'>", "<div class='has-cookie-banner'>", "<div id='social'>"])
def test_a_wrapper_around_everything_is_no_frame(wrapper: str) -> None:
    whole = f"<body>{wrapper}<div><h1>Aufruf</h1><p>Der Text.</p><form><p>Suche</p></form></div>"
    assert steady_text(article(page(whole))) == "Der Text."


@pytest.mark.parametrize(
    ("moving", "steady_part"),
    [
        ("Deadline: 15/01/2027 – 53 days left", "Deadline: 15/01/2027"),
        ("Open until 15 January 2027 (53 days to go).", "Open until 15 January 2027"),
        ("Frist: 15.01.2027 · noch 12 Tage und 3 Stunden", "Frist: 15.01.2027"),
        ("Closes in 12 days, 4 hours", ""),
        ("Applications close in 12 days", "Applications"),
        ("Die Bewerbungsfristen enden in 12 Tagen.", "Die Bewerbungsfristen"),
        ("Days left: 12", ""),
        ("Time left: 12 d", ""),
        ("53 days 4 hours 12 minutes", ""),
        ("Zuletzt aktualisiert am 12.11.2026", ""),
        ("Last updated on 12/11/2026 12:30", ""),
        ("Views: 1234", ""),
        ("Teilen", ""),
    ],
)
def test_what_changes_by_itself_goes(moving: str, steady_part: str) -> None:
    assert steady(f"Vorher\n{moving}\nNachher") == "\n".join(
        part for part in ("Vorher", steady_part, "Nachher") if part
    )


@pytest.mark.parametrize(
    "line",
    [
        "Anträge können noch 3 Wochen vor Beginn gestellt werden.",
        "Der Austausch dauert 12 Tage.",
        "Anträge sind mindestens 6 Wochen vor Beginn zu stellen.",
        "The exchange takes 5 days and ends on 3 May.",
        "The remaining 20% are borne by the city.",
        "The remaining 50 000 EUR follow after the report.",
        "Zuschüsse teilen wir in zwei Raten.",
        "Aufrufe werden im Frühjahr veröffentlicht.",
    ],
)
def test_what_is_said_stays(line: str) -> None:
    assert steady(line) == line


@pytest.mark.parametrize("piece", ["1 Tage ", "noch 1 ", "1 d", "12 days, ", "remaining 1 ", "endet in 3 "])
def test_a_line_of_any_length_is_read_in_one_go(piece: str) -> None:
    assert len(steady(piece * 3_000)) <= len(piece) * 3_000


@given(st.text(alphabet="0123 noch days left Tage\n:,-", max_size=60))
def test_steady_text_is_steady(text: str) -> None:
    assert len(steady(text)) <= len(text)


def test_the_block_around_a_link_speaks_of_it_alone() -> None:
    both = page(
        "<div><p>Beide</p><section><h2>Eins</h2><p>bis Mai</p><a href='/a'>x</a></section><a href='/b'>y</a></div>"
    )
    one, other = both.css("a")
    assert around(one, [other]) == "Eins\n\nbis Mai"
    assert around(other, [one]) == ""


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Deadline date : 05/02/2027", Moment(date(2027, 2, 5))),
        ("17. September 2026, 17:00 Uhr (Brüsseler Zeit)", Moment(date(2026, 9, 17), time(17), BRUSSELS)),
        ("30.04.2027, 17 Uhr", Moment(date(2027, 4, 30), time(17))),
        ("2027-03-31T16:00:00+02:00", Moment(date(2027, 3, 31), time(16))),
        ("2027-03-30T22:00:00Z", Moment(date(2027, 3, 31))),
        ("2027-03-31T00:00:00Z", Moment(date(2027, 3, 31))),
        ("29 January 2027 at 14:00 CET", Moment(date(2027, 1, 29), time(14))),
        ("1.2.2027 - 3.4.2027", None),
        ("31.02.2027", None),
        ("31. Mai", None),
        ("1926-05-01", None),
        ("bald", None),
    ],
)
def test_a_date_field_is_one_day_or_none(field: str, found: Moment | None) -> None:
    assert moment(field) == found


@given(st.text(max_size=40) | st.dates().map(str) | st.datetimes().map(lambda at: at.isoformat()))
def test_any_field_is_a_day_of_this_century_or_none(field: str) -> None:
    found = moment(field)
    assert found is None or 2000 <= found.day.year < 2100


def test_a_gate_of_a_field_and_the_hour_of_its_text() -> None:
    (gate,) = (closing(Moment(date(2027, 2, 5), None, BRUSSELS), "Frist:\n05.02.2027", opens=date(2027, 3, 1)),)
    assert (gate.opens, gate.quote, gate.source) == (None, "Frist: 05.02.2027", "portal")
    text = "Anträge sind bis zum 5. Februar 2027, 14 Uhr, zu stellen."
    (told,) = with_hour((gate,), text, "de")
    assert (told.closes_at, told.zone) == (time(14), "Europe/Berlin")
    assert with_hour((gate,), text.replace("5.", "6."), "de") == (gate,), "another day's hour is not this one's"
    at_noon = (Stage(closes=date(2027, 2, 5), closes_at=time(12), source="portal"),)
    assert with_hour(at_noon, text, "de") == at_noon


LABELS = ("Frist", "Offizieller Titel", "Ziele", "ID")


DL = "<dl><dt>Frist</dt><dd>1.2.2027</dd><dt>Offizieller Titel</dt><dd>Town</dd><dt>Ziele</dt><dd><p>A</p>B</dd></dl>"
TABLE = """<table><tr><th>Frist:</th><td>1.2.2027</td></tr><tr><th>Offizieller Titel</th><td>Town</td></tr>
<tr><th>Ziele</th><td>A B</td></tr></table>"""
BOLD = (
    """<p><strong>Frist:</strong> 1.2.2027<br><b>Offizieller Titel</b>: Town</p><p><b>Ziele:</b></p><p>A</p><p>B</p>"""
)
CMS = """<div class='f'><div class='field__label'>Frist</div><div>1.2.2027</div></div><div>Offizieller Titel</div>
<div>Town</div><h3>Ziele</h3><div>A</div><div>B</div>"""


@pytest.mark.parametrize("html", [DL, TABLE, BOLD, CMS], ids=["dl", "table", "bold", "cms"])
def test_labels_in_every_markup(html: str) -> None:
    told = {name: value.split() for name, value in labelled(parse(html), LABELS).items()}
    assert told == {"Frist": ["1.2.2027"], "Offizieller Titel": ["Town"], "Ziele": ["A", "B"]}


def test_a_new_label_is_seen() -> None:
    body = parse(
        "<dl><dt>Frist</dt><dd>x</dd><dt>Turnus:</dt><dd>y</dd></dl><span class='field__label'>Zielgruppe</span>"
    )
    assert list(unknown(body, LABELS)) == ["Turnus", "Zielgruppe"]


def test_news_of_a_list() -> None:
    listed = """<main><a href="/aktuell/foerderaufruf-fuer-staedte?x=1#oben">A</a><a href="/kontakt">K</a>
    <a href="https://anders.example/ein-langer-satz-hier">B</a><a href="/datei-mit-langem-namen.pdf">P</a>
    <a href="/aktuell/foerderaufruf-fuer-staedte/">A</a><a href="http://[">x</a>
    <a href="/m/zweite-meldung-heute.html">C</a><a href="/m/aufruf-2027">Förderaufruf</a>
    <a href="/m/77">Mehr zum Thema</a><a href="/m/heute-neu">Was heute neu ist</a></main>"""
    assert items(page(listed), "https://verband.example/aktuell/") == {
        "foerderaufruf-fuer-staedte": "https://verband.example/aktuell/foerderaufruf-fuer-staedte",
        "zweite-meldung-heute": "https://verband.example/m/zweite-meldung-heute.html",
        "aufruf-2027": "https://verband.example/m/aufruf-2027",
        "heute-neu": "https://verband.example/m/heute-neu",
    }
