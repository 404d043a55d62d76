"""What of a page's change is news: new sentences about a call, never what changes by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from crawl.callwords import MOST, news, speaks, stands, touched
from crawl.maintext import MOST as MOST_TEXT
from crawl.maintext import main_text
from funding import PassgenauError

TODAY = date(2026, 11, 23)
FILLING = (
    "Das Programm begleitet Städte und Gemeinden drei Jahre lang bei Vorhaben mit ihren Partnern im Ausland.",
    "Fachleute reisen, lernen voneinander und schreiben am Ende auf, was sich bewährt hat.",
)


def page(*lines: str, around: str = "", title: str = "Seite") -> HtmlResponse:
    body = "".join(f"<p>{line}</p>" for line in (*FILLING, *lines))
    html = f"<html lang='de'><title>{title}</title><body>{around}<main><h1>{title}</h1>{body}</main></body></html>"
    return HtmlResponse("https://amt.example/seite", body=html.encode(), encoding="utf-8")


def told(before: HtmlResponse, after: HtmlResponse, days: int = 1) -> tuple[str, ...]:
    return news(main_text(before, TODAY), main_text(after, TODAY + timedelta(days=days)))


@pytest.mark.parametrize(
    "line",
    [
        "Die Antragsfrist endet am 31. März 2027.",
        "Bewerbungsfrist: 15.01.2027",
        "Interessenbekundungen nehmen wir bis zum 10. Mai entgegen.",
        "Der neue Förderaufruf für Kommunen ist da.",
        "Die zweite Förderrunde beginnt im Frühjahr.",
        "Open call: city pairs apply by 3 March 2027.",
        "The call for proposals is now open.",
        "Die Antragsphase endet am 31. März 2027.",
        "Der Förderwettbewerb für Kommunen startet im Mai.",
        "Skizzen sind bis zum 3. Mai 2027 einzureichen.",
        "Applications until June are taken as of 15 March 2027.",
    ],
)
def test_a_new_sentence_about_a_call_is_news(line: str) -> None:
    assert told(page("Zurzeit ist nichts offen."), page("Zurzeit ist nichts offen.", line)) == (line,)
    assert told(page(line), page(line)) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Noch 12 Tage bis zur Antragsfrist", "Noch 11 Tage bis zur Antragsfrist"),
        ("Noch 2 Tage bis zur Antragsfrist", "Noch 1 Tag bis zur Antragsfrist"),
        ("12 Tage 3 Stunden 20 Minuten bis Bewerbungsschluss", "11 Tage 1 Stunde 2 Minuten bis Bewerbungsschluss"),
        ("Der Aufruf endet in 12 Tagen.", "Der Aufruf endet in 11 Tagen."),
        ("In 3 Wochen endet der Aufruf für Kommunen.", "In 2 Wochen endet der Aufruf für Kommunen."),
        ("Deadline: 12 days left to apply", "Deadline: 11 days left to apply"),
        ("Heute ist Montag, 23. November 2026: Frist läuft.", "Heute ist Dienstag, 24. November 2026: Frist läuft."),
        ("Laufende Aufrufe (Stand: 23.11.2026)", "Laufende Aufrufe (Stand: 24.11.2026)"),
        ("Aufruf 5 von 9, last updated on 23 November 2026", "Aufruf 5 von 9, last updated on 24 November 2026"),
        ("Aufruf 5 von 9 (as of 23 November 2026)", "Aufruf 5 von 9 (as of 24 November 2026)"),
        ("Aufruf für Städte, 1.204 mal gelesen", "Aufruf für Städte, 1.311 mal gelesen"),
        ("Ausschreibung 7, Aufrufe: 17", "Ausschreibung 7, Aufrufe: 18"),
        ("Der Aufruf wurde vor 3 Stunden verschickt.", "Der Aufruf wurde vor 27 Stunden verschickt."),
        ("Stellenausschreibung bis 1.2.2027", "Stellenausschreibung bis 1.3.2027"),
        ("Antragsfrist am 5.  März", "Antrags\u00adfrist am 5. März"),
    ],
)  # fmt: skip
def test_what_changes_by_itself_is_no_news(before: str, after: str) -> None:
    assert told(page(before), page(after)) == ()


def test_order_menus_footers_and_forms_are_no_news() -> None:
    lines = ("Die Antragsfrist endet am 31. März 2027.", "Die Bewerbungsfrist endet am 2. Mai 2027.")
    menu = "<nav><ul><li><a href='/a'>Alle Förderaufrufe bis 2027</a></li></ul></nav>"
    other = "<aside><p>Neuer Aufruf: Frist 1.2.2027</p></aside><form><p>Anmeldefrist 3.3.2027</p></form>"
    foot = "<footer><p>Stand: 24.11.2026, Antragsfrist 5.5.2027</p></footer>"
    assert told(page(*lines), page(*reversed(lines), around=f"{menu}{other}{foot}")) == ()


def test_a_moved_deadline_is_news_even_as_label_and_value() -> None:
    def table(day: str) -> HtmlResponse:
        return page(f"</p><dl><dt>Bewerbungsfrist</dt><dd>{day}</dd></dl><p>")

    assert told(table("23.11.2026"), table("31.01.2027")) == ("Bewerbungsfrist: 31.01.2027",)
    assert told(table("24.11.2026"), table("24.11.2026")) == (), "on its last day it is no date of today"
    assert main_text(page("Montag, 23.11.2026"), TODAY) == main_text(page(), TODAY)


def test_titles_of_a_list_count_though_they_are_links() -> None:
    def news_page(*titles: str) -> HtmlResponse:
        rows = "".join(f"<div class='item'><h3><a href='/{n}'>{t}</a></h3></div>" for n, t in enumerate(titles))
        filling = "".join(f"<p>{line}</p>" for line in FILLING)
        return HtmlResponse("https://x.example/", body=f"<body><div>{rows}{filling}</div></body>".encode())

    old, new = "Members meet in spring", "Call for cities: apply by 3 March 2027"
    assert told(news_page(old), news_page(new, old)) == (new,)


def test_no_more_than_a_few_sentences() -> None:
    assert len(told(page(), page(*(f"Die Antragsfrist {n} endet am {n}. März 2027." for n in range(1, 9))))) == MOST


@pytest.mark.parametrize("label", ["Aufrufe", "Aktuelle Ausschreibungen", "Fristen und Termine", "Open calls"])
def test_the_label_of_a_link_says_nothing(label: str) -> None:
    assert not speaks(label)


@pytest.mark.parametrize(
    ("line", "matters"),
    [
        ("Gefördert werden bis zu 70 Prozent.", True),
        ("Wir zahlen höchstens 8.000 Euro.", True),
        ("Anträge sind bis zum 30. September zu stellen.", True),
        ("Bewerbungsschluss ist im Herbst des Vorjahres.", True),
        ("31. Dezember für Projekte mit Beginn im zweiten Quartal", True),
        ("Fachtag am 12. März 2027 in Bonn", False),
        ("Die Ausstellung ist vom 3. bis 5. März zu sehen.", False),
        ("Einsendungen bitte bis 5. März.", True),
        ("18.11.2026", False),
        ("Unser Büro ist umgezogen und freut sich auf Besuch.", False),
        ("Noch 4 Tage bis Weihnachten", False),
    ],
)
def test_a_card_is_touched_by_what_comes_and_by_what_goes(line: str, matters: bool) -> None:
    with_line, without = main_text(page(line), TODAY), main_text(page(), TODAY)
    assert touched(without, with_line) is touched(with_line, without) is matters


def test_a_shortened_sentence_still_stands() -> None:
    text = main_text(page("Die Antragsfrist endet am 31. März 2027 um 12 Uhr."), TODAY)
    assert stands("Die Antragsfrist endet am 31. März", text)
    assert not stands("Die Antragsfrist endet am 30. April", text)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<html><body><div id='root'></div><script src='/app.js'></script></body></html>", "Hülle"),
        ("<html><title>Hinweis</title><body><p>Cookies erlauben? Ja</p></body></html>", "kaum noch Text"),
        ("<html><title>Captcha</title><body><p>Bitte lösen Sie das Captcha.</p></body></html>", "Bot-Abwehr"),
    ],
)  # fmt: skip
def test_what_has_no_text_is_refused_in_german(body: str, says: str) -> None:
    with pytest.raises(PassgenauError, match=says):
        main_text(HtmlResponse("https://amt.example/seite", body=body.encode()), TODAY)


@pytest.mark.parametrize("hostile", ["1." * 60_000, "9" * 60_000, "aufruf" * 20_000, "1 Tag " * 20_000, "<i>" * 9_000])
def test_a_hostile_page_is_cut_and_read(hostile: str) -> None:
    text = main_text(page("Die Antragsfrist endet am 3. März.", hostile), TODAY)
    assert "Antragsfrist" in text
    assert len(text) <= MOST_TEXT
    assert news(text, text) == ()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=12), st.lists(st.text(max_size=60), max_size=12))
def test_news_stands_in_the_new_text_alone(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join([*new, "Die Antragsfrist endet am 3. März."])
    for sentence in news(before, after):
        assert speaks(sentence)
        assert stands(sentence, after)
    assert news(after, after) == ()
    assert not touched(after, after)
