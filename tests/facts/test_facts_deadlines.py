"""Every line of deadlines.yaml and deadlines_more.yaml, read as a text of its own: gates, modes, whether closed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from facts import Facts, read_text

TABLE: list[dict[str, Any]] = [
    line
    for name in ("deadlines.yaml", "deadlines_more.yaml")
    for line in YAML(typ="safe", pure=True).load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
FORMS = (
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}",
    lambda d: d.isoformat(),
)
OURS = (
    "Anträge sind bis zum {} einzureichen.", "Anträge nimmt die Stelle bis zum {} entgegen.",
    "Die Antragsfrist endet am {}.", "Bewerbungsschluss ist der {}.", "Es gilt der {} als Stichtag für Anträge.",
    "Der Antrag muss bis zum {} vorliegen.", "Reichen Sie Ihre Unterlagen bis zum {} ein.",
    "Anträge, die nach dem {} eingehen, werden nicht berücksichtigt.",
    "Anträge nimmt die Stelle bis zum {} an und prüft sie bis zum 1.1.2060.",
    "Das Vorhaben endet am 1.1.2060, Anträge sind bis zum {} möglich.",
)  # fmt: skip
OTHERS = (
    "Über die Anträge wird bis zum {} entschieden.", "Der Verwendungsnachweis ist bis zum {} einzureichen.",
    "Die Bindefrist der Anträge endet am {}.", "Anträge auf Auszahlung sind bis zum {} zu stellen.",
    "Fragen zum Antrag sind bis zum {} möglich.", "Die Richtlinie gilt bis zum {}.",
    "Das Vorhaben ist bis zum {} abzuschließen.", "Antragsteller werden bis zum {} benachrichtigt.",
)  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2049, 12, 31)) | st.sampled_from([date(2028, 2, 29), date(2027, 12, 31)])
few = settings(deadline=None, max_examples=120)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line["t"][:60])
def test_when_to_apply(line: dict[str, Any], gates_of: Callable[[Facts], list[str]]) -> None:
    facts = read_text(line["t"], language=line.get("lang", "de"))
    gates = [str(gate) for gate in line.get("gates", [])]
    assert (gates_of(facts), facts.closed) == (gates, line.get("closed", False))
    assert line.get("modes") in (None, list(facts.modes))


@few
@given(DAYS, st.sampled_from(FORMS), st.sampled_from(OURS))
def test_a_day_in_any_form_is_read_in_any_frame_of_applying(day: date, form: Any, frame: str) -> None:
    (stage,) = read_text(frame.format(form(day))).stages
    assert stage.closes == day
    assert stage.quote in frame.format(form(day))


@few
@given(DAYS, st.sampled_from(FORMS), st.sampled_from(OTHERS))
def test_and_in_no_frame_of_others(day: date, form: Any, frame: str) -> None:
    assert read_text(frame.format(form(day))).stages == ()


def test_days_written_without_umlauts_are_quoted_as_they_stand() -> None:
    (stage,) = read_text("Antraege koennen bis spaetestens 10. Maerz 2027 gestellt werden.").stages
    assert (stage.closes, stage.quote) == (date(2027, 3, 10), "bis spaetestens 10. Maerz 2027")


def test_a_span_in_a_list_beside_dates_is_a_round_of_its_own() -> None:
    text = "Antragsfristen:\n\n- Verbünde: 15.7. des Vorjahres\n- Kleinprojekte: mindestens 4 Wochen vor Beginn"
    dated, span = read_text(text).stages
    assert (dated.round, span.round) == (0, 1)


def test_a_word_that_names_a_step_only_in_its_sentence_reads_without_error() -> None:
    text = "Interessierte Kommunen haben bis zum 28. Mai 2027 Zeit, ihr Interesse zu bekunden."
    assert [stage.stage for stage in read_text(text).stages] == ["eoi"]


def test_spelt_percentages_in_any_case_break_no_text() -> None:
    text = "Der Eigenanteil beträgt dreißig Prozent. Anträge sind bis zum 1.3.2027 zu stellen."
    assert [stage.closes for stage in read_text(text).stages] == [date(2027, 3, 1)]
