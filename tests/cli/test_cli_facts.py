"""`passgenau facts`: the keys of the labels, quotes, doubts, and one clear line for bad input."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import facts
from cli.app import app, run
from cli.facts_shown import read_facts
from funding import Programme

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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "texte.jsonl:2: kein gültiges JSON"),
        ("[1]", "texte.jsonl:2: kein JSON-Objekt"),
        ({"id": "b"}, 'texte.jsonl:2: "text" fehlt'),
        ({"text": "b"}, 'texte.jsonl:2: "id" fehlt'),
        ({"id": "b", "text": "b", "language": "fr"}, "texte.jsonl:2: \"language\" ist 'fr'"),
        ({"id": "b", "text": "b", "title": 5}, 'texte.jsonl:2: "title"'),
        ("[" * 100_000, "texte.jsonl:2: kein gültiges JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: object, told: str
) -> None:
    assert run(["facts", written(tmp_path, {"id": "a", "text": TEXT}, line)]) == 2
    out, err = capsys.readouterr()
    assert (out, told in err, err.count("\n")) == ("", True, 1)


def test_files_that_are_missing_empty_or_no_utf_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "latin.jsonl").write_bytes('{"id": "a", "text": "Förderung"}'.encode("latin-1"))
    for path, told in (
        (str(tmp_path / "nichts.jsonl"), "gibt es nicht"),
        (written(tmp_path, ""), "keine Zeile"),
        (str(tmp_path / "latin.jsonl"), "latin.jsonl:1: kein UTF-8"),
        (str(tmp_path), "lässt sich nicht lesen"),
    ):
        assert run(["facts", path]) == 2
        assert told in capsys.readouterr().err


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


def test_a_programme_without_prose_shows_nothing_read() -> None:
    assert not list(read_facts(Programme(portal="p", key="k", title="t", rate_max=50.0)))
