import pytest

from facts import Facts, read_text
from facts.found import Figure

NAMES = ("rate_max", "own_share_min", "amount_max", "amount_min")

FIGURES: dict[str, dict[str, float]] = {
    # rates
    "Die Höhe des Zuschusses beträgt bis zu 80 Prozent der zuwendungsfähigen Ausgaben.": {"rate_max": 80},
    "Der Fördersatz liegt bei 60 v. H. der förderfähigen Kosten.": {"rate_max": 60},
    "Gewährt wird eine Anteilfinanzierung in Höhe von 75 % der Gesamtkosten.": {"rate_max": 75},
    "Bis zu 50 Prozent der Kosten, in begründeten Fällen bis zu 65 Prozent der Kosten werden gefördert.": {
        "rate_max": 65
    },
    "Die Förderung beträgt bis zu 100 Prozent, für Gemeinden 90 Prozent der förderfähigen Ausgaben.": {"rate_max": 90},
    "Der Fördersatz beträgt 80 Prozent, in strukturschwachen Kommunen 90 Prozent.": {"rate_max": 90},
    "Die Zuwendung wird als Vollfinanzierung gewährt.": {"rate_max": 100},
    "Eine Vollfinanzierung ist ausgeschlossen.": {},
    "The grant covers up to 70 percent of the eligible costs.": {"rate_max": 70},
    "Der Zinssatz beträgt 3 Prozent, der Zuschuss wird gesondert festgesetzt.": {},
    "Die Bürgschaft deckt bis zu 80 Prozent der Kreditsumme.": {},
    "Die Haftungsfreistellung beträgt 70 Prozent der Kosten.": {},
    "Gefördert werden Unternehmen, die mindestens 25 Prozent Umsatz im Ausland erzielen.": {},
    "Gefördert werden Anlagen, die mindestens 30 Prozent Energie einsparen.": {},
    "Zusätzlich wird eine Verwaltungskostenpauschale von 7 Prozent der Ausgaben gefördert.": {},
    "Die Einkommensgrenze darf um 20 Prozent überschritten werden, dann wird gefördert.": {},
    # own share
    "Sie müssen einen Eigenanteil von mindestens 10 Prozent erbringen.": {"own_share_min": 10},
    "Die Eigenmittel müssen 15 % der Gesamtausgaben betragen.": {"own_share_min": 15},
    "Mindestens 10 Prozent sind aus Eigen- und/oder Drittmitteln zu erbringen.": {"own_share_min": 10},
    "Der Träger trägt mindestens die Hälfte der Gesamtkosten selbst.": {"own_share_min": 50},
    "Bis zu 5 Prozent der Eigenmittel können durch Arbeitsleistung erbracht werden.": {},
    # caps and floors
    "Der Zuschuss beträgt höchstens EUR 50.000 je Vorhaben.": {"amount_max": 50_000},
    "Die Förderhöhe beträgt 90 Prozent der Ausgaben, maximal jedoch 250.000 Euro.": {
        "rate_max": 90,
        "amount_max": 250_000,
    },
    "Die Fördersumme liegt zwischen 50.000 und 250.000 Euro.": {"amount_max": 250_000, "amount_min": 50_000},
    "Der Zuschuss kann bis zu 1,5 Mio. Euro betragen.": {"amount_max": 1_500_000},
    "Die Zuwendung darf einen Betrag von 100.000 Euro nicht übersteigen.": {"amount_max": 100_000},
    "Der Zuschuss muss mindestens 2.500 Euro betragen.": {"amount_min": 2_500},
    "Die Bagatellgrenze liegt bei EUR 5.000.": {"amount_min": 5_000},
    "Die zuwendungsfähigen Ausgaben müssen mindestens 10.000 EUR betragen.": {"amount_min": 10_000},
    "The maximum grant is up to EUR 60,000 per project.": {},
    "Insgesamt stehen für die Förderung bis zu 5 Mio. Euro zur Verfügung.": {},
    "Das Programm hat ein Fördervolumen von maximal 20 Mio. Euro.": {},
    "Der Zuschuss beträgt bis zu 1.000 Euro je Quadratmeter.": {},
    "Der Zuschuss beträgt höchstens 600 Euro monatlich.": {},
    "Gefördert werden Plätze mit bis zu EUR 12.000 je Platz.": {},
    "Die Gesamtausgaben dürfen höchstens 1.250.000 Euro betragen.": {},
    "Beihilfen werden als De-minimis-Beihilfe bis zu 300.000 Euro gewährt.": {},
    "Gefördert werden Unternehmen mit einem Umsatz bis zu 50 Mio. Euro.": {},
    "Der Zuschuss beträgt höchstens 4.500.00 €.": {},
    "Der Zuschuss beträgt höchstens EUR 1,150.": {},
}


def found(facts: Facts) -> dict[str, float]:
    figures = {name: getattr(facts, name) for name in NAMES}
    return {name: figure.value for name, figure in figures.items() if figure is not None}


@pytest.mark.parametrize("text", FIGURES)
def test_figures(text: str) -> None:
    assert found(read_text(text)) == FIGURES[text]


@pytest.mark.parametrize("text", [text for text in FIGURES if FIGURES[text]])
def test_quotes_are_verbatim_and_hold_the_number(text: str) -> None:
    facts = read_text(text)
    for figure in (getattr(facts, name) for name in NAMES):
        assert figure is None or (figure.quote in text and figure.quote and 0 < figure.confidence <= 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der Zuschuss muss mindestens 2.500 Euro betragen.", "grant"),
        ("Die zuwendungsfähigen Ausgaben müssen mindestens 10.000 EUR betragen.", "cost"),
        ("Die Bagatellgrenze liegt bei EUR 5.000.", None),
        ("Die Bagatellgrenze liegt bei Gesamtkosten von EUR 5.000.", "cost"),
    ],
)
def test_the_kind_of_a_least_sum(text: str, kind: str | None) -> None:
    assert read_text(text).amount_min_kind == kind


def test_english_sums_are_read_in_english_texts() -> None:
    facts = read_text("The grant is up to EUR 60,000 per project.", language="en")
    assert facts.amount_max == Figure(60_000, "up to EUR 60,000", 0.9)


def test_bullets_take_the_grant_from_their_lead() -> None:
    text = "Die Höhe des Zuschusses beträgt\n\n- für Städte bis zu 60 Prozent,\n- für Vereine bis zu 90 Prozent."
    assert found(read_text(text)) == {"rate_max": 60}
