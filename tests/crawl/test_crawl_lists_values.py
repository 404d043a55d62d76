"""The cells of an officer's list: what is sure is read, what is not is a Problem, never a default."""

import json
from datetime import date, time

import pytest

from crawl import lists
from funding import Contact, PartnerRule


def read(path, portal):
    """Programmes and problems."""
    return lists.read(path, portal)[:2]


@pytest.fixture
def one(tmp_path):
    """One row by JSON keys -> (its programme or None, problems)."""

    def row(**cells):
        path = tmp_path / "liste.jsonl"
        path.write_text(json.dumps({"title": "Brücken bauen"} | cells), encoding="utf-8")
        programmes, problems = read(path, "eigene")
        return (programmes or [None])[0], problems

    return row


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2026-12-31", [date(2026, 12, 31)]),
        ("31.12.2026", [date(2026, 12, 31)]),
        ("bis zum 1. 2. 27", [date(2027, 2, 1)]),
        ("31. Dezember 2026", [date(2026, 12, 31)]),
        ("15 March 2027", [date(2027, 3, 15)]),
        ("31.03.2026 und 30.09.2026", [date(2026, 3, 31), date(2026, 9, 30)]),
        ("31.3.2026, 30.9.2026", [date(2026, 3, 31), date(2026, 9, 30)]),
        (["2026-03-31", "30.9.2026"], [date(2026, 3, 31), date(2026, 9, 30)]),
        ("2026-12-31T23:30:00Z", [date(2027, 1, 1)]),
        ("2026-12-31T00:00:00Z", [date(2026, 12, 31)]),
        ("31.12.2026, 24:00 Uhr", [date(2026, 12, 31)]),
    ],
)
def test_deadlines(one, cell, days):
    programme, problems = one(deadline=cell)
    assert problems == []
    assert [stage.closes for stage in programme.stages] == days


@pytest.mark.parametrize(("cell", "at"), [("31.12.2026, 12:00 Uhr", time(12)), ("2026-07-01T15:00:00Z", time(17))])
def test_a_time_of_day_is_berlin_time(one, cell, at):
    assert one(deadline=cell)[0].stages[0].closes_at == at


@pytest.mark.parametrize(
    "cell",
    ["31.02.2026", "12/31/2026", "bis Ende 2026", "31.10. des Vorjahres", "0226-12-31", "20261231", "offen",
     "31.12.2026 oder später", "x" * 9999],
)  # fmt: skip
def test_a_deadline_that_is_no_date_stays_prose(one, cell):
    programme, (problem,) = one(deadline=cell)
    assert (programme.stages, programme.modes, programme.deadlines_text) == ((), (), cell)
    assert (problem.portal, problem.field, problem.value[:100]) == ("eigene", "deadline", cell[:100])
    assert problem.message.startswith(f"Zeile 1: deadline „{cell[:59]}")
    assert "“ ist kein Datum" in problem.message


@pytest.mark.parametrize("cell", ["laufend", "Rolling", "Antragstellung jederzeit möglich"])
def test_rolling(one, cell):
    programme, problems = one(deadline=cell)
    assert (programme.stages, programme.modes, programme.deadlines_text, problems) == ((), ("rolling",), None, [])


@pytest.mark.parametrize("cell", ["-", "k. A.", "unbekannt", "?", "", None, "n/a", []])
def test_unknown_stays_unknown(one, cell):
    programme, problems = one(deadline=cell, regions=cell, applicants=cell, rate_max=cell, summary=cell)
    assert (programme.stages, programme.modes, programme.regions, programme.applicants) == ((), (), None, None)
    assert (programme.rate_max, programme.summary, problems) == (None, None, [])


def test_opening_days(one):
    assert one(opens="1.10.2026", deadline="31.12.2026")[0].stages[0].opens == date(2026, 10, 1)
    (only,) = one(opens="1.10.2026", deadline="laufend")[0].stages
    assert (only.opens, only.closes, only.quote, only.source) == (date(2026, 10, 1), None, "1.10.2026", "portal")
    for cells in ({"opens": "1.10.2027", "deadline": "31.12.2026"}, {"opens": "bald"}):
        programme, problems = one(**cells)
        assert all(stage.opens is None for stage in programme.stages)
        assert [problem.field for problem in problems] == ["opens"]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("kommune", ("kommune",)),
        ("KOMMUNEN", ("kommune",)),
        (["Landkreis", "Stadt", "bezirk_berlin"], ("kommune",)),
        ("Verband/Vereinigung", ("verband_vereinigung",)),
        ("Vereine/Verbände, Hochschulen", ("verband_vereinigung", "hochschule")),
        ("Oeffentliche Einrichtung\nExistenzgründer/in", ("oeffentliche_einrichtung", "existenzgruenderin")),
        ("municipality; public body", ("kommune", "oeffentliche_einrichtung")),
        ("e.V.", ("verband_vereinigung",)),
    ],
)
def test_applicants(one, cell, codes):
    programme, problems = one(applicants=cell)
    assert (programme.applicants, problems) == (codes, [])


def test_an_unknown_applicant_must_not_shut_a_city_out(one):
    programme, (problem,) = one(applicants=["verein", "Komune"])
    assert programme.applicants is None
    assert (problem.field, problem.value) == ("applicants", "Komune")
    assert problem.message == "Zeile 1: Antragsberechtigte „Komune“ unbekannt. Meinten Sie „Kommune“?"
    programme, (problem,) = one(applicants="Kommune, Kirche")
    assert programme.applicants == ("kommune",)
    assert problem.value == "Kirche"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("NW", ("Nordrhein-Westfalen",)),
        ("BW, ST", ("Baden-Württemberg", "Sachsen-Anhalt")),
        ("Berlin und Brandenburg", ("Berlin", "Brandenburg")),
        ("thueringen", ("Thüringen",)),
        ("Deutschland", ("bundesweit",)),
        ("europaweit", ("EU",)),
        (["bundesweit", "EU"], ("bundesweit", "EU")),
        ("Mecklenburg-Vorpommern", ("Mecklenburg-Vorpommern",)),
    ],
)
def test_regions(one, cell, names):
    programme, problems = one(regions=cell)
    assert (programme.regions, problems) == (names, [])


def test_half_a_list_of_regions_is_none(one):
    programme, (problem,) = one(regions="Hessen, Bayer")
    assert (programme.regions, problem.value) == (None, "Bayer")
    assert "Meinten Sie „Bayern“?" in problem.message


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("DAC", PartnerRule(rule="dac", quote="DAC")),
        ("DAC (partnership projects only)",
         PartnerRule(rule="dac", only_for="partnership projects", quote="DAC (partnership projects only)")),
        ("DAC-Liste (nur Partnerschaften)",
         PartnerRule(rule="dac", only_for="Partnerschaften", quote="DAC-Liste (nur Partnerschaften)")),
        (["FR"], PartnerRule(rule="list", countries=("FR",), quote="FR")),
        ("FR, PL", PartnerRule(rule="list", countries=("FR", "PL"), quote="FR, PL")),
        ("Frankreich und Polen", PartnerRule(rule="list", countries=("FR", "PL"), quote="Frankreich und Polen")),
        ("EU", PartnerRule(rule="eu", quote="EU")),
        ("any", PartnerRule(rule="any", quote="any")),
        ("keine", PartnerRule(rule="none", quote="keine")),
    ],
)  # fmt: skip
def test_partner_rules(one, cell, rule):
    programme, problems = one(partner_rule=cell)
    assert (programme.partner_rule, problems) == (rule, [])


@pytest.mark.parametrize("cell", ["Absurdistan", ["FR", "XX"], "FR, EU", {"rule": "dac"}, 7])
def test_an_unknown_partner_rule_is_none(one, cell):
    programme, problems = one(partner_rule=cell)
    assert programme.partner_rule is None
    assert [problem.field for problem in problems] == ["partner_rule"]


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("rate_max", "bis zu 62,5 %", 62.5), ("rate_max", 80, 80.0), ("rate_max", "0,5 %", 0.5),
        ("rate_max", 0.8, None), ("rate_max", "50-80 %", None), ("rate_max", "120 %", None), ("rate_max", 0, None),
        ("rate_max", True, None), ("rate_max", float("nan"), None),
        ("own_share_min", "mind. 10 Prozent", 10.0), ("own_share_min", 0, 0.0), ("own_share_min", -1, None),
        ("amount_max", "50.000 €", 50_000), ("amount_max", "EUR 50 000,00", 50_000), ("amount_max", "250 T€", 250_000),
        ("amount_max", "1,5 Mio. Euro", 1_500_000), ("amount_max", "bis zu 10.000,-", 10_000),
        ("amount_max", 8455.5, 8456), ("amount_max", "50000.00", 50_000), ("amount_max", "1,500", None),
        ("amount_max", "1.5000", None), ("amount_max", "$ 500", None), ("amount_max", "0", None),
        ("amount_max", "9" * 5000, None), ("amount_max", -5, None), ("amount_max", "1.2.3", None),
    ],
)  # fmt: skip
def test_numbers(one, name, cell, value):
    programme, problems = one(**{name: cell})
    assert getattr(programme, name) == value
    assert [problem.field for problem in problems] == ([name] if value is None else [])


def test_other_labels(one):
    programme, problems = one(
        kind=["Zuschuss", "Kredit"], language="Englisch", funder_level="Bundesland", call="X-1", programme="LIFE",
        keywords="a; b", contact={"name": "Amt", "phone": "0221 1"}, note="Nur online", text=" a\r\nb\x00 ",
    )  # fmt: skip
    assert problems == []
    assert (programme.kinds, programme.language, programme.funder_level) == (("grant", "loan"), "en", "land")
    assert (programme.call, programme.parents, programme.keywords) == ("X-1", ("LIFE",), ("a", "b"))
    assert programme.contacts == (Contact(name="Amt", phone="0221 1"),)
    assert (programme.status_note, programme.text) == ("Nur online", "a\nb")


def test_strange_labels_and_types_are_problems(one):
    programme, problems = one(
        kind="Geschenk", language="fr", funder_level="Planet", url="javascript:alert(1)", topics={"a": 1},
        contact={"fax": "1"}, summary=["a"], funder=True,
    )  # fmt: skip
    assert {problem.field for problem in problems} == set(
        "kinds language funder_level url topics contacts summary funder".split()
    )
    assert (programme.kinds, programme.funder_level, programme.url, programme.topics) == ((), None, None, ())
    assert (programme.contacts, programme.summary, programme.funder) == ((), None, None)


def test_broken_surrogates_are_mended(one):
    assert one(text="a\ud83d\ude42b\ud83dc")[0].text == "a🙂b\ufffdc"


@pytest.mark.parametrize(
    ("name", "cell", "words"),
    [
        ("Frist", "32.13.2027", "Frist „32.13.2027“ ist kein Datum"),
        ("Antragsbeginn", "bald", "Antragsbeginn „bald“ ist kein Datum"),
        ("Förderquote", "120 %", "Förderquote „120 %“ ist keine Prozentzahl von 0 bis 100"),
        ("Förderquote", 0, "Förderquote „0“ ist keine Quote über 0 %"),
        ("Eigenanteil", 0.1, "Eigenanteil „0.1“ ist mehrdeutig"),
        ("Höchstbetrag", "1,500", "Höchstbetrag „1,500“ ist kein eindeutiger Betrag"),
        ("Link", "javascript:x", "Link „javascript:x“ ist keine Webadresse"),
        ("Kurztext", ["a"], "Kurztext „['a']“ ist kein Text"),
        ("Kontakt", {"fax": "1"}, "Kontakt „{'fax': '1'}“ ist kein Kontakt"),
        ("Land", "Bayer", "Region „Bayer“ unbekannt. Meinten Sie „Bayern“?"),
    ],
)
def test_every_message_quotes_the_value(one, name, cell, words):
    _, (problem,) = one(**{name: cell})
    assert problem.message.startswith(f"Zeile 1: {words}")
