"""`passgenau facts`: the keys of the labels, quotes, doubts, and one clear line for bad input."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import facts
from cli.app import app, run
from cli.facts_shown import demand, read_facts
from funding import ConsortiumRule, PartnerRule, Programme

KEYS = {
    "id", "modes", "closed", "deadlines", "relative", "rate_max_percent", "rate_quote", "own_share_min_percent",
    "amount_max_eur", "amount_max_quote", "amount_min_eur", "amount_min_kind", "kommune", "note", "confidence",
}  # fmt: skip
TEXT = (
    "Antragsberechtigt sind Kommunen. Anträge sind bis zum 31.10. des Vorjahres zu stellen. Der Zuschuss beträgt "
    "bis zu 80 Prozent der Ausgaben, höchstens EUR 50.000."
)


def written(folder: Path, *lines: object) -> str:
    path = folder / "texte.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def asked(path: str, *words: str) -> str:
    done = CliRunner().invoke(app, ["facts", path, *words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_every_line_becomes_one_object_with_the_keys_of_the_labels(tmp_path: Path) -> None:
    told = asked(written(tmp_path, {"id": "a", "text": TEXT}, {"id": 2, "text": "", "title": "x", "crawled": "2025"}))
    first, second = map(json.loads, told.splitlines())
    assert set(first) == set(second) == KEYS
    assert (first["id"], second["id"]) == ("a", 2)
    assert first["deadlines"] == [
        {
            "stage": "application", "date": None, "time": None,
            "recurring": {"month": 10, "day": 31, "of": "previous_year"}, "quote": "bis zum 31.10. des Vorjahres",
        }
    ]  # fmt: skip
    assert (first["rate_max_percent"], first["amount_max_eur"], first["kommune"]) == (80, 50_000, "yes")
    assert (second["modes"], second["kommune"], second["note"]) == (["none"], "unclear", "")


def test_readable_output_shows_quotes_and_doubts(tmp_path: Path) -> None:
    text = "Anträge sind bis Mitte Mai 2027 zu stellen. Der Zuschuss beträgt höchstens EUR 1,150."
    told = asked(written(tmp_path, {"id": "a", "text": text}), "--text")
    assert "bis 15.05.2027" in told
    assert "bitte prüfen" in told
    assert "Betrag nicht lesbar" in told


def test_english_is_recognised_by_its_words(tmp_path: Path) -> None:
    text = "The grant is up to EUR 60,000 per project and the call is open for cities."
    assert json.loads(asked(written(tmp_path, {"id": "a", "text": text})))["amount_max_eur"] == 60_000


BROKEN = [
    ("{", "Zeile 2: kein gültiges JSON ab Zeichen 2; erwartet wird je Zeile"),
    ('{"id": "b", "text": "b"', "Zeile 2: kein gültiges JSON"),
    ("[1]", "Zeile 2: kein JSON-Objekt; erwartet wird"),
    ("null", "Zeile 2: kein JSON-Objekt"),
    ({"id": "b"}, 'Zeile 2: "text" fehlt'),
    ({"id": "b", "text": ["x"]}, 'Zeile 2: "text" fehlt oder ist kein Text'),
    ({"text": "b"}, 'Zeile 2: "id" fehlt'),
    ({"id": True, "text": "b"}, 'Zeile 2: "id" fehlt'),
    ({"id": "b", "text": "b", "language": "fr"}, 'Zeile 2: "language" ist "fr"; erlaubt sind de und en'),
    ({"id": "b", "text": "b", "language": ["de"]}, 'Zeile 2: "language" ist ["de"]'),
    ({"id": "b", "text": "b", "title": 5}, 'Zeile 2: "title" ist kein Text'),
    ("[" * 100_000, "Zeile 2: kein gültiges JSON (zu tief"),
    ('{"id": ' + "1" * 5_000 + ', "text": "b"}', "Zeile 2: kein gültiges JSON"),
]


@pytest.mark.parametrize(("line", "told"), BROKEN)
def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: object, told: str
) -> None:
    assert run(["facts", written(tmp_path, {"id": "a", "text": TEXT}, line, "", {"id": "c", "text": TEXT})]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(one)["id"] for one in out.splitlines()] == ["a", "c"]
    assert err.startswith("Fehler: texte.jsonl, Zeile 2: ")
    assert told in err
    assert err.count("\n") == 1
    assert not {"Expecting", "column", "char ", "digits"} & set(err.replace("(", " ").split())


def test_each_of_several_broken_lines_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", written(tmp_path, "{", {"id": "a", "text": TEXT}, "5"), "--text"]) == 1
    out, err = capsys.readouterr()
    assert "80 %" in out
    assert [line.split(": ")[1] for line in err.splitlines()] == ["texte.jsonl, Zeile 1", "texte.jsonl, Zeile 3"]


def test_a_line_in_another_encoding_is_told_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "texte.jsonl"
    path.write_bytes('{"id": "a", "text": "Förderung"}\n'.encode("latin-1") + b'{"id": "b", "text": ""}\n')
    assert run(["facts", str(path)]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "b"
    assert "Zeile 1: kein UTF-8; bitte die Datei in UTF-8 speichern" in err


def test_a_huge_line_is_told_and_does_not_hide_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.fact_reading._LONGEST", 1_000)
    assert run(["facts", written(tmp_path, "x" * 2_500, {"id": "b", "text": "kurz"})]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "b"
    assert "Zeile 1: länger als" in err


def test_files_that_are_missing_or_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, told in (
        (str(tmp_path / "nichts.jsonl"), "gibt es nicht"),
        (written(tmp_path, ""), "keine Zeile"),
        (written(tmp_path, " ", "  "), "keine Zeile"),
        (str(tmp_path), "lässt sich nicht lesen"),
    ):
        assert run(["facts", path]) == 2
        out, err = capsys.readouterr()
        assert (out, told in err, err.count("\n")) == ("", True, 1)


def test_half_characters_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "texte.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "bis 1.3.2027 Antrag stellen \\ud800"}\n')
    assert json.loads(asked(str(path)))["deadlines"][0]["date"] == "2027-03-01"


def test_a_programme_shows_what_was_read_with_its_words_and_where_to_check() -> None:
    told = "\n".join(
        read_facts(
            facts.read(
                Programme(
                    portal="p",
                    key="k",
                    title="t",
                    text="Der Zuschuss beträgt 60 Prozent. Er erhöht sich um 20 Prozentpunkte für kleine Orte.",
                    deadlines_text="Anträge sind bis Mitte Mai 2027 zu stellen.",
                    legal_text="Die Partnerkommune muss in einem Land der DAC-Liste liegen.",
                )
            )
        )
    )
    assert "bis 15.05.2027  „bis Mitte Mai 2027“ (Fristen)  bitte prüfen" in told
    assert "80 %  „um 20 Prozentpunkte“ (Volltext)  bitte prüfen" in told


def test_demands_sums_and_what_cannot_be_read_are_shown_in_german_words() -> None:
    text = (
        "Das Konsortium muss aus mindestens drei Partnern aus drei Ländern bestehen. Die Partnerkommune muss in einem "
        "Land der DAC-Liste liegen. Antragsberechtigt sind Städte ab 50.000 Einwohnern. Die Zuwendung muss mindestens "
        "5.000 Euro betragen. Die Zuwendung beträgt höchstens EUR 1,150."
    )
    told = "\n".join(read_facts(facts.read(Programme(portal="p", key="k", title="t", text=text))))
    for expected in (
        "mindestens 3 Partner aus mindestens 3 Ländern", "Land der DAC-Liste  „", "50.000  „", "5.000 € (Zuschuss)",
        "Betrag nicht lesbar  „EUR 1,150“ (Volltext)",
    ):  # fmt: skip
        assert expected in told


def test_countries_and_the_kind_of_project_a_rule_is_for() -> None:
    assert demand(PartnerRule(rule="list", countries=("FR", "PL"), only_for="Begegnungen")) == (
        "Frankreich, Polen (nur Begegnungen)"
    )
    assert (
        demand(ConsortiumRule(countries_min=2, eu_min=1))
        == "Partner aus mindestens 2 Ländern, davon mindestens 1 in der EU"
    )


def test_readable_output_shows_demands(tmp_path: Path) -> None:
    text = "Die Partnerkommune muss in einem Land der DAC-Liste liegen."
    assert "Land der DAC-Liste" in asked(written(tmp_path, {"id": "a", "text": text}), "--text")


def test_a_programme_without_prose_shows_nothing_read() -> None:
    assert not list(read_facts(Programme(portal="p", key="k", title="t", rate_max=50.0)))
