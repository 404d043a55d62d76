"""News that speak of a call and news that only sound like it; whose call it is; where it stands."""

import pytest

from crawl.hints import links_out, tells_a_call, topic_of
from crawl.html import parse

CALLS = [
    ("Förderaufruf für Klimaanpassung veröffentlicht", "Kommunen finden die Unterlagen beim Projektträger."),
    ("Neues aus dem Ministerium", "Interessenbekundungen sind bis zum 28. Februar 2027 möglich."),
    ("Städte für die Ukraine", "Die Antragsfrist endet am 15. März 2027."),
    ("Kleinprojektefonds geöffnet", "Die Servicestelle nimmt Anträge bis zum 15. Oktober 2027 an."),
    ("Bundespreis Stadtgrün 2027", "Bewerbungen können bis zum 31. Januar 2027 eingereicht werden."),
    ("Mobilität: Zuschüsse für Lastenräder", "Anträge müssen bis 30. April 2027 beim Landkreis vorliegen."),
    ("Themenaufruf von Connective Cities", "Städte tauschen sich über Abfall aus."),
    ("Europa fördert Partnerstädte", "Die Frist für Anträge läuft bis 11. Februar 2027."),
    ("Wettbewerb: Deutschlands nachhaltigste Städte", "Teilnahmeschluss: 5. März 2027. Bewerben können sich Kommunen."),
    ("Jetzt für das Austauschprogramm bewerben", "Reisekosten werden übernommen."),
    ("EU-Programm LIFE", "The call for proposals is open until 22 September 2027."),
    ("Sanierung kommunaler Einrichtungen", "Projektskizzen können bis zum 15. Januar 2027 eingereicht werden."),
    ("Projektaufruf Smart Cities", "Der Bund sucht Modellstädte."),
    ("Ideenwettbewerb für Innenstädte", "Einsendeschluss ist der 1. Juni 2027."),
    ("Förderprogramm verlängert", "Kommunen können nun bis zum 31. Dezember 2027 Anträge stellen."),
    ("Aufruf zur Interessensbekundung für Städtenetzwerke", "Näheres folgt."),
    ("Bis zu 50.000 Euro für Begegnungen", "Der Zuschuss ist bis spätestens 31. März 2027 zu beantragen."),
    ("Förderprogramm Klimaanpassung gestartet", "Ab sofort können Kommunen Anträge beim Projektträger stellen."),
    ("Neue Runde", "Ideen für Projekte mit Partnern im Osten können bis zum 20. Januar 2027 eingereicht werden."),
    ("Klimafonds des Kreises", "Die Einreichfrist endet im März."),
    ("Antragsrunde für Partner der Kulturhauptstadt", "Es stehen 2 Mio. Euro bereit."),
    ("Modellkommunen gesucht", "Der Bund sucht zehn Kommunen; Bewerbung bis 28. Februar 2027."),
    ("Radwege", "Anträge sind bis zum 2. März 2027 zu stellen; das Vergaberecht ist einzuhalten."),
    ("Jugend in Europa", "Die nächste Antragsrunde endet am 1. Februar 2027; gefördert werden Begegnungen."),
]
OTHERS = [
    ("Stellenausschreibung: Leitung Europabüro", "Die Bewerbungsfrist endet am 15. Januar 2027."),
    ("Sachbearbeitung gesucht (m/w/d)", "Bewerbungsschluss ist der 10. Januar 2027."),
    ("Wettbewerb um Fachkräfte wird härter", "Bis zum 31. Dezember 2030 gehen viele in den Ruhestand."),
    ("Wahl des Europäischen Parlaments", "Wahlvorschläge sind bis zum 15. März 2029 einzureichen."),
    ("Klage gegen Kreisumlage", "Der Antrag auf Zulassung der Berufung ist bis zum 5. Januar 2027 zu stellen."),
    ("Umfrage zu Städtepartnerschaften", "Bitte beantworten Sie die Fragen bis zum 15. Dezember 2026."),
    ("Große Städte planen Wärme", "Sie müssen bis zum 30. Juni 2028 einen Wärmeplan vorlegen."),
    ("Fairer Wettbewerb im Binnenmarkt", "Der Verband sieht die Pläne der Kommission skeptisch."),
    ("Seminar: Fördermittel der EU", "Anmeldungen sind bis zum 20. Januar 2027 möglich."),
    ("Öffentliche Ausschreibung: Druck der Zeitschrift", "Angebote sind bis zum 15. Januar 2027 einzureichen."),
    ("Kommunalfinanzen", "Die Grundsteuer ist bis zum 31. Dezember 2026 neu zu regeln."),
    ("Stellungnahme zum Vergaberecht", "Der Bundestag berät am 3. Februar 2027."),
    ("Förderung des Radverkehrs bleibt wichtig", "Der Verband fordert mehr Geld von Bund und Land."),
    ("Partnerschaften wachsen", "250 Kommunen arbeiten mit Partnern in der Ukraine zusammen."),
    ("Neuer Präsident gewählt", "Die Amtszeit läuft bis zum 31. Dezember 2029."),
    ("Europawoche 2027", "Vom 3. bis 9. Mai zeigen Städte, was sie mit Europa verbindet."),
    ("Aufruf zu mehr Zusammenhalt", "Die Bürgermeister rufen dazu auf, Hass zu widersprechen."),
    ("Konferenz zu Städtepartnerschaften", "Melden Sie sich bis zum 1. März 2027 an."),
    ("Fachtagung Bewerbungsverfahren", "Die Tagung findet am 5. Mai 2027 statt."),
    ("Friedenspreis verliehen", "Die Stadt nahm den Preis am 9. November 2026 entgegen."),
    ("Volontariat in der Pressestelle", "Bewerbungen sind bis zum 31. Januar 2027 möglich."),
    ("Konsultation der Kommission", "Stellungnahmen nimmt die Kommission bis zum 12. Februar 2027 entgegen."),
]


@pytest.mark.parametrize(("title", "text"), CALLS)
def test_a_call(title: str, text: str) -> None:
    assert tells_a_call(title, text)


@pytest.mark.parametrize(("title", "text"), OTHERS)
def test_no_call(title: str, text: str) -> None:
    assert not tells_a_call(title, text)


@pytest.mark.parametrize(
    ("texts", "topic"),
    [
        (["Der Aufruf CERV-2027-CITIZENS-TOWN-NT ist offen"], "CERV-2027-CITIZENS-TOWN-NT"),
        (["https://ec.europa.eu/x/topic-details/cerv-2027-citizens-rem?keywords=x"], "CERV-2027-CITIZENS-REM"),
        (["horizon-miss-2027-cit-01-02 und", "HORIZON-MISS-2027-CIT-01-02"], "HORIZON-MISS-2027-CIT-01-02"),
        (["CERV-2027-CITIZENS-TOWN", "CERV-2027-CITIZENS-TOWN-TT"], "CERV-2027-CITIZENS-TOWN-TT"),
        (["CERV-2027-CITIZENS-TOWN-TT und CERV-2027-CITIZENS-TOWN-NT"], None),
        (["Erasmus-2027 und LIFE 2027, Az. AB-2027-3"], None),
        ([""], None),
    ],
)
def test_the_topic_of_a_call(texts: list[str], topic: str | None) -> None:
    assert topic_of(*texts) == topic


def test_links_lead_off_the_site_and_not_to_networks() -> None:
    body = parse(
        '<p><a href="/mehr">Mehr</a> <a href="https://www.rgre.de/x">hier</a> <a href="http://[">kaputt</a>'
        '<a href="mailto:a@b.de">Post</a> <a href="https://geber.example/aufruf#frist">Aufruf</a>'
        '<a href="https://geber.example/aufruf">noch einmal</a> <a href="https://de.linkedin.com/x">Teilen</a></p>'
    )
    assert [(link.title, link.url) for link in links_out(body, "https://rgre.de/aktuell/")] == [
        ("Aufruf", "https://geber.example/aufruf")
    ]
